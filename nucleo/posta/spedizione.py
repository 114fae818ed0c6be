"""Out of the outbox: take, speak, mark."""

import logging
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from nucleo import tempo
from nucleo.models import Busta
from nucleo.models.posta import StatoBusta
from nucleo.posta import soppressioni, ufficio
from nucleo.posta.coda import sveglia
from nucleo.posta.composizione import Composizione, Contenuto, Plico, Rinvio, Tipografia
from nucleo.posta.giornale import Giornale, recupera
from nucleo.posta.postino import Esito, Postino, Risposta
from nucleo.posta.presa import MANCIATA, Presa, parcheggia, prendi

log = logging.getLogger(__name__)

# How long one call goes on: other tasks of the worker want their turn.
TURNO = timedelta(seconds=60)
# After the n-th failed attempt an e-mail waits for the n-th of these; after the last attempt it is parked.
ATTESE = tuple(timedelta(minutes=minuti) for minuti in (1, 5, 15, 60))
CADUTE_MASSIME = 3


@dataclass
class Conto:
    """How a round went: e-mails by outcome."""

    esiti: dict[str, int] = field(default_factory=dict)

    def segna(self, esito: str) -> None:
        self.esiti[esito] = self.esiti.get(esito, 0) + 1

    def __getitem__(self, esito: str) -> int:
        return self.esiti.get(esito, 0)


def spedisci_dovuti(turno: timedelta = TURNO) -> Conto:
    """Sends what is due, chunk after chunk, until nothing is or the time is up.

    Not to be called inside a transaction: each taking and each outcome is committed by itself. Many workers
    may call it at once; running it twice is harmless. Who finds enough for two calls a colleague, once: she
    will call the next. Letters are serialised once for the whole call.
    """
    conto, tipografia, chiamata = Conto(), Tipografia(), False
    fine = time.monotonic() + turno.total_seconds()
    while presa := _prossima():
        if len(presa.buste) == MANCIATA and not chiamata:
            chiamata = True
            sveglia()
        _Giro(presa, conto, tipografia).compi()
        if time.monotonic() > fine:
            sveglia()
            break
    return conto


def _prossima() -> Presa | None:
    """What dead workers of this machine had handed over is marked first, lest it be taken again."""
    recupera()
    return prendi()


class _Giro:
    """One chunk over one connection."""

    def __init__(self, presa: Presa, conto: Conto, tipografia: Tipografia) -> None:
        self.presa, self.conto, self.tipografia = presa, conto, tipografia
        self.postino, self.composizione = Postino(), Composizione()
        self.giornale = Giornale(presa.codice)
        self.cadute = 0

    def compi(self) -> None:
        restanti = self.presa.buste
        try:
            while restanti := self._nostre(restanti):
                prima, *restanti = restanti
                if not self._tratta(prima, restanti):
                    self.presa.rilascia(restanti)
                    return
        finally:
            self.giornale.chiudi()
            self.postino.chiudi()

    def _nostre(self, restanti: list[Busta]) -> list[Busta]:
        """Those still in our hands for the time of one more delivery, with the lease renewed if need be."""
        if not self.presa.scade_presto():
            return restanti
        self.giornale.scrivi()
        return self.presa.rinnova(restanti)

    def _tratta(self, busta: Busta, restanti: list[Busta]) -> bool:
        """Brings one e-mail to an outcome; False when the server wants to be left in peace."""
        if self.composizione.da_rifare(busta):
            # Who composes may look at what has left: the companies' mails wait for the Sportelli's.
            self.giornale.scrivi()
        try:
            che = self._stampa(busta, restanti)
        except Exception as errore:
            log.exception("posta: %s non si compone", busta.chiave)
            _fallita(busta, f"non si compone: {type(errore).__name__}: {errore}")
            self.conto.segna("fallito")
            return True
        if isinstance(che, Plico):
            return self._consegna(busta, che)
        self.conto.segna(_non_parte(busta, che))
        return True

    def _stampa(self, busta: Busta, restanti: list[Busta]) -> Plico | Rinvio | None:
        """The e-mail as it leaves; one that cannot be written must not stop those behind it."""
        che = self.composizione.di(busta, restanti)
        return self.tipografia.plico(busta, che) if isinstance(che, Contenuto) else che

    def _consegna(self, busta: Busta, plico: Plico) -> bool:
        risposta = self.postino.consegna(plico)
        if risposta.esito is Esito.CHIUSO and self.postino.servite:
            # Enough for one connection, says the server: the same e-mail again over a new one.
            self.postino.chiudi()
            risposta = self.postino.consegna(plico)
        # First of all: between the server's acceptance and this, a death repeats the e-mail.
        self._scrivi(busta, risposta)
        self.conto.segna(risposta.esito.name.lower())
        self.cadute = self.cadute + 1 if risposta.esito is Esito.CADUTA else 0
        if risposta.esito is not Esito.CHIUSO and self.cadute < CADUTE_MASSIME:
            return True
        ufficio.server_irraggiungibile(risposta.errore)
        return False

    def _scrivi(self, busta: Busta, risposta: Risposta) -> None:
        match risposta.esito:
            case Esito.CONSEGNATO:
                self.giornale.segna(busta.pk)
                if self.postino.servite == 1:
                    ufficio.server_raggiunto()
            case Esito.RESPINTO:
                log.warning("posta: respinta %s: %s", busta.chiave, risposta.errore)
                _chiudi(busta, StatoBusta.RESPINTO, risposta.errore)
                if busta.massiva:
                    soppressioni.sopprimi(busta.a, risposta.errore)
            case Esito.CHIUSO:
                self.presa.rilascia([busta])
            case _:
                _fallita(busta, risposta.errore)


def _chiudi(busta: Busta, stato: StatoBusta, errore: str) -> None:
    Busta.objects.filter(pk=busta.pk, presa_da=busta.presa_da).update(
        stato=stato, chiusa_il=tempo.adesso(), errore=errore, prese=0, presa_da=None
    )


def _fallita(busta: Busta, errore: str) -> None:
    """One attempt more: wait, each time longer, or be parked."""
    tentativi = busta.tentativi + 1
    if tentativi > len(ATTESE):
        parcheggia(busta, errore)
    else:
        _aspetta(busta, tempo.adesso() + ATTESE[tentativi - 1], tentativi=tentativi, errore=errore)


def _non_parte(busta: Busta, che: Rinvio | None) -> str:
    """What the composer answered instead of an e-mail."""
    if che is None:
        _chiudi(busta, StatoBusta.ANNULLATO, "non riguarda più il destinatario")
        return "annullato"
    _aspetta(busta, che.fino_a, non_prima_di=max(busta.non_prima_di, che.fino_a))
    return "rinviato"


def _aspetta(busta: Busta, fino_a: datetime, **campi: object) -> None:
    Busta.objects.filter(pk=busta.pk, presa_da=busta.presa_da).update(
        stato=StatoBusta.IN_CODA,
        prossimo=fino_a,
        prese=0,
        presa_da=None,
        presa_il=None,
        di_turno=False,
        **campi,
    )
