"""The lists of pratiche, each for who may read it, and the archive with its search."""

from pratiche.elenchi.archivio import ElencoArchivio
from pratiche.elenchi.liste import LISTE, ElencoPratiche, Lista, lista, liste_di

__all__ = ["LISTE", "ElencoArchivio", "ElencoPratiche", "Lista", "lista", "liste_di"]
