"""National holidays and patron saints' days, as the law and the library `holidays` know them."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from holidays import country_holidays
from holidays.countries.italy import Italy

CITTA = {codice: nome for nome, codice in Italy.subdivisions_aliases.items()}


class FestivitaSconosciute(Exception):
    """The holidays of that year or of that province are not known: no working day can be counted."""


@lru_cache(maxsize=256)
def nazionali(anno: int) -> Mapping[date, str]:
    """Day → name of the national holidays of a year; 4 October from 2026 (L. 151/2025).

    Raises FestivitaSconosciute for a year that the library does not cover.
    """
    if not Italy.start_year <= anno <= Italy.end_year:
        raise FestivitaSconosciute(
            f"Le festività del {anno} non sono note: si conoscono dal {Italy.start_year} al {Italy.end_year}."
        )
    return MappingProxyType(dict(country_holidays("IT", years=anno, language="it_IT", expand=False)))


@lru_cache(maxsize=2048)
def patronali(anno: int, provincia: str) -> Mapping[date, str]:
    """Day → reason of the patron saint's days of a province that are not national holidays already.

    Raises FestivitaSconosciute for a province (two capital letters) or a year that the library lacks.
    """
    if provincia not in Italy.subdivisions:
        raise FestivitaSconosciute(f"La festa patronale di «{provincia}» non è nota: non è una provincia.")
    tutte = country_holidays("IT", provincia, years=anno, language="it_IT", expand=False)
    citta = CITTA.get(provincia, provincia)
    locali = tutte.keys() - nazionali(anno).keys()
    return MappingProxyType({giorno: f"patrono di {citta}: {tutte[giorno]}" for giorno in locali})
