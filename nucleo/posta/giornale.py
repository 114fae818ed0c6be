"""What a worker has handed over and not yet marked, on the local disk, where it outlives the worker.

Marking e-mails one by one in the database costs as much as sending them; marking them in groups repeats a
group for each worker killed. So each delivery is first a line in a file, which costs microseconds, and then a
row, in groups. The kernel unlocks the file of a worker that dies, and whoever takes the next chunk on that
machine marks what it says. Should the machine itself be lost, at most one group leaves again, with the same
Message-IDs.
"""

import fcntl
import logging
import os
import time
import uuid
from pathlib import Path

from django.conf import settings

from nucleo import tempo
from nucleo.models import Busta
from nucleo.models.posta import StatoBusta

log = logging.getLogger(__name__)

CARTELLA = settings.STATO / "posta-in-corso"
GRUPPO = 50
AL_PIU_TARDI = 1.0


class Giornale:
    """The deliveries of one chunk: `segna` each at once, `chiudi` when the chunk is done."""

    def __init__(self, codice: uuid.UUID) -> None:
        self.codice = codice
        self._da_segnare: list[int] = []
        self._dal = 0.0
        self._percorso = CARTELLA / codice.hex
        self._file = _apri(self._percorso)

    def segna(self, pk: int) -> None:
        """From here on that e-mail will not leave again, even if this process dies now."""
        if self._file >= 0:
            os.write(self._file, b"%d\n" % pk)
        if not self._da_segnare:
            self._dal = time.monotonic()
        self._da_segnare.append(pk)
        if self._file < 0 or len(self._da_segnare) >= GRUPPO or time.monotonic() - self._dal > AL_PIU_TARDI:
            self.scrivi()

    def scrivi(self) -> None:
        """Brings what was handed over into the database."""
        if self._da_segnare:
            _consegnate(self.codice, self._da_segnare)
            self._da_segnare = []

    def chiudi(self) -> None:
        """Marks the last group and removes the file; if the database refuses, the file stays and is found."""
        try:
            self.scrivi()
            if self._file >= 0:
                self._percorso.unlink(missing_ok=True)
        finally:
            if self._file >= 0:
                os.close(self._file)


def recupera() -> int:
    """Marks what workers that died on this machine had handed over; how many e-mails that was."""
    try:
        percorsi = [percorso for percorso in CARTELLA.iterdir() if not percorso.suffix]
    except OSError:
        return 0
    return sum(_recupera(percorso) for percorso in percorsi)


def _recupera(percorso: Path) -> int:
    try:
        file = os.open(percorso, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return 0
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The last line may be half written: that e-mail has not been marked.
        righe = percorso.read_bytes().split(b"\n")[:-1]
        quante = _consegnate(uuid.UUID(percorso.name), [int(riga) for riga in righe])
        percorso.unlink(missing_ok=True)
    except (BlockingIOError, FileNotFoundError):
        # Its worker is alive, or somebody else was faster.
        return 0
    finally:
        os.close(file)
    log.warning("posta: %d e-mail consegnate da un processo morto, segnate ora", quante)
    return quante


def _consegnate(codice: uuid.UUID, chiavi: list[int]) -> int:
    """Only those still in that worker's hands: who took them meanwhile will say what became of them."""
    sue = Busta.objects.filter(pk__in=chiavi, presa_da=codice, stato=StatoBusta.IN_INVIO)
    return sue.update(
        stato=StatoBusta.CONSEGNATO, chiusa_il=tempo.adesso(), prese=0, presa_da=None, errore=""
    )


def _apri(percorso: Path) -> int:
    """A new file, locked before it has its name; -1 where nothing can be written: then rows come at once."""
    provvisorio = percorso.with_suffix(".nuovo")
    try:
        percorso.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(provvisorio, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, 0o600)
        fcntl.flock(file, fcntl.LOCK_EX)
        provvisorio.rename(percorso)
    except OSError as errore:
        log.warning("posta: niente giornale in %s (%s)", percorso.parent, errore)
        return -1
    return file
