"""What a reader may see of a row, decided in one place (C4, C6): pages and exports render only this."""

from pratiche.recapiti import maschera
from pratiche.riservatezza.chi_vede import chi_vede, chi_vede_dopo
from pratiche.riservatezza.dettaglio import mostra, vista
from pratiche.riservatezza.elenco import Riga, righe
from pratiche.riservatezza.lettura import Lettura, leggi, leggibili
from pratiche.riservatezza.livelli import Livello, livello
from pratiche.riservatezza.viste import (
    Vista,
    VistaAllegato,
    VistaAzienda,
    VistaChiarimento,
    VistaCondivisione,
    VistaContatto,
    VistaDecisione,
    VistaIncarico,
    VistaIntervento,
    VistaNota,
    VistaPasso,
    VistaVersione,
)

__all__ = [
    "Lettura",
    "Livello",
    "Riga",
    "Vista",
    "VistaAllegato",
    "VistaAzienda",
    "VistaChiarimento",
    "VistaCondivisione",
    "VistaContatto",
    "VistaDecisione",
    "VistaIncarico",
    "VistaIntervento",
    "VistaNota",
    "VistaPasso",
    "VistaVersione",
    "chi_vede",
    "chi_vede_dopo",
    "leggi",
    "leggibili",
    "livello",
    "maschera",
    "mostra",
    "righe",
    "vista",
]
