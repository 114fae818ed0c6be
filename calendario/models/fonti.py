"""The ICS feeds of partner bodies, and what happened each time that one was read (C8)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from calendario.models.editori import Editore
from calendario.models.scelte import Tipo
from calendario.querysets import FonteQuerySet, LetturaQuerySet
from nucleo import parole, tempo


class Fonte(models.Model):
    """A feed that is read on schedule: what it holds becomes initiatives of its publisher.

    It is due from `prossima` on while it is `attiva`, or `da_provare`: then it is read and nothing of it is
    written. `presa_fino_a` is the lease of who is reading it; when it has passed, who had it is dead.
    """

    editore = models.ForeignKey(Editore, models.PROTECT, related_name="fonti", verbose_name="editore")
    nome = models.CharField("nome", max_length=120)
    indirizzo = models.URLField("indirizzo del calendario (ICS)", max_length=500, unique=True)
    tipo = models.CharField(
        "tipo delle iniziative",
        max_length=12,
        choices=Tipo,
        default=Tipo.ALTRO,
        help_text="Quando la fonte non lo dice.",
    )
    ogni_ore = models.PositiveSmallIntegerField("si legge ogni (ore)", default=6)
    attiva = models.BooleanField("attiva", default=True)
    prossima = models.DateTimeField(default=tempo.adesso, editable=False)
    da_provare = models.BooleanField(default=False, editable=False)
    presa_fino_a = models.DateTimeField(null=True, editable=False)
    etag = models.CharField(max_length=300, blank=True, editable=False)
    modificata = models.CharField(max_length=100, blank=True, editable=False)
    creata_il = models.DateTimeField(default=tempo.adesso, editable=False)

    objects = FonteQuerySet.as_manager()

    class Meta:
        ordering = ["nome"]
        verbose_name_plural = "fonti"
        constraints = [
            models.CheckConstraint(
                name="fonte_ogni_quanto", condition=Q(ogni_ore__gte=1) & Q(ogni_ore__lte=168)
            ),
        ]
        indexes = [models.Index(fields=["prossima"], condition=Q(attiva=True), name="fonte_da_leggere")]

    def __str__(self) -> str:
        return self.nome

    def get_absolute_url(self) -> str:
        return reverse("calendario:fonte", args=[self.pk])

    @property
    def in_lettura(self) -> bool:
        """Whether somebody is reading it now."""
        return self.presa_fino_a is not None and self.presa_fino_a > tempo.adesso()

    @property
    def attende(self) -> bool:
        """Whether it is being read, or is due."""
        dovuta = self.attiva and self.prossima <= tempo.adesso()
        return self.in_lettura or self.da_provare or dovuta


class Lettura(models.Model):
    """One reading of a feed: what changed, or why nothing did.

    `intera`: from the first line to the last. A trial (`prova`) says what would change. One that would empty
    the calendar waits (`sospetta`) until somebody confirms it; `impronta` says what exactly would disappear,
    so that nothing else is confirmed.
    """

    class Esito(models.TextChoices):
        RIUSCITA = "riuscita", "Riuscita"
        INVARIATA = "invariata", "Niente di nuovo"
        FALLITA = "fallita", "Non riuscita"
        SOSPETTA = "sospetta", "Da confermare"

    fonte = models.ForeignKey(Fonte, models.CASCADE, related_name="letture")
    quando = models.DateTimeField(default=tempo.adesso)
    durata_ms = models.PositiveIntegerField(default=0)
    prova = models.BooleanField(default=False)
    intera = models.BooleanField(default=False)
    esito = models.CharField(max_length=10, choices=Esito)
    errore = models.TextField(blank=True)
    nuove = models.PositiveIntegerField(default=0)
    cambiate = models.PositiveIntegerField(default=0)
    annullate = models.PositiveIntegerField(default=0)
    scartate = models.PositiveIntegerField(default=0)
    dettagli = models.JSONField(default=list, blank=True)
    impronta = models.CharField(max_length=64, blank=True)
    confermata_da = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confermata_il = models.DateTimeField(null=True)

    objects = LetturaQuerySet.as_manager()

    class Meta:
        ordering = ["-quando", "-pk"]
        verbose_name_plural = "letture delle fonti"
        indexes = [models.Index(fields=["fonte", "-quando"], name="lettura_della_fonte")]
        constraints = [
            models.CheckConstraint(
                name="lettura_fallita_con_motivo", condition=~Q(esito="fallita") | ~Q(errore="")
            ),
            models.CheckConstraint(
                name="lettura_confermata_intera",
                condition=Q(confermata_da=None, confermata_il=None)
                | Q(confermata_da__isnull=False, confermata_il__isnull=False, esito="sospetta"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fonte} ({self.get_esito_display()})"

    @property
    def in_breve(self) -> str:
        """What it did, or would do, in a line; why not, when it did nothing."""
        if self.errore:
            return self.errore
        conti = {
            ("nuova", "nuove"): self.nuove,
            ("cambiata", "cambiate"): self.cambiate,
            ("annullata", "annullate"): self.annullate,
            ("scartata", "scartate"): self.scartate,
        }
        dette = [parole.quanti(quante, *nome) for nome, quante in conti.items() if quante]
        return " · ".join(dette) or "niente di nuovo"

    @property
    def mosse(self) -> list[dict[str, Any]]:
        """What it did, or would do, one by one; each with the day on which the initiative begins."""
        return [
            mossa | {"giorno": date.fromisoformat(mossa["quando"]) if mossa["quando"] else None}
            for mossa in self.dettagli
        ]


class Esclusa(models.Model):
    """An event of a feed that the moderators threw away: whatever the feed says, it does not come back."""

    fonte = models.ForeignKey(Fonte, models.CASCADE, related_name="escluse")
    uid_esterno = models.CharField(max_length=500)
    ricorrenza = models.CharField(max_length=40, blank=True)
    titolo = models.CharField(max_length=200)
    inizio = models.DateField(null=True)
    da = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    quando = models.DateTimeField(default=tempo.adesso)

    class Meta:
        ordering = ["-quando"]
        verbose_name_plural = "escluse"
        constraints = [
            models.UniqueConstraint(fields=["fonte", "uid_esterno", "ricorrenza"], name="esclusa_unica")
        ]

    def __str__(self) -> str:
        return self.titolo
