"""R-10 on the sums: two processes refresh them at once, and are killed with SIGKILL while they do.

After each kill the work goes on; when nothing is left to be summed the cells are those of a count by hand,
and those that everything made anew would give.
"""

import random
import signal
import sys
import time

import pytest
from django.core.management import call_command
from django.db import connection

from extranet.embedded.processi import nasci, termina
from feedback.aggregati import FEEDBACK
from pratiche import azioni
from pratiche.aggregati import PRATICHE, SCAMBI
from pratiche.models import Pratica, PraticaDaContare
from tests.risultati.test_somme import a_mano, nelle_celle
from tests.sostegno.lavoratori import RADICE, ambiente, figli_di, uccidi

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]
RIGHE, PRATICHE_VIVE = 4_000, 24


@pytest.fixture
def contatori(tmp_path):
    with (tmp_path / "contatori.log").open("wb") as registro:
        processo = nasci(
            [sys.executable, "-m", "tests.sostegno.contatore", "2"],
            alla_morte=signal.SIGKILL,
            env=ambiente(),
            cwd=RADICE,
            stdout=registro,
            stderr=registro,
        )
    yield processo
    for figlio in figli_di(processo.pid):
        uccidi(figlio)
    termina(processo)


@pytest.mark.parametrize("uccisioni", [10, pytest.param(200, marks=pytest.mark.lungo)])
def test_chi_muore_sommando_non_perde_e_non_conta_due_volte(
    contatori, nuova_pratica, operatrice_fi, capsys, uccisioni
):
    inizio = time.monotonic()
    vive = [nuova_pratica("in_lavorazione") for _ in range(PRATICHE_VIVE)]
    fatte = a_meta = 0
    while fatte < uccisioni:
        _lavora(random.choice(vive), operatrice_fi)
        _riempi()
        a_meta += _uccidi_nel_mezzo(contatori)
        fatte += 1
    _finisci()
    with capsys.disabled():
        sys.stdout.write(
            f"\nR-10, somme: {fatte} uccisioni, {a_meta} di chi teneva le somme, "
            f"{time.monotonic() - inizio:.0f} s\n"
        )
    assert nelle_celle() == a_mano()
    assert a_meta, "nobody was killed in the middle"
    call_command("rifai_aggregati", verifica=True)


def _lavora(pratica, chi):
    """Somebody goes on working meanwhile: completed, or opened again."""
    pratica = Pratica.objects.get(pk=pratica.pk)
    if pratica.stato == "completata":
        azioni.riapri(pratica, "C'è altro", da=chi)
        return
    azioni.completa(pratica, esito="risolta", risposta="Ecco.", da=chi)


def _riempi():
    """Enough lines that the rounds follow one another."""
    chiavi = list(Pratica.objects.values_list("pk", flat=True))
    PraticaDaContare.objects.bulk_create(
        PraticaDaContare(genere="pratica", origine=random.choice(chiavi)) for _ in range(RIGHE)
    )


def _uccidi_nel_mezzo(contatori):
    """SIGKILL to the one that is in the middle of a round, or to any when there is none; whether it was."""
    figli = _in_due(contatori)
    time.sleep(random.random() * 0.3)
    while (chi := _chi_somma()) is None and PraticaDaContare.objects.exists():
        time.sleep(0.002)
    assert uccidi(chi or random.choice(figli))
    return chi is not None


def _in_due(contatori):
    limite = time.monotonic() + 60
    while len(figli := figli_di(contatori.pid)) < 2:
        assert contatori.poll() is None
        assert time.monotonic() < limite, "the processes do not start"
        time.sleep(0.01)
    return figli


def _chi_somma():
    """The pid of the process that is writing sums now."""
    with connection.cursor() as cursore:
        cursore.execute(
            "SELECT application_name FROM pg_stat_activity"
            " WHERE application_name LIKE 'conta-%' AND backend_xid IS NOT NULL"
        )
        riga = cursore.fetchone()
    return int(riga[0].removeprefix("conta-")) if riga else None


def _finisci():
    limite = time.monotonic() + 120
    while any(a.coda.objects.exists() for a in (PRATICHE, SCAMBI, FEEDBACK)) or _chi_somma():
        assert time.monotonic() < limite
        time.sleep(0.05)
