"""Names of files, as they may be shown and downloaded on any system."""

import re
import unicodedata
from pathlib import PurePosixPath

LUNGHEZZA = 120
SENZA_NOME = "allegato"
_RISERVATI = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)
_VIETATI = re.compile(r'[<>:"|?*;%\\/]')


def pulisci(nome: str) -> str:
    """The last part of `nome`, without control, invisible or bidirectional characters, at most 120 long."""
    ultimo = re.split(r"[\\/]", unicodedata.normalize("NFC", nome))[-1]
    visibile = "".join(c if _visibile(c) else " " if c.isspace() else "" for c in ultimo)
    ordinato = re.sub(r"\s+", " ", _VIETATI.sub("_", visibile)).strip(" .")
    ordinato = _RISERVATI.sub(r"_\1", ordinato)
    percorso = PurePosixPath(ordinato or SENZA_NOME)
    radice, coda = (percorso.stem, percorso.suffix) if len(percorso.suffix) <= 10 else (percorso.name, "")
    return (radice[: LUNGHEZZA - len(coda)].rstrip(" .") or SENZA_NOME) + coda


def estensione(nome: str) -> str:
    """The extension in lower case, without its dot; of a signed file (`x.pdf.p7m`), `p7m`."""
    return PurePosixPath(nome).suffix.lower().removeprefix(".")


def _visibile(carattere: str) -> bool:
    categoria = unicodedata.category(carattere)
    return not categoria.startswith("C") and (categoria[0] != "Z" or carattere == " ")
