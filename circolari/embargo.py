"""From when the companies may read a circolare: the rule of C7, with the way that led there.

The same clock time on the second working day after the day of diffusione (the first, when urgent). A day
counts only if it is working for everybody who must read first: the seat of Toscana Promozione and every
Sportello addressed. A diffusione outside working hours counts as made at the next 09:00 of a working day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from nucleo import parole, tempo
from nucleo.tempo import Calendario, Cammino

# Where Toscana Promozione has its seat: its patron saint's day is never a working day.
SEDE = "FI"
ORDINARIA, URGENTE = 2, 1
UN_MINUTO, UN_GIORNO = timedelta(minutes=1), timedelta(days=1)
FRECCIA = " → "


@dataclass(frozen=True)
class Rilascio:
    """The instant (UTC) from which companies may read, on a whole minute, and its derivation in words."""

    istante: datetime
    derivazione: str
    decorrenza: datetime
    cammino: Cammino

    @property
    def passi(self) -> list[str]:
        """The derivation, step by step."""
        return self.derivazione.split(FRECCIA)


def rilascio(
    diffusione: datetime,
    *,
    urgente: bool,
    province: Iterable[str] = (),
    calendario: Calendario | None = None,
) -> Rilascio:
    """When a circolare sent out at `diffusione` (aware) reaches the companies (C7).

    `province` are those of the Sportelli addressed («PI»); the seat's is always there. Seconds are rounded up
    to the minute, so that a page kept for a minute never outlives a rilascio. `calendario` spares the query
    to who has one. Raises FestivitaSconosciute for a year whose holidays are unknown.
    """
    giorni = calendario or calendario_di(province)
    decorrenza = giorni.inizio_lavorativo(diffusione)
    locale = decorrenza.astimezone(tempo.ROMA)
    cammino = giorni.dopo_lavorativi(locale.date(), URGENTE if urgente else ORDINARIA)
    istante = _al_minuto(tempo.ora_di_roma(cammino.arrivo, locale.time()))
    pezzi = [
        f"diffusa {_detto(diffusione)}",
        *_attesa(diffusione, decorrenza, giorni),
        # The first of its own pieces is the day of the diffusione, said already.
        *str(cammino).split(FRECCIA)[1:],
        f"alle imprese da {_detto(istante)}",
    ]
    return Rilascio(istante, FRECCIA.join(pezzi), decorrenza, cammino)


def calendario_di(province: Iterable[str]) -> Calendario:
    """The days that are working for the seat and for these provinces; one query."""
    return tempo.calendario({SEDE, *province})


def ore_di_anticipo(dal: datetime, al: datetime, province: Iterable[str]) -> float:
    """Working hours that an office had between two instants, by the calendar of those provinces."""
    return calendario_di(province).ore_lavorative_fra(dal, al) / timedelta(hours=1)


def _al_minuto(istante: datetime) -> datetime:
    intero = istante.replace(second=0, microsecond=0)
    return intero if intero == istante else intero + UN_MINUTO


def _attesa(diffusione: datetime, decorrenza: datetime, giorni: Calendario) -> Iterator[str]:
    """Why a diffusione outside working hours counts from later: each day that was not working, and why."""
    if decorrenza.astimezone(UTC) == diffusione.astimezone(UTC):
        return
    giorno, fine = tempo.giorno_di_roma(diffusione), tempo.giorno_di_roma(decorrenza)
    while giorno < fine:
        if motivo := giorni.perche_no(giorno):
            yield f"{tempo.breve(giorno)} no: {motivo}"
        giorno += UN_GIORNO
    yield f"fuori orario, conta da {_detto(decorrenza)}"


def _detto(istante: datetime) -> str:
    return f"{tempo.breve(tempo.giorno_di_roma(istante))} {parole.ora(istante)}"
