"""An initiative of the calendar: what, when, where, until when one may apply (C8)."""

import uuid
from datetime import date, datetime

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, GeneratedField, Q
from django.urls import reverse

from calendario.models import regole
from calendario.models.editori import Editore
from calendario.models.fonti import Fonte
from calendario.models.scelte import (
    CONCLUSA,
    IN_PROGRAMMA,
    NON_PUBBLICI,
    PASSAGGI,
    PUBBLICI,
    Annuncio,
    Modalita,
    Stato,
    Tipo,
)
from calendario.querysets import AllegatoIniziativaQuerySet, IniziativaQuerySet
from circolari.models import Circolare
from nucleo import tempo
from nucleo.allegati import Allegato
from nucleo.stati import ConStato
from sportelli.models import Paese, Settore

NON_IN_STORIA = ["ricerca", "ricerca_en", "ics", "ics_en", "timbro_ics"]


@pghistory.track(exclude=NON_IN_STORIA)
class Iniziativa(ConStato):
    """One initiative. Both ends of `inizio`…`fine` are days on which it takes place, in Europe/Rome.

    With `solo_mese` only the month is known: they are its first and its last day. `testo` is Markdown as
    typed, `html` the safe page made of it, `testo_piano` its words; the same in English. `sequenza` counts
    the changes after the first publication (RFC 5545), `revisione` what was saved. `ics` and `ics_en` are its
    VEVENT, written whenever it changes; `timbro_ics` says with which code and names. While `circolare` is
    under embargo the public sees what `annuncio` says (C7).
    """

    PASSAGGI = PASSAGGI

    codice = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stato = models.CharField("stato", max_length=20, choices=Stato, default=Stato.BOZZA, editable=False)
    editore = models.ForeignKey(
        Editore, models.PROTECT, verbose_name="pubblicata da", related_name="iniziative"
    )
    organizzatore = models.ForeignKey(
        Editore, models.PROTECT, verbose_name="organizzata da", related_name="organizzate"
    )
    partner = models.CharField("con", max_length=300, blank=True, help_text="Gli altri enti, se ce ne sono.")
    tipo = models.CharField("tipo", max_length=12, choices=Tipo, default=Tipo.ALTRO)
    titolo = models.CharField("titolo", max_length=200, blank=True)
    titolo_en = models.CharField("titolo in inglese", max_length=200, blank=True)
    testo = models.TextField("descrizione", blank=True)
    html = models.TextField(blank=True, editable=False)
    testo_piano = models.TextField(blank=True, editable=False)
    testo_en = models.TextField("descrizione in inglese", blank=True)
    html_en = models.TextField(blank=True, editable=False)
    testo_piano_en = models.TextField(blank=True, editable=False)
    settori = models.ManyToManyField(
        Settore,
        verbose_name="settori",
        blank=True,
        related_name="iniziative",
        help_text="Nessuno: per tutti.",
    )
    paesi = models.ManyToManyField(Paese, verbose_name="paesi", blank=True, related_name="iniziative")
    modalita = models.CharField("modalità", max_length=10, choices=Modalita, default=Modalita.PRESENZA)
    citta = models.CharField("città", max_length=120, blank=True)
    sede = models.CharField("sede", max_length=200, blank=True)
    inizio = models.DateField("dal", null=True, blank=True)
    fine = models.DateField("al", null=True, blank=True)
    solo_mese = models.BooleanField("si sa solo il mese", default=False)
    ora_inizio = models.TimeField("dalle", null=True, blank=True)
    ora_fine = models.TimeField("alle", null=True, blank=True)
    scadenza = models.DateField("adesioni entro", null=True, blank=True)
    costo = models.DecimalField(
        "costo in euro",
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="0 se è gratuita; vuoto se non si sa ancora.",
    )
    posti = models.PositiveIntegerField("posti", null=True, blank=True)
    collegamento = models.URLField("pagina per le adesioni", max_length=500, blank=True)

    circolare = models.ForeignKey(
        Circolare, models.PROTECT, null=True, blank=True, related_name="iniziative", verbose_name="circolare"
    )
    annuncio = models.CharField(
        "prima del rilascio", max_length=14, choices=Annuncio, default=Annuncio.NASCOSTA
    )
    titolo_annuncio = models.CharField("titolo dell'annuncio", max_length=200, blank=True)

    fonte = models.ForeignKey(Fonte, models.PROTECT, null=True, editable=False, related_name="iniziative")
    uid_esterno = models.CharField(max_length=500, blank=True, editable=False)
    ricorrenza = models.CharField(max_length=40, blank=True, editable=False)
    impronta = models.CharField(max_length=64, blank=True, editable=False)
    sequenza_esterna = models.PositiveIntegerField(default=0, editable=False)
    modificata_esterna = models.CharField(max_length=16, blank=True, editable=False)
    serie = models.UUIDField(null=True, editable=False)

    creata_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    creata_il = models.DateTimeField(default=tempo.adesso, editable=False)
    aggiornata_il = models.DateTimeField(default=tempo.adesso, editable=False)
    revisione = models.PositiveIntegerField(default=1, editable=False)
    pubblicata_il = models.DateTimeField("pubblicata il", null=True, editable=False)
    sequenza = models.PositiveIntegerField(default=0, editable=False)
    # Since when, and what, is asked of the moderators, and what they answered when they sent it back.
    proposta_il = models.DateTimeField("proposta il", null=True, editable=False)
    proposta_come = models.CharField(max_length=20, blank=True, editable=False)
    nota_redazione = models.TextField(blank=True, editable=False)
    # Why it was postponed or cancelled, and the first day that it had before.
    motivo = models.TextField(blank=True, editable=False)
    inizio_prima = models.DateField(null=True, editable=False)

    ics = models.TextField(blank=True, editable=False)
    ics_en = models.TextField(blank=True, editable=False)
    timbro_ics = models.CharField(max_length=60, blank=True, editable=False)
    ricerca = GeneratedField(
        expression=SearchVector("titolo", "citta", "sede", weight="A", config="italiano")
        + SearchVector("testo_piano", "partner", weight="B", config="italiano"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    ricerca_en = GeneratedField(
        expression=SearchVector("titolo_en", "citta", "sede", weight="A", config="english")
        + SearchVector("testo_piano_en", "partner", weight="B", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    # What the querysets add to a row, there only where it is asked for.
    dettagli: bool
    attende_dal: datetime | None
    pubblica_dal: datetime
    novita: datetime
    timbro_atteso: str

    objects = IniziativaQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "iniziative"
        constraints = [
            models.CheckConstraint(name="iniziativa_stato_noto", condition=Q(stato__in=Stato.values)),
            models.CheckConstraint(
                name="iniziativa_pubblica_intera",
                condition=Q(stato__in=NON_PUBBLICI)
                | (Q(pubblicata_il__isnull=False, inizio__isnull=False, fine__isnull=False) & ~Q(titolo="")),
            ),
            models.CheckConstraint(
                name="iniziativa_date_in_ordine",
                condition=Q(inizio=None, fine=None) | Q(fine__gte=F("inizio")),
                violation_error_message="La fine viene dopo l'inizio.",
            ),
            models.CheckConstraint(
                name="iniziativa_confermata_con_i_giorni",
                condition=~Q(stato=Stato.CONFERMATA) | Q(solo_mese=False),
            ),
            models.CheckConstraint(
                name="iniziativa_ore_con_un_giorno",
                condition=Q(ora_inizio=None, ora_fine=None)
                | Q(ora_inizio__isnull=False, solo_mese=False, inizio__isnull=False),
            ),
            models.CheckConstraint(
                name="iniziativa_spostata_con_motivo",
                condition=~Q(stato__in=(Stato.RINVIATA, Stato.ANNULLATA)) | ~Q(motivo=""),
            ),
            models.CheckConstraint(
                name="iniziativa_annuncio_con_titolo",
                condition=~Q(annuncio=Annuncio.SENZA_DETTAGLI) | ~Q(titolo_annuncio=""),
                violation_error_message="L'annuncio senza dettagli ha bisogno di un suo titolo.",
            ),
            models.CheckConstraint(
                name="iniziativa_di_fuori_con_uid", condition=Q(fonte=None) | ~Q(uid_esterno="")
            ),
            models.UniqueConstraint(
                fields=["fonte", "uid_esterno", "ricorrenza"],
                condition=Q(fonte__isnull=False),
                name="iniziativa_di_fuori_unica",
            ),
        ]
        indexes = [
            models.Index(fields=["inizio", "id"], name="iniziativa_per_inizio"),
            models.Index(fields=["fine"], condition=Q(stato__in=PUBBLICI), name="iniziativa_per_fine"),
            models.Index(
                fields=["-aggiornata_il", "-id"], condition=Q(stato__in=PUBBLICI), name="iniziativa_novita"
            ),
            models.Index(fields=["editore", "stato"], name="iniziativa_di_chi"),
            GinIndex(fields=["ricerca"], name="iniziativa_ricerca"),
            GinIndex(fields=["ricerca_en"], name="iniziativa_ricerca_en"),
        ]
        triggers = [regole.passaggi(PASSAGGI), regole.pubblicata_mai_cancellata(), regole.sequenza_cresce()]

    def __str__(self) -> str:
        return self.titolo or "Iniziativa senza titolo"

    def get_absolute_url(self) -> str:
        return reverse("calendario:iniziativa", args=[self.codice])

    @property
    def indirizzo_pubblico(self) -> str:
        return reverse("calendario:pubblica", args=[self.codice])

    @property
    def uid(self) -> str:
        """Its identity in every feed, for ever (RFC 7986)."""
        return f"{self.codice}@calendario.sportelli-toscana"

    @property
    def pubblicata(self) -> bool:
        """Whether it has been published; who may read it now is said by the querysets."""
        return self.stato in PUBBLICI

    @property
    def in_programma(self) -> bool:
        """Whether it takes place, as far as one knows."""
        return self.stato in IN_PROGRAMMA

    @property
    def conclusa(self) -> bool:
        """Whether it is over, by the clock: nobody has to write it."""
        return self.in_programma and self.fine is not None and self.fine < tempo.oggi()

    @property
    def stato_di_oggi(self) -> str:
        """The state that people read: «conclusa» too."""
        return CONCLUSA if self.conclusa else self.stato

    @property
    def senza_data(self) -> bool:
        """Postponed, and nobody knows until when."""
        return self.stato == Stato.RINVIATA and self.inizio == self.inizio_prima

    @property
    def adesioni_aperte(self) -> bool:
        """Whether one may still apply, as far as the calendar knows."""
        return si_aderisce(self.stato, self.scadenza or self.inizio, tempo.oggi())


def si_aderisce(stato: str, ultimo: date | None, oggi: date) -> bool:
    """Whether one may still apply to what is in this state, `ultimo` being the last day for it."""
    return stato in IN_PROGRAMMA and ultimo is not None and ultimo >= oggi


class AllegatoIniziativa(Allegato):
    """A file of an initiative, read with it; the one with `immagine` is its picture."""

    codice = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    iniziativa = models.ForeignKey(Iniziativa, models.CASCADE, related_name="allegati")
    immagine = models.BooleanField(default=False)
    descrizione = models.CharField("che cosa si vede", max_length=200, blank=True)

    objects = AllegatoIniziativaQuerySet.as_manager()

    class Meta(Allegato.Meta):
        verbose_name = "allegato dell'iniziativa"
        verbose_name_plural = "allegati delle iniziative"
        constraints = [
            models.UniqueConstraint(
                fields=["iniziativa"], condition=Q(immagine=True), name="una_immagine_per_iniziativa"
            ),
            models.CheckConstraint(
                name="immagine_descritta", condition=Q(immagine=False) | ~Q(descrizione="")
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("calendario:allegato", args=[self.codice])

    @property
    def indirizzo_pubblico(self) -> str:
        return reverse("calendario:allegato_pubblico", args=[self.codice])
