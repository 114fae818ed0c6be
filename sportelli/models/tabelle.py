"""Lookup tables: ordered, switched off, never deleted (the database refuses)."""

from typing import Any

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models

from sportelli.querysets import AtecoQuerySet, VoceQuerySet


class Voce(models.Model):
    """An entry that people choose from a list; switched off, it stays on the rows that used it."""

    codice = models.SlugField("codice", max_length=40, unique=True)
    nome = models.CharField("nome", max_length=200)
    ordine = models.PositiveSmallIntegerField("ordine", default=100)
    attiva = models.BooleanField("si può scegliere", default=True)

    objects = VoceQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["ordine", "nome"]
        triggers = [pgtrigger.Protect(name="mai_cancellata", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.nome


class Settore(Voce):
    descrizione = models.CharField("descrizione", max_length=300, blank=True)
    ateco: "models.ManyToManyField[Ateco, Any]" = models.ManyToManyField(
        "Ateco", verbose_name="codici ATECO", blank=True, related_name="settori"
    )

    class Meta(Voce.Meta):
        verbose_name_plural = "settori"


class Paese(Voce):
    """A country by its ISO 3166-1 alpha-2 code («IT»), with its Italian name."""

    class Meta(Voce.Meta):
        verbose_name_plural = "paesi"


class Provincia(Voce):
    """An Italian province; its code is the usual abbreviation («FI»)."""

    class Meta(Voce.Meta):
        verbose_name_plural = "province"


class Ateco(models.Model):
    """A class of ATECO 2025 (ISTAT)."""

    codice = models.CharField("codice", max_length=8, unique=True)
    descrizione = models.CharField("descrizione", max_length=400)

    objects = AtecoQuerySet.as_manager()

    class Meta:
        ordering = ["codice"]
        verbose_name = "codice ATECO"
        verbose_name_plural = "codici ATECO"
        triggers = [pgtrigger.Protect(name="mai_cancellata", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.codice} {self.descrizione}"


class Servizio(Voce):
    """A kind of help that a company may ask for, with its own questions and its own time."""

    descrizione = models.CharField("descrizione", max_length=300, blank=True)
    giorni_lavorativi = models.PositiveSmallIntegerField(
        "giorni lavorativi per rispondere",
        default=10,
        help_text="La scadenza si conta dall'apertura.",
    )

    class Meta(Voce.Meta):
        verbose_name_plural = "servizi"


class DomandaServizio(models.Model):
    """A question of the scheda quesito that only this service asks (C6)."""

    class Tipo(models.TextChoices):
        TESTO = "testo", "Testo breve"
        TESTO_LUNGO = "testo_lungo", "Testo lungo"
        SCELTA = "scelta", "Scelta"
        SI_NO = "si_no", "Sì o no"
        NUMERO = "numero", "Numero"
        DATA = "data", "Data"
        PAESI = "paesi", "Paesi"

    servizio = models.ForeignKey(Servizio, models.PROTECT, related_name="domande")
    testo = models.CharField("domanda", max_length=200)
    tipo = models.CharField("tipo di risposta", max_length=12, choices=Tipo, default=Tipo.TESTO)
    obbligatoria = models.BooleanField("obbligatoria", default=False)
    opzioni = models.TextField("opzioni", blank=True, help_text="Una per riga, solo per «Scelta».")
    ordine = models.PositiveSmallIntegerField("ordine", default=1)
    attiva = models.BooleanField("attiva", default=True)

    class Meta:
        ordering = ["servizio", "ordine"]
        verbose_name = "domanda del servizio"
        verbose_name_plural = "domande del servizio"
        triggers = [pgtrigger.Protect(name="mai_cancellata", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.testo

    def clean(self) -> None:
        if self.tipo == self.Tipo.SCELTA and not self.scelte:
            raise ValidationError({"opzioni": "Scrivi almeno un'opzione, una per riga."})

    @property
    def scelte(self) -> list[str]:
        return [riga.strip() for riga in self.opzioni.splitlines() if riga.strip()]
