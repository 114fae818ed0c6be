"""The forms that have arrived, so that the same sending counts once."""

from django.conf import settings
from django.db import models

from nucleo import tempo


class Invio(models.Model):
    """One form that one person sent and that was done; `porta_a` is the address it was answered with."""

    chi = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    impronta = models.CharField("SHA-256", max_length=64)
    porta_a = models.TextField()
    ricevuto_il = models.DateTimeField("ricevuto il", default=tempo.adesso)

    class Meta:
        ordering = ["-ricevuto_il"]
        verbose_name_plural = "invii"
        constraints = [models.UniqueConstraint(fields=["chi", "impronta"], name="invio_una_volta")]
        indexes = [models.Index(fields=["ricevuto_il"])]

    def __str__(self) -> str:
        return self.impronta
