"""The public calendar at hand: which initiatives there are, in order, and which hold a value of each facet.

Every facet value is a set of positions kept as the bits of one number, so counting all the choices of a page
costs microseconds, also with ten thousand initiatives. It is read again from the database, which decides who
may see what (C7), whenever something public changes and at every minute, like the kept pages.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Lock
from uuid import UUID

from django.conf import settings

from calendario.models import Iniziativa
from nucleo import tempo, vetrina
from nucleo.vetrina import Segno

TIPO, SETTORE, PAESE, ENTE, MODALITA, ADESIONI = "tipo", "settore", "paese", "ente", "modalita", "adesioni"
FACCETTE = (TIPO, SETTORE, PAESE, ENTE, MODALITA, ADESIONI)
APERTE = "aperte"
# A facet that looks into what an announcement does not say finds nothing there: `tipo` and `ente` are said.
Scelte = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Voce:
    """One initiative of the index. `dettagli` says whether everybody may read all of it."""

    pk: int
    codice: UUID
    inizio: date
    fine: date
    solo_mese: bool
    dettagli: bool
    valori: tuple[tuple[str, str], ...]


class Indice:
    """The public initiatives by first day. A set of them is a number: the bit of each position."""

    def __init__(self, voci: Sequence[Voce]) -> None:
        self.voci = voci
        self.tutte = (1 << len(voci)) - 1
        bit: dict[tuple[str, str], list[int]] = defaultdict(list)
        for posto, voce in enumerate(voci):
            for valore in voce.valori:
                bit[valore].append(posto)
        self._insiemi = {valore: insieme(posti) for valore, posti in bit.items()}

    @cached_property
    def posto_di(self) -> dict[int, int]:
        """By key, the position."""
        return {voce.pk: posto for posto, voce in enumerate(self.voci)}

    @cached_property
    def posto_del_codice(self) -> dict[UUID, int]:
        """By public code, the position."""
        return {voce.codice: posto for posto, voce in enumerate(self.voci)}

    def con(self, faccetta: str, valori: Iterable[str]) -> int:
        """Those that have one of the values; all when no value is asked for."""
        chiesti = list(valori)
        trovate = 0
        for valore in chiesti:
            trovate |= self._insiemi.get((faccetta, valore), 0)
        return trovate if chiesti else self.tutte

    def scelte(self, scelte: Scelte, *, tranne: str = "") -> int:
        """Those that answer all the facets, but for one."""
        trovate = self.tutte
        for faccetta, valori in scelte.items():
            if faccetta != tranne:
                trovate &= self.con(faccetta, valori)
        return trovate

    def nel_periodo(self, dal: date | None, al: date | None) -> int:
        """Those that take place, at least in part, between two days, both included."""
        return insieme(
            posto
            for posto, voce in enumerate(self.voci)
            if (dal is None or voce.fine >= dal) and (al is None or voce.inizio <= al)
        )

    @cached_property
    def future(self) -> int:
        """Those that are not over."""
        return self.nel_periodo(tempo.oggi(), None)

    def fra(self, chiavi: Iterable[int]) -> int:
        """Those with these keys: what a full-text search has found."""
        return insieme(self.posto_di[pk] for pk in chiavi if pk in self.posto_di)

    def conti(self, faccetta: str, fra: int) -> dict[str, int]:
        """How many of a set have each value of a facet; those that none has are left out."""
        conti = {
            valore: (bit & fra).bit_count()
            for (quale, valore), bit in self._insiemi.items()
            if quale == faccetta
        }
        return {valore: quante for valore, quante in conti.items() if quante}

    def in_ordine(self, quali: int, *, da: int = 0) -> Iterator[Voce]:
        """The initiatives of a set, by first day, from a position on."""
        resto = quali >> da << da
        while resto:
            ultimo = resto & -resto
            yield self.voci[ultimo.bit_length() - 1]
            resto ^= ultimo

    def all_indietro(self, quali: int, *, prima_di: int) -> Iterator[Voce]:
        """The same from the last to the first, before a position."""
        resto = quali & ((1 << prima_di) - 1)
        while resto:
            posto = resto.bit_length() - 1
            yield self.voci[posto]
            resto ^= 1 << posto


def insieme(posti: Iterable[int]) -> int:
    """The set of these positions."""
    byte = bytearray()
    for posto in posti:
        dove, bit = divmod(posto, 8)
        if dove >= len(byte):
            byte.extend(bytes(dove + 1 - len(byte)))
        byte[dove] |= 1 << bit
    return int.from_bytes(byte, "little")


class _Tenuto:
    """The index of this process, and the mark under which it was read."""

    segno: Segno | None = None
    indice: Indice | None = None
    serratura = Lock()


def indice() -> Indice:
    """The index as of now."""
    if not settings.VETRINA_RICORDA:
        return _leggi()
    di_ora = vetrina.segno()
    with _Tenuto.serratura:
        if _Tenuto.indice is None or di_ora != _Tenuto.segno:
            _Tenuto.indice, _Tenuto.segno = _leggi(), di_ora
        return _Tenuto.indice


def _leggi() -> Indice:
    oggi = tempo.oggi()
    righe = (
        Iniziativa.objects.pubbliche()
        .con_dettagli()
        .con_codici()
        .order_by("inizio", "fine", "pk")
        .only(*("codice", "inizio", "fine", "solo_mese", "stato", "scadenza", "modalita", "tipo"))
    )
    return Indice([_voce(riga, oggi) for riga in righe])


def _voce(riga: Iniziativa, oggi: date) -> Voce:
    dettagli = riga.dettagli
    detti = [(TIPO, riga.tipo), (ENTE, riga.ente)]
    if dettagli:
        detti += [(SETTORE, codice) for codice in riga.codici_settori]
        detti += [(PAESE, codice) for codice in riga.codici_paesi]
        detti.append((MODALITA, riga.modalita))
        if riga.adesioni_aperte:
            detti.append((ADESIONI, APERTE))
    inizio, fine = riga.inizio or oggi, riga.fine or oggi
    return Voce(riga.pk, riga.codice, inizio, fine, riga.solo_mese, dettagli, tuple(detti))
