"""Taking e-mails from the outbox: a lease on a chunk, committed before a word is said to the mail server."""

import logging
import time
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from nucleo import tempo
from nucleo.models import Busta, Lettera
from nucleo.models.posta import StatoBusta
from nucleo.posta import domini, ufficio

log = logging.getLogger(__name__)

MANCIATA = settings.POSTA_MANCIATA
# An e-mail is at most four answers of the server: within the lease there must always be time for one more.
UNA_CONSEGNA = timedelta(seconds=4 * (settings.EMAIL_TIMEOUT or 20))
DURATA = UNA_CONSEGNA * 3 / 2
PRESE_MASSIME = 5


@dataclass
class Presa:
    """A chunk in the hands of one worker, until `scade` on the clock that only goes forward."""

    codice: uuid.UUID
    buste: list[Busta]
    scade: float = field(default_factory=lambda: time.monotonic() + DURATA.total_seconds())

    def scade_presto(self) -> bool:
        """Whether one more delivery, at its slowest, could outlast the lease."""
        return self.scade - time.monotonic() <= UNA_CONSEGNA.total_seconds()

    def rinnova(self, restanti: list[Busta]) -> list[Busta]:
        """Begins the lease again and returns those that nobody else has taken meanwhile."""
        scade = time.monotonic() + DURATA.total_seconds()
        nostre = Busta.objects.filter(
            pk__in=[busta.pk for busta in restanti], presa_da=self.codice, stato=StatoBusta.IN_INVIO
        )
        nostre.update(prossimo=tempo.adesso() + DURATA)
        self.scade = scade
        ancora = set(nostre.values_list("pk", flat=True))
        return [busta for busta in restanti if busta.pk in ancora]

    def rilascia(self, restanti: list[Busta]) -> None:
        """Gives back what was never tried; it will be due again at once."""
        nostre = Busta.objects.filter(
            pk__in=[busta.pk for busta in restanti], presa_da=self.codice, stato=StatoBusta.IN_INVIO
        )
        nostre.update(
            stato=StatoBusta.IN_CODA, prossimo=tempo.adesso(), prese=0, presa_da=None, presa_il=None
        )


def prendi() -> Presa | None:
    """Takes the next chunk that is due, skipping what other workers are taking; None when nothing is.

    An e-mail already taken without an outcome travels alone: should its worker die again, it is the one to
    blame, and after five times it is parked.
    """
    with transaction.atomic():
        adesso = tempo.adesso()
        if not ufficio.aperto(adesso):
            return None
        while dovute := list(Busta.objects.dovute().select_for_update(skip_locked=True)[:MANCIATA]):
            scelte = domini.di_turno(_insieme(dovute, adesso), adesso)
            if scelte:
                return _presa(scelte, adesso)
    return None


def _insieme(dovute: list[Busta], adesso: datetime) -> list[Busta]:
    """The first of them that may travel together; parks the one that has killed too many workers."""
    prima = dovute[0]
    if prima.prese > PRESE_MASSIME:
        parcheggia(prima, f"{prima.prese} volte presa da un processo che non ha dato esito")
        return []
    if prima.prese:
        return [prima]
    sospetta = next((n for n, busta in enumerate(dovute) if busta.prese), len(dovute))
    return dovute[:sospetta]


def _presa(scelte: list[Busta], adesso: datetime) -> Presa:
    codice = uuid.uuid4()
    for busta in scelte:
        busta.presa_da = codice
    Busta.objects.filter(pk__in=[busta.pk for busta in scelte]).update(
        stato=StatoBusta.IN_INVIO,
        prese=F("prese") + 1,
        presa_da=codice,
        presa_il=adesso,
        prossimo=adesso + DURATA,
    )
    return Presa(codice, _con_lettera(scelte))


def _con_lettera(buste: list[Busta]) -> list[Busta]:
    """Reads each letter once, however many share it."""
    lettere = Lettera.objects.in_bulk({busta.lettera_id for busta in buste if busta.lettera_id})
    for busta in buste:
        if busta.lettera_id:
            busta.lettera = lettere[busta.lettera_id]
    return buste


def parcheggia(busta: Busta, errore: str) -> None:
    """Puts an e-mail aside until a person looks at it; the sweep tells the administrators."""
    log.error("posta: parcheggiata %s: %s", busta.chiave, errore)
    Busta.objects.filter(pk=busta.pk).update(
        stato=StatoBusta.PARCHEGGIATO, chiusa_il=tempo.adesso(), errore=errore, presa_da=None, presa_il=None
    )
