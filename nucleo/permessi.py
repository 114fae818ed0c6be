"""Who may govern what all apps share."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sportelli.models import Utente


def puo_governare(utente: "Utente") -> bool:
    """The administrators: outbox, sweep, log of reads."""
    return utente.is_staff
