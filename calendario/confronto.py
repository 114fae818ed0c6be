"""What changed between two versions of an initiative, or would change, in the words that people read."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from calendario.azioni.campi import istantanea
from calendario.models import Annuncio, Editore, Iniziativa, Modalita, Stato, Tipo
from nucleo import parole
from sportelli.models import Paese, Settore

NOMI: Mapping[str, str] = {
    "stato": "Stato",
    "titolo": "Titolo",
    "titolo_en": "Titolo in inglese",
    "tipo": "Che cos'è",
    "organizzatore_id": "Organizzata da",
    "partner": "Con",
    "inizio": "Dal",
    "fine": "Al",
    "solo_mese": "Si sa solo il mese",
    "ora_inizio": "Dalle",
    "ora_fine": "Alle",
    "scadenza": "Adesioni entro",
    "modalita": "Come si partecipa",
    "citta": "Città",
    "sede": "Sede",
    "settori": "Settori",
    "paesi": "Paesi",
    "costo": "Costo in euro",
    "posti": "Posti",
    "collegamento": "Pagina per le adesioni",
    "circolare_id": "Circolare",
    "annuncio": "Prima del rilascio",
    "titolo_annuncio": "Titolo dell'annuncio",
    "testo": "Descrizione",
    "testo_en": "Descrizione in inglese",
}
SCELTE: Mapping[str, Any] = {"tipo": Tipo, "modalita": Modalita, "stato": Stato, "annuncio": Annuncio}
VOCI: Mapping[str, Any] = {"settori": Settore, "paesi": Paese}
LEGATA = "legata a una circolare"
GIORNI = ("inizio", "fine", "scadenza")
Cambi = dict[str, list[str]]


def cambi(iniziativa: Iniziativa, campi: Mapping[str, Any]) -> Cambi:
    """label → [what is there now, what `campi` say], where the two differ."""
    return differenze(istantanea(iniziativa), istantanea(iniziativa) | dict(campi))


def differenze(prima: Mapping[str, Any], dopo: Mapping[str, Any]) -> Cambi:
    """label → [before, after] of what differs between two snapshots."""
    return dict(_differenze(prima, dopo))


def _differenze(prima: Mapping[str, Any], dopo: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for nome, etichetta in NOMI.items():
        detti = [in_parole(nome, versione.get(nome)) for versione in (prima, dopo)]
        if detti[0] != detti[1]:
            yield etichetta, detti


def in_parole(nome: str, valore: Any) -> str:
    """A value of a snapshot as people read it."""
    if nome in VOCI:
        voci = VOCI[nome]._default_manager.filter(codice__in=valore or [])
        return ", ".join(str(voce) for voce in voci.order_by("nome"))
    if valore in (None, ""):
        return ""
    if isinstance(valore, bool):
        return "sì" if valore else "no"
    if nome in SCELTE:
        return str(dict(SCELTE[nome].choices).get(valore, valore))
    if nome == "organizzatore_id":
        return str(Editore.objects.filter(pk=valore).first() or "")
    if nome == "circolare_id":
        # Its title is for who reads it: an initiative has other readers (C7).
        return LEGATA
    return parole.data_breve(date.fromisoformat(valore)) if nome in GIORNI else str(valore)
