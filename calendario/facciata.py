"""An initiative as somebody outside reads it, in Italian or in English: the only thing that pages, feeds and
files of the public show. Under embargo it holds the announcement and nothing else (C7)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from calendario.indice import PAESE, SETTORE, Voce
from calendario.indirizzi import INIZIATIVA, indirizzo
from calendario.lingue import INGLESE, ITALIANO, data_lunga, periodo
from calendario.models import Iniziativa, Stato
from calendario.nomi import Nomi, nome, nomi

__all__ = ["INGLESE", "ITALIANO", "Facciata", "facciata", "facciate"]

# Code and name of each sector, then of each country.
Argomenti = tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Facciata:
    """What may be read of it. With `dettagli` false the fields after it are empty."""

    pk: int
    codice: UUID
    lingua: str
    indirizzo: str
    indirizzo_ics: str
    stato: str
    tipo: str
    nome_tipo: str
    titolo: str
    organizzatore: str
    sito: str
    inizio: date
    fine: date
    solo_mese: bool
    ora_inizio: time | None
    ora_fine: time | None
    avvisi: tuple[str, ...]
    dettagli: bool = True
    html: str = ""
    testo_piano: str = ""
    partner: str = ""
    settori: tuple[tuple[str, str], ...] = ()
    paesi: tuple[tuple[str, str], ...] = ()
    modalita: str = ""
    citta: str = ""
    sede: str = ""
    scadenza: date | None = None
    adesioni_aperte: bool = False
    costo: Decimal | None = None
    posti: int | None = None
    inizio_prima: date | None = None
    senza_data: bool = False
    collegamento: str = ""
    fonte: str = ""
    categorie: tuple[str, ...] = field(default=())

    @property
    def quando(self) -> str:
        """The days, or the month, as short as they can be said."""
        return periodo(self.inizio, self.fine, self.lingua, solo_mese=self.solo_mese)

    @property
    def luogo(self) -> str:
        """Where, on one line."""
        nomi = [nome for _codice, nome in self.paesi]
        return ", ".join(filter(None, (self.sede, self.citta, *nomi)))


def facciata(
    iniziativa: Iniziativa, lingua: str, *, dettagli: bool, argomenti: Argomenti | None = None
) -> Facciata:
    """What the public reads of it in that language; the Italian words where there are no English ones.

    `dettagli` comes from the query (`con_dettagli`), never from elsewhere; `argomenti` from the index, which
    asked the same, or else from the row.
    """
    with translation.override(lingua):
        if not dettagli:
            return Facciata(**_comuni(iniziativa, lingua), **_annuncio(iniziativa))
        argomenti = argomenti or _argomenti(iniziativa, lingua)
        return Facciata(**_comuni(iniziativa, lingua), **_dettagli(iniziativa, lingua, argomenti))


def facciate(voci: Iterable[Voce], lingua: str) -> dict[int, Facciata]:
    """Those of some initiatives of the index, by key, as far as everybody may read them: one query."""
    tenute, noti = {voce.pk: voce for voce in voci}, nomi()
    righe = Iniziativa.objects.pubbliche().con_dettagli().filter(pk__in=tenute)
    intere = righe.defer("testo", "testo_en", "ics", "ics_en", "ricerca", "ricerca_en").order_by()
    prese = intere.select_related("organizzatore", "fonte")
    return {riga.pk: _della_voce(tenute[riga.pk], riga, lingua, noti) for riga in prese}


def _della_voce(voce: Voce, riga: Iniziativa, lingua: str, noti: Nomi) -> Facciata:
    """With what the index knows of it. It is whole if it was when the index was read, and still is."""
    settori, paesi = (
        tuple((codice, nome(quali, codice, noti[quali].get(codice, codice), lingua)) for codice in codici)
        for quali, codici in ((SETTORE, voce.di(SETTORE)), (PAESE, voce.di(PAESE)))
    )
    return facciata(riga, lingua, dettagli=voce.dettagli and riga.dettagli, argomenti=(settori, paesi))


def _titolo(titolo: str, titolo_en: str, lingua: str) -> str:
    return titolo_en if lingua == INGLESE and titolo_en else titolo


def _comuni(iniziativa: Iniziativa, lingua: str) -> dict[str, Any]:
    pagina = indirizzo(INIZIATIVA, lingua, iniziativa.codice)
    return {
        "pk": iniziativa.pk,
        "codice": iniziativa.codice,
        "lingua": lingua,
        "indirizzo": pagina,
        "indirizzo_ics": f"{pagina}evento.ics",
        "stato": iniziativa.stato_di_oggi,
        "tipo": iniziativa.tipo,
        "nome_tipo": _(iniziativa.get_tipo_display()),
        "organizzatore": iniziativa.organizzatore.nome,
        "sito": iniziativa.organizzatore.sito,
        "inizio": iniziativa.inizio,
        "fine": iniziativa.fine,
        "solo_mese": iniziativa.solo_mese,
        "ora_inizio": iniziativa.ora_inizio,
        "ora_fine": iniziativa.ora_fine,
    }


def _annuncio(iniziativa: Iniziativa) -> dict[str, Any]:
    presto = _("I dettagli saranno pubblicati prossimamente.")
    return {
        "dettagli": False,
        "titolo": iniziativa.titolo_annuncio,
        "avvisi": (presto,),
        "categorie": (_(iniziativa.get_tipo_display()),),
    }


def _dettagli(iniziativa: Iniziativa, lingua: str, argomenti: Argomenti) -> dict[str, Any]:
    settori, paesi = argomenti
    in_inglese = lingua == INGLESE and bool(iniziativa.testo_en)
    return {
        "titolo": _titolo(iniziativa.titolo, iniziativa.titolo_en, lingua),
        "html": iniziativa.html_en if in_inglese else iniziativa.html,
        "testo_piano": iniziativa.testo_piano_en if in_inglese else iniziativa.testo_piano,
        "avvisi": tuple(_avvisi(iniziativa, lingua)),
        "partner": iniziativa.partner,
        "settori": settori,
        "paesi": paesi,
        "modalita": iniziativa.modalita,
        "citta": iniziativa.citta,
        "sede": iniziativa.sede,
        "scadenza": iniziativa.scadenza,
        "adesioni_aperte": iniziativa.adesioni_aperte,
        "costo": iniziativa.costo,
        "posti": iniziativa.posti,
        "inizio_prima": iniziativa.inizio_prima,
        "senza_data": iniziativa.senza_data,
        "collegamento": iniziativa.collegamento,
        "fonte": iniziativa.fonte.nome if iniziativa.fonte else "",
        "categorie": (_(iniziativa.get_tipo_display()), *(nome for _codice, nome in (*settori, *paesi))),
    }


def _avvisi(iniziativa: Iniziativa, lingua: str) -> Iterable[str]:
    """What must be read first: cancelled, postponed, only announced."""
    if iniziativa.stato == Stato.ANNULLATA:
        yield _("Iniziativa annullata.") + f" {iniziativa.motivo}"
    elif iniziativa.senza_data:
        yield _("Rinviata a data da destinarsi.") + f" {iniziativa.motivo}"
    elif iniziativa.stato == Stato.RINVIATA:
        prima = data_lunga(iniziativa.inizio_prima, lingua) if iniziativa.inizio_prima else ""
        yield _("Rinviata: era prevista per %(giorno)s.") % {"giorno": prima} + f" {iniziativa.motivo}"
    elif iniziativa.stato_di_oggi == Stato.PREANNUNCIATA:
        yield _("Preannunciata: date e condizioni possono ancora cambiare.")


def _argomenti(iniziativa: Iniziativa, lingua: str) -> Argomenti:
    """Its sectors and its countries as they are in the row."""
    legami = ((SETTORE, iniziativa.settori.all()), (PAESE, iniziativa.paesi.all()))
    settori, paesi = (
        tuple((voce.codice, nome(faccetta, voce.codice, str(voce), lingua)) for voce in voci)
        for faccetta, voci in legami
    )
    return settori, paesi
