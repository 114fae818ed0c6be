"""Who publishes in the calendar: Toscana Promozione, each Sportello, the partner bodies (C8)."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from calendario.models.scelte import TipoEditore
from calendario.querysets import EditoreQuerySet
from sportelli.models import Sportello


@pghistory.track()
class Editore(models.Model):
    """A publisher, and an organiser. A trusted one publishes by itself; what the others write is approved."""

    codice = models.SlugField("codice", max_length=40, unique=True)
    nome = models.CharField("nome", max_length=120)
    tipo = models.CharField("tipo", max_length=12, choices=TipoEditore, default=TipoEditore.PARTNER)
    sportello = models.OneToOneField(
        Sportello, models.PROTECT, null=True, blank=True, editable=False, related_name="editore"
    )
    fidato = models.BooleanField(
        "pubblica senza approvazione",
        default=False,
        help_text="Altrimenti quello che scrive passa dalla redazione di Toscana Promozione.",
    )
    sito = models.URLField("sito", blank=True)
    attivo = models.BooleanField("attivo", default=True)
    persone = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name="chi scrive per l'ente", blank=True, related_name="editori"
    )

    objects = EditoreQuerySet.as_manager()

    class Meta:
        ordering = ["nome"]
        verbose_name_plural = "editori"
        triggers = [pgtrigger.Protect(name="editore_mai_cancellato", operation=pgtrigger.Delete)]
        constraints = [
            models.CheckConstraint(
                name="editore_sportello_secondo_il_tipo",
                condition=Q(tipo=TipoEditore.SPORTELLO, sportello__isnull=False)
                | (~Q(tipo=TipoEditore.SPORTELLO) & Q(sportello=None)),
            ),
            models.UniqueConstraint(
                fields=["tipo"], condition=Q(tipo=TipoEditore.TP), name="editore_tp_unico"
            ),
        ]

    def __str__(self) -> str:
        return self.nome
