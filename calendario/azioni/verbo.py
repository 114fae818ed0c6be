"""What every verb of an initiative is made of: permission, one transaction, the row held."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.core.exceptions import PermissionDenied, ValidationError

from calendario.models import Iniziativa
from nucleo.allegati import transazione
from nucleo.stati import PassaggioNonAmmesso
from sportelli.models import Utente

P = ParamSpec("P")
T = TypeVar("T")
Verbo = Callable[Concatenate[Iniziativa, P], T]


def verbo(puo: Callable[[Utente, Iniziativa], bool]) -> Callable[[Verbo[P, T]], Verbo[P, T]]:
    """Makes a verb of a function of an initiative and `da`: it asks `puo` and runs in one transaction.

    The permission is asked of the row as it was read (PermissionDenied), then, holding it, of the row as it
    is now: if that no longer allows it, somebody was faster (PassaggioNonAmmesso).
    """

    def veste(azione: Verbo[P, T]) -> Verbo[P, T]:
        @wraps(azione)
        def eseguita(iniziativa: Iniziativa, /, *args: P.args, **kwargs: P.kwargs) -> T:
            da = cast(Utente, kwargs["da"])
            if not puo(da, iniziativa):
                raise PermissionDenied
            with transazione():
                tieni(iniziativa)
                if not puo(da, iniziativa):
                    raise PassaggioNonAmmesso(f"{iniziativa}: qualcuno è arrivato prima")
                return azione(iniziativa, *args, **kwargs)

        return eseguita

    return veste


def tieni(iniziativa: Iniziativa) -> None:
    """Locks the row until the end of the transaction, and reads it again."""
    iniziativa.refresh_from_db(from_queryset=Iniziativa.objects.select_for_update())


def motivo(testo: str) -> str:
    """The reason without the spaces around; ValidationError when there is none."""
    pulito = testo.strip()
    if not pulito:
        raise ValidationError("Scrivi il motivo.")
    return pulito
