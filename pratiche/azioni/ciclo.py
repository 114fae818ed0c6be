"""The life of a pratica, from the draft to the archive and back (C1)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from nucleo import tempo
from nucleo.stati import VersioneSuperata
from pratiche import scadenze, scheda
from pratiche.azioni.numero import prossimo_numero
from pratiche.azioni.ricerca import scrivi_testo_ricerca
from pratiche.azioni.verbo import (
    cambia,
    concedi,
    perche,
    scrivi,
    sposta,
    sposta_se,
    stato_di_ripresa,
    verbo,
)
from pratiche.competenza import responsabile_di
from pratiche.models import Esito, Passo, Pratica, Stato
from pratiche.permessi import (
    dell_ufficio,
    puo_annullare,
    puo_aprire,
    puo_assegnare,
    puo_attendere_azienda,
    puo_cambiare_riservatezza,
    puo_completare,
    puo_creare,
    puo_modificare,
    puo_prendere_in_carico,
    puo_riaprire,
    puo_riprendere,
)
from sportelli.models import Sportello, Utente

Genere = Passo.Genere


@transaction.atomic
def crea(campi: Mapping[str, Any], *, da: Utente) -> Pratica:
    """A new draft of `da`'s office, with the next number of the office in the year, without gaps."""
    sportello = da.sportello
    if sportello is None or not puo_creare(da):
        raise PermissionDenied
    return _nuova(sportello, campi, di=da, passo=Passo(genere=Genere.CREATA, da=da))


@transaction.atomic
def crea_da_fuori(sportello: Sportello, campi: Mapping[str, Any], *, motivo: str) -> Pratica:
    """A new draft that a company asked for on a public page: on the desk of who answers for the office.

    Nobody wrote it: the timeline says so, with `motivo`. Raises ValidationError when nobody works there.
    """
    tocca_a = responsabile_di(sportello) or sportello.utenti.attivi().first()
    if tocca_a is None:
        raise ValidationError(f"Nello {sportello} non lavora nessuno.")
    return _nuova(sportello, campi, di=tocca_a, passo=Passo(genere=Genere.CREATA, motivo=motivo))


def _nuova(sportello: Sportello, campi: Mapping[str, Any], *, di: Utente, passo: Passo) -> Pratica:
    scritti = scheda.pulita(campi, di)
    pratica = Pratica.objects.create(
        numero=prossimo_numero(sportello), sportello=sportello, creata_da=di, **scritti
    )
    pratica.paesi.set(campi.get("paesi") or [])
    scrivi_testo_ricerca(pratica)
    concedi(pratica)
    passo.a_stato = Stato.BOZZA
    scrivi(pratica, passo)
    return pratica


@verbo(puo_modificare)
def modifica(pratica: Pratica, campi: Mapping[str, Any], *, versione: int, da: Utente) -> None:
    """Rewrites the scheda, whose differences stay in the timeline.

    Raises VersioneSuperata when somebody wrote after `versione`; ValidationError when an open pratica would
    lose something that opening it had asked for.
    """
    if pratica.versione != versione:
        raise VersioneSuperata(f"{pratica}: la scheda è cambiata dopo la versione {versione}")
    prima = scheda.fotografia(pratica)
    _riscrivi_scheda(pratica, campi, da)
    differenze = scheda.differenze(prima, scheda.fotografia(pratica))
    if differenze:
        scrivi(pratica, Passo(genere=Genere.MODIFICATA, da=da, differenze=differenze))


def _riscrivi_scheda(pratica: Pratica, campi: Mapping[str, Any], da: Utente) -> None:
    scritti = scheda.pulita(campi, da, pratica)
    servizio = pratica.servizio
    for campo, valore in scritti.items():
        setattr(pratica, campo, valore)
    if pratica.stato != Stato.BOZZA:
        _pretendi_intera(pratica)
    cambia(pratica, versione=pratica.versione + 1, **scritti)
    if "paesi" in campi:
        pratica.paesi.set(campi["paesi"])
    if pratica.aperta_il and pratica.servizio != servizio:
        cambia(pratica, scadenza=_scadenza_da_capo(pratica))
    scrivi_testo_ricerca(pratica)


def _pretendi_intera(pratica: Pratica) -> None:
    if manca := scheda.mancanze(pratica):
        raise ValidationError(list(manca.values()))


def _scadenza_da_capo(pratica: Pratica) -> date:
    """The days of the service and those waited so far, counted from the day it was opened."""
    assert pratica.aperta_il is not None  # noqa: S101  # for mypy: asked only of opened pratiche
    giorni = pratica.servizio.giorni_lavorativi + pratica.giorni_attesi
    return scadenze.scadenza(pratica, tempo.giorno_di_roma(pratica.aperta_il), giorni)


@verbo(puo_aprire)
def apri(pratica: Pratica, *, da: Utente) -> None:
    """From draft to open: TP sees it from now on, and the days of its service start.

    Raises ValidationError while the scheda lacks something (`scheda.mancanze`).
    """
    _pretendi_intera(pratica)
    giorni = pratica.servizio.giorni_lavorativi
    fine = scadenze.scadenza(pratica, tempo.oggi(), giorni)
    passo = Passo(genere=Genere.APERTA, da=da)
    sposta(pratica, Stato.APERTA, passo, aperta_il=tempo.adesso(), scadenza=fine)


@verbo(puo_prendere_in_carico)
def prendi_in_carico(pratica: Pratica, *, da: Utente) -> None:
    """`da` follows it from now on."""
    sposta(pratica, Stato.IN_LAVORAZIONE, Passo(genere=Genere.PRESA_IN_CARICO, da=da), assegnata_a=da)


@verbo(puo_assegnare)
def assegna(pratica: Pratica, a: Utente, *, da: Utente) -> None:
    """Puts it in the hands of a person of the office; one that nobody followed is in progress from now on."""
    if not dell_ufficio(a, pratica):
        raise ValidationError(f"{a} non lavora in questo Sportello.")
    differenze = {"assegnata a": [str(pratica.assegnata_a or ""), str(a)]}
    passo = Passo(genere=Genere.ASSEGNATA, da=da, differenze=differenze)
    sposta_se(pratica, [Stato.APERTA], Stato.IN_LAVORAZIONE, passo, assegnata_a=a)


@verbo(puo_attendere_azienda)
def attendi_azienda(pratica: Pratica, motivo: str, *, da: Utente) -> None:
    """The company has been asked for something: the deadline stops."""
    passo = Passo(genere=Genere.ATTESA_AZIENDA, da=da, motivo=perche(motivo))
    sposta(pratica, Stato.IN_ATTESA_AZIENDA, passo)


@verbo(puo_riprendere)
def riprendi(pratica: Pratica, *, da: Utente, motivo: str = "") -> None:
    """What the company was asked for has come: the deadline goes on, moved by the working days waited."""
    passo = Passo(genere=Genere.RIPRESA, da=da, motivo=motivo.strip())
    sposta(pratica, stato_di_ripresa(pratica), passo)


@verbo(puo_completare)
def completa(
    pratica: Pratica,
    *,
    esito: str,
    risposta: str,
    fonti: str = "",
    riservata: bool = False,
    motivo_riservata: str = "",
    valida_fino_al: date | None = None,
    da: Utente,
) -> None:
    """Closes it with the answer given: from now on the archive, that every office reads, has it (C4)."""
    if esito not in Esito.values or not risposta.strip():
        raise ValidationError("Servono l'esito e la risposta data all'azienda.")
    if valida_fino_al is not None and valida_fino_al < tempo.oggi():
        raise ValidationError("La risposta non può essere valida fino a un giorno passato.")
    chiudi_il_resto(pratica)
    cambia(
        pratica,
        esito=esito,
        risposta=risposta.strip(),
        fonti=fonti.strip(),
        valida_fino_al=valida_fino_al,
        riservata=riservata,
        motivo_riservata=perche(motivo_riservata) if riservata else "",
    )
    scrivi_testo_ricerca(pratica)
    sposta(pratica, Stato.COMPLETATA, Passo(genere=Genere.COMPLETATA, da=da), chiusa_il=tempo.adesso())


@verbo(puo_annullare)
def annulla(pratica: Pratica, motivo: str, *, da: Utente) -> None:
    """Closes it without an answer; what TP had been asked, or had asked, ends with it."""
    passo = Passo(genere=Genere.ANNULLATA, da=da, motivo=perche(motivo))
    chiudi_il_resto(pratica)
    sposta(pratica, Stato.ANNULLATA, passo, chiusa_il=tempo.adesso())


def chiudi_il_resto(pratica: Pratica) -> None:
    """Withdraws the open decision, closes the clarifications, ends the shares of a pratica about to close."""
    adesso = tempo.adesso()
    for decisione in pratica.decisioni.filter(stato__in=["attende_tp", "attende_sportello"]):
        decisione.passa_a("ritirata", chiusa_il=adesso)
    for chiarimento in pratica.chiarimenti.exclude(stato="chiuso"):
        chiarimento.passa_a("chiuso", chiuso_il=adesso)
    pratica.condivisioni.filter(tolta_il=None).update(tolta_il=adesso)
    pratica.refresh_from_db(fields=["decisione_aperta", "chiarimento_aperto"])


@verbo(puo_riaprire)
def riapri(pratica: Pratica, motivo: str, *, da: Utente) -> None:
    """Takes it out of the archive, or of the cancelled ones, within thirty days.

    The time it was closed does not count. Who followed it follows it again, if she still works in the office;
    else `da` does.
    """
    passo = Passo(genere=Genere.RIAPERTA, da=da, motivo=perche(motivo))
    if pratica.aperta_il is None:
        sposta(pratica, Stato.BOZZA, passo, chiusa_il=None)
    else:
        chi = pratica.assegnata_a
        chi = chi if chi is not None and dell_ufficio(chi, pratica) else da
        sposta(pratica, Stato.IN_LAVORAZIONE, passo, chiusa_il=None, assegnata_a=chi)


@verbo(puo_cambiare_riservatezza)
def cambia_riservatezza(pratica: Pratica, riservata: bool, motivo: str, *, da: Utente) -> None:
    """Hides from the other offices, or shows them again, which company an archived pratica is about (C4)."""
    motivo = perche(motivo)
    differenze = {"riservata": [_si_no(pratica.riservata), _si_no(riservata)]}
    passo = Passo(genere=Genere.RISERVATEZZA, da=da, motivo=motivo, differenze=differenze)
    scrivi(pratica, passo, riservata=riservata, motivo_riservata=motivo if riservata else "")
    scrivi_testo_ricerca(pratica)


def _si_no(valore: bool) -> str:
    return "sì" if valore else "no"
