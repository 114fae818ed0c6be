"""The people who sign in, and the offices they belong to."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

import pghistory
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, Group
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.crypto import salted_hmac

from nucleo import tempo
from nucleo.visibilita import Gruppo, gruppo_tp
from sportelli.querysets import SportelloQuerySet, UtenteManager

if TYPE_CHECKING:
    from sportelli.models.tabelle import Paese, Servizio, Settore


class Ruolo(models.TextChoices):
    OPERATORE = "operatore", "Operatore di Sportello"
    RESPONSABILE = "responsabile", "Responsabile di Sportello"
    REFERENTE = "referente", "Referente per le imprese"
    REDAZIONE = "redazione", "Redazione"
    DIREZIONE = "direzione", "Direzione"
    EDITORE = "editore", "Ente che pubblica nel calendario"
    AMMINISTRATORE = "amministratore", "Amministratore"


RUOLI_DI_SPORTELLO = (Ruolo.OPERATORE, Ruolo.RESPONSABILE)
RUOLI_DI_TP = (Ruolo.REFERENTE, Ruolo.REDAZIONE, Ruolo.DIREZIONE)


@pghistory.track()
class Sportello(models.Model):
    """A territorial export desk at a Chamber of Commerce; its code is its province's abbreviation."""

    codice = models.CharField("codice", max_length=2, unique=True)
    nome = models.CharField("nome", max_length=120)
    camera = models.CharField("Camera di commercio", max_length=120)
    comune = models.CharField("comune", max_length=80)
    indirizzo = models.CharField("indirizzo", max_length=200)
    email = models.EmailField("e-mail")
    pec = models.EmailField("PEC", blank=True)
    telefono = models.CharField("telefono", max_length=40)
    firma = models.TextField(
        "firma delle e-mail",
        blank=True,
        help_text="In fondo a ogni messaggio alle aziende.",
    )
    vice = models.ForeignKey(
        "Utente",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="vice_di",
        verbose_name="vice responsabile",
    )
    gruppo = models.OneToOneField(Group, models.PROTECT, editable=False, related_name="sportello")
    attivo = models.BooleanField("attivo", default=True)
    versione = models.PositiveIntegerField(default=1, editable=False)

    objects = SportelloQuerySet.as_manager()

    class Meta:
        ordering = ["nome"]
        verbose_name_plural = "sportelli"

    def __str__(self) -> str:
        return self.nome

    def get_absolute_url(self) -> str:
        return reverse("sportelli:ufficio", args=[self.codice])

    @property
    def breve(self) -> str:
        """The office in a word, for dense tables."""
        return self.nome.removeprefix("Sportello territoriale di ")


@pghistory.track(exclude=["password", "last_login"])
class Utente(AbstractBaseUser):
    """A person who signs in by e-mail. Role and office alone say what she may see: she is in no group.

    Both are read with the person at every request, so a change takes effect on the next one (A-05).
    """

    email = models.EmailField(
        "e-mail",
        unique=True,
        error_messages={"unique": "C'è già un utente con questa e-mail."},
    )
    nome = models.CharField("nome", max_length=60)
    cognome = models.CharField("cognome", max_length=60)
    ruolo = models.CharField("ruolo", max_length=20, choices=Ruolo)
    sportello = models.ForeignKey(Sportello, models.PROTECT, null=True, blank=True, related_name="utenti")
    is_active = models.BooleanField("attivo", default=True)
    telefono = models.CharField("telefono d'ufficio", max_length=40, blank=True)
    assente_dal = models.DateField("assente dal", null=True, blank=True)
    assente_fino_al = models.DateField("assente fino al", null=True, blank=True)
    settori: "models.ManyToManyField[Settore, Any]" = models.ManyToManyField(
        "Settore", verbose_name="settori di competenza", blank=True
    )
    paesi: "models.ManyToManyField[Paese, Any]" = models.ManyToManyField(
        "Paese", verbose_name="paesi di competenza", blank=True
    )
    servizi: "models.ManyToManyField[Servizio, Any]" = models.ManyToManyField(
        "Servizio", verbose_name="servizi di competenza", blank=True
    )
    creato_il = models.DateTimeField(default=tempo.adesso, editable=False)

    objects = UtenteManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["nome", "cognome", "ruolo"]

    class Meta:
        ordering = ["cognome", "nome"]
        verbose_name_plural = "utenti"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="utente_email_unica"),
            models.CheckConstraint(
                name="utente_sportello_secondo_il_ruolo",
                condition=Q(ruolo__in=RUOLI_DI_SPORTELLO, sportello__isnull=False)
                | (~Q(ruolo__in=RUOLI_DI_SPORTELLO) & Q(sportello=None)),
                violation_error_message="Operatori e responsabili hanno uno Sportello, gli altri nessuno.",
            ),
            models.CheckConstraint(
                name="utente_assenza_intera",
                condition=Q(assente_dal=None, assente_fino_al=None)
                | Q(assente_fino_al__gte=models.F("assente_dal")),
                violation_error_message="L'assenza ha un primo e un ultimo giorno.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nome} {self.cognome}"

    @property
    def di_tp(self) -> bool:
        return self.is_active and self.ruolo in RUOLI_DI_TP

    @property
    def di_sportello(self) -> bool:
        """Works in an office that is not switched off."""
        d_ufficio = self.is_active and self.ruolo in RUOLI_DI_SPORTELLO
        return d_ufficio and self.sportello is not None and self.sportello.attivo

    @property
    def is_staff(self) -> bool:
        """Administrators alone enter Django's admin."""
        return self.is_active and self.ruolo == Ruolo.AMMINISTRATORE

    is_superuser = is_staff

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Django's admin only; what people may do to a row is said by `permessi`."""
        return self.is_staff

    def has_perms(self, perm_list: list[str], obj: object = None) -> bool:
        return self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff

    def get_session_auth_hash(self) -> str:
        """Changes with the password, the role and the office: each ends the sessions there are (A-05)."""
        chi = f"{self.password}|{self.ruolo}|{self.sportello_id}"
        return salted_hmac("sportelli.Utente.sessione", chi, algorithm="sha256").hexdigest()

    @property
    def dimostrativo(self) -> bool:
        """An account of the demonstration, where it runs: it needs no second factor."""
        return settings.LOCALE and self.email.endswith(f"@{settings.DOMINIO_DIMOSTRATIVO}")

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return self.nome

    @cached_property
    def gruppi_di_lettura(self) -> list[Gruppo]:
        """The groups whose grants this person reads by (C4): her office's, or TP's, or none."""
        if self.di_tp:
            return [gruppo_tp()]
        if self.di_sportello and self.sportello is not None and self.sportello.attivo:
            return [self.sportello.gruppo_id]
        return []

    def assente(self) -> bool:
        oggi = tempo.oggi()
        return bool(
            self.assente_dal and self.assente_fino_al and self.assente_dal <= oggi <= self.assente_fino_al
        )


class RapportoMensile(models.Model):
    """A person who wants the report of each month by mail; who stops wanting it has no row."""

    utente = models.OneToOneField(Utente, models.CASCADE, related_name="rapporto_mensile")
    chiesto_il = models.DateTimeField(default=tempo.adesso)

    class Meta:
        verbose_name_plural = "rapporti mensili"

    def __str__(self) -> str:
        return str(self.utente)
