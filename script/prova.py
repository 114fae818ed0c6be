"""Runs every check of the project, one after the other, and says at the end how each went."""

import argparse
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import installa

RADICE = installa.RADICE
BIN = RADICE / ".venv" / "bin"
# No server answers here: these commands only read the code.
SERVIZI = {
    "DATABASE_URL": "postgresql://nessuno@127.0.0.1:1/extranet",
    "REDIS_URL": "redis://127.0.0.1:1",
    "EMAIL_URL": "smtp://127.0.0.1:1",
}
PRODUZIONE = SERVIZI | {
    "EXTRANET_AMBIENTE": "produzione",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "extranet.example.org",
    "INDIRIZZO": "https://extranet.example.org",
}
PROVA = SERVIZI | {"EXTRANET_AMBIENTE": "prova", "SECRET_KEY": secrets.token_urlsafe(50)}

Controllo = Callable[[argparse.Namespace], bool]


def main() -> int:
    """0 when every check that was asked for is clean."""
    opzioni = _opzioni()
    esiti: dict[str, tuple[bool, float]] = {}
    for nome in opzioni.controlli or CONTROLLI:
        print(f"\n── {nome} " + "─" * (70 - len(nome)), flush=True)
        inizio = time.monotonic()
        esiti[nome] = CONTROLLI[nome](opzioni), time.monotonic() - inizio
    print("\n── riepilogo " + "─" * 61)
    for nome, (bene, secondi) in esiti.items():
        print(f"  {'bene' if bene else 'MALE'}  {nome:<22} {secondi:6.1f} s")
    return 0 if all(bene for bene, _ in esiti.values()) else 1


def lock(opzioni: argparse.Namespace) -> bool:
    """Both lock files are what `pyproject.toml` asks for; what the index has added since does not count."""
    return _lock_fresco("requirements.lock") and _lock_fresco(
        "requirements-dev.lock", "--extra", "dev", "-c", "requirements.lock"
    )


def ruff(opzioni: argparse.Namespace) -> bool:
    return _fa("ruff", "check", ".") & _fa("ruff", "format", "--check", ".")


def djade(opzioni: argparse.Namespace) -> bool:
    modelli = sorted(str(file) for file in RADICE.glob("templates/**/*.html"))
    return _fa("djade", "--check", "--target-version", "5.2", *modelli)


def mypy(opzioni: argparse.Namespace) -> bool:
    return _fa("mypy", ambiente=PROVA)


def importazioni(opzioni: argparse.Namespace) -> bool:
    return _fa("lint-imports", "--no-logo")


def produzione(opzioni: argparse.Namespace) -> bool:
    """What Django itself finds wrong with the settings of a public site."""
    return _fa("python", "manage.py", "check", "--deploy", "--fail-level", "WARNING", ambiente=PRODUZIONE)


def pytest(opzioni: argparse.Namespace) -> bool:
    """The tests, on real services, in a real browser and behind a real nginx: one process per core, and one
    more, since some of them mostly wait. Of the long series the share of the day, or with `--full` all."""
    procura()
    processi = str((os.cpu_count() or 1) + 1)
    turno = os.environ.get("TURNO") or time.strftime("%j")
    return _fa(
        *("python", "-m", "pytest", "-q", "-n", processi, "--dist", "loadgroup"),
        *(["-m", ""] if opzioni.full else []),
        ambiente={"TURNO": "" if opzioni.full else turno},
    )


CONTROLLI: dict[str, Controllo] = {
    verbo.__name__: verbo for verbo in (lock, ruff, djade, mypy, importazioni, produzione, pytest)
}


def procura() -> None:
    """Installs from Debian what some tests need, if missing and we may; else says what is not tested."""
    mancano = [programma for programma in PROGRAMMI if not programma.pronto()]
    if mancano and os.geteuid() == 0 and shutil.which("apt-get"):
        _installa(mancano)
        mancano = [programma for programma in mancano if not programma.pronto()]
    for programma in mancano:
        print("!" * 74)
        print(f"!! {programma.nome} (o una sua libreria) MANCA: {programma.senza}.")
        print(f"!! Come root: apt-get install {' '.join(programma.pacchetti)}")
        print("!" * 74, flush=True)


def _installa(programmi: "list[Programma]") -> None:
    """Each by itself: one that this Debian does not know keeps no other away."""
    # At this runlevel no service starts by being installed.
    apt = {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    _esegue(["apt-get", "update", "-qq"], apt)
    for programma in programmi:
        print(f"installo dai pacchetti di Debian: {' '.join(programma.pacchetti)}", flush=True)
        comando = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
        _esegue([*comando, *programma.pacchetti], apt)


def _browser_pronto() -> bool:
    """The shell of Chromium is there, and the program by which Playwright drives it finds its libraries."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell")
    guide = (RADICE / ".venv").glob("lib/python*/site-packages/playwright/driver/node")
    prove = [subprocess.run([guida, "--version"], capture_output=True, check=False) for guida in guide]
    return bool(chromium) and all(prova.returncode == 0 for prova in prove)


def _nginx_pronto() -> bool:
    """Debian keeps nginx where only root looks for programs."""
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    return bool(nginx and shutil.which("openssl"))


@dataclass(frozen=True)
class Programma:
    """A program that no Python package brings: its packages in Debian, and what is not tested without it."""

    nome: str
    pacchetti: tuple[str, ...]
    pronto: Callable[[], bool]
    senza: str


PROGRAMMI = (
    # The second is what Playwright's driver asks of the system, and a bare Debian has not.
    Programma(
        "CHROMIUM SENZA FINESTRE",
        ("chromium-headless-shell", "libatomic1"),
        _browser_pronto,
        "le prove nel browser usano Chromium intero, sei volte più lento, o se manca anche quello si saltano",
    ),
    Programma("NGINX", ("nginx-light", "openssl"), _nginx_pronto, "le prove della porta saranno saltate"),
)


def _lock_fresco(nome: str, *argomenti: str) -> bool:
    """Compiles the lock again, starting from itself, and compares packages, versions and conditions."""
    nuovo = RADICE / ".prove" / nome
    nuovo.parent.mkdir(exist_ok=True)
    shutil.copy(RADICE / nome, nuovo)
    fissi = ["--universal", "--generate-hashes", "--no-header", "--no-annotate", "--python-version", "3.11"]
    comando = [
        installa.trova_uv(),
        "pip",
        "compile",
        "-q",
        *fissi,
        *argomenti,
        "pyproject.toml",
        "-o",
        str(nuovo),
    ]
    if not _esegue(comando, installa.ambiente_di_uv(), stdout=subprocess.DEVNULL):
        return False
    differenze = set(_voci(nuovo)) ^ set(_voci(RADICE / nome))
    print(f"{nome}: aggiornato" if not differenze else f"{nome}: da ricompilare per {sorted(differenze)}")
    return not differenze


def _voci(file: Path) -> Iterator[str]:
    for riga in file.read_text().splitlines():
        if not riga.lstrip().startswith("--hash"):
            yield riga.removesuffix("\\").strip()


def _fa(programma: str, *argomenti: str, ambiente: Mapping[str, str] | None = None) -> bool:
    return _esegue([str(BIN / programma), *argomenti], ambiente or {})


def _esegue(comando: list[str], ambiente: Mapping[str, str], stdout: int | None = None) -> bool:
    completo = os.environ | dict(ambiente)
    # The tests start hundreds of processes: without what Python keeps of it, each would read Django anew.
    completo.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.run(comando, check=False, cwd=RADICE, env=completo, stdout=stdout).returncode == 0


def _opzioni() -> argparse.Namespace:
    lettore = argparse.ArgumentParser(
        prog="script/test", description="Controlla tutto, o solo ciò che si nomina."
    )
    lettore.add_argument("--full", action="store_true", help="anche le prove lunghe")
    lettore.add_argument("controlli", nargs="*", metavar="controllo", help=", ".join(CONTROLLI))
    opzioni = lettore.parse_args()
    for nome in opzioni.controlli:
        if nome not in CONTROLLI:
            lettore.error(f"«{nome}» non è un controllo: {', '.join(CONTROLLI)}")
    return opzioni


if __name__ == "__main__":
    sys.exit(main())
