"""What the verbs on the questionnaire and on an office's rows are made of; those on a pratica use its own."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.db import transaction

from nucleo.stati import PassaggioNonAmmesso
from sportelli.models import Utente

P = ParamSpec("P")
R = TypeVar("R", bound=Any)
T = TypeVar("T")


class CollegamentoSpento(PassaggioNonAmmesso):
    """That link opens nothing any more: it expired, was replaced, or what it asked for has been said."""


def verbo(
    puo: Callable[[Utente, Any], bool],
) -> Callable[[Callable[Concatenate[R, P], T]], Callable[Concatenate[R, P], T]]:
    """Makes a verb of a function of a row and `da`: it asks `puo`, holds the row, asks again.

    Refused as it was read: PermissionDenied. Refused as it is now: somebody was faster (PassaggioNonAmmesso).
    """

    def veste(azione: Callable[Concatenate[R, P], T]) -> Callable[Concatenate[R, P], T]:
        @wraps(azione)
        def eseguita(riga: R, /, *args: P.args, **kwargs: P.kwargs) -> T:
            da = cast(Utente, kwargs["da"])
            if not puo(da, riga):
                raise PermissionDenied
            with transaction.atomic():
                tieni(riga)
                if not puo(da, riga):
                    raise PassaggioNonAmmesso(f"{riga}: qualcuno è arrivato prima")
                return azione(riga, *args, **kwargs)

        return eseguita

    return veste


def tieni(riga: Any) -> None:
    """Locks the row until the end of the transaction, and reads it again."""
    riga.refresh_from_db(from_queryset=type(riga)._default_manager.select_for_update(of=("self",)))
