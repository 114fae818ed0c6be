"""Extensions, after a number («055 234567 int. 12») or alone («chiedere l'interno 24»)."""

import re
from collections.abc import Iterator

from pratiche.recapiti import lessico
from pratiche.recapiti.cifre import gruppi_detti
from pratiche.recapiti.piano import BARRIERA
from pratiche.recapiti.tutele import conta_cose, misura_dopo, quantita_dopo

Tratto = tuple[int, int]

_ALTRI = re.compile(r"(?:(?:/ ?|-)\d{1,3})+(?!\d|[.,/\-]\d)|/(?!19|20)\d{4}(?!\d|[.,/\-]\d)")
_DETTO_INTERNO = (
    r"(?:int(?:ern[oi]|\.)?|ext(?:ension|\.)?|est\.|estensione|x|\#|passante|tasto|derivato"
    r"|poste|durchwahl|dw|wew|ramal|anexo)"
)
_CODA = re.compile(
    rf"(?:[\s,;.\-]{{0,3}}[(\[]?\s?{_DETTO_INTERNO}\s?(?:n(?:umero|um|r|\.)?(?!\w)\.?\s?)?[.:=]?\s?|,{{1,3}})"
    r"\d{1,5}(?!\d)(?:\s?(?:[/,\-]|e|o)\s?\d{1,5}(?![\w.,/]))?[)\]]?",
    re.IGNORECASE,
)
_DA_SOLO = re.compile(
    rf"""(?<![^\W_])(?:interno|int|ext|extension|passante)(?!\w)\.?
    [\s:]{{0,3}}(?:(?:telefonico|numero|num|nr|n)(?!\w)[.\u00b0]?[\s:]{{0,2}}){{0,2}}
    (?:(?P<cifre>\d{{2,5}})(?![\w{BARRIERA}]|[.,/\-]\d)
      |(?P<parole>[^\W\d_]{{2,24}}(?:[\s\-][^\W\d_]{{3,14}}){{0,4}}))""",
    re.VERBOSE | re.IGNORECASE,
)
_CIFRE = range(2, 6)  # one figure is a flat; more than five a telephone number
_ANNO = re.compile(r"(?:19|20)\d\d")
_COSA_PRIMA = re.compile(
    rf"(?<!\w)(?:{'|'.join(lessico.COSE_INTERNE)})\.?\s(?:di\s|del\s|e\s)?$", re.IGNORECASE
)
_INDIRIZZO_PRIMA = re.compile(
    rf"(?<!\w)(?:{'|'.join(lessico.STRADE)})\.?\s(?=(?:[a-z]{{1,6}}\s|[a-z]{{1,4}}')?[A-Z\d])[^\n;{BARRIERA}]*$"
    r"|(?<!\w)(?:(?i:scala|palazzina|edificio|condominio|sc\.|piano))\s[^\n;]{0,14}$"
)
_INDIRIZZO_DOPO = re.compile(
    r"[\s,;\-]{0,3}(?:scala|sc\.|piano|palazzina|edificio|\d{5}\s[^\W\d_])", re.IGNORECASE
)
_DI_CHI = re.compile(
    r"\s(?:del|dell|della|dello|presso|for|sig|sigra|dott|ing)(?!\w)", re.IGNORECASE
)  # «interno 24 del sig. Rossi»
_FINESTRA = 70


def coda(testo: str, fine: int) -> int:
    """The end of a number with its other endings («/57») and its extension («int. 12»)."""
    altri = _ALTRI.match(testo, fine)
    if altri and not quantita_dopo(testo, altri.end()):
        fine = altri.end()
    interno = _CODA.match(testo, fine)
    return interno.end() if interno and not misura_dopo(testo, interno.end()) else fine


def interni(testo: str) -> Iterator[Tratto]:
    """The spans of the extensions that no number precedes, without the word that announces them."""
    for trovato in _DA_SOLO.finditer(testo):
        tratto = trovato.span("cifre") if trovato["cifre"] else _a_parole(testo, trovato)
        if tratto and not _altro(testo, trovato.start(), tratto):
            yield tratto


def _a_parole(testo: str, trovato: re.Match[str]) -> Tratto | None:
    """«interno due quattro», as far as the number goes."""
    inizio = trovato.start("parole")
    cifre, fine = "", inizio
    for gruppo in gruppi_detti(trovato["parole"]):
        if inizio + gruppo.inizio > fine + 1:
            break
        cifre, fine = cifre + gruppo.cifre, inizio + gruppo.fine
    return (inizio, fine) if len(cifre) in _CIFRE else None


def _altro(testo: str, inizio: int, tratto: Tratto) -> bool:
    """A flat of an address, a year, a quantity, the home market: no telephone has this extension."""
    prima, fine = max(0, inizio - _FINESTRA), tratto[1]
    return bool(
        _ANNO.fullmatch(testo, *tratto)
        or quantita_dopo(testo, fine)
        or (conta_cose(testo, fine) and not _DI_CHI.match(testo, fine))
        or _INDIRIZZO_DOPO.match(testo, fine)
        or _COSA_PRIMA.search(testo, prima, inizio)
        or _INDIRIZZO_PRIMA.search(testo, prima, inizio)
    )
