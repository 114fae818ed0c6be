"""Child processes that cannot outlive their parent, and a lock that cannot go stale."""

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Processo = subprocess.Popen[bytes]
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
_PR_SET_PDEATHSIG = 1
# What asks the launcher to stop.
SEGNALI = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Guasto(Exception):
    """Why the program cannot start or go on, in words for the person at the terminal."""


def muori_col_padre(segnale: int) -> None:
    """The kernel sends `segnale` to this process when its parent dies, even by SIGKILL (Linux only).

    The setting is lost at a fork and at a change of user, and follows the parent's *thread*.
    """
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, segnale, 0, 0, 0)


def nasci(comando: Sequence[str | Path], *, alla_morte: int = signal.SIGTERM, **opzioni: Any) -> Processo:
    """A Popen in a session of its own, which gets `alla_morte` when this process dies.

    The session keeps the terminal's Ctrl-C away, so that the launcher decides the order of the stop.
    """
    with _senza_interruzioni():
        return subprocess.Popen(
            [str(parte) for parte in comando],
            stdin=subprocess.DEVNULL,
            preexec_fn=_alla_nascita(alla_morte),  # noqa: PLW1509  # no program that calls this has threads
            **opzioni,
        )


@contextmanager
def _senza_interruzioni() -> Iterator[None]:
    """A Ctrl-C waits until the child is there: in the middle of a fork Python would lose it."""
    prima = signal.pthread_sigmask(signal.SIG_BLOCK, SEGNALI)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, prima)


def _alla_nascita(segnale: int) -> Callable[[], None]:
    """What the child does between fork and exec; Popen's `user=` comes before it, as prctl needs."""
    padre = os.getpid()

    def prepara() -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SEGNALI)
        os.setsid()
        muori_col_padre(segnale)
        if os.getppid() != padre:
            os._exit(1)

    return prepara


def finisci(processo: Processo, segnale: int, secondi: float) -> None:
    """Asks the process to end with `segnale` and waits; after `secondi` kills its whole session."""
    if processo.poll() is not None:
        return
    processo.send_signal(segnale)
    try:
        processo.wait(secondi)
    except subprocess.TimeoutExpired:
        termina(processo)


def termina(processo: Processo) -> None:
    """Kills the process with everything in its session, and waits for it."""
    os.killpg(processo.pid, signal.SIGKILL)
    processo.wait()


class Serratura:
    """One holder at a time for a file; the kernel frees it when the holder dies.

    Keep the object referenced as long as the lock must hold.
    """

    def __init__(self, percorso: Path) -> None:
        self._file = percorso.open("a+")

    def prendi(self, messaggio: str, pazienza: float = 0.0) -> None:
        """Takes the lock and leaves `messaggio` for who comes second; Guasto, with it, if it is taken.

        Who is just ending gets `pazienza` seconds: Ctrl-C and a new start at once is what people do.
        """
        limite = time.monotonic() + pazienza
        while not self._libera():
            if time.monotonic() >= limite:
                self._file.seek(0)
                raise Guasto(self._file.read().strip())
            time.sleep(0.1)
        self._file.truncate(0)
        self._file.write(messaggio)
        self._file.flush()

    def _libera(self) -> bool:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def aspetta(self) -> None:
        """Takes the lock as soon as its holder leaves it."""
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def lascia(self) -> None:
        self._file.close()
