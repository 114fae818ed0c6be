"""To be written."""

from django.http import Http404, HttpRequest, HttpResponse


def avanzamento(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def registro(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def registro_esporta(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404
