"""Sums everything anew, or only compares it with what the rows say (C5)."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from extranet.doveri import AGGREGATI
from nucleo import parole
from sportelli.aggregati import rifai


class Command(BaseCommand):
    help = "Ricalcola da zero le somme dei risultati; esce con 1 se quelle che c'erano non tornavano."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--verifica", action="store_true", help="confronta, e lascia tutto com'è")

    def handle(self, *args: Any, verifica: bool, **opzioni: Any) -> None:
        differenze = [rifai(aggregato, prova=verifica) for aggregato in AGGREGATI]
        for aggregato, esito in zip(AGGREGATI, differenze, strict=True):
            self.stdout.write(
                f"{aggregato.nome}: {parole.migliaia(esito.somme)} somme, "
                f"{parole.migliaia(esito.sbagliate)} differenze"
            )
        if not all(esito.nessuna for esito in differenze):
            sys.exit(1)
