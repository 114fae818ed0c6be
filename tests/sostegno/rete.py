"""A pytest plugin that closes the network: a test talks to this machine and to nobody else."""

import os
import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

import pytest

_connetti = socket.socket.connect
_SERVIZI = {urlsplit(os.environ.get(nome, "")).hostname for nome in ("DATABASE_URL", "REDIS_URL")}


class ReteChiusa(Exception):
    """A test has tried to reach another machine."""


def _e_di_casa(indirizzo):
    if not isinstance(indirizzo, tuple):  # a unix socket
        return True
    ospite = indirizzo[0]
    if ospite in ("localhost", "") or ospite in _SERVIZI:
        return True
    try:
        return ip_address(ospite).is_loopback
    except ValueError:
        return False


def _connetti_in_casa(presa, indirizzo):
    if not _e_di_casa(indirizzo):
        raise ReteChiusa(f"un test ha cercato di raggiungere {indirizzo!r}")
    return _connetti(presa, indirizzo)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    socket.socket.connect = _connetti_in_casa
