"""Real Celery workers for the tests, in processes of their own that can be killed at any moment."""

import os
import random
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

from extranet.celery import app
from extranet.embedded.processi import Processo, nasci, termina
from nucleo.posta.coda import COMPITO

RADICE = Path(__file__).resolve().parents[2]


def url_del_database():
    """DATABASE_URL of the database that this test is using."""
    nome = connection.settings_dict["NAME"]
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{nome}").geturl()


def ambiente(**altro):
    return {**os.environ, "DATABASE_URL": url_del_database(), "PYTHONPATH": str(RADICE), **altro}


@dataclass
class Lavoratore:
    """One worker: a process that has others do the work, and what it says."""

    processo: Processo
    registro: Path

    @property
    def pid(self):
        return self.processo.pid

    @property
    def vivo(self):
        return self.processo.poll() is None

    @property
    def pronto(self):
        return b" ready." in self.registro.read_bytes()[:4000]


class Lavoratori:
    """Some workers, each with so many processes; the variables are added to their environment."""

    def __init__(self, quanti, registro, *, processi=2, **variabili):
        self.registro, self.quanti_figli = registro, str(processi)
        self.nati = 0
        self.ambiente = ambiente(**variabili)
        self.processi = [self._nuovo() for _ in range(quanti)]

    def _nuovo(self):
        self.nati += 1
        registro = self.registro.with_suffix(f".{self.nati}")
        comando = [sys.executable, "-m", "celery", "-A", "extranet", "worker", "-l", "info"]
        opzioni = ["--without-gossip", "--without-mingle", "--without-heartbeat", "-c", self.quanti_figli]
        with registro.open("ab") as uscita:
            processo = nasci(
                [*comando, *opzioni, "-n", f"prova{random.getrandbits(32):08x}@%h"],
                alla_morte=signal.SIGKILL,
                env=self.ambiente,
                cwd=RADICE,
                stdout=uscita,
                stderr=uscita,
            )
        return Lavoratore(processo, registro)

    def pronti(self, secondi=40):
        """Waits until each worker does its work."""
        limite = time.monotonic() + secondi
        while not all(lavoratore.pronto for lavoratore in self.processi):
            assert time.monotonic() < limite, f"i lavoratori non partono: {self.processi}"
            time.sleep(0.05)

    def figli(self):
        """The pids of those that do the work; a worker that gave up is replaced, as a launcher does.

        A worker gives up when a process of its dies before it has begun: nobody learns anything from that.
        """
        for n, lavoratore in enumerate(self.processi):
            if not lavoratore.vivo:
                self.processi[n] = self._nuovo()
        return [figlio for uno in self.processi if uno.pronto for figlio in figli_di(uno.pid)]

    def uccidi_un_figlio(self):
        """SIGKILL to one of the processes that work; False if none is there."""
        figli = self.figli()
        if not figli:
            return False
        return uccidi(random.choice(figli))

    def uccidi_un_lavoratore(self):
        """SIGKILL to a whole worker, and another takes its place."""
        n = random.randrange(len(self.processi))
        termina(self.processi[n].processo)
        self.processi[n] = self._nuovo()
        return True

    def ferma(self):
        for lavoratore in self.processi:
            if lavoratore.vivo:
                termina(lavoratore.processo)


def suona():
    """What the sweep does when something is due."""
    app.send_task(COMPITO, retry=False, expires=5, ignore_result=True)


def figli_di(pid):
    try:
        testo = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(figlio) for figlio in testo.split()]


def uccidi(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True
