"""The columns of a list: what each says of a row, on the page and in a file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Generic, TypeVar

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from nucleo import parole

R = TypeVar("R")
Valore = str | int | Decimal | date | datetime | bool | None


@dataclass(frozen=True)
class Colonna(Generic[R]):
    """What one column says of a row.

    `valore` goes into files, and onto the page in Italian words unless `cella` draws it. `ordina` names the
    order of the list that the heading asks for. `dove` is «ovunque», «pagina» or «file».
    """

    titolo: str
    valore: Callable[[R], Valore]
    cella: Callable[[R], str] | None = None
    ordina: str = ""
    classe: str = ""
    dove: str = "ovunque"

    def mostra(self, riga: R) -> SafeString:
        """The content of the cell, escaped."""
        testo = self.cella(riga) if self.cella else in_parole(self.valore(riga))
        return conditional_escape(testo)


def in_parole(valore: Valore) -> str:
    """A value as people read it in a table."""
    if valore is None or valore == "":
        return "—"
    if isinstance(valore, bool):
        return "sì" if valore else "no"
    if isinstance(valore, date):
        return parole.data_breve(valore)
    if isinstance(valore, int):
        return parole.migliaia(valore)
    return str(valore).replace(".", ",") if isinstance(valore, Decimal) else valore
