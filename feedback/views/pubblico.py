"""The company's own pages: the questionnaire, by the key in its e-mail, without a login (C3).

GET changes nothing, because mail scanners follow links. A key that is wrong, expired or replaced finds one
page, always the same bytes: nobody learns which of the three it is. The address is a key: no other site
learns it, by settings.SECURE_REFERRER_POLICY (a stricter one takes away the Origin that guards the forms).
"""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from feedback import azioni, gettoni, lingua, presentazione
from feedback.azioni import CollegamentoSpento
from feedback.forms.compila import PREFISSO, CompilaForm
from feedback.models import Richiesta, Risposta, StatoRichiesta
from nucleo.limiti import Limite

SALVA, INVIA, CORREGGI, TOCCATE = "salva", "invia", "correggi", "toccate"
# In a minute: the keys that one machine may get wrong, what it may send by one key.
TENTATIVI, INVII = Limite("questionario_tentativi", 20), Limite("questionario", 60)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rispondi(request: HttpRequest, gettone: str) -> HttpResponse:
    """The questionnaire, what was answered so far in it; once sent, the thanks of the Sportello."""
    richiesta = _trovata(request, gettone)
    if isinstance(richiesta, HttpResponse):
        return richiesta
    if request.method == "POST":
        return _arriva(request, richiesta, gettone)
    risposta = Risposta.objects.filter(richiesta=richiesta).first()
    if risposta is not None and risposta.data and not _vuole_correggere(request, risposta):
        return _grazie(request, richiesta, risposta)
    form = CompilaForm(**_opzioni(request, richiesta), detti=presentazione.detti_di(risposta))
    return _pagina(request, richiesta, form)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rifiuta(request: HttpRequest, gettone: str) -> HttpResponse:
    """«Non voglio rispondere»: asked on a page of its own, done by POST alone."""
    richiesta = _trovata(request, gettone)
    if isinstance(richiesta, HttpResponse):
        return richiesta
    if richiesta.stato != StatoRichiesta.INVIATA:
        return redirect("feedback:rispondi", gettone)
    if request.method != "POST":
        return _disegna(request, richiesta, "rifiuta")
    try:
        azioni.rifiuta(richiesta, mai_piu=request.POST.get("mai_piu") == "si")
    except CollegamentoSpento:
        return spento()
    return redirect(_con_lingua(reverse("feedback:rifiutata"), request))


@login_not_required
@never_cache
@require_safe
def rifiutata(request: HttpRequest) -> HttpResponse:
    """Nobody will be reminded; the page knows nothing of who reads it."""
    detta = lingua.scelta(request.GET.get("lingua", ""))
    with translation.override(detta):
        contesto = {"lingua": detta, "t": lingua.parole(detta)}
        return render(request, "feedback/pubblico/rifiutata.html", contesto)


def spento() -> HttpResponse:
    """The one page of all links that open nothing; it is made of nothing that changes."""
    return HttpResponse(render_to_string("feedback/pubblico/spento.html"), status=404)


def _trovata(request: HttpRequest, gettone: str) -> Richiesta | HttpResponse:
    """The request that this key opens, or the answer to who has none; who guesses is made to wait."""
    macchina = get_adapter().get_client_ip(request)
    if TENTATIVI.raggiunto(macchina):
        return _aspetti(request)
    aperte = Richiesta.objects.con_impronta(gettoni.impronta(gettone))
    richiesta = aperte.select_related(
        "pratica__sportello", "pratica__servizio", "pratica__assegnata_a", "questionario"
    ).first()
    if richiesta is None:
        TENTATIVI.consuma(macchina)
        return spento()
    if request.method == "POST" and not INVII.consuma(f"{macchina} {richiesta.impronta}"):
        return _aspetti(request)
    return richiesta


def _aspetti(request: HttpRequest) -> HttpResponse:
    return render(request, "feedback/pubblico/429.html", status=429)


def _arriva(request: HttpRequest, richiesta: Richiesta, gettone: str) -> HttpResponse:
    """What was sent: kept for later, or given as the answer."""
    salva = request.POST.get("azione") == SALVA
    form = CompilaForm(request.POST, **_opzioni(request, richiesta), parziale=salva)
    if form.is_valid() or salva:
        try:
            if salva:
                azioni.salva(richiesta, form.detti, lingua=form.lingua, toccate=_toccate(request))
            else:
                azioni.rispondi(richiesta, form.detti, lingua=form.lingua)
        except CollegamentoSpento:
            return _gia_finita(request, richiesta, gettone)
        except ValidationError as errore:
            form.add_error(None, errore)
    if salva and _in_silenzio(request):
        return _salvato(next((str(errori[0]) for errori in form.errors.values()), ""))
    if form.errors:
        return _pagina(request, richiesta, form)
    qui = reverse("feedback:rispondi", args=[gettone])
    return redirect(_con_lingua(qui, request, salvato="si") if salva else _con_lingua(qui, request))


def _toccate(request: HttpRequest) -> set[str] | None:
    """The questions that the page says it has changed; None without JavaScript, when it says nothing."""
    toccate = request.POST.getlist(TOCCATE)
    return {nome.removeprefix(PREFISSO) for nome in toccate} if toccate else None


def _gia_finita(request: HttpRequest, richiesta: Richiesta, gettone: str) -> HttpResponse:
    """Answered from another page meanwhile, or the link opens nothing any more."""
    if not _viva(richiesta):
        return spento()
    if _in_silenzio(request):
        return _salvato(lingua.parole(_lingua(request))["gia_data"])
    return redirect("feedback:rispondi", gettone)


def _in_silenzio(request: HttpRequest) -> bool:
    """Whether the page saves by itself while it is being filled in."""
    return request.headers.get("Accept") == "application/json"


def _salvato(perche_no: str = "") -> JsonResponse:
    return JsonResponse({"salvato": False, "perche": perche_no} if perche_no else {"salvato": True})


def _viva(richiesta: Richiesta) -> bool:
    return Richiesta.objects.con_impronta(richiesta.impronta).filter(pk=richiesta.pk).exists()


def _opzioni(request: HttpRequest, richiesta: Richiesta) -> dict[str, Any]:
    return {"questionario": richiesta.questionario, "lingua": _lingua(request)}


def _lingua(request: HttpRequest) -> str:
    return lingua.scelta(request.POST.get("lingua", "") or request.GET.get("lingua", ""))


def _con_lingua(indirizzo: str, request: HttpRequest, **altro: str) -> str:
    dati = QueryDict(mutable=True)
    dati.update(({"lingua": "en"} if _lingua(request) == "en" else {}) | altro)
    return f"{indirizzo}?{dati.urlencode()}" if dati else indirizzo


def _vuole_correggere(request: HttpRequest, risposta: Risposta) -> bool:
    return request.GET.get(CORREGGI) == "si" and azioni.correggibile(risposta)


def _grazie(request: HttpRequest, richiesta: Richiesta, risposta: Risposta) -> HttpResponse:
    fino_a = risposta.correggibile_fino_al if azioni.correggibile(risposta) else None
    detto = lingua.fino_a(fino_a, _lingua(request)) if fino_a else ""
    return _disegna(request, richiesta, "grazie", risposta=risposta, fino_a=detto)


def _pagina(request: HttpRequest, richiesta: Richiesta, form: CompilaForm) -> HttpResponse:
    data = richiesta.stato == StatoRichiesta.RISPOSTA
    salvato = request.GET.get("salvato") == "si" and not form.is_bound
    return _disegna(request, richiesta, "questionario", form=form, data=data, salvato=salvato)


def _disegna(request: HttpRequest, richiesta: Richiesta, pagina: str, **altro: Any) -> HttpResponse:
    """A page with the Sportello's face, in the language of who reads."""
    detta = _lingua(request)
    contesto = presentazione.contesto(richiesta, detta) | altro
    with translation.override(detta):
        return render(request, f"feedback/pubblico/{pagina}.html", contesto)
