"""What the verbs of a circolare share, beside what every verb is made of (`nucleo.verbi`)."""

from typing import Any

from django.core.exceptions import ValidationError

from circolari.models import Circolare
from circolari.models.circolare import MOTIVO_MINIMO
from nucleo import vetrina


def cambia(circolare: Circolare, **campi: Any) -> None:
    """Writes fields of a circolare that is held, and on the object in hand."""
    Circolare.objects.filter(pk=circolare.pk).update(**campi)
    circolare.refresh_from_db()


def mostra(circolare: Circolare) -> None:
    """What everybody reads has changed: the kept pages are forgotten. What is under embargo moves nothing."""
    if circolare.pubblica:
        vetrina.rinnova()


def motivo(testo: str, *, minimo: int = 1) -> str:
    """The reason without the spaces around; ValidationError when it is too short."""
    pulito = " ".join(testo.split()) if minimo > 1 else testo.strip()
    if len(pulito) < minimo:
        manca = "Scrivi il motivo." if minimo == 1 else f"Il motivo ha almeno {minimo} caratteri."
        raise ValidationError(manca)
    return pulito


def motivo_pieno(testo: str) -> str:
    """A reason that who reads the report will understand: at least 20 characters (C7)."""
    return motivo(testo, minimo=MOTIVO_MINIMO)
