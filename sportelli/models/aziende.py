"""The scheda aziendale: a company as one office knows it, its people, and what they consented to."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Upper
from django.urls import reverse

from nucleo import tempo
from sportelli.models.persone import Sportello
from sportelli.models.tabelle import Ateco, Paese, Provincia, Settore
from sportelli.querysets import AziendaQuerySet, ConsensoQuerySet, TestoConsensoQuerySet


class ClasseFatturato(models.TextChoices):
    FINO_A_100 = "fino_100", "Fino a 100 mila euro"
    FINO_A_500 = "100_500", "100-500 mila euro"
    FINO_A_2000 = "500_2000", "500 mila - 2 milioni di euro"
    FINO_A_10 = "2_10", "2-10 milioni di euro"
    FINO_A_50 = "10_50", "10-50 milioni di euro"
    OLTRE_50 = "oltre_50", "Oltre 50 milioni di euro"


@pghistory.track()
class Azienda(models.Model):
    """A company as one office knows it. Two offices that serve the same firm keep a scheda each."""

    class Origine(models.TextChoices):
        MANUALE = "manuale", "Inserita a mano"
        CAMERA = "camera", "Archivio della Camera"
        CALENDARIO = "calendario", "Calendario pubblico"

    sportello = models.ForeignKey(Sportello, models.PROTECT, related_name="aziende")
    ragione_sociale = models.CharField("ragione sociale", max_length=200)
    forma_giuridica = models.CharField("forma giuridica", max_length=60, blank=True)
    partita_iva = models.CharField("partita IVA", max_length=11, blank=True)
    codice_fiscale = models.CharField("codice fiscale", max_length=16, blank=True)
    numero_rea = models.CharField("numero REA", max_length=12, blank=True)
    ateco = models.ForeignKey(Ateco, models.PROTECT, null=True, blank=True, verbose_name="codice ATECO")
    settore = models.ForeignKey(Settore, models.PROTECT, null=True, blank=True, verbose_name="settore")
    indirizzo = models.CharField("indirizzo", max_length=200, blank=True)
    cap = models.CharField("CAP", max_length=5, blank=True)
    comune = models.CharField("comune", max_length=80)
    provincia = models.ForeignKey(Provincia, models.PROTECT, null=True, blank=True, verbose_name="provincia")
    addetti = models.PositiveIntegerField("addetti", null=True, blank=True)
    classe_fatturato = models.CharField("fatturato", max_length=10, choices=ClasseFatturato, blank=True)
    sito = models.URLField("sito web", blank=True)
    email = models.EmailField("e-mail", blank=True)
    pec = models.EmailField("PEC", blank=True)
    telefono = models.CharField("telefono", max_length=40, blank=True)
    mercati = models.ManyToManyField(
        Paese,
        verbose_name="mercati in cui esporta",
        blank=True,
        related_name="aziende_presenti",
    )
    mercati_obiettivo = models.ManyToManyField(
        Paese,
        verbose_name="mercati che vuole aprire",
        blank=True,
        related_name="aziende_interessate",
    )
    note = models.TextField("note", blank=True)
    origine = models.CharField(max_length=10, choices=Origine, default=Origine.MANUALE, editable=False)
    codice_esterno = models.CharField("codice nell'archivio della Camera", max_length=40, blank=True)
    creata_il = models.DateTimeField(default=tempo.adesso, editable=False)
    aggiornata_il = models.DateTimeField(default=tempo.adesso, editable=False)
    versione = models.PositiveIntegerField(default=1, editable=False)

    objects = AziendaQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "aziende"
        constraints = [
            models.CheckConstraint(
                name="azienda_ha_un_codice",
                condition=~Q(partita_iva="") | ~Q(codice_fiscale=""),
                violation_error_message="Serve la partita IVA o il codice fiscale.",
            ),
            models.UniqueConstraint(
                fields=["sportello", "partita_iva"],
                condition=~Q(partita_iva=""),
                name="azienda_unica_per_partita_iva",
            ),
            models.UniqueConstraint(
                fields=["sportello", "codice_fiscale"],
                condition=Q(partita_iva="") & ~Q(codice_fiscale=""),
                name="azienda_unica_per_codice_fiscale",
            ),
        ]
        indexes = [
            models.Index(fields=["sportello", "ragione_sociale", "id"]),
            models.Index("sportello", Lower("ragione_sociale"), "id", name="azienda_per_nome"),
            GinIndex(OpClass(Upper("ragione_sociale"), name="gin_trgm_ops"), name="azienda_nome_trgm"),
        ]

    def __str__(self) -> str:
        return self.ragione_sociale

    def get_absolute_url(self) -> str:
        return reverse("sportelli:azienda", args=[self.pk])


@pghistory.track(pghistory.InsertEvent("aggiunto"), pghistory.DeleteEvent("tolto"), obj_field=None)
class MercatoAzienda(Azienda.mercati.through):  # type: ignore[misc,name-defined]  # the table Django makes
    """A market where the company exports, for its history alone."""

    class Meta:
        proxy = True


@pghistory.track(pghistory.InsertEvent("aggiunto"), pghistory.DeleteEvent("tolto"), obj_field=None)
class ObiettivoAzienda(Azienda.mercati_obiettivo.through):  # type: ignore[misc,name-defined]  # as above
    """A market that the company wants to open, for its history alone."""

    class Meta:
        proxy = True


@pghistory.track()
class Contatto(models.Model):
    """A person of the company: seen by the company's own office and by nobody else (C6)."""

    azienda = models.ForeignKey(Azienda, models.CASCADE, related_name="contatti")
    nome = models.CharField("nome e cognome", max_length=120)
    incarico = models.CharField("ruolo in azienda", max_length=80, blank=True)
    email = models.EmailField("e-mail", blank=True)
    telefono = models.CharField("telefono", max_length=40, blank=True)
    principale = models.BooleanField("contatto principale", default=False)
    attivo = models.BooleanField("attivo", default=True)
    versione = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-principale", "nome"]
        verbose_name_plural = "contatti"
        constraints = [
            models.UniqueConstraint(
                fields=["azienda"],
                condition=Q(principale=True),
                name="contatto_principale_uno_solo",
            )
        ]

    def __str__(self) -> str:
        return self.nome


class Scopo(models.TextChoices):
    CIRCOLARI = "circolari", "Ricevere le circolari"
    QUESTIONARIO = "questionario", "Ricevere il questionario di soddisfazione"
    CASI_DI_STUDIO = "casi_di_studio", "Essere citata come caso di studio"


class TestoConsenso(models.Model):
    """The words that a company agreed to, version by version; never changed."""

    scopo = models.CharField("scopo", max_length=20, choices=Scopo)
    versione = models.PositiveSmallIntegerField("versione")
    testo = models.TextField("testo")
    in_vigore_dal = models.DateField("in vigore dal")

    objects = TestoConsensoQuerySet.as_manager()

    class Meta:
        ordering = ["scopo", "-versione"]
        triggers = [pgtrigger.Protect(name="mai_cambiato", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = "testo di consenso"
        verbose_name_plural = "testi di consenso"
        constraints = [models.UniqueConstraint(fields=["scopo", "versione"], name="testo_consenso_unico")]

    def __str__(self) -> str:
        return f"{self.get_scopo_display()}, versione {self.versione}"


class Consenso(models.Model):
    """One answer of a contact to one text: the last one for a purpose is the one in force (GDPR art. 7)."""

    class Canale(models.TextChoices):
        MODULO = "modulo", "Modulo firmato"
        EMAIL = "email", "E-mail"
        TELEFONO = "telefono", "Telefono"
        WEB = "web", "Pagina web"
        CAMERA = "camera", "Archivio della Camera"

    contatto = models.ForeignKey(Contatto, models.CASCADE, related_name="consensi")
    testo = models.ForeignKey(TestoConsenso, models.PROTECT)
    concesso = models.BooleanField("concesso")
    quando = models.DateTimeField("quando", default=tempo.adesso)
    canale = models.CharField("canale", max_length=10, choices=Canale)
    raccolto_da = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True)

    objects = ConsensoQuerySet.as_manager()

    class Meta:
        ordering = ["-quando", "-pk"]
        triggers = [pgtrigger.Protect(name="solo_aggiunte", operation=pgtrigger.Update)]
        verbose_name_plural = "consensi"

    def __str__(self) -> str:
        return f"{'sì' if self.concesso else 'no'} a {self.testo}"
