"""The database that `migrate` makes is the one that the models describe."""

from django.core.management import call_command
from django.db import connection
from pgtrigger import registry


def test_ogni_cambiamento_dei_modelli_ha_la_sua_migrazione(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_ogni_trigger_dei_modelli_e_al_suo_posto_e_nessun_altro(db):
    """Decision 0006: the history, the states and the frozen texts are kept by them."""
    with connection.cursor() as cursore:
        cursore.execute("SELECT tgname, tgenabled FROM pg_trigger WHERE tgname LIKE 'pgtrigger_%'")
        nel_database = dict(cursore.fetchall())
    nei_modelli = {trigger.get_pgid(modello) for modello, trigger in registry.registered()}
    assert nel_database.keys() == nei_modelli
    assert set(nel_database.values()) == {"O"}
