"""Reading the feeds of the partners: taken, fetched, understood, written, each in its own time (C8, S-01).

Taking is a lease, committed before anybody speaks to the network; what was read is written in one
transaction, and only by who still holds the lease. A worker that dies loses nothing: the feed is due again
when its lease has passed, and one that comes late writes nothing.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction

from calendario import posta
from calendario.azioni.raccolta import applica
from calendario.lettore import Illeggibile, Letto
from calendario.lettore.recinto import leggi_al_chiuso
from calendario.models import Fonte, Lettura
from calendario.raccolta import Piano, piano
from nucleo import campanello, tempo
from nucleo.prelievo import REGOLE, Prelievo, Regole, Rifiutato, preleva

log = logging.getLogger(__name__)

COMPITO = "calendario.tasks.leggi_fonti"
# No reading lasts so long: a task is killed before.
PRESA = timedelta(minutes=12)
# How long one call goes on taking: the last one may take two minutes more.
TURNO = timedelta(minutes=4)
# After the n-th failure in a row a feed waits for the n-th of these, or the last.
ATTESE = tuple(timedelta(minutes=minuti) for minuti in (15, 60, 4 * 60, 12 * 60, 24 * 60))
GIORNI_DI_GUASTO = 3
# Even of a feed that never changes: the dates of what repeats itself come nearer.
INTERA_OGNI = timedelta(days=7)
MEMORIA = timedelta(days=180)
ACCETTA = "text/calendar, text/plain;q=0.5, */*;q=0.1"
ROTTO = "La lettura si è interrotta per un errore nostro: sarà ripetuta da sola."
Esito = Lettura.Esito
Lettore = Callable[[bytes, date, str], Letto]
Rete = Callable[..., Prelievo]


@dataclass(frozen=True)
class Presa:
    """A feed in the hands of one worker, as it was when it was taken."""

    fonte: Fonte
    scade: datetime
    inizio: float = field(default_factory=time.monotonic)

    @property
    def prova(self) -> bool:
        return self.fonte.da_provare

    @property
    def durata_ms(self) -> int:
        return int(1000 * (time.monotonic() - self.inizio))


def sveglia_fonti() -> None:
    """Calls the workers if a feed is due: the sweep's duty."""
    if Fonte.objects.dovute().exists():
        campanello.suona(COMPITO)


def leggi_dovute(*, regole: Regole = REGOLE, turno: timedelta = TURNO) -> int:
    """Reads what is due, one feed at a time, until nothing is or the time is up; how many were read.

    Not to be called inside a transaction. Many workers may call it at once; running it twice is harmless.
    """
    fine, lette = time.monotonic() + turno.total_seconds(), 0
    while (chiave := Fonte.objects.dovute().order_by("prossima").values_list("pk", flat=True).first()) and (
        time.monotonic() < fine
    ):
        lette += leggi(chiave, regole=regole) is not None
    sveglia_fonti()
    return lette


def leggi(
    chiave: int, *, regole: Regole = REGOLE, lettore: Lettore = leggi_al_chiuso, rete: Rete = preleva
) -> Lettura | None:
    """Reads one feed and writes what it says, or why not; None when it is not due, or somebody has it.

    `rete` fetches: the demonstration has feeds that stand nowhere.
    """
    presa = _prendi(chiave)
    if presa is None:
        return None
    try:
        prelievo = _scarica(presa, regole, rete)
        letto = None if prelievo.invariato else lettore(prelievo.byte, tempo.oggi(), prelievo.tipo)
        return _scrivi(presa, prelievo, letto)
    except (Rifiutato, Illeggibile) as perche:
        return _rinuncia(presa, str(perche))
    except Exception:
        log.exception("calendario: la fonte %s non si legge", chiave)
        return _rinuncia(presa, ROTTO)


@transaction.atomic
def _prendi(chiave: int) -> Presa | None:
    dovute = Fonte.objects.dovute().filter(pk=chiave).select_related("editore")
    fonte = dovute.select_for_update(skip_locked=True, of=("self",)).first()
    if fonte is None:
        return None
    fonte.presa_fino_a = tempo.adesso() + PRESA
    fonte.save(update_fields=["presa_fino_a"])
    return Presa(fonte, fonte.presa_fino_a)


def _scarica(presa: Presa, regole: Regole, rete: Rete) -> Prelievo:
    fonte, intera = presa.fonte, presa.prova or _da_leggere_intera(presa.fonte)
    segni = {} if intera else {"etag": fonte.etag, "modificata": fonte.modificata}
    return rete(fonte.indirizzo, accetta=ACCETTA, regole=regole, **segni)


def _da_leggere_intera(fonte: Fonte) -> bool:
    """Whether it is long since it was read from the first line to the last."""
    da_poco = tempo.adesso() - INTERA_OGNI
    return not fonte.letture.vere().filter(quando__gt=da_poco, intera=True).exists()


@transaction.atomic
def _scrivi(presa: Presa, prelievo: Prelievo, letto: Letto | None) -> Lettura | None:
    fonte = _ancora_nostra(presa)
    if fonte is None:
        return None
    if letto is None:
        return _chiudi(presa, fonte, Lettura(esito=Esito.INVARIATA))
    righe = fonte.iniziative.select_for_update(of=("self",)).defer("ics", "ics_en", "html", "html_en")
    che = piano(fonte, letto, righe)
    if presa.prova:
        return _chiudi(presa, fonte, _detta(che, Esito.RIUSCITA))
    if che.sospetto and not fonte.letture.confermate(che.impronta).exists():
        return _sospetta(presa, fonte, che)
    return _fatta(presa, fonte, prelievo, che)


def _ancora_nostra(presa: Presa) -> Fonte | None:
    """The feed, held, unless the lease has passed to others or somebody has changed or stopped it."""
    fonti = Fonte.objects.select_related("editore").select_for_update(of=("self",))
    return fonti.filter(pk=presa.fonte.pk, presa_fino_a=presa.scade).first()


def _fatta(presa: Presa, fonte: Fonte, prelievo: Prelievo, che: Piano) -> Lettura:
    attendono = applica(fonte, che)
    fonte.etag, fonte.modificata = prelievo.etag, prelievo.modificata[:100]
    lettura = _chiudi(presa, fonte, _detta(che, Esito.INVARIATA if che.vuoto else Esito.RIUSCITA))
    if attendono:
        posta.annuncia_raccolta(fonte, lettura.pk, attendono)
    return lettura


def _detta(che: Piano, esito: str) -> Lettura:
    return Lettura(esito=esito, intera=True, dettagli=che.dettagli, errore=che.sospetto, **che.conti)


def _sospetta(presa: Presa, fonte: Fonte, che: Piano) -> Lettura:
    """Nothing is done; the redazione is told what would disappear."""
    fonte.etag = fonte.modificata = ""
    lettura = _detta(che, Esito.SOSPETTA)
    lettura.impronta = che.impronta
    posta.annuncia_sospetto(fonte, che.impronta, che.sospetto)
    return _chiudi(presa, fonte, lettura)


def _chiudi(presa: Presa, fonte: Fonte, lettura: Lettura) -> Lettura:
    """Into the log, and the feed is free until the next time."""
    lettura.fonte, lettura.prova, lettura.durata_ms = fonte, presa.prova, presa.durata_ms
    lettura.save()
    fonte.presa_fino_a, fonte.da_provare = None, False
    if not presa.prova:
        fonte.prossima = tempo.adesso() + _pausa(fonte, lettura)
        fonte.letture.filter(quando__lt=tempo.adesso() - MEMORIA).delete()
    fonte.save(update_fields=["presa_fino_a", "da_provare", "prossima", "etag", "modificata"])
    return lettura


def _pausa(fonte: Fonte, lettura: Lettura) -> timedelta:
    if lettura.esito != Esito.FALLITA:
        return timedelta(hours=fonte.ogni_ore)
    fallite = fonte.letture.serie_fallita().count()
    return ATTESE[min(fallite, len(ATTESE)) - 1]


@transaction.atomic
def _rinuncia(presa: Presa, errore: str) -> Lettura | None:
    """Nothing of it is written but why; and the redazione is told the first time, and after some days."""
    fonte = _ancora_nostra(presa)
    if fonte is None:
        return None
    fonte.etag = fonte.modificata = ""
    lettura = _chiudi(presa, fonte, Lettura(esito=Esito.FALLITA, errore=errore))
    if not presa.prova:
        _avvisa_del_guasto(fonte, errore)
    return lettura


def _avvisa_del_guasto(fonte: Fonte, errore: str) -> None:
    prima = fonte.letture.serie_fallita().order_by("quando", "pk").first()
    if prima is None:
        return
    posta.annuncia_guasto(fonte, prima.pk, errore)
    giorni = (tempo.adesso() - prima.quando).days
    if giorni >= GIORNI_DI_GUASTO:
        posta.annuncia_guasto_lungo(fonte, prima.pk, giorni, errore)
