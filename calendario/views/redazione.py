"""Writing an initiative: the editor, its live pieces, its files."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from calendario import azioni, permessi
from calendario.azioni.moderazione import in_attesa
from calendario.azioni.redazione import ALLEGATI_MASSIMI
from calendario.compiutezza import compiutezza
from calendario.forms.redazione import CONTROLLATI, DEL_RADAR, IniziativaForm, del_periodo
from calendario.forms.verbi import NuovaForm
from calendario.models import Editore, Iniziativa, Stato
from calendario.vicine import Cercata, vicine
from calendario.views.banco import accogli, in_ritardo, la_iniziativa, mossa
from circolari.forms.campi import TESTO_MASSIMO
from circolari.forms.redazione import sopra
from nucleo import parole
from nucleo import testo as testi
from nucleo.allegati.campi import ACCETTA, AIUTO
from nucleo.invii import una_volta
from nucleo.stati import VersioneSuperata
from sportelli.http import Richiesta

IMMAGINI = ".png,.jpg,.jpeg,.webp"
# Where the buttons of the editor lead once the initiative is saved.
POI = {"anteprima": "anteprima", "pubblica": "pubblica_ora", "proponi": "proponi"}


@require_http_methods(["GET", "HEAD", "POST"])
@una_volta
def nuova(request: Richiesta) -> HttpResponse:
    """An empty draft, opened in the editor; who has more publishers says for which."""
    if not permessi.puo_scrivere(request.user):
        raise PermissionDenied
    miei = Editore.objects.di(request.user)
    editori = Editore.objects.attivi() if permessi.puo_moderare(request.user) else miei
    form = NuovaForm(request.POST or None, utente=request.user, editori=editori)
    if not form.is_valid():
        return render(request, "calendario/nuova.html", {"form": form})
    bozza = azioni.crea(form.cleaned_data["editore"], {}, da=request.user)
    return redirect("calendario:modifica", bozza.codice)


@mossa(permessi.puo_modificare)
def modifica(request: Richiesta, iniziativa: Iniziativa) -> HttpResponse:
    """The editor. Who saves over a colleague is shown the differences, and loses nothing."""
    if request.method != "POST":
        return _editor(request, iniziativa, _form(request, iniziativa))
    if fallito := _conserva(request, iniziativa):
        return fallito
    if poi := POI.get(request.POST.get("poi", "")):
        return redirect(f"calendario:{poi}", iniziativa.codice)
    if iniziativa.stato == Stato.BOZZA:
        return redirect("calendario:modifica", iniziativa.codice)
    return redirect(iniziativa)


@require_POST
def salva(request: Richiesta, codice: object) -> JsonResponse:
    """The draft that saves itself: which revision it is now, or why it was not saved."""
    iniziativa = la_iniziativa(request, codice)
    if iniziativa.stato != Stato.BOZZA or not permessi.puo_modificare(request.user, iniziativa):
        return _non_salvata(request, iniziativa)
    form = _form(request, iniziativa, request.POST)
    if not form.is_valid():
        return _errori(form)
    try:
        azioni.modifica(iniziativa, form.campi, revisione=form.cleaned_data["revisione"], da=request.user)
    except ValidationError as errore:
        accogli(form, errore)
        return _errori(form)
    except VersioneSuperata:
        iniziativa = Iniziativa.objects.get(pk=iniziativa.pk)
        if not form.dice_lo_stesso(iniziativa):
            return JsonResponse({"errore": "superata"}, status=409)
    return JsonResponse({"ora": parole.ora(iniziativa.aggiornata_il), "revisione": iniziativa.revisione})


@require_POST
def testo(request: Richiesta, codice: object) -> HttpResponse:
    """What is being typed as it will be read, in one of the two languages. By POST: no draft in the logs."""
    if not permessi.puo_modificare(request.user, la_iniziativa(request, codice)):
        raise PermissionDenied
    scritto = request.POST.get("testo_en" if request.GET.get("in") == "en" else "testo", "")
    html = testi.componi(scritto[:TESTO_MASSIMO]).html
    return render(request, "circolari/_testo.html", {"html": html})


@require_POST
def campo(request: Richiesta, codice: object, nome: str) -> HttpResponse:
    """One field of the form, checked while the rest is still being filled."""
    iniziativa = la_iniziativa(request, codice)
    if not permessi.puo_modificare(request.user, iniziativa):
        raise PermissionDenied
    if nome not in CONTROLLATI:
        raise Http404
    form = _form(request, iniziativa, request.POST)
    form.full_clean()
    return render(request, "sportelli/_campo.html", {"campo": form[nome]})


@require_POST
def radar(request: Richiesta, codice: object) -> HttpResponse:
    """What stands near the initiative as it is being written."""
    iniziativa = la_iniziativa(request, codice)
    if not permessi.puo_modificare(request.user, iniziativa):
        raise PermissionDenied
    inizio, fine = del_periodo(request.POST.dict())
    trovate = []
    if inizio and fine:
        settori, paesi = (frozenset(request.POST.getlist(nome)) for nome in ("settori", "paesi"))
        citta = request.POST.get("citta", "")
        trovate = vicine(Cercata(inizio, fine, settori, paesi, citta, iniziativa.pk), request.user)
    return render(request, "calendario/_vicine.html", {"vicine": trovate, "con_data": bool(inizio)})


@require_POST
@mossa(permessi.puo_allegare)
def allega(request: Richiesta, iniziativa: Iniziativa) -> HttpResponse:
    """More files, or its picture; the rest of what was typed is saved with them."""
    if fallito := _conserva(request, iniziativa):
        return fallito
    return _dopo_i_file(request, iniziativa, _archivia(request, iniziativa))


@require_POST
@mossa(permessi.puo_allegare)
def togli_allegato(request: Richiesta, iniziativa: Iniziativa, pk: int) -> HttpResponse:
    """A file taken away; the rest of what was typed is saved too."""
    if fallito := _conserva(request, iniziativa):
        return fallito
    azioni.togli_allegato(iniziativa, pk, da=request.user)
    return _dopo_i_file(request, iniziativa, [])


def _form(request: Richiesta, iniziativa: Iniziativa, dati: Any = None) -> IniziativaForm:
    attesa = None if dati is not None else in_attesa(iniziativa)
    campi = attesa.campi if attesa else {}
    return IniziativaForm(dati, utente=request.user, iniziativa=iniziativa, attesa=campi)


def _conserva(request: Richiesta, iniziativa: Iniziativa) -> HttpResponse | None:
    """Saves what came with the press of any button of the editor; the page to show when it cannot be."""
    if "revisione" not in request.POST or request.htmx:
        return None
    form = _form(request, iniziativa, request.POST)
    if not form.is_valid():
        return _editor(request, iniziativa, form)
    try:
        attesa = azioni.modifica(
            iniziativa, form.campi, revisione=form.cleaned_data["revisione"], da=request.user
        )
    except ValidationError as errore:
        accogli(form, errore)
        return _editor(request, iniziativa, form)
    except VersioneSuperata:
        ora = Iniziativa.objects.get(pk=iniziativa.pk)
        return None if form.dice_lo_stesso(ora) else _superata(request, ora)
    messages.success(request, "La modifica aspetta la redazione." if attesa else "Salvata.")
    return None


def _superata(request: Richiesta, ora: Iniziativa) -> HttpResponse:
    """What was typed again, over the row as a colleague has left it, with the differences."""
    form = _form(request, ora, sopra(request.POST, "revisione", ora.revisione))
    conflitto = {
        "differenze": form.differenze(ora),
        "testo_ora": ora.testo,
        "testo_mio": request.POST.get("testo", ""),
        "quando": ora.aggiornata_il,
    }
    return _editor(request, ora, form, conflitto=conflitto, status=409)


def _editor(
    request: Richiesta, iniziativa: Iniziativa, form: IniziativaForm, *, status: int = 200, **altro: Any
) -> HttpResponse:
    contesto = _dei_file(iniziativa) | {
        "form": form,
        "html": testi.componi(form["testo"].value() or "").html,
        "html_en": testi.componi(form["testo_en"].value() or "").html,
        "del_radar": ",".join(DEL_RADAR),
        "da_se": permessi.pubblica_da_se(request.user, iniziativa.editore),
        "puo_allegare": permessi.puo_allegare(request.user, iniziativa),
        "compiutezza": compiutezza(iniziativa),
    }
    return render(request, "calendario/modifica.html", contesto | altro, status=status)


def _dei_file(iniziativa: Iniziativa) -> dict[str, Any]:
    return {
        "iniziativa": iniziativa,
        "allegati": list(iniziativa.allegati.order_by("-immagine", "pk")),
        "allegati_massimi": ALLEGATI_MASSIMI,
        "accetta": ACCETTA,
        "accetta_immagini": IMMAGINI,
        "allegati_aiuto": AIUTO,
    }


def _archivia(request: Richiesta, iniziativa: Iniziativa) -> list[str]:
    """Keeps the files sent; says why the others were refused."""
    rifiuti: list[str] = []
    descrizione = request.POST.get("descrizione_immagine", "").strip()[:200]
    immagini = request.FILES.getlist("immagine")
    if immagini and not descrizione:
        rifiuti.append("Scrivi che cosa si vede nell'immagine: lo legge chi non la vede.")
    elif immagini:
        rifiuti += _allega(request, iniziativa, immagini[0], descrizione)
    for file in request.FILES.getlist("allegati"):
        rifiuti += _allega(request, iniziativa, file, "")
    return rifiuti


def _allega(request: Richiesta, iniziativa: Iniziativa, file: Any, immagine: str) -> list[str]:
    try:
        azioni.allega(iniziativa, file, immagine=immagine, da=request.user)
    except ValidationError as errore:
        return list(errore.messages)
    return []


def _dopo_i_file(request: Richiesta, iniziativa: Iniziativa, rifiuti: list[str]) -> HttpResponse:
    """The block of the files alone where htmx asked for it, or the whole page."""
    if request.htmx:
        contesto = _dei_file(iniziativa) | {"rifiuti": rifiuti}
        return render(request, "calendario/_allegati.html", contesto)
    if rifiuti:
        return _editor(request, iniziativa, _form(request, iniziativa), rifiuti=rifiuti)
    return redirect("calendario:modifica", iniziativa.codice)


def _errori(form: IniziativaForm) -> JsonResponse:
    dette = {str(form[n].label) if n in form.fields else "Iniziativa": e for n, e in form.errors.items()}
    return JsonResponse({"errori": dette}, status=422)


def _non_salvata(request: Richiesta, iniziativa: Iniziativa) -> JsonResponse:
    """It was published, or proposed, while it was being written; or she never could."""
    if not in_ritardo(request, iniziativa):
        raise PermissionDenied
    return JsonResponse({"errore": "pubblicata"}, status=409)
