"""The initiatives that a circolare goes with, tied while it is written, hidden until its rilascio (C7)."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from calendario import azioni
from calendario.models import Iniziativa, Stato
from circolari import azioni as circolari
from circolari.models import Circolare

TITOLO = "Missione segreta a Osaka"
IN_ITALIANO = "/pubblico/calendario/"


@pytest.fixture
def bozza(redazione, firenze, tabelle, orologio):
    """A circolare for Firenze alone, being written."""
    orologio("2026-03-02 09:30")
    nuova = circolari.nuova(da=redazione)
    campi = {"titolo": "Si parte", "testo": "Testo", "a_tutti": False, "sportelli": [firenze]}
    circolari.modifica(nuova, campi, revisione=nuova.revisione, da=redazione)
    return Circolare.objects.get(pk=nuova.pk)


@pytest.fixture
def iniziativa(pubblicata):
    return pubblicata(titolo=TITOLO, titolo_en=TITOLO)


def lega(lei, circolare, iniziativa, **altro):
    verso = reverse("calendario:lega", args=[circolare.codice])
    return lei.post(verso, {"iniziativa": str(iniziativa.codice)} | altro, follow=True)


def frasi(risposta):
    return [str(messaggio) for messaggio in risposta.context["messages"]]


def canali(client, iniziativa):
    """By address, what anybody finds on every channel of the public."""
    client.logout()
    vie = (
        *(IN_ITALIANO, f"{IN_ITALIANO}?q=segreta", f"{IN_ITALIANO}mese/2026-06/", f"{IN_ITALIANO}anno/2026/"),
        *(f"{IN_ITALIANO}settimana/2026-W25/", f"{IN_ITALIANO}paesi/", "/pubblico/calendar/?q=segreta"),
        *(f"{IN_ITALIANO}calendario.{formato}" for formato in ("ics", "atom", "json", "csv")),
        *(f"{IN_ITALIANO}incorpora/", f"{IN_ITALIANO}incorpora/?vista=mese&mese=2026-06", "/sitemap.xml"),
        *(iniziativa.indirizzo_pubblico, f"{iniziativa.indirizzo_pubblico}evento.ics"),
        *(f"{iniziativa.indirizzo_pubblico}interesse/",),
    )
    return {via: client.get(via) for via in vie}


def dove_compare(client, iniziativa):
    """Where its title, or its address, is read by anybody."""
    spie = (TITOLO, str(iniziativa.codice))
    risposte = canali(client, iniziativa)
    return {
        via
        for via, risposta in risposte.items()
        if risposta.status_code == 200 and any(spia in _letta(risposta) for spia in spie)
    }


def _letta(risposta):
    corpo = b"".join(risposta.streaming_content) if risposta.streaming else risposta.content
    # A folded line of iCalendar is one line.
    return corpo.decode().replace("\r\n ", "")


def test_what_is_tied_in_the_editor_of_a_circolare_is_hidden_until_the_rilascio_on_every_channel(
    client, entra, bozza, iniziativa, redazione, orologio
):
    ovunque = dove_compare(client, iniziativa)
    assert len(ovunque) >= 14
    detto = frasi(lega(entra(redazione), bozza, iniziativa))
    assert detto == [f"«{TITOLO}» è legata a questa circolare."]
    assert dove_compare(client, iniziativa) == set()
    orologio("2026-03-02 10:00")
    circolari.diffondi(Circolare.objects.get(pk=bozza.pk), da=redazione)
    assert dove_compare(client, iniziativa) == set()
    orologio("2026-03-04 09:59")
    assert dove_compare(client, iniziativa) == set()
    orologio("2026-03-04 10:00")
    assert dove_compare(client, iniziativa) == ovunque


def test_each_is_shown_on_the_page_of_the_other(
    entra, bozza, iniziativa, redazione, operatrice_fi, operatore_pi, orologio
):
    """To the redazione while it is written; to who was sent the circolare, and to nobody else, from then."""
    lei = entra(redazione)
    assert TITOLO in lega(lei, bozza, iniziativa).text
    assert "Si parte" in lei.get(iniziativa.get_absolute_url()).text
    circolari.diffondi(Circolare.objects.get(pk=bozza.pk), da=redazione)
    legate = reverse("calendario:legate", args=[bozza.codice])
    firenze = entra(operatrice_fi)
    assert TITOLO in firenze.get(legate).text
    assert legate in firenze.get(bozza.get_absolute_url()).text
    assert "Si parte" in firenze.get(iniziativa.get_absolute_url()).text
    assert entra(operatore_pi).get(iniziativa.get_absolute_url()).status_code == 404


def test_untied_it_goes_on_by_itself_and_either_is_taken_back(client, entra, bozza, iniziativa, redazione):
    lei = entra(redazione)
    legata = lega(lei, bozza, iniziativa)
    slega = reverse("calendario:slega", args=[bozza.codice, iniziativa.codice])
    assert f'action="{slega}"' in legata.text
    risposta = lei.post(slega, follow=True)
    assert urlsplit(risposta.redirect_chain[-1][0]).path == reverse("circolari:modifica", args=[bozza.codice])
    assert Iniziativa.objects.get(pk=iniziativa.pk).circolare is None
    (annulla,) = [messaggio.extra_tags for messaggio in risposta.context["messages"]]
    lei.post(annulla)
    assert Iniziativa.objects.get(pk=iniziativa.pk).circolare == bozza


def test_only_those_that_can_be_tied_are_offered(entra, bozza, pubblicata, scritta, circolare, redazione):
    di_un_altra = pubblicata(titolo="Già legata", circolare_id=circolare.pk)
    finita = pubblicata(titolo="Finita", inizio="2026-01-10", fine="2026-01-12", scadenza=None)
    annullata = pubblicata(titolo="Annullata qui")
    azioni.annulla(annullata, motivo="Pochi iscritti", da=redazione)
    scritta(titolo="In bozza")
    lei = entra(redazione)
    pagina = lei.get(reverse("circolari:modifica", args=[bozza.codice])).text
    assert "In bozza · 16-19 giugno 2026 · Toscana Promozione" in pagina
    for altra in (di_un_altra, finita, annullata):
        assert str(altra.codice) not in pagina
        assert "non si può legare" in frasi(lega(lei, bozza, altra))[0]
    assert frasi(lei.post(reverse("calendario:lega", args=[bozza.codice]), follow=True)) == [
        "Scegli l'iniziativa."
    ]


@pytest.mark.parametrize(
    ("chi", "stato"), [("operatrice_fi", 404), ("direzione", 404), ("referente_moda", 404), ("partner", 404)]
)
def test_nobody_else_ties_them(request, entra, bozza, iniziativa, chi, stato):
    risposta = lega(entra(request.getfixturevalue(chi)), bozza, iniziativa)
    assert risposta.status_code == stato
    assert Iniziativa.objects.get(pk=iniziativa.pk).circolare is None


def test_an_office_that_reads_the_circolare_may_not(entra, bozza, iniziativa, redazione, operatrice_fi):
    circolari.diffondi(bozza, da=redazione)
    assert lega(entra(operatrice_fi), bozza, iniziativa).status_code == 403


def test_a_draft_that_goes_with_an_initiative_is_not_thrown_away(entra, bozza, iniziativa, redazione):
    lei = entra(redazione)
    lega(lei, bozza, iniziativa)
    cestina = reverse("circolari:cestina", args=[bozza.codice])
    risposta = lei.post(cestina, {"revisione": bozza.revisione}, follow=True)
    assert frasi(risposta) == [f"Accompagna «{TITOLO}»: slegala prima di buttarla."]
    assert Circolare.objects.filter(pk=bozza.pk).exists()
    lei.post(reverse("calendario:slega", args=[bozza.codice, iniziativa.codice]))
    lei.post(cestina, {"revisione": bozza.revisione})
    assert not Circolare.objects.filter(pk=bozza.pk).exists()
    assert Iniziativa.objects.get(pk=iniziativa.pk).stato == Stato.CONFERMATA
