"""The companies of one's own office: a scheda that is not ours is a scheda that does not exist (404)."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nucleo import posta
from nucleo.elenchi import esporta
from nucleo.invii import una_volta
from nucleo.registro import registra_lettura
from nucleo.stati import VersioneSuperata
from sportelli import azioni, permessi
from sportelli.elenchi import ElencoAziende
from sportelli.forms.aziende import CONTROLLATI, FORME, AziendaForm
from sportelli.http import Richiesta, chiave_da
from sportelli.models import Ateco, Azienda, Consenso, Contatto, Scopo
from sportelli.querysets import AziendaQuerySet
from sportelli.storia import storia_di
from sportelli.views.verbi import conflitto, prova

MINIMO_PER_CERCARE = 3
# What the log of reads calls what was opened.
PERSONE, CONSENSI, STORIA = "persone dell'azienda", "consensi", "storia dell'azienda"


def aziende(request: Richiesta) -> HttpResponse:
    _solo_sportelli(request)
    return render(request, "sportelli/aziende.html", {"elenco": ElencoAziende(request.user, request.GET)})


def aziende_esporta(request: Richiesta, formato: str) -> HttpResponseBase:
    _solo_sportelli(request)
    return esporta(request, ElencoAziende(request.user, request.GET), formato)


def azienda(request: Richiesta, pk: int) -> HttpResponse:
    righe = Azienda.objects.select_related("ateco", "settore", "provincia", "sportello")
    scheda = _trova(request, pk, righe.prefetch_related("mercati", "mercati_obiettivo"))
    contatti = scheda.contatti.filter(attivo=True)
    registra_lettura(request.user, PERSONE, scheda)
    return render(request, "sportelli/azienda.html", {"azienda": scheda, "contatti": contatti})


def azienda_contatti(request: Richiesta, pk: int) -> HttpResponse:
    scheda = _trova(request, pk)
    contatti = scheda.contatti.order_by("-attivo", "-principale", "nome")
    rifiutano = posta.soppressi(contatto.email for contatto in contatti)
    contesto = {"azienda": scheda, "contatti": contatti, "rifiutano": rifiutano}
    registra_lettura(request.user, PERSONE, scheda)
    return render(request, "sportelli/azienda_contatti.html", contesto)


def azienda_consensi(request: Richiesta, pk: int) -> HttpResponse:
    scheda = _trova(request, pk)
    righe = Consenso.objects.filter(contatto__azienda=scheda)
    dati = righe.select_related("testo", "contatto", "raccolto_da")
    persone = scheda.contatti.filter(attivo=True)
    contesto = {"azienda": scheda, "consensi": dati, "persone": _per_scopo(persone, dati)}
    registra_lettura(request.user, CONSENSI, scheda)
    return render(request, "sportelli/azienda_consensi.html", contesto)


def azienda_pratiche(request: Richiesta, pk: int) -> HttpResponse:
    return render(request, "sportelli/azienda_pratiche.html", {"azienda": _trova(request, pk)})


def azienda_storia(request: Richiesta, pk: int) -> HttpResponse:
    scheda = _trova(request, pk)
    registra_lettura(request.user, STORIA, scheda)
    return render(request, "sportelli/azienda_storia.html", {"azienda": scheda, "fatti": storia_di(scheda)})


@una_volta
def azienda_nuova(request: Richiesta) -> HttpResponse:
    _solo_sportelli(request)
    form = AziendaForm(request.POST or None, utente=request.user)
    if form.is_valid() and (nuova := prova(form, azioni.crea_azienda, form.campi, da=request.user)):
        messages.success(request, f"{nuova} è fra le aziende del tuo Sportello: aggiungi le sue persone.")
        return redirect("sportelli:azienda_contatti", nuova.pk)
    return _modulo(request, form)


@una_volta
def azienda_modifica(request: Richiesta, pk: int) -> HttpResponse:
    scheda = _trova(request, pk)
    form = AziendaForm(request.POST or None, instance=scheda, utente=request.user)
    try:
        if form.is_valid() and (salvata := prova(form, _salva, request, form)):
            messages.success(request, "La scheda è stata salvata.")
            return redirect(salvata)
    except VersioneSuperata:
        return _modulo(request, form, 409, **conflitto(request, form, _trova(request, pk)))
    return _modulo(request, form)


@require_POST
def azienda_campo(request: Richiesta, nome: str) -> HttpResponse:
    """One field of the form, checked while the rest is still being filled."""
    _solo_sportelli(request)
    if nome not in CONTROLLATI:
        raise Http404
    propria = (
        Azienda.objects.visibili_a(request.user).filter(pk=chiave_da(request.POST.get("azienda"))).first()
    )
    form = AziendaForm(request.POST, instance=propria, utente=request.user)
    form.full_clean()
    return render(request, "sportelli/_campo.html", {"campo": form[nome]})


def aziende_simili(request: Richiesta) -> HttpResponse:
    """The companies of one's own office that look like the one being typed."""
    _solo_sportelli(request)
    nome = request.GET.get("ragione_sociale", "").strip()
    proprie = Azienda.objects.visibili_a(request.user).exclude(pk=chiave_da(request.GET.get("azienda")))
    simili = proprie.simili_a(nome) if len(nome) >= MINIMO_PER_CERCARE else proprie.none()
    return render(request, "sportelli/_simili.html", {"simili": simili.select_related("settore")})


def ateco(request: Richiesta) -> HttpResponse:
    """Codes and descriptions that hold what is being typed, for the list under the field."""
    voci = Ateco.objects.cerca(request.GET.get("ateco", ""))
    return render(request, "sportelli/_ateco.html", {"voci": voci})


def _trova(request: Richiesta, pk: int, righe: AziendaQuerySet | None = None) -> Azienda:
    insieme: AziendaQuerySet = Azienda.objects.all() if righe is None else righe
    return get_object_or_404(insieme.visibili_a(request.user), pk=pk)


def _solo_sportelli(request: Richiesta) -> None:
    if not permessi.puo_creare_azienda(request.user):
        raise PermissionDenied


def _salva(request: Richiesta, form: AziendaForm) -> Azienda:
    return azioni.modifica_azienda(form.instance, form.campi, versione=form.letta, da=request.user)


def _modulo(request: Richiesta, form: AziendaForm, stato: int = 200, **altro: object) -> HttpResponse:
    contesto = {"form": form, "azienda": form.instance, "forme": FORME, **altro}
    return render(request, "sportelli/azienda_modulo.html", contesto, status=stato)


def _per_scopo(
    persone: Iterable[Contatto], consensi: Iterable[Consenso]
) -> list[tuple[Contatto, list[tuple[Scopo, Consenso | None]]]]:
    """For each person, for each purpose, the answer in force or None."""
    ultimi: dict[tuple[int, str], Consenso] = {}
    for consenso in consensi:  # newest first
        ultimi.setdefault((consenso.contatto_id, consenso.testo.scopo), consenso)
    return [
        (persona, [(scopo, ultimi.get((persona.pk, scopo.value))) for scopo in Scopo]) for persona in persone
    ]
