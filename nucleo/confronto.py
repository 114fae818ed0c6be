"""What changed between two texts, word by word, for people to see."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
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
