"""Several lists of the same rows, a tab each: the counts of all of them are one question."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol, TypeVar

from django.db.models import Model, QuerySet

from nucleo.elenchi.conti import TETTO_LINGUETTE, Conta, Linguetta, conta_tutti
from nucleo.elenchi.elenco import Elenco

M = TypeVar("M", bound=Model)
R = TypeVar("R")

# The name, among the counts, of the list as filtered.
QUI = ""


class Lista(Protocol):
    """One of the lists: its name in the address, its tab, and which of the visible rows it asks."""

    @property
    def nome(self) -> str: ...
    @property
    def titolo(self) -> str: ...
    @property
    def indirizzo(self) -> str: ...
    @property
    def chiede(self) -> Callable[..., QuerySet[Any]]: ...


class ElencoConListe(Elenco[M, R]):
    """A list that is one of several. A subclass says `liste`, all those that this person has, and `visibili`,
    which they all start from; `lista` is the one shown."""

    lista: Lista

    @property
    def liste(self) -> Sequence[Lista]:
        """All the lists that this person has."""
        raise NotImplementedError

    def visibili(self) -> QuerySet[M]:
        """What every list asks its rows of: it starts from `visibili_a`."""
        raise NotImplementedError

    @property
    def linguette(self) -> list[Linguetta]:
        """The tab of every list this person has."""
        return [
            Linguetta(sua.titolo, sua.indirizzo, self._conti[sua.nome], sua.nome == self.lista.nome)
            for sua in self.liste
        ]

    @property
    def conta(self) -> Conta:
        return self._conti[QUI]

    @cached_property
    def _conti(self) -> Mapping[str, Conta]:
        """The counts of all her lists, and of this one as filtered; one query."""
        visibili = self.visibili()
        insiemi = {sua.nome: sua.chiede(visibili, self.utente) for sua in self.liste}
        if self.modulo.attivi or not self.modulo.is_valid():
            return conta_tutti(insiemi | {QUI: self.filtrate}, TETTO_LINGUETTE, intero=QUI)
        conti = conta_tutti(insiemi, TETTO_LINGUETTE, intero=self.lista.nome)
        return {**conti, QUI: conti[self.lista.nome]}
