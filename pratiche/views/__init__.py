"""The lists, and the pages of one pratica, by subject.

The name of a view is the name of its address and of its verb.
"""

from pratiche.views.chiarimenti import (
    chiarimento,
    chiarimento_chiudi,
    chiarimento_replica,
    chiarimento_rispondi,
)
from pratiche.views.ciclo import (
    annulla,
    apri,
    assegna,
    attendi_azienda,
    completa,
    prendi_in_carico,
    riapri,
    riprendi,
    riservatezza,
)
from pratiche.views.decisioni import (
    decisione_concorda,
    decisione_in_assenza,
    decisione_rispondi,
    decisione_ritira,
    intervento,
    referente,
)
from pratiche.views.dettaglio import dettaglio
from pratiche.views.elenchi import (
    archivio,
    archivio_esporta,
    elenco,
    elenco_assegna,
    elenco_esporta,
    elenco_prendi_in_carico,
)
from pratiche.views.fascicolo import (
    allega,
    allegato,
    allegato_pubblico,
    allegato_togli,
    condividi,
    condivisione_togli,
    incarico,
    incarico_modifica,
    nota,
)
from pratiche.views.scheda import aziende, minuta, minuta_scarta, modifica, nuova, simili, verifica

__all__ = [
    "allega",
    "allegato",
    "allegato_pubblico",
    "allegato_togli",
    "annulla",
    "apri",
    "assegna",
    "attendi_azienda",
    "archivio",
    "archivio_esporta",
    "aziende",
    "chiarimento",
    "chiarimento_chiudi",
    "chiarimento_replica",
    "chiarimento_rispondi",
    "completa",
    "condividi",
    "condivisione_togli",
    "decisione_concorda",
    "decisione_in_assenza",
    "decisione_rispondi",
    "decisione_ritira",
    "dettaglio",
    "elenco",
    "elenco_assegna",
    "elenco_esporta",
    "elenco_prendi_in_carico",
    "incarico",
    "incarico_modifica",
    "intervento",
    "minuta",
    "minuta_scarta",
    "modifica",
    "nota",
    "nuova",
    "prendi_in_carico",
    "referente",
    "riapri",
    "riprendi",
    "riservatezza",
    "simili",
    "verifica",
]
