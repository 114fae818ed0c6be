"""One initiative as everybody reads it: state, notice, whom to ask, files, structured data (C8, S-01)."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from calendario import azioni
from calendario.models import Iniziativa, Stato
from tests.calendario.test_pubblico import legge
from tests.nucleo.campioni import png

pytestmark = pytest.mark.django_db

PNG = png()
VELENI = [
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!--<script>",
    "javascript:alert(1)//",
]
SEGRETI = ("Pitti", "Fortezza", "Giappone", "Japan", "1.800", "30 apr", "Padiglione", "prima d")
ELENCHI = (("pubblico", {}), ("pubblico_mese", {"mese": "2026-06"}), ("public_year", {"anno": 2026}))


def pagina(client, iniziativa, nome="pubblica", domanda=""):
    return legge(client, nome, domanda, codice=iniziativa.codice)


def schema(testo):
    """The data for search engines, as a browser would find them."""
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', testo, re.DOTALL)[1])


def di_nuovo(iniziativa):
    return Iniziativa.objects.get(pk=iniziativa.pk)


def test_it_says_when_where_until_when_and_for_how_much(client, pubblicata):
    testo = pagina(client, pubblicata(partner="Agenzia ICE"))
    for detto in (
        *("16-19 giugno 2026", "Fortezza da Basso, Firenze, Giappone", "1.800 €", "Agenzia ICE"),
        *("Adesioni entro il 30 apr 2026 (mancano 59 giorni)", "106 giorni prima dell&#x27;inizio"),
        *("59 giorni prima della scadenza", "<strong>in Fortezza</strong>"),
    ):
        assert detto in testo
    inglese = pagina(client, pubblicata(costo="0"), "public_event")
    for detto in (
        "16-19 June 2026",
        "Apply by 30 Apr 2026 (59 days left)",
        "Free",
        "106 days before it starts",
    ):
        assert detto in inglese


def test_what_happened_to_it_is_read_first(client, pubblicata, redazione, orologio):
    preannunciata = pubblicata(Stato.PREANNUNCIATA)
    assert "date e condizioni possono ancora cambiare" in pagina(client, preannunciata)
    rinviata, annullata, passata = pubblicata(), pubblicata(), pubblicata()
    azioni.rinvia(rinviata, motivo="Sciopero", inizio=rinviata.fine, da=redazione)
    azioni.annulla(annullata, motivo="Pochi iscritti", da=redazione)
    assert "era prevista per martedì 16 giugno 2026. Sciopero" in pagina(client, rinviata)
    assert "it was planned for Tuesday, 16 June 2026" in pagina(client, rinviata, "public_event")
    # Of what is postponed nobody knows until when one may apply: not that the day to come is past.
    assert "Adesioni chiuse" not in pagina(client, rinviata)
    assert "Iniziativa annullata. Pochi iscritti" in pagina(client, annullata)
    assert "Adesioni entro" not in pagina(client, annullata)
    # The notice says it: no title before it says it again.
    assert pagina(client, preannunciata).count("Preannunciata") == 1
    orologio("2026-07-01 10:00")
    assert "si è già svolta" in pagina(client, passata)
    assert "possono ancora cambiare" not in pagina(client, preannunciata)


def test_the_data_for_search_engines_follow_its_state(client, pubblicata, redazione):
    iniziativa = pubblicata(ora_inizio="10:00", ora_fine="12:30")
    dati = schema(pagina(client, iniziativa))
    assert dati["startDate"] == "2026-06-16T10:00+02:00"
    assert dati["eventStatus"].endswith("/EventScheduled")
    assert dati["offers"]["price"] == "1800.00"
    assert dati["offers"]["validThrough"] == "2026-04-30"
    assert dati["location"][0]["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Firenze",
        "addressCountry": "JP",
    }
    azioni.rinvia(iniziativa, motivo="Sciopero", da=redazione)
    assert schema(pagina(client, iniziativa))["eventStatus"].endswith("/EventPostponed")
    azioni.conferma(di_nuovo(iniziativa), da=redazione)
    azioni.rinvia(di_nuovo(iniziativa), motivo="Sciopero", inizio=iniziativa.fine, da=redazione)
    dati = schema(pagina(client, iniziativa, "public_event"))
    assert dati["eventStatus"].endswith("/EventRescheduled")
    assert dati["previousStartDate"] == "2026-06-16"
    assert dati["inLanguage"] == "en"
    azioni.annulla(di_nuovo(iniziativa), motivo="Pochi", da=redazione)
    assert schema(pagina(client, iniziativa))["eventStatus"].endswith("/EventCancelled")


def test_of_an_announcement_there_is_the_announcement(client, pubblicata, circolare, redazione, orologio):
    annunciata = pubblicata(
        circolare_id=circolare.pk, annuncio="senza_dettagli", titolo_annuncio="Una missione in arrivo"
    )
    azioni.allega(annunciata, SimpleUploadedFile("segreto.png", PNG), immagine="Padiglione", da=redazione)
    file = annunciata.allegati.get()
    for nome in ("pubblica", "public_event"):
        testo = pagina(client, annunciata, nome)
        assert "Una missione in arrivo" in testo
        for nascosto in (
            "Pitti",
            "Fortezza",
            "Giappone",
            "Japan",
            "1.800",
            "30 apr",
            "Padiglione",
            "prima d",
        ):
            assert nascosto not in testo
        assert "location" not in schema(testo)
        assert "offers" not in schema(testo)
    assert client.get(file.indirizzo_pubblico).status_code == 404
    orologio("2026-03-04 10:00")
    assert client.get(file.indirizzo_pubblico).status_code == 200
    assert "104 giorni prima" in pagina(client, annunciata) or "106 giorni prima" in pagina(
        client, annunciata
    )


def test_a_picture_is_seen_and_the_rest_is_downloaded(client, pubblicata, redazione):
    iniziativa = pubblicata()
    azioni.allega(iniziativa, SimpleUploadedFile("foto.png", PNG), immagine='Stand "toscano"', da=redazione)
    azioni.allega(iniziativa, SimpleUploadedFile("bando.txt", b"Il bando"), da=redazione)
    foto, bando = (iniziativa.allegati.get(immagine=vera) for vera in (True, False))
    vista, scaricato = client.get(foto.indirizzo_pubblico), client.get(bando.indirizzo_pubblico)
    assert (vista["Content-Disposition"], vista["X-Content-Type-Options"]) == ("inline", "nosniff")
    assert vista["Cache-Control"].startswith("public")
    assert scaricato["Content-Disposition"].startswith("attachment")
    assert "sandbox" in vista["Content-Security-Policy"]
    testo = pagina(client, iniziativa)
    assert 'alt="Stand &quot;toscano&quot;"' in testo
    assert 'property="og:image" content="http' in testo
    assert schema(testo)["image"].endswith(foto.indirizzo_pubblico)


def test_whom_to_ask_is_the_desk_of_the_visitor_s_province(client, pubblicata, firenze, referente_moda):
    iniziativa = pubblicata()
    assert firenze.telefono not in pagina(client, iniziativa)
    assert firenze.email in pagina(client, iniziativa, domanda="provincia=fi")
    assert "Camera di commercio della tua provincia" in pagina(client, iniziativa, domanda="provincia=MI")
    assert "outside" not in pagina(client, iniziativa, "public_event", "provincia=FI")
    for domanda in ("provincia=FI", "provincia=altra", "provincia=%3Cscript%3E"):
        testo = pagina(client, iniziativa, domanda=domanda)
        assert referente_moda.cognome not in testo
        assert "<script>alert" not in testo
        assert 'content="noindex, follow"' in testo


def test_others_like_it_and_near_in_time_are_one_click_away(client, pubblicata, circolare):
    iniziativa = pubblicata()
    pubblicata(titolo="Lontana nel tempo", inizio="2027-06-01", fine="2027-06-02")
    for mese in range(3, 7):
        pubblicata(titolo=f"Vicina {mese}", inizio=f"2026-0{mese}-20", fine=f"2026-0{mese}-21")
    pubblicata(titolo="Altro settore", settori=["vino"], paesi=["DE"])
    pubblicata(titolo="Nascosta", circolare_id=circolare.pk)
    testo = pagina(client, iniziativa)
    assert testo.count("Vicina") == 4
    assert not [titolo for titolo in ("Lontana", "Altro settore", "Nascosta") if titolo in testo]


def test_nothing_that_people_write_is_run(client, pubblicata, redazione):
    """S-01: in the page, in its head, in its data, in the pages that list it."""
    for veleno in VELENI:
        iniziativa = pubblicata(
            titolo=veleno, titolo_en=veleno, sede=veleno, citta=veleno, partner=veleno, testo=veleno
        )
        azioni.allega(iniziativa, SimpleUploadedFile("foto.png", PNG), immagine=veleno, da=redazione)
        for nome in ("pubblica", "public_event"):
            testo = pagina(client, iniziativa, nome)
            assert schema(testo)["name"] == veleno
            assert "<script>alert" not in testo
            assert "<img src=x" not in testo
            assert "<!--<script" not in testo
    for nome, con in (
        ("pubblico", {}),
        ("pubblico_mese", {"mese": "2026-06"}),
        ("public_year", {"anno": 2026}),
    ):
        testo = legge(client, nome, f"q={VELENI[0]}" if not con else "", **con)
        assert "<script>alert" not in testo
        assert "<img src=x" not in testo


def test_the_map_of_the_site_names_what_is_public_in_both_languages(client, pubblicata, scritta, circolare):
    uscita, bozza = pubblicata(), scritta()
    nascosta = pubblicata(circolare_id=circolare.pk)
    mappa = client.get(reverse("mappa")).content.decode()
    for nome in ("pubblica", "public_event"):
        assert reverse(f"calendario:{nome}", args=[uscita.codice]) in mappa
    assert str(bozza.codice) not in mappa
    assert str(nascosta.codice) not in mappa


def test_it_costs_the_same_whatever_it_has(client, pubblicata, redazione, django_assert_max_num_queries):
    iniziativa = pubblicata(settori=["moda", "vino"], paesi=["JP", "DE"])
    for numero in range(5):
        pubblicata(titolo=f"Altra {numero}")
        azioni.allega(iniziativa, SimpleUploadedFile(f"{numero}.txt", b"Testo"), da=redazione)
    with django_assert_max_num_queries(9):
        pagina(client, iniziativa)
