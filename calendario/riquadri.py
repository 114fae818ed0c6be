"""What the calendar shows in the pages of the floors below."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from calendario import permessi
from calendario.elenchi import righe
from calendario.elenchi.righe import da_elencare
from calendario.facciata import ITALIANO, facciata
from calendario.forms.legami import LegaForm
from calendario.models import Iniziativa, Interesse
from circolari.models import Circolare
from pratiche.models.scelte import Canale
from pratiche.riservatezza import Livello
from pratiche.riservatezza.viste import Vista
from sportelli.http import Richiesta


def interesse_della_pratica(request: Richiesta, pratica: Vista) -> str:
    """The initiative that a pratica comes from and, to its own office alone, who wrote (C6)."""
    if pratica.canale != Canale.CALENDARIO or pratica.livello == Livello.RETE:
        return ""
    interesse = Interesse.objects.filter(pratica__numero=pratica.numero).first()
    if interesse is None:
        return ""
    visibili = Iniziativa.objects.visibili_a(request.user).con_dettagli_per(request.user)
    contesto = {
        "interesse": interesse,
        # Tied to a circolare since then, it may be hidden now (C7).
        "iniziativa": visibili.intere().filter(pk=interesse.iniziativa_id).first(),
        "pratica": pratica,
        "suo": pratica.livello == Livello.UFFICIO,
    }
    return render_to_string("calendario/_interesse.html", contesto)


def iniziative_della_circolare(request: HttpRequest, circolare: Circolare) -> str:
    """On the public page of a circolare, the initiatives that it speaks of: those that everybody may read."""
    righe = Iniziativa.objects.dettagliate().filter(circolare=circolare.pk).order_by("inizio", "pk")
    interi = righe.select_related("organizzatore", "fonte").prefetch_related("settori", "paesi")
    viste = [facciata(riga, ITALIANO, dettagli=True) for riga in interi]
    return render_to_string("calendario/pubblico/_della_circolare.html", {"viste": viste}) if viste else ""


def iniziative_della_bozza(request: Richiesta, circolare: Circolare) -> str:
    """In the editor of a circolare, the initiatives that it goes with, to be tied and untied (C7)."""
    if not permessi.puo_legare_circolari(request.user):
        return ""
    visibili = Iniziativa.objects.visibili_a(request.user).con_dettagli_per(request.user)
    sue = da_elencare(visibili).filter(circolare=circolare).order_by("inizio", "pk")
    contesto = {
        "circolare": circolare,
        "righe": righe(list(sue), []),
        "form": LegaForm(utente=request.user),
    }
    return render_to_string("calendario/_lega.html", contesto, request=request)
