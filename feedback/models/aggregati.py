"""Requests and answers summed by month: how many answered, what they said."""

import pgtrigger
from django.db import models

from pratiche.models import Passo
from sportelli.models.aggregati import Cella, Contributo, DaContare, Gruppo, Totale


class MisureFeedback(models.Model):
    """What is summed. In the month in which it was asked: `richieste`, and those that got an answer.

    In the month of the answer: `risposte`, and for each indicator how many gave one and the sum of what they
    gave (`soddisfazione` in hundredths), or how many gave each.
    """

    richieste = models.IntegerField(default=0)
    accolte = models.IntegerField(default=0)
    risposte = models.IntegerField(default=0)
    voti = models.IntegerField(default=0)
    somma_voti = models.IntegerField(default=0)
    soddisfazioni = models.IntegerField(default=0)
    somma_soddisfazioni = models.BigIntegerField(default=0)
    consigli = models.IntegerField(default=0)
    promotori = models.IntegerField(default=0)
    detrattori = models.IntegerField(default=0)
    esiti = models.IntegerField(default=0)
    risolti = models.IntegerField(default=0)
    risolti_in_parte = models.IntegerField(default=0)

    class Meta:
        abstract = True


class ContributoFeedback(Contributo, MisureFeedback):  # noqa: DJ008  # the first base has it
    """What a request, or an answer, gives to its month."""

    class Meta(Contributo.Meta):
        pass


class CellaFeedback(Cella, MisureFeedback):  # noqa: DJ008  # the first base has it
    """The requests and the answers of a month."""

    class Meta(Cella.Meta):
        pass


class TotaleFeedback(Totale, MisureFeedback):  # noqa: DJ008  # the first base has it
    """The requests and the answers of a month from one side."""

    class Meta(Totale.Meta):
        pass


class GruppoFeedback(Gruppo, MisureFeedback):  # noqa: DJ008  # the first base has it
    """Answers of the network that every office may read the mean of (C5)."""


class FeedbackDaContare(DaContare):
    """A request, or an answer, that has changed."""


class PassoContato(Passo):
    """A step of a timeline, for the trigger that sums again what was asked about a pratica that changes."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="richieste_da_contare",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__genere="modificata"),
                func="""
                    INSERT INTO feedback_feedbackdacontare (genere, origine)
                        SELECT 'richiesta', id FROM feedback_richiesta WHERE pratica_id = NEW.pratica_id
                        UNION ALL
                        SELECT 'risposta', id FROM feedback_risposta WHERE pratica_id = NEW.pratica_id;
                    RETURN NULL;
                """,
            )
        ]
