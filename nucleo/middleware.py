"""What every request goes through, whatever the app."""

from collections.abc import Callable

import pghistory
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.cache import add_never_cache_headers

from nucleo import invii
from nucleo.stati import PassaggioNonAmmesso

NUL = "\x00"
Risponde = Callable[[HttpRequest], HttpResponse]


def rifiuta_nul(request: HttpRequest) -> None:
    """Raises BadRequest for a request with a NUL in it."""
    for dati in (request.GET, request.POST):
        if any(NUL in testo for nome, valori in dati.lists() for testo in (nome, *valori)):
            raise BadRequest("NUL in what was sent")
    if NUL in request.path:
        raise BadRequest("NUL in the address")


class SenzaNul:
    """The character NUL, which no keyboard writes and PostgreSQL refuses, is a bad request (400)."""

    def __init__(self, get_response: Risponde) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> None:
        """Here and not before, so that the 400 page is drawn like the others."""
        rifiuta_nul(request)


class Privata:
    """A signed-in page is never kept by anybody: `private, no-store`."""

    def __init__(self, get_response: Risponde) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        risposta = self.get_response(request)
        if not risposta.has_header("Cache-Control") and request.user.is_authenticated:
            add_never_cache_headers(risposta)
        return risposta


class Storia:
    """Writes who asked, and on which page, beside every row that the history triggers record."""

    def __init__(self, get_response: Risponde) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        with pghistory.context(utente=request.user.pk, pagina=request.path):
            return self.get_response(request)


class Ricevuta:
    """Tells the browser, on the next page, which of the forms that it has sent were done.

    Done is what is answered with a redirect that leads on, and not back to the door.
    """

    def __init__(self, get_response: Risponde) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        risposta = self.get_response(request)
        if request.method == "POST" and isinstance(risposta, HttpResponseRedirect):
            porta = resolve_url(settings.LOGIN_URL).removesuffix("login/")
            if not risposta.url.startswith(porta):
                invii.segna_ricevuta(request)
        return risposta


class Conflitto:
    """Who comes late to a change of state reads a 409 page, not an error."""

    def __init__(self, get_response: Risponde) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, errore: Exception) -> HttpResponse | None:
        if isinstance(errore, PassaggioNonAmmesso):
            return render(request, "409.html", status=409)
        return None
