"""To be written."""

from django.http import Http404, HttpRequest, HttpResponse


def disiscrivi(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404


def iscrizione(request: HttpRequest, **argomenti: object) -> HttpResponse:
    raise Http404
