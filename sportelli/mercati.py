"""The sums of each country whatever the service and the sector, which are read far more often (C5)."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import connection

from sportelli.models.aggregati import Cella, Mercato

TOGLI = """
DELETE FROM {mercati} m USING unnest(%s::date[], %s::bigint[]) k(mese, sportello)
WHERE m.mese = k.mese AND m.sportello_id = k.sportello
"""
SCRIVI = """
INSERT INTO {mercati} (mese, sportello_id, paese_id, {misure})
SELECT c.mese, c.sportello_id, c.paese_id, {somme} FROM {celle} c {quali}
WHERE c.paese_id IS NOT NULL GROUP BY 1, 2, 3
"""
QUALI = """
JOIN unnest(%s::date[], %s::bigint[]) k(mese, sportello) ON c.mese = k.mese AND c.sportello_id = k.sportello
"""


def riscrivi(
    mercati: type[Mercato], celle: type[Cella], misure: Sequence[str], quali: Collection[tuple[date, int]]
) -> None:
    """Sums again the countries of these months and offices, once their cells are true."""
    colonne = [list(colonna) for colonna in zip(*sorted(quali), strict=True)]
    nomi = _nomi(mercati, celle, misure)
    with connection.cursor() as cursore:
        cursore.execute(TOGLI.format(**nomi), colonne)
        cursore.execute(SCRIVI.format(quali=QUALI, **nomi), colonne)


def scrivi(mercati: type[Mercato], celle: type[Cella], misure: Sequence[str]) -> None:
    """Sums the countries of all months and offices, where there are none yet."""
    with connection.cursor() as cursore:
        cursore.execute(SCRIVI.format(quali="", **_nomi(mercati, celle, misure)))


def _nomi(mercati: type[Mercato], celle: type[Cella], misure: Sequence[str]) -> dict[str, str]:
    return {
        "mercati": mercati._meta.db_table,
        "celle": celle._meta.db_table,
        "misure": ", ".join(misure),
        "somme": ", ".join(f"sum(c.{misura})" for misura in misure),
    }
