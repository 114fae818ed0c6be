"""Makes `.venv` exactly what a lock file says: `python3 script/installa.py requirements.lock`.

It stands on the standard library alone, because a bare Debian has neither pip nor venv. It finds `uv`, or
gets it, always at the version and with the hashes of `script/uv.txt`, and lets `uv` do the rest. Indexes
come from the environment and from the configuration of the ordinary clients; none is named here.
"""

import configparser
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

RADICE = Path(__file__).resolve().parent.parent
ATTREZZI = RADICE / ".tools"
VENV = RADICE / ".venv"
PYTHON = VENV / "bin" / "python"
TIMBRO = VENV / "installato"
UV_TXT = RADICE / "script" / "uv.txt"
PYTHON_MINIMO = (3, 11)


def main() -> None:
    """Installs the lock file named on the command line; returns at once when it is installed already."""
    if sys.version_info < PYTHON_MINIMO:
        sys.exit("Serve Python 3.11 o più recente, questo è " + platform.python_version())
    lock = RADICE / sys.argv[1]
    if VENV.is_symlink() or _installato(lock):
        return  # a linked environment is looked after by who linked it
    print("  installo | le dipendenze (una volta sola)", flush=True)
    ambiente = ambiente_di_uv()
    uv = trova_uv()
    if not _funziona(PYTHON):
        shutil.rmtree(VENV, ignore_errors=True)
        _uv(uv, ambiente, "venv", "--quiet", "--python", sys.executable, str(VENV))
    TIMBRO.unlink(missing_ok=True)
    _uv(uv, ambiente, "pip", "sync", "--quiet", "--require-hashes", "--python", str(PYTHON), str(lock))
    TIMBRO.write_text(f"{lock.name} {_impronta(lock)}\n")


def _installato(lock: Path) -> bool:
    """Whether .venv holds this lock; the one for development holds everything that the other asks."""
    if not TIMBRO.exists() or not _funziona(PYTHON):
        return False
    nome, impronta = TIMBRO.read_text().split()
    presente = lock if nome == lock.name else RADICE / "requirements-dev.lock"
    return nome == presente.name and impronta == _impronta(presente)


def _impronta(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _uv(uv: str, ambiente: "dict[str, str]", *argomenti: str) -> None:
    if subprocess.run([uv, *argomenti], check=False, cwd=RADICE, env=ambiente).returncode:
        sys.exit("Le dipendenze non si installano: il motivo è scritto qui sopra.")


def ambiente_di_uv() -> "dict[str, str]":
    """The environment for `uv`: this Python, the machine's certificates, the index that pip would use."""
    ambiente = {
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_SYSTEM_CERTS": "1",
        "UV_HTTP_TIMEOUT": "120",
        **os.environ,
    }
    indice = indice_configurato()
    if indice and not {"UV_DEFAULT_INDEX", "UV_INDEX_URL"} & set(ambiente):
        ambiente["UV_DEFAULT_INDEX"] = indice
    return ambiente


def indice_configurato() -> str:
    """The package index that this machine's owner has chosen; empty when the clients' own is to be used."""
    for nome in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if os.environ.get(nome):
            return os.environ[nome]
    configurazione = configparser.RawConfigParser()
    casa = Path.home()
    configurazione.read(
        [
            *(
                "/etc/xdg/pip/pip.conf",
                "/etc/pip.conf",
                casa / ".pip/pip.conf",
                casa / ".config/pip/pip.conf",
            ),
            os.environ.get("PIP_CONFIG_FILE", os.devnull),
        ]
    )
    return configurazione.get("global", "index-url", fallback="")


def trova_uv() -> str:
    """The path of a `uv` that runs, from the nearest place that has one."""
    for candidato in (os.environ.get("UV"), shutil.which("uv"), str(ATTREZZI / "bin" / "uv")):
        if candidato and _funziona(candidato):
            return candidato
    ATTREZZI.mkdir(exist_ok=True)
    for fonte in (con_pip, con_venv, dall_indice, con_il_pip_di_debian):
        uv = fonte()
        if uv and _funziona(uv):
            return uv
    return sys.exit(
        "Non riesco a procurarmi uv. Installa python3-pip, oppure uv stesso, oppure indica un indice di "
        "pacchetti con PIP_INDEX_URL; poi ripeti il comando."
    )


def con_pip() -> str:
    return _installa_uv([sys.executable, "-m", "pip"])


def con_venv() -> str:
    """Through a throw-away environment, where Python carries its own pip."""
    with tempfile.TemporaryDirectory(dir=ATTREZZI) as cartella:
        if not _riesce([sys.executable, "-m", "venv", cartella]):
            return ""
        return _installa_uv([f"{cartella}/bin/python", "-m", "pip"])


def con_il_pip_di_debian() -> str:
    """With the wheel of pip that Debian packages, only unpacked: no root, nothing installed."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return ""
    with tempfile.TemporaryDirectory(dir=ATTREZZI) as nome:
        cartella = Path(nome)
        (cartella / "liste" / "partial").mkdir(parents=True)
        altrove = ["-o", f"Dir::State::lists={cartella}/liste", "-o", f"Dir::Cache={cartella}"]
        scarica = ["download", "-o", "APT::Sandbox::User=root", "python3-pip-whl"]
        if not _riesce(["apt-get", *scarica], cartella):
            _riesce(["apt-get", *altrove, "-o", "APT::Sandbox::User=root", "update"], cartella)
            _riesce(["apt-get", *altrove, *scarica], cartella)
        for pacchetto in cartella.glob("*.deb"):
            _riesce(["dpkg-deb", "-x", str(pacchetto), str(cartella / "aperto")])
        for ruota in (cartella / "aperto").glob("usr/share/python-wheels/pip-*.whl"):
            return _installa_uv([sys.executable, str(ruota / "pip")])
    return ""


def dall_indice() -> str:
    """Straight from a configured index: the wheel is a zip that holds one static program."""
    indice = indice_configurato()
    if not indice:
        return ""
    try:
        pagina = f"{indice.rstrip('/')}/uv/"
        with urlopen(pagina, timeout=60) as risposta:
            legami = re.findall(r'href="([^"#]+)', risposta.read().decode())
        with urlopen(urljoin(pagina, next(filter(_ruota_giusta, legami))), timeout=300) as risposta:
            return _estrai(risposta.read())
    except (OSError, ValueError, StopIteration):
        return ""


def _ruota_giusta(legame: str) -> bool:
    """Whether the link is the wheel of our version for this machine."""
    macchina = {"AMD64": "x86_64", "arm64": "aarch64"}.get(platform.machine(), platform.machine())
    sistema = "musllinux" if Path(f"/lib/ld-musl-{macchina}.so.1").exists() else "manylinux"
    if sys.platform == "darwin":
        macchina, sistema = platform.machine(), "macosx"
    versione = UV_TXT.read_text().split()[0].replace("==", "-")
    nome = legame.rsplit("/", 1)[-1]
    return nome.startswith(f"{versione}-py3-none-{sistema}") and nome.endswith(f"{macchina}.whl")


def _estrai(ruota: bytes) -> str:
    if f"sha256:{hashlib.sha256(ruota).hexdigest()}" not in UV_TXT.read_text():
        sys.exit("Il pacchetto uv dell'indice non è quello atteso (sha256): mi fermo.")
    with tempfile.TemporaryFile() as file:
        file.write(ruota)
        with zipfile.ZipFile(file) as archivio:
            nome = next(nome for nome in archivio.namelist() if nome.endswith(".data/scripts/uv"))
            programma = ATTREZZI / "bin" / "uv"
            programma.parent.mkdir(exist_ok=True)
            programma.write_bytes(archivio.read(nome))
    programma.chmod(0o755)
    return str(programma)


def _installa_uv(pip: "list[str]") -> str:
    """Installs uv beside the project with this pip; empty when pip is missing or cannot."""
    argomenti = ["install", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
    if _riesce([*pip, *argomenti, "--target", str(ATTREZZI), "--upgrade", "-r", str(UV_TXT)]):
        return str(ATTREZZI / "bin" / "uv")
    return ""


def _riesce(comando: "list[str]", cartella: Path = RADICE) -> bool:
    esito = subprocess.run(comando, check=False, cwd=cartella, stdin=subprocess.DEVNULL, capture_output=True)
    return esito.returncode == 0


def _funziona(programma: "str | Path") -> bool:
    try:
        return _riesce([str(programma), "--version"])
    except OSError:
        return False


if __name__ == "__main__":
    main()
