"""Several questions asked of the database as one, for a page that tells a little of many things (A-07)."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Value

Riga = dict[str, Any]


def conta(righe: "QuerySet[Any, Any]", **misure: Any) -> "QuerySet[Any, Any]":
    """The question that sums up rows, as `aggregate` would, for `chiedi_insieme`."""
    senza_gruppi: QuerySet[Any, Any] = righe.order_by().annotate(tutte_=Value(1)).values("tutte_")
    sommate: QuerySet[Any, Any] = senza_gruppi.annotate(**misure).values(*misure)
    return sommate


def chiedi_insieme(domande: "Mapping[str, QuerySet[Any, Any]]") -> dict[str, Riga]:
    """The first row of each question, by name; an empty one where there is none. One query.

    Values are those of JSON: an instant is written as ISO 8601 wants it.
    """
    parti: list[str] = []
    parametri: list[Any] = []
    for domanda in domande.values():
        testo, valori = domanda.query.sql_with_params()
        parti.append(f"(SELECT to_jsonb(r) FROM ({testo}) r LIMIT 1)")  # noqa: S608  # made by Django
        parametri += valori
    with connection.cursor() as cursore:
        cursore.execute(f"SELECT {', '.join(parti)}", parametri)
        riga = cursore.fetchone() or ()
    return {nome: _letta(valore) for nome, valore in zip(domande, riga, strict=True)}


def _letta(valore: str | None) -> Riga:
    riga: Riga = json.loads(valore, parse_float=Decimal) if valore else {}
    return riga
