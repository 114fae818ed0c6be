"""R-11: Redis is emptied, restarted, gone, stalled, while mail leaves and people work: nobody is harmed."""

import random
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from threading import Event
from types import SimpleNamespace

import pytest
from celery import Celery
from django.db import connection
from django.urls import reverse

from extranet import ambiente
from extranet.embedded.valkey import Valkey
from nucleo import posta
from nucleo.models import Busta
from pratiche import azioni
from pratiche.models import Nota
from tests.conftest import PAROLA
from tests.sostegno.lancio import attendi
from tests.sostegno.lavoratori import Lavoratori
from tests.sostegno.pagine import Pagine, Visita
from tests.sostegno.pozzo import Pozzo

pytestmark = pytest.mark.django_db(transaction=True)

GUASTI = ("svuota", "riavvia", "spegni", "blocca")
# How long Redis is gone or stalled, in seconds: longer than every patience of ours with it.
DURATA = 2.5
# A stalled broker may cost a page so much, on a machine busy with the other tests.
PAGINA_LENTA = 5.0


@pytest.fixture
def valkey(tmp_path):
    server = Valkey(tmp_path, effimero=True)
    server.avvia()
    yield server
    server.processo.send_signal(signal.SIGCONT)
    server.ferma()


@pytest.fixture
def casa(valkey, tmp_path):
    """The pages, the workers and the mail server, all but Redis as on a good day."""
    parti = [Pozzo(tmp_path, attesa=0.05)]
    variabili = {"REDIS_URL": valkey.url, "EMAIL_URL": parti[0].url, "POSTA_PER_DOMINIO": "0"}
    try:
        parti.append(Lavoratori(2, tmp_path / "celery.log", processi=1, POSTA_MANCIATA="10", **variabili))
        parti.append(Pagine(tmp_path / "pagine.log", **variabili))
        parti[1].pronti()
        yield SimpleNamespace(pozzo=parti[0], lavoratori=parti[1], pagine=parti[2])
    finally:
        for parte in reversed(parti):
            parte.ferma()


@pytest.fixture
def pratica(campi, operatrice_fi, referente_moda):
    """TP takes part in it: each note that the office writes for TP is a mail to the Referente."""
    pratica = azioni.crea(campi, da=operatrice_fi)
    azioni.apri(pratica, da=operatrice_fi)
    azioni.prendi_in_carico(pratica, da=operatrice_fi)
    azioni.chiedi_intervento(pratica, "Scriviamo noi.", referente=referente_moda, da=operatrice_fi)
    return pratica


def test_senza_redis_nessuno_se_ne_accorge(casa, valkey, pratica, operatrice_fi, referente_moda, capsys):
    """R-11, CI size: each harm twice."""
    _prova(casa, valkey, pratica, operatrice_fi, referente_moda, capsys, volte=2, lettere=600)


@pytest.mark.lungo
@pytest.mark.timeout(900)
def test_con_redis_malato_a_lungo(casa, valkey, pratica, operatrice_fi, referente_moda, capsys):
    """R-11: each harm twenty times."""
    _prova(casa, valkey, pratica, operatrice_fi, referente_moda, capsys, volte=20, lettere=4_000)


def _prova(casa, valkey, pratica, operatrice, referente, capsys, *, volte, lettere):
    posta.accoda_tutti(
        posta.Messaggio(chiave=f"c:{n}", a=f"ditta{n}@esempio.it", oggetto="Circolare", testo="Testo")
        for n in range(lettere)
    )
    basta = Event()
    with ThreadPoolExecutor(4) as fili:
        persone = [fili.submit(_lavora, casa, pratica, operatrice, basta) for _ in range(2)]
        ronda = fili.submit(_fa_la_ronda, casa, valkey, basta)
        blocchi = _fai_danni(valkey, volte)
        basta.set()
        visite = [persona.result() for persona in persone]
        ronda.result()
    _finisci(casa, valkey)
    risposte = [risposta for visita in visite for risposta in visita.risposte]
    lente = sorted(r.secondi for r in risposte if any(dal < r.alle < al for dal, al in blocchi))
    note = Nota.objects.filter(pratica=pratica).count()
    attese = {f"ditta{n}@esempio.it": 1 for n in range(lettere)} | {referente.email: note + 1}
    arrivate = casa.pozzo.per_indirizzo
    male = sorted({r.stato for r in risposte if r.stato >= 500})
    p99 = lente[int(len(lente) * 0.99)]
    with capsys.disabled():
        sys.stdout.write(
            f"\nR-11: {volte * len(GUASTI)} guasti, {len(risposte)} pagine, {note} note, errori {male}, "
            f"{sum(attese.values())} lettere, {len(attese.keys() - arrivate.keys())} perse; "
            f"con Redis bloccato {len(lente)} pagine, p99 {p99 * 1000:.0f} ms\n"
        )
    assert male == []
    assert sum(r.stato == 302 for r in risposte) == note + len(visite), "each note and each sign-in"
    assert arrivate == attese
    assert p99 <= PAGINA_LENTA


def _lavora(casa, pratica, operatrice, basta):
    """Somebody signs in, reads, writes notes, and somebody else forgets her password meanwhile."""
    persona, smemorata = Visita(casa.pagine.url), Visita(casa.pagine.url)
    entrata, nota = reverse("account_login"), reverse("pratiche:nota", args=[pratica.numero])
    persona.leggi(entrata)
    assert persona.manda(entrata, login=operatrice.email, password=PAROLA) == 302
    smemorata.leggi(entrata)
    while not basta.is_set():
        persona.leggi(reverse("cruscotto"))
        persona.leggi(reverse("pratiche:elenco"))
        persona.leggi(reverse("salute_pronta"))
        persona.leggi(nota)
        persona.manda(nota, testo=f"Novità dalla dogana, {len(persona.risposte)}", pubblico="tp")
        # The counters of attempts are what the pages keep in Redis.
        smemorata.manda(entrata, login="nessuno@prova.example", password="non lo so")
        time.sleep(0.05)
    persona.risposte += smemorata.risposte
    return persona


def _fa_la_ronda(casa, valkey, basta):
    """What beat does, but every second; and like the launcher it starts again the workers that gave up."""
    indirizzo = ambiente.redis(valkey.url)["broker"]
    app = Celery("ronda", broker=indirizzo, set_as_current=False)
    app.conf.broker_transport_options = {"socket_timeout": 1, "socket_connect_timeout": 1}
    with closing(connection):
        while not basta.wait(1):
            _batti(app)
            casa.lavoratori.figli()


def _batti(app):
    with suppress(Exception):  # whatever the broker does, the next minute comes
        app.send_task("extranet.tasks.ronda", retry=False, expires=5, ignore_result=True)


def _fai_danni(valkey, volte):
    """All the harms, in any order, at random moments; when Redis was stalled."""
    danni = random.sample(GUASTI * volte, len(GUASTI) * volte)
    return [quando for danno in danni if (quando := _danneggia(valkey, danno))]


def _danneggia(valkey, danno):
    time.sleep(random.random())
    if danno == "svuota":
        _svuota(valkey)
    elif danno == "blocca":
        inizio = time.monotonic()
        valkey.processo.send_signal(signal.SIGSTOP)
        time.sleep(DURATA)
        valkey.processo.send_signal(signal.SIGCONT)
        return inizio, time.monotonic()
    else:
        valkey.ferma()
        time.sleep(DURATA if danno == "spegni" else 0)
        valkey.avvia()
    return None


def _svuota(valkey):
    with closing(Celery(broker=ambiente.redis(valkey.url)["broker"], set_as_current=False)) as app:
        app.connection_for_write().default_channel.client.flushall()


def _finisci(casa, valkey):
    """Until the queue is empty; who still rings is the sweep."""
    basta = Event()
    with ThreadPoolExecutor(1) as fili:
        ronda = fili.submit(_fa_la_ronda, casa, valkey, basta)
        try:
            attendi(lambda: not Busta.objects.exclude(stato="consegnato").exists(), 120, _a_che_punto)
        finally:
            basta.set()
        ronda.result()


def _a_che_punto():
    return str(Busta.objects.per_stato())
