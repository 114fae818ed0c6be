"""A bound on how long one question may take: past it the reader hears why, and nobody else waits."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled


class TroppoLunga(Exception):
    """PostgreSQL has given the question up."""


@contextmanager
def entro(millisecondi: int | None) -> Iterator[None]:
    """What is asked inside must be answered within so long, None for any time; TroppoLunga otherwise."""
    if millisecondi is None:
        yield
        return
    dentro = connection.in_atomic_block
    try:
        with transaction.atomic(), connection.cursor() as cursore:
            cursore.execute("SELECT set_config('statement_timeout', %s, true)", [str(millisecondi)])
            yield
            if dentro:  # otherwise the setting ends with the transaction
                cursore.execute("SET LOCAL statement_timeout TO DEFAULT")
    except OperationalError as errore:
        if isinstance(errore.__cause__, QueryCanceled):
            raise TroppoLunga from errore
        raise
