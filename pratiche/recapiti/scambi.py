"""Letters written for the figures they look like: «O55 234567», «cell 33O 4I8», «34S88I2O67 è il cell»."""

import re

from pratiche.recapiti import lessico

_FIGURE = str.maketrans("OoQIlSsZzBb", "00011552288")
# A capital o, or an i or l, among digits is a digit mistyped, whatever the text says of it.
_OVUNQUE = re.compile(
    r"(?<![^\W\d])[Oo](?=\d{2})|(?<=\d)[Oo]+(?=\d|(?!\w))|(?<=\d)[Il](?=\d)|(?<=\d\d)I(?=\s?\d)"
    r"|(?<=\d\s)I(?=\d)|(?<=\d\s)l(?=\d{4})"
)
_PEZZO = r"(?=[a-zA-Z]{0,3}\d)[\dOoQIlSsZzBb]{1,13}"
_SCRITTI = re.compile(rf"(?<![^\W_])(?:{_PEZZO}[ .\-/()]{{1,2}}){{0,9}}{_PEZZO}(?![^\W_])")
_CIFRE_MINIME, _SEGNI_MINIMI = 4, 6
_SPIE = "|".join((*lessico.TELEFONO, *lessico.TELEFONO_VERBO, "mobile", "numero", "contatto", "fisso", "wa"))
_MINUTE = "|".join({*lessico.MINUTE, *lessico.DOPO_TELEFONO, "e'", "questo", "mia", "sua"})
_PRIMA = re.compile(
    rf"(?<![^\W_])(?:{_SPIE})[\W_]{{0,4}}(?:(?:{_MINUTE})[\W_]{{1,3}}){{0,4}}$", re.IGNORECASE
)
_DOPO = re.compile(
    rf"[\W_]{{0,4}}(?:(?:{_MINUTE})[\W_]{{1,2}}){{0,4}}(?<![^\W_])(?:{_SPIE})(?![^\W_])", re.IGNORECASE
)


def senza_scambi(testo: str) -> str:
    """The flat text with figures in place of such letters, length unchanged.

    O, I and l are read so wherever figures stand around them; S, Z and B, which belong to codes too, only
    where a word says that the whole is a telephone.
    """
    testo = _SCRITTI.sub(lambda scritto: _letto(testo, scritto), testo)
    return _OVUNQUE.sub(lambda scambio: scambio.group().translate(_FIGURE), testo)


def _letto(testo: str, scritto: re.Match[str]) -> str:
    figure = scritto.group()
    if figure.isdecimal() or len(figure) < _SEGNI_MINIMI or not any(map(str.isalpha, figure)):
        return figure
    if sum(map(str.isdigit, figure)) < _CIFRE_MINIME:
        return figure
    inizio, fine = scritto.span()
    annunciato = _DOPO.match(testo, fine) or _PRIMA.search(testo, max(0, inizio - 40), inizio)
    return figure.translate(_FIGURE) if annunciato else figure
