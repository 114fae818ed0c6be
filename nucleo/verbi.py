"""What every verb is made of: permission, one transaction, the row held, the permission once more."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied

from nucleo.allegati import transazione
from nucleo.stati import PassaggioNonAmmesso

P = ParamSpec("P")
R = TypeVar("R", bound=Any)
T = TypeVar("T")


def tieni(riga: Any) -> None:
    """Locks the row until the end of the transaction, and reads it again."""
    riga.refresh_from_db(from_queryset=type(riga)._default_manager.select_for_update(of=("self",)))


def verbo(
    puo: Callable[[Any, Any], bool], tieni: Callable[[Any], None] = tieni
) -> Callable[[Callable[Concatenate[R, P], T]], Callable[Concatenate[R, P], T]]:
    """Makes a verb of a function of a row and `da`: it asks `puo` and runs in one transaction.

    The permission is asked of the row as it was read (PermissionDenied), then, holding it, of the row as it
    is now: if that no longer allows it, somebody was faster (PassaggioNonAmmesso).
    """

    def veste(azione: Callable[Concatenate[R, P], T]) -> Callable[Concatenate[R, P], T]:
        @wraps(azione)
        def eseguita(riga: R, /, *args: P.args, **kwargs: P.kwargs) -> T:
            da = kwargs["da"]
            if not puo(da, riga):
                raise PermissionDenied
            with transazione():
                tieni(riga)
                if not puo(da, riga):
                    raise PassaggioNonAmmesso(f"{riga}: qualcuno è arrivato prima")
                return azione(riga, *args, **kwargs)

        return eseguita

    return veste
