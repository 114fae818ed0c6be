"""The mail of notices, composed when it leaves: what was read, or is no longer in sight, is not sent."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from nucleo import posta
from nucleo.models import Notifica, Riepilogo
from nucleo.notifiche import avvisi, riepiloghi
from nucleo.parole import quanti
from nucleo.posta import Contenuto

if TYPE_CHECKING:
    from sportelli.models import Utente


def registra() -> None:
    """Tells the post office who composes these mails."""
    posta.registra(avvisi.GENERE, di_una_notifica)
    posta.registra(riepiloghi.GENERE, di_un_riepilogo)


def di_una_notifica(pk: int) -> Contenuto | None:
    notifica = Notifica.objects.select_related("destinatario").filter(pk=pk, letta_il=None).first()
    if notifica is None:
        return None
    visibili = Notifica.objects.visibili_a(notifica.destinatario).filter(pk=pk)
    return _lettera(notifica.titolo, notifica.destinatario, visibili)


def di_un_riepilogo(pk: int) -> Contenuto | None:
    riepilogo = Riepilogo.objects.select_related("destinatario").get(pk=pk)
    visibili = Notifica.objects.visibili_a(riepilogo.destinatario).filter(riepilogo=riepilogo, letta_il=None)
    notifiche = list(visibili)
    oggetto = f"{quanti(len(notifiche), 'novità', 'novità')} nell'Extranet"
    return _lettera(oggetto, riepilogo.destinatario, notifiche)


def _lettera(oggetto: str, a: "Utente", tutte: Iterable[Notifica]) -> Contenuto | None:
    notifiche = list(tutte)
    if not notifiche or not a.is_active:
        return None
    dati = {
        "notifiche": notifiche,
        "a": a,
        "radice": settings.INDIRIZZO,
        "preferenze": settings.INDIRIZZO + reverse("nucleo:preferenze"),
    }
    return Contenuto(oggetto, render_to_string("nucleo/lettere/notifiche.txt", dati))
