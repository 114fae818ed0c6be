"""An initiative as one row of a page: its words, already chosen."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from calendario import frasi
from calendario.facciata import Facciata, facciate
from calendario.frasi import Detto
from calendario.indice import Voce
from calendario.models import CONCLUSA, Stato

DA_DIRE = (Stato.PREANNUNCIATA, Stato.RINVIATA, Stato.ANNULLATA, CONCLUSA)


class Riga:
    """What a list says of an initiative."""

    def __init__(self, vista: Facciata) -> None:
        self.vista = vista

    @property
    def stato(self) -> Detto | None:
        """The state, unless it is the one that is taken for granted."""
        return frasi.stato(self.vista) if self.vista.stato in DA_DIRE else None

    @cached_property
    def scadenza(self) -> Detto | None:
        return frasi.scadenza(self.vista)

    @property
    def argomenti(self) -> tuple[str, ...]:
        """Its sectors, by name."""
        return tuple(nome for _codice, nome in self.vista.settori)


def righe(voci: Sequence[Voce], lingua: str) -> list[Riga]:
    """The rows of some initiatives of the index, in its order."""
    viste = facciate(voci, lingua)
    return _presenti(viste.get(voce.pk) for voce in voci)


def _presenti(viste: Iterable[Facciata | None]) -> list[Riga]:
    """A row may have gone out of sight since the index was read."""
    return [Riga(vista) for vista in viste if vista is not None]
