"""Whose turn it is, since when, and what is expected: the first thing one wants to know of a pratica."""

from datetime import date
from typing import NamedTuple

from nucleo import parole
from pratiche.models import Stato
from pratiche.riservatezza import Livello, Vista, VistaChiarimento, VistaDecisione
from sportelli.models import Utente


class Turno(NamedTuple):
    """`mio` when the reader herself is awaited; `dal` is since when."""

    titolo: str
    frase: str = ""
    dal: date | None = None
    mio: bool = False
    tono: str = "blu"
    icona: str = "it-user"


def turno(pratica: Vista, utente: Utente) -> Turno | None:
    """None for who is not part of it, and for a closed pratica."""
    if pratica.livello == Livello.RETE or pratica.stato in (Stato.COMPLETATA, Stato.ANNULLATA):
        return None
    chiarimento = next((c for c in pratica.chiarimenti if c.stato == "aperto"), None)
    decisione = next((d for d in pratica.decisioni if d.aperta), None)
    if chiarimento is not None and pratica.stato == Stato.CHIARIMENTO_CHIESTO:
        return _chiarimento(pratica, chiarimento, utente)
    if decisione is not None:
        return _decisione(pratica, decisione, utente)
    return _ufficio(pratica, utente)


def _chiarimento(pratica: Vista, chiarimento: VistaChiarimento, utente: Utente) -> Turno:
    entro = f"Chiesto da {chiarimento.chiesto_da}, atteso entro {parole.data_breve(chiarimento.entro_il)}."
    if chiarimento.destinatario == utente:
        return Turno(
            "Tocca a te: rispondi al chiarimento",
            entro,
            chiarimento.aperto_il,
            True,
            "ambra",
            "it-help-circle",
        )
    titolo = f"Tocca a {chiarimento.destinatario}, {pratica.sportello.breve}"
    return Turno(titolo, entro, chiarimento.aperto_il, False, "arancio", "it-help-circle")


def _decisione(pratica: Vista, decisione: VistaDecisione, utente: Utente) -> Turno:
    if decisione.tocca_a == "tp":
        return _attende_tp(decisione, utente)
    ultima = decisione.ultima
    frase = f"{ultima.genere_nome} di {ultima.autore}: concordate, o proponete altro."
    if pratica.livello == Livello.UFFICIO:
        mia = pratica.assegnata_a in (None, utente)
        titolo = "Tocca a te: rispondi a Toscana Promozione" if mia else f"Tocca a {pratica.assegnata_a}"
        return Turno(titolo, frase, decisione.turno_dal, mia, "ambra", "ex-accordo")
    return Turno(
        f"Tocca allo Sportello di {pratica.sportello.breve}",
        "",
        decisione.turno_dal,
        False,
        "blu",
        "ex-clessidra",
    )


def _attende_tp(decisione: VistaDecisione, utente: Utente) -> Turno:
    if decisione.referente == utente:
        frase = f"{decisione.ultima.autore} aspetta la tua risposta: concorda, emenda o proponi altro."
        return Turno(
            "Tocca a te: rispondi alla proposta", frase, decisione.turno_dal, True, "ambra", "ex-accordo"
        )
    frase = f"Deve rispondere {decisione.referente}."
    if decisione.in_assenza_dal:
        frase += f" Senza riscontro, si può procedere da {parole.data_lunga(decisione.in_assenza_dal)}."
    return Turno("Tocca a Toscana Promozione", frase, decisione.turno_dal, False, "viola", "ex-clessidra")


def _ufficio(pratica: Vista, utente: Utente) -> Turno:
    if pratica.stato == Stato.IN_ATTESA_AZIENDA:
        return Turno(
            "Tocca all'azienda", _motivo(pratica), pratica.sospesa_dal, False, "ambra", "ex-clessidra"
        )
    if pratica.livello == Livello.TP:
        chi = f", {pratica.assegnata_a}" if pratica.assegnata_a else ""
        return Turno(
            f"Tocca allo Sportello di {pratica.sportello.breve}{chi}", "", None, False, "blu", "it-settings"
        )
    if pratica.stato == Stato.BOZZA:
        return Turno(
            "È una bozza",
            "La vede solo il tuo Sportello: nessuno lavora finché non la apri.",
            None,
            True,
            "grigio",
            "it-pencil",
        )
    if pratica.assegnata_a is None:
        return Turno(
            "Tocca a voi",
            "Non la segue ancora nessuno: prendila in carico, o assegnala.",
            pratica.aperta_il,
            True,
            "ambra",
            "it-inbox",
        )
    if pratica.assegnata_a == utente:
        return Turno(
            "Tocca a te", "Quando hai la risposta, completala.", None, True, "petrolio", "it-settings"
        )
    return Turno(
        f"Tocca a {pratica.assegnata_a}", "La segue per il tuo Sportello.", None, False, "blu", "it-user"
    )


def _motivo(pratica: Vista) -> str:
    """What the company was asked for, as the timeline says it."""
    attesa = next((p for p in pratica.passi if p.a_stato == Stato.IN_ATTESA_AZIENDA), None)
    return attesa.motivo if attesa else ""
