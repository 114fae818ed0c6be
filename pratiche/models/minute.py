"""Drafts of a scheda quesito while it is being typed: nothing typed is lost, and nobody else reads it."""

import uuid

from django.conf import settings
from django.db import models

from nucleo import tempo
from nucleo.allegati import Allegato
from pratiche.models.pratica import Pratica
from pratiche.querysets import MinutaQuerySet


class Minuta(models.Model):
    """What one person typed in the scheda, field by field, before it is saved; hers alone.

    `pratica` is the one being corrected; once the scheda is saved it is the one it became, and `campi` is
    empty: a second press of the same button finds it and makes nothing new.
    """

    chiave = models.UUIDField(primary_key=True, default=uuid.uuid4)
    autore = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="minute")
    pratica = models.ForeignKey(Pratica, models.CASCADE, null=True, related_name="minute")
    # {name of the field: [values]}, as a form posts them.
    campi = models.JSONField(default=dict)
    scritta_il = models.DateTimeField(default=tempo.adesso)
    depositata_il = models.DateTimeField(null=True)

    objects = MinutaQuerySet.as_manager()

    class Meta:
        ordering = ["-scritta_il"]
        verbose_name_plural = "minute"
        indexes = [
            models.Index(
                fields=["autore", "-scritta_il"],
                condition=models.Q(depositata_il=None),
                name="minuta_in_corso",
            )
        ]

    def __str__(self) -> str:
        return self.oggetto or "Scheda senza oggetto"

    @property
    def oggetto(self) -> str:
        return "".join(self.campi.get("oggetto", [])[:1])


class AllegatoMinuta(Allegato):
    """A file chosen before the scheda is saved: it passes to the pratica with it."""

    minuta = models.ForeignKey(Minuta, models.CASCADE, related_name="allegati")

    class Meta(Allegato.Meta):
        verbose_name = "allegato della minuta"
        verbose_name_plural = "allegati della minuta"
