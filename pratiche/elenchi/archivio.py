"""The archive of the network: full-text search with facets, over what every office may read."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.http import QueryDict
from django.utils.safestring import SafeString

from nucleo import parole, tempo
from nucleo.elenchi import Conta, Elenco, Ordine, Pagina, TroppoLunga, entro, pagina
from pratiche import ricerca, riservatezza
from pratiche.elenchi.colonne import FILE
from pratiche.elenchi.filtri import FiltriArchivio
from pratiche.models import Pratica
from pratiche.riservatezza import Riga

# Relevance and facets look at so many answers only: beyond, they would cost more than they tell.
ESAMINATE = 2_000
ULTIME = 500
VOCI_PER_FACCETTA = 8
DI_QUELLE_APERTE = ("Priorità", "Tocca a", "Scadenza")

PAESI = """
SELECT paese_id, count(*) FROM pratiche_pratica_paesi WHERE pratica_id = ANY(%s::bigint[]) GROUP BY 1
"""
TITOLI = {
    "servizio": "Servizio",
    "settore": "Settore",
    "paese": "Paese",
    "sportello": "Sportello",
    "anno": "Anno di chiusura",
}


@dataclass(frozen=True)
class Voce:
    """One value of a facet, how many rows have it, and the address of the list with or without it."""

    nome: str
    quante: str
    indirizzo: str
    attiva: bool


@dataclass(frozen=True)
class Faccetta:
    titolo: str
    prime: Sequence[Voce]
    altre: Sequence[Voce]


class Esaminata(NamedTuple):
    """What tells a row that was found from the others."""

    pk: int
    servizio: int
    settore: int
    sportello: int
    chiusa_il: datetime


@dataclass(frozen=True)
class Trovata:
    """A row of the archive as this reader may see it, with the passage that answers."""

    riga: Riga
    brano: SafeString


class ElencoArchivio(Elenco[Pratica, Riga]):
    """The closed pratiche of the whole network (C4): by relevance when something is sought, else by date."""

    nome, titolo, vista = "archivio", "Archivio di rete", "pratiche:archivio"
    parole = ("pratica", "pratiche")
    filtri = FiltriArchivio
    modulo: FiltriArchivio
    colonne = [colonna for colonna in FILE if colonna.titolo not in DI_QUELLE_APERTE]
    per_pagina = 20
    ordini: Mapping[str, Ordine] = {"data": Ordine("chiusa_il")}
    predefinito = "-data"

    def __init__(self, utente: Any, parametri: QueryDict) -> None:
        super().__init__(utente, parametri)
        testo = self.modulo.attivi.get("testo", "")
        self.domanda = None if ricerca.numero(testo) else ricerca.domanda(testo)
        if self.domanda is not None:
            self.ordini = {"rilevanza": Ordine(ricerca.rilevanza(self.domanda)), **self.ordini}
            self.predefinito = "-rilevanza"

    def insieme(self) -> QuerySet[Pratica]:
        return Pratica.objects.archivio_visibile_a(self.utente).only("pk", "numero")

    def righe(self, oggetti: Sequence[Pratica]) -> Sequence[Riga]:
        return riservatezza.righe(oggetti, self.utente)

    @property
    def per_rilevanza(self) -> bool:
        return self.verso.nome.endswith("rilevanza")

    @cached_property
    def esaminate(self) -> list[Esaminata]:
        """The rows that are counted and ranked: the first found, in no order.

        So PostgreSQL goes by the rarest thing asked; asked by date, it could walk the whole archive for a
        rare word or a rare country.
        """
        try:
            with entro(ricerca.pazienza(self.modulo.attivi.get("testo", ""))):
                return self._esamina(ESAMINATE + 1)
        except TroppoLunga:
            self.modulo.add_error("testo", ricerca.TROPPO_COMUNE)
            del self.filtrate
            return []

    @cached_property
    def distinte(self) -> list[Esaminata]:
        """The rows told apart by facet: those examined, or the latest where they are too many."""
        if self.solo_ultime:
            return self._esamina(ULTIME, "-chiusa_il", "-pk")
        return self.esaminate

    @property
    def solo_ultime(self) -> int:
        """How many of the latest the facets are about; 0 when they are about what was found."""
        return ULTIME if self.conta.oltre and self.domanda is None else 0

    def _esamina(self, quante: int, *ordine: str) -> list[Esaminata]:
        campi = ("pk", "servizio_id", "settore_id", "sportello_id", "chiusa_il")
        righe = self.filtrate.order_by(*ordine).values_list(*campi)[:quante]
        return [Esaminata(*riga) for riga in righe]

    @cached_property
    def da_mostrare(self) -> QuerySet[Pratica]:
        """The rows of page and file: those examined, or all that were found when they are too many."""
        if self.conta.oltre and not self.per_rilevanza:
            return self.filtrate
        chiavi = [esaminata.pk for esaminata in self.esaminate]
        return self.insieme().filter(pk__in=RawSQL("SELECT unnest(%s::bigint[])", [chiavi]))

    @cached_property
    def trovate(self) -> list[Trovata]:
        """The rows of the page, each with the passage of the text that everybody may search."""
        brani = {pratica.numero: getattr(pratica, "brano", "") for pratica in self.pagina.righe}
        return [Trovata(riga, ricerca.evidenzia(brani.get(riga.numero, ""))) for riga in self.mostrate]

    def _pagina(self, dopo: str, prima: str) -> Pagina[Pratica]:
        righe = self.da_mostrare
        if self.domanda is not None:
            righe = righe.annotate(brano=ricerca.brano(self.domanda))
        return pagina(righe, self.verso, dopo=dopo, prima=prima, quante=self.per_pagina)

    @property
    def altri_parametri(self) -> list[tuple[str, str]]:
        """What a new search keeps of the address: the facets chosen."""
        return [(nome, valore) for nome in TITOLI for valore in self.parametri.getlist(nome)]

    @property
    def versi(self) -> list[tuple[str, str, bool]]:
        """(name, address, whether it is the present one) of the ways to sort what was found."""
        return [
            (testo, self._con("ordina", [verso]), self.verso.nome == verso)
            for testo, verso in (("pertinenza", "-rilevanza"), ("data", "-data"))
        ]

    @cached_property
    def conta(self) -> Conta:
        return Conta.da(len(self.esaminate), ESAMINATE)

    @cached_property
    def faccette(self) -> list[Faccetta]:
        return [self._faccetta(nome, self._conti[nome]) for nome in TITOLI if self._conti[nome]]

    def _faccetta(self, nome: str, conti: Iterable[tuple[str, str, int]]) -> Faccetta:
        voci = [self._voce(nome, *conto) for conto in _in_ordine(nome, conti)]
        return Faccetta(TITOLI[nome], voci[:VOCI_PER_FACCETTA], voci[VOCI_PER_FACCETTA:])

    def _voce(self, faccetta: str, codice: str, nome: str, quante: int) -> Voce:
        attiva = codice in self.parametri.getlist(faccetta)
        altri = [altro for altro in self.parametri.getlist(faccetta) if altro != codice]
        breve = nome.removeprefix("Sportello territoriale di ")
        indirizzo = self._con(faccetta, altri if attiva else [codice])
        return Voce(breve, parole.migliaia(quante), indirizzo, attiva)

    def _con(self, nome: str, valori: list[str]) -> str:
        """The address of the first page with these values of one parameter."""
        parametri = self.parametri.copy()
        for cursore in ("dopo", "prima"):
            parametri.pop(cursore, None)
        parametri.setlist(nome, valori)
        return f"?{parametri.urlencode()}"

    @cached_property
    def _conti(self) -> dict[str, list[tuple[str, str, int]]]:
        """Facet → (code, name, how many) over the rows told apart: a query for countries, one for names."""
        righe = self.distinte
        conti: dict[str, Mapping[int, int]] = {
            "servizio": Counter(riga.servizio for riga in righe),
            "settore": Counter(riga.settore for riga in righe),
            "paese": _paesi([riga.pk for riga in righe]),
            "sportello": Counter(riga.sportello for riga in righe),
        }
        voci = {nome: self.modulo.con_i_nomi(nome, conto) for nome, conto in conti.items() if conto}
        anni = Counter(riga.chiusa_il.astimezone(tempo.ROMA).year for riga in righe)
        voci["anno"] = [(str(anno), str(anno), quante) for anno, quante in anni.items()]
        return {nome: voci.get(nome, []) for nome in TITOLI}


def _paesi(chiavi: list[int]) -> dict[int, int]:
    if not chiavi:
        return {}
    with connection.cursor() as cursore:
        cursore.execute(PAESI, [chiavi])
        return dict(cursore.fetchall())


def _in_ordine(nome: str, conti: Iterable[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Years from the latest; the others from the most frequent."""
    if nome == "anno":
        return sorted(conti, reverse=True)
    return sorted(conti, key=lambda conto: (-conto[2], conto[1]))
