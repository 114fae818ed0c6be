"""What a reading would do, move by move, in words that a trial and a log can show."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from calendario.models import Iniziativa
from calendario.raccolta.voci import Voce

DETTE_MASSIME = 300


class Che(StrEnum):
    """What becomes of an initiative."""

    NUOVA = "nuova"
    CAMBIATA = "cambiata"
    ANNULLATA = "annullata"
    RIPRESA = "ripresa"
    TOLTA = "tolta"
    RICONOSCIUTA = "riconosciuta"
    SCARTATA = "scartata"


# Those that nobody sees: the identity that a feed gives to an event, and what was left out.
SILENZIOSE = (Che.RICONOSCIUTA, Che.SCARTATA)


@dataclass(frozen=True)
class Mossa:
    """One of them: `voce` is what the feed says, `riga` the initiative that there is already."""

    che: Che
    titolo: str
    quando: str = ""
    motivo: str = ""
    voce: Voce | None = None
    riga: Iniziativa | None = None

    def in_json(self) -> dict[str, str]:
        return {"che": self.che, "titolo": self.titolo, "quando": self.quando, "motivo": self.motivo}


@dataclass(frozen=True)
class Piano:
    """All of them. `sospetto` says, to people, why nothing of it is done before somebody has looked at it;
    `impronta` is the fingerprint of what would disappear."""

    mosse: tuple[Mossa, ...]
    sospetto: str = ""
    impronta: str = ""

    @property
    def vuoto(self) -> bool:
        """Whether nobody would see any difference."""
        return all(mossa.che in SILENZIOSE for mossa in self.mosse)

    @property
    def conti(self) -> dict[str, int]:
        """As a reading keeps them."""
        quante = Counter(mossa.che for mossa in self.mosse)
        return {
            "nuove": quante[Che.NUOVA],
            "cambiate": quante[Che.CAMBIATA] + quante[Che.RIPRESA],
            "annullate": quante[Che.ANNULLATA] + quante[Che.TOLTA],
            "scartate": quante[Che.SCARTATA],
        }

    @property
    def dettagli(self) -> list[dict[str, Any]]:
        """What is kept of it: the first ones, what everybody sees before what was left out."""
        return [mossa.in_json() for mossa in _in_vista(self.mosse)][:DETTE_MASSIME]


def _in_vista(mosse: Iterable[Mossa]) -> list[Mossa]:
    dette = [mossa for mossa in mosse if mossa.che != Che.RICONOSCIUTA]
    return sorted(dette, key=lambda mossa: mossa.che == Che.SCARTATA)
