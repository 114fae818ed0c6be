"""The counter of the post office: on hold, open again, and what administrators do by hand."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Value
from django.db.models.functions import Greatest

from nucleo import campanello, tempo
from nucleo.models import Busta, Ufficio
from nucleo.models.posta import StatoBusta
from nucleo.posta.coda import COMPITO

PAUSA_MASSIMA = timedelta(minutes=5)
# An e-mail that was closed and begins again.
DI_NUOVO: dict[str, Any] = {
    "tentativi": 0,
    "prese": 0,
    "presa_il": None,
    "presa_da": None,
    "chiusa_il": None,
    "segnalata": False,
}
PRIMA_PAUSA = timedelta(seconds=5)


def sospeso() -> bool:
    """Whether an administrator, or a restore, has put all sending on hold."""
    return Ufficio.objects.filter(sospeso=True).exists()


def aperto(adesso: datetime) -> bool:
    """Whether a worker may speak to the mail server now."""
    ufficio = Ufficio.objects.first()
    if ufficio is None:
        return True
    return not ufficio.sospeso and (ufficio.fermo_fino_a is None or ufficio.fermo_fino_a <= adesso)


def sospendi(motivo: str) -> None:
    """No e-mail leaves from now until `riprendi`: what is queued stays queued (B-01)."""
    _scrivi(sospeso=True, motivo=motivo, cambiato_il=tempo.adesso())


def riprendi() -> None:
    """What is due leaves again, by consent of who presses the button (B-01)."""
    _scrivi(sospeso=False, motivo="", cambiato_il=tempo.adesso(), fermo_fino_a=None, fallimenti=0)
    campanello.suona(COMPITO)


def riprova(busta: Busta) -> None:
    """Puts a parked or bounced e-mail back in the queue, with its attempts forgotten."""
    busta.passa_a(StatoBusta.IN_CODA, prossimo=max(busta.non_prima_di, tempo.adesso()), **DI_NUOVO)
    campanello.suona(COMPITO)


def riprova_parcheggiate() -> int:
    """Puts all parked e-mails back in the queue; how many they were."""
    adesso = tempo.adesso()
    parcheggiate = Busta.objects.filter(stato=StatoBusta.PARCHEGGIATO)
    quante = parcheggiate.update(
        stato=StatoBusta.IN_CODA, prossimo=Greatest("non_prima_di", Value(adesso)), **DI_NUOVO
    )
    campanello.suona(COMPITO)
    return quante


def annulla(busta: Busta, motivo: str) -> None:
    """Takes an e-mail out of the queue for good; PassaggioNonAmmesso when it is leaving or has left."""
    busta.passa_a(StatoBusta.ANNULLATO, chiusa_il=tempo.adesso(), errore=motivo)


def server_irraggiungibile(errore: str) -> None:
    """Leaves the server in peace for a while, longer each time, up to five minutes. No e-mail is to blame."""
    ufficio = Ufficio.objects.first() or Ufficio(fallimenti=0)
    fallimenti = ufficio.fallimenti + 1
    pausa = min(PAUSA_MASSIMA, PRIMA_PAUSA * 2 ** min(fallimenti - 1, 10))
    _scrivi(fallimenti=fallimenti, fermo_fino_a=tempo.adesso() + pausa, errore=errore)


def server_raggiunto() -> None:
    """Forgets past failures of the server."""
    Ufficio.objects.filter(fallimenti__gt=0).update(fallimenti=0, fermo_fino_a=None, errore="")


def _scrivi(**campi: object) -> None:
    Ufficio.objects.update_or_create(pk=1, defaults=campi)
