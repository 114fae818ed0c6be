"""Compares every grant with the law of visibility (C4, A-06)."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pratiche.azioni import verifica_visibilita


class Command(BaseCommand):
    help = "Ricalcola chi deve vedere ogni pratica e segnala ogni differenza; esce con 1 se ce ne sono."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--ripara", action="store_true", help="riscrive le concessioni che non tornano")

    def handle(self, *args: Any, ripara: bool, **opzioni: Any) -> None:
        verifica = verifica_visibilita(ripara=ripara)
        self.stdout.write(
            f"{verifica.pratiche} pratiche confrontate in {verifica.durata.total_seconds():.1f} s: "
            f"{verifica.mancanti} concessioni mancanti, {verifica.di_troppo} di troppo, "
            f"{verifica.riparate} pratiche riparate"
        )
        if not verifica.senza_deriva:
            sys.exit(1)
