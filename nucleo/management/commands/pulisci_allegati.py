"""Removes the private files that a killed process left without a row."""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import timedelta
from itertools import chain
from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand

from nucleo import tempo
from nucleo.allegati import Allegato

# Longer than any transaction lasts: a younger file may be about to get its row.
ETA_MINIMA = timedelta(days=1)


class Command(BaseCommand):
    help = "Toglie i file privati rimasti senza riga da più di un giorno (--prova li elenca soltanto)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prova", action="store_true", help="elenca senza togliere")

    def handle(self, *args: Any, prova: bool, **opzioni: Any) -> None:
        orfani = list(_orfani())
        for chiave in orfani:
            self.stdout.write(chiave)
            if not prova:
                default_storage.delete(chiave)
        self.stdout.write(f"{len(orfani)} file {'da togliere' if prova else 'tolti'}.")


def _orfani() -> Iterator[str]:
    conosciute = _conosciute()
    limite = tempo.adesso() - ETA_MINIMA
    for chiave in _chiavi():
        if chiave not in conosciute and default_storage.get_modified_time(chiave) < limite:
            yield chiave


def _conosciute() -> set[str]:
    modelli = [modello for modello in apps.get_models() if issubclass(modello, Allegato)]
    righe = (modello._default_manager.values_list("file", flat=True) for modello in modelli)
    return set(chain.from_iterable(righe))


def _chiavi() -> Iterator[str]:
    try:
        cartelle, _ = default_storage.listdir("")
    except FileNotFoundError:
        return
    for cartella in cartelle:
        for nome in default_storage.listdir(cartella)[1]:
            yield f"{cartella}/{nome}"
