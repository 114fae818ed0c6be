"""The verbs of the calendar: the only code that writes there."""

from calendario.azioni.abbonamenti import (
    abbona,
    cambia_abbonamento,
    conferma_abbonamento,
    dimentica_abbonamenti,
    disdici,
    ricorda_scadenze,
    spedisci_novita,
)
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
from calendario.azioni.formato import riscrivi_ics
from calendario.azioni.interesse import segnala_interesse
from calendario.azioni.letture import leggi, leggi_dovute, sveglia_fonti
from calendario.azioni.moderazione import approva, rimanda
from calendario.azioni.programma import importa
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
    "abbona",
    "accendi",
    "cambia_abbonamento",
    "conferma_abbonamento",
    "dimentica_abbonamenti",
    "disdici",
    "ricorda_scadenze",
    "segnala_interesse",
    "spedisci_novita",
    "allega",
    "annulla",
    "approva",
    "cestina",
    "conferma",
    "conferma_lettura",
    "crea",
    "dello_sportello",
    "duplica",
    "importa",
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
    "riscrivi_ics",
    "ritira_proposta",
    "spegni",
    "sveglia_fonti",
    "tieni_editore",
    "tieni_fonte",
    "togli_allegato",
]
