"""The working days of an office, counted once for many rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from nucleo import tempo
from nucleo.tempo import UN_GIORNO, Calendario


@dataclass
class Contagiorni:
    """The working days of an office, counted once for all its pratiche."""

    calendario: Calendario
    _anni: dict[int, list[int]] = field(default_factory=dict)

    def fra(self, dal: date, al: date) -> int:
        """As `Calendario.lavorativi_fra`, for days in order."""
        anni = sum(self._anno(anno)[-1] for anno in range(dal.year, al.year))
        return anni + self._anno(al.year)[_posto(al)] - self._anno(dal.year)[_posto(dal)]

    def _anno(self, anno: int) -> list[int]:
        """For each day of a year, its working days so far."""
        if anno not in self._anni:
            primo, ultimo = date(anno, 1, 1), date(anno, 12, 31)
            giorni = (primo + n * UN_GIORNO for n in range(_posto(ultimo) + 1))
            self._anni[anno] = list(accumulate(self.calendario.lavorativo(giorno) for giorno in giorni))
        return self._anni[anno]


def _posto(giorno: date) -> int:
    return giorno.timetuple().tm_yday - 1


def contagiorni(codici: Iterable[str]) -> dict[str, Contagiorni]:
    """The working days of each office, by its code. One query."""
    uffici = set(codici)
    calendari = tempo.calendari([codice] for codice in uffici)
    return {codice: Contagiorni(calendari[(codice,)]) for codice in uffici}
