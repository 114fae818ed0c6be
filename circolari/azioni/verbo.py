"""What every verb of a circolare is made of: permission, one transaction, the row held."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.core.exceptions import PermissionDenied, ValidationError

from circolari.models import Circolare
from circolari.models.circolare import MOTIVO_MINIMO
from nucleo import vetrina
from nucleo.allegati import transazione
from nucleo.stati import PassaggioNonAmmesso
from sportelli.models import Utente

P = ParamSpec("P")
T = TypeVar("T")
Verbo = Callable[Concatenate[Circolare, P], T]


def verbo(puo: Callable[[Utente, Circolare], bool]) -> Callable[[Verbo[P, T]], Verbo[P, T]]:
    """Makes a verb of a function of a circolare and `da`: it asks `puo` and runs in one transaction.

    The permission is asked of the row as it was read (PermissionDenied), then, holding it, of the row as it
    is now: if that no longer allows it, somebody was faster (PassaggioNonAmmesso).
    """

    def veste(azione: Verbo[P, T]) -> Verbo[P, T]:
        @wraps(azione)
        def eseguita(circolare: Circolare, /, *args: P.args, **kwargs: P.kwargs) -> T:
            da = cast(Utente, kwargs["da"])
            if not puo(da, circolare):
                raise PermissionDenied
            with transazione():
                tieni(circolare)
                if not puo(da, circolare):
                    raise PassaggioNonAmmesso(f"{circolare}: qualcuno è arrivato prima")
                return azione(circolare, *args, **kwargs)

        return eseguita

    return veste


def tieni(circolare: Circolare) -> None:
    """Locks the row until the end of the transaction, and reads it again."""
    circolare.refresh_from_db(from_queryset=Circolare.objects.select_for_update())


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
