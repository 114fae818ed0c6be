"""To be written."""

from django.http import Http404, HttpRequest, HttpResponse


def allegato(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def feed(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def pubblica(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def pubbliche(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404
