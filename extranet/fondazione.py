"""The first `migrate`, on a database that holds nothing: the tables as the models are today, at once.

Step by step it would take most of a minute, because after each step Django makes every model anew. Whatever
steps there are besides tables (extensions, SQL, rows) are taken as the migrations say, but for those that
change only rows which are there already (`elidable`), and all migrations are written down as taken: from then
on `migrate` goes on as usual. That both ways lead to the same database is proved by
tests/avvio/test_fondazione.py.
"""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.postgres.operations import CreateExtension
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython, RunSQL
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from django.db.models import Model

# What the tables stand on: extensions and the configuration of full-text search.
FONDAMENTA = ("nucleo", "0001_fondamenta")


def da_fondare(connessione: BaseDatabaseWrapper) -> bool:
    """Whether the database holds nothing at all."""
    return not connessione.introspection.table_names()


def fonda(connessione: BaseDatabaseWrapper) -> None:
    """All or nothing, in one transaction. Whoever called `migrate` goes on with what follows every migration:
    permissions, triggers."""
    piano = _piano(connessione)
    prima = [migrazione for migrazione in piano if (migrazione.app_label, migrazione.name) == FONDAMENTA]
    dopo = [migrazione for migrazione in piano if migrazione not in prima]
    with transaction.atomic(using=connessione.alias):
        with connessione.schema_editor() as scrive:
            _sql(prima, scrive)
            for modello in _modelli():
                scrive.create_model(modello)
        with connessione.schema_editor() as scrive:
            _sql(dopo, scrive)
            _righe(piano, scrive)
        annota = MigrationRecorder(connessione)
        annota.ensure_schema()
        for migrazione in piano:
            annota.record_applied(migrazione.app_label, migrazione.name)


def _piano(connessione: BaseDatabaseWrapper) -> list[Migration]:
    """Every migration, each after those that it needs."""
    esecutore = MigrationExecutor(connessione)
    piano = esecutore.migration_plan(esecutore.loader.graph.leaf_nodes())
    return [migrazione for migrazione, _indietro in piano]


def _modelli() -> Iterator[type[Model]]:
    """Those that have a table of their own; a table of many-to-many comes with its model."""
    for modello in apps.get_models():
        if modello._meta.managed and not modello._meta.proxy and not modello._meta.swapped:
            yield modello


def _sql(migrazioni: list[Migration], scrive: BaseDatabaseSchemaEditor) -> None:
    """Plain SQL and extensions, which change nothing of what the models are."""
    senza_modelli = ProjectState()
    for migrazione in migrazioni:
        for passo in migrazione.operations:
            if isinstance(passo, RunSQL | CreateExtension) and not passo.elidable:
                passo.database_forwards(migrazione.app_label, scrive, senza_modelli, senza_modelli)


def _righe(migrazioni: list[Migration], scrive: BaseDatabaseSchemaEditor) -> None:
    """What writes rows: those that must be there from the beginning; in the others there is nothing to do."""
    for migrazione in migrazioni:
        for passo in migrazione.operations:
            if isinstance(passo, RunPython) and not passo.elidable:
                passo.code(apps, scrive)  # type: ignore[arg-type]  # without rows, today's models do
