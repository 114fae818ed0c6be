"""Suppliers: TP reads all of them, an office its own, TP's and the shared ones (C4)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nucleo.allegati import rispondi
from nucleo.elenchi import esporta
from nucleo.invii import una_volta
from nucleo.stati import PassaggioNonAmmesso, VersioneSuperata
from sportelli import azioni, permessi
from sportelli.elenchi import ElencoFornitori
from sportelli.forms.fornitori import ContattoFornitoreForm, DocumentoForm, FornitoreForm, SospensioneForm
from sportelli.http import Richiesta
from sportelli.models import ContattoFornitore, DocumentoFornitore, Fornitore
from sportelli.views.verbi import conflitto, prova


def fornitori(request: Richiesta) -> HttpResponse:
    _solo_la_rete(request)
    elenco = ElencoFornitori(request.user, request.GET)
    contesto = {"elenco": elenco, "puo_creare": permessi.puo_creare_fornitore(request.user)}
    return render(request, "sportelli/fornitori.html", contesto)


def fornitori_esporta(request: Richiesta, formato: str) -> HttpResponseBase:
    _solo_la_rete(request)
    return esporta(request, ElencoFornitori(request.user, request.GET), formato)


def fornitore(request: Richiesta, pk: int) -> HttpResponse:
    righe = Fornitore.objects.visibili_a(request.user).select_related("proprietario", "paese")
    riga = get_object_or_404(
        righe.prefetch_related("paesi", "servizi", "settori", "contatti", "documenti"), pk=pk
    )
    puo_modificare = permessi.puo_modificare_fornitore(request.user, riga)
    return render(request, "sportelli/fornitore.html", {"fornitore": riga, "puo_modificare": puo_modificare})


@una_volta
def fornitore_nuovo(request: Richiesta) -> HttpResponse:
    if not permessi.puo_creare_fornitore(request.user):
        raise PermissionDenied
    form = FornitoreForm(request.POST or None, utente=request.user)
    if form.is_valid() and (nuovo := prova(form, azioni.crea_fornitore, form.campi, da=request.user)):
        messages.success(request, f"{nuovo} è fra i fornitori.")
        return redirect(nuovo)
    return render(request, "sportelli/fornitore_modulo.html", {"form": form})


@una_volta
def fornitore_modifica(request: Richiesta, pk: int) -> HttpResponse:
    riga = _nostro(request, pk)
    form = FornitoreForm(request.POST or None, instance=riga, utente=request.user)
    try:
        if form.is_valid() and (salvato := prova(form, _salva, request, form)):
            messages.success(request, "Il fornitore è stato salvato.")
            return redirect(salvato)
    except VersioneSuperata:
        contesto = {"form": form, "fornitore": riga} | conflitto(request, form, _nostro(request, pk))
        return render(request, "sportelli/fornitore_modulo.html", contesto, status=409)
    return render(request, "sportelli/fornitore_modulo.html", {"form": form, "fornitore": riga})


@require_POST
def fornitore_condividi(request: Richiesta, pk: int) -> HttpResponse:
    riga = _nostro(request, pk)
    condiviso = request.POST.get("condiviso") == "1"
    azioni.condividi_fornitore(riga, condiviso, da=request.user)
    detto = "Ora lo vedono tutti gli Sportelli." if condiviso else "Ora lo vedono solo il tuo Sportello e TP."
    messages.success(request, detto)
    return redirect(riga)


@una_volta
def fornitore_sospendi(request: Richiesta, pk: int) -> HttpResponse:
    riga = _nostro(request, pk)
    form = SospensioneForm(request.POST or None, utente=request.user)
    if not form.is_valid() and riga.stato == Fornitore.Stato.ATTIVO:
        return render(request, "sportelli/fornitore_sospendi.html", {"form": form, "fornitore": riga})
    motivo = form.cleaned_data.get("motivo", "") if form.is_bound else ""
    try:
        azioni.sospendi_fornitore(riga, motivo, da=request.user)
        messages.success(request, f"{riga} è sospeso: non sarà più proposto.")
    except PassaggioNonAmmesso:
        messages.info(request, _gia_sospeso(Fornitore.objects.get(pk=pk), motivo))
    return redirect(riga)


def _gia_sospeso(riga: Fornitore, motivo: str) -> str:
    """What a colleague has done meanwhile, and what she who comes late had typed."""
    detto = f"{riga} era già stato sospeso: «{riga.motivo_sospensione}»."
    return f"{detto} Il tuo motivo non è stato scritto: «{motivo}»." if motivo else detto


@require_POST
def fornitore_riattiva(request: Richiesta, pk: int) -> HttpResponse:
    riga = _nostro(request, pk)
    try:
        azioni.riattiva_fornitore(riga, da=request.user)
        messages.success(request, f"{riga} è di nuovo attivo.")
    except PassaggioNonAmmesso:
        messages.info(request, f"{riga} era già stato riattivato.")
    return redirect(riga)


@una_volta
def fornitore_contatto(request: Richiesta, pk: int) -> HttpResponse:
    riga = _nostro(request, pk)
    form = ContattoFornitoreForm(request.POST or None, utente=request.user)
    verbo = azioni.aggiungi_contatto_fornitore
    if form.is_valid() and prova(form, verbo, riga, form.campi, da=request.user) is not None:
        messages.success(request, "La persona è stata aggiunta.")
        return redirect(riga)
    return render(request, "sportelli/fornitore_contatto.html", {"form": form, "fornitore": riga})


@una_volta
def fornitore_contatto_modifica(request: Richiesta, pk: int) -> HttpResponse:
    contatto = _contatto(request, pk)
    form = ContattoFornitoreForm(request.POST or None, instance=contatto, utente=request.user)
    contesto = {"form": form, "fornitore": contatto.fornitore, "contatto": contatto}
    try:
        if form.is_valid() and prova(form, _salva_contatto, request, form) is not None:
            messages.success(request, "La persona è stata salvata.")
            return redirect(contatto.fornitore)
    except VersioneSuperata:
        contesto |= conflitto(request, form, _contatto(request, pk))
        return render(request, "sportelli/fornitore_contatto.html", contesto, status=409)
    return render(request, "sportelli/fornitore_contatto.html", contesto)


def _salva_contatto(request: Richiesta, form: ContattoFornitoreForm) -> ContattoFornitore:
    return azioni.modifica_contatto_fornitore(form.instance, form.campi, versione=form.letta, da=request.user)


@require_POST
def fornitore_contatto_togli(request: Richiesta, pk: int) -> HttpResponse:
    contatto = _contatto(request, pk)
    azioni.togli_contatto_fornitore(contatto, da=request.user)
    messages.success(request, f"{contatto} è stato tolto.")
    return redirect(contatto.fornitore)


@una_volta
def fornitore_documento(request: Richiesta, pk: int) -> HttpResponse:
    riga = _nostro(request, pk)
    form = DocumentoForm(request.POST or None, request.FILES or None, utente=request.user)
    if (
        form.is_valid()
        and prova(form, azioni.aggiungi_documento, riga, **form.cleaned_data, da=request.user) is not None
    ):
        messages.success(request, "Il documento è stato aggiunto.")
        return redirect(riga)
    return render(request, "sportelli/fornitore_documento.html", {"form": form, "fornitore": riga})


def documento(request: Richiesta, pk: int) -> HttpResponseBase:
    """The file, to whoever may read the supplier."""
    visibili = Fornitore.objects.visibili_a(request.user)
    return rispondi(get_object_or_404(DocumentoFornitore, pk=pk, fornitore__in=visibili))


@require_POST
def documento_togli(request: Richiesta, pk: int) -> HttpResponse:
    visibili = Fornitore.objects.visibili_a(request.user)
    riga = get_object_or_404(
        DocumentoFornitore.objects.select_related("fornitore"), pk=pk, fornitore__in=visibili
    )
    azioni.togli_documento(riga, da=request.user)
    messages.success(request, f"«{riga.titolo}» è stato tolto.")
    return redirect(riga.fornitore)


def _nostro(request: Richiesta, pk: int) -> Fornitore:
    """Unseen is 404; seen but another's is 403."""
    riga = get_object_or_404(Fornitore.objects.visibili_a(request.user), pk=pk)
    if not permessi.puo_modificare_fornitore(request.user, riga):
        raise PermissionDenied
    return riga


def _contatto(request: Richiesta, pk: int) -> ContattoFornitore:
    visibili: QuerySet[Fornitore] = Fornitore.objects.visibili_a(request.user)
    righe = ContattoFornitore.objects.select_related("fornitore").filter(fornitore__in=visibili)
    contatto = get_object_or_404(righe, pk=pk)
    if not permessi.puo_modificare_fornitore(request.user, contatto.fornitore):
        raise PermissionDenied
    return contatto


def _salva(request: Richiesta, form: FornitoreForm) -> Fornitore:
    return azioni.modifica_fornitore(form.instance, form.campi, versione=form.letta, da=request.user)


def _solo_la_rete(request: Richiesta) -> None:
    if not (request.user.di_tp or request.user.di_sportello):
        raise PermissionDenied
