"""The people of a company named by one word alone: «chiedere a Frescovetti», «parlato con rossi»."""

import re
from collections.abc import Callable, Iterable

from pratiche.riservatezza.parole import COMUNI, MESTIERI, PAROLE_DI_TUTTI

PERSONA = "[persona dell'azienda]"
PAROLA = re.compile(r"[^\W\d_]{4,}")
# What is done with a person: after it, «rossi» is nobody's colour.
_CON_CHI = (
    r"(?<![^\W_])(?:(?:chied|sent|chiam|richiam|parl|contatt|scri[vt]|telefon|avvis|avvert|inform|dett|rifer|riferit"
    r"|incontr|ricevut|rivol|ringrazi|salut|ricontatt|sollecit)[a-z]{0,9}(?:\s(?:a|ad|al|con|di|da|il|la|lo|anche|pure)"
    r"){0,2}|(?:il|la|del|della|al|alla|dal|dalla)\s(?:titolare|referente|contatto|commerciale))\s"
)


def senza_persone(nomi: Iterable[str], tranne: str) -> Callable[[str], str]:
    """Hides the single words of these names, but none that a name which may be read, `tranne`, has too.

    Words of the language are hidden in small letters only where one speaks to somebody: «sentire rossi»,
    not «vini rossi».
    """
    leggibili = COMUNI | _parole([tranne])
    parole = sorted(_parole(nomi) - leggibili)
    comuni = [parola for parola in parole if parola in PAROLE_DI_TUTTI | MESTIERI]
    propri = [parola for parola in parole if parola not in comuni]
    forme = [forma for parola in comuni for forma in (parola.capitalize(), parola.upper())]
    ovunque = _una_di(forme, r"(?<![^\W_])", re.NOFLAG), _una_di(propri, r"(?<![^\W_])", re.IGNORECASE)
    nominati = _una_di(comuni, _CON_CHI, re.IGNORECASE)

    def senza(testo: str) -> str:
        for forma in ovunque:
            testo = forma.sub(PERSONA, testo) if forma else testo
        return nominati.sub(lambda nominato: nominato.group(1) + PERSONA, testo) if nominati else testo

    return senza


def _parole(nomi: Iterable[str]) -> set[str]:
    return {parola.lower() for nome in nomi for parola in PAROLA.findall(nome)}


def _una_di(parole: list[str], prima: str, modo: re.RegexFlag) -> re.Pattern[str] | None:
    return re.compile(rf"({prima})(?:{'|'.join(parole)})(?![^\W_])", modo) if parole else None
