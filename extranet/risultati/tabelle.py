"""The tables of the results, each with its chart: what is on the page is what is in the files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nucleo.elenchi.colonne import Valore, in_parole
from nucleo.grafici import Grafico, Misura, Serie


@dataclass(frozen=True)
class Riga:
    """A row: its name, its values in the order of the columns, where the rows behind it can be read."""

    nome: str
    valori: Sequence[Valore]
    indirizzo: str = ""
    nota: str = ""

    @property
    def celle(self) -> list[str]:
        return [in_parole(valore) for valore in self.valori]


@dataclass(frozen=True)
class Tabella:
    """A table with a heading; `disegna` names its columns that a chart shows, and how (`nucleo.grafici`)."""

    nome: str
    titolo: str
    testa: Sequence[str]
    righe: Sequence[Riga]
    frase: str = ""
    disegna: Sequence[int] = ()
    genere: str = "barre"
    unita: str = ""
    massime: int = 12
    di_traverso: bool = False

    @property
    def vuota(self) -> bool:
        return not any(valore for riga in self.righe for valore in riga.valori)

    @property
    def colonne(self) -> Sequence[str]:
        """The titles of the values, without that of the names."""
        return self.testa[1:]

    @property
    def grafico(self) -> Grafico | None:
        """The chart, where there is one and something to show.

        A category for each row and a series for each column; `di_traverso`, the other way round.
        """
        if not self.disegna or self.vuota:
            return None
        righe = self.righe[: self.massime]
        nomi = [self.colonne[n] for n in self.disegna]
        valori = [[_misura(riga.valori[n]) for riga in righe] for n in self.disegna]
        categorie = [riga.nome for riga in righe]
        if self.di_traverso:
            nomi, categorie = categorie, nomi
            valori = [list(colonna) for colonna in zip(*valori, strict=True)]
        serie = [Serie(nome, colonna) for nome, colonna in zip(nomi, valori, strict=True)]
        return Grafico(self.nome, self.titolo, categorie, serie, self.genere, self.unita)

    def in_righe(self) -> Iterator[Sequence[Valore]]:
        """The titles and the rows, for a file."""
        yield list(self.testa)
        for riga in self.righe:
            yield [riga.nome, *riga.valori]


def _misura(valore: Valore) -> Misura:
    """What can be drawn: a text or a date cannot."""
    return valore if isinstance(valore, int | Decimal) else None
