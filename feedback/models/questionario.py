"""The questionnaire of the network, version by version: one for all Sportelli, so answers compare (C5)."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from feedback.models import regole
from feedback.models.scelte import PASSAGGI_QUESTIONARIO, Indicatore, StatoQuestionario, Tipo
from feedback.querysets import DomandaQuerySet, QuestionarioQuerySet
from nucleo import tempo
from nucleo.stati import ConStato

TESTI = ["titolo", "titolo_en", "introduzione", "introduzione_en", "ringraziamento", "ringraziamento_en"]
DELLA_DOMANDA = "SELECT d.questionario_id FROM feedback_domanda d WHERE d.id = riga.domanda_id"


class Questionario(ConStato):
    """One version. Written as a draft, adopted once, replaced by the next; at most one is in use.

    The English texts may be empty: then the Italian ones are shown. `revisione` counts what was saved.
    """

    PASSAGGI = PASSAGGI_QUESTIONARIO

    versione = models.PositiveSmallIntegerField("versione", unique=True, editable=False)
    stato = models.CharField(
        max_length=20, choices=StatoQuestionario, default=StatoQuestionario.BOZZA, editable=False
    )
    titolo = models.CharField("titolo", max_length=160)
    titolo_en = models.CharField("titolo in inglese", max_length=160, blank=True)
    introduzione = models.TextField("introduzione", max_length=1000)
    introduzione_en = models.TextField("introduzione in inglese", max_length=1000, blank=True)
    ringraziamento = models.TextField("ringraziamento", max_length=1000)
    ringraziamento_en = models.TextField("ringraziamento in inglese", max_length=1000, blank=True)
    minuti = models.PositiveSmallIntegerField("minuti che richiede", default=2)
    revisione = models.PositiveIntegerField(default=1, editable=False)
    creato_il = models.DateTimeField(default=tempo.adesso, editable=False)
    creato_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    adottato_il = models.DateTimeField("in uso dal", null=True, editable=False)
    adottato_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = QuestionarioQuerySet.as_manager()

    class Meta:
        ordering = ["-versione"]
        verbose_name_plural = "questionari"
        constraints = [
            models.CheckConstraint(
                name="questionario_stato_noto", condition=Q(stato__in=StatoQuestionario.values)
            ),
            models.UniqueConstraint(
                fields=["stato"],
                condition=Q(stato=StatoQuestionario.IN_USO),
                name="questionario_in_uso_uno_solo",
            ),
            models.UniqueConstraint(
                fields=["stato"],
                condition=Q(stato=StatoQuestionario.BOZZA),
                name="questionario_bozza_una_sola",
            ),
            models.CheckConstraint(
                name="questionario_adottato_ha_data",
                condition=Q(stato=StatoQuestionario.BOZZA, adottato_il=None)
                | (~Q(stato=StatoQuestionario.BOZZA) & Q(adottato_il__isnull=False)),
            ),
        ]
        triggers = [
            regole.adottato_mai_cancellato(),
            regole.passaggi(PASSAGGI_QUESTIONARIO),
            regole.versione_congelata(["versione", "minuti", *TESTI]),
        ]

    def __str__(self) -> str:
        return f"{self.titolo}, versione {self.versione}"

    def get_absolute_url(self) -> str:
        return reverse("feedback:questionario", args=[self.versione])

    @property
    def bozza(self) -> bool:
        return self.stato == StatoQuestionario.BOZZA


class Sezione(models.Model):
    """Questions that stand together on the page, under one title."""

    questionario = models.ForeignKey(Questionario, models.CASCADE, related_name="sezioni")
    ordine = models.PositiveSmallIntegerField("ordine")
    titolo = models.CharField("titolo", max_length=120)
    titolo_en = models.CharField("titolo in inglese", max_length=120, blank=True)

    class Meta:
        ordering = ["ordine", "pk"]
        verbose_name_plural = "sezioni"
        triggers = [regole.parte_congelata("riga.questionario_id")]

    def __str__(self) -> str:
        return self.titolo


class Domanda(models.Model):
    """A question. Its `codice` is kept from version to version: by it answers compare.

    `minimo` and `massimo` bound a scale or a number; a text is at most `massimo` characters. With
    `se_domanda` it is shown only to who gave that earlier question one of `se_valori`, and only then is it
    required.
    """

    questionario = models.ForeignKey(Questionario, models.CASCADE, related_name="domande")
    sezione = models.ForeignKey(Sezione, models.CASCADE, related_name="domande", verbose_name="sezione")
    ordine = models.PositiveSmallIntegerField("ordine")
    codice = models.SlugField("codice", max_length=40)
    tipo = models.CharField("tipo di risposta", max_length=16, choices=Tipo)
    testo = models.CharField("domanda", max_length=300)
    testo_en = models.CharField("domanda in inglese", max_length=300, blank=True)
    aiuto = models.CharField("spiegazione", max_length=300, blank=True)
    aiuto_en = models.CharField("spiegazione in inglese", max_length=300, blank=True)
    obbligatoria = models.BooleanField("obbligatoria", default=False)
    non_so = models.BooleanField("ammette «non so»", default=False)
    minimo = models.IntegerField("minimo", null=True, blank=True)
    massimo = models.IntegerField("massimo", null=True, blank=True)
    indicatore = models.CharField(
        "conta per", max_length=16, choices=Indicatore, blank=True, default=Indicatore.NESSUNO
    )
    se_domanda = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="dipendenti",
        verbose_name="solo se la risposta a",
    )
    se_valori = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    objects = DomandaQuerySet.as_manager()

    class Meta:
        ordering = ["sezione__ordine", "sezione", "ordine", "pk"]
        verbose_name_plural = "domande"
        constraints = [
            models.UniqueConstraint(
                fields=["questionario", "codice"],
                name="domanda_codice_unico",
                violation_error_message="C'è già una domanda con questo codice.",
            ),
            models.CheckConstraint(name="domanda_tipo_noto", condition=Q(tipo__in=Tipo.values)),
            models.CheckConstraint(
                name="domanda_scala_con_estremi",
                condition=~Q(tipo=Tipo.SCALA) | Q(minimo__gte=0, massimo__gt=F("minimo"), massimo__lte=10),
                violation_error_message="Una scala va da un minimo (0 o più) a un massimo (10 al più).",
            ),
            models.CheckConstraint(
                name="domanda_estremi_in_ordine",
                condition=Q(minimo=None) | Q(massimo=None) | Q(massimo__gte=F("minimo")),
                violation_error_message="Il massimo non può essere sotto il minimo.",
            ),
            models.CheckConstraint(
                name="domanda_condizione_intera",
                condition=Q(se_domanda=None) | ~Q(se_valori=[]),
                violation_error_message="Scegli con quali risposte si mostra la domanda.",
            ),
        ]
        triggers = [
            regole.parte_congelata("riga.questionario_id"),
            pgtrigger.Trigger(
                name="della_stessa_versione",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NOT EXISTS (SELECT 1 FROM feedback_sezione s
                                   WHERE s.id = NEW.sezione_id AND s.questionario_id = NEW.questionario_id)
                    THEN RAISE EXCEPTION 'la sezione è di un''altra versione'; END IF;
                    IF NEW.se_domanda_id IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM feedback_domanda d
                        WHERE d.id = NEW.se_domanda_id AND d.questionario_id = NEW.questionario_id
                          AND d.id <> NEW.id)
                    THEN RAISE EXCEPTION 'la condizione è di un''altra versione'; END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.testo


class Opzione(models.Model):
    """An answer to choose; of a scale, the word that stands at a value («1»: «Pessimo»)."""

    domanda = models.ForeignKey(Domanda, models.CASCADE, related_name="opzioni")
    ordine = models.PositiveSmallIntegerField("ordine")
    valore = models.CharField("valore", max_length=40)
    testo = models.CharField("testo", max_length=160)
    testo_en = models.CharField("testo in inglese", max_length=160, blank=True)

    class Meta:
        ordering = ["ordine", "pk"]
        verbose_name_plural = "opzioni"
        constraints = [models.UniqueConstraint(fields=["domanda", "valore"], name="opzione_valore_unico")]
        triggers = [regole.parte_congelata(DELLA_DOMANDA)]

    def __str__(self) -> str:
        return self.testo
