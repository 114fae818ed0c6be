"""The real launcher in a folder of its own, as a person at a terminal would see it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from extranet.embedded.postgres import Postgres
from tests.sostegno import modello
from tests.sostegno.servizi import PROVE

RADICE = Path(__file__).resolve().parents[2]
# What a person's shell has not: the services of the tests.
DA_TOGLIERE = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SECRET_KEY", "EXTRANET_AMBIENTE")


class Lancio:
    """One `script/server` (without the installation) whose words go to a file."""

    def __init__(self, stato, *argomenti, porta=None, **variabili):
        self.stato, self.porta = Path(stato), porta or porta_libera()
        self.parole = self.stato.parent / f"parole-{self.porta}-{time.monotonic_ns()}"
        ambiente = {nome: valore for nome, valore in os.environ.items() if nome not in DA_TOGLIERE}
        ambiente |= {"EXTRANET_STATE": str(stato), "PORT": str(self.porta), **variabili}
        with self.parole.open("w") as uscita:
            self.processo = subprocess.Popen(
                [sys.executable, "-m", "extranet.embedded.avvio", "--senza-dati", *argomenti],
                cwd=RADICE,
                env=ambiente,
                stdout=uscita,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def ha_detto(self):
        return self.parole.read_text()

    def aspetta(self, parola, secondi=90):
        """Returns once `parola` has been said; fails, with all that was said, if it never is."""
        attendi(lambda: parola in self.ha_detto() or self.processo.poll() is not None, secondi, self.ha_detto)
        assert parola in self.ha_detto(), f"{self.ha_detto()}\n{di_stato(self.stato)}"

    def salute(self):
        with urlopen(f"http://127.0.0.1:{self.porta}/salute/pronta/", timeout=20) as risposta:
            return json.load(risposta)

    def processi(self):
        """pid → command of the launcher and of whatever it has started, that live."""
        tutti = dict(filter(None, map(_processo, Path("/proc").glob("[0-9]*"))))
        nostri = {self.processo.pid}
        while nuovi := {pid for pid, (padre, _) in tutti.items() if padre in nostri} - nostri:
            nostri |= nuovi
        return {pid: tutti[pid][1] for pid in nostri if pid in tutti}

    def pid_di(self, parola):
        """The oldest process whose command has `parola`."""
        return min(pid for pid, comando in self.processi().items() if parola in comando)

    def ferma(self, segnale=signal.SIGINT):
        self.processo.send_signal(segnale)
        return self.processo.wait(60)


def _processo(cartella):
    """pid → (parent, command) of a folder of /proc; None for who is gone, even if nobody has buried him."""
    try:
        stato, padre = (cartella / "stat").read_text().rpartition(")")[2].split()[:2]
        comando = (cartella / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return None
    return None if stato == "Z" else (int(cartella.name), (int(padre), comando))


def di_stato(stato):
    """pid → command of whatever lives with that state folder in its environment, whoever its parent is."""
    segno = f"EXTRANET_STATE={stato}".encode()
    nostri = {}
    for cartella in Path("/proc").glob("[0-9]*"):
        try:
            ambiente = (cartella / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if segno in ambiente and (processo := _processo(cartella)):
            nostri[int(cartella.name)] = processo[1]
    return nostri


def vivi(processi):
    """Those of `processi` (pid → command) that are still there."""
    ora = dict(filter(None, (_processo(Path("/proc") / str(pid)) for pid in processi)))
    return {pid: comando for pid, (_, comando) in ora.items()}


def attendi(condizione, secondi, racconta=str):
    limite = time.monotonic() + secondi
    while not condizione():
        assert time.monotonic() < limite, racconta()
        time.sleep(0.05)


def porta_libera():
    with socket.socket() as presa:
        presa.bind(("127.0.0.1", 0))
        return presa.getsockname()[1]


def stato_migrato(cartella):
    """A state folder whose database is already migrated, to spare each launch the time."""
    stato = cartella / "var"
    stato.mkdir()
    stato.chmod(0o711)
    postgres = Postgres(stato)
    postgres.avvia()
    modello.prepara(postgres, PROVE)
    postgres.ferma()
    return stato
