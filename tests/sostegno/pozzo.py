"""An SMTP server in a process of its own, which never dies and never waits for the test.

It thinks about each recipient for a while, as real servers do, before it lets the text come; what has come
whole it accepts at once, even from a client that is dead by then. Each acceptance is a line in a file.
"""

import asyncio
import os
import re
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from extranet.embedded.processi import nasci, termina
from nucleo import tempo

FINE = b"\r\n.\r\n"
MESSAGE_ID = re.compile(rb"^Message-ID: *(\S+)", re.M | re.I)


@dataclass(frozen=True)
class Accettata:
    quando: datetime
    a: str
    message_id: str


class Pozzo:
    """The test's end: where the server listens, and what it has accepted so far."""

    def __init__(self, cartella, *, attesa):
        self._file = cartella / "pozzo"
        with (cartella / "porta").open("w+b") as uscita:
            comando = [sys.executable, "-m", "tests.sostegno.pozzo", self._file, attesa]
            self._processo = nasci(comando, stdout=uscita)
            while not uscita.read():
                assert self._processo.poll() is None
                uscita.seek(0)
            uscita.seek(0)
            self.url = f"smtp://127.0.0.1:{int(uscita.read())}"

    @property
    def quante(self):
        return self._file.read_bytes().count(b"\n")

    @property
    def arrivi(self):
        righe = [riga.split() for riga in self._file.read_text().splitlines()]
        return [
            Accettata(datetime.fromtimestamp(float(quando), tempo.ROMA), a, message_id)
            for quando, a, message_id in righe
        ]

    @property
    def per_indirizzo(self):
        return Counter(arrivo.a for arrivo in self.arrivi)

    def ferma(self):
        termina(self._processo)


class Sessione(asyncio.Protocol):
    """One connection: as little work as possible between the last byte of an e-mail and its acceptance."""

    def __init__(self, registro, attesa):
        self.registro, self.attesa = registro, attesa
        self.dati = None

    def connection_made(self, transport):
        self.linea = transport
        self._di(b"220 pozzo")

    def data_received(self, ricevuti):
        if self.dati is not None:
            self._testo(ricevuti)
            return
        comando, parola = ricevuti.rstrip(), ricevuti[:4].upper()
        if parola == b"RCPT":
            self.a = comando.partition(b"<")[2].partition(b">")[0]
            asyncio.get_running_loop().call_later(self.attesa, self._di, b"250 OK")
        elif parola == b"DATA":
            self.dati = bytearray()
            self._di(b"354 go")
        elif parola == b"QUIT":
            self._di(b"221 bye")
            self.linea.close()
        else:
            self._di(b"250 OK")

    def _testo(self, ricevuti):
        self.dati += ricevuti
        if not self.dati.endswith(FINE):
            return
        message_id = MESSAGE_ID.search(self.dati)[1]
        istante = b"%f" % tempo.adesso().timestamp()
        os.write(self.registro, b" ".join([istante, self.a, message_id]) + b"\n")
        self._di(b"250 OK")
        self.dati = None

    def _di(self, risposta):
        self.linea.write(risposta + b"\r\n")


async def ascolta(registro, attesa):
    ciclo = asyncio.get_running_loop()
    server = await ciclo.create_server(lambda: Sessione(registro, attesa), "127.0.0.1", 0, backlog=1024)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(ascolta(os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND), float(sys.argv[2])))
