"""The ICS feeds of partner bodies, and what happened each time that one was read (C8)."""

from django.db import models
from django.db.models import Q

from calendario.models.editori import Editore
from calendario.models.scelte import Tipo
from nucleo import tempo


class Fonte(models.Model):
    """A feed that is read on schedule: what it holds becomes initiatives of its publisher."""

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
    etag = models.CharField(max_length=300, blank=True, editable=False)
    modificata = models.CharField(max_length=100, blank=True, editable=False)
    creata_il = models.DateTimeField(default=tempo.adesso, editable=False)

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


class Lettura(models.Model):
    """One reading of a feed: what changed, or why nothing did."""

    class Esito(models.TextChoices):
        RIUSCITA = "riuscita", "Riuscita"
        INVARIATA = "invariata", "Niente di nuovo"
        RIFIUTATA = "rifiutata", "Rifiutata"

    fonte = models.ForeignKey(Fonte, models.CASCADE, related_name="letture")
    quando = models.DateTimeField(default=tempo.adesso)
    durata_ms = models.PositiveIntegerField(default=0)
    esito = models.CharField(max_length=10, choices=Esito)
    errore = models.TextField(blank=True)
    nuove = models.PositiveIntegerField(default=0)
    cambiate = models.PositiveIntegerField(default=0)
    annullate = models.PositiveIntegerField(default=0)
    scartate = models.PositiveIntegerField(default=0)
    dettagli = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["-quando", "-pk"]
        verbose_name_plural = "letture delle fonti"
        indexes = [models.Index(fields=["fonte", "-quando"], name="lettura_della_fonte")]
        constraints = [
            models.CheckConstraint(
                name="lettura_rifiutata_con_motivo", condition=~Q(esito="rifiutata") | ~Q(errore="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fonte} ({self.get_esito_display()})"
