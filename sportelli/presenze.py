"""Which companies an office followed in which months, so that over any period each is counted once (C5)."""

from collections.abc import Collection
from typing import Any

from django.db import connection

from sportelli.models.aggregati import Contributo, Presenza

TOGLI = "DELETE FROM {presenze} WHERE azienda_id = ANY(%(aziende)s)"
SCRIVI = """
INSERT INTO {{presenze}} (sportello_id, azienda_id, paese_id, mesi)
SELECT sportello_id, azienda_id, p.paese, range_agg(daterange(mese, (mese + interval '1 month')::date))
FROM {{contributi}} CROSS JOIN LATERAL (SELECT NULL::bigint AS paese UNION ALL SELECT unnest(paesi)) p
WHERE genere = %(genere)s AND {quali} GROUP BY 1, 2, 3
"""


def riscrivi(presenze: type[Presenza], contributi: type[Contributo], aziende: Collection[int]) -> None:
    """Finds again the months of these companies."""
    _esegui(TOGLI, presenze, contributi, aziende)
    _esegui(SCRIVI.format(quali="azienda_id = ANY(%(aziende)s)"), presenze, contributi, aziende)


def scrivi(presenze: type[Presenza], contributi: type[Contributo]) -> None:
    """Finds the months of all, where there are none yet."""
    _esegui(SCRIVI.format(quali="true"), presenze, contributi)


def _esegui(
    istruzione: str, presenze: type[Presenza], contributi: type[Contributo], aziende: Collection[int] = ()
) -> None:
    valori: dict[str, Any] = {"genere": presenze.genere, "aziende": list(aziende)}
    tavole = {"presenze": presenze._meta.db_table, "contributi": contributi._meta.db_table}
    with connection.cursor() as cursore:
        cursore.execute(istruzione.format(**tavole), valori)
