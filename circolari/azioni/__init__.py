"""The verbs of a circolare: the only code that writes one, each in one transaction.

All raise PermissionDenied to who may not, PassaggioNonAmmesso (409) to who comes late, ValidationError for
words that cannot be.
"""

from circolari.azioni.bozze import allega, cestina, duplica, modifica, nuova, togli_allegato
from circolari.azioni.diffusione import (
    Mancanza,
    apri_a_tutti,
    che_cosa_manca,
    diffondi,
    posticipa_rilasci,
    prevedi,
)
from circolari.azioni.iscrizioni import disiscrivi, reiscrivi
from circolari.azioni.letture import prendi_visione, segna_aperta
from circolari.azioni.prova import lettere_di_prova, manda_prova
from circolari.azioni.seguito import correggi, riprova, ritira
from circolari.azioni.vigilanza import segnala_mancati

__all__ = [
    "Mancanza",
    "allega",
    "apri_a_tutti",
    "cestina",
    "che_cosa_manca",
    "correggi",
    "diffondi",
    "disiscrivi",
    "duplica",
    "lettere_di_prova",
    "manda_prova",
    "modifica",
    "nuova",
    "posticipa_rilasci",
    "prendi_visione",
    "prevedi",
    "reiscrivi",
    "riprova",
    "ritira",
    "segna_aperta",
    "segnala_mancati",
    "togli_allegato",
]
