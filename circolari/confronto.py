"""What changed between two versions of a circolare: words and files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from circolari.models import Versione
from nucleo import testo
from nucleo.confronto import Riga, affianca


@dataclass(frozen=True)
class FileCambiato:
    """A file that one of the two has and the other has not, or has with other bytes."""

    nome: str
    che: str


@dataclass(frozen=True)
class Confronto:
    """Two versions, line beside line, and the files that came, went or were replaced."""

    prima: Versione
    dopo: Versione
    titolo: list[Riga]
    testo: list[Riga]
    file: list[FileCambiato]

    @property
    def solo_aspetto(self) -> bool:
        """The same words and files: what changed is how they look."""
        return not (self.diverse or self.file or any(riga.cambiata for riga in self.titolo))

    @property
    def diverse(self) -> int:
        """How many lines of the text changed."""
        return sum(riga.cambiata for riga in self.testo)


def confronta(prima: Versione, dopo: Versione) -> Confronto:
    """The way from one version to the other, in the words that are read, not in those typed."""
    return Confronto(
        prima,
        dopo,
        affianca(prima.titolo, dopo.titolo),
        affianca(testo.piano(prima.html), testo.piano(dopo.html)),
        list(_file(_impronte(prima), _impronte(dopo))),
    )


def _impronte(versione: Versione) -> dict[str, str]:
    return {file["nome"]: file["impronta"] for file in versione.allegati}


def _file(prima: Mapping[str, str], dopo: Mapping[str, str]) -> Iterator[FileCambiato]:
    """By name; what stayed as it was is not said."""
    for nome in sorted({*prima, *dopo}):
        if nome not in dopo:
            yield FileCambiato(nome, "tolto")
        elif nome not in prima:
            yield FileCambiato(nome, "aggiunto")
        elif prima[nome] != dopo[nome]:
            yield FileCambiato(nome, "sostituito")
