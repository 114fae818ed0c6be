"""What companies and anybody read: only after the rilascio, by the clock, without a name."""

import re

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from circolari import azioni
from circolari.models import Circolare
from nucleo import vetrina
from sportelli.models import Sportello
from tests.circolari.conftest import DOPO, MOTIVO, TESTO, TITOLO

ELENCO = "/pubblico/circolari/"
IGNOTA = "/pubblico/circolari/00000000-0000-4000-8000-000000000000/"
CANARINO = "Zqxcanarino"


def leggi(risposta):
    return risposta.content.decode()


# --- The list


def test_prima_del_rilascio_non_c_e_e_dopo_si(client, diffusa, orologio):
    """C7, E-02."""
    orologio("2026-03-04 09:59:59")
    assert TITOLO not in leggi(client.get(ELENCO))
    orologio(DOPO)
    assert TITOLO in leggi(client.get(ELENCO))


def test_la_piu_nuova_e_la_prima(client, uscita, pubblica_anche):
    pubblica_anche("Seconda")
    pagina = leggi(client.get(ELENCO))
    assert pagina.index("Seconda") < pagina.index(TITOLO)
    assert "2 circolari" in pagina


def test_una_ritirata_non_e_piu_in_elenco(client, uscita, redazione):
    azioni.ritira(uscita, "La fiera è rinviata", da=redazione)
    assert TITOLO not in leggi(client.get(ELENCO))


def test_senza_circolari_la_pagina_lo_dice(client, db):
    assert "Non c'è ancora nessuna circolare" in leggi(client.get(ELENCO))


def test_si_cerca_e_le_parole_trovate_si_vedono(client, uscita, pubblica_anche):
    pubblica_anche("Missione in Giappone", "Incontri a Osaka con importatori di olio & vino.")
    pagina = leggi(client.get(ELENCO, {"q": "importatore"}))
    assert "Missione in Giappone" in pagina
    assert TITOLO not in pagina
    assert "<mark>importatori</mark> di olio &amp; vino" in pagina


def test_una_ricerca_vana_offre_la_via_di_tutte(client, uscita):
    pagina = leggi(client.get(ELENCO, {"q": "inesistente"}))
    assert "Nessuna circolare con queste parole" in pagina
    assert f'href="{ELENCO}"' in pagina


def test_si_filtra_per_settore_paese_e_anno(client, uscita, pubblica_anche, moda, giappone):
    pubblica_anche("Di moda", settori=[moda], paesi=[giappone])
    for filtro in ({"settore": "moda"}, {"paese": "JP"}, {"settore": "moda", "paese": "JP", "anno": "2026"}):
        pagina = leggi(client.get(ELENCO, filtro))
        assert ("Di moda" in pagina, TITOLO in pagina) == (True, False), filtro
    assert "Di moda" in leggi(client.get(ELENCO, {"anno": "2026"}))


def test_le_scelte_sono_quelle_delle_circolari_uscite(client, uscita, pubblica_anche, moda, vino, orologio):
    """E-01: a sector that only an embargoed circolare has is not among the choices."""
    pubblica_anche("Di moda", settori=[moda])
    pubblica_anche("Di vino", settori=[vino], quando="2027-01-04 10:00")
    orologio("2027-01-04 12:00")
    pagina = leggi(client.get(ELENCO))
    assert 'value="moda"' in pagina
    assert 'value="vino"' not in pagina
    assert 'value="2027"' not in pagina


@pytest.mark.parametrize(
    "parametri", [{"settore": "nessuno"}, {"paese": "ZZ"}, {"anno": "1999"}, {"anno": "x" * 5000}]
)
def test_un_filtro_che_non_vale_si_spiega(client, uscita, parametri):
    risposta = client.get(ELENCO, parametri)
    assert risposta.status_code == 200
    assert TITOLO not in leggi(risposta)
    assert "riepilogo-errori" in leggi(risposta)


def test_le_pagine_coprono_tutto_una_volta_sola_e_l_indirizzo_non_conta_le_righe(
    client, uscita, pubblica_anche
):
    """E-01: a page begins after a public code; a key of ours would tell how many drafts there are."""
    for n in range(45):
        pubblica_anche(f"Numero {n:02}")
    visti, via = [], ELENCO
    while via:
        pagina = leggi(client.get(via))
        visti += re.findall(r"Numero \d\d(?=</a>)", pagina)
        avanti = re.search(r'href="(\?[^"]*dopo=[^"]*)"', pagina)
        if avanti:
            assert re.fullmatch(r"\?dopo=[0-9a-f-]{36}", avanti[1])
        via = ELENCO + avanti[1] if avanti else ""
    assert sorted(visti) == [f"Numero {n:02}" for n in range(45)]
    indietro = re.search(r'href="(\?prima=[0-9a-f-]{36})"', pagina)
    assert "Numero" in leggi(client.get(ELENCO + indietro[1]))


@pytest.mark.parametrize("luogo", ["x", "0" * 36, "00000000-0000-4000-8000-000000000000", "' OR 1=1 --"])
def test_un_luogo_che_non_c_e_porta_alla_prima_pagina(client, uscita, luogo):
    risposta = client.get(ELENCO, {"dopo": luogo})
    assert risposta.status_code == 200
    assert TITOLO in leggi(risposta)
    assert "non è più valido" in leggi(risposta)


def test_una_in_anteprima_non_e_un_luogo(client, uscita, pubblica_anche, orologio):
    """E-01: its code answers like one that was never there."""
    nascosta = pubblica_anche("Nascosta", quando="2026-03-10 10:00")
    orologio("2026-03-10 10:30")
    una, altra = (
        leggi(client.get(ELENCO, {"dopo": c}))
        for c in (nascosta.codice, "00000000-0000-4000-8000-000000000000")
    )
    assert una == altra


def test_le_interrogazioni_non_crescono_con_le_righe(
    client, uscita, pubblica_anche, django_assert_max_num_queries
):
    """A-07."""
    for n in range(12):
        pubblica_anche(f"Numero {n}")
    with django_assert_max_num_queries(12):
        client.get(ELENCO, {"q": "testo"})


MALEVOLI = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' OR '1'='1",
    "'; DROP TABLE circolari_circolare; --",
    "{{ 7*7 }}",
    "a & !b | (c",
    ":* & <->",
    '"mai chiusa',
    "-" * 200,
    "%s%s%n",
    "\r\nSet-Cookie: a=b",
    "𝕏" * 300,
    "a" * 10_000,
    "\ue000\ue001",
    "٣" * 5,
]


@pytest.mark.parametrize("nome", ["q", "settore", "paese", "anno", "dopo", "prima"])
@pytest.mark.parametrize("valore", MALEVOLI)
def test_niente_di_cio_che_si_scrive_diventa_codice(client, uscita, nome, valore):
    """S-01: XSS, SQL, headers, by every parameter of the list."""
    risposta = client.get(ELENCO, {nome: valore})
    assert risposta.status_code == 200
    assert "<script>alert" not in leggi(risposta)
    assert "<img src=x" not in leggi(risposta)
    assert not risposta.cookies
    assert Circolare.objects.exists()


# --- One circolare


def test_la_pagina_dice_testo_argomenti_e_allegati(client, bozza, redazione, firenze, moda, orologio):
    azioni.modifica(bozza, {"settori": [moda]}, revisione=bozza.revisione, da=redazione)
    azioni.allega(bozza, ContentFile(b"%PDF-1.4\n%%EOF\n", "Bando.pdf"), da=redazione)
    orologio("2026-03-02 10:00")
    azioni.diffondi(bozza, da=redazione)
    orologio(DOPO)
    pagina = leggi(client.get(bozza.indirizzo_pubblico))
    assert "<strong>quota</strong>" in pagina
    assert "Moda e abbigliamento" in pagina
    assert "Bando.pdf" in pagina
    assert "mercoledì 4 marzo 2026, ore 10:00" in pagina


def test_elenca_gli_sportelli_da_chiamare(client, uscita, lucca):
    Sportello.objects.filter(pk=lucca.pk).update(attivo=False)
    pagina = leggi(client.get(uscita.indirizzo_pubblico))
    assert 'href="tel:0550000001"' in pagina
    assert "Firenze" in pagina
    assert "Lucca" not in pagina


def test_nessun_nome_di_chi_lavora_ne_l_embargo(client, uscita, redazione, responsabile_fi):
    pagina = leggi(client.get(uscita.indirizzo_pubblico))
    for parola in (
        redazione.cognome,
        redazione.email,
        responsabile_fi.cognome,
        "giorno lavorativo",
        "versione",
    ):
        assert parola not in pagina


def test_si_condivide_con_titolo_indirizzo_e_riassunto(client, uscita, settings):
    pagina = leggi(client.get(uscita.indirizzo_pubblico))
    intero = settings.INDIRIZZO + uscita.indirizzo_pubblico
    assert f'<link rel="canonical" href="{intero}">' in pagina
    assert f'<meta property="og:url" content="{intero}">' in pagina
    assert f'<meta property="og:title" content="{TITOLO}">' in pagina
    assert '<meta name="robots" content="index, follow">' in pagina


def test_solo_le_pagine_buone_sono_per_i_motori(client, uscita, redazione):
    indice = '<meta name="robots" content="index, follow">'
    assert indice in leggi(client.get(ELENCO))
    assert indice not in leggi(client.get(ELENCO, {"q": "vino"}))
    assert indice not in leggi(client.get(IGNOTA))
    azioni.ritira(uscita, "La fiera è rinviata", da=redazione)
    assert indice not in leggi(client.get(uscita.indirizzo_pubblico))
    assert 'content="noindex, nofollow"' in leggi(client.get("/accesso/login/"))


def test_il_titolo_e_parole_e_non_codice(client, pubblica_anche):
    """S-01."""
    circolare = pubblica_anche(
        '"><script>alert(1)</script>', "<script>alert(2)</script>[x](javascript:alert(3))"
    )
    for via in (circolare.indirizzo_pubblico, ELENCO):
        pagina = leggi(client.get(via))
        assert "<script>alert" not in pagina
        assert 'href="javascript' not in pagina


# --- Corrections and withdrawals


def correggi(circolare, da, perche, testo_="Testo nuovo."):
    return azioni.correggi(
        circolare, titolo=TITOLO, testo=testo_, perche=perche, versione=circolare.versione, da=da
    )


def test_una_correzione_si_vede_con_il_suo_motivo(client, uscita, redazione, orologio):
    orologio("2026-03-05 12:00")
    correggi(uscita, redazione, "Era sbagliata la quota")
    pagina = leggi(client.get(uscita.indirizzo_pubblico))
    assert "Era sbagliata la quota" in pagina
    assert "Testo nuovo." in pagina
    assert "quota</strong>" not in pagina


def test_una_correzione_di_prima_del_rilascio_le_imprese_non_la_conoscono(
    client, diffusa, redazione, orologio
):
    """C7."""
    orologio("2026-03-03 12:00")
    correggi(diffusa, redazione, f"{CANARINO}: quota sbagliata")
    orologio(DOPO)
    for via in (diffusa.indirizzo_pubblico, ELENCO, reverse("circolari:feed")):
        pagina = leggi(client.get(via))
        assert CANARINO not in pagina
        assert "corretta" not in pagina
    assert "Testo nuovo." in leggi(client.get(diffusa.indirizzo_pubblico))


def test_una_ritirata_dopo_il_rilascio_dice_quando_e_perche_senza_il_testo(
    client, uscita, redazione, orologio
):
    """410."""
    orologio("2026-03-06 09:30")
    azioni.ritira(uscita, "La fiera è rinviata <all'anno prossimo>", da=redazione)
    risposta = client.get(uscita.indirizzo_pubblico)
    pagina = leggi(risposta)
    assert risposta.status_code == 410
    assert "venerdì 6 marzo 2026, ore 09:30" in pagina
    assert "La fiera è rinviata &lt;all&#x27;anno prossimo&gt;" in pagina
    assert "iscrizioni." not in pagina
    assert "900 euro" not in pagina


@pytest.fixture
def nascoste(bozza, redazione, orologio, pubblica_anche):
    """A draft, one in preview, one withdrawn before its rilascio."""
    ritirata = pubblica_anche("Ritirata", quando="2026-03-02 10:00")
    orologio("2026-03-03 10:00")
    azioni.ritira(ritirata, "Ci abbiamo ripensato", da=redazione)
    anteprima = pubblica_anche("Anteprima", quando="2026-03-09 10:00")
    orologio("2026-03-10 10:00")
    return {"bozza": bozza, "in anteprima": anteprima, "ritirata prima": ritirata}


def test_chi_non_e_uscita_risponde_come_chi_non_c_e(client, nascoste):
    """E-01: the very same bytes and headers, whatever one asks with."""
    for metodo in ("get", "head", "post"):
        for chiesto in ({}, {"if-none-match": "*"}, {"if-none-match": '"x"'}):
            ignota = getattr(client, metodo)(IGNOTA, headers=chiesto)
            for nome, circolare in nascoste.items():
                sua = getattr(client, metodo)(circolare.indirizzo_pubblico, headers=chiesto)
                assert (sua.status_code, sua.content, sua.headers) == (
                    ignota.status_code,
                    ignota.content,
                    ignota.headers,
                ), (nome, metodo)
    assert client.get(IGNOTA).status_code == 404


def test_anche_la_redazione_che_e_entrata_vede_quello_che_vedono_tutti(client, nascoste, redazione):
    client.force_login(redazione)
    for circolare in nascoste.values():
        assert client.get(circolare.indirizzo_pubblico).content == Client().get(IGNOTA).content


# --- Files


@pytest.fixture
def con_file(bozza, redazione, firenze, orologio):
    file = azioni.allega(bozza, ContentFile(b"%PDF-1.4\n%%EOF\n", "Bando.pdf"), da=redazione)
    orologio("2026-03-02 10:00")
    azioni.diffondi(bozza, da=redazione)
    return file


def test_un_allegato_si_scarica_solo_dopo_il_rilascio(client, con_file, orologio):
    via = con_file.indirizzo_pubblico
    ignota = client.get("/pubblico/circolari/allegati/00000000-0000-4000-8000-000000000000/")
    orologio("2026-03-04 09:59:59")
    prima = client.get(via)
    assert (prima.status_code, prima.content, prima.headers) == (404, ignota.content, ignota.headers)
    orologio(DOPO)
    dopo = client.get(via)
    assert b"".join(dopo.streaming_content).startswith(b"%PDF")
    assert dopo.headers["Content-Disposition"] == 'attachment; filename="Bando.pdf"'
    assert dopo.headers["X-Content-Type-Options"] == "nosniff"
    assert (
        "sandbox" in dopo.headers["Content-Security-Policy"]
        or "default-src 'none'" in dopo.headers["Content-Security-Policy"]
    )
    assert not dopo.cookies


def test_un_allegato_tolto_o_di_una_ritirata_non_si_scarica_piu(client, con_file, redazione, orologio):
    orologio(DOPO)
    circolare = Circolare.objects.get()
    azioni.correggi(
        circolare,
        titolo=TITOLO,
        testo=TESTO,
        perche="Non serve",
        versione=1,
        da=redazione,
        tolti=[con_file.pk],
        nuovi=[ContentFile(b"%PDF-1.4\n%%EOF\n", "Nuovo.pdf")],
    )
    assert client.get(con_file.indirizzo_pubblico).status_code == 404
    nuovo = circolare.allegati.attuali().get()
    assert client.get(nuovo.indirizzo_pubblico).status_code == 200
    azioni.ritira(circolare, "La fiera è rinviata", da=redazione)
    assert client.get(nuovo.indirizzo_pubblico).status_code == 404


# --- Kept pages


@pytest.fixture
def ricorda(settings):
    settings.VETRINA_RICORDA = True
    vetrina.memoria.svuota()
    yield
    vetrina.memoria.svuota()


@pytest.mark.django_db(transaction=True)
def test_cio_che_cambia_in_pubblico_si_vede_subito(client, ricorda, uscita, redazione, orologio):
    assert TITOLO in leggi(client.get(ELENCO))
    correggi(uscita, redazione, "Era sbagliata la quota")
    assert "Testo nuovo." in leggi(client.get(uscita.indirizzo_pubblico))
    azioni.ritira(uscita, "La fiera è rinviata", da=redazione)
    assert TITOLO not in leggi(client.get(ELENCO))
    assert client.get(uscita.indirizzo_pubblico).status_code == 410


@pytest.mark.django_db(transaction=True)
def test_aperta_a_tutti_si_vede_subito_e_cio_che_e_nascosto_non_muove_niente(
    client, ricorda, diffusa, redazione, orologio, monkeypatch
):
    rinnovi = []
    monkeypatch.setattr(vetrina, "rinnova", lambda vera=vetrina.rinnova: rinnovi.append(vera()))
    assert TITOLO not in leggi(client.get(ELENCO))
    correggi(diffusa, redazione, "Era sbagliata la quota")
    assert not rinnovi
    azioni.apri_a_tutti(diffusa, MOTIVO, da=redazione)
    assert TITOLO in leggi(client.get(ELENCO))


# --- How one gets here, and what robots are told


@pytest.mark.parametrize("via", ["/accesso/login/", "/privacy/"])
def test_chi_non_entra_trova_le_circolari(client, db, via):
    assert leggi(client.get(via)).count(f'href="{ELENCO}"') >= 2


def test_la_mappa_elenca_le_pagine_pubbliche_e_quando_sono_cambiate(
    client, uscita, nascoste, redazione, settings, orologio
):
    orologio("2026-03-10 11:00")
    correggi(uscita, redazione, "Era sbagliata la quota")
    risposta = client.get("/sitemap.xml")
    assert risposta.headers["Content-Type"] == "application/xml"
    tutte = re.findall(r"<loc>(.*?)</loc>", leggi(risposta))
    assert [via for via in tutte if "/pubblico/circolari/" in via] == [
        settings.INDIRIZZO + ELENCO,
        settings.INDIRIZZO + uscita.indirizzo_pubblico,
    ]
    assert "<lastmod>2026-03-10T10:00:00+00:00</lastmod>" in leggi(risposta)


def test_ai_robot_si_dice_dove_guardare(client, db, settings):
    regole = leggi(client.get("/robots.txt"))
    assert f"Sitemap: {settings.INDIRIZZO}/sitemap.xml" in regole
    assert "Disallow: /\n" in regole
    assert "Allow: /pubblico/\n" in regole
    for firmate in ("iscrizione", "abbonamento"):
        assert f"Disallow: /pubblico/{firmate}/\n" in regole
