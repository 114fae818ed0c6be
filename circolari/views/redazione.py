"""Writing a draft: the editor, its live pieces, its files, what comes of it before it goes out."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from circolari import azioni, permessi
from circolari import platea as pubblico
from circolari.azioni.bozze import ALLEGATI_MASSIMI
from circolari.forms.campi import TESTO_MASSIMO
from circolari.forms.redazione import DEL_PUBBLICO, BozzaForm, sopra
from circolari.models import Circolare
from circolari.views.banco import in_ritardo, la_circolare, mossa
from nucleo import parole
from nucleo import testo as testi
from nucleo.allegati.campi import ACCETTA, AIUTO
from nucleo.stati import VersioneSuperata
from nucleo.tempo import FestivitaSconosciute
from sportelli.http import Richiesta

SPORTELLO, AZIENDA = "sportello", "azienda"
# Where the buttons of the editor lead once the draft is saved.
POI = {"anteprima": "circolari:anteprima", "diffondi": "circolari:diffondi"}


@require_POST
def nuova(request: Richiesta) -> HttpResponse:
    """An empty draft, opened in the editor."""
    return redirect("circolari:modifica", azioni.nuova(da=request.user).codice)


@mossa(permessi.puo_modificare)
def modifica(request: Richiesta, circolare: Circolare) -> HttpResponse:
    """The editor. Who saves over a colleague is shown the differences, and loses nothing."""
    if request.method != "POST":
        return _editor(request, circolare, _form(request, circolare))
    if fallito := _conserva(request, circolare):
        return fallito
    if poi := POI.get(request.POST.get("poi", "")):
        return redirect(poi, circolare.codice)
    messages.success(request, "Bozza salvata.")
    return redirect("circolari:modifica", circolare.codice)


@require_POST
def salva(request: Richiesta, codice: object) -> JsonResponse:
    """The draft that saves itself: which revision it is now, or why it was not saved."""
    circolare = la_circolare(request, codice)
    if not permessi.puo_modificare(request.user, circolare):
        return _non_salvata(request)
    form = BozzaForm(request.POST, utente=request.user, circolare=circolare)
    if not form.is_valid():
        return JsonResponse({"errori": {str(form[n].label): e for n, e in form.errors.items()}}, status=422)
    try:
        azioni.modifica(circolare, form.campi, revisione=form.cleaned_data["revisione"], da=request.user)
    except VersioneSuperata:
        circolare = Circolare.objects.get(pk=circolare.pk)
        if not form.dice_lo_stesso(circolare):
            return JsonResponse({"errore": "superata"}, status=409)
    return JsonResponse({"ora": parole.ora(circolare.aggiornata_il), "revisione": circolare.revisione})


@require_POST
def testo(request: Richiesta, codice: object) -> HttpResponse:
    """What is being typed as it will be read. By POST: no draft in the logs."""
    circolare = la_circolare(request, codice)
    if not permessi.puo_scrivere(request.user):
        raise PermissionDenied
    composto = testi.componi(request.POST.get("testo", "")[:TESTO_MASSIMO])
    return render(request, "circolari/_testo.html", {"html": composto.html, "circolare": circolare})


@require_safe
def platea(request: Richiesta, codice: object) -> HttpResponse:
    """Whom the draft, as it is saved, would reach, and from when: what the editor shows beside it."""
    circolare = la_circolare(request, codice)
    if not permessi.puo_modificare(request.user, circolare):
        raise PermissionDenied
    return render(request, "circolari/_platea.html", _a_chi(circolare))


@require_POST
@mossa(permessi.puo_modificare)
def allega(request: Richiesta, circolare: Circolare) -> HttpResponse:
    """More files; the rest of what was typed is saved with them."""
    if fallito := _conserva(request, circolare):
        return fallito
    rifiuti = _archivia(request, circolare)
    return _dopo_i_file(request, circolare, rifiuti)


@require_POST
@mossa(permessi.puo_modificare)
def togli_allegato(request: Richiesta, circolare: Circolare, pk: int) -> HttpResponse:
    """A file taken away from the draft; the rest of what was typed is saved too."""
    if fallito := _conserva(request, circolare):
        return fallito
    azioni.togli_allegato(circolare, pk, da=request.user)
    return _dopo_i_file(request, circolare, [])


@require_safe
@mossa(permessi.puo_modificare)
def anteprima(request: Richiesta, circolare: Circolare) -> HttpResponse:
    """As an office sees it, page and mail, and as a company does: `?come=azienda`."""
    come = AZIENDA if request.GET.get("come") == AZIENDA else SPORTELLO
    all_ufficio, all_azienda = azioni.lettere_di_prova(circolare)
    contesto = _da_quando(circolare) | {
        "circolare": circolare,
        "come": come,
        "lettera": all_azienda if come == AZIENDA else all_ufficio,
        "allegati": circolare.allegati.attuali(),
    }
    return render(request, "circolari/anteprima.html", contesto)


@require_POST
@mossa(permessi.puo_modificare)
def prova(request: Richiesta, circolare: Circolare) -> HttpResponse:
    """Both mails to oneself, as they would arrive."""
    if fallito := _conserva(request, circolare):
        return fallito
    indirizzo = azioni.manda_prova(circolare, da=request.user)
    messages.success(
        request, f"Prova in partenza per {indirizzo}: due messaggi, come allo Sportello e come a un'impresa."
    )
    return redirect("circolari:modifica", circolare.codice)


@require_POST
def duplica(request: Richiesta, codice: object) -> HttpResponse:
    """A new draft with the same words and audience."""
    copia = azioni.duplica(la_circolare(request, codice), da=request.user)
    messages.success(request, "È una bozza nuova con le stesse parole e lo stesso pubblico, senza allegati.")
    return redirect("circolari:modifica", copia.codice)


@mossa(permessi.puo_cestinare)
def cestina(request: Richiesta, circolare: Circolare) -> HttpResponse:
    """Asks, then throws the draft away with its files."""
    if request.method != "POST":
        quanti = circolare.allegati.count()
        return render(request, "circolari/cestina.html", {"circolare": circolare, "quanti": quanti})
    nome = str(circolare)
    try:
        azioni.cestina(circolare, da=request.user)
    except ValidationError as errore:
        messages.error(request, " ".join(errore.messages))
        return redirect("circolari:modifica", circolare.codice)
    messages.success(request, f"«{nome}» è stata buttata: nessuno l'aveva ricevuta.")
    return redirect("circolari:elenco")


def _form(request: Richiesta, circolare: Circolare, dati: Any = None) -> BozzaForm:
    return BozzaForm(dati, utente=request.user, circolare=circolare)


def _conserva(request: Richiesta, circolare: Circolare) -> HttpResponse | None:
    """Saves what came with the press of any button of the editor; the page to show when it cannot be."""
    if "revisione" not in request.POST:
        return None
    form = _form(request, circolare, request.POST)
    if not form.is_valid():
        return _editor(request, circolare, form)
    try:
        azioni.modifica(circolare, form.campi, revisione=form.cleaned_data["revisione"], da=request.user)
    except VersioneSuperata:
        ora = Circolare.objects.get(pk=circolare.pk)
        return None if form.dice_lo_stesso(ora) else _superata(request, ora)
    return None


def _superata(request: Richiesta, ora: Circolare) -> HttpResponse:
    """What was typed again, over the draft as a colleague has left it, with the differences."""
    form = _form(request, ora, sopra(request.POST, "revisione", ora.revisione))
    conflitto = {
        "differenze": form.differenze(ora),
        "testo_ora": ora.testo,
        "testo_mio": request.POST.get("testo", ""),
        "quando": ora.aggiornata_il,
    }
    return _editor(request, ora, form, conflitto=conflitto, status=409)


def _editor(
    request: Richiesta, circolare: Circolare, form: BozzaForm, *, status: int = 200, **altro: Any
) -> HttpResponse:
    scritto = request.POST.get("testo") if form.is_bound else circolare.testo
    contesto = (
        _dei_file(circolare)
        | _a_chi(circolare)
        | {
            "circolare": circolare,
            "form": form,
            "html": testi.componi(scritto or "").html,
            "del_pubblico": " ".join(DEL_PUBBLICO),
        }
    )
    return render(request, "circolari/modifica.html", contesto | altro, status=status)


def _dei_file(circolare: Circolare) -> dict[str, Any]:
    return {
        "circolare": circolare,
        "allegati": circolare.allegati.attuali(),
        "allegati_massimi": ALLEGATI_MASSIMI,
        "accetta": ACCETTA,
        "allegati_aiuto": AIUTO,
    }


def _a_chi(circolare: Circolare) -> dict[str, Any]:
    """Whom it would reach, and from when, if it went out now."""
    return {"circolare": circolare, "platea": pubblico.conta(circolare)} | _da_quando(circolare)


def _da_quando(circolare: Circolare) -> dict[str, Any]:
    try:
        return {"uscita": azioni.prevedi(circolare)}
    except FestivitaSconosciute as ignote:
        return {"uscita": None, "ignote": str(ignote)}


def _archivia(request: Richiesta, circolare: Circolare) -> list[str]:
    """Keeps the files sent; says why the others were refused."""
    rifiuti = []
    for file in request.FILES.getlist("allegati"):
        try:
            azioni.allega(circolare, file, da=request.user)
        except ValidationError as errore:
            rifiuti += errore.messages
    return rifiuti


def _dopo_i_file(request: Richiesta, circolare: Circolare, rifiuti: list[str]) -> HttpResponse:
    """The block of the files alone where htmx asked for it, or the whole page."""
    if request.htmx:
        contesto = _dei_file(circolare) | {"rifiuti": rifiuti}
        return render(request, "circolari/_allegati.html", contesto)
    if rifiuti:
        return _editor(request, circolare, _form(request, circolare), rifiuti=rifiuti)
    return redirect("circolari:modifica", circolare.codice)


def _non_salvata(request: Richiesta) -> JsonResponse:
    """It went out while it was being written, or she never could."""
    if not in_ritardo(request):
        raise PermissionDenied
    return JsonResponse({"errore": "diffusa"}, status=409)
