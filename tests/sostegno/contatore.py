"""`python -m tests.sostegno.contatore 2`: so many processes that keep the sums true; a dead one is replaced.

Each is known to PostgreSQL as «conta-» and its pid.
"""

import os
import sys

import django


def conta():
    from extranet.doveri import aggiorna_aggregati

    while True:
        aggiorna_aggregati()


def nasce():
    """The pid of a new process, which does nothing else."""
    pid = os.fork()
    if not pid:
        os.environ["PGAPPNAME"] = f"conta-{os.getpid()}"
        try:
            conta()
        finally:
            os._exit(1)
    return pid


def main(quanti):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "extranet.settings")
    django.setup()
    import extranet.doveri  # noqa: F401  # read before forking, so that a birth is quick

    for _ in range(quanti):
        nasce()
    while True:
        os.wait()
        nasce()


if __name__ == "__main__":
    main(int(sys.argv[1]))
