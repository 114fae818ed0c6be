"""The verbs on people, offices, companies and suppliers: the only code that writes them."""

from sportelli.azioni.aziende import (
    aggiungi_contatto,
    attiva_contatto,
    azienda_dal_web,
    consenso_dal_web,
    crea_azienda,
    disattiva_contatto,
    modifica_azienda,
    modifica_contatto,
    registra_consenso,
    riabilita_indirizzo,
)
from sportelli.azioni.fornitori import (
    aggiungi_contatto_fornitore,
    aggiungi_documento,
    condividi_fornitore,
    crea_fornitore,
    modifica_contatto_fornitore,
    modifica_fornitore,
    riattiva_fornitore,
    sospendi_fornitore,
    togli_contatto_fornitore,
    togli_documento,
)
from sportelli.azioni.importazione import Importata, SchedaAziendale, importa_schede
from sportelli.azioni.persone import (
    cambia_persona,
    disattiva_persona,
    invita,
    invita_di_nuovo,
    modifica_profilo,
    registra_uscita,
    riattiva_persona,
)
from sportelli.azioni.tabelle import carica_tabelle
from sportelli.azioni.uffici import modifica_sportello, salva_sportello

__all__ = [
    "Importata",
    "SchedaAziendale",
    "aggiungi_contatto",
    "aggiungi_contatto_fornitore",
    "aggiungi_documento",
    "attiva_contatto",
    "azienda_dal_web",
    "cambia_persona",
    "carica_tabelle",
    "condividi_fornitore",
    "crea_azienda",
    "crea_fornitore",
    "disattiva_contatto",
    "disattiva_persona",
    "importa_schede",
    "invita",
    "invita_di_nuovo",
    "modifica_azienda",
    "modifica_contatto",
    "modifica_contatto_fornitore",
    "modifica_fornitore",
    "modifica_profilo",
    "modifica_sportello",
    "consenso_dal_web",
    "registra_consenso",
    "registra_uscita",
    "riabilita_indirizzo",
    "riattiva_fornitore",
    "riattiva_persona",
    "salva_sportello",
    "sospendi_fornitore",
    "togli_contatto_fornitore",
    "togli_documento",
]
