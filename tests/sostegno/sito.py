"""A web site of our own on this machine, that answers as well, or as badly, as a test wants."""

import socket
import ssl
import threading
from contextlib import contextmanager
from ipaddress import ip_network

from nucleo.prelievo import Regole

QUI = "127.0.0.1"
CASA = (ip_network("127.0.0.0/8"),)


class Sito:
    """`sito["/percorso"] = bytes` or a function of (the line, what was asked) that says what it wants."""

    def __init__(self):
        self.pagine, self.chieste, self._cifrario = {}, [], None
        self._porta = socket.create_server((QUI, 0))
        self.porta = self._porta.getsockname()[1]
        threading.Thread(target=self._ascolta, daemon=True).start()

    def __setitem__(self, percorso, pagina):
        self.pagine[percorso] = pagina

    def indirizzo(self, percorso="/", nome="calendario.example", schema="http"):
        return f"{schema}://{nome}:{self.porta}{percorso}"

    def regole(self, **altre):
        """The rules that reach it and nothing else: every name is here."""
        date = {"risolvi": lambda nome, porta: [QUI], "ammesse": CASA, "porte": (self.porta,)}
        return Regole(**date | altre)

    def cifra(self, certificato):
        """From now on it speaks TLS."""
        self._cifrario = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._cifrario.load_cert_chain(certificato)

    def chiudi(self):
        self._porta.close()

    def _ascolta(self):
        while True:
            try:
                linea, _ = self._porta.accept()
            except OSError:
                return
            threading.Thread(target=self._risponde, args=(linea,), daemon=True).start()

    def _risponde(self, linea):
        with linea:
            try:
                if self._cifrario:
                    linea = self._cifrario.wrap_socket(linea, server_side=True)
                domanda = b""
                while b"\r\n\r\n" not in domanda:
                    domanda += linea.recv(4096) or b"\r\n\r\n"
                chiesta = domanda.decode("latin-1")
                self.chieste.append(chiesta)
                pagina = self.pagine.get(chiesta.split(" ")[1], risposta(b"", "404 Not Found"))
                if callable(pagina):
                    pagina(linea, chiesta)
                else:
                    linea.sendall(pagina)
            except OSError:
                return  # who was reading has gone away


def risposta(corpo=b"", stato="200 OK", **intestazioni):
    """The bytes of an answer; `content_type="text/html"` is a header."""
    nomi = {nome.replace("_", "-").title(): valore for nome, valore in intestazioni.items()}
    nomi.setdefault("Content-Length", len(corpo))
    righe = "".join(f"{nome}: {valore}\r\n" for nome, valore in nomi.items())
    return f"HTTP/1.1 {stato}\r\n{righe}\r\n".encode() + corpo


@contextmanager
def aperto():
    sito = Sito()
    try:
        yield sito
    finally:
        sito.chiudi()
