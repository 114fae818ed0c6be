"""The tabs of a list: which rows each asks, what it says when there is none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from nucleo.elenchi import LISTA


@dataclass(frozen=True)
class Lista:
    """One tab of the list that stands at `vista`."""

    nome: str
    titolo: str
    chiede: Callable[[Any, Any], Any]
    vuota: tuple[str, str]
    vista: str

    @property
    def indirizzo(self) -> str:
        return f"{reverse(self.vista)}?{LISTA}={self.nome}"


def con_stato(stato: str) -> Callable[[Any, Any], Any]:
    return lambda righe, _: righe.filter(stato=stato)


def scelta(liste: Sequence[Lista], nome: str) -> Lista | None:
    """The list of that name; with no name, the first."""
    return next((lista for lista in liste if lista.nome == nome or not nome), None)
