"""The pratiche of a company and of a supplier, each reader's own: parts of the pages of the floor below."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from pratiche.models import Incarico, Pratica
from pratiche.riservatezza import righe
from sportelli.http import Richiesta
from sportelli.models import Azienda, Fornitore

QUANTE = 50


def di_azienda(request: Richiesta, pk: int) -> HttpResponse:
    """Every pratica of a company of one's own office, newest first."""
    azienda = get_object_or_404(Azienda.objects.visibili_a(request.user), pk=pk)
    sue = Pratica.objects.visibili_a(request.user).filter(azienda=azienda).order_by("-creata_il", "-pk")
    contesto = {"di": azienda, "righe": righe(list(sue[:QUANTE]), request.user)}
    return render(request, _modello(request, "di_azienda"), contesto)


def del_fornitore(request: Richiesta, pk: int) -> HttpResponse:
    """Where a supplier was engaged and how it went, in the pratiche that the reader may see (C4)."""
    fornitore = get_object_or_404(Fornitore.objects.visibili_a(request.user), pk=pk)
    visibili = Pratica.objects.visibili_a(request.user)
    incarichi = Incarico.objects.filter(fornitore=fornitore, pratica__in=visibili).order_by("-dal", "-pk")
    scelti = list(incarichi.select_related("pratica")[:QUANTE])
    viste = righe([incarico.pratica for incarico in scelti], request.user)
    contesto = {"di": fornitore, "coppie": list(zip(scelti, viste, strict=True))}
    return render(request, _modello(request, "del_fornitore"), contesto)


def _modello(request: Richiesta, nome: str) -> str:
    """The part alone for htmx, the whole page for who has no JavaScript."""
    return f"pratiche/_{nome}.html" if request.htmx else f"pratiche/{nome}.html"
