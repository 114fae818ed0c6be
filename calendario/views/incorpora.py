"""The calendar inside the pages of other sites, and the page that says how (C8)."""

from functools import lru_cache
from pathlib import Path

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt

from calendario import tema
from calendario.configuratore import Configuratore
from calendario.incorporata import SUOI_PARAMETRI, Incorporata
from calendario.views.pubbliche import nella_lingua
from nucleo.vetrina import in_vetrina

SCRIPT = "js/incorpora.js"


# The only page that others may frame (S-30): no cookies, no forms, and what everybody may read.
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@in_vetrina(*SUOI_PARAMETRI, compressa=True)
def incorpora(request: HttpRequest) -> HttpResponse:
    """A list or a month, as the site that hosts it has asked."""
    return render(request, "calendario/incorpora/pagina.html", {"pagina": Incorporata(request.GET)})


@in_vetrina()
def foglio(request: HttpRequest, colore: str) -> HttpResponse:
    """The style sheet of one colour."""
    return HttpResponse(tema.foglio(colore), content_type="text/css; charset=utf-8")


@in_vetrina(compressa=True)
def script(request: HttpRequest) -> HttpResponse:
    """The script of host sites, at an address that never changes: so it is kept for a minute at most."""
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8")


@csp_update({"frame-src": [SELF]})
@in_vetrina(*SUOI_PARAMETRI)
@nella_lingua
def configuratore(request: HttpRequest, lingua: str) -> HttpResponse:
    """The lines to copy, for the choices of the address, and what they will show."""
    guida = Configuratore(request.GET, lingua)
    return render(request, "calendario/incorpora/configuratore.html", {"guida": guida})


@lru_cache(maxsize=1)
def _script() -> bytes:
    trovato = finders.find(SCRIPT)
    if trovato is None:
        raise FileNotFoundError(SCRIPT)
    return Path(str(trovato)).read_bytes()
