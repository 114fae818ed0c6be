"""The verbs of the calendar: the only code that writes there."""

from calendario.azioni.editori import dello_sportello, prepara, tieni_editore
from calendario.azioni.formato import riscrivi_ics
from calendario.azioni.moderazione import approva, rimanda
from calendario.azioni.pubblicazione import (
    annulla,
    conferma,
    proponi,
    pubblica,
    rinvia,
    ritira_proposta,
)
from calendario.azioni.redazione import (
    allega,
    cestina,
    crea,
    duplica,
    modifica,
    ripeti,
    togli_allegato,
)

__all__ = [
    "allega",
    "annulla",
    "approva",
    "cestina",
    "conferma",
    "crea",
    "dello_sportello",
    "duplica",
    "modifica",
    "prepara",
    "proponi",
    "pubblica",
    "rimanda",
    "rinvia",
    "ripeti",
    "riscrivi_ics",
    "ritira_proposta",
    "tieni_editore",
    "togli_allegato",
]
