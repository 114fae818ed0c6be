"""The answer of a company, whoever wrote it down, and what the office does about it."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from feedback.models import regole
from feedback.models.questionario import Domanda, Questionario
from feedback.models.richiesta import Richiesta
from feedback.models.scelte import PASSAGGI_SEGUITO, Fonte, Risolto, StatoRisposta, StatoSeguito
from feedback.querysets import RispostaQuerySet, SeguitoQuerySet
from nucleo import tempo
from nucleo.stati import ConStato
from pratiche.models import Pratica
from sportelli.models import Paese, Servizio, Settore, Sportello, TestoConsenso
from sportelli.models.aggregati import da_contare


@pghistory.track()
class Risposta(models.Model):
    """One questionnaire filled in. While `in_corso` nobody reads it; `data`, it counts.

    `fonte` says how it came. By phone: who of the office collected it (`raccolta_da`). Imported from the
    Chamber's own questionnaire: which system, and its identifier there, once for each office; such an answer
    may have no pratica. `servizio`, `settore` and `paese` (the first of its countries) are those of the
    pratica when it was given. The indicators (`complessivo`, `soddisfazione`, `consiglio`, `risolto`) repeat
    what the values say, for lists and aggregates.
    """

    sportello = models.ForeignKey(Sportello, models.PROTECT, related_name="risposte_feedback")
    pratica = models.ForeignKey(Pratica, models.PROTECT, null=True, related_name="risposte_feedback")
    richiesta = models.OneToOneField(Richiesta, models.PROTECT, null=True, related_name="risposta")
    questionario = models.ForeignKey(Questionario, models.PROTECT, related_name="+")
    servizio = models.ForeignKey(Servizio, models.PROTECT, null=True, related_name="+")
    settore = models.ForeignKey(Settore, models.PROTECT, null=True, related_name="+")
    paese = models.ForeignKey(Paese, models.PROTECT, null=True, related_name="+")
    fonte = models.CharField(max_length=12, choices=Fonte)
    stato = models.CharField(max_length=12, choices=StatoRisposta, default=StatoRisposta.IN_CORSO)
    lingua = models.CharField(max_length=2, default="it", choices={"it": "italiano", "en": "inglese"})
    iniziata_il = models.DateTimeField(default=tempo.adesso)
    aggiornata_il = models.DateTimeField(default=tempo.adesso)
    data_il = models.DateTimeField(null=True)
    correggibile_fino_al = models.DateTimeField(null=True)
    raccolta_da = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sistema = models.CharField(max_length=60, blank=True)
    identificativo_esterno = models.CharField(max_length=80, blank=True)

    complessivo = models.PositiveSmallIntegerField(null=True)
    soddisfazione = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    consiglio = models.PositiveSmallIntegerField(null=True)
    risolto = models.CharField(max_length=8, choices=Risolto, blank=True)
    contattatemi = models.BooleanField(default=False)
    # The words agreed to by who may be quoted; empty when she may not.
    citabile_con = models.ForeignKey(TestoConsenso, models.PROTECT, null=True, related_name="+")

    objects = RispostaQuerySet.as_manager()

    class Meta:
        ordering = ["-data_il", "-pk"]
        verbose_name_plural = "risposte"
        constraints = [
            models.CheckConstraint(name="risposta_fonte_nota", condition=Q(fonte__in=Fonte.values)),
            models.CheckConstraint(
                name="risposta_data_ha_data",
                condition=Q(stato=StatoRisposta.DATA, data_il__isnull=False)
                | Q(stato=StatoRisposta.IN_CORSO, data_il=None),
            ),
            models.CheckConstraint(
                name="risposta_dal_suo_collegamento",
                condition=~Q(fonte=Fonte.LINK) | Q(richiesta__isnull=False, raccolta_da=None),
            ),
            models.CheckConstraint(
                name="risposta_al_telefono_dice_chi",
                condition=~Q(fonte=Fonte.TELEFONO)
                | Q(raccolta_da__isnull=False, pratica__isnull=False, stato=StatoRisposta.DATA),
            ),
            models.CheckConstraint(
                name="risposta_importata_dice_da_dove",
                condition=(~Q(fonte=Fonte.IMPORTATA) & Q(sistema="", identificativo_esterno=""))
                | (
                    Q(fonte=Fonte.IMPORTATA, stato=StatoRisposta.DATA, richiesta=None)
                    & ~Q(sistema="")
                    & ~Q(identificativo_esterno="")
                ),
            ),
            models.UniqueConstraint(
                fields=["sportello", "sistema", "identificativo_esterno"],
                condition=Q(fonte=Fonte.IMPORTATA),
                name="risposta_importata_una_volta",
            ),
            models.CheckConstraint(
                name="risposta_indicatori_in_scala",
                condition=(Q(complessivo=None) | Q(complessivo__lte=10))
                & (Q(consiglio=None) | Q(consiglio__lte=10)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["sportello", "-data_il", "-id"],
                condition=Q(stato=StatoRisposta.DATA),
                name="risposta_dello_sportello",
            ),
            models.Index(
                fields=["-data_il", "-id"], condition=Q(stato=StatoRisposta.DATA), name="risposta_per_data"
            ),
        ]
        triggers = [
            regole.mai_cancellata(),
            da_contare("feedback_feedbackdacontare", "risposta"),
            pgtrigger.Protect(
                name="data_per_sempre",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__stato=StatoRisposta.DATA.value)
                & (
                    pgtrigger.Q(new__stato__df=StatoRisposta.DATA.value)
                    | pgtrigger.Q(old__data_il__df=pgtrigger.F("new__data_il"))
                    | pgtrigger.Q(old__fonte__df=pgtrigger.F("new__fonte"))
                    | pgtrigger.Q(old__raccolta_da__df=pgtrigger.F("new__raccolta_da"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Risposta {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("feedback:risposta", args=[self.pk])

    @property
    def data(self) -> bool:
        return self.stato == StatoRisposta.DATA


@pghistory.track()
class Valore(models.Model):
    """What was answered to one question: a number, words, choices, or «non so»; never nothing."""

    risposta = models.ForeignKey(Risposta, models.PROTECT, related_name="valori")
    domanda = models.ForeignKey(Domanda, models.PROTECT, related_name="valori")
    numero = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    testo = models.TextField(blank=True)
    scelte = ArrayField(models.CharField(max_length=40), default=list)
    non_so = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "valori"
        constraints = [
            models.UniqueConstraint(fields=["risposta", "domanda"], name="valore_uno_per_domanda"),
            models.CheckConstraint(
                name="valore_uno_solo",
                condition=Q(non_so=True, numero=None, testo="", scelte=[])
                | (Q(non_so=False, numero__isnull=False, testo="", scelte=[]))
                | (Q(non_so=False, numero=None, scelte=[]) & ~Q(testo=""))
                | (Q(non_so=False, numero=None, testo="") & ~Q(scelte=[])),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.domanda_id}: {self.risposta_id}"


@pghistory.track()
class Seguito(ConStato):
    """Somebody of the office calls the company back: it gave a low score, or asked for it."""

    PASSAGGI = PASSAGGI_SEGUITO

    class Motivo(models.TextChoices):
        VOTO = "voto", "Voto basso"
        CONTATTO = "contatto", "Chiede di essere contattata"
        ENTRAMBI = "entrambi", "Voto basso, e chiede di essere contattata"

    risposta = models.OneToOneField(Risposta, models.PROTECT, related_name="seguito")
    sportello = models.ForeignKey(Sportello, models.PROTECT, related_name="+")
    motivo = models.CharField(max_length=10, choices=Motivo)
    stato = models.CharField(max_length=20, choices=StatoSeguito, default=StatoSeguito.APERTO, editable=False)
    aperto_il = models.DateTimeField(default=tempo.adesso)
    entro_il = models.DateField("entro il")
    chiuso_il = models.DateTimeField(null=True)
    chiuso_da = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    nota = models.TextField("com'è andata", blank=True)

    objects = SeguitoQuerySet.as_manager()

    class Meta:
        ordering = ["entro_il", "pk"]
        verbose_name_plural = "seguiti"
        constraints = [
            models.CheckConstraint(
                name="seguito_chiuso_intero",
                condition=Q(stato=StatoSeguito.APERTO, chiuso_il=None, chiuso_da=None, nota="")
                | (
                    Q(stato=StatoSeguito.CHIUSO, chiuso_il__isnull=False, chiuso_da__isnull=False)
                    & ~Q(nota="")
                ),
            )
        ]
        indexes = [
            models.Index(
                fields=["sportello", "entro_il", "id"],
                condition=Q(stato=StatoSeguito.APERTO),
                name="seguito_aperti",
            )
        ]
        triggers = [regole.mai_cancellata(), regole.passaggi(PASSAGGI_SEGUITO)]

    def __str__(self) -> str:
        return f"Seguito di {self.risposta}"
