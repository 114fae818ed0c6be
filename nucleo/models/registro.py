"""Who read what in quantity: an append-only log, which the database itself refuses to change."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from nucleo import tempo

# What the program refused to a person who asked for the people of a company (C6).
RECAPITI_RIFIUTATI = "recapiti rifiutati"


class Consultazione(models.Model):
    """One reading worth remembering, an export above all. Never changed, never deleted."""

    chi = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="chi")
    quando = models.DateTimeField("quando", default=tempo.adesso)
    genere = models.CharField("che cosa", max_length=40)
    oggetto = models.CharField("di che cosa", max_length=200)
    quante = models.PositiveIntegerField("quante righe", null=True)
    dettagli = models.JSONField("dettagli", default=dict)

    class Meta:
        ordering = ["-quando", "-pk"]
        verbose_name_plural = "consultazioni"
        indexes = [
            models.Index(fields=["chi", "-quando"], name="consultazione_di"),
            models.Index(fields=["oggetto", "-quando"], name="consultazione_su"),
            models.Index(
                fields=["quando"], condition=Q(genere=RECAPITI_RIFIUTATI), name="consultazione_rifiutate"
            ),
        ]
        triggers = [pgtrigger.Protect(name="solo_aggiunte", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.chi}: {self.genere} {self.oggetto}"
