"""What stands right before and right after a number, and what it says of it."""

import re

from pratiche.recapiti import lessico_reti

_PIU = re.compile(r"(?:(?<!\d)\+{1,2}|(?<!\w)(?:piu|plus)(?=\s))[\s(]{0,2}$", re.IGNORECASE)
_SIGLA = re.compile(r"(?<!\w)(?:[A-Z][A-Z0-9]{0,5}|\w*\d\w*)[\-/_.]$")
# «numero3331234567», «3331234567Mario»: a word, and not the letters of a code, may lose its space.
_PAROLA_PRIMA = re.compile(r"(?<!\w)(?:numero|num|al|allo|il|lo)$", re.IGNORECASE)
_NOME_DI_FILE = re.compile(
    r"\.(?:pdf|jpe?g|png|gif|docx?|xlsx?|csv|txt|zip|html?|xml|p7m|eml|msg)(?!\w)", re.I
)
_INCOLLATA = re.compile(
    rf"(?<!\w)(?!{'|'.join(lessico_reti.COSE_PUBBLICATE)})[^\W\d_]{{1,24}}(?-i:[a-z]{{3}})$", re.IGNORECASE
)
_PAROLA_ATTACCATA = re.compile(
    r"(?:(?:x|ext|int)\.?\d{1,5}|bis|ter|(?![a-fA-F]+(?!\w))[^\W\d_][a-z]{3,20})(?![\w])"
)
_CATENA = re.compile(
    r"\s{0,2}(?:[,;/|&\-_]|o|e|od|oppure|ovvero|and|or)\s{0,2}(?:anche\s)?(?:(?:al|allo|il|lo|n\.)\s?)?",
    re.IGNORECASE,
)
_VOCE_DOGANALE = re.compile(r"\d{4}\.\d{2}(?:\.\d{2,4}){0,3}(?![\d.])")
_SINGOLARE = re.compile(r"(?<!\w)(?:il|lo|al|allo)\s$", re.IGNORECASE)
_APPUNTO = re.compile(r":.{0,3}$|(?<!\w)n(?:[or]|um)?\.\s?$", re.IGNORECASE | re.DOTALL)
_SPIA_DOPO = re.compile(
    r"\s?[(\-,\[]?\s?(?:(?:e'?|is|il|lo|un|suo|mio|loro|nostro|numero|di|del|della|the|his|her|my|our)\s){0,4}"
    r"(?:tel(?:efono|\.)?|cell(?:ulare|\.)?|fax|whatsapp|mobile|centralino)(?!\w)[.)\]]{0,2}(?!\W{0,4}[\d+])",
    re.IGNORECASE,
)


def con_il_piu(testo: str, inizio: int) -> int:
    """Where a number whose figures begin here begins, its plus sign included."""
    piu = _PIU.search(testo, max(0, inizio - 7), inizio)
    return piu.start() if piu else inizio


def pulito(testo: str, inizio: int) -> bool:
    """Whether a number may begin here: not glued to a letter, nor to a code such as FI-2026-."""
    prima = testo[max(0, inizio - 1) : inizio]
    if prima.isalpha():
        return _PAROLA_PRIMA.search(testo, max(0, inizio - 24), inizio) is not None
    if prima.isalnum() or prima in ("#", "@"):
        return prima == ""
    if prima == ":" and testo[max(0, inizio - 2) : inizio - 1].isdigit():
        return False
    return prima not in ("-", "/", "_") or _SIGLA.search(testo, max(0, inizio - 9), inizio) is None


def incollato(testo: str, inizio: int) -> bool:
    """Whether a word, and not the letters of a code or the name of a file, ends here."""
    return _INCOLLATA.search(testo, max(0, inizio - 28), inizio) is not None


def attaccato_dopo(testo: str, fine: int) -> bool:
    """Whether a code goes on here: letters or figures that are no word and no extension."""
    return testo[fine : fine + 1].isalnum() and not _PAROLA_ATTACCATA.match(testo, fine)


def nome_di_file(testo: str, fine: int) -> bool:
    return _NOME_DI_FILE.match(testo, fine) is not None


def annunciato_dopo(testo: str, fine: int) -> bool:
    """«234567 (tel.)», «4471982 è il loro fax»."""
    return _SPIA_DOPO.match(testo, fine) is not None


def in_catena(testo: str, fine: int, inizio: int) -> bool:
    """Whether only «,», «/», «e», «oppure» stand between the end of a number and here, where no customs code
    begins: «3495518207 | 6802.91»."""
    vicino = 0 < fine <= inizio <= fine + 16 and not _VOCE_DOGANALE.match(testo, inizio)
    return vicino and _CATENA.fullmatch(testo, fine, inizio) is not None


def due_punti(testo: str, inizio: int) -> bool:
    """Whether a colon, or «n.», leaves no doubt that a word announces this number."""
    return _APPUNTO.search(testo, max(0, inizio - 6), inizio) is not None


def uno_solo(testo: str, inizio: int) -> bool:
    """«il 234567»: one thing, and not so many."""
    return _SINGOLARE.search(testo, max(0, inizio - 6), inizio) is not None
