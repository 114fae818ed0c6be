"""Mailboxes told apart from their domain: «l'utente è ordini, il dominio azienda.it», «info sul dominio…»."""

import re
from collections.abc import Iterator

from pratiche.recapiti import lessico

Tratto = tuple[int, int]

_FUORI = frozenset(lessico.PRIMA_DI_UN_INDIRIZZO)
_NOME = r"[^\W\d_][\w.+\-]{1,40}(?<=\w)"
_CHIOCCIOLA = r"(?:chiocciol(?:a|ina)|simbolo|segno|@|at)(?!\w)"
_E = rf"(?:(?:{'|'.join(lessico.SAREBBE)})\s|[:=]\s?)"
_CASELLA = r"(?:utente|user(?:name)?|account|local[\s\-]part|alias)"
_UTENTE = rf"(?<!\w)(?:nome\s)?{_CASELLA}(?:\s(?:di\s)?(?:posta|e?-?mail|pec))?"
_DOMINIO = r"(?:dominio|domain|provider|gestore)(?!\w)"
_DESCRITTI = re.compile(
    rf"""(?:prima\s(?:della|del|di)|davanti\salla|before\s(?:the\s)?)\s?{_CHIOCCIOLA}
        [\s,]{{0,2}}{_E}{{1,3}}["'(]?(?P<poi>{_NOME})
      | (?<![\w.+\-])(?!(?:{_CASELLA}|casella|nome|parte|parola|testo)\s)(?P<avanti>{_NOME})["')]?,?
        \s(?:prima\sdella|davanti\salla)\s{_CHIOCCIOLA}
      | {_UTENTE}\s?{_E}["'(]?(?P<utente>{_NOME})(?=[^\n]{{0,40}}\W{_DOMINIO})
      | {_DOMINIO}\s?{_E}?["'(]?[\w.\-]{{3,60}}["')]?[\s,;]{{1,3}}(?:e\s)?(?:il\s|la\s|l'|the\s)?
        {_UTENTE}\s?{_E}?["'(]?(?P<inverso>{_NOME})
      | (?<!\w)(?:mail|posta|pec|indirizzo|scriv\w{{1,6}})(?:\s[^\W\d_]{{2,12}}){{0,2}}(?::|\se'?|\sa|\sad)\s
        (?P<sul>{_NOME})\s(?:presso|su|sul|at|nel|al|piu|con|del)\s(?:il\s)?
        (?:(?:nostro|loro|suo|vostro)\s)?{_DOMINIO}""",
    re.VERBOSE | re.IGNORECASE,
)
_SEGNO_DI_DESCRIZIONE = re.compile(
    rf"{_DOMINIO}|(?:prima|davanti|before)\s[\w\s]{{0,6}}{_CHIOCCIOLA}", re.IGNORECASE
)


def descrizioni(testo: str) -> Iterator[Tratto]:
    """The spans of the mailboxes that a flat text describes instead of writing; the domain alone stays."""
    for descritto in _DESCRITTI.finditer(testo) if _SEGNO_DI_DESCRIZIONE.search(testo) else ():
        nome = descritto.lastgroup or ""
        if descritto[nome].lower() not in _FUORI:
            yield descritto.span(nome)
