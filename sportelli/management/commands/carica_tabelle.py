"""Loads the lookup tables and the offices; may be run at every start."""

from typing import Any

from django.core.management.base import BaseCommand

from sportelli.azioni import carica_tabelle


class Command(BaseCommand):
    help = "Carica paesi, province, ATECO, settori, servizi, sportelli e testi di consenso che mancano."

    def handle(self, *args: Any, **opzioni: Any) -> None:
        for nome, quante in carica_tabelle().items():
            self.stdout.write(f"{nome}: {quante} in più")
