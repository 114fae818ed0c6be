"""Months and days as the calendar counts them."""

from datetime import date

from nucleo import tempo

ANNO_MINIMO, ANNO_MASSIMO = 2000, 2100


def primo_del_mese(scritto: str) -> date | None:
    """The first day of `2027-02`; None for anything else, and for years that are not of our times."""
    try:
        giorno = date.fromisoformat(f"{scritto}-01") if len(scritto) == len("2027-02") else None
    except ValueError:
        return None
    return giorno if giorno and ANNO_MINIMO <= giorno.year <= ANNO_MASSIMO else None


def ultimo_del_mese(giorno: date) -> date:
    """The last day of the month of a day."""
    return primo_del_prossimo(giorno) - tempo.UN_GIORNO


def primo_del_prossimo(giorno: date, mesi: int = 1) -> date:
    """The first day of the month that comes so many months after; before, when they are negative."""
    anni, mese = divmod(giorno.month - 1 + mesi, 12)
    return date(giorno.year + anni, mese + 1, 1)
