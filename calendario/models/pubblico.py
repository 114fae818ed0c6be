"""What people outside ask of the calendar: news by mail, and to be called by their Sportello (C1, C8)."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from calendario.models.iniziativa import Iniziativa
from calendario.querysets import AbbonamentoQuerySet
from nucleo import tempo
from pratiche.models import Pratica
from sportelli.models import Sportello


class Abbonamento(models.Model):
    """A mailbox that wants the news of a filter. It counts from when its owner has confirmed (double opt-in).

    `filtro` is the query of a page of the calendar, in its one order. The key in the mails is signed, never
    stored.
    """

    codice = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField("e-mail")
    filtro = models.CharField(max_length=500, blank=True)
    lingua = models.CharField(max_length=2, choices=[("it", "Italiano"), ("en", "English")], default="it")
    novita = models.BooleanField("novità, una volta alla settimana", default=True)
    scadenze = models.BooleanField("promemoria delle scadenze", default=True)
    informativa = models.PositiveSmallIntegerField("versione dell'informativa accettata", default=1)
    chiesto_il = models.DateTimeField(default=tempo.adesso)
    confermato_il = models.DateTimeField(null=True)
    finito_il = models.DateTimeField(null=True)
    # The news of a digest are those between these two.
    novita_dal = models.DateTimeField(null=True)
    novita_al = models.DateTimeField(null=True)
    ricordato_il = models.DateField(null=True)

    objects = AbbonamentoQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "abbonamenti al calendario"
        constraints = [
            models.UniqueConstraint(
                Lower("email"), "filtro", condition=Q(finito_il=None), name="abbonamento_unico"
            ),
            models.CheckConstraint(
                name="abbonamento_a_qualcosa", condition=Q(novita=True) | Q(scadenze=True)
            ),
        ]
        indexes = [
            models.Index(
                fields=["novita_al"],
                condition=Q(confermato_il__isnull=False, finito_il=None),
                name="abbonamento_in_vigore",
            )
        ]

    def __str__(self) -> str:
        return f"Abbonamento {self.codice}"


class Interesse(models.Model):
    """«Sono interessato»: a company's request about an initiative, for the Sportello of its province.

    It becomes a draft pratica of that Sportello, and never reaches Toscana Promozione (C1, C6).
    """

    iniziativa = models.ForeignKey(Iniziativa, models.PROTECT, related_name="interessi")
    sportello = models.ForeignKey(Sportello, models.PROTECT, related_name="interessi")
    pratica = models.OneToOneField(
        Pratica, models.CASCADE, null=True, related_name="interesse", verbose_name="pratica"
    )
    ragione_sociale = models.CharField("azienda", max_length=200)
    partita_iva = models.CharField("partita IVA", max_length=11, blank=True)
    comune = models.CharField("comune", max_length=80)
    nome = models.CharField("nome e cognome", max_length=120)
    email = models.EmailField("e-mail")
    telefono = models.CharField("telefono", max_length=40, blank=True)
    messaggio = models.TextField("messaggio", max_length=2000, blank=True)
    informativa = models.PositiveSmallIntegerField("versione dell'informativa accettata", default=1)
    ricevuto_il = models.DateTimeField(default=tempo.adesso)

    class Meta:
        ordering = ["-ricevuto_il"]
        verbose_name_plural = "interessi"
        triggers = [
            pgtrigger.Protect(
                name="interesse_mai_riscritto",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.pratica_id IS NOT NULL AND OLD.pratica_id IS DISTINCT FROM NEW.pratica_id"
                ),
            )
        ]
        constraints = [models.UniqueConstraint("iniziativa", Lower("email"), name="un_interesse_per_casella")]

    def __str__(self) -> str:
        return f"{self.ragione_sociale}: {self.iniziativa}"
