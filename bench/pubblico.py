"""How many public pages a second the window hands over, beside a view that does nothing (goal: at least 0.9).

`python bench/pubblico.py [--richieste 6000] [--giri 5]`. gunicorn runs as in the one-command stack. The plain
view answers as many bytes, from memory, through all the middleware of the program; each page has its own. In
every round the two take turns with the same client; what counts is the median of the ratios. Needs nothing
running: engines are its own, and nothing leaves the loopback.
"""

import argparse
import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import timedelta
from pathlib import Path

RADICE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RADICE))
OBIETTIVO = 0.9
CIRCOLARI, CONNESSIONI = 200, 8
PARAGRAFO = "Toscana Promozione comunica che sono **aperte le iscrizioni** alla collettiva di Osaka.\n\n"


def main():
    argomenti = argparse.ArgumentParser(description=__doc__)
    argomenti.add_argument("--richieste", type=int, default=6_000, help="for each side of each round")
    argomenti.add_argument("--giri", type=int, default=5)
    scelte = argomenti.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-pubblico-") as cartella:
        return misura(Path(cartella), scelte.richieste, scelte.giri)


def misura(cartella, richieste, giri):
    porta = porta_libera()
    ambiente(cartella, porta)
    from extranet.embedded.postgres import Postgres
    from extranet.embedded.valkey import Valkey

    servizi = [Postgres(cartella, effimero=True), Valkey(cartella, effimero=True)]
    for servizio in servizi:
        servizio.avvia()
    os.environ |= {"DATABASE_URL": servizi[0].url, "REDIS_URL": servizi[1].url}
    pagine = None
    try:
        dettaglio = semina()
        pagine = accendi(porta)
        return gare(porta, {"elenco": "/pubblico/circolari/", "dettaglio": dettaglio}, richieste, giri)
    finally:
        if pagine:
            pagine.terminate()
            pagine.wait()
        for servizio in reversed(servizi):
            servizio.ferma()


def ambiente(cartella, porta):
    (cartella / "static").mkdir()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "extranet.settings",
        "EXTRANET_AMBIENTE": "locale",
        "EXTRANET_STATE": str(cartella),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "EMAIL_URL": f"casella://{cartella}/posta",
        "LIVELLO_LOG": "ERROR",
        "HOST": "127.0.0.1",
        "PORT": str(porta),
    }


def semina():
    """Two hundred released circulars, as the program itself writes them; the address of the last one."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from circolari import azioni
    from circolari.models import Circolare
    from nucleo import tempo
    from sportelli.azioni import carica_tabelle
    from sportelli.models import Ruolo, Utente

    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    carica_tabelle()
    da = Utente.objects.create(email="b@banco.example", nome="Bea", cognome="Landi", ruolo=Ruolo.REDAZIONE)
    inizio = tempo.adesso() - timedelta(days=60)
    for n in range(CIRCOLARI):
        with tempo.fermo(inizio + timedelta(hours=4 * n)):
            bozza = azioni.nuova(da=da)
            campi = {"titolo": f"Circolare numero {n}", "testo": PARAGRAFO * 12}
            azioni.modifica(bozza, campi, revisione=bozza.revisione, da=da)
            azioni.diffondi(bozza, da=da)
    indirizzo = Circolare.objects.pubbliche().latest("pubblica_dal").indirizzo_pubblico
    connection.close()
    return indirizzo


def accendi(porta):
    """The web server as the stack runs it, with one address more: the plain view."""
    comando = [
        sys.executable,
        "-m",
        "gunicorn",
        "-c",
        "python:extranet.embedded.web",
        "bench.nuda:application",
    ]
    processo = subprocess.Popen(comando, cwd=RADICE)
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", porta), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return processo
    raise SystemExit("gunicorn non parte")


def gare(porta, pagine, richieste, giri):
    esito = 0
    for nome, indirizzo in pagine.items():
        byte = len(Cliente(porta).chiedi(indirizzo))
        nuda = f"/nuda/{byte}/"
        for riscalda in (nuda, indirizzo):
            secondo(porta, riscalda, richieste // 10)
        coppie = [
            (secondo(porta, nuda, richieste), secondo(porta, indirizzo, richieste)) for _ in range(giri)
        ]
        rapporto = statistics.median(pagina / semplice for semplice, pagina in coppie)
        semplice, pagina = (statistics.median(lato) for lato in zip(*coppie, strict=True))
        print(
            f"{nome:>10}: {byte:6} byte, vista nuda {semplice:6.0f}/s, pagina {pagina:6.0f}/s, "
            f"rapporto {rapporto:.2f} (obiettivo {OBIETTIVO})"
        )
        esito |= int(rapporto < OBIETTIVO)
    return esito


def secondo(porta, indirizzo, richieste):
    """Requests a second, over some connections that stay open."""
    per_uno = max(1, richieste // CONNESSIONI)
    fili = [threading.Thread(target=_chiede, args=(porta, indirizzo, per_uno)) for _ in range(CONNESSIONI)]
    inizio = time.perf_counter()
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    return per_uno * CONNESSIONI / (time.perf_counter() - inizio)


def _chiede(porta, indirizzo, quante):
    cliente = Cliente(porta)
    for _ in range(quante):
        cliente.chiedi(indirizzo)


class Cliente:
    """One connection kept open; it reads whole answers and no more."""

    def __init__(self, porta):
        self.porta = porta
        self.presa = None

    def chiedi(self, indirizzo):
        """The body of a 200; SystemExit for anything else."""
        richiesta = f"GET {indirizzo} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
        testa, corpo = self._manda(richiesta) or self._manda(richiesta) or (b"nessuna risposta", b"")
        if not testa.startswith(b"HTTP/1.1 200"):
            raise SystemExit(f"{indirizzo}: {testa.splitlines()[0].decode()}")
        if b"connection: close" in testa.lower():
            self._chiudi()
        return corpo

    def _manda(self, richiesta):
        """Head and body; None when the server had closed the connection meanwhile."""
        if self.presa is None:
            self.presa = socket.create_connection(("127.0.0.1", self.porta), 30)
        try:
            self.presa.sendall(richiesta)
            return self._leggi()
        except (ConnectionError, BrokenPipeError):
            self._chiudi()
            return None

    def _leggi(self):
        dati = b""
        while b"\r\n\r\n" not in dati:
            dati += self._pezzo()
        testa, _, corpo = dati.partition(b"\r\n\r\n")
        righe = testa.lower().splitlines()
        lunghezza = next(int(r.split(b":")[1]) for r in righe if r.startswith(b"content-length:"))
        while len(corpo) < lunghezza:
            corpo += self._pezzo()
        return testa, corpo

    def _pezzo(self):
        pezzo = self.presa.recv(262_144)
        if not pezzo:
            raise ConnectionResetError
        return pezzo

    def _chiudi(self):
        self.presa.close()
        self.presa = None


def porta_libera():
    with socket.socket() as presa:
        presa.bind(("127.0.0.1", 0))
        return presa.getsockname()[1]


if __name__ == "__main__":
    sys.exit(main())
