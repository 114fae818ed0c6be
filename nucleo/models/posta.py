"""The outbox: one row per e-mail, with what became of it."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q

from nucleo.querysets import BustaQuerySet
from nucleo.stati import ConStato


class StatoBusta(models.TextChoices):
    IN_CODA = "in_coda", "In coda"
    IN_INVIO = "in_invio", "In invio"
    CONSEGNATO = "consegnato", "Consegnato"
    RESPINTO = "respinto", "Respinto"
    PARCHEGGIATO = "parcheggiato", "Parcheggiato"
    ANNULLATO = "annullato", "Annullato"


class Lettera(models.Model):
    """What is said: one row for everybody who gets the same words from the same sender. Never changed."""

    impronta = models.CharField("SHA-256", max_length=64, db_collation="C")
    mittente = models.CharField("mittente", max_length=320)
    rispondi_a = models.CharField("rispondi a", max_length=320, blank=True)
    oggetto = models.CharField("oggetto", max_length=400)
    testo = models.TextField("testo")
    html = models.TextField("testo HTML", blank=True)

    class Meta:
        verbose_name_plural = "lettere"
        constraints = [models.UniqueConstraint(fields=["impronta"], name="lettera_unica")]

    def __str__(self) -> str:
        return self.oggetto


class Busta(ConStato):
    """One e-mail to one recipient. Its key is unique, its Message-ID never changes.

    What it says is a `lettera`, or is composed at the moment of leaving by whoever registered its `genere`.
    `prossimo` is when a worker may take it: the due time, the next attempt, or the end of the lease of the
    worker that holds it now.
    """

    PASSAGGI = {
        StatoBusta.IN_CODA: {StatoBusta.ANNULLATO},
        StatoBusta.PARCHEGGIATO: {StatoBusta.IN_CODA, StatoBusta.ANNULLATO},
        StatoBusta.RESPINTO: {StatoBusta.IN_CODA},
    }

    Stato = StatoBusta

    # Compared byte by byte, so that the index of the constraint answers prefixes too.
    chiave = models.CharField("chiave", max_length=200, db_collation="C")
    a = models.EmailField("destinatario", max_length=254)
    dominio = models.CharField("dominio", max_length=253)
    all_azienda = models.BooleanField("a un'azienda", default=False)
    lettera = models.ForeignKey(Lettera, models.PROTECT, null=True, related_name="buste", db_index=False)
    genere = models.CharField("genere", max_length=40, blank=True)
    oggetto_id = models.BigIntegerField(null=True)
    intestazioni = models.JSONField("altre intestazioni", default=dict)
    message_id = models.CharField("Message-ID", max_length=200)
    massiva = models.BooleanField("invio di massa", default=False)
    non_prima_di = models.DateTimeField("non prima di")
    accodata_il = models.DateTimeField("in coda dal")
    stato = models.CharField("stato", max_length=20, choices=StatoBusta, default=StatoBusta.IN_CODA)
    prossimo = models.DateTimeField("prossimo tentativo")
    tentativi = models.PositiveSmallIntegerField("tentativi", default=0)
    prese = models.PositiveSmallIntegerField("prese senza esito", default=0)
    presa_da = models.UUIDField(null=True)
    presa_il = models.DateTimeField("presa il", null=True)
    di_turno = models.BooleanField(default=False)
    chiusa_il = models.DateTimeField("chiusa il", null=True)
    errore = models.TextField("ultimo errore", blank=True)
    segnalata = models.BooleanField("segnalata agli amministratori", default=False)

    objects = BustaQuerySet.as_manager()

    class Meta:
        verbose_name = "messaggio in uscita"
        verbose_name_plural = "posta in uscita"
        constraints = [
            models.UniqueConstraint(fields=["chiave"], name="busta_chiave_unica"),
            models.CheckConstraint(name="busta_stato_noto", condition=Q(stato__in=StatoBusta.values)),
            models.CheckConstraint(
                name="busta_con_un_contenuto",
                condition=Q(lettera__isnull=False, genere="") | (Q(lettera=None) & ~Q(genere="")),
            ),
            # Taking comes before the SMTP dialogue: who may not take may not send.
            models.CheckConstraint(
                name="busta_mai_in_anticipo",
                condition=Q(presa_il=None) | Q(presa_il__gte=F("non_prima_di")),
            ),
            models.CheckConstraint(
                name="busta_presa_prima_di_uscire",
                condition=~Q(stato__in=("in_invio", "consegnato")) | Q(presa_il__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["massiva", "prossimo", "id"],
                condition=Q(stato__in=("in_coda", "in_invio")),
                name="busta_dovute",
            ),
            models.Index(
                fields=["stato", "-id"],
                condition=Q(stato__in=("respinto", "parcheggiato", "annullato")),
                name="busta_non_partite",
            ),
        ]

    def __str__(self) -> str:
        return self.chiave

    @property
    def destinatario(self) -> str:
        """Whom it is for, as an administrator may read it: the address of a company is its office's (C6)."""
        return f"•••@{self.dominio}" if self.all_azienda else self.a

    @property
    def ultimo_errore(self) -> str:
        """What went wrong, without the address that mail servers like to repeat."""
        return self.errore.replace(self.a, self.destinatario)

    @property
    def si_riprova(self) -> bool:
        return StatoBusta.IN_CODA in self.PASSAGGI.get(self.stato, ())

    @property
    def si_annulla(self) -> bool:
        return StatoBusta.ANNULLATO in self.PASSAGGI.get(self.stato, ())


@pghistory.track()
class Ufficio(models.Model):
    """The post office, one row: whether it is on hold, and until when its server is left in peace."""

    sospeso = models.BooleanField("invio sospeso", default=False)
    motivo = models.CharField("motivo", max_length=200, blank=True)
    cambiato_il = models.DateTimeField("cambiato il", null=True)
    fermo_fino_a = models.DateTimeField("server irraggiungibile: si riprova il", null=True)
    fallimenti = models.PositiveSmallIntegerField("fallimenti di seguito", default=0)
    errore = models.TextField("ultimo errore del server", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "ufficio postale"
        constraints = [models.CheckConstraint(name="ufficio_uno_solo", condition=Q(pk=1))]

    def __str__(self) -> str:
        return "sospeso" if self.sospeso else "aperto"


class Soppressione(models.Model):
    """An address that refused mass mail for good: none is sent to it until somebody says so."""

    indirizzo = models.EmailField("indirizzo", max_length=254, unique=True)
    motivo = models.CharField("risposta del suo server", max_length=300, blank=True)
    dal = models.DateTimeField("dal")

    class Meta:
        verbose_name_plural = "soppressioni"

    def __str__(self) -> str:
        return self.indirizzo


class Dominio(models.Model):
    """A recipients' domain, and the instant from which it may get the next e-mail without a burst."""

    nome = models.CharField(max_length=253, primary_key=True)
    libero_dal = models.DateTimeField()

    class Meta:
        verbose_name_plural = "domini"

    def __str__(self) -> str:
        return self.nome


def nuovo_message_id(dominio: str) -> str:
    return f"<{uuid.uuid4().hex}@{dominio}>"
