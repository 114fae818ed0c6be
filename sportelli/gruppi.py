"""The sums that others may read, of the network for every office, of offices for TP: partitions of the months
that have ended (C5).

A group is told whole or not at all, and the groups do not depend on what is asked: no sum, no difference of
what is told says more than they do (`nucleo.anonimato`). This is the only way in which what one office did,
or what its companies said, reaches another.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
TRIMESTRE = 3
# In the place of an office, all of them together.
TUTTI = 0


def ultimo_mese_chiuso(da: timedelta = timedelta()) -> date:
    """The first day of the last month that ended so long ago: nothing of the present month is told."""
    return mese_prima((tempo.oggi() - da).replace(day=1))


def mese_prima(mese: date) -> date:
    return (mese - tempo.UN_GIORNO).replace(day=1)


def mese_dopo(mese: date) -> date:
    return (mese.replace(day=28) + timedelta(days=4)).replace(day=1)


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
    `noti`, the contributions that TP reads one by one, those for TP too.
    """
    tabella: Any = gruppi._default_manager
    if not definitivi:
        tabella.all().delete()
    fino_a = ultimo_mese_chiuso(ASSESTAMENTO if definitivi else timedelta())
    chiuse: Any = celle._default_manager.filter(paese=None, mese__lte=fino_a)
    nuove = _non_dette(chiuse, tabella.filter(per_tp=False))
    conti, somme = _conti(nuove, unita), _somme(nuove, misure, models.Value(TUTTI))
    tabella.bulk_create(gruppi(**_gruppo(d, [TUTTI], somme)) for d in partizione(_insieme(conti)))
    if noti is None:
        return
    nuove = _non_dette(chiuse, tabella.filter(per_tp=True))
    ignoti = _ignoti(_conti(nuove, unita), _conti(noti, unita))
    somme = _somme(nuove, misure, models.F("sportello_id"))
    tabella.bulk_create(
        gruppi(per_tp=True, sportello_id=_solo(uffici), **_gruppo(d, uffici, somme))
        for uffici, d in partizione_per_tp(ignoti, fino_a)
    )


def _non_dette(celle: Any, dette: Any) -> Any:
    """The cells of the months after those already told."""
    ultimo = dette.aggregate(al=models.Max("al"))["al"]
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


def _solo(uffici: Sequence[int]) -> int | None:
    """The office, where there is one alone."""
    return uffici[0] if len(uffici) == 1 else None


def _gruppo(divisione: Divisione, uffici: Iterable[int], somme: Mapping[Chi, Somma]) -> dict[str, Any]:
    mesi, servizi, settori = divisione
    somma: Somma = Counter()
    for chi in product(uffici, product(mesi, servizi, settori)):
        somma.update(somme.get(chi, {}))
    dove = {"dal": min(mesi), "al": max(mesi), "servizi": sorted(servizi), "settori": sorted(settori)}
    return dove | somma


def _conti(celle: Any, unita: Sequence[str]) -> dict[Chi, Conto]:
    """How many rows of each kind each office has, by month, service and sector."""
    conti: dict[Chi, Conto] = {}
    righe = celle.order_by(*CHIAVE).values_list(*CHIAVE).annotate(*(models.Sum(u) for u in unita))
    for mese, ufficio, servizio, settore, *quante in righe:
        conto = {genere: {ufficio: quanti} for genere, quanti in zip(unita, quante, strict=True) if quanti}
        if conto:
            conti[ufficio, (mese, servizio or 0, settore or 0)] = conto
    return conti


def _somme(celle: Any, misure: Sequence[str], ufficio: models.F | models.Value) -> dict[Chi, Somma]:
    """The measures, by office or of TUTTI, month, service and sector."""
    righe = celle.order_by().values_list("mese", ufficio, "servizio_id", "settore_id")
    return {
        (chi, (mese, servizio or 0, settore or 0)): Counter(dict(zip(misure, valori, strict=True)))
        for mese, chi, servizio, settore, *valori in righe.annotate(*(models.Sum(m) for m in misure))
    }


# --- Partitions --------------------------------------------------------------------------------------------


def partizione(conti: Mapping[Punto, anonimato.Conti]) -> list[Divisione]:
    """Of the network: stretches of months, then services within each, then sectors within a service alone."""
    mesi = _per(conti, 0)
    in_ordine = [(mese, anonimato.insieme(mesi[mese].values())) for mese in sorted(mesi)]
    return [
        divisione
        for tratto in anonimato.tratti(in_ordine, lambda _, conti: anonimato.regge(conti))
        for divisione in _dividi(tratto, _nei_mesi(mesi, tratto), anonimato.regge)
    ]


def partizione_per_tp(ignoti: Mapping[Chi, Conto], fino_a: date) -> Iterator[tuple[list[int], Divisione]]:
    """Stretches of months, then offices, alone or some together, then services and sectors of those.

    A stretch ends as soon as each of its offices is told alone; and with a quarter, where all together may
    be: so of the network nothing is left out for long, and of an office that has few answers nothing is told.
    """
    mesi: dict[date, dict[Chi, Conto]] = defaultdict(dict)
    for (ufficio, punto), conto in ignoti.items():
        mesi[punto[0]][ufficio, punto] = conto
    in_ordine = [
        (mese, anonimato.insieme(mesi[mese].values())) for mese in _mesi(min(mesi, default=fino_a), fino_a)
    ]
    for tratto in anonimato.tratti(in_ordine, _finisce_per_tp):
        uffici: dict[int, dict[Punto, Conto]] = defaultdict(dict)
        for (ufficio, punto), conto in _nei_mesi(mesi, tratto).items():
            uffici[ufficio][punto] = conto
        for insieme in anonimato.ripartisci(_totali(uffici), anonimato.bastano):
            loro = _insieme({(u, punto): c for u in insieme for punto, c in uffici[u].items()})
            for divisione in _dividi(tratto, loro, anonimato.bastano):
                yield sorted(insieme), divisione


def _finisce_per_tp(mese: date, conti: anonimato.Conti) -> bool:
    return anonimato.bastano_di_ognuno(conti) or (mese.month % TRIMESTRE == 0 and anonimato.bastano(conti))


def _dividi(
    tratto: list[date], conti: Mapping[Punto, anonimato.Conti], regola: anonimato.Regola
) -> Iterator[Divisione]:
    """The services of a stretch, then the sectors within a service alone."""
    servizi = _per(conti, 1)
    for insieme in anonimato.ripartisci(_totali(servizi), regola):
        settori = _per({p: c for s in insieme for p, c in servizi[s].items()}, 2)
        divisi = anonimato.ripartisci(_totali(settori), regola) if len(insieme) == 1 else [list(settori)]
        yield from ((tratto, insieme, settori_insieme) for settori_insieme in divisi)


def _insieme(conti: Mapping[Chi, Conto]) -> dict[Punto, anonimato.Conti]:
    """The same, of all the offices."""
    insiemi: dict[Punto, list[Conto]] = defaultdict(list)
    for (_, punto), conto in conti.items():
        insiemi[punto].append(conto)
    return {punto: anonimato.insieme(parti) for punto, parti in insiemi.items()}


def _mesi(dal: date, al: date) -> Iterator[date]:
    while dal <= al:
        yield dal
        dal = mese_dopo(dal)


def _nei_mesi(mesi: Mapping[date, Mapping[Any, Any]], tratto: Collection[date]) -> dict[Any, Any]:
    return {chiave: conto for mese in tratto if mese in mesi for chiave, conto in mesi[mese].items()}


def _per(conti: Mapping[Punto, anonimato.Conti], posto: int) -> dict[Any, dict[Punto, anonimato.Conti]]:
    divisi: dict[Any, dict[Punto, anonimato.Conti]] = defaultdict(dict)
    for punto, conto in conti.items():
        divisi[punto[posto]][punto] = conto
    return divisi


def _totali(divisi: Mapping[Any, Mapping[Punto, anonimato.Conti]]) -> dict[Any, anonimato.Conti]:
    return {chiave: anonimato.insieme(parti.values()) for chiave, parti in divisi.items()}
