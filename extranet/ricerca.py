"""The search box of the header: a number leads straight there, words look where this person may look."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchQuery
from django.urls import reverse
from django.utils.http import urlencode

from calendario.elenchi import Riga as RigaIniziativa
from calendario.elenchi import righe as righe_iniziative
from calendario.elenchi.righe import da_elencare
from calendario.models import Iniziativa
from circolari.elenchi import PESANTI
from circolari.elenchi import Riga as RigaCircolare
from circolari.elenchi import righe as righe_circolari
from circolari.models import Circolare
from nucleo.elenchi import Linguetta, TroppoLunga, conta, entro
from pratiche import ricerca, riservatezza
from pratiche.models import Pratica, Stato
from pratiche.riservatezza import Riga
from sportelli.models import Azienda, Fornitore, Utente

QUANTE = 6
# Enough to read the rows again, and to put them in order.
CHIAVI = ("pk", "numero", "stato", "aggiornata_il")


@dataclass
class Esito:
    """What was found, place by place; every place starts from `visibili_a`."""

    testo: str
    aperte: Sequence[Riga] = ()
    archiviate: Sequence[Riga] = ()
    aziende: Sequence[Azienda] = ()
    fornitori: Sequence[Fornitore] = ()
    circolari: Sequence[RigaCircolare] = ()
    tutte_le_circolari: str = ""
    iniziative: Sequence[RigaIniziativa] = ()
    tutte_le_iniziative: str = ""
    altrove: list[Linguetta] = field(default_factory=list)
    avviso: str = ""

    def __bool__(self) -> bool:
        trovate = (self.aperte, self.archiviate, self.aziende, self.fornitori, self.circolari)
        return any((*trovate, self.iniziative))


def per_numero(testo: str, utente: Utente) -> Pratica | None:
    """The pratica with that number, if this person sees it."""
    numero = ricerca.numero(testo)
    return Pratica.objects.visibili_a(utente).filter(numero=numero).first() if numero else None


def cerca(testo: str, utente: Utente) -> Esito:
    """The first of each place where the words are; nothing when there are none to look for."""
    esito = Esito(testo)
    domanda = ricerca.domanda(testo)
    if domanda is None:
        return esito
    aziende = Azienda.objects.visibili_a(utente).filter(ragione_sociale__icontains=testo)
    esito.aziende = list(aziende.select_related("provincia").order_by("ragione_sociale", "pk")[:QUANTE])
    fornitori = Fornitore.objects.visibili_a(utente).filter(ragione_sociale__icontains=testo)
    esito.fornitori = list(fornitori.select_related("paese").order_by("ragione_sociale", "pk")[:QUANTE])
    _cerca_circolari(esito, utente)
    _cerca_iniziative(esito, utente)
    try:
        with entro(ricerca.pazienza(testo)):
            _cerca_pratiche(esito, domanda, utente)
    except TroppoLunga:
        esito.avviso = ricerca.TROPPO_COMUNE
    return esito


def _cerca_circolari(esito: Esito, utente: Utente) -> None:
    """Those whose title or text answers, the latest first."""
    trovate = Circolare.objects.visibili_a(utente).cerca(esito.testo).order_by("-diffusa_il", "-pk")
    prime = trovate.defer(*PESANTI).prefetch_related("settori", "paesi")[:QUANTE]
    esito.circolari = righe_circolari(list(prime), utente)
    tutte = {"lista": "tutte", "testo": esito.testo}
    esito.tutte_le_circolari = f"{reverse('circolari:elenco')}?{urlencode(tutte)}"


def _cerca_iniziative(esito: Esito, utente: Utente) -> None:
    """Those that this person may read in full and whose words answer, the latest first (C7)."""
    visibili = da_elencare(Iniziativa.objects.visibili_a(utente).con_dettagli_per(utente))
    trovate = visibili.intere().cerca(esito.testo).order_by("-inizio", "-pk")
    esito.iniziative = righe_iniziative(list(trovate[:QUANTE]), [])
    tutte = {"lista": "tutte", "testo": esito.testo}
    esito.tutte_le_iniziative = f"{reverse('calendario:elenco')}?{urlencode(tutte)}"


def _cerca_pratiche(esito: Esito, domanda: SearchQuery, utente: Utente) -> None:
    """The open ones by date; of the archive the first that come, and the way to all of them."""
    aperte = Pratica.objects.non_archiviate_visibili_a(utente).parlano_di(domanda, esito.aziende)
    archivio = Pratica.objects.archivio_visibile_a(utente).parlano_di(domanda, esito.aziende)
    prime = aperte.order_by("-aggiornata_il", "-pk").only(*CHIAVI)[:QUANTE]
    chiavi = sorted(prime.union(archivio.order_by().only(*CHIAVI)[:QUANTE], all=True), key=_recente)
    righe = {riga.numero: riga for riga in riservatezza.righe(chiavi, utente)}
    trovate = [(chiave.stato, righe[chiave.numero]) for chiave in chiavi if chiave.numero in righe]
    esito.aperte = [riga for stato, riga in trovate if stato != Stato.COMPLETATA]
    esito.archiviate = [riga for stato, riga in trovate if stato == Stato.COMPLETATA]
    if esito.archiviate:
        tutte = f"{reverse('pratiche:archivio')}?{urlencode({'testo': esito.testo})}"
        esito.altrove.append(Linguetta("In archivio", tutte, conta(archivio), False))


def _recente(pratica: Pratica) -> tuple[float, int]:
    """Puts the latest first."""
    return -pratica.aggiornata_il.timestamp(), -pratica.pk
