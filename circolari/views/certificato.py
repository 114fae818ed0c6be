"""The certificate of precedence, to be printed and kept (C7)."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from circolari import certificato as carta
from circolari import permessi
from circolari.models import Circolare
from sportelli.http import Richiesta


@require_safe
def certificato(request: Richiesta, codice: str) -> HttpResponse:
    righe = Circolare.objects.visibili_a(request.user)
    circolare = get_object_or_404(
        righe.select_related("diffusa_da", "aperta_da", "ritirata_da"), codice=codice
    )
    if not permessi.puo_certificare(request.user, circolare):
        raise PermissionDenied
    risposta = HttpResponse(carta.stampa(circolare, request.user), content_type="application/pdf")
    risposta["Content-Disposition"] = f'attachment; filename="certificato-{circolare.codice}.pdf"'
    risposta["X-Content-Type-Options"] = "nosniff"
    return risposta
