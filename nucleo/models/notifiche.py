"""What waits for a person: notices, how often they are mailed, and the digests they travel in."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nucleo import tempo
from nucleo.generi import Frequenza
from nucleo.querysets import NotificaQuerySet


class Riepilogo(models.Model):
    """One digest to one person for one period («2026-12-22», «2026-W52»): one, and no more than one."""

    destinatario = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    frequenza = models.CharField(max_length=20, choices=Frequenza)
    periodo = models.CharField(max_length=10)
    preparato_il = models.DateTimeField(default=tempo.adesso)

    class Meta:
        verbose_name_plural = "riepiloghi"
        constraints = [
            models.UniqueConstraint(
                fields=["destinatario", "frequenza", "periodo"], name="riepilogo_uno_per_periodo"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_frequenza_display()}, {self.periodo}"


class Notifica(models.Model):
    """A notice to one person. It exists for her only while she sees what it speaks of."""

    destinatario = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifiche")
    argomento = models.CharField("argomento", max_length=40)
    chiave = models.CharField(max_length=200)
    genere = models.CharField(max_length=40, blank=True)
    oggetto_id = models.BigIntegerField(null=True)
    titolo = models.CharField("titolo", max_length=200)
    testo = models.TextField("testo", blank=True)
    indirizzo = models.CharField("indirizzo", max_length=300, blank=True)
    creata_il = models.DateTimeField("arrivata il")
    letta_il = models.DateTimeField("letta il", null=True)
    # The digest that it waits for, then the digest that it left with.
    attende = models.CharField(max_length=20, choices=Frequenza, blank=True)
    riepilogo = models.ForeignKey(Riepilogo, models.SET_NULL, null=True, related_name="notifiche")

    objects = NotificaQuerySet.as_manager()

    class Meta:
        ordering = ["-creata_il", "-pk"]
        verbose_name_plural = "notifiche"
        constraints = [
            models.UniqueConstraint(fields=["destinatario", "chiave"], name="notifica_una_per_chiave"),
            models.CheckConstraint(
                name="notifica_con_il_suo_oggetto",
                condition=Q(genere="", oggetto_id=None) | (~Q(genere="") & Q(oggetto_id__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["destinatario", "-creata_il", "-id"]),
            models.Index(fields=["destinatario"], condition=Q(letta_il=None), name="notifica_da_leggere"),
            models.Index(
                fields=["attende", "destinatario"], condition=~Q(attende=""), name="notifica_attende"
            ),
        ]

    def __str__(self) -> str:
        return self.titolo


class Preferenza(models.Model):
    """How often one person wants mail about one topic, when it is not as the topic says."""

    utente = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="preferenze")
    argomento = models.CharField(max_length=40)
    frequenza = models.CharField(max_length=20, choices=Frequenza)

    class Meta:
        verbose_name_plural = "preferenze"
        constraints = [models.UniqueConstraint(fields=["utente", "argomento"], name="preferenza_unica")]

    def __str__(self) -> str:
        return f"{self.argomento}: {self.get_frequenza_display()}"
