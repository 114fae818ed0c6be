"""The pratica itself: the scheda quesito, its state, its deadline and its answer (C1)."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import GeneratedField, Q
from django.urls import reverse

from nucleo import tempo
from nucleo.stati import ConStato
from nucleo.visibilita import Concessione
from pratiche.models import regole
from pratiche.models.scelte import (
    APERTE,
    ATTESE,
    CHIUSE,
    PASSAGGI,
    Canale,
    Esito,
    Priorita,
    Stato,
)
from pratiche.querysets import PraticaQuerySet
from sportelli.models import Azienda, Contatto, Paese, Servizio, Settore, Sportello


@pghistory.track(exclude=["testo_ricerca", "ricerca"])
class Pratica(ConStato):
    """A company's request. Created with its number, moved only by `pratiche.azioni`, never deleted.

    `scadenza` is a day (Europe/Rome); while the pratica waits for others `sospesa_dal` holds the day the wait
    began, and the deadline moves by the working days waited, summed in `giorni_attesi`. Nobody follows a
    pratica «aperta»; somebody of its office does, «in lavorazione» and while the company is waited for.
    Triggers keep `decisione_aperta` and `chiarimento_aperto`. An empty `testo_ricerca` means: to be written
    again.
    """

    PASSAGGI = PASSAGGI

    numero = models.CharField("numero", max_length=16, unique=True, editable=False)
    sportello = models.ForeignKey(Sportello, models.PROTECT, related_name="pratiche", editable=False)
    stato = models.CharField("stato", max_length=20, choices=Stato, default=Stato.BOZZA, editable=False)
    azienda = models.ForeignKey(Azienda, models.PROTECT, related_name="pratiche", verbose_name="azienda")
    contatto = models.ForeignKey(
        Contatto,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="persona dell'azienda",
        related_name="+",
    )
    servizio = models.ForeignKey(Servizio, models.PROTECT, verbose_name="servizio")
    settore = models.ForeignKey(Settore, models.PROTECT, verbose_name="settore")
    paesi = models.ManyToManyField(Paese, verbose_name="paesi", blank=True, related_name="pratiche")
    oggetto = models.CharField("oggetto", max_length=200)
    quesito = models.TextField("quesito")
    risposte = models.JSONField("risposte alle domande del servizio", default=dict, blank=True)
    canale = models.CharField("arrivata per", max_length=12, choices=Canale, default=Canale.SPORTELLO)
    priorita = models.CharField("priorità", max_length=8, choices=Priorita, default=Priorita.NORMALE)

    assegnata_a = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="pratiche",
    )
    referente = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="pratiche_seguite",
    )
    tp_coinvolta = models.BooleanField(default=False, editable=False)
    decisione_aperta = models.BooleanField(default=False, editable=False)
    chiarimento_aperto = models.BooleanField(default=False, editable=False)

    creata_da = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")
    creata_il = models.DateTimeField(default=tempo.adesso, editable=False)
    aggiornata_il = models.DateTimeField(default=tempo.adesso, editable=False)
    aperta_il = models.DateTimeField(null=True, editable=False)
    chiusa_il = models.DateTimeField(null=True, editable=False)
    scadenza = models.DateField("scadenza", null=True, editable=False)
    sospesa_dal = models.DateField(null=True, editable=False)
    giorni_attesi = models.PositiveSmallIntegerField(default=0, editable=False)

    esito = models.CharField("esito", max_length=12, choices=Esito, blank=True, editable=False)
    risposta = models.TextField("risposta data", blank=True, editable=False)
    fonti = models.TextField("fonti", blank=True, editable=False)
    valida_fino_al = models.DateField("risposta valida fino al", null=True, editable=False)
    riservata = models.BooleanField("riservata", default=False, editable=False)
    motivo_riservata = models.CharField(max_length=300, blank=True, editable=False)

    versione = models.PositiveIntegerField(default=1, editable=False)
    # What the archive is searched by: written by azioni, contacts masked, so no search finds one (C6).
    testo_ricerca = models.TextField(default="", blank=True, editable=False)
    ricerca = GeneratedField(
        expression=SearchVector("testo_ricerca", config="italiano"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = PraticaQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "pratiche"
        constraints = [
            models.CheckConstraint(name="pratica_stato_noto", condition=Q(stato__in=Stato.values)),
            models.CheckConstraint(
                name="pratica_aperta_ha_scadenza",
                condition=Q(stato__in=[Stato.BOZZA, Stato.ANNULLATA])
                | (Q(aperta_il__isnull=False, scadenza__isnull=False) & ~Q(quesito="")),
            ),
            models.CheckConstraint(
                name="pratica_in_mano_a_qualcuno",
                condition=Q(stato=Stato.APERTA, assegnata_a=None)
                | Q(stato__in=[Stato.IN_LAVORAZIONE, Stato.IN_ATTESA_AZIENDA], assegnata_a__isnull=False)
                | ~Q(stato__in=[Stato.APERTA, Stato.IN_LAVORAZIONE, Stato.IN_ATTESA_AZIENDA]),
            ),
            models.CheckConstraint(
                name="pratica_ferma_senza_sospesi",
                condition=~Q(stato__in=[Stato.BOZZA, *CHIUSE])
                | Q(decisione_aperta=False, chiarimento_aperto=False),
            ),
            models.CheckConstraint(
                name="pratica_completata_intera",
                condition=~Q(stato=Stato.COMPLETATA)
                | (Q(chiusa_il__isnull=False) & ~Q(esito="") & ~Q(risposta="")),
            ),
            models.CheckConstraint(
                name="pratica_chiusa_ha_data",
                condition=Q(stato__in=CHIUSE, chiusa_il__isnull=False)
                | (~Q(stato__in=CHIUSE) & Q(chiusa_il=None)),
            ),
            models.CheckConstraint(
                name="pratica_sospesa_solo_in_attesa",
                condition=Q(stato__in=ATTESE, sospesa_dal__isnull=False)
                | (~Q(stato__in=ATTESE) & Q(sospesa_dal=None)),
            ),
            models.CheckConstraint(
                name="pratica_riservata_con_motivo",
                condition=Q(riservata=False) | ~Q(motivo_riservata=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["sportello", "-aggiornata_il", "-id"],
                condition=~Q(stato=Stato.COMPLETATA),
                name="pratica_in_corso_sportello",
            ),
            models.Index(
                fields=["-aggiornata_il", "-id"],
                condition=~Q(stato=Stato.COMPLETATA),
                name="pratica_in_corso_per_data",
            ),
            models.Index(
                fields=["sportello", "scadenza", "id"],
                condition=Q(stato__in=APERTE),
                name="pratica_aperte_sportello",
            ),
            models.Index(
                fields=["assegnata_a", "scadenza", "id"],
                condition=Q(stato__in=[Stato.BOZZA, *APERTE]),
                name="pratica_in_corso_operatore",
            ),
            models.Index(fields=["creata_da"], condition=Q(stato=Stato.BOZZA), name="pratica_bozze"),
            models.Index(
                fields=["-aggiornata_il", "-id"],
                condition=Q(stato__in=APERTE),
                name="pratica_aperte_per_data",
            ),
            models.Index(
                fields=["scadenza", "id"],
                condition=Q(stato__in=APERTE),
                name="pratica_aperte_scadenza",
            ),
            models.Index(
                fields=["-aperta_il", "id"],
                condition=Q(stato__in=APERTE),
                name="pratica_aperte_di_recente",
            ),
            models.Index(
                fields=["referente"],
                condition=Q(stato__in=APERTE),
                name="pratica_aperte_referente",
            ),
            models.Index(
                fields=["-chiusa_il", "-id"],
                condition=Q(stato=Stato.COMPLETATA),
                name="pratica_archivio_per_data",
            ),
            models.Index(
                fields=["servizio", "-chiusa_il", "-id"],
                condition=Q(stato=Stato.COMPLETATA),
                name="pratica_archivio_servizio",
            ),
            models.Index(
                fields=["settore", "-chiusa_il", "-id"],
                condition=Q(stato=Stato.COMPLETATA),
                name="pratica_archivio_settore",
            ),
            models.Index(
                fields=["sportello", "-chiusa_il", "-id"],
                condition=Q(stato=Stato.COMPLETATA),
                name="pratica_archivio_sportello",
            ),
            models.Index(fields=["azienda", "-creata_il"], name="pratica_di_azienda"),
            GinIndex(fields=["ricerca"], name="pratica_ricerca"),
            # A common word is in half the archive: what is in progress must not be looked for there.
            GinIndex(
                fields=["ricerca"], condition=~Q(stato=Stato.COMPLETATA), name="pratica_ricerca_in_corso"
            ),
            models.Index(fields=["id"], condition=Q(testo_ricerca=""), name="pratica_da_indicizzare"),
        ]
        triggers = [
            regole.mai_cancellata(),
            regole.passaggi(PASSAGGI),
            pgtrigger.ReadOnly(
                name="nasce_una_volta", fields=["numero", "sportello", "creata_da", "creata_il"]
            ),
            regole.scheda_chiusa(),
            regole.azienda_dello_sportello(),
        ]

    def __str__(self) -> str:
        return self.numero

    def get_absolute_url(self) -> str:
        return reverse("pratiche:dettaglio", args=[self.numero])


class ConcessionePratica(Concessione):
    """A pratica granted to a group: its own office's, TP's, or an office it is shared with (C4)."""

    content_object = models.ForeignKey(Pratica, models.CASCADE, related_name="concessioni")

    class Meta(Concessione.Meta):
        indexes = [models.Index(fields=["group", "content_object"], name="concessione_per_gruppo")]


class Contatore(models.Model):
    """The last number given by an office in a year; its row lock keeps the numbers without gaps."""

    sportello = models.ForeignKey(Sportello, models.PROTECT, related_name="+")
    anno = models.PositiveSmallIntegerField()
    ultimo = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sportello", "anno"], name="contatore_unico")]

    def __str__(self) -> str:
        return f"{self.sportello.codice}-{self.anno}-{self.ultimo:05}"
