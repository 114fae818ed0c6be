"""The words of the public calendar in Italian and in English: days, months, countries, sectors."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date

from nucleo import parole

ITALIANO, INGLESE = "it", "en"
# The lookup table of sectors is Italian; what is not here keeps its Italian name.
SETTORI_EN = {
    "moda": "Fashion and clothing",
    "pelletteria": "Leather goods",
    "calzature": "Footwear",
    "concia": "Tanning and leather",
    "oreficeria": "Jewellery",
    "tessile": "Textiles",
    "agroalimentare": "Food",
    "vino": "Wine and beverages",
    "olio": "Extra virgin olive oil",
    "lapideo": "Marble and stone",
    "meccanica": "Machinery and engineering",
    "nautica": "Boating",
    "camper": "Motorhomes and leisure vehicles",
    "farmaceutica": "Pharmaceuticals and supplements",
    "elettromedicale": "Biomedical equipment",
    "cosmetica": "Cosmetics and perfumery",
    "arredo": "Furniture and furnishings",
    "carta": "Paper",
    "florovivaismo": "Plants and flowers",
    "ceramica_vetro": "Ceramics and glass",
    "ict": "ICT and digital",
    "servizi": "Business services",
}


def nome_paese_en(codice: str, italiano: str) -> str:
    """The English name of a country; the Italian one of what is none of the world's."""
    return _paesi_en().get(codice, italiano)


def nome_settore_en(codice: str, italiano: str) -> str:
    """The English name of a sector, if it is one of ours."""
    return SETTORI_EN.get(codice, italiano)


def data_lunga(giorno: date, lingua: str) -> str:
    """`lunedì 5 ottobre 2026`, «Monday, 5 October 2026»."""
    return parole.data_lunga(giorno) if lingua == "it" else format_date(giorno, "EEEE, d MMMM y", "en_GB")


def periodo(inizio: date, fine: date, lingua: str, *, solo_mese: bool = False, con_anno: bool = True) -> str:
    """`15-17 febbraio 2027`, `28 febbraio - 2 marzo 2027`, «March 2027»: as short as it can be."""
    mese = nome_del_mese(lingua)
    anno = f" {fine.year}" if con_anno else ""
    if solo_mese:
        return f"{mese(inizio)}{anno}"
    if inizio == fine:
        return f"{inizio.day} {mese(inizio)}{anno}"
    if (inizio.year, inizio.month) == (fine.year, fine.month):
        return f"{inizio.day}-{fine.day} {mese(fine)}{anno}"
    prima = f" {inizio.year}" if inizio.year != fine.year else ""
    return f"{inizio.day} {mese(inizio)}{prima} - {fine.day} {mese(fine)}{anno}"


def nome_del_mese(lingua: str) -> Callable[[date], str]:
    """Says the month of a day in that language."""
    return _mese_it if lingua == "it" else _mese_en


def _mese_it(giorno: date) -> str:
    return parole.MESI[giorno.month - 1]


def _mese_en(giorno: date) -> str:
    return _mesi_en()[giorno.month]


@lru_cache(maxsize=1)
def _mesi_en() -> dict[int, str]:
    return dict(Locale("en").months["stand-alone"]["wide"])


@lru_cache(maxsize=1)
def _paesi_en() -> dict[str, str]:
    return dict(Locale("en").territories)
