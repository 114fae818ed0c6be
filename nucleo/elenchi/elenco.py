"""One declarative list: what is asked, filtered, sorted, counted, shown and exported, in one place."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.urls import reverse

from nucleo.elenchi.chiavi import CursoreNonValido, Ordine, Pagina, Verso, ordinate, pagina
from nucleo.elenchi.colonne import Colonna
from nucleo.elenchi.conti import Conta, conta
from nucleo.elenchi.filtri import Filtri
from nucleo.models import FiltroSalvato

M = TypeVar("M", bound=Model)
R = TypeVar("R")

# Parameters of the address that are not filters; `lista` is the tab one is on, where a page has some.
DI_SERVIZIO = frozenset({"ordina", "dopo", "prima", "filtro"})
LISTA = "lista"
RIGHE_IN_UN_FILE = 20_000
A_BLOCCHI_DI = 500


class Elenco(Generic[M, R]):
    """A list of rows M, shown to one person as R, following one address.

    A subclass says `nome` (in file names and in the log), `vista` (its URL name; `<vista>_esporta` takes a
    `formato`), `titolo`, the `parole` for one row and for many, `filtri`, `ordini` with the `predefinito`,
    `colonne`, and answers `insieme`, which starts from `visibili_a`. Page, count and files all come from the
    same filtered rows, through `righe`.
    """

    nome: str
    titolo: str
    parole: tuple[str, str]
    vista: str
    filtri: type[Filtri]
    ordini: Mapping[str, Ordine]
    predefinito: str
    colonne: Sequence[Colonna[Any]]
    per_pagina: ClassVar[int] = 50
    di_servizio: ClassVar[frozenset[str]] = DI_SERVIZIO

    def __init__(self, utente: Any, parametri: QueryDict) -> None:
        self.utente = utente
        self.parametri = parametri

    def insieme(self) -> QuerySet[M]:
        """The rows this person may see in this list, before any filter."""
        raise NotImplementedError

    def righe(self, oggetti: Sequence[M]) -> Sequence[R]:
        """What this person may see OF the rows, on the page and in a file; by default the rows themselves."""
        return oggetti  # type: ignore[return-value]  # R is M unless a subclass says otherwise

    def argomenti(self) -> list[Any]:
        """The arguments of the list's own address, if it has any."""
        return []

    @cached_property
    def modulo(self) -> Filtri:
        return self.filtri(self.parametri, utente=self.utente)

    @cached_property
    def filtrate(self) -> QuerySet[M]:
        return self.modulo.applica(self.insieme())

    @property
    def da_mostrare(self) -> QuerySet[M]:
        """The rows that pages and files walk along: those filtered, unless a subclass keeps only some."""
        return self.filtrate

    @cached_property
    def verso(self) -> Verso:
        """The order asked for, or the usual one: only the declared orders exist."""
        chiesto = self.parametri.get("ordina", "")
        nome = chiesto if chiesto.removeprefix("-") in self.ordini else self.predefinito
        return Verso(nome, self.ordini[nome.removeprefix("-")])

    @cached_property
    def pagina(self) -> Pagina[M]:
        dopo, prima = self.parametri.get("dopo", ""), self.parametri.get("prima", "")
        try:
            return self._pagina(dopo, prima)
        except CursoreNonValido:
            self.smarrita = True
            return self._pagina("", "")

    @cached_property
    def mostrate(self) -> Sequence[R]:
        """The rows of the page, as this person may see them."""
        return self.righe(self.pagina.righe)

    @cached_property
    def conta(self) -> Conta:
        return conta(self.filtrate)

    @property
    def quante(self) -> str:
        """`1 fornitore`, `oltre 1.000 fornitori`."""
        return f"{self.conta} {self.parole[self.conta.numero != 1]}"

    def classe(self, riga: R) -> str:
        """The class of a row that must stand out."""
        return ""

    smarrita = False

    @cached_property
    def avvisi(self) -> list[str]:
        """What of the address could not be followed, said to the reader: nothing is ignored in silence."""
        self.pagina  # noqa: B018 - a cursor is judged when it is read
        noti = self.di_servizio | set(self.modulo.fields)
        frasi = [f"Qui non c'è un filtro «{nome[:40]}»." for nome in self.parametri if nome not in noti]
        chiesto = self.parametri.get("ordina", "")
        if chiesto and self.verso.nome != chiesto:
            frasi.append(f"Questo elenco non si può ordinare per «{chiesto[:40]}».")
        if self.smarrita:
            frasi.append("L'indirizzo della pagina non è più valido: ecco la prima.")
        return frasi

    @cached_property
    def salvati(self) -> Sequence[FiltroSalvato]:
        """The filters kept for this list: this person's, and those her colleagues share."""
        return list(FiltroSalvato.objects.visibili_a(self.utente).filter(elenco=self.nome))

    @property
    def indirizzo(self) -> str:
        return reverse(self.vista, args=self.argomenti())

    def indirizzo_file(self, formato: str) -> str:
        return reverse(f"{self.vista}_esporta", args=[*self.argomenti(), formato])

    @cached_property
    def csv(self) -> str:
        return self.indirizzo_file("csv")

    @cached_property
    def xlsx(self) -> str:
        return self.indirizzo_file("xlsx")

    def da_esportare(self) -> list[int]:
        """The keys of every listed row, in the order of the list, up to one more than a file may hold."""
        return list(
            ordinate(self.da_mostrare, self.verso).values_list("pk", flat=True)[: RIGHE_IN_UN_FILE + 1]
        )

    def a_blocchi(self, chiavi: Sequence[int]) -> Iterator[R]:
        """The rows of a file, still visible and still in the list when each block is read."""
        for inizio in range(0, len(chiavi), A_BLOCCHI_DI):
            blocco = chiavi[inizio : inizio + A_BLOCCHI_DI]
            per_chiave = self.da_mostrare.in_bulk(blocco)
            yield from self.righe([per_chiave[pk] for pk in blocco if pk in per_chiave])

    def _pagina(self, dopo: str, prima: str) -> Pagina[M]:
        return pagina(self.da_mostrare, self.verso, dopo=dopo, prima=prima, quante=self.per_pagina)
