"""R-14: two beats, five beats, no beat for a day: everything is done, nothing twice."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from extranet.doveri import DOVERI
from extranet.tasks import ronda
from nucleo import notifiche, posta, tempo
from nucleo.models import Busta, Dovere, Notifica, Riepilogo
from nucleo.notifiche import Frequenza
from nucleo.posta.presa import parcheggia
from pratiche.models import Passo

pytestmark = pytest.mark.django_db(transaction=True)

LETTERE = 60


@pytest.fixture
def arretrato(decisione, referente_vino, amministratore, orologio, mailoutbox):
    """A day's work that nobody has swept: from Tuesday at ten to a minute past ten of Wednesday.

    A reminder to TP, a digest, an alert to the administrators, and letters due at every hour.
    """
    posta.spedisci_dovuti()
    mailoutbox.clear()
    orologio("2026-03-03 10:00")
    notifiche.scegli(referente_vino, {"decisioni": Frequenza.GIORNALIERA})
    notifiche.avvisa([referente_vino], argomento="decisioni", chiave="prova:1", titolo="Una novità")
    posta.accoda("veleno:1", "veleno@esempio.it", "Oggetto", "Testo")
    parcheggia(Busta.objects.get(chiave="veleno:1"), "non si compone")
    adesso = tempo.adesso()
    posta.accoda_tutti(
        posta.Messaggio(
            chiave=f"c:{n}",
            a=f"ditta{n}@d{n}.esempio.it",
            oggetto="Circolare",
            testo="Testo",
            non_prima_di=adesso + timedelta(minutes=24 * n),
        )
        for n in range(LETTERE)
    )
    orologio("2026-03-04 10:01")


def insieme(quanti, *lavori):
    """Every one of so many threads does all the jobs, at the same time as the others."""
    partenza = Barrier(quanti, timeout=30)

    def uno(_):
        try:
            for lavoro in lavori:
                partenza.wait()
                lavoro()
        finally:
            connection.close()

    with ThreadPoolExecutor(quanti) as fili:
        list(fili.map(uno, range(quanti)))


def tutto_una_volta(mailoutbox, amministratore, referente_vino, referente_moda):
    """Each thing was done, and said to each person once."""
    lettere = Counter(lettera.to[0] for lettera in mailoutbox)
    attese = {f"ditta{n}@d{n}.esempio.it": 1 for n in range(LETTERE)}
    persone = (amministratore, referente_vino, referente_moda)
    assert lettere == attese | {persona.email: 1 for persona in persone}
    assert Passo.objects.filter(genere="sollecito").count() == 1
    assert Riepilogo.objects.count() == 1
    assert Notifica.objects.filter(destinatario=amministratore, argomento="posta").count() == 1


@pytest.fixture
def tutto_fatto(arretrato, mailoutbox, amministratore, referente_vino, referente_moda):
    return lambda: tutto_una_volta(mailoutbox, amministratore, referente_vino, referente_moda)


@pytest.mark.parametrize("quante", [2, 5])
def test_piu_ronde_insieme_fanno_ogni_cosa_una_volta(tutto_fatto, quante):
    insieme(quante, ronda, posta.spedisci_dovuti)
    tutto_fatto()
    assert not Dovere.objects.exclude(fallimenti=0).exists()


def test_anche_senza_darsi_il_turno_ogni_cosa_si_fa_una_volta(tutto_fatto):
    """As when a sweep outlasts its lease and four others begin: each duty alone must bear it."""

    def compi(dovere):
        # Who comes second to a seal is refused by the database, and has nothing left to seal.
        with suppress(IntegrityError):
            dovere()

    insieme(5, *(lambda dovere=dovere: compi(dovere) for dovere in DOVERI.values()), posta.spedisci_dovuti)
    tutto_fatto()


def test_dopo_un_giorno_senza_ronda_la_prima_recupera_tutto(tutto_fatto, orologio, mailoutbox):
    """Beat sweeps within sixty seconds of its return: caught up in less than 120."""
    orologio("2026-03-04 10:02")
    ronda()
    posta.spedisci_dovuti()
    tutto_fatto()
    assert not Busta.objects.dovute().exists()


def test_la_ronda_dopo_non_ripete_nulla(tutto_fatto, orologio, mailoutbox):
    for minuto in range(2, 12):
        orologio(f"2026-03-04 10:{minuto:02}")
        ronda()
        posta.spedisci_dovuti()
    tutto_fatto()
