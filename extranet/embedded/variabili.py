"""The environment of the one-command stack: what the settings want, with local answers."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from extranet.embedded.processi import Guasto

RADICE = Path(__file__).resolve().parents[2]


def stato_da(ambiente: Mapping[str, str]) -> Path:
    """The state folder, made closed to others; root's lets PostgreSQL's account pass through."""
    stato = (RADICE / (ambiente.get("EXTRANET_STATE") or "var")).resolve()
    if not stato.exists():
        _crea(stato)
    if not os.access(stato, os.W_OK):
        raise Guasto(f"Non posso scrivere in {stato}: indica un'altra cartella con EXTRANET_STATE.")
    return stato


def _crea(stato: Path) -> None:
    try:
        stato.mkdir(parents=True)
    except OSError as errore:
        raise Guasto(
            f"Non posso creare la cartella {stato} ({errore.strerror}): indicane un'altra con EXTRANET_STATE."
        ) from errore
    stato.chmod(0o711 if os.geteuid() == 0 else 0o700)


def componi(ambiente: Mapping[str, str], stato: Path) -> dict[str, str]:
    """The variables of every program of the stack. What the person has set stays."""
    porta = ambiente.get("PORT") or "8000"
    if not porta.isdigit() or not 0 < int(porta) < 65536:
        raise Guasto(f"PORT deve essere un numero fra 1 e 65535, non {porta!r}.")
    predefinite = {
        "HOST": "127.0.0.1",
        "INDIRIZZO": f"http://localhost:{porta}",
        "EMAIL_URL": f"casella://{stato}/posta",
        "SECRET_KEY": segreto(stato / "segreto"),
    }
    date = {nome: valore for nome, valore in ambiente.items() if valore}
    nostre = {
        "PORT": porta,
        "EXTRANET_AMBIENTE": "locale",
        "EXTRANET_STATE": str(stato),
        "DJANGO_SETTINGS_MODULE": "extranet.settings",
        "PYTHONUNBUFFERED": "1",
    }
    return predefinite | date | nostre


def segreto(file: Path) -> str:
    """The key kept in `file`, readable by its owner alone; a new one the first time."""
    if not file.exists() or not file.read_text().strip():
        provvisorio = file.with_suffix(f".{os.getpid()}")
        provvisorio.touch(mode=0o600)
        provvisorio.write_text(secrets.token_urlsafe(50))
        provvisorio.rename(file)
    return file.read_text().strip()
