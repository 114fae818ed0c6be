"""Publishers, initiatives with their versions, the feeds of the partners."""

from calendario.models.editori import Editore
from calendario.models.fonti import Esclusa, Fonte, Lettura
from calendario.models.iniziativa import AllegatoIniziativa, Iniziativa, si_aderisce
from calendario.models.pubblico import Abbonamento, Interesse
from calendario.models.scelte import (
    CONCLUSA,
    IN_PROGRAMMA,
    NON_PUBBLICI,
    PUBBLICI,
    Annuncio,
    Modalita,
    Stato,
    Tipo,
    TipoEditore,
)
from calendario.models.versioni import Modifica, VersioneIniziativa

__all__ = [
    "CONCLUSA",
    "IN_PROGRAMMA",
    "NON_PUBBLICI",
    "PUBBLICI",
    "Abbonamento",
    "AllegatoIniziativa",
    "Annuncio",
    "Editore",
    "Esclusa",
    "Fonte",
    "Iniziativa",
    "Interesse",
    "Lettura",
    "Modalita",
    "Modifica",
    "Stato",
    "Tipo",
    "TipoEditore",
    "VersioneIniziativa",
    "si_aderisce",
]
