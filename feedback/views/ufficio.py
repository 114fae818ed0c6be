"""The pages of an office: its answers, the feedback of one pratica, whom to ask, what is said by phone."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from feedback import azioni, destinatari, permessi, presentazione, riservatezza
from feedback.elenchi import ElencoRisposte
from feedback.forms.compila import CompilaForm
from feedback.forms.ufficio import ChiediForm
from feedback.models import Questionario, Richiesta, Risposta, Seguito
from feedback.riservatezza import UNITE
from nucleo.elenchi import esporta
from nucleo.invii import una_volta
from pratiche.models import Pratica, Stato
from pratiche.permessi import dell_ufficio
from sportelli.http import Richiesta as Domanda
from sportelli.models import Utente


@require_safe
def elenco(request: Domanda) -> HttpResponse:
    contesto = {
        "elenco": _elenco(request),
        "seguiti": Seguito.objects.visibili_a(request.user).aperti().count(),
        "puo_impostare": permessi.puo_impostare(request.user, request.user.sportello),
        "puo_redigere": permessi.puo_redigere(request.user),
    }
    return render(request, "feedback/elenco.html", contesto)


@require_safe
def elenco_esporta(request: Domanda, formato: str) -> HttpResponseBase:
    return esporta(request, _elenco(request), formato)


def _elenco(request: Domanda) -> ElencoRisposte:
    if not permessi.puo_leggere(request.user):
        raise PermissionDenied
    return ElencoRisposte(request.user, request.GET)


@require_safe
def risposta(request: Domanda, pk: int) -> HttpResponse:
    """One answer, whole, as who asks may read it (C5)."""
    visibili = Risposta.objects.visibili_a(request.user).select_related(*UNITE)
    riga = riservatezza.riga(get_object_or_404(visibili, pk=pk), request.user)
    puo_chiudere = riga.seguito is not None and permessi.puo_chiudere_seguito(request.user, riga.seguito)
    return render(request, "feedback/risposta.html", {"riga": riga, "puo_chiudere": puo_chiudere})


@require_safe
def della_pratica(request: Domanda, numero: str) -> HttpResponse:
    """The feedback of one pratica, for who may read it: a part of its page, a page without JavaScript."""
    pratica = la_pratica(request, numero)
    modello = "feedback/_della_pratica.html" if request.htmx else "feedback/della_pratica.html"
    return render(request, modello, quadro(pratica, request.user))


def quadro(pratica: Pratica, utente: Utente) -> dict[str, Any]:
    """Whether the company was asked, whether it got it, what it said; what this person can do about it."""
    richiesta = (
        Richiesta.objects.visibili_a(utente)
        .filter(pratica=pratica)
        .select_related("contatto", "busta", "chiesta_da")
        .first()
    )
    sue = Risposta.objects.visibili_a(utente).filter(pratica=pratica).select_related(*UNITE)
    return {
        "pratica": pratica,
        "richiesta": richiesta,
        "righe": riservatezza.righe(list(sue), utente),
        "puo_chiedere": permessi.puo_chiedere(utente, pratica) and Questionario.objects.in_uso() is not None,
        "propria": utente.di_sportello,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@una_volta
def chiedi(request: Domanda, numero: str) -> HttpResponse:
    """Whom to ask, and the request leaves; who was asked already gets a new link."""
    pratica = _dell_ufficio(request, numero)
    if not permessi.puo_chiedere(request.user, pratica):
        return _conclusa(request, pratica)
    candidati = destinatari.candidati(pratica)
    form = ChiediForm(request.POST or None, candidati=candidati)
    if request.method == "POST" and form.is_valid():
        try:
            azioni.chiedi(pratica, form.scelta, da=request.user)
        except ValidationError as errore:
            form.add_error(None, errore)
        else:
            messages.success(request, f"Il questionario parte ora per {form.scelta.nome}, a vostro nome.")
            return redirect(pratica)
    contesto = {"form": form, "pratica": pratica, "candidati": candidati}
    contesto["richiesta"] = Richiesta.objects.filter(pratica=pratica).select_related("contatto").first()
    return render(request, "feedback/chiedi.html", contesto)


@require_http_methods(["GET", "HEAD", "POST"])
@una_volta
def raccogli(request: Domanda, numero: str) -> HttpResponse:
    """The same questions as the company's page, read on the telephone and written by the officer."""
    pratica = _dell_ufficio(request, numero)
    if not permessi.puo_raccogliere(request.user, pratica):
        return _conclusa(request, pratica)
    richiesta = Richiesta.objects.filter(pratica=pratica).first()
    questionario = (richiesta and richiesta.questionario) or Questionario.objects.in_uso()
    if questionario is None:
        raise Http404
    form = CompilaForm(request.POST or None, questionario=questionario)
    if request.method == "POST" and form.is_valid():
        arrivata = azioni.raccogli(pratica, form.detti, da=request.user)
        messages.success(request, "Risposta raccolta per telefono: resta scritto da chi, e quando.")
        return redirect(arrivata)
    contesto = {"form": form, "pratica": pratica}
    contesto |= presentazione.del_questionario(questionario, pratica.sportello, "it")
    return render(request, "feedback/telefono.html", contesto)


def la_pratica(request: Domanda, numero: str) -> Pratica:
    """A completed pratica whose feedback concerns who asks: its office, TP if it took part; else 404."""
    visibili = Pratica.objects.visibili_a(request.user).filter(stato=Stato.COMPLETATA)
    if request.user.di_sportello:
        visibili = visibili.filter(sportello=request.user.sportello_id)
    elif request.user.di_tp:
        visibili = visibili.filter(tp_coinvolta=True)
    else:
        raise Http404
    unite = ("sportello", "azienda", "servizio", "settore", "assegnata_a")
    return get_object_or_404(visibili.select_related(*unite), numero=numero)


def _dell_ufficio(request: Domanda, numero: str) -> Pratica:
    pratica = la_pratica(request, numero)
    if not dell_ufficio(request.user, pratica):
        raise PermissionDenied
    return pratica


def _conclusa(request: Domanda, pratica: Pratica) -> HttpResponse:
    """Meanwhile the company has answered, or does not want to: what it said is read instead."""
    risposta = Risposta.objects.visibili_a(request.user).arrivate().filter(pratica=pratica).first()
    fatto = "ha risposto" if risposta else "ha scelto di non rispondere"
    messages.warning(request, f"Nel frattempo l'azienda {fatto}: non c'è altro da chiederle.")
    return redirect(risposta or pratica)
