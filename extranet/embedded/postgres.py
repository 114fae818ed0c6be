"""PostgreSQL from its wheel, run in the foreground as a child process and reached by a unix socket alone."""

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import psycopg

from extranet.embedded import luoghi
from extranet.embedded.processi import Guasto, Processo, finisci, nasci

UTENTE = BASE = "extranet"
# Higher than any system gives.
PID_DI_NESSUNO = str(2**22 + 1)
OPZIONI = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "120",
    "shared_buffers": "128MB",
    "log_min_duration_statement": "500",
}
# For tests: data that nobody will miss.
SENZA_RETE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres:
    """One cluster in `<stato>/pgdata`; whether it runs already is judged by PostgreSQL, not by a pid."""

    nome = "postgres"

    def __init__(self, stato: Path, *, effimero: bool = False) -> None:
        self.luogo = luoghi.di_postgres(stato)
        self.opzioni = OPZIONI | (SENZA_RETE if effimero else {})
        self.registro = stato / "postgres.log"
        self.processo: Processo | None = None

    @property
    def url(self) -> str:
        return f"postgresql://{UTENTE}@/{BASE}?host={self.luogo.socket}"

    def avvia(self, secondi: float = 60) -> None:
        """Makes the cluster if there is none, starts it, and returns when it answers.

        Orphans of a killed server may hold the data for a second or two: it tries again for 20 s.
        """
        self._crea()
        self._dimentica_i_morti()
        limite, ultimo_tentativo = time.monotonic() + secondi, time.monotonic() + 20
        while not self._parte(limite):
            if time.monotonic() > ultimo_tentativo:
                raise Guasto(f"PostgreSQL non parte: vedi {self.registro}")
            time.sleep(0.5)

    def vivo(self) -> bool:
        return self.processo is not None and self.processo.poll() is None

    def ferma(self, secondi: float = 20) -> None:
        """A fast shutdown: SIGTERM would wait for every client."""
        if self.processo is not None:
            finisci(self.processo, signal.SIGINT, secondi)

    def esegui(self, programma: str, *argomenti: str, stdin: Any = subprocess.DEVNULL) -> str:
        """What one of PostgreSQL's own programs prints; Guasto, with its words, when it fails."""
        esito: subprocess.CompletedProcess[str] = subprocess.run(
            [str(self.luogo.binari / programma), *argomenti],
            check=False,
            stdin=stdin,
            capture_output=True,
            text=True,
            **self._come(),
        )
        if esito.returncode:
            raise Guasto(f"{programma} non riesce: {esito.stderr.strip()}")
        return esito.stdout

    def _crea(self) -> None:
        versione = self.luogo.dati / "PG_VERSION"
        if versione.exists():
            self._confronta(versione.read_text().strip())
            return
        nuova = luoghi.culla(self.luogo)
        self.esegui(
            *("initdb", "-D", str(nuova), "-U", UTENTE, "--auth=trust", "--encoding=UTF8"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"),
        )
        nuova.rename(self.luogo.dati)

    def _dimentica_i_morti(self) -> None:
        """A pid that now belongs to another program, or a lock file left empty, would stop PostgreSQL.

        A pid that nobody can have lets it go on to its other check: that no orphan still uses the memory.
        """
        for file in (self.luogo.dati / "postmaster.pid", self.luogo.socket / ".s.PGSQL.5432.lock"):
            righe = file.read_text().splitlines() if file.exists() else []
            if not righe:
                file.unlink(missing_ok=True)
            elif not self._e_nostro(righe[0]):
                file.write_text("\n".join([PID_DI_NESSUNO, *righe[1:], ""]))

    def _e_nostro(self, pid: str) -> bool:
        """Whether that process is a server of these data, or might be."""
        processi = Path("/proc")
        if not (processi / "self").exists():
            return True
        try:
            comando = (processi / pid.strip() / "cmdline").read_bytes()
        except OSError:
            return False
        return str(self.luogo.dati).encode() in comando.split(b"\0")

    def _confronta(self, dei_dati: str) -> None:
        dei_binari = self.esegui("postgres", "--version").split()[2].split(".")[0]
        if dei_dati != dei_binari:
            raise Guasto(
                f"I dati in {self.luogo.dati} sono di PostgreSQL {dei_dati}, i programmi sono {dei_binari}: "
                "esporta con pg_dump della versione vecchia e importa con pg_restore della nuova."
            )

    def _come(self) -> dict[str, Any]:
        """The environment and the account of every program of PostgreSQL."""
        ambiente = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))}
        ambiente |= {"LC_ALL": "C", "TZ": "UTC", "PATH": f"{self.luogo.binari}:/usr/bin:/bin"}
        conto = self.luogo.conto
        chi = {"user": conto.pw_uid, "group": conto.pw_gid, "extra_groups": []} if conto else {}
        return {"env": ambiente, "cwd": "/", **chi}

    def _parte(self, limite: float) -> bool:
        """Starts the server; False when it ended by itself, true once it answers."""
        comando: list[str | Path] = [self.luogo.binari / "postgres", "-D", self.luogo.dati]
        comando += ["-k", self.luogo.socket]
        for nome, valore in self.opzioni.items():
            comando += ["-c", f"{nome}={valore}"]
        with self.registro.open("ab") as registro:
            self.processo = nasci(
                comando, alla_morte=signal.SIGQUIT, stdout=registro, stderr=registro, **self._come()
            )
        while self.vivo():
            if self._risponde():
                return True
            if time.monotonic() > limite:
                raise Guasto(f"PostgreSQL non risponde: vedi {self.registro}")
            time.sleep(0.03)
        return False

    def _risponde(self) -> bool:
        """Whether it takes connections; makes our database the first time."""
        try:
            with psycopg.connect(
                host=str(self.luogo.socket), user=UTENTE, dbname="postgres", autocommit=True
            ) as connessione:
                c_e = connessione.execute("select 1 from pg_database where datname = %s", [BASE]).fetchone()
                if not c_e:
                    connessione.execute(f'create database "{BASE}"')
        except psycopg.OperationalError:
            return False
        return True
