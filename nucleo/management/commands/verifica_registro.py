"""`manage.py verifica_registro`: has anybody rewritten the logs?"""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nucleo import sigilli


class Command(BaseCommand):
    help = (
        "Recomputes the seals of the logs; exits with an error if a row was changed, removed or slipped in."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="writes one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        difetti = [str(difetto) for difetto in sigilli.verifica()]
        testa = sigilli.testa()
        if options["json"]:
            self.stdout.write(json.dumps({"testa": testa, "difetti": difetti}, ensure_ascii=False))
        else:
            self.stdout.write("\n".join([*difetti, f"Testa della catena: {testa}"]))
        if difetti:
            raise CommandError(f"{len(difetti)} difetti nei registri.")
