"""The lists of circulars, each for who may read it, and the ledger of one."""

from circolari.elenchi.liste import PESANTI, ElencoCircolari, Lista, lista, liste_di
from circolari.elenchi.righe import Riga, righe

__all__ = ["PESANTI", "ElencoCircolari", "Lista", "Riga", "lista", "liste_di", "righe"]
