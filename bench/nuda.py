"""The program with one address more: a view that answers so many bytes and does nothing else."""

from functools import lru_cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path

from extranet.wsgi import application

__all__ = ["application"]


@lru_cache
def _byte(quanti):
    return b"x" * quanti


@login_not_required
def nuda(request, quanti):
    return HttpResponse(_byte(quanti))


urlpatterns = [path("nuda/<int:quanti>/", nuda), path("", include("extranet.urls"))]
settings.ROOT_URLCONF = __name__
