"""The sums of the network that every office may read: a partition of the months that have ended (C5).

A group is told whole or not at all, and the groups do not depend on what is asked: no sum, no difference of
what is told says more than they do (`nucleo.anonimato`). This is the only way in which what one office did,
or what its companies said, reaches another.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from typing import Any

from django.db import models

from nucleo import anonimato, tempo
from sportelli.models.aggregati import Cella, Gruppo

CHIAVE = ("mese", "sportello_id", "servizio_id", "settore_id")
Punto = tuple[date, int, int]
Conto = dict[str, dict[int, int]]
Chi = tuple[int, Punto]
Somma = Counter[str]
Divisione = tuple[list[date], list[int], list[int]]
# A month that is told for ever is told so many days after its end: no answer of it can be corrected any more.
ASSESTAMENTO = timedelta(days=15)


def ultimo_mese_chiuso(da: timedelta = timedelta()) -> date:
    """The first day of the last month that ended so long ago: nothing of the present month is told."""
    return mese_prima((tempo.oggi() - da).replace(day=1))


def mese_prima(mese: date) -> date:
    return (mese - tempo.UN_GIORNO).replace(day=1)


def raggruppa(
    celle: type[Cella],
    gruppi: type[Gruppo],
    unita: Sequence[str],
    misure: Sequence[str],
    *,
    noti: "models.QuerySet[Any, Any] | None" = None,
    definitivi: bool = False,
) -> None:
    """Makes the groups of the months that have ended: `unita` are the measures that count rows.

    All of them anew; the `definitivi`, once told, stay as they were told, and later months are added. With
    `noti`, the contributions that TP reads one by one, those of each office for TP too.
    """
    tabella: Any = gruppi._default_manager
    if not definitivi:
        tabella.all().delete()
    fino_a = ultimo_mese_chiuso(ASSESTAMENTO if definitivi else timedelta())
    chiuse: Any = celle._default_manager.filter(paese=None, mese__lte=fino_a)
    nuove = _non_dette(chiuse, tabella, None)
    divisi = _partizione(_conti(nuove, unita), anonimato.regge)
    tabella.bulk_create(_gruppi(gruppi, None, divisi, _somme(nuove, misure)))
    if noti is None:
        return
    conti_noti = _conti(noti, unita)
    for ufficio in chiuse.order_by("sportello").values_list("sportello", flat=True).distinct():
        nuove = _non_dette(chiuse.filter(sportello=ufficio), tabella, ufficio)
        divisi = _partizione(_ignoti(_conti(nuove, unita), conti_noti), anonimato.bastano)
        tabella.bulk_create(_gruppi(gruppi, ufficio, divisi, _somme(nuove, misure)))


def _non_dette(celle: Any, tabella: Any, ufficio: int | None) -> Any:
    """The cells of the months after those already told of the network, or of an office."""
    ultimo = tabella.filter(sportello=ufficio).aggregate(al=models.Max("al"))["al"]
    return celle.filter(mese__gt=ultimo) if ultimo else celle


def _ignoti(conti: Mapping[Chi, Conto], noti: Mapping[Chi, Conto]) -> dict[Chi, Conto]:
    """The rows that are left when those known are taken away; nothing is left of some."""
    return {
        chi: {
            genere: {ufficio: quanti - noti.get(chi, {}).get(genere, {}).get(ufficio, 0)}
            for genere, uffici in conto.items()
            for ufficio, quanti in uffici.items()
        }
        for chi, conto in conti.items()
    }


def _gruppi(
    gruppi: type[Gruppo], ufficio: int | None, divisi: Sequence[Divisione], somme: Mapping[Punto, Somma]
) -> Iterator[Gruppo]:
    for mesi, servizi, settori in divisi:
        somma: Somma = Counter()
        for punto in product(mesi, servizi, settori):
            somma.update(somme.get(punto, {}))
        dove = {"dal": min(mesi), "al": max(mesi), "servizi": sorted(servizi), "settori": sorted(settori)}
        yield gruppi(sportello_id=ufficio, **dove, **somma)


def _conti(celle: Any, unita: Sequence[str]) -> dict[Chi, Conto]:
    """How many rows of each kind each office has, by month, service and sector."""
    conti: dict[Chi, Conto] = {}
    righe = celle.order_by(*CHIAVE).values_list(*CHIAVE).annotate(*(models.Sum(u) for u in unita))
    for mese, ufficio, servizio, settore, *quante in righe:
        conto = {genere: {ufficio: quanti} for genere, quanti in zip(unita, quante, strict=True) if quanti}
        if conto:
            conti[ufficio, (mese, servizio or 0, settore or 0)] = conto
    return conti


def _partizione(conti: Mapping[Chi, Conto], regola: anonimato.Regola) -> list[Divisione]:
    insiemi: dict[Punto, list[Conto]] = defaultdict(list)
    for (_, punto), conto in conti.items():
        insiemi[punto].append(conto)
    return partizione({punto: anonimato.insieme(parti) for punto, parti in insiemi.items()}, regola)


def partizione(
    conti: Mapping[Punto, anonimato.Conti], regola: anonimato.Regola = anonimato.regge
) -> list[Divisione]:
    """The groups: stretches of months, then services within each, then sectors within a service alone."""
    gruppi = []
    mesi = _per(conti, 0)
    in_ordine = [(mese, anonimato.insieme(mesi[mese].values())) for mese in sorted(mesi)]
    for tratto in anonimato.tratti(in_ordine, regola):
        dentro = {punto: conto for mese in tratto for punto, conto in mesi[mese].items()}
        servizi = _per(dentro, 1)
        for insieme in anonimato.ripartisci(_totali(servizi), regola):
            settori = _per({p: c for s in insieme for p, c in servizi[s].items()}, 2)
            divisi = anonimato.ripartisci(_totali(settori), regola) if len(insieme) == 1 else [list(settori)]
            gruppi += [(tratto, insieme, settori_insieme) for settori_insieme in divisi]
    return gruppi


def _per(conti: Mapping[Punto, anonimato.Conti], posto: int) -> dict[Any, dict[Punto, anonimato.Conti]]:
    divisi: dict[Any, dict[Punto, anonimato.Conti]] = defaultdict(dict)
    for punto, conto in conti.items():
        divisi[punto[posto]][punto] = conto
    return divisi


def _totali(divisi: Mapping[Any, Mapping[Punto, anonimato.Conti]]) -> dict[Any, anonimato.Conti]:
    return {chiave: anonimato.insieme(parti.values()) for chiave, parti in divisi.items()}


def _somme(celle: Any, misure: Sequence[str]) -> dict[Punto, Somma]:
    """The measures, by month, service and sector."""
    per_punto = celle.order_by().values_list("mese", "servizio_id", "settore_id")
    return {
        (mese, servizio or 0, settore or 0): Counter(dict(zip(misure, valori, strict=True)))
        for mese, servizio, settore, *valori in per_punto.annotate(*(models.Sum(m) for m in misure))
    }
