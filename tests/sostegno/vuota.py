"""What a test that commits leaves behind is taken away from the tables that it wrote in.

Django empties every table and makes permissions anew: a second for so many tables, after each such test.
"""

from django.db import connection, transaction
from django.test import TransactionTestCase

# What the first `migrate` writes, and no test.
RESTANO = ("django_migrations", "django_content_type", "auth_permission")


def installa():
    """From now on `transaction=True` ends like this."""
    TransactionTestCase._fixture_teardown = lambda prova: vuota()


@transaction.atomic
def vuota():
    """Deletes every row that is left, when nobody writes any more; without triggers, as some forbid it."""
    tavole = [t for t in connection.introspection.django_table_names(only_existing=True) if t not in RESTANO]
    with connection.cursor() as cursore:
        cursore.execute(f"LOCK TABLE {', '.join(tavole)} IN EXCLUSIVE MODE")
        cursore.execute(" UNION ALL ".join(f"(SELECT '{t}' WHERE EXISTS (SELECT FROM {t}))" for t in tavole))
        piene = [tavola for (tavola,) in cursore.fetchall()]
        cursore.execute("SET LOCAL session_replication_role = replica")
        for tavola in piene:
            cursore.execute(f"DELETE FROM {tavola}")
