"""The doorbell: tells the workers that there is something to do, after the commit, if it can.

Nothing depends on it. What must be done is a row, and the sweep finds it within a minute; a ring only makes
it sooner. It never makes anybody wait: a thread of its own speaks to the broker, and when the broker does
not answer the bell rests for a while.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction

log = logging.getLogger(__name__)

RIPOSO = timedelta(seconds=5)
# What publishes the name of a task; the top floor, which alone knows the broker, puts it here.
Squilla = Callable[[str], None]


def collega(squilla: Squilla | None) -> None:
    """Says how to ring; None makes the bell mute."""
    _campanello.squilla = squilla


def suona(compito: str) -> None:
    """Rings for a task once the current transaction is committed: once, however often it is asked."""
    suonata = _Suonata(compito)
    if suonata not in [funzione for _, funzione, *_ in transaction.get_connection().run_on_commit]:
        transaction.on_commit(suonata, robust=True)


class _Suonata:
    """A ring that waits for the commit; two for the same task are one."""

    def __init__(self, compito: str) -> None:
        self.compito = compito

    def __eq__(self, altra: object) -> bool:
        return isinstance(altra, _Suonata) and altra.compito == self.compito

    def __hash__(self) -> int:
        return hash(self.compito)

    def __call__(self) -> None:
        _campanello.prenota(self.compito)


class _Campanello:
    """The thread that rings, started at the first ring of each process."""

    def __init__(self) -> None:
        self.squilla: Squilla | None = None
        self.dimentica()

    def dimentica(self) -> None:
        """A process just forked has none of its parent's threads, and must not wait for their locks."""
        self._da_suonare: set[str] = set()
        self._cambio = threading.Condition()
        self._filo: threading.Thread | None = None

    def prenota(self, compito: str) -> None:
        if self.squilla is None:
            return
        with self._cambio:
            self._da_suonare.add(compito)
            if self._filo is None:
                self._filo = threading.Thread(target=self._suona_sempre, name="campanello", daemon=True)
                self._filo.start()
            self._cambio.notify()

    def _suona_sempre(self) -> None:
        while True:
            with self._cambio:
                while not self._da_suonare:
                    self._cambio.wait()
                compito = self._da_suonare.pop()
            if not self._suona(compito):
                time.sleep(RIPOSO.total_seconds())
                self.prenota(compito)

    def _suona(self, compito: str) -> bool:
        try:
            if self.squilla is not None:
                self.squilla(compito)
        except Exception as errore:  # noqa: BLE001  # whatever the broker does, nothing is lost
            log.warning("campanello: %s non suona: %s", compito, errore)
            return False
        return True


_campanello = _Campanello()
os.register_at_fork(after_in_child=_campanello.dimentica)
