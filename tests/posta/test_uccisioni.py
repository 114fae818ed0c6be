"""R-10: workers killed with SIGKILL while mail leaves: nothing lost, nothing early, hardly anything twice.

What may be repeated is only the e-mail whose acceptance is on its way to the worker at the instant of the
kill. The mail server is a process of its own, so that this instant is the program's and not the test's.
"""

import random
import sys
import time
from datetime import timedelta

import pytest
from django.db.models import Q

from nucleo import posta, tempo
from nucleo.models import Busta
from nucleo.posta import Messaggio
from tests.sostegno.lavoratori import Lavoratori, suona
from tests.sostegno.pozzo import Pozzo

pytestmark = pytest.mark.django_db(transaction=True)

# Small chunks and short leases, so that much can happen in a minute.
VELOCE = {"POSTA_MANCIATA": "10", "POSTA_PER_DOMINIO": "0"}
# A real server thinks this long about a recipient, and there are enough processes not to wait for it.
RITARDO = 0.06
PROCESSI = 6


@pytest.fixture
def pozzo(tmp_path):
    pozzo = Pozzo(tmp_path, attesa=RITARDO)
    yield pozzo
    pozzo.ferma()


@pytest.mark.timeout(600)
def test_chi_muore_spedendo_non_perde_e_non_ripete(pozzo, tmp_path, capsys):
    """R-10, CI size: 200 kills."""
    _prova(pozzo, tmp_path, capsys, uccisioni=200, lettere=5_000)


@pytest.mark.lungo
@pytest.mark.timeout(1800)
def test_chi_muore_mille_volte_non_perde_e_non_ripete(pozzo, tmp_path, capsys):
    """R-10: 1,000 kills."""
    _prova(pozzo, tmp_path, capsys, uccisioni=1_000, lettere=25_000)


def _prova(pozzo, tmp_path, capsys, *, uccisioni, lettere):
    inizio = time.monotonic()
    quando = _accoda(lettere)
    lavoratori = Lavoratori(
        2, tmp_path / "celery.log", processi=PROCESSI, EMAIL_URL=f"{pozzo.url}?timeout=2", **VELOCE
    )
    try:
        lavoratori.pronti()
        fatte = _uccidi(lavoratori, pozzo, uccisioni, lettere)
        _finisci()
    finally:
        lavoratori.ferma()
    tutti, arrivi = pozzo.arrivi, pozzo.per_indirizzo
    ripetizioni = len(tutti) - len(arrivi)
    in_anticipo = [arrivo.a for arrivo in tutti if arrivo.quando < quando[arrivo.a]]
    with capsys.disabled():
        sys.stdout.write(
            f"\nR-10: {fatte} uccisioni, {lettere} lettere, {len(quando) - len(arrivi)} perse, "
            f"{len(in_anticipo)} in anticipo, {ripetizioni} ripetute "
            f"({ripetizioni / fatte:.3f} per uccisione), {time.monotonic() - inizio:.0f} s\n"
        )
    assert arrivi.keys() == quando.keys()
    assert not in_anticipo
    assert len({(arrivo.a, arrivo.message_id) for arrivo in tutti}) == lettere
    assert ripetizioni <= 0.2 * fatte
    assert fatte == uccisioni
    assert Busta.objects.per_stato() == {"consegnato": lettere}


def _accoda(lettere):
    """Half is due now, half during the run; returns when each may leave."""
    adesso = tempo.adesso()
    quando = {
        f"ditta{n}@d{n % 200}.esempio.it": adesso
        + timedelta(seconds=random.choice([0, random.random() * 30]))
        for n in range(lettere)
    }
    posta.accoda_tutti(
        Messaggio(chiave=f"c:{a}", a=a, oggetto="Circolare", testo="Testo\n" * 20, non_prima_di=dal)
        for a, dal in quando.items()
    )
    return quando


def _uccidi(lavoratori, pozzo, uccisioni, lettere):
    """Kills at random instants, as fast as letters arrive and processes are born again, whole workers too."""
    fatte = 0
    while fatte < uccisioni:
        suona()
        time.sleep(random.random() * 2 * RITARDO)
        if pozzo.quante < fatte * lettere * 0.95 / uccisioni:
            continue
        if fatte % 25 == 24:
            fatte += lavoratori.uccidi_un_lavoratore()
        else:
            fatte += lavoratori.uccidi_un_figlio()
    return fatte


def _finisci():
    while Busta.objects.filter(~Q(stato="consegnato")).exists():
        suona()
        time.sleep(0.2)
