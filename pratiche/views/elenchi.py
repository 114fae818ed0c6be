"""The lists, the archive, and what is done to many rows at once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from nucleo.elenchi import esporta, ritorno
from pratiche import azioni, ricerca
from pratiche.azioni.in_blocco import Resoconto, in_blocco
from pratiche.elenchi import ElencoArchivio, ElencoPratiche, lista, liste_di
from pratiche.forms.in_blocco import AssegnaInBloccoForm, SceltaForm
from pratiche.models import Pratica
from sportelli.http import Richiesta


@require_GET
def elenco(request: Richiesta, nome: str = "") -> HttpResponse:
    """One of the lists of who asks; with no name, her first."""
    return render(request, "pratiche/elenco.html", {"elenco": _elenco(request, nome)})


@require_GET
def elenco_esporta(request: Richiesta, nome: str, formato: str) -> HttpResponseBase:
    return esporta(request, _elenco(request, nome), formato)


@require_GET
def archivio(request: Richiesta) -> HttpResponse:
    """The archive; a number that one may read leads straight to its pratica."""
    _puo_leggere(request)
    numero = ricerca.numero(request.GET.get("testo", ""))
    trovata = numero and Pratica.objects.visibili_a(request.user).filter(numero=numero).first()
    if trovata:
        return redirect(trovata)
    return render(request, "pratiche/archivio.html", {"elenco": ElencoArchivio(request.user, request.GET)})


@require_GET
def archivio_esporta(request: Richiesta, formato: str) -> HttpResponseBase:
    _puo_leggere(request)
    return esporta(request, ElencoArchivio(request.user, request.GET), formato)


@require_POST
def elenco_assegna(request: Richiesta) -> HttpResponse:
    """Gives the picked rows to a colleague: those that may be given, and says why of the others."""
    form = AssegnaInBloccoForm(request.POST, utente=request.user)
    if form.is_valid():
        a = form.cleaned_data["a"]
        fatto = in_blocco(
            form.cleaned_data["pratica"],
            lambda riga: azioni.assegna(riga, a, da=request.user),
            da=request.user,
        )
        _racconta(request, fatto, f"a {a}", ("assegnata", "assegnate"))
    return _ritorno(request, form)


@require_POST
def elenco_prendi_in_carico(request: Richiesta) -> HttpResponse:
    form = SceltaForm(request.POST, utente=request.user)
    if form.is_valid():
        verbo = azioni.prendi_in_carico
        fatto = in_blocco(
            form.cleaned_data["pratica"], lambda riga: verbo(riga, da=request.user), da=request.user
        )
        _racconta(request, fatto, "in carico a te", ("presa", "prese"))
    return _ritorno(request, form)


def _elenco(request: Richiesta, nome: str) -> ElencoPratiche:
    """403 for who has no list at all, 404 for a list that is not hers."""
    if not liste_di(request.user):
        raise PermissionDenied
    sua = lista(request.user, nome)
    if sua is None:
        raise Http404
    return ElencoPratiche(request.user, request.GET, sua)


def _puo_leggere(request: Richiesta) -> None:
    if not request.user.gruppi_di_lettura:
        raise PermissionDenied


def _racconta(request: Richiesta, fatto: Resoconto, come: str, participi: tuple[str, str]) -> None:
    """What was done, and of what was not, why: nothing is skipped in silence."""
    if fatte := len(fatto.fatte):
        soggetto = "1 pratica" if fatte == 1 else f"{fatte} pratiche"
        messages.success(request, f"{soggetto} {participi[fatte != 1]} {come}.")
    for numero, perche in fatto.saltate.items():
        messages.warning(request, f"{numero}: {perche}")


def _ritorno(request: Richiesta, form: SceltaForm) -> HttpResponse:
    for errori in form.errors.values():
        messages.error(request, " ".join(str(errore) for errore in errori))
    return redirect(ritorno(request, reverse("pratiche:elenco")))
