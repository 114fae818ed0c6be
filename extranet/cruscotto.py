"""The home page of each role: what waits for me, what is late, what is new, each figure with its list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from extranet import cruscotto_circolari
from nucleo.elenchi import Linguetta, conta_tutti
from nucleo.models import Busta
from nucleo.models.posta import StatoBusta
from pratiche import riservatezza, scadenze
from pratiche.elenchi import liste_di
from pratiche.models import Decisione, Pratica
from pratiche.riservatezza import Riga
from pratiche.statistiche import lavoro_per_sportello
from sportelli.models import Ruolo, Utente

RIGHE = 6


@dataclass(frozen=True)
class Piano:
    """How one of the lists stands on the home page."""

    lista: str
    icona: str
    ordine: str
    titolo: str = ""


IN_PRIMO_PIANO = (
    Piano("attendono", "it-inbox", "scadenza"),
    Piano("ritardo", "it-clock", "scadenza"),
    Piano("tutte", "it-folder", "-aperta_il", "Aperte di recente"),
)


@dataclass(frozen=True)
class Riquadro:
    """The first rows of one list, and the way to the rest."""

    titolo: str
    icona: str
    indirizzo: str
    righe: Sequence[Riga]
    vuoto: str


def contesto(utente: Utente) -> dict[str, Any]:
    """All that the home page of an office or of TP shows."""
    return {
        "cifre": cifre(utente),
        "silenzi": silenzi(utente) if utente.ruolo == Ruolo.REFERENTE else [],
        "sportelli": lavoro_per_sportello(utente) if utente.ruolo == Ruolo.DIREZIONE else [],
        "riquadri": riquadri(utente),
        "circolari": cruscotto_circolari.da_leggere(utente) if utente.di_sportello else None,
    }


def cifre(utente: Utente) -> list[Linguetta]:
    """How many rows stand in each list of this person; one query."""
    visibili = Pratica.objects.non_archiviate_visibili_a(utente)
    sue = liste_di(utente)
    conti = conta_tutti({lista.nome: lista.chiede(visibili, utente) for lista in sue})
    return [
        Linguetta(lista.titolo, _indirizzo(lista.nome), conti[lista.nome], lista.nome == "ritardo")
        for lista in sue
    ]


def riquadri(utente: Utente) -> list[Riquadro]:
    """What waits for this person, what is late, what is new in the archive; masked as she may read it."""
    visibili = Pratica.objects.non_archiviate_visibili_a(utente)
    sue = {lista.nome: lista for lista in liste_di(utente)}
    insiemi: list[tuple[QuerySet[Pratica], Riquadro]] = [
        (
            lista.chiede(visibili, utente).order_by(piano.ordine, "pk"),
            Riquadro(piano.titolo or lista.titolo, piano.icona, _indirizzo(lista.nome), [], lista.vuota[0]),
        )
        for piano in IN_PRIMO_PIANO
        if (lista := sue.get(piano.lista))
    ]
    nuove = Pratica.objects.archivio_visibile_a(utente).order_by("-chiusa_il", "-pk")
    archivio = reverse("pratiche:archivio")
    vuoto = Riquadro("Nuove in archivio", "it-box", archivio, [], "L'archivio è vuoto")
    return _riempiti([*insiemi, (nuove, vuoto)], utente)


def _riempiti(insiemi: Sequence[tuple[QuerySet[Pratica], Riquadro]], utente: Utente) -> list[Riquadro]:
    """Each with its first rows; what they show is read once for all of them."""
    prime = [list(insieme.only("pk", "numero")[:RIGHE]) for insieme, _ in insiemi]
    viste = riservatezza.righe({pratica.pk: pratica for righe in prime for pratica in righe}.values(), utente)
    per_numero = {riga.numero: riga for riga in viste}
    return [
        replace(riquadro, righe=[per_numero[p.numero] for p in righe if p.numero in per_numero])
        for righe, (_, riquadro) in zip(prime, insiemi, strict=True)
    ]


@dataclass(frozen=True)
class Silenzio:
    """A decision that waits for the Referente, and when the office may go on without him (C2)."""

    riga: Riga
    fino_a: datetime


def silenzi(utente: Utente) -> list[Silenzio]:
    """The decisions whose turn is this Referente's, the one that has waited longest first."""
    attese = Decisione.objects.filter(stato=Decisione.Stato.ATTENDE_TP, referente=utente)
    prime = list(attese.select_related("pratica__sportello").order_by("turno_dal", "pk")[:RIGHE])
    viste = riservatezza.righe([decisione.pratica for decisione in prime], utente)
    per_numero = {riga.numero: riga for riga in viste}
    return [
        Silenzio(riga, scadenze.fine_silenzio(decisione))
        for decisione in prime
        if (riga := per_numero.get(decisione.pratica.numero))
    ]


def cifre_di_servizio() -> list[Linguetta]:
    """What administrators look after: mail that stays, people who cannot enter or enter too easily."""
    insiemi = {
        ("Messaggi in coda", _posta("in_coda")): Busta.objects.filter(stato=StatoBusta.IN_CODA),
        ("Parcheggiati", _posta("parcheggiato")): Busta.objects.filter(stato=StatoBusta.PARCHEGGIATO),
        ("Respinti", _posta("respinto")): Busta.objects.filter(stato=StatoBusta.RESPINTO),
        ("Inviti da accettare", reverse("sportelli:persone")): Utente.objects.invitati(),
        ("Senza secondo fattore", reverse("sportelli:persone")): Utente.objects.senza_secondo_fattore(),
    }
    conti = conta_tutti({testo: insieme for (testo, _), insieme in insiemi.items()})
    return [
        Linguetta(testo, indirizzo, conti[testo], testo == "Parcheggiati") for testo, indirizzo in insiemi
    ]


def _posta(stato: str) -> str:
    return f"{reverse('nucleo:posta')}?stato={stato}"


def _indirizzo(nome: str) -> str:
    return reverse("pratiche:elenco_lista", args=[nome])
