"""The circolare itself: what it says, to whom, from when the companies may read it (C7)."""

import uuid
from collections.abc import Collection, Mapping
from datetime import datetime

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, GeneratedField, Q
from django.db.models.functions import Least, Length
from django.urls import reverse

from circolari.models import regole
from circolari.querysets import AllegatoQuerySet, CircolareQuerySet
from nucleo import tempo
from nucleo.allegati import Allegato
from nucleo.stati import ConStato
from sportelli.models import Paese, Servizio, Settore, Sportello

# A reason shorter than this tells nothing to who reads the report (C7).
MOTIVO_MINIMO = 20

models.TextField.register_lookup(Length)


class Stato(models.TextChoices):
    BOZZA = "bozza", "Bozza"
    DIFFUSA = "diffusa", "Diffusa"
    RITIRATA = "ritirata", "Ritirata"


class Criterio(models.TextChoices):
    ALMENO_UNO = "almeno_uno", "di uno di questi settori, oppure interessate a uno di questi paesi"
    TUTTI = "tutti", "di uno di questi settori e interessate a uno di questi paesi"


PASSAGGI: Mapping[str, Collection[str]] = {
    Stato.BOZZA: {Stato.DIFFUSA},
    Stato.DIFFUSA: {Stato.RITIRATA},
}


@pghistory.track(exclude=["ricerca", "pubblica_dal"])
class Circolare(ConStato):
    """A communication of Toscana Promozione. Written as a draft, sent out once, corrected or withdrawn.

    `testo` is Markdown as typed, `html` the safe page made of it, `testo_piano` its words. `rilascio` is
    computed once, at the diffusione, and only moves later; `aperta_il` is the instant at which somebody broke
    the embargo on purpose; from `pubblica_dal`, the earlier of the two, everybody may read. `revisione`
    counts what was saved, `versione` what was sent out: 1 at the diffusione, one more at each correction.
    """

    PASSAGGI = PASSAGGI

    codice = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stato = models.CharField("stato", max_length=20, choices=Stato, default=Stato.BOZZA, editable=False)
    titolo = models.CharField("titolo", max_length=200, blank=True)
    testo = models.TextField("testo", blank=True)
    html = models.TextField(blank=True, editable=False)
    testo_piano = models.TextField(blank=True, editable=False)
    urgente = models.BooleanField("urgente", default=False)
    motivo_urgenza = models.TextField("motivo dell'urgenza", blank=True)
    a_tutti = models.BooleanField("a tutti gli Sportelli", default=True)
    sportelli = models.ManyToManyField(
        Sportello, verbose_name="Sportelli", blank=True, related_name="circolari"
    )
    settori = models.ManyToManyField(Settore, verbose_name="settori", blank=True)
    paesi = models.ManyToManyField(Paese, verbose_name="paesi", blank=True)
    servizi = models.ManyToManyField(Servizio, verbose_name="servizi", blank=True)
    criterio = models.CharField("aziende", max_length=12, choices=Criterio, default=Criterio.ALMENO_UNO)

    creata_da = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")
    creata_il = models.DateTimeField(default=tempo.adesso, editable=False)
    aggiornata_il = models.DateTimeField(default=tempo.adesso, editable=False)
    revisione = models.PositiveIntegerField(default=1, editable=False)

    diffusa_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    diffusa_il = models.DateTimeField("diffusa il", null=True, editable=False)
    province = ArrayField(models.CharField(max_length=2), default=list, editable=False)
    rilascio = models.DateTimeField("alle imprese dal", null=True, editable=False)
    derivazione = models.TextField(blank=True, editable=False)
    versione = models.PositiveSmallIntegerField(default=0, editable=False)

    aperta_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    aperta_il = models.DateTimeField("aperta a tutti il", null=True, editable=False)
    motivo_apertura = models.TextField(blank=True, editable=False)

    ritirata_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    ritirata_il = models.DateTimeField("ritirata il", null=True, editable=False)
    motivo_ritiro = models.TextField(blank=True, editable=False)

    # LEAST skips nulls: the earlier of the two that there are.
    pubblica_dal = GeneratedField(
        expression=Least("rilascio", "aperta_il"),
        output_field=models.DateTimeField(null=True),
        db_persist=True,
    )
    ricerca = GeneratedField(
        expression=SearchVector("titolo", weight="A", config="italiano")
        + SearchVector("testo_piano", weight="B", config="italiano"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = CircolareQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "circolari"
        constraints = [
            models.CheckConstraint(name="circolare_stato_noto", condition=Q(stato__in=Stato.values)),
            models.CheckConstraint(
                name="circolare_bozza_non_diffusa",
                condition=~Q(stato=Stato.BOZZA)
                | Q(diffusa_il=None, rilascio=None, aperta_il=None, ritirata_il=None, versione=0),
            ),
            models.CheckConstraint(
                name="circolare_diffusa_intera",
                condition=Q(stato=Stato.BOZZA)
                | (
                    Q(diffusa_da__isnull=False, rilascio__gt=F("diffusa_il"), versione__gte=1)
                    & ~Q(titolo="")
                    & ~Q(testo_piano="")
                    & ~Q(derivazione="")
                ),
            ),
            models.CheckConstraint(
                name="circolare_urgente_con_motivo",
                condition=Q(stato=Stato.BOZZA)
                | Q(urgente=False)
                | Q(motivo_urgenza__length__gte=MOTIVO_MINIMO),
            ),
            models.CheckConstraint(
                name="circolare_aperta_con_motivo",
                condition=Q(aperta_il=None)
                | Q(aperta_da__isnull=False, motivo_apertura__length__gte=MOTIVO_MINIMO),
            ),
            models.CheckConstraint(
                name="circolare_ritirata_con_motivo",
                condition=Q(ritirata_il=None, ritirata_da=None) & ~Q(stato=Stato.RITIRATA)
                | Q(stato=Stato.RITIRATA, ritirata_il__isnull=False, ritirata_da__isnull=False)
                & ~Q(motivo_ritiro=""),
            ),
        ]
        indexes = [
            models.Index(fields=["-diffusa_il", "-id"], name="circolare_per_diffusione"),
            models.Index(
                fields=["-pubblica_dal", "-id"],
                condition=Q(stato=Stato.DIFFUSA),
                name="circolare_pubblica_dal",
            ),
            GinIndex(fields=["ricerca"], name="circolare_ricerca"),
        ]
        triggers = [
            regole.passaggi(PASSAGGI),
            regole.diffusa_mai_cancellata(),
            regole.rilascio_mai_prima(),
            regole.diffusione_immutabile(),
        ]

    def __str__(self) -> str:
        return self.titolo or "Circolare senza titolo"

    def get_absolute_url(self) -> str:
        return reverse("circolari:circolare", args=[self.codice])

    @property
    def indirizzo_pubblico(self) -> str:
        return reverse("circolari:pubblica", args=[self.codice])

    @property
    def pubblica(self) -> bool:
        """Whether companies may read it, or read that it was withdrawn, now: by the clock alone (C7)."""
        return self.pubblica_dal is not None and self.pubblica_dal <= tempo.adesso() and not self.mai_uscita

    @property
    def in_anteprima(self) -> bool:
        """Sent out, and still for the Sportelli alone."""
        return self.stato == Stato.DIFFUSA and not self.pubblica

    @property
    def mai_uscita(self) -> bool:
        """Withdrawn before its rilascio: companies never hear of it."""
        return self.ritirata_il is not None and self.ritirata_il < self.pubblica_dal

    @property
    def novita(self) -> datetime | None:
        """When what everybody reads of it last changed. What happened before the rilascio is older than it:
        companies never hear of it (C7)."""
        istanti = (self.pubblica_dal, self.aggiornata_il, self.ritirata_il)
        return max((istante for istante in istanti if istante), default=None)

    @property
    def passi_del_rilascio(self) -> list[str]:
        """The derivation, step by step."""
        return self.derivazione.split(" → ") if self.derivazione else []


class Versione(models.Model):
    """What was sent out at one time: 1 at the diffusione, then each correction with its reason. For ever."""

    circolare = models.ForeignKey(Circolare, models.PROTECT, related_name="versioni")
    numero = models.PositiveSmallIntegerField()
    titolo = models.CharField(max_length=200)
    testo = models.TextField()
    html = models.TextField()
    allegati = models.JSONField(default=list)
    motivo = models.TextField(blank=True)
    da = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    quando = models.DateTimeField(default=tempo.adesso)

    class Meta:
        ordering = ["numero"]
        verbose_name_plural = "versioni"
        triggers = [pgtrigger.Protect(name="mai_cambiata", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints = [
            models.UniqueConstraint(fields=["circolare", "numero"], name="versione_unica"),
            models.CheckConstraint(
                name="correzione_con_motivo",
                condition=Q(numero=1, motivo="") | (Q(numero__gt=1) & ~Q(motivo="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.titolo} (versione {self.numero})"


class AllegatoCircolare(Allegato):
    """A file of a circolare, there from version `dal` to before `fino_a`; read with the circolare."""

    codice = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    circolare = models.ForeignKey(Circolare, models.PROTECT, related_name="allegati")
    dal = models.PositiveSmallIntegerField(default=1)
    fino_a = models.PositiveSmallIntegerField(null=True)

    objects = AllegatoQuerySet.as_manager()

    class Meta(Allegato.Meta):
        verbose_name = "allegato della circolare"
        verbose_name_plural = "allegati delle circolari"

    def get_absolute_url(self) -> str:
        return reverse("circolari:allegato", args=[self.codice])

    @property
    def indirizzo_pubblico(self) -> str:
        return reverse("circolari:allegato_pubblico", args=[self.codice])
