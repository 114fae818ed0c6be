"""How much work a function does, counted and not timed: the same figure on every machine."""

import sys
from collections.abc import Callable


def passi(funzione: Callable[..., object], *argomenti: object) -> int:
    """How many functions are called, Python's and C's, while this one runs.

    What a regular expression does inside one call is not seen: that is for bench/.
    """
    quanti = 0

    def conta(_riquadro: object, evento: str, _argomento: object) -> None:
        nonlocal quanti
        quanti += evento in ("call", "c_call")

    prima = sys.getprofile()
    sys.setprofile(conta)
    try:
        funzione(*argomenti)
    finally:
        sys.setprofile(prima)
    return quanti
