"""`manage.py carica_dimostrazione`: a living network to look at, in an empty database."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from extranet.dimostrazione import carica
from extranet.dimostrazione.persone import PAROLA, PERSONE


class Command(BaseCommand):
    help = "Riempie una banca dati vuota con la rete dimostrativa."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--elenca-utenti", action="store_true", help="dice soltanto con chi si entra")

    def handle(self, *args: Any, elenca_utenti: bool, **opzioni: Any) -> None:
        if not elenca_utenti:
            self._carica()
        for persona in PERSONE:
            if persona.racconta:
                self.stdout.write(f"  {persona.email:45} {persona.racconta}")
        self.stdout.write(f"  password di tutti: {PAROLA}")

    def _carica(self) -> None:
        if settings.PRODUZIONE:
            raise CommandError("In produzione non si caricano dati dimostrativi: le password sono pubbliche.")
        try:
            carica.carica(lambda fatto: self.stdout.write(f"  {fatto}…"))
        except carica.DatiPresenti:
            raise CommandError(
                "Ci sono già dei dati: la dimostrazione si carica solo in una banca dati vuota."
            ) from None
