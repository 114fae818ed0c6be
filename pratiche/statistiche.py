"""Aggregates over pratiche: what each office has on its desk. TP alone reads every row (C5)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q

from nucleo import tempo
from pratiche.models import Pratica
from pratiche.querysets import PraticaQuerySet
from sportelli.models import Sportello, Utente

GIORNI_RECENTI = 30


@dataclass(frozen=True)
class LavoroSportello:
    """One office today: what is open, past its deadline, waiting for TP or an answer to it, just closed."""

    sportello: Sportello
    aperte: int
    in_ritardo: int
    attendono_tp: int
    completate: int


def lavoro_per_sportello(utente: Utente) -> list[LavoroSportello]:
    """The offices at work, by name, for a person of TP; nothing for anybody else (C5). Four queries."""
    if not utente.di_tp:
        return []
    aperte = Pratica.objects.non_archiviate_visibili_a(utente).aperte()
    dal = tempo.adesso() - timedelta(days=GIORNI_RECENTI)
    recenti = Pratica.objects.archivio_visibile_a(utente).filter(chiusa_il__gte=dal)
    conti = [
        _per_sportello(aperte),
        _per_sportello(aperte.in_ritardo()),
        _per_sportello(aperte.filter(Q(decisione_aperta=True) | Q(chiarimento_aperto=True))),
        _per_sportello(recenti),
    ]
    return [
        LavoroSportello(sportello, *(conto.get(sportello.pk, 0) for conto in conti))
        for sportello in Sportello.objects.filter(attivo=True).order_by("nome")
    ]


def _per_sportello(righe: PraticaQuerySet) -> dict[Any, int]:
    return dict(righe.order_by().values_list("sportello").annotate(Count("pk")))
