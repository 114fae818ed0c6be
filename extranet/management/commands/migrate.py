"""`manage.py migrate`, which founds an empty database at once (`extranet.fondazione`)."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from extranet import fondazione


class Command(migrate.Command):
    """Django's own, on every database that holds something already."""

    def handle(self, *args: Any, **opzioni: Any) -> None:
        connessione = connections[opzioni["database"]]
        tutto = not (opzioni["app_label"] or opzioni["plan"] or opzioni["check_unapplied"])
        if tutto and fondazione.da_fondare(connessione):
            fondazione.fonda(connessione)
        super().handle(*args, **opzioni)
