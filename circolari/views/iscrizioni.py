"""A company's person looks after her own subscription, by the signed address that every circolare holds.

GET changes nothing, because mail scanners follow links. Whose address it is, is said as little as possible:
the company's name, and the mailbox without its name.
"""

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from circolari import azioni, iscrizioni
from nucleo import posta
from nucleo.limiti import Limite
from sportelli.models import Contatto, Scopo

UN_CLIC = "One-Click"
PIU_NO, DI_NUOVO = "no", "si"
# In a minute, from one machine, about one subscription.
PRESSIONI = Limite("iscrizione", 10)


@login_not_required
@never_cache
def iscrizione(request: HttpRequest, chiave: str) -> HttpResponse:
    """Her page: what she chose, and the button to choose otherwise."""
    contatto = _di_chi(chiave)
    if request.method != "POST":
        return render(request, "circolari/pubblico/iscrizione.html", _contesto(contatto))
    if _troppe(request):
        return render(request, "pubblico/429.html", status=429)
    scelte = {PIU_NO: azioni.disiscrivi, DI_NUOVO: azioni.reiscrivi}
    if scelta := scelte.get(request.POST.get("scelta", "")):
        scelta(contatto)
    return redirect("circolari:iscrizione", chiave)


@csrf_exempt
@login_not_required
@never_cache
def disiscrivi(request: HttpRequest, chiave: str) -> HttpResponse:
    """The mail program's own button: one POST, no page, no cookie (RFC 8058)."""
    contatto = _di_chi(chiave)
    if request.method != "POST":
        return redirect("circolari:iscrizione", chiave)
    if _troppe(request):
        return _detto("Troppe richieste: riprova fra un minuto.", 429)
    if request.POST.get("List-Unsubscribe") != UN_CLIC:
        return _detto("Manca List-Unsubscribe=One-Click (RFC 8058): non è cambiato niente.", 400)
    azioni.disiscrivi(contatto)
    return _detto("Fatto: non riceverai più le circolari.", 200)


def _di_chi(chiave: str) -> Contatto:
    """Whose key it is; one that we never made, or of somebody who has been erased, is a 404."""
    contatto = iscrizioni.di_chi(chiave)
    if contatto is None:
        raise Http404
    return contatto


def _contesto(contatto: Contatto) -> dict[str, object]:
    muta = bool(posta.soppressi([contatto.email]))
    ultimo = contatto.consensi.filter(testo__scopo=Scopo.CIRCOLARI).first()
    return {
        "azienda": contatto.azienda.ragione_sociale,
        "casella": iscrizioni.casella(contatto),
        "iscritta": ultimo is not None and ultimo.concesso and not muta,
        "dal": ultimo.quando if ultimo is not None and not ultimo.concesso else None,
    }


def _troppe(request: HttpRequest) -> bool:
    """Whether that machine has asked too much of that key: the buttons of a big mail provider, which press
    for many people, are not too many."""
    da_dove = get_adapter().get_client_ip(request)
    return not PRESSIONI.consuma(f"{da_dove} {request.path}")


def _detto(testo: str, stato: int) -> HttpResponse:
    return HttpResponse(f"{testo}\n", status=stato, content_type="text/plain; charset=utf-8")
