"""Months, weeks and years in an address: `2027-02`, `2027-W05`, `2027`."""

from datetime import date

SECOLO = r"20\d\d"


class Mese:
    """The first day of a month."""

    regex = rf"{SECOLO}-(?:0[1-9]|1[0-2])"

    def to_python(self, testo: str) -> date:
        return date.fromisoformat(f"{testo}-01")

    def to_url(self, mese: date | str) -> str:
        return mese if isinstance(mese, str) else f"{mese:%Y-%m}"


class Settimana:
    """The Monday of a week (ISO 8601); a year that has no 53rd one does not match."""

    regex = rf"{SECOLO}-W(?:0[1-9]|[1-4]\d|5[0-3])"

    def to_python(self, testo: str) -> date:
        anno, _, settimana = testo.partition("-W")
        return date.fromisocalendar(int(anno), int(settimana), 1)

    def to_url(self, lunedi: date | str) -> str:
        if isinstance(lunedi, str):
            return lunedi
        anno, settimana, _giorno = lunedi.isocalendar()
        return f"{anno}-W{settimana:02}"


class Anno:
    """A year of this century."""

    regex = SECOLO

    def to_python(self, testo: str) -> int:
        return int(testo)

    def to_url(self, anno: int | str) -> str:
        return str(anno)
