"""What changed between two texts, word by word, for people to see."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal, NamedTuple

PAROLE = re.compile(r"\s+|\w+(?:['’]\w*)?|[^\w\s]")
# Texts that share less than this are shown as two texts: their word differences would be confetti.
SOMIGLIANZA_MINIMA = 0.3

Verso = Literal["uguale", "tolto", "messo"]


class Brano(NamedTuple):
    """A run of text that stayed, went away, or came in."""

    verso: Verso
    testo: str


def differenze(prima: str, dopo: str) -> list[Brano]:
    """The way from `prima` to `dopo`: without what came in it is `prima`, without what went away `dopo`."""
    a, b = PAROLE.findall(prima), PAROLE.findall(dopo)
    confronto = SequenceMatcher(None, a, b, autojunk=False)
    if confronto.ratio() < SOMIGLIANZA_MINIMA:
        return [brano for brano in (Brano("tolto", prima), Brano("messo", dopo)) if brano.testo]
    return list(_brani(confronto, a, b))


def _brani(confronto: "SequenceMatcher[str]", a: list[str], b: list[str]) -> Iterator[Brano]:
    """Neighbouring changes with nothing but a space between them are told as one."""
    tolto = messo = ""
    for verso, da, fino, da_b, fino_b in confronto.get_opcodes():
        prima, dopo = "".join(a[da:fino]), "".join(b[da_b:fino_b])
        if verso == "equal" and (prima.strip() or not (tolto or messo)):
            yield from _cambio(tolto, messo)
            yield Brano("uguale", prima)
            tolto = messo = ""
        else:
            tolto, messo = tolto + prima, messo + dopo
    yield from _cambio(tolto, messo)


def _cambio(tolto: str, messo: str) -> Iterator[Brano]:
    if tolto:
        yield Brano("tolto", tolto)
    if messo:
        yield Brano("messo", messo)


# --- Side by side ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Riga:
    """A line of one text beside its line of the other; either is empty when the other has none."""

    prima: Sequence[Brano]
    dopo: Sequence[Brano]

    @property
    def cambiata(self) -> bool:
        return any(brano.verso != "uguale" for brano in (*self.prima, *self.dopo))


def affianca(prima: str, dopo: str) -> list[Riga]:
    """Two texts line by line, those that changed marked word by word.

    Lines are aligned first, and words only within lines that take each other's place: a long text costs its
    lines, not the square of its words.
    """
    a, b = _righe(prima), _righe(dopo)
    affiancate: list[Riga] = []
    for verso, da, fino, da_b, fino_b in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        coppie = zip_longest(a[da:fino], b[da_b:fino_b], fillvalue="")
        affiancate += [_affianca(*coppia, uguali=verso == "equal") for coppia in coppie]
    return affiancate


def _righe(testo: str) -> list[str]:
    return [riga for riga in testo.splitlines() if riga.strip()]


def _affianca(prima: str, dopo: str, *, uguali: bool) -> Riga:
    if uguali:
        return Riga([Brano("uguale", prima)], [Brano("uguale", dopo)])
    brani = differenze(prima, dopo)
    return Riga(*([brano for brano in brani if brano.verso in ("uguale", suo)] for suo in ("tolto", "messo")))
