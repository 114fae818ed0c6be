"""The type of a request that passed the door of LoginRequiredMiddleware."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from sportelli.models import Utente

# What a bigint certainly holds.
CIFRE_MASSIME = 18


class Richiesta(HttpRequest):
    """A signed-in request: its `user` is an Utente."""

    user: Utente
    htmx: HtmxDetails


def chiave_da(testo: str | None) -> int:
    """The id in what a browser has sent; 0, which no row has, for anything else, however long."""
    return int(testo) if testo and testo.isdecimal() and len(testo) <= CIFRE_MASSIME else 0
