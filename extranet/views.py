"""Pages that belong to no single app."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.csrf import csrf_failure
from django.views.decorators.http import require_GET

from calendario.permessi import e_di_un_partner
from circolari.permessi import puo_scrivere
from extranet import campionario, cruscotto_calendario, cruscotto_circolari, ricerca
from extranet import cruscotto as questioni
from nucleo.models import Dovere
from sportelli.http import Richiesta

# A company finds its Sportello there, and no Extranet behind it (C3).
DELLE_AZIENDE = ("feedback:rispondi", "feedback:rifiuta")


def modulo_scaduto(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What was sent has not the token of its page, or the browser keeps no cookies."""
    trovata = request.resolver_match
    if trovata is not None and trovata.view_name in DELLE_AZIENDE:
        return render(request, "feedback/pubblico/scaduto.html", status=403)
    return csrf_failure(request, reason)


def cruscotto(request: Richiesta) -> HttpResponse:
    """The home page: where one lands after signing in."""
    contesto: dict[str, Any]
    if request.user.is_staff:
        contesto = {"cifre": questioni.cifre_di_servizio(), "doveri": Dovere.objects.all()}
        return render(request, "extranet/cruscotto_servizio.html", contesto)
    if e_di_un_partner(request.user):
        contesto = cruscotto_calendario.dell_ente(request.user)
        return render(request, "extranet/cruscotto_ente.html", contesto)
    if not request.user.gruppi_di_lettura:
        return render(request, "extranet/cruscotto_vuoto.html")
    contesto = {"calendario": cruscotto_calendario.che_attende(request.user)}
    if puo_scrivere(request.user):
        contesto |= cruscotto_circolari.della_redazione(request.user)
        return render(request, "extranet/cruscotto_redazione.html", contesto)
    return render(request, "extranet/cruscotto.html", contesto | questioni.contesto(request.user))


@require_GET
def cerca(request: Richiesta) -> HttpResponse:
    """The search box of the header; a number that one may read leads straight to its pratica."""
    if not request.user.gruppi_di_lettura:
        raise PermissionDenied
    testo = request.GET.get("q", "").strip()[:200]
    trovata = ricerca.per_numero(testo, request.user)
    if trovata:
        return redirect(trovata)
    return render(request, "extranet/cerca.html", {"esito": ricerca.cerca(testo, request.user)})


@login_not_required
def non_qui(request: HttpRequest, **argomenti: str) -> HttpResponse:
    """A page that a library offers and the Extranet does not."""
    raise Http404


@login_not_required
def accessibilita(request: HttpRequest) -> HttpResponse:
    return render(request, "extranet/accessibilita.html")


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "extranet/privacy.html")


@login_not_required
def note_legali(request: HttpRequest) -> HttpResponse:
    return render(request, "extranet/note_legali.html")


@login_not_required
def stile(request: HttpRequest) -> HttpResponse:
    """Every component on one page; its address exists only where nobody works."""
    return render(request, "extranet/stile.html", campionario.contesto(request.GET or None))


@login_not_required
def stile_conferma(request: HttpRequest) -> HttpResponse:
    """A page that asks before acting, for the style guide: it acts on nothing."""
    return render(
        request, "extranet/stile_conferma.html", {"form": campionario.MotivoDiProva(request.POST or None)}
    )
