"""The public list: what has been released, by words, topic and year; no address counts our rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from circolari.models import AllegatoCircolare, Circolare
from nucleo import ricerca
from nucleo.elenchi import CursoreNonValido, Elenco, Filtri, Ordine, Pagina, cursore, pagina
from sportelli.models import Paese, Settore

LUNGHEZZA_DEL_RIASSUNTO = 48  # words
TUTTI, TUTTE, OGNI_ANNO = ("", "Tutti i settori"), ("", "Tutti i paesi"), ("", "Tutti gli anni")
# The parameters of the list's address: the shop window lets no other one pass.
PARAMETRI = ("q", "settore", "paese", "anno", "dopo", "prima")


class FiltriPubblici(Filtri):
    """What a company looks for. The choices are those of the released circulars, and no other (E-01)."""

    q = forms.CharField(label="Cerca", max_length=ricerca.LUNGHEZZA_MASSIMA)
    settore = forms.ChoiceField(label="Settore")
    paese = forms.ChoiceField(label="Paese")
    anno = forms.ChoiceField(label="Anno")
    domande = {"settore": "settori__codice", "paese": "paesi__codice", "anno": "pubblica_dal__year"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        uscite = Circolare.objects.pubbliche()
        settori = Settore.objects.filter(circolare__in=uscite).distinct().order_by("nome")
        paesi = Paese.objects.filter(circolare__in=uscite).distinct().order_by("nome")
        anni = uscite.datetimes("pubblica_dal", "year", order="DESC")
        self._scelte("settore", [TUTTI, *settori.values_list("codice", "nome")])
        self._scelte("paese", [TUTTE, *paesi.values_list("codice", "nome")])
        self._scelte("anno", [OGNI_ANNO, *((str(anno.year), str(anno.year)) for anno in anni)])

    def filtra_q(self, righe: QuerySet[Circolare], testo: str) -> QuerySet[Circolare]:
        domanda = ricerca.domanda(testo)
        return righe if domanda is None else righe.filter(ricerca=domanda)

    @property
    def tendine(self) -> list[forms.BoundField]:
        """The fields beside the words, each with its choices."""
        return [self[nome] for nome in ("settore", "paese", "anno")]

    def _scelte(self, nome: str, scelte: list[tuple[str, str]]) -> None:
        campo = self.fields[nome]
        if isinstance(campo, forms.ChoiceField):
            campo.choices = scelte


@dataclass(frozen=True)
class Riga:
    """A circolare in the list, with its first words, or those that answer what was looked for."""

    circolare: Circolare
    brano: SafeString | str

    @property
    def argomenti(self) -> list[str]:
        """Its countries and sectors, by name."""
        return [str(voce) for voce in (*self.circolare.paesi.all(), *self.circolare.settori.all())]


class ElencoPubbliche(Elenco[Circolare, Riga]):
    """Newest first. A page begins after a circolare, named by its public code."""

    nome, titolo, vista = "pubbliche", "Circolari", "circolari:pubbliche"
    parole = ("circolare", "circolari")
    filtri = FiltriPubblici
    ordini = {"uscita": Ordine("pubblica_dal")}
    predefinito = "-uscita"
    colonne = ()
    per_pagina = 20

    def __init__(self, parametri: QueryDict) -> None:
        super().__init__(None, parametri)

    def insieme(self) -> QuerySet[Circolare]:
        file = Prefetch("allegati", AllegatoCircolare.objects.attuali(), to_attr="attuali")
        return Circolare.objects.pubbliche().defer("testo", "html").prefetch_related("settori", "paesi", file)

    def righe(self, oggetti: Sequence[Circolare]) -> Sequence[Riga]:
        brani = self._brani([circolare.pk for circolare in oggetti])
        return [Riga(circolare, brani.get(circolare.pk) or inizio(circolare)) for circolare in oggetti]

    @property
    def canonico(self) -> str:
        """The one address of the list, for search engines and for who shares it."""
        return settings.INDIRIZZO + self.indirizzo

    @property
    def filtrato(self) -> bool:
        """Whether the reader asked for something: such pages are not for search engines."""
        return bool(self.parametri)

    def _brani(self, chiavi: Sequence[int]) -> dict[int, SafeString]:
        domanda = ricerca.domanda(self.modulo.attivi.get("q", ""))
        if domanda is None or not chiavi:
            return {}
        brani = Circolare.objects.pubbliche().filter(pk__in=chiavi).parla_di(domanda)
        return {pk: ricerca.evidenzia(brano) for pk, brano in brani.items()}

    def _pagina(self, dopo: str, prima: str) -> Pagina[Circolare]:
        """Like any other list's, but a key in the address would count our rows, drafts too (E-01)."""
        esito = pagina(
            self.da_mostrare,
            self.verso,
            dopo=self._luogo(dopo),
            prima=self._luogo(prima),
            quante=self.per_pagina,
        )
        return Pagina(
            esito.righe,
            esito.prima and str(esito.righe[0].codice),
            esito.dopo and str(esito.righe[-1].codice),
        )

    def _luogo(self, codice: str) -> str:
        if not codice:
            return ""
        try:
            return cursore(Circolare.objects.uscite(), self.verso, codice=UUID(codice))
        except ValueError as errore:
            raise CursoreNonValido(codice) from errore


def inizio(circolare: Circolare) -> str:
    """Its first words, on one line."""
    return Truncator(" ".join(circolare.testo_piano.split())).words(LUNGHEZZA_DEL_RIASSUNTO)
