"""What a container's health check runs: `python extranet/sonda.py SERVER [VOCE]`.

It ends well when the server is alive or, with VOCE, when that entry of its readiness is «bene». The standard
library alone, because it runs every few seconds.
"""

import http.client
import json
import os
import sys
from collections.abc import Sequence


def main(argomenti: Sequence[str]) -> int:
    """0 or 1, as Docker wants. The request names a host that the program accepts."""
    server, *voci = argomenti
    nome = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    collegamento = http.client.HTTPConnection(server, timeout=4)
    try:
        collegamento.request("GET", "/salute/pronta/" if voci else "/salute/", headers={"Host": nome})
        risposta = collegamento.getresponse()
        return 0 if risposta.status == 200 and _bene(risposta.read(), voci) else 1
    except (OSError, http.client.HTTPException):
        return 1


def _bene(corpo: bytes, voci: Sequence[str]) -> bool:
    return not voci or all(json.loads(corpo)[voce] == "bene" for voce in voci)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
