"""How each Sportello asks for feedback: when, how often, what is a low score."""

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from feedback.models.scelte import Quando
from feedback.querysets import ImpostazioniQuerySet
from sportelli.models import Servizio, Sportello


@pghistory.track()
class Impostazioni(models.Model):
    """The choices of an office; an office without this row has the ones written here as defaults."""

    sportello = models.OneToOneField(
        Sportello, models.PROTECT, related_name="impostazioni_feedback", editable=False
    )
    quando = models.CharField("quando chiedere", max_length=8, choices=Quando, default=Quando.SUBITO)
    dopo_giorni = models.PositiveSmallIntegerField(
        "dopo quanti giorni",
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(180)],
        help_text="Conta solo se si chiede «dopo alcuni giorni».",
    )
    pausa_giorni = models.PositiveSmallIntegerField(
        "giorni fra due richieste alla stessa azienda",
        default=30,
        validators=[MaxValueValidator(730)],
        help_text="Un'azienda che torna spesso non riceve un questionario ogni volta.",
    )
    validita_giorni = models.PositiveSmallIntegerField(
        "giorni di validità del collegamento",
        default=45,
        validators=[MinValueValidator(7), MaxValueValidator(365)],
    )
    correzione_giorni = models.PositiveSmallIntegerField(
        "giorni per correggere la risposta", default=7, validators=[MaxValueValidator(14)]
    )
    soglia = models.PositiveSmallIntegerField(
        "voto complessivo da seguire",
        default=2,
        validators=[MaxValueValidator(5)],
        help_text="Un voto uguale o più basso apre un seguito. Con 0 non se ne apre nessuno.",
    )
    seguito_giorni = models.PositiveSmallIntegerField(
        "giorni lavorativi per richiamare",
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
    )
    versione = models.PositiveIntegerField(default=1, editable=False)

    objects = ImpostazioniQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "impostazioni del feedback"
        constraints = [
            models.CheckConstraint(name="impostazioni_quando_noto", condition=Q(quando__in=Quando.values))
        ]

    def __str__(self) -> str:
        return f"Feedback di {self.sportello}"

    def per(self, servizio: Servizio) -> tuple[str, int]:
        """When this office asks after a service, and after how many days if not at once."""
        sua = ImpostazioneServizio.objects.filter(sportello=self.sportello, servizio=servizio).first()
        return (sua.quando, sua.dopo_giorni) if sua else (self.quando, self.dopo_giorni)


@pghistory.track()
class ImpostazioneServizio(models.Model):
    """When an office asks after one service, where it is not as usual."""

    sportello = models.ForeignKey(Sportello, models.PROTECT, related_name="+")
    servizio = models.ForeignKey(Servizio, models.PROTECT, related_name="+")
    quando = models.CharField("quando chiedere", max_length=8, choices=Quando)
    dopo_giorni = models.PositiveSmallIntegerField(
        "dopo quanti giorni", default=7, validators=[MinValueValidator(1), MaxValueValidator(180)]
    )

    class Meta:
        verbose_name = "impostazione di un servizio"
        verbose_name_plural = "impostazioni dei servizi"
        constraints = [
            models.UniqueConstraint(fields=["sportello", "servizio"], name="impostazione_servizio_unica"),
            models.CheckConstraint(
                name="impostazione_servizio_quando_noto", condition=Q(quando__in=Quando.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sportello}: {self.servizio}, {self.get_quando_display()}"
