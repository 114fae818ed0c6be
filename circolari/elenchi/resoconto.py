"""The report of a year as a list: one row per Sportello, the network's mean under them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet

from circolari.statistiche import Resoconto, Riga, anni, resoconto
from nucleo import tempo
from nucleo.elenchi import Colonna, Elenco, Filtri, Ordine
from nucleo.elenchi.colonne import in_parole
from sportelli.models import Sportello


class FiltriResoconto(Filtri):
    """The year: this one, unless the reader asks for another in which something was sent out."""

    anno = forms.TypedChoiceField(label="Anno", coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ultimi = sorted({tempo.oggi().year, *anni(self.utente)}, reverse=True)
        campo: Any = self.fields["anno"]
        campo.choices = [("", "Questo"), *((anno, str(anno)) for anno in ultimi)]

    def filtra_anno(self, righe: QuerySet[Any], anno: int) -> QuerySet[Any]:
        """The year says what is counted of an office, not which offices there are."""
        return righe


def _misura(nome: str, titolo: str, dove: str = "ovunque") -> Colonna[Riga]:
    """Hours, or how many: one decimal where there is something behind the comma."""
    return Colonna(titolo, lambda riga: _decimale(riga.valori.get(nome)), classe="cifra", dove=dove)


def _per_cento(nome: str, titolo: str) -> Colonna[Riga]:
    def valore(riga: Riga) -> Decimal | None:
        parte = riga.valori.get(nome)
        return None if parte is None else _decimale(parte * 100)

    return Colonna(titolo, valore, classe="cifra")


def _decimale(numero: float | None) -> Decimal | None:
    if numero is None:
        return None
    intero = round(Decimal(numero))
    preciso = round(Decimal(numero), 1)
    return Decimal(intero) if preciso == intero else preciso


@dataclass(frozen=True)
class Barra:
    """The hours that an office had before the companies, beside those promised; whole minutes for the bar."""

    nome: str
    parole: str
    minuti: str
    massimo: str
    tono: str


class ElencoResoconto(Elenco[Sportello, Riga]):
    nome, titolo, vista = "resoconto-circolari", "Resoconto delle circolari", "circolari:resoconto"
    parole = ("Sportello", "Sportelli")
    filtri = FiltriResoconto
    ordini = {"nome": Ordine("nome")}
    predefinito = "nome"
    colonne = (
        Colonna("Sportello", lambda riga: riga.nome, classe="principale"),
        _misura("ricevute", "Circolari"),
        _misura("urgenti", "Urgenti"),
        _misura("garantite", "Ore garantite"),
        _misura("godute", "Ore godute"),
        _misura("minime", "Godute, minimo", "file"),
        _misura("apertura", "Ore all'apertura", "file"),
        _per_cento("lette", "Aperte, %"),
        _misura("visione", "Ore alla presa visione", "file"),
        _per_cento("viste", "Presa visione, %"),
        _per_cento("posta_uffici", "E-mail agli uffici, %"),
        _per_cento("posta_imprese", "E-mail alle imprese, %"),
    )

    @cached_property
    def anno(self) -> int:
        """The year asked for, or this one."""
        return int(self.modulo.attivi.get("anno") or tempo.oggi().year)

    @cached_property
    def resoconto(self) -> Resoconto:
        return resoconto(self.utente, self.anno)

    def insieme(self) -> QuerySet[Sportello]:
        """The offices whose row this person reads (C5)."""
        chiavi = [riga.sportello.pk for riga in self.resoconto.righe if riga.sportello]
        return Sportello.objects.filter(pk__in=chiavi)

    def righe(self, oggetti: Sequence[Sportello]) -> list[Riga]:
        """Their rows in order, and the mean after the last."""
        per_chiave = {riga.sportello.pk: riga for riga in self.resoconto.righe if riga.sportello}
        sue = [per_chiave[ufficio.pk] for ufficio in oggetti]
        return [*sue, self.resoconto.media] if sue else []

    def classe(self, riga: Riga) -> str:
        return "" if riga.sportello else "riga-media"

    @cached_property
    def barre(self) -> list[Barra]:
        """The hours enjoyed by each row that has any to show."""
        con_ore = [(riga, ore) for riga in self.mostrate if (ore := riga.valori.get("godute")) is not None]
        massimo = max((max(ore, riga.valori["garantite"] or 0) for riga, ore in con_ore), default=0)
        return [_barra(riga, ore, massimo) for riga, ore in con_ore]


def _barra(riga: Riga, ore: float, massimo: float) -> Barra:
    garantite = riga.valori["garantite"] or 0
    return Barra(
        nome=riga.nome,
        parole=f"{in_parole(_decimale(ore))} ore, {in_parole(_decimale(garantite))} garantite",
        minuti=str(round(ore * 60)),
        massimo=str(max(round(massimo * 60), 1)),
        tono="rosso" if ore < garantite else "verde",
    )
