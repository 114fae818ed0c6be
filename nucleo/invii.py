"""A form sent twice is done once, and whoever sent it knows that it has arrived.

Every page carries a token against forged requests that no other page has: the same person who sends the same
words from the same page to the same address is sending again what she has sent already, by a double click or
because her browser tries once more.
"""

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from nucleo import tempo
from nucleo.allegati import transazione
from nucleo.models import Invio

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)

GETTONE = "csrfmiddlewaretoken"
# The name that the browser gives to a sending, and the place in the session of those that have arrived.
RICEVUTA, RICEVUTE = "ricevuta", "ricevute"
FORMA_RICEVUTA = re.compile(r"[0-9a-f]{32}")
RICEVUTE_MASSIME = 20
# No session lasts longer, and a token is good for one session.
MEMORIA = timedelta(days=1)


def una_volta(
    vista: Callable[Concatenate[R, P], HttpResponse],
) -> Callable[Concatenate[R, P], HttpResponse]:
    """Makes a view that answers the second sending of a form as it answered the first, and does it once.

    The view and the memory of the sending are one transaction: of two that arrive together the second waits
    for the first. What was not done (the answer is not a redirect) may be sent again.
    """

    @wraps(vista)
    def risponde(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        segno = impronta(request)
        if segno is None:
            return vista(request, *args, **kwargs)
        with transazione():
            invio, nuovo = Invio.objects.get_or_create(chi_id=request.user.pk, impronta=segno)
            if not nuovo:
                return HttpResponseRedirect(invio.porta_a)
            risposta = vista(request, *args, **kwargs)
            _ricorda(invio, risposta)
            return risposta

    return risponde


def impronta(request: HttpRequest) -> str | None:
    """The fingerprint of a sending; None for what is not one."""
    if request.method != "POST" or not request.POST.get(GETTONE):
        return None
    somma = hashlib.sha256(request.get_full_path().encode())
    for nome, valori in sorted(request.POST.lists()):
        if nome != RICEVUTA:
            somma.update(repr((nome, valori)).encode())
    for nome, file in sorted(request.FILES.lists()):
        for uno in file:
            somma.update(repr((nome, uno.name, uno.size)).encode())
            for pezzo in uno.chunks():
                somma.update(pezzo)
            uno.seek(0)
    return somma.hexdigest()


def _ricorda(invio: Invio, risposta: HttpResponse) -> None:
    if isinstance(risposta, HttpResponseRedirect):
        invio.porta_a = risposta.url
        invio.save(update_fields=["porta_a"])
    else:
        invio.delete()


def segna_ricevuta(request: HttpRequest) -> None:
    """What was sent has arrived: the next page tells it to the browser, which kept a copy meanwhile."""
    ricevuta = request.POST.get(RICEVUTA, "")
    if isinstance(request.user, AbstractBaseUser) and FORMA_RICEVUTA.fullmatch(ricevuta):
        gia: list[str] = request.session.get(RICEVUTE, [])
        request.session[RICEVUTE] = [*gia, ricevuta][-RICEVUTE_MASSIME:]


def ricevute(request: HttpRequest) -> str:
    """The names of the sendings that have arrived, told once."""
    return " ".join(request.session.pop(RICEVUTE, []))


def dimentica_vecchi() -> None:
    """Forgets the sendings that nobody can repeat any more."""
    Invio.objects.filter(ricevuto_il__lt=tempo.adesso() - MEMORIA).delete()
