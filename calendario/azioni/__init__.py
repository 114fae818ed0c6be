"""The verbs of the calendar: the only code that writes there."""

from calendario.azioni.editori import dello_sportello, prepara, tieni_editore
from calendario.azioni.fonti import (
    accendi,
    conferma_lettura,
    leggi_adesso,
    prova,
    riammetti,
    spegni,
    tieni_fonte,
)
from calendario.azioni.letture import leggi, leggi_dovute, sveglia_fonti
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
    "accendi",
    "allega",
    "annulla",
    "approva",
    "cestina",
    "conferma",
    "conferma_lettura",
    "crea",
    "dello_sportello",
    "duplica",
    "leggi",
    "leggi_adesso",
    "leggi_dovute",
    "modifica",
    "prepara",
    "proponi",
    "prova",
    "pubblica",
    "riammetti",
    "rimanda",
    "rinvia",
    "ripeti",
    "ritira_proposta",
    "spegni",
    "sveglia_fonti",
    "tieni_editore",
    "tieni_fonte",
    "togli_allegato",
]
