"""Numbers with a word in them, as freephones have: «1-800-FLOWERS», «numero verde 800 CAMERA»."""

import re
from collections.abc import Iterator

Tratto = tuple[int, int]

_VERDE = r"8(?:00|33|44|55|66|77|88)"
_PAROLA = r"(?=[A-Z\d\-.]*[A-Z]{3})[A-Z\d]{1,10}(?:[\-.][A-Z\d]{2,7}){0,2}(?!\w)"
_PARLANTI = re.compile(
    rf"(?<![\w.\-])(?P<americano>\+?1[\-.]\(?[2-9]\d\d\)?[\-.]{_PAROLA})"
    r"|(?<!\w)(?i:verde|toll[\s\-]?free|freephone|free\scall|tel|telefono|phone|call|fax)(?:\s(?:number|no|n))?[\s.:]{1,3}"
    rf"(?P<annunciato>(?:\+?1[\s\-.])?\(?{_VERDE}\)?[\s\-.]{_PAROLA})"
)
_SEGNI = range(9, 17)  # as long as a number is, its separators apart


def parlanti(testo: str) -> Iterator[Tratto]:
    """The spans of such numbers in a flat text, where they begin with 1 or a word announces them."""
    for trovato in _PARLANTI.finditer(testo):
        nome = trovato.lastgroup or ""
        if sum(map(str.isalnum, trovato[nome])) in _SEGNI:
            yield trovato.span(nome)
