"""Subscriptions by mail: asked for on a page, confirmed and looked after by the signed address of every mail.

GET changes nothing, because mail scanners follow links. Nobody is told whether a mailbox was there already.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from calendario import abbonamenti, azioni
from calendario.filtri import Filtri
from calendario.forms.pubblico import AbbonamentoForm, PreferenzeForm
from calendario.limiti import troppe
from calendario.models import Abbonamento

UN_CLIC = "One-Click"
SMETTI, CAMBIA, CONFERMA = "smetti", "cambia", "conferma"


@login_not_required
@never_cache
def abbonati(request: HttpRequest, lingua: str = "it") -> HttpResponse:
    """The form, for the filter of the address; then «look at your mailbox», whoever it is."""
    filtri = Filtri(request.GET, lingua)
    with translation.override(lingua):
        modulo = AbbonamentoForm(request.POST or None, lingua=lingua)
        if request.method == "POST" and modulo.is_valid():
            return _chiede(request, modulo, filtri)
        contesto = {"modulo": modulo, "filtri": filtri, "lingua": lingua}
        return render(request, "calendario/pubblico/abbonati.html", contesto)


@login_not_required
@never_cache
def abbonamento(request: HttpRequest, chiave: str) -> HttpResponse:
    """One's own subscription: to confirm, to change, to end."""
    riga = _di_chi(chiave)
    with translation.override(riga.lingua):
        if request.method == "POST":
            return _scelta(request, riga, chiave)
        return render(request, "calendario/pubblico/abbonamento.html", _contesto(riga))


@csrf_exempt
@login_not_required
@never_cache
def disiscrivi(request: HttpRequest, chiave: str) -> HttpResponse:
    """The mail program's own button: one POST, no page, no cookie (RFC 8058)."""
    riga = _di_chi(chiave)
    if request.method != "POST":
        return redirect("calendario:abbonamento", chiave)
    if troppe(request, "abbonamento", request.path):
        return _detto("Troppe richieste: riprova fra un minuto.", 429)
    if request.POST.get("List-Unsubscribe") != UN_CLIC:
        return _detto("Manca List-Unsubscribe=One-Click (RFC 8058): non è cambiato niente.", 400)
    azioni.disdici(riga)
    return _detto("Fatto: non riceverai più le novità del calendario.", 200)


def _chiede(request: HttpRequest, modulo: AbbonamentoForm, filtri: Filtri) -> HttpResponse:
    scelti = modulo.cleaned_data
    if troppe(request, "abbonamento") or troppe(request, "casella", scelti["email"].lower(), ovunque=True):
        return render(request, "pubblico/429.html", status=429)
    if not modulo.di_un_programma:
        azioni.abbona(
            scelti["email"],
            filtri.querystring,
            filtri.lingua,
            novita=scelti["novita"],
            scadenze=scelti["scadenze"],
        )
    return redirect(_fatto(filtri))


def _fatto(filtri: Filtri) -> str:
    nome = "calendario:subscribe_done" if filtri.lingua == "en" else "calendario:abbonati_fatto"
    return f"{reverse(nome)}?{filtri.querystring}"


@login_not_required
@never_cache
def abbonati_fatto(request: HttpRequest, lingua: str = "it") -> HttpResponse:
    """Look at your mailbox."""
    with translation.override(lingua):
        contesto = {"filtri": Filtri(request.GET, lingua), "lingua": lingua}
        return render(request, "calendario/pubblico/abbonati_fatto.html", contesto)


def _scelta(request: HttpRequest, riga: Abbonamento, chiave: str) -> HttpResponse:
    if troppe(request, "abbonamento", request.path):
        return render(request, "pubblico/429.html", status=429)
    voluto = request.POST.get("scelta", "")
    if voluto == CONFERMA:
        azioni.conferma_abbonamento(riga)
    elif voluto == SMETTI:
        azioni.disdici(riga)
    elif voluto == CAMBIA:
        preferenze = PreferenzeForm(request.POST)
        preferenze.is_valid()
        azioni.cambia_abbonamento(riga, **preferenze.cleaned_data)
    return redirect("calendario:abbonamento", chiave)


def _contesto(riga: Abbonamento) -> dict[str, object]:
    filtri = Filtri(QueryDict(riga.filtro), riga.lingua)
    return {
        "abbonamento": riga,
        "casella": f"•••@{riga.email.rpartition('@')[2]}",
        "filtri": filtri,
        "lingua": riga.lingua,
        "preferenze": PreferenzeForm(initial={"novita": riga.novita, "scadenze": riga.scadenze}),
        "in_vigore": riga.confermato_il is not None and riga.finito_il is None,
    }


def _di_chi(chiave: str) -> Abbonamento:
    """Whose key it is; one that we never made, or that has been forgotten, is a 404."""
    riga = abbonamenti.di_chi(chiave)
    if riga is None:
        raise Http404
    return riga


def _detto(testo: str, stato: int) -> HttpResponse:
    return HttpResponse(f"{testo}\n", status=stato, content_type="text/plain; charset=utf-8")
