"""What may be told of many without telling of few: groups that hide who is in them (C5).

Whoever may ask for any sum of published sums, and any difference, learns at best the sums of these groups,
since each is published whole or not at all. So it is enough that every group holds: at least three offices in
it, and at least five rows beside those of its largest office, which knows its own and can take them away.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import chain
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

# Rows of others behind a mean, and offices in it: with two, each would read the other's (C5).
MINIMO, UFFICI = 5, 3

# How many rows of each kind an office has: kind → office → how many.
Conti = Mapping[str, Mapping[int, int]]
Regola = Callable[[Conti], bool]
# Whether a stretch of months ends with this one.
Fine = Callable[[K, Conti], bool]


def regge(conti: Conti) -> bool:
    """Whether offices may read these rows together: each kind that there is holds, and there is one."""
    presenti = [uffici for uffici in conti.values() if any(uffici.values())]
    return bool(presenti) and all(_regge(uffici) for uffici in presenti)


def bastano(ignoti: Conti) -> bool:
    """Whether the rows that a reader does not know one by one are enough, of each kind, or none (TP)."""
    quanti = [sum(uffici.values()) for uffici in ignoti.values()]
    return any(ignoti.values()) and all(not ignoto or ignoto >= MINIMO for ignoto in quanti)


def bastano_di_ognuno(ignoti: Conti) -> bool:
    """Whether those of each office alone are."""
    return any(ignoti.values()) and all(
        not ignoto or ignoto >= MINIMO for uffici in ignoti.values() for ignoto in uffici.values()
    )


def _regge(uffici: Mapping[int, int]) -> bool:
    quante = [quanti for quanti in uffici.values() if quanti]
    return len(quante) >= UFFICI and sum(quante) - max(quante) >= MINIMO


def insieme(parti: Iterable[Conti]) -> Conti:
    """The rows of all the parts, counted together."""
    somma: dict[str, Counter[int]] = {}
    for parte in parti:
        for genere, uffici in parte.items():
            somma.setdefault(genere, Counter()).update(uffici)
    return somma


def tratti(mesi: Sequence[tuple[K, Conti]], fine: "Fine[K]") -> list[list[K]]:
    """Consecutive months, gathered until they end; what is left at the end waits and is in no group.

    A month that is added at the end changes none of the groups before it.
    """
    gruppi: list[list[K]] = []
    corrente: list[tuple[K, Conti]] = []
    for mese in mesi:
        corrente.append(mese)
        if fine(mese[0], insieme(conti for _, conti in corrente)):
            gruppi.append([chiave for chiave, _ in corrente])
            corrente = []
    return gruppi


def ripartisci(parti: Mapping[K, Conti], regola: Regola = regge) -> list[list[K]]:
    """Parts of a whole that holds, in groups that hold: alone where they can be, the others together.

    While the others together do not hold, the smallest of those that stood alone joins them: what is left
    when the published ones are taken away from the whole holds too.
    """
    # Equal sizes in the order of their keys: the same rows always make the same groups.
    soli = sorted((k for k, c in parti.items() if regola(c)), key=lambda k: (_quante(parti[k]), repr(k)))
    altri = [chiave for chiave in parti if chiave not in soli]
    while altri and soli and not regola(insieme(parti[chiave] for chiave in altri)):
        altri.append(soli.pop(0))
    return [*([chiave] for chiave in soli), *([altri] if altri else [])]


def _quante(conti: Conti) -> int:
    return sum(chain.from_iterable(uffici.values() for uffici in conti.values()))
