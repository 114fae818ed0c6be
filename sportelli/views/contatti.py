"""The people of a company, and what they consented to: the office's own, or nobody's (C6)."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nucleo.invii import una_volta
from nucleo.registro import registra_lettura
from nucleo.stati import VersioneSuperata
from sportelli import azioni
from sportelli.forms.aziende import ConsensoForm, ContattoForm
from sportelli.http import Richiesta
from sportelli.models import Azienda, Contatto, Scopo, TestoConsenso
from sportelli.views.verbi import conflitto, prova


@una_volta
def contatto_nuovo(request: Richiesta, pk: int) -> HttpResponse:
    azienda = get_object_or_404(Azienda.objects.visibili_a(request.user), pk=pk)
    chi = request.user
    form = ContattoForm(request.POST or None, utente=chi)
    if form.is_valid() and prova(form, azioni.aggiungi_contatto, azienda, form.campi, da=chi) is not None:
        messages.success(request, f"{form.cleaned_data['nome']} è fra le persone di {azienda}.")
        return redirect("sportelli:azienda_contatti", azienda.pk)
    return render(request, "sportelli/contatto_modulo.html", {"form": form, "azienda": azienda})


@una_volta
def contatto_modifica(request: Richiesta, pk: int) -> HttpResponse:
    contatto = get_object_or_404(_visibili(request), pk=pk)
    form = ContattoForm(request.POST or None, instance=contatto, utente=request.user)
    contesto = {"form": form, "azienda": contatto.azienda, "contatto": contatto}
    stato = 200
    try:
        if form.is_valid() and prova(form, _salva, request, form) is not None:
            messages.success(request, f"I dati di {form.cleaned_data['nome']} sono stati salvati.")
            return redirect("sportelli:azienda_contatti", contatto.azienda_id)
    except VersioneSuperata:
        contesto |= conflitto(request, form, get_object_or_404(_visibili(request), pk=pk))
        stato = 409
    registra_lettura(request.user, "persona dell'azienda", contatto)
    return render(request, "sportelli/contatto_modulo.html", contesto, status=stato)


def _salva(request: Richiesta, form: ContattoForm) -> Contatto:
    return azioni.modifica_contatto(form.instance, form.campi, versione=form.letta, da=request.user)


@require_POST
def contatto_disattiva(request: Richiesta, pk: int) -> HttpResponse:
    contatto = get_object_or_404(_visibili(request), pk=pk)
    azioni.disattiva_contatto(contatto, da=request.user)
    messages.success(request, f"{contatto} non sarà più proposto nelle pratiche.")
    return redirect("sportelli:azienda_contatti", contatto.azienda_id)


@require_POST
def contatto_attiva(request: Richiesta, pk: int) -> HttpResponse:
    contatto = get_object_or_404(_visibili(request), pk=pk)
    azioni.attiva_contatto(contatto, da=request.user)
    messages.success(request, f"{contatto} è di nuovo fra le persone da contattare.")
    return redirect("sportelli:azienda_contatti", contatto.azienda_id)


@require_POST
def contatto_riabilita(request: Richiesta, pk: int) -> HttpResponse:
    contatto = get_object_or_404(_visibili(request), pk=pk)
    if azioni.riabilita_indirizzo(contatto, da=request.user):
        messages.success(request, f"Le prossime circolari andranno di nuovo a {contatto.email}.")
    return redirect("sportelli:azienda_contatti", contatto.azienda_id)


@una_volta
def consenso_nuovo(request: Richiesta, pk: int) -> HttpResponse:
    contatto = get_object_or_404(_visibili(request), pk=pk)
    form = ConsensoForm(request.POST or None, initial=request.GET.dict(), utente=request.user)
    if form.is_valid():
        azioni.registra_consenso(contatto, **form.campi, da=request.user)
        messages.success(request, f"La risposta di {contatto} è stata registrata.")
        return redirect("sportelli:azienda_consensi", contatto.azienda_id)
    testi = [TestoConsenso.objects.in_vigore(scopo) for scopo in Scopo]
    contesto = {"form": form, "azienda": contatto.azienda, "contatto": contatto, "testi": testi}
    return render(request, "sportelli/consenso_modulo.html", contesto)


def _visibili(request: Richiesta) -> QuerySet[Contatto]:
    aziende = Azienda.objects.visibili_a(request.user)
    return Contatto.objects.filter(azienda__in=aziende).select_related("azienda")
