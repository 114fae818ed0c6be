"""The people: administrators see all of them, a responsabile those of her office; everybody herself."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nucleo.invii import una_volta
from sportelli import azioni, permessi
from sportelli.forms.persone import PersonaForm, ProfiloForm
from sportelli.http import Richiesta
from sportelli.models import Utente
from sportelli.views.verbi import prova


def persone(request: Richiesta) -> HttpResponse:
    righe = (
        _gestite(request)
        .select_related("sportello")
        .order_by("-is_active", "sportello__nome", "cognome", "nome")
    )
    return render(request, "sportelli/persone.html", {"persone": righe})


@una_volta
def persona_nuova(request: Richiesta) -> HttpResponse:
    _gestite(request)
    form = PersonaForm(request.POST or None, utente=request.user)
    if form.is_valid() and (nuova := prova(form, azioni.invita, form.campi, da=request.user)):
        messages.success(request, f"L'invito parte per {nuova.email}.")
        return redirect("sportelli:persone")
    return render(request, "sportelli/persona_modulo.html", {"form": form})


def persona_modifica(request: Richiesta, pk: int) -> HttpResponse:
    risposta: HttpResponse = _modifica(request, _gestibile(request, pk))
    return risposta


@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
def _modifica(request: Richiesta, persona: Utente) -> HttpResponse:
    """Role and office give sight and power: whoever changes them says again who she is (S-40)."""
    prima = str(persona)
    form = PersonaForm(request.POST or None, instance=persona, utente=request.user)
    chi = request.user
    if form.is_valid() and prova(form, azioni.cambia_persona, persona, form.campi, da=chi) is not None:
        messages.success(request, f"I dati di {persona} sono stati salvati.")
        return redirect("sportelli:persone")
    contesto = {"form": form, "persona": persona, "nome": prima}
    return render(request, "sportelli/persona_modulo.html", contesto)


@require_POST
def persona_invita(request: Richiesta, pk: int) -> HttpResponse:
    persona = _gestibile(request, pk)
    azioni.invita_di_nuovo(persona, da=request.user)
    messages.success(request, f"Un nuovo invito parte per {persona.email}.")
    return redirect("sportelli:persone")


def persona_disattiva(request: Richiesta, pk: int) -> HttpResponse:
    persona = _gestibile(request, pk)
    if request.method == "POST":
        azioni.disattiva_persona(persona, da=request.user)
        messages.success(request, f"{persona} non può più entrare; le sue pratiche tornano all'ufficio.")
        return redirect("sportelli:persone")
    return render(request, "sportelli/persona_disattiva.html", {"persona": persona})


@require_POST
def persona_riattiva(request: Richiesta, pk: int) -> HttpResponse:
    persona = _gestibile(request, pk)
    azioni.riattiva_persona(persona, da=request.user)
    messages.success(request, f"{persona} può di nuovo entrare.")
    return redirect("sportelli:persone")


def profilo(request: Richiesta) -> HttpResponse:
    form = ProfiloForm(
        request.POST or None, instance=Utente.objects.get(pk=request.user.pk), utente=request.user
    )
    if form.is_valid():
        azioni.modifica_profilo(form.cleaned_data, da=request.user)
        messages.success(request, "Il tuo profilo è stato salvato.")
        return redirect("sportelli:profilo")
    contesto = {"form": form, "protetto": permessi.secondo_fattore_attivo(request.user)}
    return render(request, "sportelli/profilo.html", contesto)


def chiusa(request: HttpRequest) -> HttpResponse:
    """Pages of the sign-in library that this program does not have: an e-mail is changed by who invites."""
    raise Http404


def _gestite(request: Richiesta) -> QuerySet[Utente]:
    if not permessi.puo_vedere_persone(request.user):
        raise PermissionDenied
    gestite: QuerySet[Utente] = Utente.objects.gestite_da(request.user)
    return gestite


def _gestibile(request: Richiesta, pk: int) -> Utente:
    """Outside one's sight is 404; in sight but not one's to manage, oneself first of all, is 403."""
    persona = get_object_or_404(_gestite(request).select_related("sportello"), pk=pk)
    if not permessi.puo_gestire_persona(request.user, persona):
        raise PermissionDenied
    return persona
