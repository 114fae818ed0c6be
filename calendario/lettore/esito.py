"""What comes of a reading, as plain JSON can hold it."""

from dataclasses import asdict, dataclass, field
from typing import Any

CONFERMATO, INCERTO, ANNULLATO = "CONFIRMED", "TENTATIVE", "CANCELLED"


class Illeggibile(Exception):
    """It is not a calendar that we read; the words say why, to people."""


@dataclass(frozen=True)
class Occorrenza:
    """One event, or one date of an event that repeats itself: then `ricorrenza` says which.

    Days and hours are ISO words, in Rome, both ends included. `sequenza` and `modificata` say which of two
    versions is the later one.
    """

    uid: str
    ricorrenza: str
    titolo: str
    inizio: str
    fine: str
    ora_inizio: str = ""
    ora_fine: str = ""
    stato: str = CONFERMATO
    sequenza: int = 0
    modificata: str = ""
    testo: str = ""
    luogo: str = ""
    collegamento: str = ""
    categorie: tuple[str, ...] = ()
    organizzatore: str = ""

    @property
    def chiave(self) -> tuple[str, str]:
        return self.uid, self.ricorrenza


@dataclass(frozen=True)
class Scarto:
    """An event, or the dates of one, that is not taken, and why."""

    uid: str
    titolo: str
    motivo: str


@dataclass(frozen=True)
class Letto:
    """The events of a calendar, and what of it was left out."""

    occorrenze: tuple[Occorrenza, ...] = ()
    scarti: tuple[Scarto, ...] = field(default=())

    def in_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def da_json(cls, detto: dict[str, Any]) -> "Letto":
        occorrenze = (Occorrenza(**o | {"categorie": tuple(o["categorie"])}) for o in detto["occorrenze"])
        return cls(tuple(occorrenze), tuple(Scarto(**scarto) for scarto in detto["scarti"]))
