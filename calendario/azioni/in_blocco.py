"""One verb on many initiatives: each by itself, each asked its own permission, none skipped in silence."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from calendario import permessi
from calendario.azioni.redazione import modifica
from calendario.models import Iniziativa
from nucleo.stati import PassaggioNonAmmesso
from sportelli.models import Utente


@dataclass
class Resoconto:
    """The titles of the rows that were done, and of the others why not."""

    fatte: list[str] = field(default_factory=list)
    saltate: list[tuple[str, str]] = field(default_factory=list)


def in_blocco(righe: Iterable[Iniziativa], verbo: Callable[[Iniziativa], Any], *, da: Utente) -> Resoconto:
    """Does `verbo` to each row in a transaction of its own; what may not be done is told, not raised."""
    resoconto = Resoconto()
    for riga in righe:
        titolo = str(riga)
        try:
            verbo(riga)
        except PermissionDenied:
            resoconto.saltate.append((titolo, _perche(riga, da)))
        except PassaggioNonAmmesso:
            resoconto.saltate.append((titolo, "qualcuno l'ha cambiata nel frattempo."))
        except ValidationError as errore:
            resoconto.saltate.append((titolo, " ".join(errore.messages)))
        else:
            resoconto.fatte.append(titolo)
    return resoconto


def aggiungi(riga: Iniziativa, nome: str, codice: str, *, da: Utente) -> None:
    """One sector, or country, more: `nome` is «settori» or «paesi»."""
    gia = {voce.codice for voce in getattr(riga, nome).all()}
    _scrivi(riga, {nome: sorted(gia | {codice})}, da)


def togli(riga: Iniziativa, nome: str, codice: str, *, da: Utente) -> None:
    gia = {voce.codice for voce in getattr(riga, nome).all()}
    _scrivi(riga, {nome: sorted(gia - {codice})}, da)


def affida(riga: Iniziativa, organizzatore_id: int, *, da: Utente) -> None:
    """Another organiser."""
    _scrivi(riga, {"organizzatore_id": organizzatore_id}, da)


def _scrivi(riga: Iniziativa, campi: dict[str, Any], da: Utente) -> None:
    modifica(riga, campi, revisione=riga.revisione, da=da)


def _perche(riga: Iniziativa, da: Utente) -> str:
    if not permessi.puo_scrivere_per(da, riga.editore):
        return "è di un altro ente."
    if riga.fonte_id is not None:
        return "arriva da un calendario esterno: si cambia là."
    return f"è «{riga.get_stato_display()}», e così non si può."
