"""A database founded at once is the one that the migrations make, one after the other."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.sostegno.lancio import RADICE

NOSTRO = "import django; django.setup(); from django.core.management import call_command; "
AL_MODO_DI_DJANGO = (
    f"{NOSTRO}from django.core.management.commands.migrate import Command; "
    "call_command(Command(), interactive=False, verbosity=0)"
)
FONDATO = f"{NOSTRO}call_command('migrate', interactive=False, verbosity=0)"
SCHEMA = "nspname = 'public'"
DOMANDE = {
    "columns": """
        SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated,
               a.attidentity, a.attstorage, a.attstattarget, pg_get_expr(d.adbin, d.adrelid)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = relnamespace
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE nspname = 'public' AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind = 'r'""",
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(k.oid) FROM pg_constraint k
        JOIN pg_namespace n ON n.oid = connamespace WHERE nspname = 'public' AND contype <> 'n'""",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": """
        SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger
        WHERE NOT tgisinternal""",
    "functions": """
        SELECT proname, prosrc FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace
        WHERE nspname = 'public' AND prokind = 'f' AND probin IS NULL""",
    "extensions": "SELECT extname FROM pg_extension",
    "searches": "SELECT cfgname FROM pg_ts_config",
    "migrations": "SELECT app, name FROM django_migrations",
    "groups": "SELECT name FROM auth_group",
    "permissions": "SELECT codename, name FROM auth_permission",
}


@pytest.mark.lungo
@pytest.mark.timeout(600)
def test_both_ways_lead_to_the_same_database(db):
    base = urlsplit(os.environ["DATABASE_URL"])
    fatti = {}
    with psycopg.connect(base._replace(path="/postgres").geturl(), autocommit=True) as server:
        for nome, modo in (("prova_fondato", FONDATO), ("prova_per_passi", AL_MODO_DI_DJANGO)):
            server.execute(f"DROP DATABASE IF EXISTS {nome}")
            server.execute(f"CREATE DATABASE {nome}")
            url = base._replace(path=f"/{nome}").geturl()
            ambiente = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "extranet.settings"}
            subprocess.run([sys.executable, "-c", modo], env=ambiente, cwd=RADICE, check=True)
            fatti[nome] = _descritto(url)
            server.execute(f"DROP DATABASE {nome} WITH (FORCE)")
    for che in DOMANDE:
        assert fatti["prova_fondato"][che] == fatti["prova_per_passi"][che], che


NOSTRE = ("nucleo_", "sportelli_", "pratiche_", "circolari_", "calendario_", "feedback_")


def test_a_database_that_holds_something_is_migrated_as_always(db):
    from django.db import connection

    from extranet import fondazione

    assert not fondazione.da_fondare(connection)


def _descritto(url):
    with psycopg.connect(url) as database:
        return {che: sorted(_righe(che, database.execute(sql))) for che, sql in DOMANDE.items()}


def _righe(che, righe):
    """Of tables that are not ours the names: the keys of old migrations were shorter."""
    for riga in righe:
        altrui = che in ("columns", "constraints", "indexes") and not riga[0].startswith(NOSTRE)
        yield str(riga[:1] if altrui else riga)
