"""A bounded memory of answers, one a process: the least used leave first, and all when the mark changes."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock

# A calendar of ten thousand initiatives is about 11 MB.
VOCE_MASSIMA = 16 * 1024 * 1024
CAPIENZA = 48 * 1024 * 1024
TURNI = 16


@dataclass(frozen=True)
class Voce:
    """The body of an answer, and the headers that its view gave it; of one that is not `intera` no body."""

    corpo: bytes
    intestazioni: dict[str, str]
    intera: bool = True


class Memoria:
    """Holds at most `capienza` bytes of bodies, none larger than `voce_massima`.

    Every call says the mark under which it asks: what was kept under another one is forgotten, and what was
    made under one that has passed is not kept.
    """

    def __init__(self, capienza: int = CAPIENZA, voce_massima: int = VOCE_MASSIMA) -> None:
        self.capienza, self.voce_massima = capienza, voce_massima
        self._voci: OrderedDict[Hashable, Voce] = OrderedDict()
        self._segno: Hashable = None
        self._byte = 0
        self._serratura = Lock()
        self._turni = [Lock() for _ in range(TURNI)]

    def turno(self, chiave: Hashable) -> Lock:
        """Who makes what is not kept holds this: the others wait for her, and find it made."""
        return self._turni[hash(chiave) % TURNI]

    def prendi(self, chiave: Hashable, segno: Hashable) -> Voce | None:
        with self._serratura:
            if segno != self._segno:
                self._ricomincia(segno)
            voce = self._voci.get(chiave)
            if voce is not None:
                self._voci.move_to_end(chiave)
            return voce

    def tieni(self, chiave: Hashable, voce: Voce, segno: Hashable) -> None:
        """Keeps it, unless it is too large, or the mark has changed while it was made."""
        with self._serratura:
            if segno != self._segno or len(voce.corpo) > self.voce_massima:
                return
            self._togli(chiave)
            self._voci[chiave] = voce
            self._byte += len(voce.corpo)
            while self._byte > self.capienza:
                self._togli(next(iter(self._voci)))

    def svuota(self) -> None:
        with self._serratura:
            self._ricomincia(None)

    def __len__(self) -> int:
        return len(self._voci)

    def _togli(self, chiave: Hashable) -> None:
        vecchia = self._voci.pop(chiave, None)
        self._byte -= len(vecchia.corpo) if vecchia else 0

    def _ricomincia(self, segno: Hashable) -> None:
        self._voci.clear()
        self._byte, self._segno = 0, segno
