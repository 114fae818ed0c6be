"""Counts that never cost more than a page: past a thousand, nobody needs the exact number."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from nucleo import parole

TETTO = 1000
# Of the lists where one is not, it is enough to know that they are long.
TETTO_LINGUETTE = 200


@dataclass(frozen=True)
class Conta:
    """How many rows there are, exactly up to `TETTO`; beyond, `oltre` is true."""

    numero: int
    oltre: bool = False

    def __str__(self) -> str:
        return f"oltre {parole.migliaia(self.numero)}" if self.oltre else parole.migliaia(self.numero)

    def __bool__(self) -> bool:
        return self.numero > 0

    @classmethod
    def da(cls, quante: int, tetto: int = TETTO) -> "Conta":
        return cls(min(quante, tetto), quante > tetto)


class Linguetta(NamedTuple):
    """A tab over a list: its words, where it leads, how many rows stand behind it, whether one is there."""

    testo: str
    indirizzo: str
    quante: Conta
    attiva: bool


def conta(insieme: QuerySet[Any]) -> Conta:
    """The capped count of one query."""
    return conta_tutti({"": insieme})[""]


def conta_tutti(
    insiemi: Mapping[str, QuerySet[Any]], tetto: int = TETTO, *, intero: str = ""
) -> dict[str, Conta]:
    """Many capped counts in one query, each read up to `tetto` + 1 rows; that of `intero` up to TETTO + 1."""
    tetti = dict.fromkeys(insiemi, tetto) | ({intero: TETTO} if intero in insiemi else {})
    pezzi = {nome: _pezzo(insieme, tetti[nome] + 1) for nome, insieme in insiemi.items()}
    chiesti = {nome: pezzo for nome, pezzo in pezzi.items() if pezzo is not None}
    conti = dict.fromkeys(insiemi, Conta(0))
    if not chiesti:
        return conti
    colonne = ", ".join(sql for sql, _ in chiesti.values())
    parametri = [p for _, valori in chiesti.values() for p in valori]
    with connection.cursor() as cursore:
        cursore.execute(f"SELECT {colonne}", parametri)  # noqa: S608 - SQL that Django compiled, values apart
        riga = cursore.fetchone()
    return conti | {nome: Conta.da(quante, tetti[nome]) for nome, quante in zip(chiesti, riga, strict=True)}


def _pezzo(insieme: QuerySet[Any], quante: int) -> tuple[str, tuple[Any, ...]] | None:
    """SQL and values of a count up to `quante`; None when Django knows that there are none."""
    try:
        sql, valori = insieme.order_by().values("pk")[:quante].query.sql_with_params()
    except EmptyResultSet:
        return None
    return f"(SELECT count(*) FROM ({sql}) q)", valori  # noqa: S608 - SQL that Django compiled, values apart
