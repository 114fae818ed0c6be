"""Loads the first version of the questionnaire; may be run at every start."""

from typing import Any

from django.core.management.base import BaseCommand

from feedback.azioni import carica_questionario


class Command(BaseCommand):
    help = "Carica e mette in uso il questionario della rete, se non ce n'è ancora uno."

    def handle(self, *args: Any, **opzioni: Any) -> None:
        caricato = carica_questionario()
        self.stdout.write("questionario: caricato" if caricato else "questionario: c'è già")
