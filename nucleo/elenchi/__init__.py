"""Every list of the Extranet: filters in the address, keyset pages, capped counts, files of what is seen."""

from nucleo.elenchi.chiavi import CursoreNonValido, Ordine, Pagina, Verso, cursore, pagina
from nucleo.elenchi.colonne import Colonna
from nucleo.elenchi.conti import TETTO_LINGUETTE, Conta, Linguetta, conta, conta_tutti
from nucleo.elenchi.elenco import DI_SERVIZIO, LISTA, RIGHE_IN_UN_FILE, Elenco
from nucleo.elenchi.file import esporta, innocua, tabella_in_file
from nucleo.elenchi.filtri import Filtri
from nucleo.elenchi.liste import ElencoConListe
from nucleo.elenchi.pazienza import TroppoLunga, entro
from nucleo.elenchi.ritorno import ritorno

__all__ = [
    "DI_SERVIZIO",
    "LISTA",
    "RIGHE_IN_UN_FILE",
    "TETTO_LINGUETTE",
    "Colonna",
    "Conta",
    "CursoreNonValido",
    "Elenco",
    "ElencoConListe",
    "Filtri",
    "Linguetta",
    "Ordine",
    "Pagina",
    "TroppoLunga",
    "Verso",
    "conta",
    "conta_tutti",
    "cursore",
    "entro",
    "esporta",
    "innocua",
    "pagina",
    "ritorno",
    "tabella_in_file",
]
