"""The public calendar at hand: which initiatives there are, in order, and which hold a value of each facet.

Every facet value is a set of positions kept as the bits of one number, so counting all the choices of a
page costs microseconds, also with ten thousand initiatives. When something public changes, and at every
minute, the database is asked whether any row that it comes from is another, or is for others to read (C7):
only then it is read again.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Value
from django.utils.safestring import SafeString

from calendario.lingue import INGLESE
from calendario.models import Editore, Fonte, Iniziativa, si_aderisce
from nucleo import tempo, vetrina
from nucleo.versioni import impronta
from nucleo.vetrina import Segno
from sportelli.models import Paese, Settore

TIPO, SETTORE, PAESE, ENTE, MODALITA, ADESIONI = "tipo", "settore", "paese", "ente", "modalita", "adesioni"
FACCETTE = (TIPO, SETTORE, PAESE, ENTE, MODALITA, ADESIONI)
APERTE = "aperte"
# A facet that looks into what an announcement does not say finds nothing there: `tipo` and `ente` are said.
Scelte = Mapping[str, Sequence[str]]
Valori = list[tuple[str, str]]
IN_ORDINE = ("-faccetta", "ordine", "nome")
CAMPI = (
    *("pk", "codice", "inizio", "fine", "solo_mese", "dettagli", "titolo", "titolo_en", "titolo_annuncio"),
    *("tipo", "organizzatore__codice", "modalita", "stato", "scadenza"),
)


class Voce(NamedTuple):
    """One initiative of the index. `dettagli` says whether everybody may read all of it."""

    pk: int
    codice: UUID
    inizio: date
    fine: date
    solo_mese: bool
    dettagli: bool
    titolo: str
    titolo_en: str
    valori: Valori

    def detta(self, lingua: str) -> str:
        """What everybody may read as its title."""
        return self.titolo_en if lingua == INGLESE else self.titolo

    def di(self, faccetta: str) -> list[str]:
        """Its values of a facet, in the order of their table."""
        return [valore for quale, valore in self.valori if quale == faccetta]


class Indice:
    """The public initiatives by first day. A set of them is a number: the bit of each position."""

    def __init__(self, voci: Sequence[Voce]) -> None:
        self.voci = voci
        self.tutte = (1 << len(voci)) - 1
        # What pages have written of it, by page and language: it lives as long as the index does.
        self.scritte: dict[tuple[str, str], dict[Hashable, SafeString]] = defaultdict(dict)
        posti: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for posto, voce in enumerate(voci):
            for faccetta, valore in voce.valori:
                posti[faccetta][valore].append(posto)
        self._insiemi = {
            faccetta: {valore: insieme(suoi) for valore, suoi in valori.items()}
            for faccetta, valori in posti.items()
        }

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
            trovate |= self._insiemi.get(faccetta, {}).get(valore, 0)
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
        trovate = self.tutte if dal is None else self._non_finite[bisect_left(self._ultimi, dal)]
        return trovate if al is None else trovate & ((1 << bisect_right(self._primi, al)) - 1)

    @property
    def estremi(self) -> tuple[date, date] | None:
        """The first day of all and the last; None when there is nothing."""
        return (self._primi[0], self._ultimi[-1]) if self.voci else None

    @cached_property
    def future(self) -> int:
        """Those that are not over."""
        return self.nel_periodo(tempo.oggi(), None)

    def fra(self, chiavi: Iterable[int]) -> int:
        """Those with these keys: what a full-text search has found."""
        return insieme(self.posto_di[pk] for pk in chiavi if pk in self.posto_di)

    def conti(self, faccetta: str, fra: int) -> dict[str, int]:
        """How many of a set have each value of a facet; those that none has are left out."""
        insiemi = self._insiemi.get(faccetta, {})
        conti = {valore: (bit & fra).bit_count() for valore, bit in insiemi.items()}
        return {valore: quante for valore, quante in conti.items() if quante}

    def in_ordine(self, quali: int, *, da: int = 0) -> Iterator[Voce]:
        """The initiatives of a set, by first day, from a position on."""
        cifre = f"{quali:b}"[::-1]
        posto = cifre.find("1", da)
        while posto >= 0:
            yield self.voci[posto]
            posto = cifre.find("1", posto + 1)

    def all_indietro(self, quali: int, *, prima_di: int) -> Iterator[Voce]:
        """The same from the last to the first, before a position."""
        cifre = f"{quali:b}"[::-1]
        posto = cifre.rfind("1", 0, prima_di)
        while posto >= 0:
            yield self.voci[posto]
            posto = cifre.rfind("1", 0, posto)

    @cached_property
    def _primi(self) -> list[date]:
        """The first day of each, in order."""
        return [voce.inizio for voce in self.voci]

    @cached_property
    def _ultimi(self) -> list[date]:
        """The days on which some end, in order."""
        return sorted({voce.fine for voce in self.voci})

    @cached_property
    def _non_finite(self) -> list[int]:
        """Beside each of those days, the set of those that end on it or later; then none."""
        per_fine: dict[date, list[int]] = defaultdict(list)
        for posto, voce in enumerate(self.voci):
            per_fine[voce.fine].append(posto)
        insiemi = [0]
        for giorno in reversed(self._ultimi):
            insiemi.append(insiemi[-1] | insieme(per_fine[giorno]))
        return insiemi[::-1]


def insieme(posti: Iterable[int]) -> int:
    """The set of these positions."""
    cifre = bytearray()
    for posto in posti:
        byte, bit = divmod(posto, 8)
        if byte >= len(cifre):
            cifre.extend(bytes(byte + 1 - len(cifre)))
        cifre[byte] |= 1 << bit
    return int.from_bytes(cifre, "little")


class _Tenuto:
    """The index of this process, the mark under which it was found true, and what it was made of."""

    segno: Segno | None = None
    origine: object = None
    indice: Indice | None = None
    serratura = Lock()


def indice() -> Indice:
    """The index as of now; the same one for as long as nothing that it was read from changes."""
    if not settings.VETRINA_RICORDA:
        return _leggi()
    di_ora = vetrina.segno()
    with _Tenuto.serratura:
        if _Tenuto.indice is None or di_ora != _Tenuto.segno:
            # Asked before the index is read, which is then never older than what it is said to be made of.
            origine = _origine()
            if _Tenuto.indice is None or origine != _Tenuto.origine:
                _Tenuto.indice, _Tenuto.origine = _leggi(), origine
            _Tenuto.segno = di_ora
        return _Tenuto.indice


def _origine() -> object:
    """Another one when the day is another, or any row that the index, or what is written of it, comes from:
    also one that nobody wrote, but whom everybody may read now, or no longer. Two queries."""
    altre = impronta(
        *(Iniziativa.settori.through, Iniziativa.paesi.through, Settore, Paese, Editore, Fonte),
    )
    return tempo.oggi(), Iniziativa.objects.pubbliche().con_dettagli().impronta(), altre


def _leggi() -> Indice:
    """Two queries: which there are, and what each is about."""
    legami, oggi = _legami(), tempo.oggi()
    righe = Iniziativa.objects.pubbliche().con_dettagli().order_by("inizio", "fine", "pk")
    return Indice([_voce(riga, legami, oggi) for riga in righe.values_list(*CAMPI, named=True)])


def _voce(riga: Any, legami: Mapping[int, Valori], oggi: date) -> Voce:
    detti: Valori = [(TIPO, riga.tipo), (ENTE, riga.organizzatore__codice)]
    titolo, in_inglese = riga.titolo_annuncio, ""
    if riga.dettagli:
        titolo, in_inglese = riga.titolo, riga.titolo_en
        detti += [*legami.get(riga.pk, ()), (MODALITA, riga.modalita)]
        if si_aderisce(riga.stato, riga.scadenza or riga.inizio, oggi):
            detti.append((ADESIONI, APERTE))
    quando = (riga.inizio, riga.fine, riga.solo_mese)
    return Voce(riga.pk, riga.codice, *quando, riga.dettagli, titolo, in_inglese or titolo, detti)


def _legami() -> Mapping[int, Valori]:
    """By initiative, its sectors and countries in the order of their tables, also of what is not public."""
    settori, paesi = (
        _di_ciascuno(faccetta, ponte)
        for faccetta, ponte in ((SETTORE, Iniziativa.settori.through), (PAESE, Iniziativa.paesi.through))
    )
    legami: dict[int, Valori] = defaultdict(list)
    for faccetta, codice, *_ordine, iniziative in settori.union(paesi, all=True).order_by(*IN_ORDINE):
        valore = (faccetta, codice)
        for pk in iniziative:
            legami[pk].append(valore)
    return legami


def _di_ciascuno(faccetta: str, ponte: Any) -> Any:
    """By value of a facet, the initiatives that have it."""
    campi = {campo: F(f"{faccetta}__{campo}") for campo in ("codice", "ordine", "nome")}
    voci = ponte._default_manager.order_by().annotate(faccetta=Value(faccetta), **campi)
    return voci.values_list("faccetta", *campi).annotate(iniziative=ArrayAgg("iniziativa_id"))
