"""Who people are, the offices they work in, and the companies and suppliers these know."""

from sportelli.models.aggregati import Conteggio, Lato
from sportelli.models.aziende import Azienda, Consenso, Contatto, Scopo, TestoConsenso
from sportelli.models.fornitori import ContattoFornitore, DocumentoFornitore, Fornitore
from sportelli.models.persone import RapportoMensile, Ruolo, Sportello, Utente
from sportelli.models.tabelle import (
    Ateco,
    DomandaServizio,
    Paese,
    Provincia,
    Servizio,
    Settore,
)

__all__ = [
    "Ateco",
    "Azienda",
    "Consenso",
    "Conteggio",
    "Lato",
    "Contatto",
    "ContattoFornitore",
    "DocumentoFornitore",
    "DomandaServizio",
    "Fornitore",
    "Paese",
    "Provincia",
    "RapportoMensile",
    "Ruolo",
    "Scopo",
    "Servizio",
    "Settore",
    "Sportello",
    "TestoConsenso",
    "Utente",
]
