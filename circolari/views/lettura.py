"""What a signed-in person reads: the lists, one circolare, its versions and files, «ho preso visione»."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from circolari import azioni, letture, permessi
from circolari.confronto import Confronto, confronta
from circolari.elenchi import ElencoCircolari, lista, liste_di, righe
from circolari.models import AllegatoCircolare, Circolare, Stato, Versione
from circolari.views import mosse
from nucleo.allegati import rispondi
from nucleo.elenchi import LISTA, esporta
from sportelli.http import Richiesta, chiave_da

# What browsers say when they fetch a page before anybody asks for it.
IN_ANTICIPO = ("Sec-Purpose", "Purpose", "X-Moz")


@require_safe
def elenco(request: Richiesta) -> HttpResponse:
    """One of the lists of who asks, her first when she names none."""
    contesto = {"elenco": _elenco(request), "puo_scrivere": permessi.puo_scrivere(request.user)}
    return render(request, "circolari/elenco.html", contesto)


@require_safe
def elenco_esporta(request: Richiesta, formato: str) -> HttpResponseBase:
    return esporta(request, _elenco(request), formato)


@require_safe
def circolare(request: Richiesta, codice: str) -> HttpResponse:
    """The page; that somebody of an office opened it is written down. A draft opens where it is written."""
    riga = la_circolare(request, codice)
    if riga.stato == Stato.BOZZA:
        return redirect("circolari:modifica", riga.codice)
    if _la_apre_davvero(request):
        azioni.segna_aperta(riga, da=request.user)
    return _pagina(request, riga)


@require_POST
def prendi_visione(request: Richiesta, codice: str) -> HttpResponse:
    """«Ho preso visione» of the version that was read; what changed meanwhile is shown instead (409)."""
    riga = la_circolare(request, codice)
    letta = chiave_da(request.POST.get("versione"))
    if _superata(request, riga, letta):
        return _pagina(request, riga, letta=letta)
    azioni.prendi_visione(riga, versione=letta, da=request.user)
    messages.success(request, "Hai preso visione della circolare: resta scritto nel registro.")
    return redirect(riga)


@require_safe
def versioni(request: Richiesta, codice: str) -> HttpResponse:
    """Two versions side by side: those asked for, or the last two."""
    riga = la_circolare(request, codice)
    tutte = list(Versione.objects.filter(circolare=riga).select_related("da"))
    if not tutte:
        raise Http404
    contesto = {"circolare": riga, "versioni": tutte, "confronto": _confronto(request, tutte)}
    return render(request, "circolari/versioni.html", contesto)


@require_safe
def allegato(request: Richiesta, codice: str) -> HttpResponseBase:
    """A file, of whatever version, to whoever reads the circolare."""
    visibili = Circolare.objects.visibili_a(request.user)
    return rispondi(get_object_or_404(AllegatoCircolare, codice=codice, circolare__in=visibili))


def la_circolare(request: Richiesta, codice: str) -> Circolare:
    """The circolare with that code, or 404 when who asks does not see it."""
    visibili = Circolare.objects.visibili_a(request.user).select_related(
        "diffusa_da", "aperta_da", "ritirata_da"
    )
    return get_object_or_404(visibili, codice=codice)


def _pagina(request: Richiesta, riga: Circolare, *, letta: int = 0) -> HttpResponse:
    """The page of one circolare; `letta` is the version, overtaken, that its reader had before her eyes."""
    utente = request.user
    contesto: dict[str, Any] = {
        "circolare": riga,
        "riga": righe([riga], utente)[0],
        "allegati": list(riga.allegati.attuali()),
        "versione": riga.versioni.last(),
        "uffici": [] if riga.a_tutti else list(riga.sportelli.order_by("nome")),
        "puo_prendere_visione": permessi.puo_prendere_visione(utente, riga),
        "colleghi": letture.dell_ufficio(riga, utente) if utente.di_sportello else [],
        "vicine": letture.vicine_da_leggere(riga, utente),
        "da_consultare": mosse.da_consultare(utente, riga),
        "da_fare": mosse.da_fare(utente, riga),
        "letta": letta,
    }
    return render(request, "circolari/circolare.html", contesto, status=409 if letta else 200)


def _elenco(request: Richiesta) -> ElencoCircolari:
    """403 for who has no list at all, 404 for a list that is not hers."""
    if not liste_di(request.user):
        raise PermissionDenied
    sua = lista(request.user, request.GET.get(LISTA, ""))
    if sua is None:
        raise Http404
    return ElencoCircolari(request.user, request.GET, sua)


def _la_apre_davvero(request: Richiesta) -> bool:
    """Somebody looks at it: no HEAD, no browser that fetches it in advance, no image of another page."""
    in_anticipo = any("prefetch" in request.headers.get(nome, "").lower() for nome in IN_ANTICIPO)
    per_mostrarla = request.headers.get("Sec-Fetch-Dest", "document") == "document"
    return request.method == "GET" and per_mostrarla and not in_anticipo


def _superata(request: Richiesta, riga: Circolare, letta: int) -> bool:
    """Whether what she read is no longer what stands: corrected or withdrawn meanwhile."""
    ritirata = riga.stato == Stato.RITIRATA
    return request.user.di_sportello and letta > 0 and (ritirata or letta < riga.versione)


def _confronto(request: Richiesta, tutte: list[Versione]) -> Confronto | None:
    """The two that the address names, the earlier first; None when there is one alone."""
    if len(tutte) < 2:
        return None
    per_numero = {versione.numero: versione for versione in tutte}
    chieste = {chiave_da(request.GET.get(nome)) for nome in ("prima", "dopo")} & per_numero.keys()
    prima, dopo = sorted(chieste) if len(chieste) == 2 else sorted(per_numero)[-2:]
    return confronta(per_numero[prima], per_numero[dopo])
