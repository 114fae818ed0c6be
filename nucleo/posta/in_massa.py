"""A hundred thousand e-mails into the outbox with one statement, and their fates all together."""

from datetime import datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.functions import Greatest

from nucleo import campanello, tempo
from nucleo.models import Busta
from nucleo.models.posta import StatoBusta
from nucleo.posta.coda import COMPITO, nostro_dominio
from nucleo.posta.ufficio import DI_NUOVO

# Of addresses only those that need no thought: ASCII, without quotes, nothing that could break a header.
SQL = r"""
INSERT INTO nucleo_busta (
    chiave, a, dominio, all_azienda, genere, oggetto_id, intestazioni, message_id, massiva, non_prima_di,
    accodata_il, stato, prossimo, tentativi, prese, di_turno, errore, segnalata
)
SELECT %s || q.pk, q.email, lower(split_part(q.email, '@', 2)), %s, %s, q.pk, '{}',
    '<' || replace(gen_random_uuid()::text, '-', '') || %s, true, %s,
    %s, 'in_coda', %s, 0, 0, false, '', false
FROM (<righe>) q (pk, email)
WHERE q.email ~ '^[A-Za-z0-9.!#$&''*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+$'
ON CONFLICT (chiave) DO NOTHING
"""


def accoda_in_massa(
    righe: QuerySet[Any],
    *,
    prefisso: str,
    genere: str,
    non_prima_di: datetime | None = None,
    all_azienda: bool = False,
) -> int:
    """Queues one mass e-mail for each row (pk, email); how many were new.

    Their keys are the prefix and the pk, and `genere` is composed by who was registered for many. Addresses
    must be bare and ASCII: others are left out.
    """
    adesso = tempo.adesso()
    quando = non_prima_di or adesso
    try:
        interno, valori = righe.order_by().values_list("pk", "email").query.sql_with_params()
    except EmptyResultSet:
        return 0
    dominio = f"@{nostro_dominio()}>"
    nostri: list[Any] = [prefisso, all_azienda, genere, dominio, quando, adesso, max(quando, adesso)]
    with connection.cursor() as cursore:
        cursore.execute(SQL.replace("<righe>", interno), [*nostri, *valori])
        quante: int = cursore.rowcount
    if quando <= adesso:
        campanello.suona(COMPITO)
    return quante


def anticipa_con_chiave(prefisso: str) -> int:
    """Makes due at once what waits under a prefix: only who breaks an embargo on purpose asks for it (C7)."""
    adesso = tempo.adesso()
    in_coda = Busta.objects.con_chiave(prefisso).filter(stato=StatoBusta.IN_CODA, non_prima_di__gt=adesso)
    quante = in_coda.update(non_prima_di=adesso, prossimo=adesso)
    campanello.suona(COMPITO)
    return quante


def riprova_con_chiave(prefisso: str) -> int:
    """Puts back in the queue what failed under a prefix: bounced or parked, and nothing else."""
    adesso = tempo.adesso()
    fallite = Busta.objects.con_chiave(prefisso).filter(
        stato__in=(StatoBusta.RESPINTO, StatoBusta.PARCHEGGIATO)
    )
    quante = fallite.update(
        stato=StatoBusta.IN_CODA, prossimo=Greatest("non_prima_di", Value(adesso)), **DI_NUOVO
    )
    campanello.suona(COMPITO)
    return quante
