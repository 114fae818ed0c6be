"""Sending out, and after: what will happen is shown before, what happened meanwhile is said (C7)."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from circolari import azioni, embargo, permessi
from circolari import platea as pubblico
from circolari.azioni import Mancanza
from circolari.embargo import Rilascio
from circolari.forms.diffusione import ApriForm, CorreggiForm, DiffondiForm, RitiraForm, SimulatoreForm
from circolari.forms.redazione import sopra
from circolari.models import Circolare
from circolari.striscia import striscia
from circolari.views.banco import accaduto, doppio_clic, gia_fatto, la_circolare, mossa
from nucleo import parole, tempo
from nucleo import testo as testi
from nucleo.stati import VersioneSuperata
from nucleo.tempo import Calendario, FestivitaSconosciute
from sportelli.http import Richiesta


@mossa(permessi.puo_diffondere)
def diffondi(request: Richiesta, circolare: Circolare) -> HttpResponse:
    """Shows all that would happen, then does it, if it is still what was looked at."""
    form = DiffondiForm(request.POST or None, utente=request.user)
    if not form.is_valid():
        return _prima_di_diffondere(request, circolare)
    try:
        azioni.diffondi(circolare, revisione=form.cleaned_data["revisione"], da=request.user)
    except VersioneSuperata:
        return _prima_di_diffondere(request, circolare, cambiata=True, status=409)
    except ValidationError:
        return _prima_di_diffondere(request, circolare, rifiutata=True)
    fino = parole.data_lunga(circolare.rilascio) if circolare.rilascio else ""
    messages.success(request, f"Diffusa: è solo per gli Sportelli fino a {fino}. Poi arriva alle imprese.")
    return redirect("circolari:registro", circolare.codice)


@require_safe
def simulatore(request: Richiesta) -> HttpResponse:
    """When the companies would read what went out at an instant, and why."""
    if not (request.user.di_tp or request.user.di_sportello):
        raise PermissionDenied
    form = SimulatoreForm(request.GET or None, utente=request.user)
    contesto: dict[str, Any] = {"form": form}
    if form.is_valid():
        urgente = form.cleaned_data["urgente"]
        contesto |= _cammino(form.diffusione, urgente=urgente, province=form.province)
    return render(request, "circolari/simulatore.html", contesto)


@mossa(permessi.puo_correggere)
def correggi(request: Richiesta, circolare: Circolare) -> HttpResponse:
    """A new version over the one that was read; who corrects after a colleague is shown what she wrote."""
    form = _correzione(request, circolare, request.POST or None)
    if not form.is_valid():
        return _pagina_correggi(request, circolare, form)
    try:
        azioni.correggi(circolare, **form.campi, da=request.user)
    except VersioneSuperata:
        return _corretta_da_altri(request, circolare)
    except ValidationError as errore:
        form.add_error(None, errore.messages)
        return _pagina_correggi(request, Circolare.objects.get(pk=circolare.pk), form)
    messages.success(request, f"Corretta: ora è la versione {circolare.versione}. Chi l'aveva è avvisato.")
    return redirect("circolari:registro", circolare.codice)


@mossa(permessi.puo_ritirare)
def ritira(request: Richiesta, circolare: Circolare) -> HttpResponse:
    """Takes it back, with a reason; before the rilascio companies never hear of it."""
    form = RitiraForm(request.POST or None, utente=request.user, circolare=circolare)
    if form.is_valid():
        try:
            azioni.ritira(circolare, form.cleaned_data["perche"], da=request.user)
        except ValidationError as errore:
            form.add_error("perche", errore.messages)
        else:
            messages.success(request, _ritirata(circolare))
            return redirect("circolari:registro", circolare.codice)
    contesto = {"circolare": circolare, "form": form, "avvisati": pubblico.avvisati(circolare)}
    return render(request, "circolari/ritira.html", contesto)


@mossa(permessi.puo_aprire_a_tutti)
def apri_a_tutti(request: Richiesta, circolare: Circolare) -> HttpResponse:
    """The breach button: a warning, a reason, and the incident that stays (C7)."""
    form = ApriForm(request.POST or None, utente=request.user, circolare=circolare)
    if form.is_valid():
        azioni.apri_a_tutti(circolare, form.cleaned_data["motivo"], da=request.user)
        messages.warning(request, "Aperta a tutti prima del rilascio. L'episodio è nel resoconto.")
        return redirect("circolari:registro", circolare.codice)
    contesto = {"circolare": circolare, "form": form, "avvisati": pubblico.avvisati(circolare)}
    return render(request, "circolari/apri_a_tutti.html", contesto)


@require_POST
def riprova(request: Richiesta, codice: object) -> HttpResponse:
    """Sends again what bounced or was put aside, and nothing else."""
    circolare = la_circolare(request, codice)
    quante = azioni.riprova(circolare, da=request.user)
    detto = parole.quanti(quante, "messaggio torna", "messaggi tornano")
    messages.success(request, f"{detto} in coda." if quante else "Non c'è niente da riprovare.")
    return redirect("circolari:registro", circolare.codice)


def _prima_di_diffondere(
    request: Richiesta, circolare: Circolare, *, status: int = 200, **altro: Any
) -> HttpResponse:
    """The draft as it is now, whom it would reach, from when and why, and what stops it."""
    ora = Circolare.objects.get(pk=circolare.pk)
    mancanze: list[Mancanza] = azioni.che_cosa_manca(ora)
    contesto = {
        "circolare": ora,
        "mancanze": mancanze,
        "uffici": pubblico.uffici(ora),
        "platea": pubblico.conta(ora),
        "esclusi": pubblico.esclusi(ora),
        "allegati": ora.allegati.attuali(),
    }
    contesto |= _cammino(tempo.adesso(), urgente=ora.urgente, province=pubblico.province(ora))
    return render(request, "circolari/diffondi.html", contesto | altro, status=status)


def _cammino(diffusione: datetime, *, urgente: bool, province: list[str]) -> dict[str, Any]:
    """The rilascio of a diffusione, its days one by one, the hours that the Sportelli have; or why not."""
    giorni = embargo.calendario_di(province)
    try:
        uscita = embargo.rilascio(diffusione, urgente=urgente, calendario=giorni)
        caselle = striscia(diffusione, uscita, giorni)
    except FestivitaSconosciute as ignote:
        return {"ignote": str(ignote)}
    return {"uscita": uscita, "caselle": caselle, "ore": _ore(diffusione, uscita, giorni)}


def _ore(diffusione: datetime, uscita: Rilascio, giorni: Calendario) -> int:
    """Whole working hours that the Sportelli have before the companies."""
    return round(giorni.ore_lavorative_fra(diffusione, uscita.istante).total_seconds() / 3600)


def _correzione(request: Richiesta, circolare: Circolare, dati: Any) -> CorreggiForm:
    return CorreggiForm(dati, request.FILES or None, utente=request.user, circolare=circolare)


def _pagina_correggi(
    request: Richiesta, circolare: Circolare, form: CorreggiForm, *, status: int = 200, **altro: Any
) -> HttpResponse:
    scritto = request.POST.get("testo") if form.is_bound else circolare.testo
    contesto = {
        "circolare": circolare,
        "form": form,
        "html": testi.componi(scritto or "").html,
        "avvisati": pubblico.avvisati(circolare),
    }
    return render(request, "circolari/correggi.html", contesto | altro, status=status)


def _corretta_da_altri(request: Richiesta, circolare: Circolare) -> HttpResponse:
    ora = Circolare.objects.get(pk=circolare.pk)
    if doppio_clic(request, ora, accaduto(ora)[-1]):
        return gia_fatto(request, ora)
    form = _correzione(request, ora, sopra(request.POST, "versione", ora.versione))
    ultima = ora.versioni.select_related("da").last()
    altro = {"ultima": ultima, "testo_mio": request.POST.get("testo", "")}
    return _pagina_correggi(request, ora, form, status=409, **altro)


def _ritirata(circolare: Circolare) -> str:
    if circolare.mai_uscita:
        return "Ritirata: gli Sportelli sono avvisati, alle imprese non arriverà niente."
    return "Ritirata: è avvisato chi l'aveva ricevuta."
