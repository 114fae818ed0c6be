"""A whole iCalendar file (RFC 5545, RFC 7986): the VEVENTs as they were written, one after the other."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.db.models import F, Max, prefetch_related_objects
from icalendar import Calendar

from calendario import ics
from calendario.annuncio import storia
from calendario.feed.scelta import RIASSUNTI, Scelta
from calendario.indice import Voce
from calendario.models import Iniziativa

TIPO = "text/calendar; charset=utf-8"
SCADENZE = "scadenze"
PRODID = "-//Toscana Promozione//Calendario delle iniziative//IT"
OGNI_QUANTO = timedelta(hours=1)
CODA = "END:VCALENDAR\r\n"
# The clocks of Rome since the Union has changed its hour on these Sundays: two rules, and no list of dates.
FUSO = "\r\n".join(
    (
        *("BEGIN:VTIMEZONE", "TZID:Europe/Rome", "X-LIC-LOCATION:Europe/Rome"),
        *("BEGIN:DAYLIGHT", "DTSTART:19960331T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
        *("TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZNAME:CEST", "END:DAYLIGHT"),
        *("BEGIN:STANDARD", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"),
        *("TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "END:STANDARD"),
        *("END:VTIMEZONE", ""),
    )
)


def calendario(scelta: Scelta) -> str:
    """All that the choice holds, in order; with `scadenze=1` also the last day to apply to each."""
    eventi, ultima = _scritti(list(scelta.voci()), scelta)
    if scelta.parametri.get(SCADENZE) != "1":
        eventi = [ics.senza_scadenza(testo) for testo in eventi]
    return "".join((_testa(scelta, ultima), FUSO, *eventi, CODA))


def di_una(scritto: str) -> str:
    """One event alone, as a file that any calendar takes."""
    nudo = Calendar()
    nudo.add("prodid", PRODID)
    nudo.add("version", "2.0")
    return "".join((_aperto(nudo), FUSO, scritto, CODA))


def _scritti(voci: list[Voce], scelta: Scelta) -> tuple[list[str], datetime | None]:
    """The VEVENT of each, and when one of them last changed: asked apart, to read one instant and not all."""
    campo = "ics_en" if scelta.inglese else "ics"
    intere = Iniziativa.objects.dettagliate().con_chiavi(voce.pk for voce in voci if voce.dettagli)
    scritti = dict(intere.values_list("pk", campo))
    ultima: datetime | None = intere.con_novita().aggregate(ultima=Max(F("novita")))["ultima"]
    annunci = _annunci([voce.pk for voce in voci if not voce.dettagli], scelta.lingua)
    scritti |= {pk: testo for pk, (testo, _quando) in annunci.items()}
    istanti = [quando for _testo, quando in annunci.values()] + ([ultima] if ultima else [])
    return [scritti[voce.pk] for voce in voci if voce.pk in scritti], max(istanti, default=None)


def _annunci(chiavi: Sequence[int], lingua: str) -> dict[int, tuple[str, datetime]]:
    """Of these nothing is kept: they are few, and an instant later they are whole."""
    if not chiavi:
        return {}
    righe = list(Iniziativa.objects.pubbliche().con_chiavi(chiavi).select_related("organizzatore"))
    prefetch_related_objects(righe, "versioni")
    return {riga.pk: (ics.annuncio(riga, lingua), storia(riga).il) for riga in righe}


def _testa(scelta: Scelta, ultima: datetime | None) -> str:
    """No UID of its own, which RFC 7986 allows: vdirsyncer would take it for that of every event."""
    testa = Calendar()
    testa.add("prodid", PRODID)
    testa.add("version", "2.0")
    for nome in ("name", "x-wr-calname"):
        testa.add(nome, scelta.titolo)
    for nome in ("description", "x-wr-caldesc"):
        testa.add(nome, RIASSUNTI[scelta.lingua])
    testa.add("x-wr-timezone", "Europe/Rome")
    testa.add("refresh-interval", OGNI_QUANTO, parameters={"VALUE": "DURATION"})
    testa.add("x-published-ttl", "PT1H")
    testa.add("source", scelta.indirizzo("ics", **_proprie(scelta)), parameters={"VALUE": "URI"})
    testa.add("url", scelta.pagina)
    testa.add("color", "royalblue")
    if ultima is not None:
        testa.add("last-modified", ultima.astimezone(UTC).replace(microsecond=0))
    return _aperto(testa)


def _proprie(scelta: Scelta) -> dict[str, str]:
    return {SCADENZE: "1"} if scelta.parametri.get(SCADENZE) == "1" else {}


def _aperto(calendario: Calendar) -> str:
    return str(calendario.to_ical().decode()).removesuffix(CODA)
