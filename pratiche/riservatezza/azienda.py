"""The company as each reader may know it (C4, C6)."""

from typing import Any

from pratiche.models import Pratica
from pratiche.riservatezza.livelli import Livello
from pratiche.riservatezza.veli import AZIENDA_RISERVATA, nascosta
from pratiche.riservatezza.viste import VistaAzienda, VistaContatto
from sportelli.models import Azienda

DIMENSIONI = (
    (10, "micro impresa (meno di 10 addetti)"),
    (50, "piccola impresa (10-49 addetti)"),
    (250, "media impresa (50-249 addetti)"),
)
GRANDE = "grande impresa (250 addetti e oltre)"


def dimensione(azienda: Azienda) -> str:
    """The size class by people employed, as the European Union counts it; "" when it is not known."""
    if azienda.addetti is None:
        return ""
    return next((nome for limite, nome in DIMENSIONI if azienda.addetti < limite), GRANDE)


def ragione_sociale(pratica: Pratica, come: Livello) -> str:
    return AZIENDA_RISERVATA if nascosta(pratica, come) else pratica.azienda.ragione_sociale


def vista_azienda(pratica: Any, come: Livello) -> VistaAzienda:
    """The company of a pratica read `con_mercati`."""
    azienda, chiusa = pratica.azienda, nascosta(pratica, come)
    return VistaAzienda(
        ragione_sociale=ragione_sociale(pratica, come),
        riservata=chiusa,
        pk=azienda.pk if come == Livello.UFFICIO else None,
        settore=str(azienda.settore or pratica.settore),
        dimensione=dimensione(azienda),
        comune="" if chiusa else azienda.comune,
        provincia=str(azienda.provincia or ""),
        ateco="" if chiusa else str(azienda.ateco or ""),
        mercati=[] if chiusa else pratica.mercati,
        mercati_obiettivo=[] if chiusa else pratica.mercati_obiettivo,
    )


def vista_contatto(pratica: Pratica, come: Livello) -> VistaContatto | None:
    """The person of the company, for its own office alone."""
    persona = pratica.contatto
    if come != Livello.UFFICIO or persona is None:
        return None
    return VistaContatto(persona.nome, persona.incarico, persona.email, persona.telefono)
