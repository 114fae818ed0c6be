"""What notices speak of, and about what: the upper floors say it when the program starts.

A kind («pratica») says which rows of it a person sees; a notice about a row outside them does not exist for
her. A topic («Le mie pratiche») is what people choose how often to get mail about.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices

if TYPE_CHECKING:
    from sportelli.models import Utente

Visibili = Callable[[Any], QuerySet[Any]]


class Frequenza(TextChoices):
    SUBITO = "subito", "Subito, una per una"
    GIORNALIERA = "giornaliera", "Un riepilogo ogni mattina lavorativa"
    SETTIMANALE = "settimanale", "Un riepilogo alla settimana"
    MAI = "mai", "Mai: le leggo qui"


@dataclass(frozen=True)
class Argomento:
    """A topic: how people call it, how often it is mailed unless they choose, and whom it may concern."""

    chiave: str
    nome: str
    predefinita: Frequenza
    riguarda: Callable[[Any], bool]


_generi: dict[str, Visibili] = {}
_argomenti: dict[str, Argomento] = {}


def registra_genere(genere: str, visibili: Visibili) -> None:
    """Says which rows of a kind a person sees; must start from `visibili_a`."""
    _generi[genere] = visibili


def registra_argomento(argomento: Argomento) -> None:
    _argomenti[argomento.chiave] = argomento


def argomento(chiave: str) -> Argomento:
    """The topic; KeyError if no app has registered it."""
    return _argomenti[chiave]


def argomenti_di(utente: "Utente") -> list[Argomento]:
    """The topics that may concern a person, by name."""
    suoi = (argomento for argomento in _argomenti.values() if argomento.riguarda(utente))
    return sorted(suoi, key=lambda argomento: argomento.nome)


def visibile(utente: "Utente", generi: Collection[str] | None = None) -> Q:
    """The condition «what this notice speaks of is in that person's sight, now»; unknown kinds never are.

    Sight costs something to ask: with `generi`, only of these kinds is it, and of the others nothing is seen.
    """
    condizione = Q(genere="")
    for genere, visibili in _generi.items():
        if generi is None or genere in generi:
            riga = visibili(utente).filter(pk=OuterRef("oggetto_id"))
            condizione |= Q(genere=genere) & Q(Exists(riga))
    return condizione
