"""Summed by month: pratiche, how long they took and how they ended; what office and TP asked each other."""

from django.db import models

from sportelli.models import Azienda
from sportelli.models.aggregati import Cella, Contributo, DaContare, Gruppo, Presenza, Totale


class MisurePratiche(models.Model):
    """What is summed. Days are working days of the office.

    In the month of the opening: `aperte`, those with a first answer of the office (`prime`) and the days it
    took. In the month of the end: `annullate`; `completate`, with the days from the opening and the part of
    them in which the pratica waited for the company, for TP, for the office; outcomes; within the deadline.
    """

    aperte = models.IntegerField(default=0)
    prime = models.IntegerField(default=0)
    giorni_prima = models.IntegerField(default=0)
    completate = models.IntegerField(default=0)
    giorni = models.IntegerField(default=0)
    giorni_azienda = models.IntegerField(default=0)
    giorni_tp = models.IntegerField(default=0)
    giorni_sportello = models.IntegerField(default=0)
    in_tempo = models.IntegerField(default=0)
    risolte = models.IntegerField(default=0)
    in_parte = models.IntegerField(default=0)
    orientate = models.IntegerField(default=0)
    non_risolte = models.IntegerField(default=0)
    annullate = models.IntegerField(default=0)

    class Meta:
        abstract = True


def _aziende(nome: str, *campi: str) -> models.Index:
    """An index that counts companies by itself: of its fields the first three are what it is ordered by."""
    return models.Index(
        fields=campi[:3],
        include=campi[3:],
        condition=models.Q(genere="aperta"),
        name=f"contributopratica_{nome}",
    )


def _mercati(lato: str, altro: str) -> models.Index:
    """An index that sums the countries of a service, or of a sector, by itself."""
    return models.Index(
        fields=[lato, "paese"],
        include=["mese", "sportello", altro, "aperte", "completate", "giorni"],
        condition=~models.Q(paese=None),
        name=f"cellapratiche_del_{lato}",
    )


class ContributoPratica(Contributo, MisurePratiche):  # noqa: DJ008  # the first base has it
    """What the opening, or the end, of a pratica gives to its month."""

    azienda = models.ForeignKey(Azienda, models.CASCADE, related_name="+")

    class Meta(Contributo.Meta):
        indexes = [
            *Contributo.Meta.indexes,
            _aziende("aziende", "mese", "sportello", "azienda", "servizio", "settore", "paesi"),
            _aziende("del_servizio", "servizio", "sportello", "azienda", "mese", "settore", "paesi"),
            _aziende("del_settore", "settore", "sportello", "azienda", "mese", "servizio", "paesi"),
        ]


class CellaPratiche(Cella, MisurePratiche):  # noqa: DJ008  # the first base has it
    """The pratiche of a month."""

    class Meta(Cella.Meta):
        indexes = [*Cella.Meta.indexes, _mercati("servizio", "settore"), _mercati("settore", "servizio")]


class TotalePratiche(Totale, MisurePratiche):  # noqa: DJ008  # the first base has it
    """The pratiche of a month from one side."""

    class Meta(Totale.Meta):
        pass


class PresenzaPratiche(Presenza):
    """When a company had pratiche opened at an office."""

    genere = "aperta"

    class Meta(Presenza.Meta):
        pass


class GruppoPratiche(Gruppo, MisurePratiche):  # noqa: DJ008  # the first base has it
    """Pratiche of the network that every office may read the sum of."""


class PraticaDaContare(DaContare):
    """A pratica to which something happened."""


class MisureScambi(models.Model):
    """What an office and TP settle between them, in the month in which it was asked (C2, C6).

    Days are working days of the office: to agree on a decision, to close a clarification.
    """

    decisioni = models.IntegerField(default=0)
    concordate = models.IntegerField(default=0)
    giorni_concordate = models.IntegerField(default=0)
    in_assenza = models.IntegerField(default=0)
    ritirate = models.IntegerField(default=0)
    chiarimenti = models.IntegerField(default=0)
    chiariti = models.IntegerField(default=0)
    giorni_chiariti = models.IntegerField(default=0)

    class Meta:
        abstract = True


class ContributoScambio(Contributo, MisureScambi):  # noqa: DJ008  # the first base has it
    """What a decision, or a clarification, gives to its month."""

    class Meta(Contributo.Meta):
        pass


class TotaleScambi(Totale, MisureScambi):  # noqa: DJ008  # the first base has it
    """The decisions and the clarifications of a month from one side."""

    class Meta(Totale.Meta):
        pass


class CellaScambi(Cella, MisureScambi):  # noqa: DJ008  # the first base has it
    """The decisions and the clarifications of a month."""

    class Meta(Cella.Meta):
        pass


class ScambioDaContare(DaContare):
    """A decision, or a clarification, to which something happened."""
