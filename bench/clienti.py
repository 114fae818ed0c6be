"""Clients that ask for what has changed, or each time for an address that nobody has asked for."""

import threading
import time
from datetime import date, timedelta
from itertools import count

from pubblico import CONNESSIONI, Cliente

# The calendar holds nothing before these days: each asks for the same initiatives at another address.
_GIORNI = (date(2000, 1, 1) + timedelta(days=n) for n in count())


def non_cambiate(porta, indirizzo, richieste):
    """Conditional requests a second, with the mark of what the address answers in this minute."""

    def chiede(quante):
        cliente, marca = ClienteCauto(porta), ""
        for _ in range(quante):
            marca = cliente.se_cambia(indirizzo, marca)

    return _insieme(chiede, richieste)


def tutte_diverse(porta, indirizzo, richieste):
    """Requests a second for pages that are not kept, because nobody has asked for them yet."""
    giorni = [next(_GIORNI) for _ in range(richieste)]

    def chiede(quante):
        cliente = Cliente(porta)
        for _ in range(quante):
            cliente.chiedi(f"{indirizzo}?dal={giorni.pop()}")

    return _insieme(chiede, richieste)


def _insieme(chiede, richieste):
    """What some connections do together, in requests a second."""
    per_uno = max(1, richieste // CONNESSIONI)
    fili = [threading.Thread(target=chiede, args=(per_uno,)) for _ in range(CONNESSIONI)]
    inizio = time.perf_counter()
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    return per_uno * CONNESSIONI / (time.perf_counter() - inizio)


class ClienteCauto(Cliente):
    """Keeps the mark of what it has, and asks only for what is new."""

    def se_cambia(self, indirizzo, marca):
        """The mark that it has now; SystemExit for anything but a 200 or a 304."""
        condizione = f"If-None-Match: {marca}\r\n" if marca else ""
        richiesta = f"GET {indirizzo} HTTP/1.1\r\nHost: localhost\r\n{condizione}\r\n".encode()
        testa, _corpo = self._manda(richiesta) or self._manda(richiesta) or (b"", b"")
        if b"connection: close" in testa.lower():
            self._chiudi()
        if not testa.startswith((b"HTTP/1.1 200", b"HTTP/1.1 304")):
            raise SystemExit(f"{indirizzo}: {testa[:80].decode()}")
        righe = testa.decode().splitlines()
        return next(r.partition(": ")[2] for r in righe if r.lower().startswith("etag:"))

    def _leggi(self):
        """A 304 has no body, and may not say how long it is."""
        dati = b""
        while b"\r\n\r\n" not in dati:
            dati += self._pezzo()
        testa, _, corpo = dati.partition(b"\r\n\r\n")
        righe = testa.lower().splitlines()
        lunghezza = next((int(r.split(b":")[1]) for r in righe if r.startswith(b"content-length:")), 0)
        while len(corpo) < lunghezza:
            corpo += self._pezzo()
        return testa, corpo
