"""Filters that people keep: an address with a name, private unless shared with one's own office."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from nucleo import tempo


class FiltroSalvatoQuerySet(models.QuerySet["FiltroSalvato"]):
    def visibili_a(self, utente: Any) -> Self:
        """One's own, and those that a colleague of the same office shares now."""
        visibili = Q(di=utente)
        if utente.sportello_id is not None:
            visibili |= Q(per_ufficio=True, di__sportello=utente.sportello_id)
        return self.filter(visibili)


class FiltroSalvato(models.Model):
    """A list as somebody wants to find it again. The address says which rows; who opens it sees her own."""

    di = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    elenco = models.CharField(max_length=60)
    nome = models.CharField("nome", max_length=60)
    parametri = models.CharField(max_length=2000)
    per_ufficio = models.BooleanField("anche per i colleghi del mio Sportello", default=False)
    creato_il = models.DateTimeField(default=tempo.adesso)

    objects = FiltroSalvatoQuerySet.as_manager()

    class Meta:
        ordering = ["nome", "pk"]
        verbose_name = "filtro salvato"
        verbose_name_plural = "filtri salvati"
        constraints = [
            models.UniqueConstraint(fields=["di", "elenco", "nome"], name="filtro_salvato_un_nome_una_volta")
        ]

    def __str__(self) -> str:
        return self.nome
