"""The addresses of the Extranet, and one more for every way in which a page can fail."""

from allauth.core.internal.ratelimit import respond_429
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.urls import path
from django.views.csrf import csrf_failure

from extranet.urls import urlpatterns as veri
from nucleo.stati import PassaggioNonAmmesso

ERRORI = {
    "400": SuspiciousOperation,
    "403": PermissionDenied,
    "404": Http404,
    "409": PassaggioNonAmmesso,
    "500": RuntimeError,
}
CODICI = (*ERRORI, "403_csrf", "429")


@login_not_required
def guasto(request, codice):
    if codice == "403_csrf":
        return csrf_failure(request)
    if codice == "429":
        return respond_429(request)
    raise ERRORI[codice]


urlpatterns = [path("prova/<codice>/", guasto), *veri]
