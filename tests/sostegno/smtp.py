"""A real SMTP server for tests, in a thread: it keeps what it accepts and can be told to be difficult."""

import asyncio
import threading
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy

from aiosmtpd.smtp import SMTP

from nucleo import tempo


@dataclass
class Arrivo:
    """An e-mail that the server has accepted."""

    da: str
    a: str
    grezza: bytes
    quando: datetime

    @property
    def messaggio(self):
        return message_from_bytes(self.grezza, policy=policy.default)

    @property
    def message_id(self):
        return self.messaggio["Message-ID"]


@dataclass
class Umore:
    """How the server answers: each field a function of (recipient, how often it was seen), or None."""

    al_mittente: object = None
    al_destinatario: object = None
    ai_dati: object = None
    dopo_i_dati: object = None
    attesa: object = 0  # seconds before it accepts, or a function too


@dataclass
class Cassetta:
    """The sink: where it listens, what it has, how it feels."""

    porta: int = 0
    arrivi: list = field(default_factory=list)
    connessioni: int = 0
    umore: Umore = field(default_factory=Umore)
    viste: Counter = field(default_factory=Counter)

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.porta}"

    def per(self, indirizzo):
        return [arrivo for arrivo in self.arrivi if arrivo.a == indirizzo]

    # What aiosmtpd calls.
    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = address
        return self._dice(self.umore.al_mittente, address) or "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        self.viste[address] += 1
        risposta = self._dice(self.umore.al_destinatario, address)
        if risposta is None:
            envelope.rcpt_tos.append(address)
        return risposta or "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        [a] = envelope.rcpt_tos
        if attesa := self._quanto_aspetta(a):
            await asyncio.sleep(attesa)
        if risposta := self._dice(self.umore.ai_dati, a):
            return risposta
        self.arrivi.append(Arrivo(envelope.mail_from, a, envelope.content, tempo.adesso()))
        if self._dice(self.umore.dopo_i_dati, a):
            server.transport.abort()
        return "250 OK"

    def _quanto_aspetta(self, a):
        return self._dice(self.umore.attesa, a) if callable(self.umore.attesa) else self.umore.attesa

    def _dice(self, regola, indirizzo):
        return regola(indirizzo, self.viste[indirizzo]) if regola else None


class Fattorino:
    """Runs a `Cassetta` on a port of its own, in a thread, until `ferma`."""

    def __init__(self):
        self.cassetta = Cassetta()
        self.ciclo = asyncio.new_event_loop()
        self.filo = threading.Thread(target=self.ciclo.run_forever, daemon=True)

    def avvia(self, porta=0):
        self.filo.start()
        lavoro = asyncio.run_coroutine_threadsafe(
            self.ciclo.create_server(self._sessione, "127.0.0.1", porta, backlog=1024), self.ciclo
        )
        self.server = lavoro.result(5)
        self.cassetta.porta = self.server.sockets[0].getsockname()[1]
        return self.cassetta

    def _sessione(self):
        self.cassetta.connessioni += 1
        return SMTP(self.cassetta, hostname="prova", loop=self.ciclo, enable_SMTPUTF8=True)

    def ferma(self):
        self.ciclo.call_soon_threadsafe(self.server.close)
        self.ciclo.call_soon_threadsafe(self.ciclo.stop)
        self.filo.join(5)
