"""`manage.py traduzioni`: gathers what the public pages say and compiles its English."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from extranet import traduzioni


class Command(BaseCommand):
    help = "Aggiorna e compila le traduzioni inglesi delle pagine pubbliche."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--controlla", action="store_true", help="non scrive: dice che cosa non va")

    def handle(self, *args: Any, controlla: bool, **opzioni: Any) -> None:
        catalogo = traduzioni.catalogo()
        if not controlla:
            self._scrivi(catalogo)
        for mancante in traduzioni.mancanti(catalogo):
            self.stdout.write(f"  manca: {mancante}")
        vecchio = controlla and traduzioni.MO.read_bytes() != traduzioni.compilato(catalogo)
        if traduzioni.mancanti(catalogo) or vecchio:
            raise CommandError("Le traduzioni non sono a posto.")

    def _scrivi(self, catalogo: Any) -> None:
        traduzioni.PO.parent.mkdir(parents=True, exist_ok=True)
        traduzioni.PO.write_bytes(traduzioni.in_testo(catalogo))
        traduzioni.MO.write_bytes(traduzioni.compilato(catalogo))
