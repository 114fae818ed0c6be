"""The type of a request that passed the door of LoginRequiredMiddleware."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from sportelli.models import Utente


class Richiesta(HttpRequest):
    """A signed-in request: its `user` is an Utente."""

    user: Utente
    htmx: HtmxDetails
