"""How fast mail leaves through the outbox and Celery, beside what SMTP alone can do here (goal: at
least 0.6).

`python bench/posta.py [--lettere 20000] [--giri 3]`. Both sides have two processes and the same sink and send
the same message; what counts is their ratio within one run. Needs nothing running: engines are its own.
"""

import argparse
import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

RADICE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RADICE))
TESTO = "Toscana Promozione comunica che sono aperte le iscrizioni alla fiera.\n" * 25
OBIETTIVO = 0.6
NUDO = """
import smtplib, sys
porta, quante, mano = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[4])
lettera = open(sys.argv[3], "rb").read()
for inizio in range(0, quante, mano):
    linea = smtplib.SMTP("127.0.0.1", porta)
    for n in range(inizio, min(inizio + mano, quante)):
        linea.sendmail("extranet@esempio.it", [f"ditta{n}@d{n % 500}.esempio.it"], lettera)
    linea.quit()
"""


def main():
    argomenti = argparse.ArgumentParser(description=__doc__)
    argomenti.add_argument("--lettere", type=int, default=20_000)
    argomenti.add_argument("--giri", type=int, default=3)
    scelte = argomenti.parse_args()
    return misura(lambda cartella, porta: gare(cartella, porta, scelte.lettere, scelte.giri))


def misura(gara):
    """What `gara(cartella, porta)` answers, with engines and a sink of its own."""
    with tempfile.TemporaryDirectory(prefix="bench-posta-") as cartella:
        return _con_i_motori(Path(cartella), gara)


def _con_i_motori(cartella, gara):
    porta = porta_libera()
    ambiente(cartella, porta)
    from extranet.embedded.postgres import Postgres
    from extranet.embedded.valkey import Valkey

    # The disk counts: the database writes as it does in production.
    servizi = [Postgres(cartella), Valkey(cartella, effimero=True)]
    for servizio in servizi:
        servizio.avvia()
    os.environ |= {"DATABASE_URL": servizi[0].url, "REDIS_URL": servizi[1].url}
    pozzo = subprocess.Popen(
        [sys.executable, "bench/pozzo.py", str(porta)], cwd=RADICE, stdout=subprocess.PIPE
    )
    pozzo.stdout.readline()
    try:
        return gara(cartella, porta)
    finally:
        pozzo.kill()
        for servizio in reversed(servizi):
            servizio.ferma()


def ambiente(cartella, porta):
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "extranet.settings",
        "EXTRANET_AMBIENTE": "prova",
        "EXTRANET_STATE": str(cartella),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "EMAIL_URL": f"smtp://127.0.0.1:{porta}",
        "POSTA_PER_DOMINIO": "0",
        "LIVELLO_LOG": "ERROR",
    }


def gare(cartella, porta, lettere, giri):
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    lettera = cartella / "lettera"
    lettera.write_bytes(stampa())
    with lavoratori():
        dalla_coda(-1, 200)
        esiti = [(a_nudo(porta, lettere, lettera), dalla_coda(giro, lettere)) for giro in range(giri)]
    return racconta(esiti)


@contextmanager
def lavoratori():
    """Two worker processes, as long as they are needed."""
    processo = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "extranet", "worker", "-c", "2", "-l", "error"],
        cwd=RADICE,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        processo.terminate()
        processo.wait()


def stampa():
    """The very bytes that the outbox would send."""
    from nucleo.models import Busta
    from nucleo.posta.composizione import Contenuto, Tipografia

    busta = Busta(a="ditta0@d0.esempio.it", message_id="<0123456789abcdef0123456789abcdef@esempio.it>")
    return Tipografia().plico(busta, Contenuto("Circolare", TESTO)).byte


def a_nudo(porta, lettere, lettera):
    """E-mails per second of two processes that only speak SMTP."""
    from django.conf import settings

    inizio = time.perf_counter()
    mano = str(settings.POSTA_MANCIATA)
    comando = [sys.executable, "-c", NUDO, str(porta), str(lettere // 2), str(lettera), mano]
    for processo in [subprocess.Popen(comando) for _ in range(2)]:
        processo.wait()
    return lettere / (time.perf_counter() - inizio)


def dalla_coda(giro, lettere):
    """E-mails per second from the ring of the bell until the last one is marked."""
    from nucleo import posta
    from nucleo.models import Busta

    posta.sospendi("si prepara la gara")
    posta.accoda_tutti(
        posta.Messaggio(
            chiave=f"{giro}:{n}", a=f"ditta{n}@d{n % 500}.esempio.it", oggetto="Circolare", testo=TESTO
        )
        for n in range(lettere)
    )
    return lettere / finche_non_partono(Busta.objects.all())


def finche_non_partono(buste):
    """Seconds from the ring of the bell until the last of them is marked."""
    from nucleo import posta

    inizio = time.perf_counter()
    posta.riprendi()
    while buste.filter(stato__in=("in_coda", "in_invio")).exists():
        time.sleep(0.05)
    return time.perf_counter() - inizio


def racconta(esiti):
    rapporto = statistics.median(coda / nudo for nudo, coda in esiti)
    for nudo, coda in esiti:
        sys.stdout.write(f"SMTP alone {nudo:7.0f}/s   outbox {coda:7.0f}/s   ratio {coda / nudo:.2f}\n")
    sys.stdout.write(f"median ratio {rapporto:.2f} (goal {OBIETTIVO})\n")
    return 0 if rapporto >= OBIETTIVO else 1


def porta_libera():
    with socket.socket() as presa:
        presa.bind(("127.0.0.1", 0))
        return presa.getsockname()[1]


if __name__ == "__main__":
    sys.exit(main())
