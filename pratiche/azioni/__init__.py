"""The verbs of a pratica: the only code that writes one, each in one transaction.

All raise PermissionDenied to who may not, PassaggioNonAmmesso (409) to who comes late, ValidationError for
words that cannot be; and write the timeline, the grants, the notices.
"""

from pratiche.azioni.chiarimenti import (
    chiedi_chiarimento,
    chiudi_chiarimento,
    replica_chiarimento,
    rispondi_chiarimento,
)
from pratiche.azioni.ciclo import (
    annulla,
    apri,
    assegna,
    attendi_azienda,
    cambia_riservatezza,
    completa,
    crea,
    modifica,
    prendi_in_carico,
    riapri,
    riprendi,
)
from pratiche.azioni.decisioni import (
    cambia_referente,
    chiedi_intervento,
    concorda,
    procedi_in_assenza,
    rispondi,
    ritira,
    sollecita_dovute,
)
from pratiche.azioni.fascicolo import (
    aggiorna_incarico,
    allega,
    annota,
    cambia_pubblico,
    condividi,
    incarica,
    togli_allegato,
    togli_condivisione,
)
from pratiche.azioni.minute import aggiungi_file, conserva, deposita, dimentica, scarta, togli_file
from pratiche.azioni.promemoria import ricorda_dovute
from pratiche.azioni.ricerca import riscrivi_testi_di_ricerca
from pratiche.azioni.uscite import rimetti_in_coda
from pratiche.azioni.visibilita import verifica_notturna, verifica_visibilita

__all__ = [
    "aggiorna_incarico",
    "aggiungi_file",
    "allega",
    "annota",
    "annulla",
    "apri",
    "assegna",
    "attendi_azienda",
    "cambia_pubblico",
    "cambia_referente",
    "cambia_riservatezza",
    "chiedi_chiarimento",
    "chiedi_intervento",
    "chiudi_chiarimento",
    "completa",
    "concorda",
    "condividi",
    "conserva",
    "crea",
    "deposita",
    "dimentica",
    "incarica",
    "modifica",
    "prendi_in_carico",
    "procedi_in_assenza",
    "replica_chiarimento",
    "riapri",
    "riprendi",
    "ricorda_dovute",
    "rimetti_in_coda",
    "rispondi",
    "rispondi_chiarimento",
    "riscrivi_testi_di_ricerca",
    "ritira",
    "scarta",
    "sollecita_dovute",
    "togli_allegato",
    "togli_condivisione",
    "togli_file",
    "verifica_notturna",
    "verifica_visibilita",
]
