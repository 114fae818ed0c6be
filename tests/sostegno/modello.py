"""The migrated, empty database that every test database is copied from.

Running all the migrations takes seconds; their result is dumped once into `.prove/`, under a name that
changes with whatever the migrations are made of.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

RADICE = Path(__file__).resolve().parents[2]
APP = ("extranet", "dialogo", "feedback", "calendario", "pratiche", "circolari", "sportelli", "nucleo")
INGREDIENTI = ("migrations/**/*.*", "dati/**/*.*")


def prepara(postgres, cartella):
    """Fills the database of `postgres`: from the dump if it is there, else by migrating; then dumps it."""
    esportazione = cartella / f"modello-{_firma()}.sql"
    if esportazione.exists():
        _psql(postgres, esportazione)
        return
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity=0", "--skip-checks"],
        cwd=RADICE,
        env=os.environ | {"DATABASE_URL": postgres.url},
        check=True,
    )
    for vecchia in cartella.glob("modello-*.sql"):
        vecchia.unlink(missing_ok=True)
    provvisoria = esportazione.with_suffix(f".{os.getpid()}")
    provvisoria.write_text(postgres.esegui("pg_dump", "--no-owner", "-d", postgres.url))
    provvisoria.rename(esportazione)


def _psql(postgres, esportazione):
    with esportazione.open() as sql:
        postgres.esegui(
            "psql", "-Xq1", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, "-d", postgres.url, stdin=sql
        )


def _firma():
    impronta = hashlib.sha256()
    file = [
        percorso
        for app in APP
        for modo in INGREDIENTI
        for percorso in (RADICE / app).glob(modo)
        if percorso.suffix != ".pyc"
    ]
    for percorso in [RADICE / "requirements.lock", *sorted(file)]:
        impronta.update(f"{percorso.relative_to(RADICE)}\n".encode() + percorso.read_bytes())
    return impronta.hexdigest()[:16]
