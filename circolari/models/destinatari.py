"""The ledger: whom a circolare was sent to, how each mail went, who opened it and who took note of it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from circolari.models import regole
from circolari.models.circolare import Circolare
from circolari.querysets import DestinatarioQuerySet
from nucleo import tempo
from nucleo.models import Busta
from sportelli.models import Azienda, Contatto, Sportello


class SportelloDellaCircolare(Circolare.sportelli.through):  # type: ignore[misc,name-defined]  # the table Django makes
    """An office addressed, for the trigger that settles them at the diffusione."""

    class Meta:
        proxy = True
        triggers = [regole.pubblico_fermo()]


class Destinatario(models.Model):
    """One address of a circolare, settled at the diffusione: an office's own, a person's of it, a company's.

    `busta` is its last mail, `inviata` the version that this was composed with (0: none yet). For an office
    `azienda` and `contatto` are empty; `utente` is empty for the office's common mailbox. `segnalata` is the
    last mail that failed and of which the redazione knows.
    """

    circolare = models.ForeignKey(Circolare, models.PROTECT, related_name="destinatari", db_index=False)
    sportello = models.ForeignKey(Sportello, models.PROTECT, related_name="+")
    utente = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    azienda = models.ForeignKey(Azienda, models.CASCADE, null=True, related_name="+")
    contatto = models.ForeignKey(Contatto, models.CASCADE, null=True, related_name="+")
    email = models.EmailField(max_length=254)
    busta = models.ForeignKey(Busta, models.SET_NULL, null=True, related_name="+", db_index=False)
    inviata = models.PositiveSmallIntegerField(default=0)
    segnalata = models.ForeignKey(Busta, models.SET_NULL, null=True, related_name="+", db_index=False)

    objects = DestinatarioQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "destinatari"
        constraints = [
            models.UniqueConstraint("circolare", Lower("email"), name="destinatario_una_volta"),
            models.CheckConstraint(
                name="destinatario_ufficio_o_azienda",
                condition=Q(azienda=None, contatto=None)
                | Q(azienda__isnull=False, contatto__isnull=False, utente=None),
            ),
        ]
        indexes = [
            models.Index(fields=["circolare", "sportello", "id"], name="destinatario_per_ufficio"),
            models.Index(
                fields=["circolare", "id"], condition=Q(azienda=None), name="destinatario_degli_uffici"
            ),
            models.Index(
                fields=["circolare", "id"],
                condition=Q(azienda__isnull=False),
                name="destinatario_delle_aziende",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.circolare_id}: {self.pk}"


class Lettura(models.Model):
    """A person who opened a circolare in the Extranet: when first, which version last, when she took note."""

    circolare = models.ForeignKey(Circolare, models.PROTECT, related_name="letture", db_index=False)
    utente = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="letture_circolari")
    sportello = models.ForeignKey(Sportello, models.PROTECT, null=True, related_name="+", db_index=False)
    aperta_il = models.DateTimeField(default=tempo.adesso)
    versione = models.PositiveSmallIntegerField()
    presa_visione_il = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "letture"
        triggers = [pgtrigger.Protect(name="mai_cancellata", operation=pgtrigger.Delete)]
        constraints = [
            models.UniqueConstraint(fields=["circolare", "utente"], name="lettura_una_per_persona")
        ]

    def __str__(self) -> str:
        return f"{self.utente_id} ha letto {self.circolare_id}"
