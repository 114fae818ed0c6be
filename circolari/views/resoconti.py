"""To be written."""

from django.http import Http404, HttpRequest, HttpResponse


def resoconto(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def resoconto_esporta(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404
