"""What the calendar shows in the pages of the floors below."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from calendario.models import Interesse
from pratiche.riservatezza import Livello
from pratiche.riservatezza.viste import Vista


def interesse_della_pratica(request: HttpRequest, pratica: Vista) -> str:
    """The initiative that a pratica comes from and, to its own office alone, who wrote (C6)."""
    interesse = Interesse.objects.select_related("iniziativa").filter(pratica__numero=pratica.numero).first()
    if interesse is None or pratica.livello == Livello.RETE:
        return ""
    contesto = {"interesse": interesse, "pratica": pratica, "suo": pratica.livello == Livello.UFFICIO}
    return render_to_string("calendario/_interesse.html", contesto)
