"""The ledger of one circolare: whom it was sent to, how each mail went, who opened it and took note of it.

Toscana Promozione follows everybody, and of the companies' people reads neither name nor address (C6); an
office follows its own people and those of its own companies.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from circolari.models import Circolare, Destinatario, Lettura
from nucleo.elenchi import DI_SERVIZIO, LISTA, Colonna, Conta, Elenco, Filtri, Linguetta, Ordine, conta_tutti
from nucleo.models import Busta
from nucleo.models.posta import StatoBusta
from nucleo.templatetags.nucleo import quando, stato
from sportelli.forms.campi import ScelteConRicerca
from sportelli.models import Sportello, Utente

SPORTELLI, AZIENDE = "sportelli", "aziende"
# Of an e-mail, in Italian, one says «consegnata».
STATI = {
    StatoBusta.IN_CODA: "in coda",
    StatoBusta.IN_INVIO: "in invio",
    StatoBusta.CONSEGNATO: "consegnata",
    StatoBusta.RESPINTO: "respinta",
    StatoBusta.PARCHEGGIATO: "parcheggiata",
    StatoBusta.ANNULLATO: "annullata",
}
CASELLA = "Casella dell'ufficio"


@dataclass(frozen=True)
class RigaRegistro:
    """One recipient as its reader may see it: for TP no name and no address of a company's person (C6)."""

    sportello: str
    azienda: str
    persona: str
    indirizzo: str
    stato: str
    inviata: int
    consegnata_il: datetime | None
    aperta_il: datetime | None
    presa_visione_il: datetime | None
    errore: str

    @property
    def stato_nome(self) -> str:
        return STATI.get(StatoBusta(self.stato), self.stato) if self.stato else "non più in archivio"


def riga(destinatario: Destinatario, lettura: Lettura | None, utente: Utente) -> RigaRegistro:
    """What this reader may know of a recipient: the one place that decides it."""
    busta = destinatario.busta
    velata = destinatario.azienda_id is not None and not utente.di_sportello
    return RigaRegistro(
        sportello=destinatario.sportello.breve,
        azienda=str(destinatario.azienda or ""),
        persona="" if velata else _persona(destinatario),
        indirizzo=f"•••@{destinatario.email.rpartition('@')[2]}" if velata else destinatario.email,
        stato=busta.stato if busta else "",
        inviata=destinatario.inviata,
        consegnata_il=busta.chiusa_il if busta and busta.stato == StatoBusta.CONSEGNATO else None,
        aperta_il=lettura.aperta_il if lettura else None,
        presa_visione_il=lettura.presa_visione_il if lettura else None,
        errore="" if velata else _errore(busta),
    )


def _persona(destinatario: Destinatario) -> str:
    return str(destinatario.contatto or destinatario.utente or CASELLA)


def _errore(busta: Busta | None) -> str:
    """Why it did not arrive, in the words of the recipient's mail server."""
    guasta = busta is not None and busta.stato in (StatoBusta.RESPINTO, StatoBusta.PARCHEGGIATO)
    return busta.errore if busta and guasta else ""


class FiltriRegistro(Filtri):
    """By name, state of the mail, office."""

    testo = forms.CharField(label="Azienda o persona", max_length=80)
    stato = forms.MultipleChoiceField(
        label="E-mail",
        choices=[(codice, nome.capitalize()) for codice, nome in STATI.items()],
        widget=ScelteConRicerca("Qualunque"),
    )
    sportello = forms.MultipleChoiceField(
        label="Sportello",
        choices=lambda: [(ufficio.codice, ufficio.breve) for ufficio in Sportello.objects.all()],
        widget=ScelteConRicerca("Qualunque"),
    )
    domande = {"stato": "busta__stato__in", "sportello": "sportello__codice__in"}

    def __init__(self, *args: Any, utente: Utente, **kwargs: Any) -> None:
        super().__init__(*args, utente=utente, **kwargs)
        if utente.di_sportello:
            del self.fields["sportello"]

    def filtra_testo(self, righe: QuerySet[Destinatario], testo: str) -> QuerySet[Destinatario]:
        """A company by its name; people only where their names may be read, or the answer would tell (C6)."""
        trovate = Q(azienda__ragione_sociale__icontains=testo)
        trovate |= Q(utente__nome__icontains=testo) | Q(utente__cognome__icontains=testo)
        if self.utente.di_sportello:
            trovate |= Q(contatto__nome__icontains=testo) | Q(email__istartswith=testo)
        return righe.filter(trovate)


def _chi(riga: RigaRegistro) -> SafeString:
    """Whom it is for: the company, then its person; of an office its person."""
    sotto = " · ".join(parte for parte in (riga.persona if riga.azienda else "", riga.indirizzo) if parte)
    return format_html('{}<span class="nota-riga">{}</span>', riga.azienda or riga.persona, sotto)


def _com_e_andata(riga: RigaRegistro) -> SafeString:
    segno = stato(riga.stato, riga.stato_nome)
    return format_html('{}<span class="nota-riga">{}</span>', segno, riga.errore) if riga.errore else segno


CHI = Colonna[RigaRegistro]("Destinatario", lambda r: r.azienda, _chi, classe="principale", dove="pagina")
SPORTELLO = Colonna[RigaRegistro]("Sportello", lambda r: r.sportello)
COME = Colonna[RigaRegistro]("E-mail", lambda r: r.stato_nome, _com_e_andata)
CONSEGNATA = Colonna[RigaRegistro](
    "Consegnata", lambda r: r.consegnata_il, lambda r: quando(r.consegnata_il), classe="istante"
)
APERTA = Colonna[RigaRegistro]("Aperta nell'Extranet", lambda r: r.aperta_il, lambda r: quando(r.aperta_il))
PRESA = Colonna[RigaRegistro](
    "Presa visione", lambda r: r.presa_visione_il, lambda r: quando(r.presa_visione_il)
)
FILE: Sequence[Colonna[RigaRegistro]] = (
    Colonna("Azienda", lambda r: r.azienda, dove="file"),
    Colonna("Persona", lambda r: r.persona, dove="file"),
    Colonna("Indirizzo", lambda r: r.indirizzo, dove="file"),
    Colonna("Versione inviata", lambda r: r.inviata or None, dove="file"),
    Colonna("Risposta del server", lambda r: r.errore, dove="file"),
)


class ElencoRegistro(Elenco[Destinatario, RigaRegistro]):
    """The recipients of one tier, in the order in which they were written down."""

    vista = "circolari:registro"
    parole = ("destinatario", "destinatari")
    filtri = FiltriRegistro
    di_servizio = DI_SERVIZIO | {LISTA}
    ordini: Mapping[str, Ordine] = {"numero": Ordine("id")}
    predefinito = "numero"

    def __init__(self, utente: Utente, parametri: QueryDict, circolare: Circolare) -> None:
        super().__init__(utente, parametri)
        self.circolare = circolare
        self.lista = AZIENDE if parametri.get(LISTA) == AZIENDE else SPORTELLI
        self.nome = f"registro-{self.lista}"
        self.titolo = "Aziende" if self.lista == AZIENDE else "Sportelli"
        dell_ufficio = (APERTA, PRESA) if self.lista == SPORTELLI else ()
        self.colonne = (CHI, SPORTELLO, COME, CONSEGNATA, *dell_ufficio, *FILE)

    def argomenti(self) -> list[Any]:
        return [self.circolare.codice]

    @property
    def di_aziende(self) -> bool:
        return self.lista == AZIENDE

    @property
    def persone_nostre(self) -> bool:
        """Whether the page tells people of companies, to the office that keeps them: the log writes it."""
        return self.di_aziende and self.utente.di_sportello

    def insieme(self) -> QuerySet[Destinatario]:
        tutti = Destinatario.objects.visibili_a(self.utente).filter(circolare=self.circolare)
        suoi = tutti.delle_aziende() if self.di_aziende else tutti.degli_uffici()
        return suoi.select_related("sportello", "busta", "azienda", "utente", *self._persona())

    def righe(self, oggetti: Sequence[Destinatario]) -> Sequence[RigaRegistro]:
        lettori = [oggetto.utente_id for oggetto in oggetti if oggetto.utente_id]
        letture = Lettura.objects.filter(circolare=self.circolare, utente__in=lettori) if lettori else []
        per_utente = {lettura.utente_id: lettura for lettura in letture}
        return [riga(oggetto, per_utente.get(oggetto.utente_id or 0), self.utente) for oggetto in oggetti]

    @property
    def linguette(self) -> list[Linguetta]:
        return [
            Linguetta(titolo, f"{self.indirizzo}?{LISTA}={nome}", self._conti[nome], nome == self.lista)
            for nome, titolo in ((SPORTELLI, "Sportelli"), (AZIENDE, "Aziende"))
        ]

    @property
    def conta(self) -> Conta:
        return self._conti["qui"]

    @cached_property
    def _conti(self) -> dict[str, Conta]:
        """The counts of both tiers, and of this one as filtered; one query."""
        tutti = Destinatario.objects.visibili_a(self.utente).filter(circolare=self.circolare)
        insiemi = {SPORTELLI: tutti.degli_uffici(), AZIENDE: tutti.delle_aziende()}
        return conta_tutti({**insiemi, "qui": self.filtrate}, intero="qui")

    def _persona(self) -> tuple[str, ...]:
        """The companies' people are read only for the office that keeps them (C6)."""
        return ("contatto",) if self.persone_nostre else ()
