"""The sums of each month and office from one side alone, which are read far more often than cells (C5)."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import connection

from sportelli.models.aggregati import Cella, Totale

TOGLI = """
DELETE FROM {totali} t USING unnest(%s::date[], %s::bigint[]) k(mese, sportello)
WHERE t.mese = k.mese AND t.sportello_id = k.sportello
"""
SCRIVI = """
WITH c AS (SELECT c.* FROM {celle} c {quali})
INSERT INTO {totali} (lato, voce, mese, sportello_id, {misure})
SELECT CASE grouping(servizio_id, settore_id) WHEN 3 THEN 'tutto' WHEN 1 THEN 'servizio' ELSE 'settore' END,
       coalesce(servizio_id, settore_id, 0), mese, sportello_id, {somme} FROM c
WHERE paese_id IS NULL GROUP BY mese, sportello_id, GROUPING SETS ((), (servizio_id), (settore_id))
UNION ALL
SELECT 'paese', paese_id, mese, sportello_id, {somme} FROM c
WHERE paese_id IS NOT NULL GROUP BY mese, sportello_id, paese_id
"""
QUALI = """
JOIN unnest(%s::date[], %s::bigint[]) k(mese, sportello) ON c.mese = k.mese AND c.sportello_id = k.sportello
"""


def riscrivi(
    totali: type[Totale], celle: type[Cella], misure: Sequence[str], quali: Collection[tuple[date, int]]
) -> None:
    """Sums again these months and offices, once their cells are true."""
    colonne = [list(colonna) for colonna in zip(*sorted(quali), strict=True)]
    nomi = _nomi(totali, celle, misure)
    with connection.cursor() as cursore:
        cursore.execute(TOGLI.format(**nomi), colonne)
        cursore.execute(SCRIVI.format(quali=QUALI, **nomi), colonne)


def scrivi(totali: type[Totale], celle: type[Cella], misure: Sequence[str]) -> None:
    """Sums all months and offices, where there are none yet."""
    with connection.cursor() as cursore:
        cursore.execute(SCRIVI.format(quali="", **_nomi(totali, celle, misure)))


def _nomi(totali: type[Totale], celle: type[Cella], misure: Sequence[str]) -> dict[str, str]:
    return {
        "totali": totali._meta.db_table,
        "celle": celle._meta.db_table,
        "misure": ", ".join(misure),
        "somme": ", ".join(f"sum({misura})" for misura in misure),
    }
