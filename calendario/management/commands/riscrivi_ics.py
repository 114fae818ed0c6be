"""Writes again, all at once, the VEVENTs that the sweep would write some hundreds a minute."""

from typing import Any

from django.core.management.base import BaseCommand

from calendario import azioni


class Command(BaseCommand):
    help = "Riscrive gli eventi ICS del calendario scritti con un altro codice o con altri nomi."

    def handle(self, *args: Any, **opzioni: Any) -> None:
        fatte = 0
        while riscritte := azioni.riscrivi_ics():
            fatte += riscritte
        self.stdout.write(f"{fatte} iniziative riscritte")
