"""One verb on many rows: each by itself, each asked its own permission, none skipped in silence."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from nucleo.stati import PassaggioNonAmmesso
from pratiche.models import Pratica
from sportelli.models import Utente


@dataclass
class Resoconto:
    """The numbers of the rows that were done, and of the others why not."""

    fatte: list[str] = field(default_factory=list)
    saltate: dict[str, str] = field(default_factory=dict)


def in_blocco(pratiche: Iterable[Pratica], verbo: Callable[[Pratica], Any], *, da: Utente) -> Resoconto:
    """Does `verbo` to each row in a transaction of its own; what may not be done is told, not raised."""
    resoconto = Resoconto()
    for pratica in pratiche:
        try:
            verbo(pratica)
        except PermissionDenied:
            resoconto.saltate[pratica.numero] = _perche(pratica, da)
        except PassaggioNonAmmesso:
            resoconto.saltate[pratica.numero] = "qualcuno l'ha mossa nel frattempo."
        except ValidationError as errore:
            resoconto.saltate[pratica.numero] = " ".join(errore.messages)
        else:
            resoconto.fatte.append(pratica.numero)
    return resoconto


def _perche(pratica: Pratica, utente: Utente) -> str:
    if pratica.sportello_id != utente.sportello_id:
        return "è di un altro Sportello."
    return f"è «{pratica.get_stato_display()}», e così non si può."
