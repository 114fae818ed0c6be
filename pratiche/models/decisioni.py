"""The shared decision: how to satisfy a complex request, agreed by the office and by TP (C2)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nucleo import tempo
from nucleo.stati import ConStato
from pratiche.models import regole
from pratiche.models.pratica import Pratica
from sportelli.models.aggregati import da_contare

PASSAGGI = {
    "attende_tp": {"attende_sportello", "concordata", "ritirata", "in_assenza"},
    "attende_sportello": {"attende_tp", "concordata", "ritirata"},
}


class Parte(models.TextChoices):
    SPORTELLO = "sportello", "Sportello"
    TP = "tp", "Toscana Promozione"


class Decisione(ConStato):
    """A request for TP's intervention, from the office's proposal to the agreed text.

    `versione` is the number of the last version; `turno_dal` is when the party whose turn it is got it.
    An agreement freezes both names and times, and the version both agreed on.
    """

    class Stato(models.TextChoices):
        ATTENDE_TP = "attende_tp", "Attende Toscana Promozione"
        ATTENDE_SPORTELLO = "attende_sportello", "Attende lo Sportello"
        CONCORDATA = "concordata", "Concordata"
        RITIRATA = "ritirata", "Ritirata"
        IN_ASSENZA = "in_assenza", "In assenza di riscontro"

    PASSAGGI = PASSAGGI
    APERTE = (Stato.ATTENDE_TP, Stato.ATTENDE_SPORTELLO)

    pratica = models.ForeignKey(Pratica, models.PROTECT, related_name="decisioni")
    stato = models.CharField(max_length=20, choices=Stato, default=Stato.ATTENDE_TP, editable=False)
    referente = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisioni_seguite")
    versione = models.PositiveSmallIntegerField(default=1)
    aperta_il = models.DateTimeField(default=tempo.adesso)
    turno_dal = models.DateTimeField(default=tempo.adesso)
    sollecitata_il = models.DateTimeField(null=True)
    chiusa_il = models.DateTimeField(null=True)
    per_sportello = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    per_sportello_il = models.DateTimeField(null=True)
    per_tp = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    per_tp_il = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-aperta_il", "-pk"]
        verbose_name_plural = "decisioni"
        constraints = [
            models.UniqueConstraint(
                fields=["pratica"],
                condition=Q(stato__in=["attende_tp", "attende_sportello"]),
                name="decisione_aperta_una_sola",
            ),
            models.CheckConstraint(
                name="decisione_concordata_da_due_persone",
                condition=~Q(stato="concordata")
                | (
                    Q(per_sportello__isnull=False, per_tp__isnull=False)
                    & Q(per_sportello_il__isnull=False, per_tp_il__isnull=False)
                    & ~Q(per_sportello=F("per_tp"))
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["turno_dal"],
                condition=Q(stato__in=["attende_tp", "attende_sportello"]),
                name="decisione_turno",
            )
        ]
        triggers = [
            regole.mai_cancellata(),
            regole.passaggi(PASSAGGI),
            regole.congelata(["concordata", "ritirata", "in_assenza"]),
            regole.concordata_da_due_parti(),
            regole.fascicolo_chiuso(pgtrigger.Insert),
            regole.segna_sulla_pratica("decisione_aperta", regole.DECISIONI_APERTE),
            da_contare("pratiche_scambiodacontare", "decisione"),
        ]

    def __str__(self) -> str:
        return f"Decisione su {self.pratica}"

    @property
    def aperta(self) -> bool:
        return self.stato in self.APERTE


class VersioneDecisione(models.Model):
    """One text on the table: who wrote it, for which party, and why. Never changed."""

    class Genere(models.TextChoices):
        PROPOSTA = "proposta", "Proposta"
        EMENDAMENTO = "emendamento", "Emendamento"
        CONTROPROPOSTA = "controproposta", "Controproposta"

    decisione = models.ForeignKey(Decisione, models.PROTECT, related_name="versioni")
    numero = models.PositiveSmallIntegerField()
    genere = models.CharField(max_length=16, choices=Genere)
    testo = models.TextField("come soddisfare la richiesta")
    commento = models.TextField("perché", blank=True)
    parte = models.CharField(max_length=10, choices=Parte)
    autore = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    scritta_il = models.DateTimeField(default=tempo.adesso)

    class Meta:
        ordering = ["numero"]
        verbose_name = "versione della decisione"
        verbose_name_plural = "versioni della decisione"
        constraints = [
            models.UniqueConstraint(fields=["decisione", "numero"], name="versione_decisione_unica"),
            models.CheckConstraint(
                name="versione_decisione_della_parte",
                condition=Q(parte="sportello", genere="proposta") | (Q(parte="tp") & ~Q(genere="proposta")),
            ),
            models.CheckConstraint(name="versione_decisione_non_vuota", condition=~Q(testo="")),
        ]
        triggers = [
            pgtrigger.Protect(name="solo_aggiunte", operation=pgtrigger.Update | pgtrigger.Delete),
            regole.versione_al_suo_turno(),
        ]

    def __str__(self) -> str:
        return f"{self.get_genere_display()} {self.numero}"
