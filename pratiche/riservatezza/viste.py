"""What the pages of one pratica are made of: rows already reduced to what their reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.urls import reverse

from pratiche.riservatezza.livelli import Livello
from sportelli.models import Fornitore, Servizio, Settore, Sportello, Utente


@dataclass(frozen=True)
class VistaAzienda:
    """The company; with `riservata`, for this reader, only its sector, size and province (C4)."""

    ragione_sociale: str
    riservata: bool
    pk: int | None
    settore: str
    dimensione: str
    comune: str
    provincia: str
    ateco: str
    mercati: Sequence[str]
    mercati_obiettivo: Sequence[str]

    @property
    def url(self) -> str | None:
        """The scheda aziendale, which its own office alone opens."""
        return reverse("sportelli:azienda", args=[self.pk]) if self.pk else None


@dataclass(frozen=True)
class VistaContatto:
    nome: str
    incarico: str
    email: str
    telefono: str


@dataclass(frozen=True)
class VistaPasso:
    genere: str
    genere_nome: str
    da: Utente | None
    quando: datetime
    motivo: str
    differenze: dict[str, tuple[str, str]]
    da_stato: str
    da_stato_nome: str
    a_stato: str
    a_stato_nome: str
    pubblico: str


@dataclass(frozen=True)
class VistaNota:
    pk: int
    autore: Utente
    testo: str
    pubblico: str
    pubblico_nome: str
    scritta_il: datetime


@dataclass(frozen=True)
class VistaAllegato:
    pk: int
    nome: str
    tipo: str
    dimensione: int
    pubblico: str
    pubblico_nome: str
    caricato_da: Utente
    caricato_il: datetime


@dataclass(frozen=True)
class VistaIncarico:
    """A supplier engaged; `costo`, `nota` and `da` are None and "" for the other offices."""

    pk: int
    nome: str
    tipo_nome: str
    fornitore: Fornitore | None  # None where this reader may not open the supplier's page
    costo: Decimal | None
    esito: str
    esito_nome: str
    nota: str
    da: Utente | None
    dal: datetime


@dataclass(frozen=True)
class VistaVersione:
    numero: int
    genere: str
    genere_nome: str
    testo: str
    commento: str
    parte: str
    parte_nome: str
    autore: Utente
    scritta_il: datetime


@dataclass(frozen=True)
class VistaDecisione:
    """`versioni` from the first to the last; `in_assenza_dal` is when TP's silence lets the office go on."""

    pk: int
    stato: str
    stato_nome: str
    aperta: bool
    tocca_a: str
    referente: Utente
    versione: int
    versioni: Sequence[VistaVersione]
    aperta_il: datetime
    turno_dal: datetime
    in_assenza_dal: datetime | None
    sollecitata_il: datetime | None
    chiusa_il: datetime | None
    per_sportello: Utente | None
    per_sportello_il: datetime | None
    per_tp: Utente | None
    per_tp_il: datetime | None

    @property
    def ultima(self) -> VistaVersione:
        return self.versioni[-1]


@dataclass(frozen=True)
class VistaIntervento:
    autore: Utente
    testo: str
    scritto_il: datetime


@dataclass(frozen=True)
class VistaChiarimento:
    pk: int
    stato: str
    stato_nome: str
    chiesto_da: Utente
    destinatario: Utente
    entro_il: date
    in_ritardo: bool
    aperto_il: datetime
    chiuso_il: datetime | None
    interventi: Sequence[VistaIntervento]


@dataclass(frozen=True)
class VistaCondivisione:
    pk: int
    con: Sportello
    motivo: str
    da: Utente
    dal: datetime
    fino_al: datetime
    tolta_il: datetime | None
    in_vigore: bool


@dataclass(frozen=True)
class Vista:
    """A pratica as its reader may see it."""

    livello: Livello
    numero: str
    versione: int
    stato: str
    stato_nome: str
    sportello: Sportello
    responsabile: Utente | None
    azienda: VistaAzienda
    contatto: VistaContatto | None
    servizio: Servizio
    settore: Settore
    paesi: Sequence[str]
    oggetto: str
    quesito: str
    risposte: Sequence[tuple[str, str]]
    canale: str
    canale_nome: str
    priorita: str
    priorita_nome: str
    creata_il: datetime
    aperta_il: datetime | None
    aggiornata_il: datetime
    chiusa_il: datetime | None
    scadenza: date | None
    sospesa_dal: date | None
    in_ritardo: bool
    attende: str
    creata_da: Utente | None
    assegnata_a: Utente | None
    referente: Utente | None
    esito: str
    esito_nome: str
    risposta: str
    fonti: Sequence[str]
    valida_fino_al: date | None
    riservata: bool
    motivo_riservata: str
    passi: Sequence[VistaPasso]
    note: Sequence[VistaNota]
    allegati: Sequence[VistaAllegato]
    incarichi: Sequence[VistaIncarico]
    decisioni: Sequence[VistaDecisione]
    chiarimenti: Sequence[VistaChiarimento]
    condivisioni: Sequence[VistaCondivisione]
    chi_vede: Sequence[tuple[str, str]]

    @property
    def url(self) -> str:
        return reverse("pratiche:dettaglio", args=[self.numero])
