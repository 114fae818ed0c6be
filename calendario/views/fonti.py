"""The board of the feeds: how each is, what it brought, what waits to be confirmed. For the redazione."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from calendario import azioni, permessi
from calendario.forms.fonti import FonteForm
from calendario.models import Esclusa, Fonte, Lettura
from nucleo.invii import una_volta
from sportelli.http import Richiesta
from sportelli.models import Utente

P = ParamSpec("P")
Vista = Callable[Concatenate[Richiesta, P], HttpResponse]
LETTURE_MOSTRATE = 50


def _della_redazione(vista: Vista[P]) -> Vista[P]:
    """403 for who does not keep the feeds."""

    @wraps(vista)
    def pagina(request: Richiesta, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not permessi.puo_tenere_le_fonti(request.user):
            raise PermissionDenied
        return vista(request, *args, **kwargs)

    return pagina


def _la_fonte(request: Richiesta, pk: int) -> Fonte:
    """404 for who may not see it, as for one that there is not."""
    return get_object_or_404(Fonte.objects.visibili_a(request.user).select_related("editore"), pk=pk)


def _la_lettura(request: Richiesta, pk: int) -> Lettura:
    letture = Lettura.objects.select_related("fonte__editore", "confermata_da")
    return get_object_or_404(letture.filter(fonte__in=Fonte.objects.visibili_a(request.user)), pk=pk)


@require_safe
@_della_redazione
def fonti(request: Richiesta) -> HttpResponse:
    """All of them, with how the last reading went."""
    righe = Fonte.objects.visibili_a(request.user).select_related("editore").con_ultima()
    return render(request, "calendario/fonti.html", {"fonti": righe})


@require_safe
def fonte(request: Richiesta, pk: int) -> HttpResponse:
    """One: its state, what it last would do, its readings, what was thrown away of it."""
    return render(request, "calendario/fonte.html", _contesto(_la_fonte(request, pk)))


@require_safe
def stato(request: Richiesta, pk: int) -> HttpResponse:
    """The state alone: it asks for itself again while it is read, then shows the whole page again."""
    riga = _la_fonte(request, pk)
    risposta = render(request, "calendario/_fonte_stato.html", {"fonte": riga})
    if not riga.attende:
        risposta["HX-Refresh"] = "true"
    return risposta


def _contesto(riga: Fonte) -> dict[str, Any]:
    letture = riga.letture.vere()
    ultima, prova = letture.first(), riga.letture.filter(prova=True).first()
    return {
        "fonte": riga,
        "letture": letture.select_related("confermata_da")[:LETTURE_MOSTRATE],
        "ultima": ultima,
        # What a trial said before the feed was read in earnest has happened.
        "prova": prova if prova and (ultima is None or prova.pk > ultima.pk) else None,
        "escluse": riga.escluse.select_related("da"),
        "iniziative": riga.iniziative.future().order_by("inizio", "pk")[:LETTURE_MOSTRATE],
        "puo_accendere": riga.letture.filter(prova=True, esito=Lettura.Esito.RIUSCITA).exists(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@_della_redazione
@una_volta
def nuova(request: Richiesta) -> HttpResponse:
    """A new one: it is tried at once, and read only when somebody has looked at the trial."""
    return _modulo(request, Fonte(), "Nuova fonte")


@require_http_methods(["GET", "HEAD", "POST"])
@una_volta
def modifica(request: Richiesta, pk: int) -> HttpResponse:
    riga = _la_fonte(request, pk)
    return _modulo(request, riga, f"Modifica «{riga}»")


def _modulo(request: Richiesta, riga: Fonte, titolo: str) -> HttpResponse:
    form = FonteForm(request.POST or None, instance=riga, utente=request.user)
    if form.is_valid():
        salvata = azioni.tieni_fonte(form.instance, da=request.user)
        messages.success(request, "La fonte è salvata.")
        return redirect(salvata)
    contesto = {"form": form, "titolo": titolo, "ritorno": riga.get_absolute_url() if riga.pk else ""}
    return render(request, "calendario/fonte_modulo.html", contesto)


def _mossa(azione: Callable[..., None], detto: str) -> Callable[[Richiesta, int], HttpResponse]:
    """The button of a verb of a feed; what it could not do is said on the page of the feed."""

    @require_POST
    @una_volta
    def fa(request: Richiesta, pk: int) -> HttpResponse:
        riga = _la_fonte(request, pk)
        if _fatto(request, lambda chi: azione(riga, da=chi)):
            messages.success(request, detto)
        return redirect(riga)

    return fa


def _fatto(request: Richiesta, azione: Callable[[Utente], None]) -> bool:
    try:
        azione(request.user)
    except ValidationError as perche:
        messages.error(request, " ".join(perche.messages))
        return False
    return True


prova = _mossa(azioni.prova, "La prova è in corso: qui sotto vedrai che cosa cambierebbe.")
leggi = _mossa(azioni.leggi_adesso, "La fonte si sta leggendo.")
accendi = _mossa(azioni.accendi, "La fonte è accesa: la prima lettura è in corso.")
spegni = _mossa(azioni.spegni, "La fonte è spenta: quello che ha portato resta com'è.")


@require_safe
def lettura(request: Richiesta, pk: int) -> HttpResponse:
    """What one reading did, initiative by initiative."""
    riga = _la_lettura(request, pk)
    return render(request, "calendario/fonte_lettura.html", {"lettura": riga, "fonte": riga.fonte})


@require_http_methods(["GET", "HEAD", "POST"])
@una_volta
def conferma(request: Richiesta, pk: int) -> HttpResponse:
    """Says that what has disappeared has to disappear."""
    riga = _la_lettura(request, pk)
    if request.method == "POST":
        if _fatto(request, lambda chi: azioni.conferma_lettura(riga, da=chi)):
            messages.success(request, "Confermata: la fonte si sta rileggendo.")
        return redirect(riga.fonte)
    return render(request, "calendario/fonte_conferma.html", {"lettura": riga, "fonte": riga.fonte})


@require_POST
@una_volta
def riammetti(request: Richiesta, pk: int) -> HttpResponse:
    """What was thrown away may come back."""
    proprie = Esclusa.objects.filter(fonte__in=Fonte.objects.visibili_a(request.user))
    esclusa = get_object_or_404(proprie.select_related("fonte"), pk=pk)
    azioni.riammetti(esclusa, da=request.user)
    messages.success(request, f"«{esclusa}» può tornare: se la fonte la dice ancora, la vedrai fra poco.")
    return redirect(esclusa.fonte)
