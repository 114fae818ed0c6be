"""A month as a table: the initiatives of each day, and those of which only the month is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from calendario.elenchi.righe import Riga
from calendario.giorni import primo_del_prossimo, ultimo_del_mese
from calendario.lingue import nome_del_mese
from nucleo import tempo

SETTE = 7


@dataclass(frozen=True)
class Giorno:
    """One cell: its day, whether it is of this month, what takes place on it."""

    data: date
    del_mese: bool
    righe: Sequence[Riga]

    @property
    def oggi(self) -> bool:
        return self.data == tempo.oggi()


@dataclass(frozen=True)
class Mese:
    """The weeks of a month, from Monday."""

    primo: date
    righe: Sequence[Riga]

    @property
    def nome(self) -> str:
        return f"{nome_del_mese('it')(self.primo)} {self.primo.year}"

    @property
    def dopo(self) -> date:
        return primo_del_prossimo(self.primo)

    @property
    def prima(self) -> date:
        return primo_del_prossimo(self.primo, -1)

    @property
    def da_precisare(self) -> list[Riga]:
        return [riga for riga in self.righe if riga.vista.solo_mese]

    @property
    def settimane(self) -> list[list[Giorno]]:
        """Whole weeks: the days of the months beside are there, empty."""
        lunedi = self.primo - timedelta(days=self.primo.weekday())
        quanti = (ultimo_del_mese(self.primo) - lunedi).days // SETTE + 1
        return [
            [self._giorno(lunedi + timedelta(days=SETTE * s + g)) for g in range(SETTE)]
            for s in range(quanti)
        ]

    def _giorno(self, giorno: date) -> Giorno:
        del_mese = giorno.month == self.primo.month
        sue = [
            riga
            for riga in self.righe
            if del_mese and not riga.vista.solo_mese and riga.vista.inizio <= giorno <= riga.vista.fine
        ]
        return Giorno(giorno, del_mese, sue)
