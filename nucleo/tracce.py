"""What the log may hold of an address: never the key in it, which opens a company's questionnaire (C3).

The database keeps of that key the fingerprint alone; who reads the log is not to have it either.
"""

import re
from collections.abc import MutableMapping
from typing import Any

CHIAVE = re.compile(r"(/questionario/)[^/?\s'\"]{16,}")


def senza_chiavi(_registro: Any, _metodo: str, evento: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A step of structlog: the same line, a dash where a key was."""
    for nome, valore in evento.items():
        if isinstance(valore, str):
            evento[nome] = CHIAVE.sub(r"\1-", valore)
    return evento
