"""The only clock of the Extranet, and the only judge of working days and hours. Europe/Rome always.

A working day is Monday to Friday, minus the national holidays, the patron saint's day of every province
given, and the closure days entered by an administrator. A day counts only if it is working for *every*
province given (C7). Each function reads the closures with one query; a loop takes a `calendario` once.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from django.apps import apps
from django.utils import timezone

from nucleo.festivita import FestivitaSconosciute, nazionali, patronali

__all__ = ["ROMA", "Calendario", "Cammino", "FestivitaSconosciute", "Salto"]

ROMA = ZoneInfo("Europe/Rome")
APERTURA, CHIUSURA = time(9), time(17)
GIORNI = ("lun", "mar", "mer", "gio", "ven", "sab", "dom")
UN_GIORNO = timedelta(days=1)


_fermo: ContextVar[datetime | None] = ContextVar("fermo", default=None)


def adesso() -> datetime:
    """This instant, aware."""
    return _fermo.get() or timezone.now()


@contextmanager
def fermo(istante: datetime) -> Iterator[None]:
    """Stops the clock at an instant, for this thread: the demonstration lives its histories in the past."""
    prima = _fermo.set(istante)
    try:
        yield
    finally:
        _fermo.reset(prima)


def oggi() -> date:
    """Today's date in Rome."""
    return giorno_di_roma(adesso())


def giorno_di_roma(istante: datetime) -> date:
    """The date that the calendar in Rome shows at an aware instant."""
    return istante.astimezone(ROMA).date()


def ora_di_roma(giorno: date, ora: time) -> datetime:
    """The instant, in UTC, at which the clocks in Rome show that hour of that day.

    Never the earlier of two readings: the hour that comes twice in October is its second coming, the hour
    that March skips is the same distance after the jump. In UTC because two datetimes of one zone subtract
    by the clock on the wall, and those of a repeated hour equal no other (PEP 495).
    """
    locale = datetime.combine(giorno, ora.replace(fold=0, tzinfo=None), ROMA)
    seconda = locale.replace(fold=1)
    if seconda.utcoffset() != locale.utcoffset() and _esiste(locale):
        locale = seconda
    return locale.astimezone(UTC)


def _esiste(locale: datetime) -> bool:
    ritorno = locale.astimezone(UTC).astimezone(ROMA)
    return ritorno.replace(tzinfo=None) == locale.replace(tzinfo=None)


def breve(giorno: date) -> str:
    """«mar 22/12»."""
    return f"{GIORNI[giorno.weekday()]} {giorno:%d/%m}"


@dataclass(frozen=True)
class Salto:
    """A day that does not count, and why."""

    giorno: date
    motivo: str


@dataclass(frozen=True)
class Cammino:
    """How a count of working days went: from `inizio`, never counted, through days counted and skipped."""

    inizio: date
    contati: tuple[date, ...]
    saltati: tuple[Salto, ...]

    @property
    def arrivo(self) -> date:
        """The last day counted; the start itself when nothing was to be counted."""
        return self.contati[-1] if self.contati else self.inizio

    def __str__(self) -> str:
        """«mer 23/12 → 1º giorno lavorativo gio 24/12 → ven 25/12 no: Natale → … → 2º lun 28/12»."""
        passi = {giorno: f"{n}º {breve(giorno)}" for n, giorno in enumerate(self.contati, 1)}
        if self.contati:
            passi[self.contati[0]] = f"1º giorno lavorativo {breve(self.contati[0])}"
        passi |= {salto.giorno: f"{breve(salto.giorno)} no: {salto.motivo}" for salto in self.saltati}
        return " → ".join([breve(self.inizio), *(passi[giorno] for giorno in sorted(passi))])


@dataclass(frozen=True)
class Calendario:
    """The working days of everybody in some provinces, with the closures as they were when it was read."""

    province: tuple[str, ...]
    chiusure: tuple[tuple[date, date, str], ...] = ()

    def perche_no(self, giorno: date) -> str:
        """Why a day does not count («sabato», «Natale», «patrono di …», «chiusura: …»); "" if it does."""
        if giorno.weekday() > 4:
            return "sabato" if giorno.weekday() == 5 else "domenica"
        if festa := nazionali(giorno.year).get(giorno):
            return festa
        for provincia in self.province:
            if festa := patronali(giorno.year, provincia).get(giorno):
                return festa
        return next((f"chiusura: {motivo}" for dal, al, motivo in self.chiusure if dal <= giorno <= al), "")

    def lavorativo(self, giorno: date) -> bool:
        return not self.perche_no(giorno)

    def dopo_lavorativi(self, inizio: date, quanti: int) -> Cammino:
        """The way to the `quanti`-th working day after `inizio`, which never counts."""
        if quanti < 0:
            raise ValueError("I giorni lavorativi si contano in avanti.")
        contati: list[date] = []
        saltati: list[Salto] = []
        giorno = inizio
        while len(contati) < quanti:
            giorno += UN_GIORNO
            if motivo := self.perche_no(giorno):
                saltati.append(Salto(giorno, motivo))
            else:
                contati.append(giorno)
        return Cammino(inizio, tuple(contati), tuple(saltati))

    def lavorativi_fra(self, dal: date, al: date) -> int:
        """How many working days come after `dal` up to `al` included; negative when `al` comes first."""
        if al < dal:
            return -self.lavorativi_fra(al, dal)
        return sum(self.lavorativo(dal + n * UN_GIORNO) for n in range(1, (al - dal).days + 1))

    def orario_di_lavoro(self, istante: datetime) -> bool:
        """Whether it is from 09:00 to before 17:00, in Rome, of a working day."""
        locale = istante.astimezone(ROMA)
        return APERTURA <= locale.time() < CHIUSURA and self.lavorativo(locale.date())

    def inizio_lavorativo(self, istante: datetime) -> datetime:
        """The instant itself within working hours, or else the next 09:00 of a working day (C7)."""
        if self.orario_di_lavoro(istante):
            return istante
        locale = istante.astimezone(ROMA)
        giorno = locale.date()
        if locale.time() >= APERTURA or not self.lavorativo(giorno):
            giorno = self.dopo_lavorativi(giorno, 1).arrivo
        return ora_di_roma(giorno, APERTURA)

    def ore_lavorative_fra(self, dal: datetime, al: datetime) -> timedelta:
        """The working time between two instants, eight hours a working day; nothing when `al` comes first."""
        primo, ultimo = giorno_di_roma(dal), giorno_di_roma(al)
        giorni = (primo + n * UN_GIORNO for n in range((ultimo - primo).days + 1))
        tratti = (
            min(al, ora_di_roma(giorno, CHIUSURA)) - max(dal, ora_di_roma(giorno, APERTURA))
            for giorno in giorni
            if self.lavorativo(giorno)
        )
        return sum((tratto for tratto in tratti if tratto > timedelta()), timedelta())


def calendario(province: Iterable[str] = ()) -> Calendario:
    """The working days common to the provinces (abbreviations: «FI»), with today's closures. One query.

    Raises FestivitaSconosciute, when a day is asked, for a year or a province that is not known.
    """
    sigle = tuple(sorted(set(province)))
    return calendari([sigle])[sigle]


def calendari(insiemi: Iterable[Iterable[str]]) -> dict[tuple[str, ...], Calendario]:
    """The calendar of each set of provinces, by its abbreviations in order, for who has many. One query."""
    sigle = {tuple(sorted(set(province))) for province in insiemi}
    # By name: the models of this floor ask the time too, and imports make no circle.
    righe = apps.get_model("nucleo", "Chiusura")._default_manager.filter(provincia__in={"", *chain(*sigle)})
    chiusure = list(righe.order_by("dal", "pk").values_list("provincia", "dal", "al", "motivo"))
    return {
        province: Calendario(
            province, tuple(chiusura[1:] for chiusura in chiusure if chiusura[0] in ("", *province))
        )
        for province in sigle
    }


def lavorativo(giorno: date, province: Iterable[str] = ()) -> bool:
    """Whether a day is a working day in all the provinces given."""
    return calendario(province).lavorativo(giorno)


def dopo_lavorativi(inizio: date, quanti: int, province: Iterable[str] = ()) -> Cammino:
    """The way to the `quanti`-th working day after `inizio`: `arrivo`, and why each skipped day was."""
    return calendario(province).dopo_lavorativi(inizio, quanti)


def lavorativi_fra(dal: date, al: date, province: Iterable[str] = ()) -> int:
    """How many working days come after `dal` up to `al` included; negative when `al` comes first."""
    return calendario(province).lavorativi_fra(dal, al)


def orario_di_lavoro(istante: datetime, province: Iterable[str] = ()) -> bool:
    """Whether an instant falls from 09:00 to before 17:00, in Rome, of a working day."""
    return calendario(province).orario_di_lavoro(istante)


def inizio_lavorativo(istante: datetime, province: Iterable[str] = ()) -> datetime:
    """The instant itself within working hours, or else the next 09:00 of a working day (C7)."""
    return calendario(province).inizio_lavorativo(istante)


def ore_lavorative_fra(dal: datetime, al: datetime, province: Iterable[str] = ()) -> timedelta:
    """The working time between two instants, eight hours a working day."""
    return calendario(province).ore_lavorative_fra(dal, al)
