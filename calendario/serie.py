"""The dates of a series: the same initiative every so many weeks or months."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from calendario.giorni import ultimo_del_mese
from calendario.models import Iniziativa

SETTIMANE, MESI = "settimane", "mesi"
MASSIMO = 60
SETTE = 7
# A day that few months have makes one look further.
ULTIMO_PASSO = 20 * MASSIMO


@dataclass(frozen=True)
class Data:
    """One date of the series; its deadline is as many days before as that of the first."""

    inizio: date
    fine: date
    scadenza: date | None

    @property
    def campi(self) -> dict[str, date | None]:
        return {"inizio": self.inizio, "fine": self.fine, "scadenza": self.scadenza}


def date_della_serie(
    iniziativa: Iniziativa, *, ogni: int, unita: str, volte: int | None = None, fino_al: date | None = None
) -> list[Data]:
    """The dates after the initiative's own, at most `MASSIMO`. Of a month that has no such day, none.

    `volte` counts the dates that there are; `fino_al` is included.
    """
    if iniziativa.inizio is None or iniziativa.fine is None:
        return []
    tutte = _date(iniziativa.inizio, ogni, MESI if iniziativa.solo_mese else unita)
    tempi = list(islice(_entro(tutte, fino_al), min(volte or MASSIMO, MASSIMO)))
    return [_data(iniziativa, giorno, giorno - iniziativa.inizio) for giorno in tempi]


def _data(iniziativa: Iniziativa, giorno: date, dopo: timedelta) -> Data:
    """The initiative so much later; of a month alone, the whole month."""
    fine = ultimo_del_mese(giorno) if iniziativa.solo_mese else (iniziativa.fine or giorno) + dopo
    return Data(giorno, fine, iniziativa.scadenza and iniziativa.scadenza + dopo)


def _entro(tutte: Iterator[date], fino_al: date | None) -> Iterator[date]:
    for giorno in tutte:
        if fino_al is not None and giorno > fino_al:
            return
        yield giorno


def _date(primo: date, ogni: int, unita: str) -> Iterator[date]:
    """Without end as far as a calendar goes: the caller takes what it needs."""
    for passo in range(1, ULTIMO_PASSO):
        if unita == SETTIMANE:
            yield primo + timedelta(days=SETTE * ogni * passo)
        elif (giorno := _fra_mesi(primo, ogni * passo)) is not None:
            yield giorno


def _fra_mesi(primo: date, mesi: int) -> date | None:
    anni, mese = divmod(primo.month - 1 + mesi, 12)
    try:
        return primo.replace(year=primo.year + anni, month=mese + 1)
    except ValueError:
        return None
