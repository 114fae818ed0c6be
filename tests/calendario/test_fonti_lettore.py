"""Any calendar into days and hours of Rome, or a reason why not (C8, S-01)."""

import time
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendario.lettore import Illeggibile, leggi
from calendario.lettore.recinto import leggi_al_chiuso
from tests.calendario.calendari import a_ore, evento, ics

OGGI = date(2026, 3, 2)


def letto(*eventi, testa="", oggi=OGGI):
    return leggi(ics(*eventi, testa=testa), oggi)


def una(*eventi, **altro):
    detto = letto(*eventi, **altro)
    assert detto.scarti == ()
    (occorrenza,) = detto.occorrenze
    return occorrenza


def giorni(occorrenza):
    return (occorrenza.inizio, occorrenza.fine, occorrenza.ora_inizio, occorrenza.ora_fine)


@pytest.mark.parametrize(
    ("inizio", "fine", "atteso"),
    [
        (";VALUE=DATE:20260510", ";VALUE=DATE:20260513", ("2026-05-10", "2026-05-12", "", "")),
        (";VALUE=DATE:20260510", "", ("2026-05-10", "2026-05-10", "", "")),
        (";VALUE=DATE:20260510", ";VALUE=DATE:20260510", ("2026-05-10", "2026-05-10", "", "")),
        (":20260510T080000Z", ":20260510T100000Z", ("2026-05-10", "2026-05-10", "10:00", "12:00")),
        (":20260510T230000Z", ":20260511T010000Z", ("2026-05-11", "2026-05-11", "01:00", "03:00")),
        (":20260510T090000", ":20260510T110000", ("2026-05-10", "2026-05-10", "09:00", "11:00")),
        (":20260510T090000", "", ("2026-05-10", "2026-05-10", "09:00", "")),
        (
            ";TZID=America/New_York:20260510T090000",
            ";TZID=America/New_York:20260510T103000",
            ("2026-05-10", "2026-05-10", "15:00", "16:30"),
        ),
        (
            ";TZID=W. Europe Standard Time:20260510T090000",
            ";TZID=W. Europe Standard Time:20260510T180000",
            ("2026-05-10", "2026-05-10", "09:00", "18:00"),
        ),
        (
            ";TZID=Europe/Rome:20260510T200000",
            ";TZID=Europe/Rome:20260511T000000",
            ("2026-05-10", "2026-05-10", "20:00", ""),
        ),
    ],
)
def test_days_and_hours_are_those_of_rome(inizio, fine, atteso):
    assert giorni(una(a_ore(inizio, fine))) == atteso


@pytest.mark.parametrize(
    ("inizio", "atteso"),
    [
        ("20260329T003000Z", "01:30"),
        ("20260329T013000Z", "03:30"),
        ("20261025T003000Z", "02:30"),
        ("20261025T013000Z", "02:30"),
    ],
)
def test_the_two_odd_nights_are_read_by_the_clock_on_the_wall(inizio, atteso):
    assert una(a_ore(f":{inizio}")).ora_inizio == atteso


def test_an_event_across_an_odd_night_is_not_backwards():
    """Twenty-five minutes: from the first 02:40 to the second 02:05."""
    assert giorni(una(a_ore(":20261025T004000Z", ":20261025T010500Z")))[2:] == ("02:40", "02:05")


def test_a_zone_of_their_own_and_a_duration():
    fuso = (
        "BEGIN:VTIMEZONE\nTZID:Nostro\nBEGIN:STANDARD\nDTSTART:19701101T020000\nTZOFFSETFROM:-0400\n"
        "TZOFFSETTO:-0500\nRRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\nEND:STANDARD\nBEGIN:DAYLIGHT\n"
        "DTSTART:19700308T020000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\n"
        "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
    )
    detto = una(a_ore(";TZID=Nostro:20260510T090000", altro="DURATION:PT2H\n"), testa=fuso)
    assert giorni(detto) == ("2026-05-10", "2026-05-10", "15:00", "17:00")


def test_hours_without_a_zone_are_where_the_calendar_says():
    detto = una(a_ore(":20260510T090000"), testa="X-WR-TIMEZONE:Asia/Tokyo\n")
    assert giorni(detto)[2] == "02:00"


def test_what_repeats_itself_is_many_with_its_exceptions_and_its_changes():
    serie = a_ore(
        ";TZID=Europe/Rome:20260105T090000",
        ";TZID=Europe/Rome:20260105T110000",
        altro="RRULE:FREQ=MONTHLY;COUNT=8\nEXDATE;TZID=Europe/Rome:20260605T090000\n"
        "RDATE;TZID=Europe/Rome:20261201T090000\n",
    )
    spostata = a_ore(
        ";TZID=Europe/Rome:20260707T150000",
        ";TZID=Europe/Rome:20260707T160000",
        titolo="Spostata",
        altro="RECURRENCE-ID;TZID=Europe/Rome:20260705T090000\n",
    )
    tolta = a_ore(
        ";TZID=Europe/Rome:20260805T090000",
        altro="RECURRENCE-ID;TZID=Europe/Rome:20260805T090000\nSTATUS:CANCELLED\n",
    )
    date_ = {o.ricorrenza: o for o in letto(serie, spostata, tolta).occorrenze}
    assert sorted(o.inizio for o in date_.values()) == [
        *("2026-02-05", "2026-03-05", "2026-04-05", "2026-05-05", "2026-07-07", "2026-08-05", "2026-12-01")
    ]
    assert date_["20260705T070000Z"].titolo == "Spostata"
    assert date_["20260805T070000Z"].stato == "CANCELLED"
    # The same hour in Rome on both sides of the change of hour.
    assert {date_[k].ora_inizio for k in ("20260205T080000Z", "20260405T070000Z")} == {"09:00"}


def test_what_repeats_itself_for_ever_stops_at_two_years():
    detto = letto(evento(altro="RRULE:FREQ=MONTHLY\n"))
    assert len(detto.occorrenze) == 22
    assert max(o.inizio for o in detto.occorrenze) <= str(OGGI + timedelta(days=730))


def test_what_repeats_itself_too_often_is_cut_and_said():
    detto = letto(evento(dal="20260301", al="20260302", altro="RRULE:FREQ=DAILY\n"))
    assert len(detto.occorrenze) == 104
    assert "più di 104 volte" in detto.scarti[0].motivo


def test_a_whole_calendar_may_be_a_cancellation():
    assert una(evento(), testa="METHOD:CANCEL\n").stato == "CANCELLED"
    assert una(evento(status="TENTATIVE")).stato == "TENTATIVE"
    assert una(evento(status="CHISSA")).stato == "CONFIRMED"


def test_of_two_with_one_identity_the_later_counts():
    prima, dopo = evento(titolo="Vecchia", sequence=1), evento(titolo="Nuova", sequence=2)
    assert una(dopo, prima).titolo == "Nuova"


def test_a_page_in_the_description_becomes_words():
    html = "<p>Ciao<br>a <b>tutti</b> &amp\\; buona</p><script>alert(1)</script><ul><li>uno</li></ul>"
    testo = una(evento(description=html)).testo
    assert "alert" not in testo
    assert "<" not in testo
    assert "Ciao\na tutti & buona" in testo
    assert "- uno" in testo
    assert una(evento(description="3 < 4 e basta")).testo == "3 < 4 e basta"


def test_who_organises_has_a_name_and_never_an_address():
    assert una(evento(altro="ORGANIZER;CN=Promos:mailto:a@b.it\n")).organizzatore == "Promos"
    assert una(evento(altro="ORGANIZER;CN=a@b.it:mailto:a@b.it\n")).organizzatore == ""
    assert "a@b.it" not in str(una(evento(altro="ORGANIZER:mailto:a@b.it\n")))


@pytest.mark.parametrize("alfabeto", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_every_usual_alphabet_is_understood(alfabeto):
    testo = ics(evento(titolo="Città più àèìòù")).decode()
    assert leggi(testo.encode(alfabeto), OGGI).occorrenze[0].titolo == "Città più àèìòù"


def test_the_alphabet_that_the_site_says_is_believed():
    byte = ics(evento(titolo="Łódź")).decode().encode("iso-8859-2")
    assert leggi(byte, OGGI, "text/calendar; charset=ISO-8859-2").occorrenze[0].titolo == "Łódź"


INTERI = {
    "vuoto": (b"", "vuota"),
    "html": (b"<!DOCTYPE html><html><body>Accedi</body></html>", "pagina web"),
    "html dopo spazi": (b"\r\n  <html>", "pagina web"),
    "json": (b'{"a": 1}', "non comincia"),
    "binario": (bytes(range(256)) * 9, "alfabeto|non comincia"),
    "nulli": (b"BEGIN:VCALENDAR\r\n\0\0\0END:VCALENDAR", "alfabeto"),
    "utf-16 rotto": (b"\xff\xfeB\x00E\x00G", "alfabeto|non comincia"),
    "a metà": (ics(evento())[:-20], "manca la fine"),
    "non chiuso": (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR", "non si chiudono"),
    "centomila eventi": (ics("BEGIN:VEVENT\nUID:a\nEND:VEVENT\n" * 100_000), "troppo grande"),
    "pozzo": (ics("BEGIN:VEVENT\n" * 5000 + "END:VEVENT\n" * 5000), "una dentro l'altra"),
    "pozzo di nomi": (
        ics(
            "".join(f"BEGIN:X{n}\n" for n in range(900)) + "".join(f"END:X{n}\n" for n in range(899, -1, -1))
        ),
        "una dentro l'altra",
    ),
    "fuso nel fuso": (
        ics("BEGIN:VTIMEZONE\nTZID:A\nBEGIN:VTIMEZONE\nTZID:B\nEND:VTIMEZONE\nEND:VTIMEZONE\n"),
        "una dentro l'altra",
    ),
    "fuso al secondo": (
        ics(
            "BEGIN:VTIMEZONE\nTZID:A\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0000\n"
            "TZOFFSETTO:+0100\nRRULE:FREQ=SECONDLY\nEND:STANDARD\nEND:VTIMEZONE\n"
        ),
        "più volte all'anno",
    ),
    "troppi fusi": (ics("BEGIN:VTIMEZONE\nTZID:A\nEND:VTIMEZONE\n" * 101), "troppi fusi"),
    "riga senza fine": (ics(evento(titolo="a" * 100_001)), "riga troppo lunga"),
    "riga piegata senza fine": (ics(evento(titolo="a\n " * 100_001)), "riga troppo lunga"),
    "un altro calendario": (ics(evento(), testa="CALSCALE:CHINESE\n"), "gregoriano"),
}


@pytest.mark.parametrize("quale", INTERI)
def test_what_is_not_a_calendar_is_refused_whole_at_once(quale):
    byte, perche = INTERI[quale]
    inizio = time.process_time()
    with pytest.raises(Illeggibile, match=perche):
        leggi(byte, OGGI)
    assert time.process_time() - inizio < 5


EVENTI = {
    "al secondo": (evento(altro="RRULE:FREQ=SECONDLY\n"), "più volte al giorno"),
    "al minuto": (evento(altro="RRULE:FREQ=MINUTELY;COUNT=999999999\n"), "più volte al giorno"),
    "ogni ora": (evento(altro="RRULE:FREQ=HOURLY;UNTIL=99991231\n"), "più volte al giorno"),
    "a tutte le ore": (evento(altro="RRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6\n"), "più volte al giorno"),
    "tante regole": (evento(altro="RRULE:FREQ=DAILY\n" * 50), "troppe regole"),
    "tante date": (evento(altro="RDATE;VALUE=DATE:" + ",".join(["20260510"] * 2001) + "\n"), "troppe date"),
    "da sempre": (evento(dal="00010101", al="00010102", altro="RRULE:FREQ=DAILY\n"), "non può essere"),
    "senza giorno": ("BEGIN:VEVENT\nUID:a\nSUMMARY:x\nEND:VEVENT\n", "quando comincia"),
    "all'indietro": (evento(dal="20260513", al="20260510"), "prima di cominciare"),
    "di un secolo": (evento(dal="20260513", al="20990510"), "più di un anno"),
    "nel 9999": (evento(dal="99991231", al="99991231"), "non può essere"),
    "senza titolo": (evento(titolo="   "), "titolo"),
    "senza identità": (evento(uid=""), "UID"),
    "identità enorme": (evento(uid="a" * 501), "UID"),
    "script": (evento(url="javascript:alert(1)"), "collegamento"),
    "script mascherato": (evento(url="  jAvAsCrIpT:alert(1)"), "collegamento"),
    "dati": (evento(url="data:text/html,<script>1</script>"), "collegamento"),
    "file": (evento(url="file:///etc/passwd"), "collegamento"),
    "credenziali": (evento(url="https://chi:parola@camera.example/"), "collegamento"),
    "indirizzo spezzato": (evento(url="https://a.example/\\nSet-Cookie: a"), "collegamento"),
}


@pytest.mark.parametrize("quale", EVENTI)
def test_one_bad_event_is_left_out_with_a_reason_and_the_others_are_read(quale):
    cattivo, perche = EVENTI[quale]
    detto = letto(cattivo, evento(uid="buono", titolo="Buono"))
    assert [o.titolo for o in detto.occorrenze] == ["Buono"]
    assert perche in detto.scarti[0].motivo


def test_what_would_go_on_for_hours_is_stopped_by_the_enclosure(monkeypatch):
    """A date that never comes, many times: no list of forbidden rules knows them all."""
    monkeypatch.setattr("calendario.lettore.recinto.ENTRO", 8)
    mai = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\n"
    byte = ics(*(evento(uid=f"{n}", dal="19900101", al="19900102", altro=mai) for n in range(99)))
    inizio = time.monotonic()
    with pytest.raises(Illeggibile, match="più tempo o memoria"):
        leggi_al_chiuso(byte, OGGI)
    assert time.monotonic() - inizio < 20


def test_inside_and_outside_the_enclosure_one_reads_the_same():
    byte = ics(evento(categories="Vino,Moda", location="Tokyo, Giappone"), evento(uid="x", titolo=" "))
    assert leggi_al_chiuso(byte, OGGI) == leggi(byte, OGGI)
    with pytest.raises(Illeggibile, match="pagina web"):
        leggi_al_chiuso(b"<html>", OGGI, 'text/html; charset="\r\n-x"')


def test_lines_hidden_in_a_text_stay_text():
    detto = una(evento(titolo="Forum\\nEND:VEVENT\\nBEGIN:VEVENT", description="a\\nUID:altro"))
    assert detto.titolo == "Forum END:VEVENT BEGIN:VEVENT"
    assert detto.testo == "a\nUID:altro"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 3))
def test_whatever_bytes_come_nothing_else_than_a_reason_comes_out(byte, dove):
    intero = ics(evento())
    guasto = [
        byte,
        intero + byte,
        intero[:60] + byte + intero[60:],
        b"BEGIN:VCALENDAR\n" + byte + b"\nEND:VCALENDAR",
    ]
    with suppress(Illeggibile):
        leggi(guasto[dove], OGGI)
