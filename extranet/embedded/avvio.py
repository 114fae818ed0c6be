"""The launcher: one command for the whole program (`script/server`), and one Ctrl-C to stop it in order."""

import argparse
import errno
import http.client
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, Self

from extranet.embedded.figli import RADICE, Figlio, dice
from extranet.embedded.postgres import Postgres
from extranet.embedded.processi import SEGNALI, Guasto, Serratura, nasci, termina
from extranet.embedded.valkey import Valkey
from extranet.embedded.variabili import componi, stato_da

NOI = "extranet"
# How long the pages may take to answer for the first time.
PAZIENZA = 60.0
# How long who was stopped a moment ago may take to go.
SALUTI = 5.0
# A new database takes about 100 MiB, and its journal grows.
SPAZIO_MINIMO = 300


def main(argomenti: Sequence[str] | None = None) -> int:
    """Runs until Ctrl-C (0) or a failure (1); whatever happens, what was started is stopped."""
    opzioni = _opzioni(argomenti)
    for segnale in SEGNALI:
        signal.signal(segnale, signal.default_int_handler)
    try:
        with Avvio(senza_dati=opzioni.senza_dati) as avvio:
            avvio.parti()
            avvio.resta()
    except KeyboardInterrupt:
        return 0
    except Guasto as guasto:
        for motivo in dict.fromkeys([str(guasto), *_disco()]):
            dice(NOI, motivo)
    except OSError as errore:
        if errore.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        dice(NOI, f"Il disco è pieno ({errore.filename or 'i file del programma'}): libera spazio e riparti.")
    return 1


class Avvio:
    """The services, the programs and the order in which they start and stop."""

    def __init__(self, *, senza_dati: bool) -> None:
        self.senza_dati = senza_dati
        self.stato = stato_da(os.environ)
        self.serratura = Serratura(self.stato / "serratura")
        self.servizi: list[Postgres | Valkey] = []
        self.figli: list[Figlio] = []
        self.ambiente: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.ferma()

    def parti(self) -> None:
        """Starts everything; returns when the pages answer."""
        inizio = time.monotonic()
        self.ambiente = componi(os.environ, self.stato)
        indirizzo = self.ambiente["INDIRIZZO"]
        self.serratura.prendi(f"L'Extranet è già in funzione: {indirizzo} (processo {os.getpid()})", SALUTI)
        controlla_porta(self.ambiente["HOST"], int(self.ambiente["PORT"]))
        controlla_spazio(self.stato)
        self._accendi("DATABASE_URL", Postgres)
        self._accendi("REDIS_URL", Valkey)
        preparazione = Serratura(self.stato / "preparazione")
        preparazione.prendi("")
        self._pagine()
        conti = self._prepara()
        preparazione.lascia()
        self._aspetta_le_pagine()
        self._lavori()
        dice(NOI, f"pronta in {time.monotonic() - inizio:.1f} s")
        _presenta(indirizzo, conti)

    def resta(self) -> NoReturn:
        """Passes on what the programs say, and starts again whatever falls."""
        while True:
            self._giro()
            for servizio in self.servizi:
                if not servizio.vivo():
                    dice(servizio.nome, "è caduto: riparte")
                    servizio.avvia()

    def ferma(self) -> None:
        """Who makes work first, then who does it, then who keeps it. Deaf to a second Ctrl-C."""
        for segnale in SEGNALI:
            signal.signal(segnale, signal.SIG_IGN)
        if self.servizi or self.figli:
            dice(NOI, "mi fermo")
        for gruppo in (("ronda", "pagine"), ("lavori",)):
            _chiudi([figlio for figlio in self.figli if figlio.nome in gruppo])
        for servizio in reversed(self.servizi):
            servizio.ferma()
            dice(servizio.nome, "fermo")
        if self.servizi or self.figli:
            dice(NOI, "fermata")

    def _accendi(self, variabile: str, tipo: type[Postgres] | type[Valkey]) -> None:
        """Starts our own service, unless the environment names another one."""
        if self.ambiente.get(variabile):
            dice(tipo.nome, f"quello di {variabile}")
            return
        with _cronometro(tipo.nome, "in funzione"):
            servizio = tipo(self.stato)
            self.servizi.append(servizio)
            servizio.avvia()
        self.ambiente[variabile] = servizio.url

    def _prepara(self) -> str:
        """Migrations, static files, demonstration data; what it prints are the demonstration accounts."""
        comando = [sys.executable, "manage.py", "prepara", *(["--senza-dati"] if self.senza_dati else [])]
        processo = nasci(
            comando, alla_morte=signal.SIGKILL, cwd=RADICE, env=self.ambiente, stdout=subprocess.PIPE
        )
        try:
            conti, _ = processo.communicate()
        finally:
            if processo.poll() is None:
                termina(processo)
        if processo.returncode:
            raise Guasto("la preparazione non è riuscita: il motivo è scritto qui sopra.")
        return conti.decode()

    def _pagine(self) -> None:
        self._nasce("pagine", ["gunicorn", "-c", "python:extranet.embedded.web"], 15)

    def _aspetta_le_pagine(self) -> None:
        limite = time.monotonic() + PAZIENZA
        while not _risponde(self.ambiente["HOST"], int(self.ambiente["PORT"])):
            if time.monotonic() > limite:
                raise Guasto(f"le pagine non rispondono entro {PAZIENZA:.0f} s.")
            self._giro(0.1)

    def _lavori(self) -> None:
        """The worker, and the beat whose sweep needs no memory: a schedule in a file could only go stale."""
        celery = ["celery", "-q", "-A", NOI]
        lavori = ["worker", "-l", "warning", "-c", "2", "--without-gossip", "--without-mingle", *_piscina()]
        ronda = ["beat", "-l", "warning", "-S", "celery.beat:Scheduler", "--pidfile="]
        self._nasce("lavori", [*celery, *lavori], 30)
        self._nasce("ronda", [*celery, *ronda], 10)

    def _nasce(self, nome: str, comando: Sequence[str], pazienza: float) -> None:
        # As root Celery warns at every start; here nothing comes from outside, and JSON alone is read.
        python = [sys.executable, "-W", "ignore:You're running the worker", "-m"]
        figlio = Figlio(nome, [*python, *comando], self.ambiente, pazienza)
        self.figli.append(figlio)
        figlio.avvia()

    def _giro(self, attesa: float = 0.3) -> None:
        uscite = [uscita for figlio in self.figli for uscita in figlio.uscite()]
        select.select(uscite, [], [], attesa)
        for figlio in self.figli:
            figlio.sorveglia()


def controlla_porta(host: str, porta: int) -> None:
    """Guasto when somebody else already listens there."""
    with socket.socket() as presa:
        presa.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            presa.bind((host, porta))
        except OSError as errore:
            raise Guasto(
                f"La porta {porta} è occupata da un altro programma: scegline un'altra con "
                f"PORT={porta + 1} ./script/server ({errore.strerror})."
            ) from errore


def controlla_spazio(stato: Path) -> None:
    """Guasto when the disk of the state folder, or of the database, is about to be full."""
    for cartella in {stato, (stato / "pgdata").resolve()}:
        liberi = shutil.disk_usage(cartella).free // 2**20 if cartella.exists() else SPAZIO_MINIMO
        if liberi < SPAZIO_MINIMO:
            raise Guasto(
                f"Il disco è quasi pieno: in {cartella} restano {liberi} MB e ne servono {SPAZIO_MINIMO}. "
                "Libera spazio, o indica un'altra cartella con EXTRANET_STATE."
            )


def _disco() -> list[str]:
    """What a failure may come from, even if it does not say so."""
    try:
        controlla_spazio(stato_da(os.environ))
    except Guasto as guasto:
        return [str(guasto)]
    return []


def _risponde(host: str, porta: int) -> bool:
    collegamento = http.client.HTTPConnection(host, porta, timeout=5)
    try:
        collegamento.request("GET", "/salute/pronta/")
        return collegamento.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        collegamento.close()


def _chiudi(figli: Sequence[Figlio]) -> None:
    for figlio in figli:
        figlio.chiedi_di_finire()
    while sum(figlio.finito() for figlio in figli) < len(figli):
        time.sleep(0.05)
    for figlio in figli:
        dice(figlio.nome, "fermo")


def _piscina() -> list[str]:
    """Celery's processes share memory through /dev/shm; where it is missing, threads do the work."""
    return [] if os.access("/dev/shm", os.W_OK) else ["--pool", "threads"]  # noqa: S108  # not our file


@contextmanager
def _cronometro(nome: str, testo: str) -> Iterator[None]:
    inizio = time.monotonic()
    yield
    dice(nome, f"{testo} ({time.monotonic() - inizio:.1f} s)")


def _presenta(indirizzo: str, conti: str) -> None:
    print(f"\n  {indirizzo}/\n  {indirizzo}/posta-locale/   i messaggi che il programma ha scritto\n")
    if conti:
        print(conti)
    print("  Ctrl-C per fermare.\n", flush=True)


def _opzioni(argomenti: Sequence[str] | None) -> argparse.Namespace:
    lettore = argparse.ArgumentParser(
        prog="script/server",
        description="Avvia l'Extranet con tutto ciò che le serve e la tiene in funzione fino a Ctrl-C.",
        epilog="Variabili: PORT (8000), HOST (127.0.0.1), EXTRANET_STATE (var), "
        "DATABASE_URL, REDIS_URL, EMAIL_URL.",
    )
    lettore.add_argument("--senza-dati", action="store_true", help="non carica i dati dimostrativi")
    return lettore.parse_args(argomenti)


if __name__ == "__main__":
    sys.exit(main())
