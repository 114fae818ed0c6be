"""Questions about the rows of the ground floor."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count

from nucleo import generi, tempo

if TYPE_CHECKING:
    from nucleo.models import Busta, Notifica
    from sportelli.models import Utente


class BustaQuerySet(models.QuerySet["Busta"]):
    def dovute(self) -> Self:
        """Those that a worker may take now, in the order in which they leave: mass mail last."""
        in_corso = self.filter(stato__in=("in_coda", "in_invio"), prossimo__lte=tempo.adesso())
        return in_corso.order_by("massiva", "prossimo", "id")

    def da_segnalare(self) -> Self:
        """Parked, and the administrators do not know yet."""
        return self.filter(stato="parcheggiato", segnalata=False)

    def con_chiave(self, prefisso: str) -> Self:
        """Those of one subject: every key is «subject:recipient»."""
        return self.filter(chiave__startswith=prefisso)

    def cifre(self) -> list[tuple[str, str, int]]:
        """Each state, its label and how many are in it, in the order of a message's life."""
        quante = self.per_stato()
        return [(stato, nome, quante.get(stato, 0)) for stato, nome in self.model.Stato.choices]

    def per_stato(self) -> dict[str, int]:
        """How many rows are in each state."""
        return dict(self.order_by().values_list("stato").annotate(Count("pk")))


class NotificaQuerySet(models.QuerySet["Notifica"]):
    def visibili_a(self, utente: "Utente", fra: Collection[str] | None = None) -> Self:
        """A person's own, about what she sees now: the rest does not exist, not even as a number (C4).

        With `fra`, only those about these kinds, which is asked more quickly.
        """
        if not utente.is_active:
            return self.none()
        return self.filter(generi.visibile(utente, fra), destinatario=utente)

    def da_leggere(self) -> Self:
        return self.filter(letta_il=None)
