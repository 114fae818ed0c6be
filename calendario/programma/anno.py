"""The programme of a year, and the initiatives by country."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.http import QueryDict

from calendario.filtri import ANNI
from calendario.indice import PAESE, Voce
from calendario.indirizzi import ANNO, ELENCO, INIZIATIVA, MESE, PAESI, con_domanda, indirizzo
from calendario.lingue import nome_del_mese, periodo
from calendario.programma.cornice import Cornice

IN_UN_MESE = 12


class Accenno(NamedTuple):
    """When, and what."""

    quando: str
    titolo: str
    meta: str


class MeseDellAnno(NamedTuple):
    """A month of the programme: what begins in it, as far as there is room, and where the whole is."""

    nome: str
    meta: str
    voci: list[Accenno]
    quante: int

    @property
    def altre(self) -> int:
        return self.quante - len(self.voci)


class Anno(Cornice):
    """The twelve months of a year; what goes on from the year before stands in January."""

    pagina = ANNO

    def __init__(self, parametri: QueryDict, lingua: str, *, anno: int) -> None:
        super().__init__(parametri, lingua)
        self.anno = anno

    @property
    def argomenti(self) -> tuple[int]:
        return (self.anno,)

    @property
    def estremi(self) -> tuple[date, date]:
        return date(self.anno, 1, 1), date(self.anno, 12, 31)

    @cached_property
    def periodo(self) -> int:
        chieste = self.indice.nel_periodo(self.filtri.dal, self.filtri.al)
        return self.indice.nel_periodo(*self.estremi) & chieste

    @property
    def per_i_motori(self) -> bool:
        return not self.filtrato and bool(self.insieme)

    @cached_property
    def mesi(self) -> list[MeseDellAnno]:
        per_mese: dict[int, list[Voce]] = defaultdict(list)
        for voce in self.indice.in_ordine(self.insieme):
            per_mese[voce.inizio.month if voce.inizio.year == self.anno else 1].append(voce)
        return [self._mese(mese, per_mese.get(mese, ())) for mese in range(1, 13)]

    @property
    def precedente(self) -> str:
        return self._verso(self.anno - 1)

    @property
    def seguente(self) -> str:
        return self._verso(self.anno + 1)

    def _mese(self, mese: int, voci: Sequence[Voce]) -> MeseDellAnno:
        primo = date(self.anno, mese, 1)
        meta = con_domanda(indirizzo(MESE, self.lingua, primo), self.filtri.querystring)
        accenni = [self._accenno(voce) for voce in voci[:IN_UN_MESE]]
        return MeseDellAnno(nome_del_mese(self.lingua)(primo), meta, accenni, len(voci))

    def _accenno(self, voce: Voce) -> Accenno:
        quando = "" if voce.solo_mese else periodo(voce.inizio, voce.fine, self.lingua, con_anno=False)
        return Accenno(quando, voce.detta(self.lingua), indirizzo(INIZIATIVA, self.lingua, voce.codice))

    def _verso(self, anno: int) -> str:
        """Another year in which there is something; empty when there is nothing."""
        dentro = self.indice.nel_periodo(date(anno, 1, 1), date(anno, 12, 31)) if anno in ANNI else 0
        return con_domanda(indirizzo(ANNO, self.lingua, anno), self.filtri.querystring) if dentro else ""


class Paese(NamedTuple):
    """How many initiatives go to a country, and the first of them."""

    nome: str
    meta: str
    quante: int
    prossima: str


class PerPaese(Cornice):
    """The initiatives by country, the most visited first."""

    pagina = PAESI

    @cached_property
    def paesi(self) -> list[Paese]:
        fra = self.filtri.senza_periodo(self.indice, tranne=PAESE) & self.periodo
        conti = self.indice.conti(PAESE, fra)
        paesi = [self._paese(codice, quante, fra) for codice, quante in conti.items()]
        return sorted(paesi, key=lambda paese: (-paese.quante, paese.nome))

    @property
    def massimo(self) -> int:
        return max((paese.quante for paese in self.paesi), default=0)

    def _paese(self, codice: str, quante: int, fra: int) -> Paese:
        voce = next(self.indice.in_ordine(fra & self.indice.con(PAESE, [codice])))
        return Paese(
            self.filtri.nome_di(PAESE, codice),
            con_domanda(indirizzo(ELENCO, self.lingua), self.filtri.con(paese=codice).urlencode()),
            quante,
            periodo(voce.inizio, voce.fine, self.lingua, solo_mese=voce.solo_mese),
        )
