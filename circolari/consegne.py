"""How the mails of a circolare went: how many left, how many did not arrive, office by office."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db.models import Count, F, Min
from django.db.models.lookups import IsNull

from circolari import chiavi
from circolari.models import Circolare, Destinatario, Lettura
from nucleo import posta, tempo
from nucleo.models import Busta
from nucleo.models.posta import StatoBusta
from sportelli.models import Sportello, Utente

DA_CONSEGNARE = (StatoBusta.IN_CODA, StatoBusta.IN_INVIO)
MANCATE = (StatoBusta.RESPINTO, StatoBusta.PARCHEGGIATO)
# (office, whether it is its own mail, state) → how many.
Conti = Mapping[tuple[int, bool, str | None], int]
# A company's first mail may have been followed by a correction: all its mails are looked at.
PRIME = """
SELECT d.sportello_id, min(b.chiusa_il)
FROM nucleo_busta b JOIN circolari_destinatario d ON d.id = b.oggetto_id
WHERE b.chiave LIKE %s AND b.stato = 'consegnato'
GROUP BY 1
"""


@dataclass(frozen=True)
class Consegne:
    """The mails of one tier by state: those of the offices, or those of the companies."""

    per_stato: Mapping[str | None, int] = field(default_factory=dict)

    @property
    def totale(self) -> int:
        """How many there are, without those called back because the circolare was withdrawn."""
        return sum(self.per_stato.values()) - self.annullate

    @property
    def consegnate(self) -> int:
        return self.per_stato.get(StatoBusta.CONSEGNATO, 0)

    @property
    def da_consegnare(self) -> int:
        return sum(self.per_stato.get(stato, 0) for stato in DA_CONSEGNARE)

    @property
    def mancate(self) -> int:
        return sum(self.per_stato.get(stato, 0) for stato in MANCATE)

    @property
    def annullate(self) -> int:
        return self.per_stato.get(StatoBusta.ANNULLATO, 0)


@dataclass(frozen=True)
class Avanzamento:
    """How far the sending is, of what this reader may follow."""

    uffici: Consegne
    aziende: Consegne
    in_corso: bool
    fermo: bool

    @property
    def mancate(self) -> int:
        return self.uffici.mancate + self.aziende.mancate


@dataclass(frozen=True)
class Letture:
    """How many people of an office opened the circolare, how many took note, when the first opened it."""

    aperte: int = 0
    prese_visione: int = 0
    prima: datetime | None = None


@dataclass(frozen=True)
class DelloSportello:
    """One office: its mails, who of it opened and took note, its companies' mails and when the first left."""

    sportello: Sportello
    uffici: Consegne
    aziende: Consegne
    letture: Letture
    prima_alle_aziende: datetime | None


@dataclass(frozen=True)
class Quadro:
    """All that stands above the ledger."""

    avanzamento: Avanzamento
    sportelli: Sequence[DelloSportello]


def avanzamento(circolare: Circolare, utente: Utente) -> Avanzamento:
    """The counts of now; two queries. `in_corso` says whether something may leave at this moment."""
    return _avanzamento(circolare, _conti(circolare, utente))


def quadro(circolare: Circolare, utente: Utente) -> Quadro:
    """The counts of now, whole and office by office; five queries, however many these are."""
    conti, letture, prime = _conti(circolare, utente), _letture(circolare), _prime(circolare)
    uffici = Sportello.objects.filter(pk__in={pk for pk, *_ in conti}).order_by("nome")
    righe = [
        DelloSportello(
            ufficio,
            _consegne(conti, ufficio.pk, d_ufficio=True),
            _consegne(conti, ufficio.pk, d_ufficio=False),
            letture.get(ufficio.pk, Letture()),
            prime.get(ufficio.pk),
        )
        for ufficio in uffici
    ]
    return Quadro(_avanzamento(circolare, conti), righe)


def qualcuna_fallita(circolare: Circolare) -> bool:
    """Whether there is anything to try again: what `azioni.riprova` would put back in the queue."""
    return Busta.objects.con_chiave(chiavi.di_tutte(circolare)).filter(stato__in=MANCATE).exists()


def _avanzamento(circolare: Circolare, conti: Conti) -> Avanzamento:
    uffici, aziende = _tutte(conti, d_ufficio=True), _tutte(conti, d_ufficio=False)
    uscita = circolare.pubblica_dal is not None and circolare.pubblica_dal <= tempo.adesso()
    in_corso = bool(uffici.da_consegnare or (uscita and aziende.da_consegnare))
    return Avanzamento(uffici, aziende, in_corso, in_corso and posta.sospeso())


def _conti(circolare: Circolare, utente: Utente) -> Conti:
    """The mails that this reader may follow; one query."""
    sue = Destinatario.objects.visibili_a(utente).filter(circolare=circolare).order_by()
    gruppi = sue.values_list("sportello", IsNull(F("azienda"), True), "busta__stato").annotate(Count("pk"))
    return {(sportello, d_ufficio, stato): quante for sportello, d_ufficio, stato, quante in gruppi}


def _tutte(conti: Conti, *, d_ufficio: bool) -> Consegne:
    somma: Counter[str | None] = Counter()
    for (_, suo, stato), quante in conti.items():
        if suo == d_ufficio:
            somma[stato] += quante
    return Consegne(somma)


def _consegne(conti: Conti, sportello: int, *, d_ufficio: bool) -> Consegne:
    suoi = {chiave: quante for chiave, quante in conti.items() if chiave[0] == sportello}
    return _tutte(suoi, d_ufficio=d_ufficio)


def _letture(circolare: Circolare) -> dict[int | None, Letture]:
    """What the people of each office did."""
    letture = Lettura.objects.filter(circolare=circolare).order_by().values_list("sportello")
    righe = letture.annotate(Count("pk"), Count("presa_visione_il"), Min("aperta_il"))
    return {sportello: Letture(*conti) for sportello, *conti in righe}


def _prime(circolare: Circolare) -> dict[int, datetime]:
    """Office → when the first of its companies' mails was handed over."""
    with connection.cursor() as cursore:
        cursore.execute(PRIME, [f"{chiavi.delle_aziende(circolare)}%"])
        return dict(cursore.fetchall())
