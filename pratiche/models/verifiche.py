"""The runs of the check that compares every grant with the law of C4."""

from django.db import models
from django.db.models import Q

from nucleo import tempo


class VerificaVisibilita(models.Model):
    """One run: how many pratiche it compared, and how many grants were missing or too many (A-06)."""

    eseguita_il = models.DateTimeField("eseguita il", default=tempo.adesso)
    pratiche = models.PositiveIntegerField("pratiche confrontate")
    mancanti = models.PositiveIntegerField("concessioni mancanti")
    di_troppo = models.PositiveIntegerField("concessioni di troppo")
    riparate = models.PositiveIntegerField("pratiche riparate", default=0)
    durata = models.DurationField("durata")

    class Meta:
        ordering = ["-eseguita_il", "-pk"]
        verbose_name = "verifica della visibilità"
        verbose_name_plural = "verifiche della visibilità"
        constraints = [
            models.CheckConstraint(
                name="verifica_ripara_solo_la_deriva",
                condition=Q(riparate=0) | Q(mancanti__gt=0) | Q(di_troppo__gt=0),
            )
        ]

    def __str__(self) -> str:
        return f"{self.eseguita_il:%d/%m/%Y %H:%M}: {self.mancanti} mancanti, {self.di_troppo} di troppo"

    @property
    def senza_deriva(self) -> bool:
        return not (self.mancanti or self.di_troppo)
