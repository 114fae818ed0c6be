"""Where each public page stands in Italian and in English."""

from collections.abc import Mapping
from functools import lru_cache

from django.urls import reverse

ELENCO, MESE, SETTIMANA, ANNO, PAESI = "elenco", "mese", "settimana", "anno", "paesi"
INIZIATIVA, CARTA = "iniziativa", "carta"
ABBONATI, INTERESSE, FLUSSO, DATI, GUIDA = "abbonati", "interesse", "flusso", "dati", "guida"
NOMI: Mapping[str, Mapping[str, str]] = {
    ELENCO: {"it": "pubblico", "en": "public"},
    MESE: {"it": "pubblico_mese", "en": "public_month"},
    SETTIMANA: {"it": "pubblico_settimana", "en": "public_week"},
    ANNO: {"it": "pubblico_anno", "en": "public_year"},
    PAESI: {"it": "pubblico_paesi", "en": "public_countries"},
    INIZIATIVA: {"it": "pubblica", "en": "public_event"},
    CARTA: {"it": "programma", "en": "programme"},
    ABBONATI: {"it": "abbonati", "en": "subscribe"},
    INTERESSE: {"it": "interesse", "en": "interest"},
    FLUSSO: {"it": "feed", "en": "feed_en"},
    DATI: {"it": "dati", "en": "open_data"},
    GUIDA: {"it": "configuratore", "en": "embed_guide"},
}


@lru_cache(maxsize=4096)
def indirizzo(pagina: str, lingua: str, *argomenti: object) -> str:
    """The path of a public page in that language."""
    return reverse(f"calendario:{NOMI[pagina][lingua]}", args=argomenti)


def con_domanda(percorso: str, domanda: str) -> str:
    """A path with its parameters, if there are any."""
    return f"{percorso}?{domanda}" if domanda else percorso
