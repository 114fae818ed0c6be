"""The days of notice of a year as a list: one row per publisher, all of them together under them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet

from calendario.models import Editore
from calendario.statistiche import Riga, anni, resoconto
from nucleo import tempo
from nucleo.elenchi import Colonna, Elenco, Filtri, Ordine


class FiltriResoconto(Filtri):
    """The year: this one, unless the reader asks for another in which something begins."""

    anno = forms.TypedChoiceField(label="Anno", coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        campo: Any = self.fields["anno"]
        ultimi = sorted({tempo.oggi().year, *anni()}, reverse=True)
        campo.choices = [("", "Questo"), *((anno, str(anno)) for anno in ultimi)]

    def filtra_anno(self, righe: QuerySet[Any], anno: int) -> QuerySet[Any]:
        """The year says what is counted of a publisher, not which ones there are."""
        return righe


def _misura(nome: str, titolo: str, dove: str = "ovunque") -> Colonna[Riga]:
    return Colonna(titolo, lambda riga: _intero(riga.valori[nome]), classe="cifra", dove=dove)


def _per_cento(nome: str, titolo: str) -> Colonna[Riga]:
    return Colonna(titolo, lambda riga: riga.parte(nome), classe="cifra")


def _intero(numero: float | None) -> Decimal | int | None:
    """Half a day may be the middle of two."""
    if numero is None or numero == int(numero):
        return None if numero is None else int(numero)
    return round(Decimal(numero), 1)


class ElencoResoconto(Elenco[Editore, Riga]):
    """The publishers that have something in the year."""

    nome, titolo, vista = "calendario-anticipo", "Anticipo delle iniziative", "calendario:resoconto"
    parole = ("ente", "enti")
    filtri = FiltriResoconto
    ordini: Mapping[str, Ordine] = {"nome": Ordine("nome")}
    predefinito = "nome"
    per_pagina = 200
    colonne: Sequence[Colonna[Riga]] = (
        Colonna("Ente", lambda riga: riga.ente, classe="principale"),
        _misura("quante", "Iniziative"),
        _misura("mediana", "Giorni prima dell'inizio, mediana"),
        _misura("minimo", "Minimo"),
        _per_cento("un_mese", "Almeno 30 giorni, %"),
        _per_cento("due_mesi", "Almeno 60 giorni, %"),
        _misura("con_scadenza", "Con scadenza", "file"),
        _misura("mediana_scadenza", "Giorni per aderire, mediana"),
        _misura("minimo_scadenza", "Giorni per aderire, minimo"),
    )

    @cached_property
    def anno(self) -> int:
        """The year asked for, or this one."""
        return int(self.modulo.attivi.get("anno") or tempo.oggi().year)

    @cached_property
    def resoconto(self) -> tuple[list[Riga], Riga]:
        return resoconto(self.anno)

    def insieme(self) -> QuerySet[Editore]:
        return Editore.objects.filter(pk__in=[riga.valori["editore"] for riga in self.resoconto[0]])

    def righe(self, oggetti: Sequence[Editore]) -> list[Riga]:
        """Their rows in order, and all together after the last."""
        righe, tutti = self.resoconto
        per_ente = {riga.valori["editore"]: riga for riga in righe}
        sue = [per_ente[ente.pk] for ente in oggetti]
        return [*sue, tutti] if len(sue) > 1 else sue

    def classe(self, riga: Riga) -> str:
        return "riga-media" if "editore" not in riga.valori else ""
