"""The rows of lists and exports, as their reader may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models.expressions import RawSQL
from django.urls import reverse

from nucleo import tempo
from pratiche.models import Pratica, Stato
from pratiche.riservatezza.azienda import ragione_sociale
from pratiche.riservatezza.livelli import Livello, livello
from pratiche.riservatezza.veli import Velo, veli
from sportelli.models import Servizio, Settore, Sportello, Utente

LUNGHI = ("quesito", "risposte", "risposta", "fonti", "testo_ricerca", "ricerca")
NOI, SPORTELLO, TP, AZIENDA = "noi", "Sportello", "TP", "azienda"


@dataclass(frozen=True)
class Riga:
    numero: str
    oggetto: str
    azienda: str
    sportello: Sportello
    servizio: Servizio
    settore: Settore
    paesi: Sequence[str]
    stato: str
    stato_nome: str
    priorita: str
    priorita_nome: str
    scadenza: date | None
    sospesa_dal: date | None
    in_ritardo: bool
    assegnata_a: Utente | None
    referente: Utente | None
    aggiornata_il: datetime
    chiusa_il: datetime | None
    attende: str
    livello: Livello
    riservata: bool

    @property
    def url(self) -> str:
        return reverse("pratiche:dettaglio", args=[self.numero])


def righe(pratiche: Iterable[Pratica], utente: Utente) -> list[Riga]:
    """The pratiche in their order, those that this person does not see left out; constant queries."""
    ordine = [pratica.pk for pratica in pratiche]
    lette = _lette(ordine, utente)
    per_lettore = veli(lette.values(), utente)
    return [_riga(lette[pk], utente, per_lettore[pk]) for pk in ordine if pk in lette]


def _lette(ids: list[int], utente: Utente) -> dict[int, Pratica]:
    """By id. The ids are one value: fifty would cost as much as the rows, to be written into the query."""
    righe = (
        Pratica.objects.visibili_a(utente)
        .filter(pk__in=RawSQL("SELECT unnest(%s::bigint[])", [ids]))
        .select_related("azienda", "sportello", "servizio", "settore", "assegnata_a", "referente")
        .con_paesi()
        .con_aziende_passate()
        .defer(*LUNGHI)
    )
    return {pratica.pk: pratica for pratica in righe}


def _riga(pratica: Any, utente: Utente, velo: Velo) -> Riga:
    come = livello(pratica, utente)
    di_rete = come == Livello.RETE
    return Riga(
        numero=pratica.numero,
        oggetto=velo(pratica.oggetto),
        azienda=ragione_sociale(pratica, come),
        sportello=pratica.sportello,
        servizio=pratica.servizio,
        settore=pratica.settore,
        paesi=pratica.nomi_paesi,
        stato=pratica.stato,
        stato_nome=pratica.get_stato_display(),
        priorita=pratica.priorita,
        priorita_nome=pratica.get_priorita_display(),
        scadenza=pratica.scadenza,
        sospesa_dal=pratica.sospesa_dal,
        in_ritardo=in_ritardo(pratica),
        assegnata_a=None if di_rete else pratica.assegnata_a,
        referente=None if di_rete else pratica.referente,
        aggiornata_il=pratica.aggiornata_il,
        chiusa_il=pratica.chiusa_il,
        attende=attende(pratica, come),
        livello=come,
        riservata=pratica.riservata,
    )


def in_ritardo(pratica: Pratica) -> bool:
    """Past its deadline while it waits for nobody else: the same question as `PraticaQuerySet.in_ritardo`."""
    tocca_a_noi = pratica.stato in (Stato.APERTA, Stato.IN_LAVORAZIONE)
    return tocca_a_noi and pratica.scadenza is not None and pratica.scadenza < tempo.oggi()


def attende(pratica: Pratica, come: Livello) -> str:
    """Who is to move now, as the reader says it: «noi», «Sportello», «TP», «azienda»; "" when closed."""
    chi = {
        Stato.COMPLETATA: "",
        Stato.ANNULLATA: "",
        Stato.IN_ATTESA_AZIENDA: AZIENDA,
        Stato.IN_ATTESA_TP: TP,
    }.get(Stato(pratica.stato), SPORTELLO)
    nostro = {Livello.UFFICIO: SPORTELLO, Livello.TP: TP}.get(come)
    return NOI if chi and chi == nostro else chi
