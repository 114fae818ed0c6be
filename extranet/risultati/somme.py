"""What the sums kept by the worker say about a period, as few questions as there are kinds of rows (A-07)."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Max, Min, Q, QuerySet, Sum

from extranet.risultati.periodo import Periodo
from feedback.aggregati import FEEDBACK
from pratiche.aggregati import PRATICHE
from sportelli.aggregati import Aggregato
from sportelli.models import Conteggio

Somma = Counter[str]
LATI = ("servizio", "settore", "paese")
PER_VOCE = ("aperte", "completate", "giorni")
# By the bits of GROUPING(): a month, an office, or all of it, which alone is asked of the period before.
DI_UN_MESE, DI_UN_UFFICIO, DI_TUTTO = 1, 2, 3
PERIODI = """
SELECT grouping(mese_corrente, sportello_id), corrente, mese_corrente, sportello_id, {somme}
FROM (SELECT *, mese >= %(dal)s AS corrente, CASE WHEN mese >= %(dal)s THEN mese END AS mese_corrente
      FROM {tavola}
      WHERE (mese BETWEEN %(dal)s AND %(al)s OR mese BETWEEN %(dal_prima)s AND %(al_prima)s) {quali}) m
GROUP BY corrente, GROUPING SETS ((), (mese_corrente), (sportello_id))
"""
VOCI = """
SELECT lato, voce, {somme} FROM {totali}
WHERE lato IN ('servizio', 'settore', 'paese') AND mese BETWEEN %(dal)s AND %(al)s {ufficio} GROUP BY 1, 2
"""
# The services of a country, the sectors of a service: only cells know two sides at once.
VOCI_DI = """
SELECT CASE grouping(servizio_id, settore_id) WHEN 1 THEN 'servizio' ELSE 'settore' END,
       coalesce(servizio_id, settore_id, 0), {somme}
FROM {celle} WHERE mese BETWEEN %(dal)s AND %(al)s {nelle_celle}
GROUP BY GROUPING SETS ((servizio_id), (settore_id))
UNION ALL
SELECT 'paese', paese_id, {somme}
FROM {celle} WHERE mese BETWEEN %(dal)s AND %(al)s {nei_paesi} GROUP BY paese_id
"""
AZIENDE = """
SELECT true, sportello_id, count(*) FROM {presenze}
WHERE mesi && daterange(%(dal)s, %(al)s, '[]') {presenti} GROUP BY sportello_id
UNION ALL
SELECT false, sportello_id, count(*) FROM {presenze}
WHERE mesi && daterange(%(dal_prima)s, %(al_prima)s, '[]') {presenti} GROUP BY sportello_id
"""
# Of a service or a sector nobody keeps the months.
AZIENDE_DI = """
SELECT corrente, sportello_id, count(*) FROM (
    SELECT DISTINCT true AS corrente, sportello_id, azienda_id FROM {contributi}
    WHERE genere = 'aperta' AND mese BETWEEN %(dal)s AND %(al)s {nei_contributi}
    UNION ALL
    SELECT DISTINCT false, sportello_id, azienda_id FROM {contributi}
    WHERE genere = 'aperta' AND mese BETWEEN %(dal_prima)s AND %(al_prima)s {nei_contributi}) d
GROUP BY corrente, sportello_id
"""


@dataclass
class Somme:
    """The sums of a period and of the one before; of the present one, by office, month, service, sector and
    country too."""

    totale: Somma = field(default_factory=Counter)
    prima: Somma = field(default_factory=Counter)
    per: dict[str, dict[Any, Somma]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Counter))
    )


def chiedi(periodo: Periodo, chiavi: Mapping[str, int]) -> Somme:
    """Everything about these months and the entries chosen. Four queries."""
    somme = Somme()
    di_un_lato = any(lato in chiavi for lato in LATI)
    for aggregato in (PRATICHE, FEEDBACK):
        _aggiungi_periodi(somme, aggregato, periodo, chiavi)
    for lato, voce, *valori in _righe(VOCI_DI if di_un_lato else VOCI, PRATICHE, periodo, chiavi, PER_VOCE):
        somme.per[lato][voce] = Counter(dict(zip(PER_VOCE, valori, strict=True)))
    aziende = AZIENDE_DI if chiavi.keys() & {"servizio", "settore"} else AZIENDE
    for corrente, ufficio, quante in _righe(aziende, PRATICHE, periodo, chiavi):
        (somme.totale if corrente else somme.prima)["aziende"] += quante
        if corrente:
            somme.per["sportello"][ufficio]["aziende"] = quante
    return somme


def _aggiungi_periodi(
    somme: Somme, aggregato: Aggregato, periodo: Periodo, chiavi: Mapping[str, int]
) -> None:
    righe = _righe(PERIODI, aggregato, periodo, chiavi, aggregato.misure)
    for di_che, corrente, mese, ufficio, *valori in righe:
        somma = Counter(dict(zip(aggregato.misure, valori, strict=True)))
        if di_che == DI_TUTTO:
            (somme.totale if corrente else somme.prima).update(somma)
        elif corrente:
            dove = somme.per["mese"][mese] if di_che == DI_UN_MESE else somme.per["sportello"][ufficio]
            dove.update(somma)


def _righe(
    domanda: str,
    aggregato: Aggregato,
    periodo: Periodo,
    chiavi: Mapping[str, int],
    misure: Sequence[str] = (),
) -> list[tuple[Any, ...]]:
    prima = periodo.precedente
    quando = {"dal": periodo.dal, "al": periodo.al, "dal_prima": prima.dal, "al_prima": prima.al}
    testo = domanda.format(
        somme=", ".join(f"sum({misura})::bigint" for misura in misure),
        **_tavole(aggregato),
        **_condizioni(chiavi),
        **_dei_periodi(aggregato, chiavi),
    )
    with connection.cursor() as cursore:
        cursore.execute(testo, {**quando, **chiavi})
        righe: list[tuple[Any, ...]] = cursore.fetchall()
        return righe


def _tavole(aggregato: Aggregato) -> dict[str, str]:
    modelli = {
        "contributi": aggregato.contributi,
        "celle": aggregato.celle,
        "totali": aggregato.totali,
        "presenze": aggregato.presenze,
    }
    return {nome: modello._meta.db_table for nome, modello in modelli.items() if modello}


def _dei_periodi(aggregato: Aggregato, chiavi: Mapping[str, int]) -> dict[str, str]:
    """Where the periods are read: totals know one side, cells as many as there are."""
    lati, condizioni = [lato for lato in LATI if lato in chiavi], _condizioni(chiavi)
    if len(lati) > 1:
        return {"tavola": aggregato.celle._meta.db_table, "quali": condizioni["nelle_celle"]}
    del_lato = f"AND lato = '{lati[0]}' AND voce = %({lati[0]})s" if lati else "AND lato = 'tutto'"
    return {"tavola": aggregato.totali._meta.db_table, "quali": del_lato + condizioni["ufficio"]}


def _condizioni(chiavi: Mapping[str, int]) -> dict[str, str]:
    """The entries chosen, as each table calls them."""
    scelte = "".join(_uguale(nome) for nome in ("sportello", "servizio", "settore") if nome in chiavi)
    paese = _uguale("paese") if "paese" in chiavi else ""
    ufficio = _uguale("sportello") if "sportello" in chiavi else ""
    return {
        "ufficio": ufficio,
        "presenti": f" AND coalesce(paese_id, 0) = {'%(paese)s' if paese else 0}{ufficio}",
        "nelle_celle": f"{paese or ' AND paese_id IS NULL'}{scelte}",
        "nei_paesi": f"{paese or ' AND paese_id IS NOT NULL'}{scelte}",
        "nei_contributi": f"{scelte}{' AND %(paese)s = ANY(paesi)' if paese else ''}",
    }


def _uguale(nome: str) -> str:
    return f" AND {nome}_id = %({nome})s"


# --- What others may read ----------------------------------------------------------------------------------


# Counted by no group: they may be few.
TACIUTE = ("annullate",)


def della_rete(aggregato: Aggregato, periodo: Periodo, chiavi: Mapping[str, int]) -> Somma:
    """The sum of the network's groups that are wholly within what is asked (C5). One query."""
    return della_rete_e_quando(aggregato, periodo, chiavi)[0]


def della_rete_e_quando(
    aggregato: Aggregato, periodo: Periodo, chiavi: Mapping[str, int]
) -> tuple[Somma, Periodo | None]:
    """The same, and the months that those groups are of: fewer than those asked, or none. One query."""
    if "paese" in chiavi:
        return Counter(), None
    gruppi = _dentro(aggregato, periodo, chiavi).filter(per_tp=False)
    misure = {f"{m}_": Sum(m, default=0) for m in aggregato.misure if m not in TACIUTE}
    somme = gruppi.aggregate(primo=Min("dal"), ultimo=Max("al"), **misure)
    primo, ultimo = somme.pop("primo"), somme.pop("ultimo")
    somma = Counter({nome.removesuffix("_"): quanti for nome, quanti in somme.items() if quanti})
    return somma, Periodo(primo, ultimo) if primo else None


def per_tp(
    aggregato: Aggregato, periodo: Periodo, chiavi: Mapping[str, int]
) -> tuple[dict[int | None, Somma], Periodo | None]:
    """For TP, the sum of the groups of each office, under None of those told together, and the months that
    all these are of. One query."""
    if "paese" in chiavi:
        return {}, None
    gruppi = _dentro(aggregato, periodo, chiavi).filter(per_tp=True)
    if "sportello" in chiavi:
        gruppi = gruppi.filter(sportello=chiavi["sportello"])
    righe = gruppi.values_list("sportello_id").annotate(
        Min("dal"), Max("al"), *(Sum(m) for m in aggregato.misure)
    )
    somme, mesi = {}, []
    for ufficio, primo, ultimo, *valori in righe:
        somme[ufficio] = Counter(dict(zip(aggregato.misure, valori, strict=True)))
        mesi += [primo, ultimo]
    return somme, Periodo(min(mesi), max(mesi)) if mesi else None


def _dentro(aggregato: Aggregato, periodo: Periodo, chiavi: Mapping[str, int]) -> QuerySet[Any, Any]:
    assert aggregato.gruppi is not None  # noqa: S101  # for mypy: what is asked here is told by groups
    gruppi: QuerySet[Any, Any] = aggregato.gruppi._default_manager.order_by()
    dentro = Q(dal__gte=periodo.dal, al__lte=periodo.al)
    for genere, campo in (("servizio", "servizi"), ("settore", "settori")):
        if genere in chiavi:
            dentro &= Q(**{campo: [chiavi[genere]]})
    return gruppi.filter(dentro)


def aggiornate_il() -> datetime | None:
    """When the sums were last true, all of them; None before the first time. One query."""
    istanti = list(Conteggio.objects.values_list("aggiornato_il", flat=True))
    noti = [istante for istante in istanti if istante]
    return min(noti) if noti and len(noti) == len(istanti) else None
