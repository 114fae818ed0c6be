"""The database that is measured: one of its own, never the program's."""

import psycopg
from django.conf import settings
from psycopg import sql


def vuota() -> None:
    """Makes the database anew. Raises SystemExit unless its name ends in «_banco»."""
    dati = settings.DATABASES["default"]
    if not dati["NAME"].endswith("_banco"):
        raise SystemExit("DATABASE_URL deve indicare una base dati il cui nome finisce in «_banco».")
    dove = {"host": dati["HOST"], "port": dati["PORT"], "user": dati["USER"], "password": dati["PASSWORD"]}
    with psycopg.connect(dbname="postgres", autocommit=True, **{k: v for k, v in dove.items() if v}) as base:
        nome = sql.Identifier(dati["NAME"])
        base.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(nome))
        base.execute(sql.SQL("CREATE DATABASE {}").format(nome))
