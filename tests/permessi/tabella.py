"""Reads docs/permessi.md: the table that a lawyer reads is the table that the tests run."""

from dataclasses import dataclass
from pathlib import Path

DOCUMENTO = Path(__file__).resolve().parents[2] / "docs" / "permessi.md"
FISSE = ("che cosa", "indirizzo", "clausola")


@dataclass(frozen=True)
class Cella:
    """One promise: this person, asking for this address of this pratica, gets this answer.

    `turno` is the number of its row plus that of its column: its parity makes a chessboard of the table.
    """

    che_cosa: str
    indirizzo: str
    pratica: str
    ruolo: str
    atteso: str
    turno: int

    def __str__(self):
        return f"{self.ruolo}: {self.che_cosa} ({self.pratica}) → {self.atteso}"


def celle(oggetto="pratica"):
    """Every cell of every table whose columns are roles and whose rows speak of that object."""
    ruoli = None
    for numero, riga in enumerate(DOCUMENTO.read_text(encoding="utf-8").splitlines()):
        voci = [voce.strip().strip("`") for voce in riga.strip("|").split("|")]
        if voci[:4] == [*FISSE, oggetto]:
            ruoli = voci[4:]
        elif ruoli and riga.startswith("| "):
            che_cosa, indirizzo, _, pratica, *attesi = voci
            yield from (
                Cella(che_cosa, indirizzo, pratica, ruolo, atteso, numero + colonna)
                for colonna, (ruolo, atteso) in enumerate(zip(ruoli, attesi, strict=True))
            )
        elif not riga.startswith("|"):
            ruoli = None
