"""The months that a page is about, as an address says them: «2026», «2026-T2», «2026-05», or two months."""

import re
from dataclasses import dataclass
from datetime import date

from nucleo import tempo
from nucleo.parole import MESI, MESI_BREVI

ANNO, TRIMESTRE, MESE = re.compile(r"(\d{4})"), re.compile(r"(\d{4})-T([1-4])"), re.compile(r"(\d{4})-(\d\d)")
PRIMO_ANNO, ULTIMO_ANNO = 2000, 2100
ORDINALI = ("primo", "secondo", "terzo", "quarto")


class PeriodoNonValido(ValueError):
    """The words do not say a period between 2000 and 2100."""


@dataclass(frozen=True)
class Periodo:
    """Whole months: the first day of the first, and of the last."""

    dal: date
    al: date

    @property
    def mesi(self) -> list[date]:
        quanti = _numero(self.al) - _numero(self.dal) + 1
        return [sposta(self.dal, n) for n in range(quanti)]

    @property
    def precedente(self) -> "Periodo":
        """What it is compared with: as many months just before, the year before of a year; of a period that
        is not over, no more of those than have begun of it."""
        quanti = len(self.mesi)
        da_venire = min(max(0, _numero(self.al) - _numero(tempo.oggi())), quanti - 1)
        return Periodo(sposta(self.dal, -quanti), sposta(self.dal, -1 - da_venire))

    @property
    def anno(self) -> int | None:
        """The year within which it is, if it is one."""
        return self.dal.year if self.dal.year == self.al.year else None

    @property
    def nome(self) -> str:
        """«2026», «secondo trimestre 2026», «maggio 2026», «da maggio 2025 a marzo 2026»."""
        quanti, primo = len(self.mesi), self.dal.month
        if quanti == 12 and primo == 1:
            return str(self.dal.year)
        if quanti == 3 and primo % 3 == 1:
            return f"{ORDINALI[primo // 3]} trimestre {self.dal.year}"
        if quanti == 1:
            return mese_in_parole(self.dal)
        return f"da {mese_in_parole(self.dal)} a {mese_in_parole(self.al)}"

    @property
    def breve(self) -> str:
        """The same in fewer words: «gen 25 – nov 25» of what has no name of its own."""
        di_piu = self.nome.startswith("da ")
        return f"{mese_breve(self.dal)} – {mese_breve(self.al)}" if di_piu else self.nome


def leggi(testo: str) -> Periodo:
    """The period that a word says. Raises PeriodoNonValido."""
    if trovato := ANNO.fullmatch(testo):
        anno = _anno(trovato[1])
        return Periodo(date(anno, 1, 1), date(anno, 12, 1))
    if trovato := TRIMESTRE.fullmatch(testo):
        primo = int(trovato[2]) * 3 - 2
        anno = _anno(trovato[1])
        return Periodo(date(anno, primo, 1), date(anno, primo + 2, 1))
    mese = leggi_mese(testo)
    return Periodo(mese, mese)


def leggi_mese(testo: str) -> date:
    """The first day of «2026-05». Raises PeriodoNonValido."""
    trovato = MESE.fullmatch(testo)
    if not trovato or not 1 <= int(trovato[2]) <= 12:
        raise PeriodoNonValido(testo)
    return date(_anno(trovato[1]), int(trovato[2]), 1)


def sposta(mese: date, quanti: int) -> date:
    """The month that comes so many months later, or earlier."""
    anno, resto = divmod(_numero(mese) + quanti, 12)
    return date(anno, resto + 1, 1)


def mese_in_parole(mese: date) -> str:
    return f"{MESI[mese.month - 1]} {mese.year}"


def mese_breve(mese: date) -> str:
    """«mag 26»."""
    return f"{MESI_BREVI[mese.month - 1]} {mese:%y}"


def _numero(mese: date) -> int:
    return mese.year * 12 + mese.month - 1


def _anno(testo: str) -> int:
    if not PRIMO_ANNO <= int(testo) <= ULTIMO_ANNO:
        raise PeriodoNonValido(testo)
    return int(testo)
