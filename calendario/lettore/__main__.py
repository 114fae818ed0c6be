"""The reader in its enclosure: a calendar comes in, what it says goes out, nothing else is within reach."""

import json
import resource
import sys
from datetime import date

from calendario.lettore import Illeggibile, leggi

SECONDI, MEMORIA = 30, 1024**3


def main() -> None:
    """Reads from the standard input, writes JSON: the events, or why it cannot be read."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDI, SECONDI))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORIA, MEMORIA))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        letto = leggi(sys.stdin.buffer.read(), date.fromisoformat(sys.argv[1]), sys.argv[2])
    except Illeggibile as perche:
        json.dump({"illeggibile": str(perche)}, sys.stdout)
    else:
        json.dump(letto.in_json(), sys.stdout)


if __name__ == "__main__":
    main()
