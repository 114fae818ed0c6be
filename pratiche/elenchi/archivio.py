"""The archive of the network: full-text search with facets, over what every office may read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.http import QueryDict
from django.utils.safestring import SafeString

from nucleo import parole
from nucleo.elenchi import Conta, Elenco, Ordine
from pratiche import ricerca, riservatezza
from pratiche.elenchi.colonne import FILE
from pratiche.elenchi.filtri import FiltriArchivio
from pratiche.models import Pratica
from pratiche.riservatezza import Riga

# Relevance and facets look at the latest answers only: beyond, they would cost more than they tell.
ESAMINATE = 2_000
VOCI_PER_FACCETTA = 8
DI_QUELLE_APERTE = ("Priorità", "Tocca a", "Scadenza")

FACCETTE = """
WITH trovate AS MATERIALIZED (
    SELECT id, servizio_id, settore_id, sportello_id,
        extract(year FROM chiusa_il AT TIME ZONE 'Europe/Rome')::int AS anno
    FROM pratiche_pratica WHERE id = ANY(%s::bigint[])
)
SELECT 'servizio', v.codice, v.nome, count(*)
    FROM trovate JOIN sportelli_servizio v ON v.id = servizio_id GROUP BY 2, 3
UNION ALL SELECT 'settore', v.codice, v.nome, count(*)
    FROM trovate JOIN sportelli_settore v ON v.id = settore_id GROUP BY 2, 3
UNION ALL SELECT 'paese', v.codice, v.nome, count(*)
    FROM trovate JOIN pratiche_pratica_paesi p ON p.pratica_id = trovate.id
    JOIN sportelli_paese v ON v.id = p.paese_id GROUP BY 2, 3
UNION ALL SELECT 'sportello', v.codice, v.nome, count(*)
    FROM trovate JOIN sportelli_sportello v ON v.id = sportello_id GROUP BY 2, 3
UNION ALL SELECT 'anno', anno::text, anno::text, count(*) FROM trovate GROUP BY 2, 3
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
    def esaminate(self) -> list[int]:
        """The keys that are ranked, counted and told apart by facet: the first found, or else the latest.

        Without an order PostgreSQL takes them from the index of the words; asked by date, it could walk the
        whole archive for a rare word.
        """
        ordine = [] if self.domanda is not None else ["-chiusa_il", "-pk"]
        return list(self.filtrate.order_by(*ordine).values_list("pk", flat=True)[: ESAMINATE + 1])

    @cached_property
    def da_mostrare(self) -> QuerySet[Pratica]:
        """The rows of page and file: those examined, or all that were found when they are sorted by date."""
        if self.domanda is None or (self.conta.oltre and not self.per_rilevanza):
            return self.filtrate
        return self.insieme().filter(pk__in=RawSQL("SELECT unnest(%s::bigint[])", [self.esaminate]))

    @cached_property
    def trovate(self) -> list[Trovata]:
        brani = self._brani([riga.numero for riga in self.mostrate])
        return [Trovata(riga, ricerca.evidenzia(brani.get(riga.numero, ""))) for riga in self.mostrate]

    def _brani(self, numeri: Sequence[str]) -> dict[str, str]:
        """The passages that answer, from the text that everybody of the network may search."""
        if self.domanda is None:
            return {}
        righe = self.insieme().filter(numero__in=numeri).annotate(brano=ricerca.brano(self.domanda))
        return dict(righe.values_list("numero", "brano"))

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
        """Facet → (code, name, how many), counted over the rows examined, in one query."""
        conti: dict[str, list[tuple[str, str, int]]] = {nome: [] for nome in TITOLI}
        with connection.cursor() as cursore:
            cursore.execute(FACCETTE, [self.esaminate])
            for faccetta, codice, nome, quante in cursore.fetchall():
                conti[faccetta].append((codice, nome, quante))
        return conti


def _in_ordine(nome: str, conti: Iterable[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Years from the latest; the others from the most frequent."""
    if nome == "anno":
        return sorted(conti, reverse=True)
    return sorted(conti, key=lambda conto: (-conto[2], conto[1]))
