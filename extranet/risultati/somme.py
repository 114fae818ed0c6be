"""What the cells say about a period, as few questions as there are kinds of rows (A-07)."""

from collections import Counter, defaultdict
from collections.abc import Mapping
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
# By the bits of GROUPING(), those that a sum is not divided by; a month is by none of them.
LATI = {0: "mese", 0b111: "", 0b011: "sportello", 0b101: "servizio", 0b110: "settore"}
# The cells are read twice: by month, and by what the other sums are then made of.
TUTTO = """
WITH c AS MATERIALIZED (
    SELECT corrente, grouping(mese_corrente) AS in_tutto, mese_corrente,
           sportello_id, servizio_id, settore_id, {parziali}
    FROM (SELECT *, mese >= %(dal)s AS corrente, CASE WHEN mese >= %(dal)s THEN mese END AS mese_corrente
          FROM {celle} WHERE mese BETWEEN %(prima)s AND %(al)s AND {quale_paese} {filtri}) m
    GROUP BY corrente, GROUPING SETS ((mese_corrente), (sportello_id, servizio_id, settore_id)))
SELECT 0, corrente, NULL, mese_corrente, {misure} FROM c WHERE in_tutto = 0
UNION ALL
SELECT grouping(sportello_id, servizio_id, settore_id), corrente,
       coalesce(sportello_id, servizio_id, settore_id), NULL, {somme} FROM c WHERE in_tutto = 1
GROUP BY corrente, GROUPING SETS ((), (sportello_id), (servizio_id), (settore_id))
"""
AZIENDE = """
SELECT sportello_id, count(*) FROM {presenze}
WHERE mesi && daterange(%(dal)s, %(al)s, '[]') {filtri} GROUP BY sportello_id
"""
# Of a service, a sector or a country nobody keeps the months.
AZIENDE_DI = """
SELECT sportello_id, count(*) FROM (
    SELECT DISTINCT sportello_id, azienda_id FROM {contributi}
    WHERE genere = 'aperta' AND mese BETWEEN %(dal)s AND %(al)s {filtri}) d
GROUP BY sportello_id
"""
PAESI = """
SELECT paese_id, {somme} FROM {mercati} WHERE mese BETWEEN %(dal)s AND %(al)s {filtri} GROUP BY paese_id
"""
PAESI_DI = """
SELECT paese_id, {somme} FROM {celle}
WHERE paese_id IS NOT NULL AND mese BETWEEN %(dal)s AND %(al)s {filtri} GROUP BY paese_id
"""
PER_PAESE = ("aperte", "completate", "giorni")


@dataclass
class Somme:
    """The sums of a period and of the one before; the present one by office, month, service, sector too."""

    totale: Somma = field(default_factory=Counter)
    prima: Somma = field(default_factory=Counter)
    per: dict[str, dict[Any, Somma]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Counter))
    )


def _vuote() -> dict[Any, Somma]:
    return defaultdict(Counter)


def chiedi(periodo: Periodo, chiavi: Mapping[str, int]) -> Somme:
    """Everything about these months and the entries chosen. Four queries."""
    somme = Somme()
    for aggregato in (PRATICHE, FEEDBACK):
        _aggiungi(somme, aggregato, periodo, chiavi)
    aziende = AZIENDE_DI if chiavi.keys() - {"sportello"} else AZIENDE
    for ufficio, quante in _righe(aziende, PRATICHE, periodo, chiavi, ()):
        somme.per["sportello"][ufficio]["aziende"] = quante
        somme.totale["aziende"] += quante
    paesi = PAESI_DI if chiavi.keys() & {"servizio", "settore"} else PAESI
    for paese, *valori in _righe(paesi, PRATICHE, periodo, chiavi, PER_PAESE):
        somme.per["paese"][paese] = Counter(dict(zip(PER_PAESE, valori, strict=True)))
    return somme


def _aggiungi(somme: Somme, aggregato: Aggregato, periodo: Periodo, chiavi: Mapping[str, int]) -> None:
    righe = _righe(TUTTO, aggregato, periodo, chiavi, aggregato.misure)
    for gruppo, corrente, chiave, mese, *valori in righe:
        somma = Counter(dict(zip(aggregato.misure, valori, strict=True)))
        lato = LATI[gruppo]
        if lato == "":
            (somme.totale if corrente else somme.prima).update(somma)
        elif corrente:
            somme.per[lato][mese if lato == "mese" else chiave].update(somma)


def _righe(
    domanda: str, aggregato: Aggregato, periodo: Periodo, chiavi: Mapping[str, int], misure: Any
) -> list[tuple[Any, ...]]:
    testo = domanda.format(
        celle=aggregato.celle._meta.db_table,
        contributi=aggregato.contributi._meta.db_table,
        presenze=aggregato.presenze._meta.db_table if aggregato.presenze else "",
        mercati=aggregato.mercati._meta.db_table if aggregato.mercati else "",
        misure=", ".join(misure),
        parziali=", ".join(f"sum({misura}) AS {misura}" for misura in misure),
        somme=", ".join(f"sum({misura})::bigint" for misura in misure),
        quale_paese="paese_id = %(paese)s" if "paese" in chiavi else "paese_id IS NULL",
        filtri=_filtri(domanda, chiavi),
    )
    quando = {"dal": periodo.dal, "al": periodo.al, "prima": periodo.precedente.dal}
    with connection.cursor() as cursore:
        cursore.execute(testo, {**quando, **chiavi})
        righe: list[tuple[Any, ...]] = cursore.fetchall()
        return righe


def _filtri(domanda: str, chiavi: Mapping[str, int]) -> str:
    """The conditions on the entries chosen; TUTTO has said its own of the country."""
    condizioni = [f"AND {genere}_id = %({genere})s" for genere in CON_CHIAVE if genere in chiavi]
    if "paese" in chiavi and domanda in DEL_PAESE:
        condizioni.append(DEL_PAESE[domanda])
    return " ".join(condizioni)


CON_CHIAVE = ("servizio", "settore", "sportello")
DEL_PAESE = {
    AZIENDE_DI: "AND %(paese)s = ANY(paesi)",
    **dict.fromkeys((PAESI, PAESI_DI), "AND paese_id = %(paese)s"),
}


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
    gruppi = _dentro(aggregato, periodo, chiavi).filter(sportello=None)
    misure = {f"{m}_": Sum(m, default=0) for m in aggregato.misure if m not in TACIUTE}
    somme = gruppi.aggregate(primo=Min("dal"), ultimo=Max("al"), **misure)
    primo, ultimo = somme.pop("primo"), somme.pop("ultimo")
    somma = Counter({nome.removesuffix("_"): quanti for nome, quanti in somme.items() if quanti})
    return somma, Periodo(primo, ultimo) if primo else None


def degli_uffici(aggregato: Aggregato, periodo: Periodo, chiavi: Mapping[str, int]) -> dict[int, Somma]:
    """The same of each office, for TP, in the present period. One query."""
    if "paese" in chiavi:
        return {}
    gruppi = _dentro(aggregato, periodo, chiavi).exclude(sportello=None)
    if "sportello" in chiavi:
        gruppi = gruppi.filter(sportello=chiavi["sportello"])
    righe = gruppi.values_list("sportello_id").annotate(*(Sum(m) for m in aggregato.misure))
    return {ufficio: Counter(dict(zip(aggregato.misure, valori, strict=True))) for ufficio, *valori in righe}


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
