"""The request for feedback on a pratica: made by the Sportello that completed it, in its name (C3)."""

import uuid
from datetime import datetime

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from feedback.models import regole
from feedback.models.questionario import Questionario
from feedback.models.scelte import PASSAGGI_RICHIESTA, Motivo, StatoRichiesta
from feedback.querysets import SOLLECITI_MASSIMI, RichiestaQuerySet
from nucleo import tempo
from nucleo.models import Busta
from nucleo.stati import ConStato
from pratiche.models import Pratica
from sportelli.models import Contatto, Sportello
from sportelli.models.aggregati import da_contare


@pghistory.track(exclude=["impronta"])
class Richiesta(ConStato):
    """One for each completed pratica, also when nothing is asked: then `motivo` says why.

    `dal` is the earliest instant at which it leaves. Its link is made of `codice` and `generazione` with the
    key of the program, and only its fingerprint is here: who steals the database opens no questionnaire. A
    new generation kills the link of the one before. `busta` is its last e-mail, whose state says whether the
    company got it, and `segnalata` the key of the one of which the office was told that it did not arrive;
    `prossimo_sollecito` is when, if nobody answers, the next reminder leaves.
    """

    PASSAGGI = PASSAGGI_RICHIESTA

    pratica = models.OneToOneField(Pratica, models.PROTECT, related_name="richiesta_feedback")
    sportello = models.ForeignKey(Sportello, models.PROTECT, related_name="+")
    stato = models.CharField(
        max_length=20, choices=StatoRichiesta, default=StatoRichiesta.PROGRAMMATA, editable=False
    )
    motivo = models.CharField(max_length=20, choices=Motivo, blank=True)
    questionario = models.ForeignKey(Questionario, models.PROTECT, null=True, related_name="+")
    contatto = models.ForeignKey(Contatto, models.SET_NULL, null=True, related_name="+")
    creata_il = models.DateTimeField(default=tempo.adesso)
    chiesta_da = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dal = models.DateTimeField()
    inviata_il = models.DateTimeField(null=True)
    scade_il = models.DateTimeField(null=True)
    codice = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    generazione = models.PositiveSmallIntegerField(default=0)
    impronta = models.CharField(max_length=64, blank=True, db_collation="C")
    busta = models.ForeignKey(Busta, models.SET_NULL, null=True, related_name="+", db_index=False)
    segnalata = models.PositiveBigIntegerField(null=True, editable=False)
    solleciti = models.PositiveSmallIntegerField(default=0)
    prossimo_sollecito = models.DateTimeField(null=True)
    conclusa_il = models.DateTimeField(null=True)

    objects = RichiestaQuerySet.as_manager()

    class Meta:
        ordering = ["-dal", "-pk"]
        verbose_name_plural = "richieste"
        constraints = [
            models.CheckConstraint(name="richiesta_stato_noto", condition=Q(stato__in=StatoRichiesta.values)),
            models.UniqueConstraint(
                fields=["impronta"], condition=~Q(impronta=""), name="richiesta_un_collegamento"
            ),
            models.CheckConstraint(
                name="richiesta_inviata_intera",
                condition=~Q(stato__in=[StatoRichiesta.INVIATA, StatoRichiesta.RIFIUTATA])
                | (
                    Q(inviata_il__isnull=False, scade_il__isnull=False, questionario__isnull=False)
                    & ~Q(impronta="")
                ),
            ),
            models.CheckConstraint(
                name="richiesta_non_inviata_dice_perche",
                condition=~Q(stato=StatoRichiesta.NON_INVIATA) | ~Q(motivo=""),
            ),
            models.CheckConstraint(
                name="richiesta_solleciti_contati", condition=Q(solleciti__lte=SOLLECITI_MASSIMI)
            ),
            models.CheckConstraint(
                name="richiesta_conclusa_ha_data",
                condition=Q(
                    stato__in=[StatoRichiesta.RISPOSTA, StatoRichiesta.RIFIUTATA], conclusa_il__isnull=False
                )
                | (~Q(stato__in=[StatoRichiesta.RISPOSTA, StatoRichiesta.RIFIUTATA]) & Q(conclusa_il=None)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["dal", "id"], condition=Q(stato=StatoRichiesta.PROGRAMMATA), name="richiesta_dovute"
            ),
            models.Index(
                fields=["prossimo_sollecito", "id"],
                condition=Q(stato=StatoRichiesta.INVIATA, prossimo_sollecito__isnull=False),
                name="richiesta_da_sollecitare",
            ),
            models.Index(fields=["sportello", "-dal", "-id"], name="richiesta_dello_sportello"),
            models.Index(fields=["inviata_il"], name="richiesta_per_invio"),
            models.Index(
                fields=["scade_il"], condition=Q(stato=StatoRichiesta.INVIATA), name="richiesta_in_attesa"
            ),
            models.Index(
                fields=["creata_il"],
                condition=Q(stato=StatoRichiesta.NON_INVIATA),
                name="richiesta_non_inviate",
            ),
        ]
        triggers = [
            regole.mai_cancellata(),
            regole.passaggi(PASSAGGI_RICHIESTA),
            da_contare("feedback_feedbackdacontare", "richiesta"),
        ]

    def __str__(self) -> str:
        return f"Feedback su {self.pratica_id}"

    def scaduta(self, adesso: datetime | None = None) -> bool:
        """Whether its link no longer opens anything, by the clock."""
        return self.scade_il is not None and self.scade_il <= (adesso or tempo.adesso())
