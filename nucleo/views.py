"""The pages of the ground floor: what waits for me, the post office, the log of reads."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nucleo import notifiche as centro
from nucleo import posta as ufficio
from nucleo.elenchi import esporta, ritorno
from nucleo.elenchi.salvati import dimentica, salva
from nucleo.elenco_registro import ElencoConsultazioni
from nucleo.forms import FiltroSalvatoForm, MotivoForm, PreferenzeForm
from nucleo.models import Busta, Dovere, FiltroSalvato, Notifica, Ufficio
from nucleo.notifiche.elenco import ElencoNotifiche
from nucleo.parole import quanti
from nucleo.permessi import puo_governare
from nucleo.posta.elenco import ElencoPosta

if TYPE_CHECKING:
    from sportelli.http import Richiesta


def notifiche(request: "Richiesta") -> HttpResponse:
    return render(request, "nucleo/notifiche.html", {"elenco": ElencoNotifiche(request.user, request.GET)})


@require_POST
def leggi(request: "Richiesta", pk: int) -> HttpResponse:
    notifica = get_object_or_404(Notifica.objects.visibili_a(request.user), pk=pk)
    centro.leggi(notifica)
    return redirect(notifica.indirizzo or "nucleo:notifiche")


@require_POST
def leggi_tutte(request: "Richiesta") -> HttpResponse:
    centro.leggi_tutte(request.user)
    messages.success(request, "Hai letto tutto.")
    return redirect("nucleo:notifiche")


def preferenze(request: "Richiesta") -> HttpResponse:
    form = PreferenzeForm(request.POST or None, utente=request.user)
    if request.method == "POST" and form.is_valid():
        centro.scegli(request.user, form.cleaned_data)
        messages.success(request, "Le tue scelte valgono da ora.")
        return redirect("nucleo:notifiche")
    return render(request, "nucleo/preferenze.html", {"form": form})


def posta(request: "Richiesta") -> HttpResponse:
    _governa(request)
    dati = {
        "elenco": ElencoPosta(request.user, request.GET),
        "per_stato": Busta.objects.cifre(),
        "ufficio": Ufficio.objects.first(),
        "doveri": Dovere.objects.all(),
    }
    return render(request, "nucleo/posta.html", dati)


@require_POST
def riprova(request: "Richiesta", pk: int) -> HttpResponse:
    _governa(request)
    ufficio.riprova(get_object_or_404(Busta, pk=pk))
    messages.success(request, "Il messaggio è di nuovo in coda.")
    return redirect("nucleo:posta")


@require_POST
def riprova_parcheggiate(request: "Richiesta") -> HttpResponse:
    _governa(request)
    quante = ufficio.riprova_parcheggiate()
    messages.success(request, f"{quanti(quante, 'messaggio', 'messaggi')} di nuovo in coda.")
    return redirect("nucleo:posta")


def annulla(request: "Richiesta", pk: int) -> HttpResponse:
    _governa(request)
    busta = get_object_or_404(Busta, pk=pk)
    form = MotivoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ufficio.annulla(busta, f"{request.user}: {form.cleaned_data['motivo']}")
        messages.success(request, "Il messaggio non partirà.")
        return redirect("nucleo:posta")
    return render(request, "nucleo/posta_annulla.html", {"busta": busta, "form": form})


def sospendi(request: "Richiesta") -> HttpResponse:
    _governa(request)
    form = MotivoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ufficio.sospendi(form.cleaned_data["motivo"])
        messages.warning(request, "Da ora non parte più niente.")
        return redirect("nucleo:posta")
    return render(request, "nucleo/posta_sospendi.html", {"form": form})


def riprendi(request: "Richiesta") -> HttpResponse:
    _governa(request)
    if request.method == "POST":
        ufficio.riprendi()
        messages.success(request, "La posta riparte.")
        return redirect("nucleo:posta")
    return render(request, "nucleo/posta_riprendi.html", {"dovute": Busta.objects.dovute().count()})


def registro(request: "Richiesta") -> HttpResponse:
    _governa(request)
    return render(request, "nucleo/registro.html", {"elenco": ElencoConsultazioni(request.user, request.GET)})


def registro_esporta(request: "Richiesta", formato: str) -> HttpResponseBase:
    _governa(request)
    return esporta(request, ElencoConsultazioni(request.user, request.GET), formato)


def _governa(request: "Richiesta") -> None:
    if not puo_governare(request.user):
        raise PermissionDenied


@require_POST
def filtro_salva(request: "Richiesta") -> HttpResponse:
    """Keeps the filters in force, and goes back to their list."""
    form = FiltroSalvatoForm(request.POST)
    if form.is_valid():
        dati = form.cleaned_data
        parametri = QueryDict(dati["parametri"])
        salva(dati["elenco"], dati["nome"], parametri, da=request.user, per_ufficio=dati["per_ufficio"])
        messages.success(request, f"Filtro «{dati['nome']}» salvato.")
    for errori in form.errors.values():
        messages.error(request, " ".join(str(errore) for errore in errori))
    return redirect(ritorno(request))


@require_POST
def filtro_dimentica(request: "Richiesta", pk: int) -> HttpResponse:
    filtro = get_object_or_404(FiltroSalvato.objects.visibili_a(request.user), pk=pk)
    dimentica(filtro, da=request.user)
    messages.success(request, f"Filtro «{filtro}» tolto.")
    return redirect(ritorno(request))
