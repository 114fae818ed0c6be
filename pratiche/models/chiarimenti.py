"""Clarifications: the only way TP asks for more, always to the office, never to the company (C6)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from nucleo import tempo
from nucleo.stati import ConStato
from pratiche.models import regole
from pratiche.models.pratica import Pratica
from sportelli.models.aggregati import da_contare

PASSAGGI = {"aperto": {"risposto", "chiuso"}, "risposto": {"aperto", "chiuso"}}


class Chiarimento(ConStato):
    """A question of the Referente to the responsabile of the office (or deputy), with a due day."""

    class Stato(models.TextChoices):
        APERTO = "aperto", "Attende lo Sportello"
        RISPOSTO = "risposto", "Risposto"
        CHIUSO = "chiuso", "Chiuso"

    PASSAGGI = PASSAGGI

    pratica = models.ForeignKey(Pratica, models.PROTECT, related_name="chiarimenti")
    stato = models.CharField(max_length=20, choices=Stato, default=Stato.APERTO, editable=False)
    chiesto_da = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    destinatario = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entro_il = models.DateField("entro il")
    aperto_il = models.DateTimeField(default=tempo.adesso)
    chiuso_il = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-aperto_il", "-pk"]
        verbose_name_plural = "chiarimenti"
        constraints = [
            models.UniqueConstraint(
                fields=["pratica"],
                condition=Q(stato="aperto"),
                name="chiarimento_aperto_uno_solo",
            ),
            models.CheckConstraint(
                name="chiarimento_chiuso_ha_data",
                condition=Q(stato="chiuso", chiuso_il__isnull=False)
                | (~Q(stato="chiuso") & Q(chiuso_il=None)),
            ),
        ]
        triggers = [
            regole.mai_cancellata(),
            regole.passaggi(PASSAGGI),
            regole.congelata(["chiuso"]),
            regole.fascicolo_chiuso(pgtrigger.Insert),
            regole.segna_sulla_pratica("chiarimento_aperto", "('aperto')"),
            da_contare("pratiche_scambiodacontare", "chiarimento"),
        ]

    def __str__(self) -> str:
        return f"Chiarimento su {self.pratica}"


class Intervento(models.Model):
    """One message of the thread."""

    chiarimento = models.ForeignKey(Chiarimento, models.PROTECT, related_name="interventi")
    autore = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    testo = models.TextField("testo")
    scritto_il = models.DateTimeField(default=tempo.adesso)

    class Meta:
        ordering = ["scritto_il", "pk"]
        verbose_name_plural = "interventi"
        constraints = [models.CheckConstraint(name="intervento_non_vuoto", condition=~Q(testo=""))]
        triggers = [pgtrigger.Protect(name="solo_aggiunte", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.autore}, {self.chiarimento}"
