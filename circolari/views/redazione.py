"""To be written."""

from django.http import Http404, HttpRequest, HttpResponse


def allega(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def anteprima(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def cestina(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def duplica(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def modifica(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def nuova(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def platea(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def prova(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def salva(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def testo(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def togli_allegato(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404
