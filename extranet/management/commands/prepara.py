"""`manage.py prepara`: makes database and static files ready to serve, after an update or the first time."""

import hashlib
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from calendario import azioni as calendario
from extranet.contesto import conti_dimostrativi
from extranet.dimostrazione import carica
from extranet.embedded.figli import dice
from feedback.azioni import carica_questionario
from pratiche.azioni import verifica_visibilita
from pratiche.models import VerificaVisibilita
from sportelli.azioni import carica_tabelle
from sportelli.models import Utente


class Command(BaseCommand):
    """Progress on stderr; on stdout the demonstration accounts, which exist in the local stack alone."""

    help = "Migrazioni, file statici e, in una base di dati vuota, i dati dimostrativi."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--senza-dati", action="store_true", help="non carica i dati dimostrativi")

    def handle(self, *args: Any, senza_dati: bool, **opzioni: Any) -> None:
        _passo("database aggiornato", _migra)
        _passo("tabelle caricate", _carica_tabelle)
        _passo("file statici raccolti", _raccogli)
        if settings.LOCALE and not senza_dati and not Utente.objects.exists():
            _passo("dati dimostrativi caricati", _carica_dimostrazione)
        _passo("questionario pronto", _carica_questionario)
        _passo("visibilità verificata", _verifica)
        if settings.LOCALE:
            self.stdout.write("".join(_conti()), ending="")


def _passo(testo: str, verbo: Callable[[], None]) -> None:
    inizio = time.monotonic()
    verbo()
    dice("prepara", f"{testo} ({time.monotonic() - inizio:.1f} s)", sys.stderr)


def _migra() -> None:
    call_command("migrate", interactive=False, verbosity=0)


def _carica_tabelle() -> None:
    carica_tabelle()
    calendario.prepara()


def _carica_questionario() -> None:
    carica_questionario()


def _verifica() -> None:
    """The first comparison of the grants with the law (A-06): the next ones are of each night."""
    if not VerificaVisibilita.objects.exists():
        verifica_visibilita()


def _carica_dimostrazione() -> None:
    carica.carica(lambda fatto: dice("prepara", f"dati dimostrativi: {fatto}", sys.stderr))


def _raccogli() -> None:
    """Collects the static files, when one of them has changed since the last time."""
    timbro = Path(settings.STATIC_ROOT) / ".impronta"
    impronta = _impronta_dei_file()
    if not timbro.exists() or timbro.read_text() != impronta:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        timbro.write_text(impronta)


def _impronta_dei_file() -> str:
    impronta = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for cercatore in get_finders():
        for nome, deposito in cercatore.list(None):
            file = Path(deposito.path(nome)).stat()
            impronta.update(f"{nome}:{file.st_size}:{file.st_mtime_ns}\n".encode())
    return impronta.hexdigest()


def _conti() -> Iterator[str]:
    """The demonstration accounts that are in this database, one a line."""
    presenti = set(Utente.objects.values_list("email", flat=True))
    for conto in conti_dimostrativi():
        if conto.email in presenti:
            yield f"  {conto.email:<45} {conto.password:<22} {conto.descrizione}\n"
