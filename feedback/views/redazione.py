"""The questionnaire of the network, as TP writes it: versions, sections, questions, the preview (C5)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from feedback import azioni, lingua, permessi, presentazione
from feedback.difetti import difetti
from feedback.forms.compila import CompilaForm
from feedback.forms.redazione import DomandaForm, SezioneForm, TestiForm
from feedback.models import Domanda, Questionario, Sezione
from nucleo.invii import una_volta
from nucleo.stati import PassaggioNonAmmesso, VersioneSuperata
from sportelli.http import Richiesta
from sportelli.models import Sportello

Vista = Callable[..., HttpResponse]
GET_O_POST = ["GET", "HEAD", "POST"]


def _il_questionario(request: Richiesta, versione: int) -> Questionario:
    return get_object_or_404(Questionario.objects.visibili_a(request.user), versione=versione)


def della_bozza(vista: Vista) -> Vista:
    """Makes of a view of a draft the page of a verb: 403 for who does not write, 409 once it is adopted."""

    @wraps(vista)
    def pagina(request: Richiesta, versione: int, **altro: Any) -> HttpResponse:
        questionario = _il_questionario(request, versione)
        if not permessi.puo_redigere(request.user):
            raise PermissionDenied
        if not permessi.puo_modificare_questionario(request.user, questionario):
            raise PassaggioNonAmmesso(f"{questionario}: non è più una bozza")
        return vista(request, questionario, **altro)

    return pagina


@require_safe
def questionari(request: Richiesta) -> HttpResponse:
    """The versions; who writes them finds the draft first."""
    if not permessi.puo_leggere(request.user):
        raise PermissionDenied
    contesto = {
        "versioni": Questionario.objects.visibili_a(request.user).select_related("adottato_da", "creato_da"),
        "puo_redigere": permessi.puo_redigere(request.user),
    }
    return render(request, "feedback/redazione/questionari.html", contesto)


@require_POST
@una_volta
def nuova(request: Richiesta) -> HttpResponse:
    """The draft of the next version, a copy of the last."""
    return redirect(azioni.nuova_versione(da=request.user))


@require_safe
def questionario(request: Richiesta, versione: int) -> HttpResponse:
    """One version, question by question; of a draft, what is still to be mended."""
    riga = _il_questionario(request, versione)
    puo = permessi.puo_modificare_questionario(request.user, riga)
    sezioni = [(sezione, list(sezione.domande.in_pagina())) for sezione in riga.sezioni.all()]
    contesto = {"questionario": riga, "sezioni": sezioni, "puo": puo, "difetti": difetti(riga) if puo else []}
    return render(request, "feedback/redazione/questionario.html", contesto)


@require_safe
def anteprima(request: Richiesta, versione: int) -> HttpResponse:
    """The page exactly as a company finds it, in both languages; from here nothing can be sent."""
    riga = _il_questionario(request, versione)
    detta = lingua.scelta(request.GET.get("lingua", ""))
    sportello = request.user.sportello or Sportello.objects.attivi().first()
    contesto = presentazione.del_questionario(riga, sportello, detta)
    contesto |= {"form": CompilaForm(questionario=riga, lingua=detta)}
    return render(request, "feedback/redazione/anteprima.html", contesto)


@require_http_methods(GET_O_POST)
@una_volta
@della_bozza
def testi(request: Richiesta, riga: Questionario) -> HttpResponse:
    """Title, introduction, thanks, in the two languages."""
    form = TestiForm(request.POST or None, instance=riga)
    if request.method == "POST" and form.is_valid():
        revisione = form.cleaned_data["letta"] or 0
        try:
            azioni.modifica_questionario(riga, form.campi, revisione=revisione, da=request.user)
        except VersioneSuperata:
            return _mostra(request, riga, "testi", form, superata=True, status=409)
        return _fatto(request, riga, "Testi salvati.")
    return _mostra(request, riga, "testi", form)


@require_http_methods(GET_O_POST)
@una_volta
@della_bozza
def sezione(request: Richiesta, riga: Questionario, pk: int | None = None) -> HttpResponse:
    sua = get_object_or_404(riga.sezioni, pk=pk) if pk else None
    iniziali = {"titolo": sua.titolo, "titolo_en": sua.titolo_en} if sua else {}
    form = SezioneForm(request.POST or None, initial=iniziali)
    if request.method == "POST" and form.is_valid():
        azioni.salva_sezione(riga, sua, **form.cleaned_data, da=request.user)
        return _fatto(request, riga, "Sezione salvata.")
    return _mostra(request, riga, "sezione", form, sezione=sua)


@require_POST
@una_volta
@della_bozza
def sezione_togli(request: Richiesta, riga: Questionario, pk: int) -> HttpResponse:
    sua: Sezione = get_object_or_404(riga.sezioni, pk=pk)
    return _prova(request, riga, lambda: azioni.togli_sezione(riga, sua, da=request.user), "Sezione tolta.")


@require_http_methods(GET_O_POST)
@una_volta
@della_bozza
def domanda(request: Richiesta, riga: Questionario, pk: int | None = None) -> HttpResponse:
    """A question, new or not, with its preview beside it."""
    sua = get_object_or_404(riga.domande.in_pagina(), pk=pk) if pk else None
    iniziali = {"sezione": request.GET.get("sezione")} if sua is None else {}
    form = DomandaForm(request.POST or None, instance=sua, questionario=riga, initial=iniziali)
    if request.method == "POST" and form.is_valid():
        opzioni = form.cleaned_data["opzioni"]
        azioni.salva_domanda(riga, sua, form.campi, opzioni, da=request.user)
        return _fatto(request, riga, "Domanda salvata.")
    return _mostra(request, riga, "domanda", form, domanda=sua, **_come_si_vede(riga, sua))


@require_POST
@della_bozza
def domanda_prova(request: Richiesta, riga: Questionario) -> HttpResponse:
    """The question as a company would see it, from what is being typed: written, drawn, and taken back."""
    prima = Domanda.objects.filter(questionario=riga, codice=request.POST.get("codice", "")).first()
    form = DomandaForm(request.POST, instance=prima, questionario=riga)
    contesto: dict[str, Any] = {"form": form}
    if form.is_valid():
        with transaction.atomic():
            opzioni = form.cleaned_data["opzioni"]
            salvata = azioni.salva_domanda(riga, prima, form.campi, opzioni, da=request.user)
            contesto |= _come_si_vede(riga, salvata)
            risposta = render(request, "feedback/redazione/_prova.html", contesto)
            transaction.set_rollback(True)
        return risposta
    return render(request, "feedback/redazione/_prova.html", contesto)


@require_POST
@una_volta
@della_bozza
def domanda_sposta(request: Richiesta, riga: Questionario, pk: int) -> HttpResponse:
    sua: Domanda = get_object_or_404(riga.domande, pk=pk)
    azioni.sposta_domanda(riga, sua, su=request.POST.get("verso") == "su", da=request.user)
    return redirect(f"{riga.get_absolute_url()}#domanda_{sua.codice}")


@require_POST
@una_volta
@della_bozza
def domanda_togli(request: Richiesta, riga: Questionario, pk: int) -> HttpResponse:
    sua: Domanda = get_object_or_404(riga.domande, pk=pk)
    return _prova(request, riga, lambda: azioni.togli_domanda(riga, sua, da=request.user), "Domanda tolta.")


@require_http_methods(GET_O_POST)
@una_volta
@della_bozza
def adotta(request: Richiesta, riga: Questionario) -> HttpResponse:
    """Asks before freezing it for ever."""
    trovati = difetti(riga)
    if request.method == "POST" and not trovati:
        azioni.adotta(riga, da=request.user)
        return _fatto(request, riga, "Questa versione è in uso: le prossime richieste la usano.")
    contesto = {"questionario": riga, "difetti": trovati, "in_uso": Questionario.objects.in_uso()}
    return render(request, "feedback/redazione/adotta.html", contesto)


@require_http_methods(GET_O_POST)
@una_volta
@della_bozza
def cestina(request: Richiesta, riga: Questionario) -> HttpResponse:
    if request.method == "POST":
        azioni.cestina(riga, da=request.user)
        messages.success(request, "Bozza buttata.")
        return redirect("feedback:questionari")
    return render(request, "feedback/redazione/cestina.html", {"questionario": riga})


def _come_si_vede(riga: Questionario, sua: Domanda | None) -> dict[str, Any]:
    """The question in the form that companies fill in, in the two languages."""
    moduli = {detta: CompilaForm(questionario=riga, lingua=detta) for detta in lingua.LINGUE}
    campi = {
        detta: next((c for _, suoi in modulo.sezioni for c in suoi if sua and c.domanda.pk == sua.pk), None)
        for detta, modulo in moduli.items()
    }
    viste = [(nome, campi[detta], lingua.parole(detta), detta) for detta, nome in lingua.LINGUE.items()]
    return {"viste": viste if sua is not None else []}


def _mostra(
    request: Richiesta, riga: Questionario, pagina: str, form: Any, *, status: int = 200, **altro: Any
) -> HttpResponse:
    contesto = {"questionario": riga, "form": form} | altro
    return render(request, f"feedback/redazione/{pagina}.html", contesto, status=status)


def _fatto(request: Richiesta, riga: Questionario, messaggio: str) -> HttpResponse:
    messages.success(request, messaggio)
    return redirect(riga)


def _prova(request: Richiesta, riga: Questionario, verbo: Callable[[], object], fatto: str) -> HttpResponse:
    """A verb that may say no, with its reason."""
    try:
        verbo()
    except ValidationError as errore:
        messages.error(request, " ".join(errore.messages))
        return redirect(riga)
    return _fatto(request, riga, fatto)
