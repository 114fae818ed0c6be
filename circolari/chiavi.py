"""How the mails of a circolare are called in the outbox: «circolare:12:aziende:v1:345».

The prefix of all of them, of those of one tier, of those of one moment: each is one range of one index.
"""

from dataclasses import dataclass

from circolari.models import Circolare

RITIRO = "ritiro"


@dataclass(frozen=True)
class Momento:
    """What a mail tells: a version by its number, or the withdrawal (0)."""

    versione: int

    @property
    def correzione(self) -> bool:
        return self.versione > 1

    @property
    def ritiro(self) -> bool:
        return self.versione == 0


def di_tutte(circolare: Circolare) -> str:
    return f"circolare:{circolare.pk}:"


def degli_uffici(circolare: Circolare, momento: str = "") -> str:
    return f"{di_tutte(circolare)}uffici:{momento}{':' if momento else ''}"


def delle_aziende(circolare: Circolare, momento: str = "") -> str:
    return f"{di_tutte(circolare)}aziende:{momento}{':' if momento else ''}"


def versione(numero: int) -> str:
    """The moment of a version: «v2»."""
    return f"v{numero}"


def momento(chiave: str) -> Momento:
    """What the mail with that key tells."""
    nome = chiave.split(":")[3]
    return Momento(0 if nome == RITIRO else int(nome.removeprefix("v")))
