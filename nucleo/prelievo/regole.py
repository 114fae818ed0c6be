"""What may be fetched, how long and how much: one object, passed along, so nothing of it is a global flag."""

import queue
import socket
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network

Risolutore = Callable[[str, int], list[str]]


class Rifiutato(Exception):
    """It was not fetched; the words say why, to people."""


@dataclass(frozen=True)
class Scadenza:
    """An instant on the clock that only goes forward, after which nobody waits any more."""

    fine: float

    @classmethod
    def fra(cls, quanto: timedelta) -> "Scadenza":
        return cls(time.monotonic() + quanto.total_seconds())

    def restano(self) -> float:
        """The seconds left; Rifiutato when there are none."""
        resto = self.fine - time.monotonic()
        if resto <= 0:
            raise Rifiutato("Il sito è troppo lento: la lettura è stata interrotta.")
        return resto


def risolvi(nome: str, porta: int) -> list[str]:
    """All the addresses of a name, as the system knows them; OSError when it knows none."""
    trovati = socket.getaddrinfo(nome, porta, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(indirizzo[0]) for *_, indirizzo in trovati))


@dataclass(frozen=True)
class Regole:
    """`massimo` bytes, compressed and not, `entro` so long all told, at most `rinvii` redirects.

    `risolvi` asks the addresses of a name; `ammesse` are networks that may be reached though they are not
    public: none, unless whoever installs it, or a test with a server of its own, says so.
    """

    schemi: Collection[str] = ("https", "http")
    porte: Collection[int] = (80, 443, 8080, 8443)
    massimo: int = 5 * 1024 * 1024
    entro: timedelta = timedelta(seconds=30)
    rinvii: int = 3
    risolvi: Risolutore = risolvi
    ammesse: tuple[IPv4Network | IPv6Network, ...] = ()


REGOLE = Regole()


def risolvi_entro(regole: Regole, nome: str, porta: int, scadenza: Scadenza) -> list[str]:
    """The addresses of a name, from a thread of its own: the system's resolver knows no deadline."""
    risposta: queue.SimpleQueue[list[str] | None] = queue.SimpleQueue()

    def chiede() -> None:
        try:
            risposta.put(regole.risolvi(nome, porta))
        except (OSError, UnicodeError):
            risposta.put(None)

    threading.Thread(target=chiede, name="risolutore", daemon=True).start()
    try:
        trovati = risposta.get(timeout=scadenza.restano())
    except queue.Empty:
        raise Rifiutato("Il nome del sito non si trova: chi dovrebbe saperlo non risponde.") from None
    if not trovati:
        raise Rifiutato(f"Il sito «{nome}» non esiste.")
    return trovati
