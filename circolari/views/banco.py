"""What the pages of the redazione share: row found, permission asked, the answer to who comes late."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from circolari import permessi
from circolari.models import Circolare
from nucleo import tempo
from nucleo.stati import PassaggioNonAmmesso
from sportelli.http import Richiesta
from sportelli.models import Utente

# The press of a button that follows one's own by so little is the second of a double click.
DOPPIO_CLIC = timedelta(seconds=30)
# The fields that say which version a page was showing: only our own pages have them.
LETTE = ("revisione", "versione")
SCRITTI = {
    "titolo": "Titolo",
    "testo": "Testo",
    "perche": "Motivo",
    "motivo": "Motivo",
    "motivo_urgenza": "Perché è urgente",
}
# Where the words of who has been before stand.
DETTI = ("titolo", "testo", "motivo_urgenza", "motivo_apertura", "motivo_ritiro")

Puo = Callable[[Utente, Circolare], bool]
Vista = Callable[..., HttpResponse]


class Fatto(NamedTuple):
    """Something that was done to a circolare: what, by whom (None: by the clock), when."""

    che: str
    chi: Utente | None
    quando: datetime


class Scritto(NamedTuple):
    """A text that was typed in a form which came too late."""

    nome: str
    testo: str


def la_circolare(request: Richiesta, codice: object) -> Circolare:
    """The circolare of that address, or 404 when who asks does not see it."""
    return get_object_or_404(Circolare.objects.visibili_a(request.user), codice=codice)


def mossa(puo: Puo) -> Callable[[Vista], Vista]:
    """Makes of a view of a circolare the page of a verb: unseen is 404, not allowed is 403.

    Who was allowed when her page was drawn, and no longer is, gets the 409 that tells what happened and gives
    back what she had typed.
    """

    def veste(vista: Vista) -> Vista:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(vista)
        def pagina(request: Richiesta, codice: object, **altro: Any) -> HttpResponse:
            circolare = la_circolare(request, codice)
            if not puo(request.user, circolare):
                return tardi(request, circolare)
            try:
                return vista(request, circolare, **altro)
            except PassaggioNonAmmesso:
                return tardi(request, la_circolare(request, codice))

        return pagina

    return veste


def tardi(request: Richiesta, circolare: Circolare) -> HttpResponse:
    """403 to who never could; to who comes late what happened meanwhile, and what she had typed."""
    if not in_ritardo(request):
        raise PermissionDenied
    fatti = accaduto(circolare)
    if fatti and doppio_clic(request, circolare, fatti[-1]):
        return gia_fatto(request, circolare)
    contesto = {"circolare": circolare, "fatti": fatti, "scritto": scritto(request)}
    return render(request, "circolari/superata.html", contesto, status=409)


def in_ritardo(request: Richiesta) -> bool:
    """Whether it comes from a page of ours that showed something else, drawn for one of the redazione."""
    return any(nome in request.POST for nome in LETTE) and permessi.puo_scrivere(request.user)


def accaduto(circolare: Circolare) -> list[Fatto]:
    """What was done to it since it was a draft, from the first to the last."""
    fatti = [
        ("Diffusa agli Sportelli", circolare.diffusa_da, circolare.diffusa_il),
        *[
            (f"Corretta (versione {v.numero})", v.da, v.quando)
            for v in circolare.versioni.filter(numero__gt=1).select_related("da")
        ],
        ("Aperta a tutti prima del rilascio", circolare.aperta_da, circolare.aperta_il),
        ("Rilasciata alle imprese", None, _rilasciata_il(circolare)),
        ("Ritirata", circolare.ritirata_da, circolare.ritirata_il),
    ]
    avvenuti = [Fatto(che, chi, quando) for che, chi, quando in fatti if quando]
    return sorted(avvenuti, key=lambda fatto: fatto.quando)


def scritto(request: Richiesta) -> list[Scritto]:
    """The texts typed in a form, to be copied from the page that refuses it."""
    testi = ((nome, request.POST.get(campo, "").strip()) for campo, nome in SCRITTI.items())
    return [Scritto(nome, testo) for nome, testo in testi if testo]


def doppio_clic(request: Richiesta, circolare: Circolare, ultimo: Fatto) -> bool:
    """Whether it asks again for what the same person has just done, without a word more than then."""
    detti = {getattr(circolare, campo) for campo in DETTI}
    detti |= set(circolare.versioni.values_list("motivo", flat=True))
    nuovi = [testo for _, testo in scritto(request) if testo.replace("\r\n", "\n") not in detti]
    recente = tempo.adesso() - ultimo.quando < DOPPIO_CLIC
    return ultimo.chi == request.user and recente and not nuovi


def gia_fatto(request: Richiesta, circolare: Circolare) -> HttpResponse:
    """The answer to the second press of a double click."""
    messages.info(request, "Era già fatto: il secondo clic non ha cambiato niente.")
    return redirect("circolari:registro", circolare.codice)


def _rilasciata_il(circolare: Circolare) -> datetime | None:
    """When the clock released it; None when somebody opened it before, or it is not out."""
    return circolare.rilascio if circolare.pubblica and not circolare.aperta_il else None
