"""Seals on what the logs held: each covers a closed batch of rows and the seal before it (S-20)."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from nucleo import tempo


class Sigillo(models.Model):
    """The fingerprint of some rows of one log, chained to the one before. Never changed, never deleted."""

    registro = models.CharField("registro", max_length=80)
    numero = models.PositiveIntegerField("numero")
    righe = ArrayField(models.BigIntegerField(), verbose_name="righe")
    colonne = ArrayField(models.CharField(max_length=63), verbose_name="colonne")
    precedente = models.CharField("sigillo precedente", max_length=64, blank=True)
    impronta = models.CharField("SHA-256", max_length=64)
    apposto_il = models.DateTimeField("apposto il", default=tempo.adesso)

    class Meta:
        ordering = ["registro", "numero"]
        verbose_name_plural = "sigilli"
        constraints = [
            models.UniqueConstraint(fields=["registro", "numero"], name="sigillo_uno_per_numero"),
        ]
        triggers = [pgtrigger.Protect(name="solo_aggiunte", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.registro}, sigillo {self.numero}"
