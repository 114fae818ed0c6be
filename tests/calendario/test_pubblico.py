"""The public pages of the calendar, in Italian and in English (C8)."""

import pytest
from django.urls import reverse

from calendario import azioni
from calendario.indirizzi import NOMI
from calendario.models import Iniziativa, Stato

pytestmark = pytest.mark.django_db

PAGINE = {
    "pubblico": {},
    "pubblico_mese": {"mese": "2026-06"},
    "pubblico_settimana": {"lunedi": "2026-W25"},
    "pubblico_anno": {"anno": 2026},
    "pubblico_paesi": {},
}
INGLESE = {nomi["it"]: nomi["en"] for nomi in NOMI.values()}


def legge(client, nome, domanda="", **argomenti):
    risposta = client.get(f"{reverse(f'calendario:{nome}', kwargs=argomenti)}?{domanda}")
    assert risposta.status_code == 200
    return risposta.content.decode()


@pytest.mark.parametrize("nome", PAGINE)
def test_every_view_says_what_is_there_in_both_languages(client, pubblicata, nome):
    pubblicata()
    italiano = legge(client, nome, **PAGINE[nome])
    inglese = legge(client, INGLESE[nome], **PAGINE[nome])
    if nome != "pubblico_paesi":
        assert "Pitti Uomo, collettiva toscana" in italiano
        assert "Pitti Uomo, Tuscan joint stand" in inglese
    assert "Giappone" in italiano
    assert "Japan" in inglese
    assert '<html lang="it"' in italiano
    assert '<html lang="en"' in inglese
    assert "Applica i filtri" not in inglese


@pytest.mark.parametrize("nome", PAGINE)
def test_views_and_languages_keep_the_filters(client, pubblicata, nome):
    pubblicata()
    domanda = "q=postazioni&amp;settore=moda"
    pagina = legge(client, nome, "settore=moda&q=postazioni&utm=x", **PAGINE[nome])
    vie = [reverse(f"calendario:{altra}", kwargs=con) for altra, con in PAGINE.items() if not con]
    assert all(f'href="{via}?{domanda}"' in pagina for via in vie)
    stessa = reverse(f"calendario:{INGLESE[nome]}", kwargs=PAGINE[nome])
    assert f'href="{stessa}?{domanda}" hreflang="en"' in pagina
    assert 'content="noindex, follow"' in pagina
    assert "utm" not in pagina


def test_the_list_goes_on_page_by_page_and_back(client, scritta, redazione):
    for numero in range(65):
        bozza = scritta(titolo=f"Numero {numero:02}", inizio="2026-04-01", fine="2026-04-01", scadenza=None)
        azioni.pubblica(bozza, come=Stato.CONFERMATA, da=redazione)
    prima = client.get(reverse("calendario:pubblico"))
    codici = list(Iniziativa.objects.order_by("pk").values_list("codice", flat=True))
    seconda = legge(client, "pubblico", f"dopo={codici[29]}")
    assert f"dopo={codici[29]}" in prima.content.decode()
    assert {f"Numero {n}" in seconda for n in range(30, 60)} == {True}
    assert "Numero 60" not in seconda
    assert f"prima={codici[30]}" in seconda
    assert legge(client, "pubblico", f"prima={codici[30]}").count("cal-riga") == 30
    ultima = legge(client, "pubblico", f"dopo={codici[59]}")
    assert ultima.count('<li class="cal-riga') == 5
    assert "dopo=" not in ultima


def test_a_page_costs_the_same_queries_with_one_row_and_with_forty(
    client, scritta, redazione, django_assert_max_num_queries, settings
):
    """Index, names and rows with their sectors and countries: five, whatever there is."""
    for numero in range(40):
        bozza = scritta(titolo=f"Numero {numero}")
        azioni.pubblica(bozza, come=Stato.CONFERMATA, da=redazione)
        if numero in (0, 39):
            for nome, con in PAGINE.items():
                with django_assert_max_num_queries(5):
                    legge(client, nome, **con)


def test_a_month_shows_every_day_of_what_lasts_and_says_where_the_rest_is(client, pubblicata):
    for numero in range(6):
        pubblicata(titolo=f"Mostra {numero}")
    pagina = legge(client, "pubblico_mese", mese="2026-06")
    assert pagina.count('<th scope="col">') == 7
    assert "<caption" in pagina
    assert pagina.count("Mostra 0</a>") == 4
    assert pagina.count("continua:") == 4 * 3
    assert pagina.count("altre 2") == 4
    assert "dal=2026-06-16&amp;al=2026-06-16" in pagina


def test_what_has_a_month_alone_stands_beside_the_days(client, pubblicata):
    pubblicata(Stato.PREANNUNCIATA, solo_mese=True, inizio="2026-09-01", fine="2026-09-30", titolo="Autunno")
    pagina = legge(client, "pubblico_mese", mese="2026-09")
    assert "giorni ancora da decidere" in pagina
    assert pagina.count("Autunno") == 1
    assert "settembre 2026" in legge(client, "pubblico")


def test_countries_are_counted(client, pubblicata):
    pubblicata(paesi=["JP", "DE"])
    pubblicata(paesi=["DE"])
    pagina = legge(client, "pubblico_paesi")
    assert pagina.index(">Germania</a>") < pagina.index(">Giappone</a>")
    assert 'value="2"' in pagina
    assert f"{reverse('calendario:public')}?paese=DE" in legge(client, "public_countries")


def test_empty_pages_help(client, pubblicata):
    assert "Qui non c'è ancora nessuna iniziativa" in legge(client, "pubblico")
    pubblicata()
    pagina = legge(client, "pubblico", "q=inesistente")
    assert "Togli tutti i filtri" in pagina
    assert f'href="{reverse("calendario:pubblico")}"' in pagina


@pytest.mark.parametrize(
    "domanda",
    [
        "dal=2026-99-99",
        "al=%F0%9F%92%A9",
        "dopo=nessuno",
        "prima=00000000-0000-4000-8000-000000000000",
        "tipo=" + "a" * 5000,
        "settore=%27%20OR%201=1",
        "passate=forse",
        "q=" + "%22" * 400,
        "paese=" + "&paese=".join(f"X{n}" for n in range(500)),
    ],
)
def test_an_address_without_sense_is_a_page_that_says_so(client, pubblicata, domanda):
    pubblicata()
    pagina = legge(client, "pubblico", domanda)
    assert "non vuol dire nulla" in pagina
    assert "Pitti Uomo" in pagina or "Nessuna iniziativa con queste parole" in pagina


@pytest.mark.parametrize(
    "indirizzo",
    [
        "/pubblico/calendario/mese/2026-13/",
        "/pubblico/calendario/mese/1999-01/",
        "/pubblico/calendario/settimana/2026-W54/",
        "/pubblico/calendario/settimana/2027-W53/",
        "/pubblico/calendario/anno/10000/",
        "/pubblico/calendario/00000000-0000-4000-8000-000000000000/",
        "/pubblico/calendar/00000000-0000-4000-8000-000000000000/",
        "/pubblico/calendario/allegati/00000000-0000-4000-8000-000000000000/",
    ],
)
def test_what_is_not_there_is_not_found(client, tabelle, indirizzo):
    assert client.get(indirizzo).status_code == 404


def test_the_page_that_is_not_there_speaks_the_language_of_its_address(client, tabelle):
    ignoto = {"codice": "00000000-0000-4000-8000-000000000000"}
    assert b"Qui non c" in client.get(reverse("calendario:pubblica", kwargs=ignoto)).content
    assert b"There is nothing here" in client.get(reverse("calendario:public_event", kwargs=ignoto)).content


@pytest.mark.parametrize("nome", ["programma", "programme"])
def test_the_programme_on_paper(client, pubblicata, nome):
    pubblicata(titolo='#panic("eseguito") $x$ *grassetto* <b>', sede='#read("/etc/passwd")')
    risposta = client.get(reverse(f"calendario:{nome}"))
    assert risposta["Content-Type"] == "application/pdf"
    assert risposta.content.startswith(b"%PDF")
    assert risposta.content == client.get(reverse(f"calendario:{nome}")).content


def test_the_programme_on_paper_is_no_book(client, pubblicata, monkeypatch):
    monkeypatch.setattr("calendario.programma.carta.MASSIME", 1)
    from django.http import QueryDict

    from calendario.programma.carta import Carta

    pubblicata()
    pubblicata(titolo="Seconda")
    dati = Carta(QueryDict(""), "it").dati()
    assert [len(mese["righe"]) for mese in dati["mesi"]] == [1]
    assert dati["conto"] == "2 iniziative"
    assert "Qui le prime 1" in dati["nota"]
