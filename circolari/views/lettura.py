"""To be written."""

from django.http import Http404, HttpRequest, HttpResponse


def allegato(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def circolare(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def elenco(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def elenco_esporta(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def prendi_visione(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def versioni(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404
