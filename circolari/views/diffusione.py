"""To be written."""

from django.http import Http404, HttpRequest, HttpResponse


def apri_a_tutti(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def correggi(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def diffondi(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def riprova(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def ritira(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def simulatore(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404
