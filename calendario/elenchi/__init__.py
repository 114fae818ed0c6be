"""The lists of initiatives in the Extranet, each for who may read it."""

from calendario.elenchi.liste import ElencoIniziative, Lista, lista, liste_di
from calendario.elenchi.righe import PESANTI, Riga, righe

__all__ = ["PESANTI", "ElencoIniziative", "Lista", "Riga", "lista", "liste_di", "righe"]
