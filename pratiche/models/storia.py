"""The timeline of a pratica: every step says who, when and why (C1)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from nucleo import tempo
from pratiche.models.pratica import Pratica
from pratiche.models.scelte import Stato
from sportelli.models.aggregati import da_contare


class Pubblico(models.TextChoices):
    """Who, beside the owning office, reads a note, a step or a file."""

    UFFICIO = "ufficio", "Solo il nostro Sportello"
    TP = "tp", "Sportello e Toscana Promozione"


# What nobody does without saying why.
CON_MOTIVO = ["ritirata", "in_assenza", "referente", "allegato_tolto", "condivisa", "annullata", "riaperta"]


class Passo(models.Model):
    """One thing that happened. Written once, never changed: the database refuses."""

    class Genere(models.TextChoices):
        CREATA = "creata", "Pratica creata"
        MODIFICATA = "modificata", "Scheda modificata"
        APERTA = "aperta", "Pratica aperta"
        PRESA_IN_CARICO = "presa_in_carico", "Presa in carico"
        ASSEGNATA = "assegnata", "Assegnata"
        ATTESA_AZIENDA = "attesa_azienda", "Chiesti elementi all'azienda"
        RIPRESA = "ripresa", "Lavorazione ripresa"
        INTERVENTO_CHIESTO = (
            "intervento_chiesto",
            "Chiesto l'intervento di Toscana Promozione",
        )
        PROPOSTA = "proposta", "Nuova versione della decisione"
        CONCORDATA = "concordata", "Decisione concordata"
        RITIRATA = "ritirata", "Richiesta di intervento ritirata"
        IN_ASSENZA = "in_assenza", "Si procede in assenza di riscontro"
        SOLLECITO = "sollecito", "Sollecito a Toscana Promozione"
        REFERENTE = "referente", "Referente cambiato"
        CHIARIMENTO_CHIESTO = "chiarimento_chiesto", "Chiarimento chiesto"
        CHIARIMENTO_DATO = "chiarimento_dato", "Chiarimento dato"
        CHIARIMENTO_CHIUSO = "chiarimento_chiuso", "Chiarimento chiuso"
        INCARICO = "incarico", "Fornitore coinvolto"
        NOTA = "nota", "Nota"
        ALLEGATO = "allegato", "Allegato"
        ALLEGATO_TOLTO = "allegato_tolto", "Allegato tolto"
        CONDIVISA = "condivisa", "Condivisa con un altro Sportello"
        CONDIVISIONE_TOLTA = "condivisione_tolta", "Condivisione tolta"
        RISERVATEZZA = "riservatezza", "Riservatezza cambiata"
        COMPLETATA = "completata", "Pratica completata"
        ANNULLATA = "annullata", "Pratica annullata"
        RIAPERTA = "riaperta", "Pratica riaperta"

    pratica = models.ForeignKey(Pratica, models.PROTECT, related_name="passi")
    genere = models.CharField(max_length=20, choices=Genere)
    da = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    quando = models.DateTimeField(default=tempo.adesso)
    motivo = models.TextField(blank=True)
    # {label of the field: [before, after]}, in the words that people read.
    differenze = models.JSONField(default=dict, blank=True)
    da_stato = models.CharField(max_length=20, choices=Stato, blank=True)
    a_stato = models.CharField(max_length=20, choices=Stato, blank=True)
    pubblico = models.CharField(max_length=8, choices=Pubblico, default=Pubblico.TP)

    class Meta:
        ordering = ["-quando", "-pk"]
        verbose_name_plural = "passi"
        indexes = [models.Index(fields=["pratica", "-quando", "-id"], name="passo_di_pratica")]
        constraints = [
            models.CheckConstraint(
                name="passo_con_motivo", condition=~Q(genere__in=CON_MOTIVO) | ~Q(motivo="")
            )
        ]
        triggers = [
            pgtrigger.Protect(name="solo_aggiunte", operation=pgtrigger.Update | pgtrigger.Delete),
            da_contare("pratiche_praticadacontare", "pratica", "pratica_id"),
        ]

    def __str__(self) -> str:
        return f"{self.pratica}: {self.get_genere_display()}"
