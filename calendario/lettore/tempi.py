"""When an event takes place, in days and hours of Rome."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, Component

ROMA = ZoneInfo("Europe/Rome")
UN_GIORNO = timedelta(days=1)
PRIMO_ANNO, ULTIMO_ANNO = 1990, 2100
DURATA_MASSIMA = timedelta(days=366)


class Impossibile(Exception):
    """These times cannot be; the words say why."""


@dataclass(frozen=True)
class Periodo:
    """Both days are days on which it takes place; without hours it lasts the whole of them."""

    inizio: date
    fine: date
    ora_inizio: time | None = None
    ora_fine: time | None = None


def fuso_di(calendario: Calendar) -> tzinfo:
    """Where the hours that say no zone are meant: what the calendar says of itself, or Rome."""
    try:
        return ZoneInfo(str(calendario.get("X-WR-TIMEZONE", "")).strip() or "Europe/Rome")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ROMA


def periodo(evento: Component, fuso: tzinfo) -> Periodo:
    """The days and the hours of an event; Impossibile when it has none that can be."""
    inizio = _detto(evento, "DTSTART")
    if inizio is None:
        raise Impossibile("non dice quando comincia")
    fine = _fine(evento, inizio)
    if isinstance(inizio, datetime):
        return _a_ore(inizio, fine, fuso)
    return _intero(inizio, fine)


def ammesso(giorno: date) -> bool:
    return PRIMO_ANNO <= giorno.year <= ULTIMO_ANNO


def in_utc(valore: date, fuso: tzinfo) -> str:
    """The instant, or the day, in the one way in which it identifies a date of a series."""
    if not isinstance(valore, datetime):
        return f"{valore:%Y%m%d}"
    locale = valore if valore.tzinfo else valore.replace(tzinfo=fuso)
    return f"{locale.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _detto(evento: Component, nome: str) -> date | None:
    valore = getattr(evento.get(nome), "dt", None)
    if valore is not None and (not isinstance(valore, date) or not ammesso(valore)):
        raise Impossibile("ha una data che non può essere")
    return valore


def _fine(evento: Component, inizio: date) -> date | None:
    """DTEND, or DTSTART and DURATION; None when neither is said."""
    if (fine := _detto(evento, "DTEND")) is not None:
        return fine
    durata = getattr(evento.get("DURATION"), "dt", None)
    if not isinstance(durata, timedelta):
        return None
    if not timedelta() <= durata <= DURATA_MASSIMA:
        raise Impossibile("ha una durata che non può essere")
    return inizio + durata


def _intero(inizio: date, fine: date | None) -> Periodo:
    """The last day is not counted (RFC 5545); who ends on the day on which she begins lasts that day."""
    ultimo = inizio if fine is None else _giorno(fine) - UN_GIORNO
    return _in_ordine(Periodo(inizio, max(inizio, ultimo) if fine == inizio else ultimo))


def _a_ore(inizio: datetime, fine: date | None, fuso: tzinfo) -> Periodo:
    """What ends at midnight ends the day before."""
    da = _a_roma(inizio, fuso)
    if fine is None or fine == inizio:
        return Periodo(da.date(), da.date(), _ora(da))
    a = _a_roma(fine, fuso) if isinstance(fine, datetime) else datetime.combine(fine, time(), ROMA)
    if a.time() == time() and a.date() > da.date():
        return _in_ordine(Periodo(da.date(), a.date() - UN_GIORNO, _ora(da)))
    if (a.date(), a.time()) < (da.date(), da.time()) and a.astimezone(UTC) < da.astimezone(UTC):
        raise Impossibile("finisce prima di cominciare")
    return _in_ordine(Periodo(da.date(), a.date(), _ora(da), _ora(a)))


def _in_ordine(quando: Periodo) -> Periodo:
    if quando.fine < quando.inizio:
        raise Impossibile("finisce prima di cominciare")
    if quando.fine - quando.inizio > DURATA_MASSIMA:
        raise Impossibile("dura più di un anno")
    return quando


def _giorno(valore: date) -> date:
    return valore.date() if isinstance(valore, datetime) else valore


def _ora(istante: datetime) -> time:
    return istante.time().replace(second=0, microsecond=0, fold=0)


def _a_roma(istante: datetime, fuso: tzinfo) -> datetime:
    """The clock on the wall in Rome; an hour of Rome stays as it was written, on the two odd nights too."""
    locale = istante if istante.tzinfo else istante.replace(tzinfo=fuso)
    if getattr(locale.tzinfo, "key", "") == "Europe/Rome":
        return locale.replace(tzinfo=ROMA)
    return locale.astimezone(ROMA)
