"""The calendar as iCalendar: readers agree, nobody's words become lines, what is hidden moves nothing."""

import datetime as dt
import re

import ics as pianeta_ics
import pytest
import recurring_ical_events
import vobject
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from icalendar import Calendar

from calendario import azioni
from calendario.feed.calendari import FUSO
from calendario.models import Editore, Iniziativa, Stato
from nucleo import tempo
from tests.nucleo.campioni import PDF, png

FEED = "/pubblico/calendario/calendario.ics"


@pytest.fixture
def feed(client):
    def leggi(query=""):
        risposta = client.get(f"{FEED}?{query}")
        assert risposta.status_code == 200
        assert risposta.headers["Content-Type"] == "text/calendar; charset=utf-8"
        return risposta.content.decode()

    return leggi


def eventi(testo):
    return {str(evento["uid"]): evento for evento in Calendar.from_ical(testo).walk("VEVENT")}


def solo(testo):
    (evento,) = eventi(testo).values()
    return evento


# --- The file


def test_un_evento_dice_tutto_quello_che_si_sa(feed, pubblicata, settings):
    """RFC 5545, RFC 7986."""
    uscita = pubblicata()
    evento = solo(feed())
    assert evento["uid"] == f"{uscita.codice}@calendario.sportelli-toscana"
    assert (evento["status"], evento["sequence"], evento["transp"]) == ("CONFIRMED", 2, "OPAQUE")
    assert evento.decoded("dtstart") == dt.date(2026, 6, 16)
    assert evento.decoded("dtend") == dt.date(2026, 6, 20)
    assert evento.decoded("dtstamp") == evento.decoded("last-modified") == tempo.adesso()
    assert evento["location"] == "Fortezza da Basso, Firenze, Giappone"
    assert evento["url"] == settings.INDIRIZZO + uscita.indirizzo_pubblico
    assert [str(voce) for voce in evento["categories"].cats] == [
        "Fiera collettiva",
        "Moda e abbigliamento",
        "Giappone",
    ]
    descrizione = str(evento["description"])
    assert descrizione.startswith("Dodici postazioni in Fortezza.")
    assert "Organizza: Toscana Promozione\nAdesioni entro: 30 apr 2026" in descrizione


def test_l_immagine_e_un_immagine_e_gli_altri_file_sono_allegati(
    client, feed, pubblicata, redazione, settings
):
    """RFC 7986 IMAGE, RFC 5545 ATTACH: by addresses that anybody may open, and gone when the file is."""
    uscita = pubblicata()
    for file, immagine in (
        (SimpleUploadedFile("stand.png", png(40, 30)), "Il padiglione, dall'ingresso."),
        (SimpleUploadedFile("programma.pdf", PDF), ""),
    ):
        azioni.allega(uscita, file, immagine=immagine, da=redazione)
    figura, programma = (uscita.allegati.get(immagine=si) for si in (True, False))
    evento = solo(feed())
    assert (str(evento["image"]), evento["image"].params) == (
        settings.INDIRIZZO + figura.indirizzo_pubblico,
        {"VALUE": "URI", "DISPLAY": "BADGE", "FMTTYPE": "image/png"},
    )
    assert (str(evento["attach"]), evento["attach"].params) == (
        settings.INDIRIZZO + programma.indirizzo_pubblico,
        {"FMTTYPE": "application/pdf"},
    )
    for file, byte in ((figura, png(40, 30)), (programma, PDF)):
        assert b"".join(client.get(file.indirizzo_pubblico).streaming_content) == byte
    azioni.togli_allegato(uscita, figura.pk, da=redazione)
    assert "image" not in solo(feed())


def test_di_un_annuncio_non_escono_i_file(feed, pubblicata, circolare, redazione):
    """C7: before the rilascio, nor the picture nor the rest."""
    uscita = pubblicata(circolare_id=circolare.pk, annuncio="senza_dettagli", titolo_annuncio="In arrivo")
    azioni.allega(uscita, SimpleUploadedFile("stand.png", png(40, 30)), immagine="Lo stand.", da=redazione)
    azioni.allega(uscita, SimpleUploadedFile("programma.pdf", PDF), da=redazione)
    evento = solo(feed())
    assert evento["summary"] == "In arrivo"
    assert evento.keys().isdisjoint({"IMAGE", "ATTACH"})


def test_il_file_dice_il_suo_nome_e_ogni_quanto_rileggerlo(feed, pubblicata, settings):
    pubblicata()
    tutto = Calendar.from_ical(feed("settore=moda"))
    assert tutto["version"] == "2.0"
    assert "Moda e abbigliamento" in tutto["name"] == tutto["x-wr-calname"]
    assert tutto["source"] == f"{settings.INDIRIZZO}{FEED}?settore=moda"
    assert tutto["refresh-interval"].dt == dt.timedelta(hours=1)
    assert tutto["x-published-ttl"] == "PT1H"
    assert tutto.decoded("last-modified") == tempo.adesso()
    assert str(tutto["url"]).endswith("?settore=moda")


def test_le_righe_sono_di_75_byte_al_massimo(feed, pubblicata):
    titolo = "Perché così è più città, " * 7 + "東京"
    pubblicata(titolo=titolo, testo="Là, giù, più su: 東京 " * 60)
    righe = feed("settore=moda").split("\r\n")
    assert max(len(riga.encode()) for riga in righe) <= 75
    assert solo(feed())["summary"] == titolo


def test_il_fuso_ha_due_regole_e_nessun_elenco_di_date(feed, pubblicata):
    pubblicata()
    assert feed().count("BEGIN:VTIMEZONE") == 1
    fuso = Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{FUSO}END:VCALENDAR\r\n").walk("VTIMEZONE")[0].to_tz()
    ora, fine = dt.datetime(1997, 1, 1, tzinfo=dt.UTC), dt.datetime(2037, 1, 1, tzinfo=dt.UTC)
    while ora < fine:
        assert ora.astimezone(fuso).utcoffset() == ora.astimezone(tempo.ROMA).utcoffset(), ora
        ora += dt.timedelta(hours=53)


def test_un_file_senza_niente_e_un_calendario_vuoto(feed, db, orologio):
    assert eventi(feed()) == {}
    una = feed()
    orologio("2026-07-09 11:12:13")
    assert feed() == una


def test_un_solo_evento_si_scarica(client, pubblicata):
    uscita = pubblicata()
    pubblicata(titolo="Un'altra")
    risposta = client.get(reverse("calendario:evento_ics", args=[uscita.codice]))
    assert solo(risposta.content.decode())["summary"] == uscita.titolo
    assert risposta.headers["Content-Disposition"] == 'attachment; filename="evento.ics"'


# --- What happens to it


def test_rinviata_annullata_ripresa_con_una_sola_identita(feed, pubblicata, redazione, orologio):
    """RFC 5545: one UID, a SEQUENCE that only grows, a cancelled one is still delivered."""
    uscita = pubblicata()
    visti = [solo(feed())]
    mosse = [
        lambda: azioni.rinvia(uscita, motivo="Padiglione chiuso", da=redazione),
        lambda: azioni.conferma(uscita, da=redazione),
        lambda: azioni.rinvia(uscita, motivo="Sciopero", inizio=dt.date(2026, 7, 1), da=redazione),
        lambda: azioni.annulla(uscita, motivo="Pochi iscritti", da=redazione),
    ]
    for giorno, mossa in enumerate(mosse, 3):
        orologio(f"2026-03-{giorno:02} 10:00")
        mossa()
        visti.append(solo(feed()))
    assert [str(evento["status"]) for evento in visti] == [
        *("CONFIRMED", "TENTATIVE", "CONFIRMED", "TENTATIVE", "CANCELLED")
    ]
    assert len({str(evento["uid"]) for evento in visti}) == 1
    assert [evento["sequence"] for evento in visti] == [2, 3, 4, 5, 6]
    assert visti[3].decoded("dtstart") == dt.date(2026, 7, 1)
    assert "Pochi iscritti" in visti[-1]["description"]
    istanti = [evento.decoded("dtstamp") for evento in visti]
    assert istanti == sorted(set(istanti))
    assert len({evento.decoded("created") for evento in visti}) == 1


def test_le_scadenze_sono_eventi_di_chi_le_chiede(feed, pubblicata, redazione):
    uscita = pubblicata()
    assert len(eventi(feed())) == 1
    scadenza = eventi(feed("scadenze=1"))[f"scadenza-{uscita.uid}"]
    assert scadenza["summary"] == "Scadenza adesioni: Pitti Uomo, collettiva toscana"
    assert scadenza.decoded("dtstart") == dt.date(2026, 4, 30)
    assert (scadenza["status"], scadenza["transp"]) == ("CONFIRMED", "TRANSPARENT")
    azioni.annulla(uscita, motivo="Pochi iscritti", da=redazione)
    assert eventi(feed("scadenze=1"))[f"scadenza-{uscita.uid}"]["status"] == "CANCELLED"


def test_in_inglese(client, pubblicata):
    pubblicata()
    testo = client.get("/pubblico/calendar/calendario.ics?scadenze=1").content.decode()
    titoli = {str(evento["summary"]) for evento in eventi(testo).values()}
    assert titoli == {
        "Pitti Uomo, Tuscan joint stand",
        "Application deadline: Pitti Uomo, Tuscan joint stand",
    }


# --- Dates: four libraries read the same

NOTTI = [
    {"inizio": "2026-06-16", "fine": "2026-06-19"},
    {"inizio": "2026-10-24", "fine": "2026-10-26"},
    {"inizio": "2026-03-28", "fine": "2026-03-29", "ora_inizio": "22:00", "ora_fine": "04:00"},
    {"inizio": "2026-03-29", "fine": "2026-03-29", "ora_inizio": "02:30", "ora_fine": "05:00"},
    {"inizio": "2026-10-25", "fine": "2026-10-25", "ora_inizio": "01:30", "ora_fine": "03:30"},
    {"inizio": "2026-07-01", "fine": "2026-07-03", "ora_inizio": "09:00", "ora_fine": "18:00"},
    {"inizio": "2026-12-31", "fine": "2027-01-01"},
]


@pytest.mark.parametrize("giorni", NOTTI, ids=str)
def test_tutti_leggono_le_stesse_date(feed, pubblicata, giorni):
    pubblicata(scadenza="2026-03-10", **giorni)
    testo = feed()
    atteso = tuple(map(_istante, (solo(testo).decoded("dtstart"), solo(testo).decoded("dtend"))))
    ripetuto = recurring_ical_events.of(Calendar.from_ical(testo)).between((2026, 1, 1), (2027, 6, 1))
    assert [(_istante(e.start), _istante(e.end)) for e in ripetuto] == [atteso]
    vevent = vobject.readOne(testo).vevent
    assert (_istante(vevent.dtstart.value), _istante(vevent.dtend.value)) == atteso
    (altro,) = pianeta_ics.Calendar(testo).events
    assert (_di_ics(altro, altro.begin), _di_ics(altro, altro.end)) == atteso
    if "ora_inizio" in giorni:
        inizio = dt.datetime.fromisoformat(f"{giorni['inizio']} {giorni['ora_inizio']}")
        assert atteso[0] == inizio.replace(tzinfo=tempo.ROMA).astimezone(dt.UTC)


def _istante(valore):
    return valore.astimezone(dt.UTC) if isinstance(valore, dt.datetime) else valore


def _di_ics(evento, valore):
    return valore.date() if evento.all_day else valore.datetime.astimezone(dt.UTC)


@pytest.mark.parametrize(("fine", "atteso"), [("2026-07-01", None), ("2026-07-02", dt.date(2026, 7, 3))])
def test_senza_l_ora_di_fine(feed, pubblicata, fine, atteso):
    """Nobody knows when on the same day; on more days, when the last one ends."""
    pubblicata(inizio="2026-07-01", fine=fine, ora_inizio="09:00")
    finisce = solo(feed()).get("dtend")
    assert (finisce and finisce.dt.date()) == atteso


def test_il_solo_mese_non_occupa_nessuno(feed, pubblicata):
    pubblicata(come=Stato.PREANNUNCIATA, solo_mese=True, inizio="2026-09-01", fine="2026-09-30")
    evento = solo(feed())
    assert (evento["status"], evento["transp"]) == ("TENTATIVE", "TRANSPARENT")


# --- Attacks (S-01)

VELENI = [
    "A\r\nBEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT",
    "A\nATTENDEE:mailto:x@example.com",
    "A\rDTSTART:20200101",
    "A\x0bURL:http://male.example\x0cB\x1cC\x85D\u2028E\u2029F",
    "A;B,C:D\\nE\\",
    'A"B^nC',
    "END:VEVENT\r\nEND:VCALENDAR\r\n",
    " \tA" + "x" * 60 + "\r\n END:VEVENT\r\n",
]


@pytest.mark.parametrize("veleno", VELENI)
def test_nessuna_parola_diventa_una_riga(feed, pubblicata, redazione, veleno):
    campi = {
        "titolo": veleno[:200],
        "sede": veleno,
        "citta": veleno[:120],
        "testo": veleno,
        "partner": veleno,
    }
    uscita = pubblicata(**campi)
    azioni.annulla(uscita, motivo=veleno, da=redazione)
    testo = feed("scadenze=1")
    nomi = {re.match(r"[A-Z-]*", riga)[0] for riga in testo.splitlines() if not riga.startswith(" ")}
    assert nomi <= NOMI_NOSTRI
    assert set(eventi(testo)) == {uscita.uid, f"scadenza-{uscita.uid}"}
    assert vobject.readOne(testo).vevent.uid.value == uscita.uid
    assert testo.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")
    assert set(eventi(feed())) == {uscita.uid}


NOMI_NOSTRI = {
    *("BEGIN", "END", "VERSION", "PRODID", "UID", "NAME", "DESCRIPTION", "X-WR-CALNAME", "X-WR-CALDESC"),
    *("X-WR-TIMEZONE", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "SOURCE", "URL", "COLOR", "LAST-MODIFIED"),
    *("TZID", "X-LIC-LOCATION", "DTSTART", "RRULE", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "DTEND"),
    *("DTSTAMP", "CREATED", "SEQUENCE", "STATUS", "TRANSP", "SUMMARY", "LOCATION", "CATEGORIES"),
}


# --- Embargo (C7, E-01)


def test_al_rilascio_entra_e_non_un_istante_prima(client, pubblicata, circolare, orologio):
    """E-02: until the end of the minute before it, not one byte nor one header."""
    prima = client.get(FEED)
    nascosta = pubblicata(circolare_id=circolare.pk)
    for istante in ("2026-03-02 10:00:00", "2026-03-04 09:59:59"):
        orologio(istante)
        ancora = client.get(FEED, headers={"if-none-match": prima.headers["ETag"]})
        assert (ancora.status_code, ancora.headers["ETag"]) == (304, prima.headers["ETag"])
        assert client.get(FEED).content == prima.content
    orologio("2026-03-04 10:00")
    dopo = client.get(FEED)
    assert set(eventi(dopo.content.decode())) == {nascosta.uid}
    assert "Last-Modified" not in {**prima.headers, **dopo.headers}


def test_di_un_annuncio_quello_che_e_nascosto_non_muove_niente(
    client, pubblicata, circolare, redazione, orologio
):
    """E-01: neither number nor instant tells that somebody works on the details."""
    annunciata = pubblicata(
        circolare_id=circolare.pk, annuncio="senza_dettagli", titolo_annuncio="In arrivo una missione"
    )
    prima = client.get(FEED)
    evento = solo(prima.content.decode())
    assert (evento["summary"], evento["sequence"]) == ("In arrivo una missione", 1)
    assert "Pitti" not in prima.content.decode()
    orologio("2026-03-03 12:00")
    for campi in ({"titolo": "Altro"}, {"testo": "Altro testo"}, {"scadenza": "2026-05-05", "posti": 3}):
        azioni.modifica(annunciata, campi, revisione=annunciata.revisione, da=redazione)
    assert (client.get(FEED).content, client.get(FEED).headers["ETag"]) == (
        prima.content,
        prima.headers["ETag"],
    )
    orologio("2026-03-03 13:00")
    azioni.modifica(annunciata, {"fine": "2026-06-20"}, revisione=annunciata.revisione, da=redazione)
    spostata = solo(client.get(FEED).content.decode())
    assert (spostata["sequence"], spostata.decoded("dtstamp")) == (2, tempo.adesso())
    orologio("2026-03-04 10:00")
    intera = solo(client.get(FEED).content.decode())
    assert intera["sequence"] > spostata["sequence"]
    assert (intera["uid"], intera["summary"]) == (spostata["uid"], "Altro")


def test_un_annuncio_si_scarica_da_solo_senza_dettagli(client, pubblicata, circolare):
    annunciata = pubblicata(circolare_id=circolare.pk, annuncio="senza_dettagli", titolo_annuncio="In arrivo")
    testo = client.get(reverse("calendario:evento_ics", args=[annunciata.codice])).content.decode()
    assert solo(testo)["summary"] == "In arrivo"
    assert not {"Pitti", "Fortezza", "Giappone", "scadenza-"} & set(re.findall(r"[\w-]+", testo))


def test_cio_che_e_nascosto_e_come_cio_che_non_c_e(client, scritta, pubblicata, circolare):
    inesistente = client.get("/pubblico/calendario/00000000-0000-4000-8000-000000000000/evento.ics")
    for riga in (scritta(), pubblicata(circolare_id=circolare.pk)):
        risposta = client.get(reverse("calendario:evento_ics", args=[riga.codice]))
        assert (risposta.status_code, risposta.content) == (404, inesistente.content)
        assert risposta.headers == inesistente.headers


# --- What was written with other code, or other names


def test_un_ente_che_cambia_nome_si_riscrive_e_gli_altri_no(feed, pubblicata, tp, editore_fi, operatrice_fi):
    sua = pubblicata(editore=editore_fi, da=operatrice_fi, titolo="Sua")
    nostra = pubblicata()
    assert azioni.riscrivi_ics() == 0
    Editore.objects.filter(pk=editore_fi.pk).update(nome="Sportello di prova")
    prima = Iniziativa.objects.get(pk=nostra.pk).ics
    assert azioni.riscrivi_ics() == 1
    evento = eventi(feed())[sua.uid]
    assert "Organizza: Sportello di prova" in evento["description"]
    assert evento["sequence"] == 2
    assert Iniziativa.objects.get(pk=nostra.pk).ics == prima
    assert azioni.riscrivi_ics() == 0


def test_un_settore_che_cambia_nome_e_un_formato_nuovo_riscrivono_tutto(feed, pubblicata, moda, monkeypatch):
    pubblicata(), pubblicata(settori=["vino"])
    moda.nome = "Moda"
    moda.save()
    assert azioni.riscrivi_ics() == 2
    assert "Moda" in [str(v) for e in eventi(feed()).values() for v in e["categories"].cats]
    monkeypatch.setattr("calendario.ics.FORMATO", 99)
    monkeypatch.setattr("calendario.azioni.formato.PER_VOLTA", 1)
    assert azioni.riscrivi_ics(volte=1) == 1
    assert azioni.riscrivi_ics() == 1


def test_una_bozza_non_ha_evento(scritta):
    assert scritta().ics == ""
    assert azioni.riscrivi_ics() == 0


# --- Cost


def test_cinque_interrogazioni_qualunque_sia_il_numero(client, pubblicata, django_assert_max_num_queries):
    """A-07."""
    for n in range(8):
        pubblicata(titolo=f"Numero {n}")
    with django_assert_max_num_queries(5):
        client.get(FEED)
