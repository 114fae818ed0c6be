"""The colour that a host site asks for, made dark enough to be read (WCAG 2.2, 1.4.3), as a style sheet."""

import re
from collections.abc import Sequence

PREDEFINITO = "0066cc"
# Of text on white, and of white on it.
CONTRASTO = 4.5
PASSO = 0.96
_COLORE = re.compile(r"#?([0-9a-fA-F]{6})")
Canali = Sequence[float]


def leggi(testo: str) -> str | None:
    """Six lower-case digits; None for what is no colour."""
    trovato = _COLORE.fullmatch(testo.strip())
    return trovato[1].lower() if trovato else None


def foglio(colore: str) -> str:
    """The custom properties that `css/incorpora.css` draws with."""
    canali, forte = _canali(colore), leggibile(colore)
    proprieta = {
        "accento": forte,
        "accento-scuro": _esadecimale(_scurito(_canali(forte), 0.8)),
        "velo": _esadecimale(_schiarito(canali, 0.08)),
        "filo": _esadecimale(_schiarito(canali, 0.25)),
    }
    return ":root { " + " ".join(f"--{nome}: #{valore};" for nome, valore in proprieta.items()) + " }\n"


def leggibile(colore: str) -> str:
    """The colour, or the first darker one that can be read on white, and white on it."""
    canali = _canali(colore)
    while contrasto_col_bianco(_esadecimale(canali)) < CONTRASTO:
        canali = _scurito(canali, PASSO)
    return _esadecimale(canali)


def contrasto_col_bianco(colore: str) -> float:
    """From 1 to 21 (WCAG 2.2)."""
    rosso, verde, blu = (_lineare(canale / 255) for canale in _canali(colore))
    return 1.05 / (0.2126 * rosso + 0.7152 * verde + 0.0722 * blu + 0.05)


def _lineare(canale: float) -> float:
    return canale / 12.92 if canale <= 0.04045 else float(((canale + 0.055) / 1.055) ** 2.4)


def _canali(colore: str) -> Canali:
    return [int(colore[i : i + 2], 16) for i in (0, 2, 4)]


def _esadecimale(canali: Canali) -> str:
    return "".join(f"{round(canale):02x}" for canale in canali)


def _scurito(canali: Canali, quanto: float) -> Canali:
    return [canale * quanto for canale in canali]


def _schiarito(canali: Canali, quanto: float) -> Canali:
    return [255 - (255 - canale) * quanto for canale in canali]
