"""The pages of the results: to be read, filtered, printed, taken away (C5)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from extranet.risultati import mensile, rapporto
from extranet.risultati.filtri import FiltriRisultati
from extranet.risultati.quadro import Quadro
from extranet.risultati.tabelle import Tabella
from nucleo import grafici, tempo
from nucleo.elenchi import tabella_in_file
from nucleo.registro import annota
from sportelli.http import Richiesta

IMMAGINI = {"svg": "image/svg+xml", "png": "image/png"}


@require_safe
def risultati(request: Richiesta) -> HttpResponse:
    coda = f"?{request.GET.urlencode()}" if request.GET else ""
    quadro = _quadro(request)
    carta = reverse("risultati_rapporto", args=[quadro.periodo.dal.year])
    contesto = {"quadro": quadro, "coda": coda, "carta": carta}
    contesto["ogni_mese"] = mensile.lo_riceve(request.user)
    return render(request, "extranet/risultati/risultati.html", contesto)


@require_safe
def risultati_rapporto(request: Richiesta, anno: int) -> HttpResponse:
    """A year to be printed, and handed to one's Chamber."""
    filtri = FiltriRisultati(QueryDict(f"dal={anno}-01&al={anno}-12"), utente=request.user)
    if not _legge(request):
        raise PermissionDenied
    if not filtri.is_valid():
        raise Http404
    annota("esportazione", "risultati-rapporto", chi=request.user, quante=1, formato="pdf", anno=anno)
    risposta = HttpResponse(rapporto.stampa(Quadro(request.user, filtri)), content_type="application/pdf")
    risposta["Content-Disposition"] = f'attachment; filename="risultati-{anno}.pdf"'
    risposta["X-Content-Type-Options"] = "nosniff"
    return risposta


@require_safe
def risultati_file(request: Richiesta, nome: str, formato: str) -> HttpResponseBase:
    """A table as CSV or XLSX, or its chart as SVG or PNG: what the page shows with the same address."""
    quadro = _quadro(request)
    if not quadro.filtri.is_valid():
        return redirect(f"{reverse('risultati')}?{request.GET.urlencode()}")
    tabella = quadro.tabella(nome)
    if tabella is None or (formato in IMMAGINI and tabella.grafico is None):
        raise Http404
    annota(
        *("esportazione", f"risultati-{nome}"),
        chi=request.user,
        quante=len(tabella.righe),
        formato=formato,
        filtri={chiave: request.GET.getlist(chiave) for chiave in request.GET},
    )
    if formato in IMMAGINI:
        return _immagine(tabella, formato)
    return tabella_in_file(f"risultati-{nome}", tabella.titolo, tabella.in_righe(), formato)


@require_POST
def risultati_ogni_mese(request: Richiesta) -> HttpResponse:
    """The report of each month by mail, from now on."""
    mensile.chiedi(request.user)
    messages.success(request, "Riceverai il rapporto ogni mese, il primo giorno lavorativo alle 8.")
    return redirect("risultati")


@require_POST
def risultati_basta(request: Richiesta) -> HttpResponse:
    """No more of it."""
    mensile.smetti(request.user)
    messages.success(request, "Non riceverai più il rapporto del mese.")
    return redirect("risultati")


def _quadro(request: Richiesta) -> Quadro:
    if not _legge(request):
        raise PermissionDenied
    return Quadro(request.user, FiltriRisultati(request.GET, utente=request.user))


def _legge(request: Richiesta) -> bool:
    return mensile.puo_leggere(request.user)


def _immagine(tabella: Tabella, formato: str) -> HttpResponse:
    grafico = tabella.grafico
    if grafico is None:
        raise Http404
    dati: str | bytes = grafici.svg(grafico) if formato == "svg" else grafici.png(grafico)
    risposta = HttpResponse(dati, content_type=IMMAGINI[formato])
    nome = f"risultati-{tabella.nome}-{tempo.oggi():%Y-%m-%d}.{formato}"
    risposta["Content-Disposition"] = f'attachment; filename="{nome}"'
    risposta["X-Content-Type-Options"] = "nosniff"
    return risposta
