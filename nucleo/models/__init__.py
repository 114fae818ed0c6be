"""The tables of the ground floor."""

from nucleo.models.cache import VoceDiCache
from nucleo.models.chiusure import Chiusura
from nucleo.models.doveri import Dovere
from nucleo.models.filtri import FiltroSalvato
from nucleo.models.invii import Invio
from nucleo.models.notifiche import Notifica, Preferenza, Riepilogo
from nucleo.models.posta import Busta, Dominio, Lettera, Soppressione, StatoBusta, Ufficio
from nucleo.models.registro import Consultazione
from nucleo.models.sigilli import Sigillo

__all__ = [
    "Busta",
    "Chiusura",
    "Consultazione",
    "Dominio",
    "Dovere",
    "FiltroSalvato",
    "Invio",
    "Lettera",
    "Notifica",
    "Preferenza",
    "Riepilogo",
    "Sigillo",
    "Soppressione",
    "StatoBusta",
    "Ufficio",
    "VoceDiCache",
]
