"""Whether rows are still those that were read: where the version of each lies, and who wrote it."""

from decimal import Decimal

from django.db import connection
from django.db.models import BigIntegerField, Func, Model, Sum

from nucleo.insieme import chiedi_insieme, conta

Impronta = dict[str, Decimal | int | None]


def versione(modello: type[Model]) -> Func:
    """A number of each row, in a question about its table: whoever writes the row gives it another one."""
    tavola = connection.ops.quote_name(modello._meta.db_table)
    numero = f"hashtidextended({tavola}.ctid, {tavola}.xmin::text::bigint)"
    return Func(template=numero, output_field=BigIntegerField())


def impronta(*modelli: type[Model]) -> Impronta:
    """Another one when a row of these tables was written, came or went. One query."""
    somme = {m._meta.db_table: conta(m._default_manager.all(), n=Sum(versione(m))) for m in modelli}
    return {tavola: riga.get("n") for tavola, riga in chiedi_insieme(somme).items()}
