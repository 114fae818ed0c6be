"""Rows summed by month: what each row gives, the cells of the dashboards, who was there when, the groups that
others may read.

The apps that have rows to sum make these abstract models theirs, with their own measures;
`sportelli.aggregati` keeps them true.
"""

from typing import Any, ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Coalesce

from sportelli.models.persone import Sportello
from sportelli.models.tabelle import Paese, Servizio, Settore


def o_niente(campo: str) -> Coalesce:
    """A key, or 0 where there is none: what is asked by address must find it by an index."""
    return Coalesce(campo, models.Value(0), output_field=models.BigIntegerField())


DI_CHE = (o_niente("servizio"), o_niente("settore"))


class _Chiave(models.Model):
    """Where something is counted: the first day of a month of Rome, the office, the service, the sector."""

    mese = models.DateField("mese")
    sportello = models.ForeignKey(Sportello, models.CASCADE, related_name="+", db_index=False)
    servizio = models.ForeignKey(Servizio, models.CASCADE, null=True, related_name="+", db_index=False)
    settore = models.ForeignKey(Settore, models.CASCADE, null=True, related_name="+", db_index=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.mese:%Y-%m} {self.sportello_id}"


class Contributo(_Chiave):
    """What one row gives to the cells of a month, kept so that it can be taken away exactly."""

    genere = models.CharField(max_length=12)
    origine = models.PositiveBigIntegerField()
    paesi = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["origine", "genere"], name="%(class)s_uno")
        ]
        indexes: ClassVar[list[Any]] = [models.Index("mese", "sportello", *DI_CHE, name="%(class)s_per_mese")]


class Cella(_Chiave):
    """The sum of a month, once for all countries (`paese` is null) and once for each country."""

    paese = models.ForeignKey(Paese, models.CASCADE, null=True, related_name="+", db_index=False)

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint("mese", "sportello", *DI_CHE, o_niente("paese"), name="%(class)s_una")
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["mese"], condition=models.Q(paese=None), name="%(class)s_totali"),
            models.Index(fields=["paese", "mese"], condition=~models.Q(paese=None), name="%(class)s_paesi"),
        ]


class Lato(models.TextChoices):
    """From which side a month of an office is summed."""

    TUTTO = "tutto", "Tutto"
    SERVIZIO = "servizio", "Un servizio"
    SETTORE = "settore", "Un settore"
    PAESE = "paese", "Un paese"


class Totale(models.Model):
    """The sum of a month of an office: all of it, or one service, one sector, one country whatever the rest.

    `voce` is the key of that service, sector or country: 0 for what has none, and for all of it.
    """

    lato = models.CharField(max_length=8, choices=Lato)
    voce = models.PositiveBigIntegerField(default=0)
    mese = models.DateField("mese")
    sportello = models.ForeignKey(Sportello, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["lato", "mese", "sportello", "voce"], name="%(class)s_uno")
        ]

    def __str__(self) -> str:
        return f"{self.mese:%Y-%m} {self.sportello_id} {self.lato} {self.voce}"


class Gruppo(models.Model):
    """A sum that others may read (`nucleo.anonimato`): whole months, services, sectors.

    Of the network, for every office; or for TP (`per_tp`), of an office (`sportello`) or of some together. 0
    among services and sectors stands for what has none.
    """

    per_tp = models.BooleanField(default=False)
    sportello = models.ForeignKey(Sportello, models.CASCADE, null=True, related_name="+")
    dal = models.DateField("dal mese")
    al = models.DateField("al mese")
    servizi = ArrayField(models.BigIntegerField())
    settori = ArrayField(models.BigIntegerField())

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.dal:%Y-%m}/{self.al:%Y-%m}"


class Mesi(models.Field):  # type: ignore[type-arg]  # written and asked by the database alone
    """Whole months, as days: a `datemultirange` of PostgreSQL."""

    def db_type(self, connection: Any) -> str:
        return "datemultirange"


class Presenza(models.Model):
    """The months in which something was counted of a company at an office: over any of them it is one.

    Once for all countries (`paese` is null) and once for each. `genere` is that of the contributions which
    say so.
    """

    genere: ClassVar[str]

    sportello = models.ForeignKey(Sportello, models.CASCADE, related_name="+", db_index=False)
    azienda = models.ForeignKey("sportelli.Azienda", models.CASCADE, related_name="+")
    paese = models.ForeignKey(Paese, models.CASCADE, null=True, related_name="+", db_index=False)
    mesi = Mesi()

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(o_niente("paese"), "sportello", "azienda", name="%(class)s_una")
        ]

    def __str__(self) -> str:
        return f"{self.sportello_id} {self.azienda_id}"


class DaContare(models.Model):
    """A row that has changed and waits to be summed again; written by triggers, in whoever's transaction.

    Never unique: a change that commits late leaves a line of its own, whatever was taken meanwhile.
    """

    genere = models.CharField(max_length=12)
    origine = models.PositiveBigIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.genere} {self.origine}"


def da_contare(coda: str, genere: str, origine: str = "id") -> pgtrigger.Trigger:
    """A row that comes or changes puts what it is about (`origine`, a column of it) among those to be summed
    again, in the table `coda` of a DaContare."""
    return pgtrigger.Trigger(
        name="da_contare",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"""
            INSERT INTO {coda} (genere, origine) VALUES ('{genere}', NEW.{origine});
            RETURN NULL;
        """,  # noqa: S608  # names of the callers, in models
    )


class Conteggio(models.Model):
    """When a kind of rows was summed last, with which closure days, and on which day groups were made."""

    nome = models.CharField(max_length=20, primary_key=True)
    aggiornato_il = models.DateTimeField("aggiornato il", null=True)
    chiusure = models.JSONField(default=list)
    gruppi_del = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "conteggi"

    def __str__(self) -> str:
        return self.nome
