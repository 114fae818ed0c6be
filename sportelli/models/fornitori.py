"""Suppliers: who can help a company abroad, whose they are, and who may read about them (C4)."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Upper
from django.urls import reverse

from nucleo import tempo
from nucleo.allegati import Allegato
from sportelli.lingue import LINGUE
from sportelli.models.persone import Sportello
from sportelli.models.tabelle import Paese, Servizio, Settore
from sportelli.querysets import FornitoreQuerySet


@pghistory.track()
class Fornitore(models.Model):
    """A supplier. `proprietario` None means Toscana Promozione, whose suppliers everybody reads."""

    class Tipo(models.TextChoices):
        CONSULENTE = "consulente", "Consulente"
        CERTIFICATORE = "certificatore", "Ente di certificazione"
        SPEDIZIONIERE = "spedizioniere", "Spedizioniere"
        STUDIO_LEGALE = "studio_legale", "Studio legale"
        INTERPRETE = "interprete", "Interprete"
        TRADUTTORE = "traduttore", "Traduttore"
        ALTRO = "altro", "Altro"

    class Stato(models.TextChoices):
        ATTIVO = "attivo", "Attivo"
        SOSPESO = "sospeso", "Sospeso"

    proprietario = models.ForeignKey(
        Sportello, models.PROTECT, null=True, blank=True, related_name="fornitori"
    )
    condiviso_con_la_rete = models.BooleanField("condiviso con la rete", default=False)
    ragione_sociale = models.CharField("ragione sociale", max_length=200)
    tipo = models.CharField("tipo", max_length=20, choices=Tipo)
    partita_iva = models.CharField("partita IVA", max_length=14, blank=True)
    comune = models.CharField("città", max_length=80, blank=True)
    provincia = models.CharField("provincia", max_length=2, blank=True)
    paese = models.ForeignKey(
        Paese,
        models.PROTECT,
        related_name="fornitori_con_sede",
        verbose_name="paese della sede",
    )
    descrizione = models.TextField("che cosa sa fare", blank=True)
    lingue = ArrayField(models.CharField(max_length=3), verbose_name="lingue", default=list, blank=True)
    paesi = models.ManyToManyField(
        Paese, verbose_name="paesi in cui opera", blank=True, related_name="fornitori"
    )
    servizi = models.ManyToManyField(Servizio, verbose_name="servizi", blank=True, related_name="fornitori")
    settori = models.ManyToManyField(Settore, verbose_name="settori", blank=True, related_name="fornitori")
    email = models.EmailField("e-mail", blank=True)
    pec = models.EmailField("PEC", blank=True)
    telefono = models.CharField("telefono", max_length=40, blank=True)
    sito = models.URLField("sito web", blank=True)
    tariffa = models.DecimalField("tariffa (euro)", max_digits=9, decimal_places=2, null=True, blank=True)
    unita_tariffa = models.CharField("per", max_length=20, blank=True)
    convenzionato_tp = models.BooleanField("convenzionato con Toscana Promozione", default=False)
    stato = models.CharField("stato", max_length=10, choices=Stato, default=Stato.ATTIVO, editable=False)
    motivo_sospensione = models.CharField(max_length=300, blank=True, editable=False)
    creato_il = models.DateTimeField(default=tempo.adesso, editable=False)
    aggiornato_il = models.DateTimeField(default=tempo.adesso, editable=False)
    versione = models.PositiveIntegerField(default=1, editable=False)

    objects = FornitoreQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "fornitori"
        constraints = [
            models.CheckConstraint(
                name="fornitore_sospeso_con_motivo",
                condition=Q(stato="attivo") | ~Q(motivo_sospensione=""),
            )
        ]
        indexes = [
            models.Index(fields=["ragione_sociale", "id"]),
            models.Index(fields=["proprietario"]),
            models.Index(Lower("ragione_sociale"), "id", name="fornitore_per_nome"),
            GinIndex(OpClass(Upper("ragione_sociale"), name="gin_trgm_ops"), name="fornitore_nome_trgm"),
        ]

    def __str__(self) -> str:
        return self.ragione_sociale

    def get_absolute_url(self) -> str:
        return reverse("sportelli:fornitore", args=[self.pk])

    @property
    def di_chi(self) -> str:
        """Whose it is, in a word."""
        return self.proprietario.breve if self.proprietario else "Toscana Promozione"

    @property
    def sede(self) -> str:
        """«Livorno (LI)», «New York, Stati Uniti»."""
        provincia = f"{self.comune} ({self.provincia})" if self.comune and self.provincia else self.comune
        dove = [provincia, "" if self.provincia else self.paese.nome]
        return ", ".join(parte for parte in dove if parte)

    @property
    def lingue_in_parole(self) -> str:
        return ", ".join(LINGUE.get(codice, codice) for codice in self.lingue)

    @property
    def tariffa_in_parole(self) -> str:
        """«75,00 € per ora»; empty when there is none."""
        if self.tariffa is None:
            return ""
        prezzo = f"{self.tariffa:.2f} €".replace(".", ",")
        return f"{prezzo} per {self.unita_tariffa}" if self.unita_tariffa else prezzo


@pghistory.track()
class ContattoFornitore(models.Model):
    fornitore = models.ForeignKey(Fornitore, models.CASCADE, related_name="contatti")
    nome = models.CharField("nome e cognome", max_length=120)
    incarico = models.CharField("ruolo", max_length=80, blank=True)
    email = models.EmailField("e-mail", blank=True)
    telefono = models.CharField("telefono", max_length=40, blank=True)
    versione = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["nome"]
        verbose_name = "contatto del fornitore"
        verbose_name_plural = "contatti del fornitore"

    def __str__(self) -> str:
        return self.nome


class DocumentoFornitore(Allegato):
    """A certificate or contract of a supplier, with the day it expires."""

    fornitore = models.ForeignKey(Fornitore, models.CASCADE, related_name="documenti")
    titolo = models.CharField("titolo", max_length=120)
    scade_il = models.DateField("scade il", null=True, blank=True)

    class Meta(Allegato.Meta):
        verbose_name = "documento del fornitore"
        verbose_name_plural = "documenti del fornitore"

    def get_absolute_url(self) -> str:
        return reverse("sportelli:documento", args=[self.pk])

    @property
    def scaduto(self) -> bool:
        return self.scade_il is not None and self.scade_il < tempo.oggi()
