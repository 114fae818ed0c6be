"""One connection to an address that was checked, each of whose steps ends at the deadline."""

import io
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from typing import Any

from nucleo.prelievo.indirizzi import Meta, ammesso
from nucleo.prelievo.regole import Regole, Rifiutato, Scadenza, risolvi_entro


class Presa:
    """A socket as http.client wants one. Waiting is never begun again: what is slow is cut."""

    def __init__(self, presa: socket.socket, scadenza: Scadenza) -> None:
        self._presa, self._scadenza = presa, scadenza

    def sendall(self, byte: bytes) -> None:
        self._presa.settimeout(self._scadenza.restano())
        self._presa.sendall(byte)

    def makefile(self, modo: str) -> io.BufferedReader:
        """What the server says."""
        return io.BufferedReader(_Orecchio(self._presa, self._scadenza))

    def close(self) -> None:
        """http.client closes as soon as it has the headers; the socket is closed by who opened it."""


class _Orecchio(io.RawIOBase):
    def __init__(self, presa: socket.socket, scadenza: Scadenza) -> None:
        self._presa, self._scadenza = presa, scadenza

    def readable(self) -> bool:
        return True

    def readinto(self, dove: Any) -> int:
        self._presa.settimeout(self._scadenza.restano())
        return self._presa.recv_into(dove)


@contextmanager
def chiedi(
    dove: Meta, intestazioni: dict[str, str], regole: Regole, scadenza: Scadenza
) -> Iterator[HTTPResponse]:
    """The answer to a GET, with its body still to be read. Rifiutato when there is none."""
    presa = _connessa(dove, regole, scadenza)
    try:
        linea = HTTPConnection(dove.ospite, dove.porta)
        linea.sock = Presa(presa, scadenza)
        linea.request("GET", dove.percorso, headers={"Host": dove.ospite, **intestazioni})
        yield linea.getresponse()
    finally:
        presa.close()


def _connessa(dove: Meta, regole: Regole, scadenza: Scadenza) -> socket.socket:
    """Names are asked once, and the connection goes to what was answered: a name that changes its mind
    meanwhile (DNS rebinding) gains nothing. One address that is not public condemns them all."""
    indirizzi = risolvi_entro(regole, dove.nome, dove.porta, scadenza)
    if not all(ammesso(indirizzo, regole) for indirizzo in indirizzi):
        raise Rifiutato(f"«{dove.nome}» porta a un indirizzo che non è pubblico.")
    errore: OSError | None = None
    for indirizzo in indirizzi:
        try:
            return _al_sicuro(socket.create_connection((indirizzo, dove.porta), scadenza.restano()), dove)
        except ssl.SSLError:
            raise
        except OSError as no:
            errore = no
    raise errore or OSError("nessun indirizzo")


def _al_sicuro(presa: socket.socket, dove: Meta) -> socket.socket:
    """Over TLS, verified by the name, when the scheme asks it. The handshake has the time left to connect."""
    if dove.schema == "http":
        return presa
    try:
        return ssl.create_default_context().wrap_socket(presa, server_hostname=dove.nome)
    except BaseException:
        presa.close()
        raise
