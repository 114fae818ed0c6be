"""The sums of the network that every office may read: a partition of the months that have ended (C5).

A group is told whole or not at all, and the groups do not depend on what is asked: no sum, no difference of
what is told says more than they do (`nucleo.anonimato`).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any

from django.db import models

from nucleo import anonimato, tempo
from sportelli.models.aggregati import Cella, Gruppo

CHIAVE = ("mese", "sportello_id", "servizio_id", "settore_id")
Punto = tuple[date, int, int]
Divisione = tuple[list[date], list[int], list[int]]


def ultimo_mese_chiuso() -> date:
    """The first day of the last month that has ended: nothing of the present month is told to others."""
    return mese_prima(tempo.oggi().replace(day=1))


def mese_prima(mese: date) -> date:
    return (mese - tempo.UN_GIORNO).replace(day=1)


def raggruppa(celle: type[Cella], gruppi: type[Gruppo], unita: Sequence[str], misure: Sequence[str]) -> None:
    """Makes anew the groups of the months that have ended: `unita` are the measures that count rows."""
    tabella: Any = gruppi._default_manager
    tabella.all().delete()
    chiuse: Any = celle._default_manager.filter(paese=None, mese__lte=ultimo_mese_chiuso())
    divisi = partizione(_conti(chiuse, unita))
    somme = _somme(chiuse, misure, divisi)
    tabella.bulk_create(
        gruppi(dal=min(mesi), al=max(mesi), servizi=sorted(servizi), settori=sorted(settori), **somme[numero])
        for numero, (mesi, servizi, settori) in enumerate(divisi)
    )


def _conti(celle: Any, unita: Sequence[str]) -> dict[Punto, dict[str, dict[int, int]]]:
    """How many rows of each kind each office has, by month, service and sector."""
    conti: dict[Punto, dict[str, dict[int, int]]] = defaultdict(lambda: {u: {} for u in unita})
    for mese, ufficio, servizio, settore, *quante in celle.order_by(*CHIAVE).values_list(*CHIAVE, *unita):
        for genere, quanti in zip(unita, quante, strict=True):
            if quanti:
                conti[mese, servizio or 0, settore or 0][genere][ufficio] = quanti
    return conti


def partizione(conti: Mapping[Punto, anonimato.Conti]) -> list[Divisione]:
    """The groups: stretches of months, then services within each, then sectors within a service alone."""
    gruppi = []
    mesi = _per(conti, 0)
    for tratto in anonimato.tratti([(mese, anonimato.insieme(mesi[mese].values())) for mese in sorted(mesi)]):
        dentro = {punto: conto for mese in tratto for punto, conto in mesi[mese].items()}
        servizi = _per(dentro, 1)
        for insieme in anonimato.ripartisci(_totali(servizi)):
            settori = _per({p: c for s in insieme for p, c in servizi[s].items()}, 2)
            divisi = anonimato.ripartisci(_totali(settori)) if len(insieme) == 1 else [list(settori)]
            gruppi += [(tratto, insieme, settori_insieme) for settori_insieme in divisi]
    return gruppi


def _per(conti: Mapping[Punto, anonimato.Conti], posto: int) -> dict[Any, dict[Punto, anonimato.Conti]]:
    divisi: dict[Any, dict[Punto, anonimato.Conti]] = defaultdict(dict)
    for punto, conto in conti.items():
        divisi[punto[posto]][punto] = conto
    return divisi


def _totali(divisi: Mapping[Any, Mapping[Punto, anonimato.Conti]]) -> dict[Any, anonimato.Conti]:
    return {chiave: anonimato.insieme(parti.values()) for chiave, parti in divisi.items()}


def _somme(celle: Any, misure: Sequence[str], divisi: Sequence[Divisione]) -> list[dict[str, int]]:
    """The measures of each group; each cell is in one at most."""
    di_chi = {punto: numero for numero, gruppo in enumerate(divisi) for punto in product(*gruppo)}
    somme = [dict.fromkeys(misure, 0) for _ in divisi]
    per_punto = celle.order_by().values_list("mese", "servizio_id", "settore_id")
    for mese, servizio, settore, *valori in per_punto.annotate(*(models.Sum(m) for m in misure)):
        numero = di_chi.get((mese, servizio or 0, settore or 0))
        if numero is not None:
            for misura, valore in zip(misure, valori, strict=True):
                somme[numero][misura] += valore
    return somme
