"""Private files: checked on upload, kept outside any public root, handed over by their app on every request.

A verb that receives a file runs inside `transazione()` and calls `archivia`; a view that found the row in
its own `visibili_a` answers `rispondi(allegato)`, or `mostra` of a picture for everybody; a form declares a
`campi.CampoAllegato`.
"""

from nucleo.allegati.archivio import archivia, elimina, transazione
from nucleo.allegati.controlli import Esame, controlla
from nucleo.allegati.modello import Allegato, chiave_casuale
from nucleo.allegati.risposta import mostra, rispondi

__all__ = [
    "Allegato",
    "Esame",
    "archivia",
    "chiave_casuale",
    "controlla",
    "elimina",
    "mostra",
    "rispondi",
    "transazione",
]
