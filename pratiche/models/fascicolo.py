"""What lies in the folder of a pratica: files, notes, suppliers engaged, shares with other offices."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from nucleo import tempo
from nucleo.allegati import Allegato
from pratiche.models import regole
from pratiche.models.pratica import Pratica
from pratiche.models.storia import Pubblico
from sportelli.models import Fornitore, Sportello

TUTTO = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


class AllegatoPratica(Allegato):
    pratica = models.ForeignKey(Pratica, models.PROTECT, related_name="allegati")
    pubblico = models.CharField("chi lo legge", max_length=8, choices=Pubblico, default=Pubblico.UFFICIO)

    class Meta(Allegato.Meta):
        verbose_name = "allegato"
        verbose_name_plural = "allegati"
        triggers = [regole.fascicolo_chiuso(TUTTO)]


class Nota(models.Model):
    """A note in one of two audiences: the office only, or the office and TP."""

    pratica = models.ForeignKey(Pratica, models.PROTECT, related_name="note")
    autore = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    testo = models.TextField("nota")
    pubblico = models.CharField("chi la legge", max_length=8, choices=Pubblico, default=Pubblico.UFFICIO)
    scritta_il = models.DateTimeField(default=tempo.adesso)

    class Meta:
        ordering = ["-scritta_il", "-pk"]
        verbose_name_plural = "note"
        constraints = [models.CheckConstraint(name="nota_non_vuota", condition=~Q(testo=""))]
        triggers = [
            pgtrigger.Protect(name="solo_aggiunte", operation=pgtrigger.Update | pgtrigger.Delete),
            regole.fascicolo_chiuso(pgtrigger.Insert),
        ]

    def __str__(self) -> str:
        return f"Nota di {self.autore} su {self.pratica}"


class Incarico(models.Model):
    """A supplier engaged on a pratica, with its cost if any, and how it went."""

    class Esito(models.TextChoices):
        IN_CORSO = "in_corso", "In corso"
        POSITIVO = "positivo", "Andato bene"
        PARZIALE = "parziale", "Andato bene in parte"
        NEGATIVO = "negativo", "Andato male"

    pratica = models.ForeignKey(Pratica, models.PROTECT, related_name="incarichi")
    fornitore = models.ForeignKey(
        Fornitore, models.PROTECT, related_name="incarichi", verbose_name="fornitore"
    )
    costo = models.DecimalField("costo (euro)", max_digits=10, decimal_places=2, null=True, blank=True)
    esito = models.CharField("com'è andata", max_length=10, choices=Esito, default=Esito.IN_CORSO)
    nota = models.CharField("nota", max_length=300, blank=True)
    da = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dal = models.DateTimeField(default=tempo.adesso)

    class Meta:
        ordering = ["dal", "pk"]
        verbose_name_plural = "incarichi"
        constraints = [
            models.UniqueConstraint(fields=["pratica", "fornitore"], name="incarico_uno_per_fornitore"),
            models.CheckConstraint(
                name="incarico_costo_non_negativo",
                condition=Q(costo=None) | Q(costo__gte=0),
            ),
        ]
        triggers = [regole.fascicolo_chiuso(TUTTO)]

    def __str__(self) -> str:
        return f"{self.fornitore} per {self.pratica}"


class Condivisione(models.Model):
    """An open pratica lent to another office: why, by whom, and until when (C4)."""

    pratica = models.ForeignKey(Pratica, models.PROTECT, related_name="condivisioni")
    con = models.ForeignKey(Sportello, models.PROTECT, related_name="pratiche_condivise", verbose_name="con")
    motivo = models.CharField("perché", max_length=300)
    da = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    dal = models.DateTimeField(default=tempo.adesso)
    fino_al = models.DateTimeField("fino a")
    tolta_il = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-dal", "-pk"]
        verbose_name_plural = "condivisioni"
        constraints = [
            models.UniqueConstraint(
                fields=["pratica", "con"],
                condition=Q(tolta_il=None),
                name="condivisione_una_per_sportello",
            ),
            models.CheckConstraint(name="condivisione_finisce", condition=Q(fino_al__gt=models.F("dal"))),
            models.CheckConstraint(name="condivisione_con_motivo", condition=~Q(motivo="")),
        ]
        triggers = [
            regole.mai_cancellata(),
            regole.fascicolo_chiuso(pgtrigger.Insert),
            regole.con_un_altro_sportello(),
        ]

    def __str__(self) -> str:
        return f"{self.pratica} con {self.con}"
