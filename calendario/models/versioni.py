"""What was published, each time that it changed, and the changes that wait for the moderators."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from calendario.models.iniziativa import Iniziativa
from nucleo import tempo


class VersioneIniziativa(models.Model):
    """What an initiative said from one instant on, as `azioni.campi.istantanea` gives it. For ever."""

    iniziativa = models.ForeignKey(Iniziativa, models.PROTECT, related_name="versioni")
    numero = models.PositiveIntegerField()
    campi = models.JSONField()
    motivo = models.TextField(blank=True)
    da = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    quando = models.DateTimeField(default=tempo.adesso)

    class Meta:
        ordering = ["numero"]
        verbose_name_plural = "versioni delle iniziative"
        triggers = [pgtrigger.Protect(name="mai_cambiata", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints = [
            models.UniqueConstraint(fields=["iniziativa", "numero"], name="versione_iniziativa_unica")
        ]

    def __str__(self) -> str:
        return f"{self.iniziativa} (versione {self.numero})"


class Modifica(models.Model):
    """A change to what is public, by a publisher whose words are approved first. One waits at a time."""

    class Esito(models.TextChoices):
        IN_ATTESA = "in_attesa", "In attesa"
        ACCOLTA = "accolta", "Accolta"
        RESPINTA = "respinta", "Respinta"

    iniziativa = models.ForeignKey(Iniziativa, models.PROTECT, related_name="modifiche")
    campi = models.JSONField()
    esito = models.CharField(max_length=10, choices=Esito, default=Esito.IN_ATTESA)
    da = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    quando = models.DateTimeField(default=tempo.adesso)
    decisa_da = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decisa_il = models.DateTimeField(null=True)
    motivo = models.TextField(blank=True)

    class Meta:
        ordering = ["quando"]
        verbose_name_plural = "modifiche da approvare"
        constraints = [
            models.UniqueConstraint(
                fields=["iniziativa"], condition=Q(esito="in_attesa"), name="una_modifica_in_attesa"
            ),
            models.CheckConstraint(
                name="modifica_decisa_intera",
                condition=Q(esito="in_attesa", decisa_il=None)
                | (~Q(esito="in_attesa") & Q(decisa_il__isnull=False, decisa_da__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"Modifica a {self.iniziativa}"
