"""What is never a contact, whatever stands before it: dates, times, prices, IBAN, addresses of pages."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from pratiche.recapiti import lessico

_SIMBOLO = r"€|\$|£|¥|euro?|usd|gbp|chf|jpy|cny|rmb|hkd|aed|cad|aud"
_VALUTA = (
    rf"(?:{_SIMBOLO}|dollari|sterline|franchi|yen|yuan|renminbi|rubli|dirham|lire|corone|zloty|mln|mld"
    "|milion[ei]|miliard[oi]|mila)"
)
_UNITA = rf"(?:{'|'.join(lessico.UNITA_DI_MISURA)}|kwh?|q\.li)"
_ORA = r"(?:[01]?\d|2[0-3])[.:][0-5]\d"
_GIORNO, _MESE, _ANNO = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_OTTETTO = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_GRADI = r"(?:[1-9]?\d|1[0-7]\d)\.\d{4,}°?\s?[NSEWO]?"
_MIGLIAIA = r"[1-9]\d{0,2}(?P<m>[.'\ ])\d{3}(?:(?P=m)\d{3}){0,4}(?!\d)(?:,\d{1,3})?"
_NON_DOPO_PREFISSO = (
    r"(?<!\b0\d[\s/)])(?<!\b0\d\d[\s/)])(?<!\b0\d\d\d[\s/)])(?<!\+\d\d\d\s)(?<!\+\d\d\d\)\s)(?<!00\d\d\d\s)"
)

# Tried where a group of digits begins.
_DALLE_CIFRE = re.compile(
    "|".join(
        (
            # dates, with the first day of a range before them
            rf"(?<!\d[./])(?:{_GIORNO}(?:[./]{_MESE})?\s?-\s?)?{_GIORNO}(?P<a>[./\-])\s?{_MESE}(?P=a)\s?{_ANNO}(?!\d)",
            rf"(?<!\d[./\-])(?<!\d\s){_GIORNO}\s{_MESE}\s{_ANNO}(?:\s[0-2]\d\s?[0-5]\d)?(?!\s?\d)",
            rf"(?<!\d[./\-]){_ANNO}(?P<b>[./\-])(?:0[1-9]|1[0-2])(?P=b)(?:0[1-9]|[12]\d|3[01])(?!\d)",
            rf"(?<!\d[./\-]){_NON_DOPO_PREFISSO}{_GIORNO}(?P<c>[./\-]){_MESE}(?P=c)\d\d(?![./\-]?\d)",
            rf"(?<!\d[./\-])\d{{1,6}}/\d{{1,2}}/{_ANNO}(?!\d)",  # a sentence: number, section, year
            rf"(?<!\d[./\-]){_MESE}/{_ANNO}(?!\d|\s\d)",
            rf"(?<!\d[./\-]){_ANNO}\s?[/\-]\s?(?:{_ANNO}|\d\d)(?![./\-]?\d)",
            # opening hours
            rf"(?<!\d[.:]){_ORA}(?:\s?(?:-|/|\s|alle|e)\s?{_ORA}){{1,5}}(?![.:]?\d)",
            # CAS number, coordinates, IP address
            r"(?<!\d-)\d{2,7}-\d{2}-\d(?![\d\-])",
            rf"(?<!\.){_GRADI}\s?[,;/]\s?-?{_GRADI}",
            rf"(?<![.+]){_NON_DOPO_PREFISSO}{_OTTETTO}(?:\.{_OTTETTO}){{3}}(?!\.?\d)",
            # amounts and quantities, not in the middle of a longer number
            r"(?<![.,'])[1-9]\d{0,2}(?:\.\d{3}){1,6},\d{2}(?!\d)",
            rf"(?<!\d[.,/\-' ])(?:{_MIGLIAIA}|\d{{1,7}}(?:,\d{{1,3}})?)\s?(?:(?:{_VALUTA}|{_UNITA})(?!\w)|%)",
            rf"(?<!\d[.,/\-' ])\d{{8,20}}(?:,\d{{1,3}})?\s?{_VALUTA}(?!\w)",
        )
    ),
    re.IGNORECASE,
)
# VAT numbers of other countries after their label, as long as each country has them.
_IVA_ALTROVE = (
    r"(?:VAT|TVA|IVA|BTW|MOMS|MVA|UID|USt|MwSt|NIP|NIF|CIF|CUI|DPH|PTU|ΦΠΑ|НДС)(?:[\s\-.]{0,2}(?:id|no|nr|n|num|number|reg|code))*"
    r"[\s.:\-\u00b0]{0,4}(?-i:"
    + "|".join(rf"{paesi}[\s\-]?{cifre}" for paesi, cifre in lessico.CIFRE_IVA)
    + r")(?!\d)"
)
# Tried everywhere.
_DALLE_LETTERE = re.compile(
    rf"(?<!\w)(?<!\d\s)(?:(?:{_SIMBOLO})\s?(?:{_MIGLIAIA}|\d{{1,20}}(?:[.,]\d{{1,2}})?(?![\d/\-]|[.,]\d))"
    # IBAN, VAT number with its country, container, address of a page
    r"|(?-i:[A-Z]{2})\d{2}(?:\s?(?-i:[A-Z0-9]){4}){2,7}(?:\s?(?-i:[A-Z0-9]){1,4})?(?!\w)"
    r"|IT\s?\d{2}\s?[A-Z]\s?\d{5}\s?\d{5}\s?[A-Z0-9]{12}(?!\w)"
    rf"|{_IVA_ALTROVE}"
    r"|(?:IT|VAT|IVA|P\.I\.|C\.F\.|fiscale)[\s.:\-n\u00b0]{0,4}\d(?:[\s.]?\d){10}(?!\d)"
    r"|(?-i:BE)\s?[01]\d{3}\.\d{3}\.\d{3}(?!\d)|(?-i:ABN)[\s:]{1,2}\d\d(?:\s?\d{3}){3}(?!\d)"
    r"|(?-i:MRN)[\s:]{1,2}\d\d\s?(?-i:[A-Z]{2})(?:\s?(?-i:[A-Z\d])){14}(?!\w)"
    r"|(?-i:[A-Z]{3}[UJZ])[\s\-]?\d{6}[\s\-]?\d(?!\d)"
    r"|(?:https?://|www\.)[^\s<>\"]+)"
    r"|(?<![\w@.\-])(?:[\w\-]{1,63}\.){1,8}[a-z]{2,6}/[^\s<>\"]*",
    re.IGNORECASE,
)
_QUANTITA_DOPO = re.compile(rf"\s?(?:{_VALUTA}|{_UNITA})(?!\w)|\s?[%€$£°]", re.IGNORECASE)
_PAROLA_DOPO = re.compile(r"\s([a-z]+)")
_INNOCUE = frozenset(lessico.DOPO_IL_NUMERO)
_MISURA_DOPO = re.compile(rf"\s?(?:{'|'.join(lessico.TEMPI_E_COSE)})(?!\w)", re.IGNORECASE)


class Tutele:
    """The protected stretches of one flat text, given where its groups of digits begin."""

    def __init__(self, testo: str, inizi: Iterable[int]) -> None:
        self._inizi: list[int] = []
        self._fini: list[int] = []
        for inizio, fine in sorted(_tutelati(testo, inizi)):
            if self._fini and inizio < self._fini[-1]:
                self._fini[-1] = max(fine, self._fini[-1])
            else:
                self._inizi.append(inizio)
                self._fini.append(fine)

    def tocca(self, inizio: int, fine: int) -> bool:
        """Whether any part of this span is protected."""
        quale = bisect_right(self._inizi, fine - 1) - 1
        return quale >= 0 and self._fini[quale] > inizio


def _tutelati(testo: str, inizi: Iterable[int]) -> Iterator[tuple[int, int]]:
    for trovata in _DALLE_LETTERE.finditer(testo):
        yield trovata.span()
    for inizio in inizi:
        if tutela := _DALLE_CIFRE.match(testo, inizio):
            yield tutela.span()


def quantita_dopo(testo: str, fine: int) -> bool:
    """Whether a unit or a currency follows: the number just read is a quantity."""
    return _QUANTITA_DOPO.match(testo, fine) is not None


def conta_cose(testo: str, fine: int) -> bool:
    """Whether the word that follows is what the number counts: «chiamare 12000 aziende»."""
    parola = _PAROLA_DOPO.match(testo, fine)
    return parola is not None and parola.group(1) not in _INNOCUE


def misura_dopo(testo: str, fine: int) -> bool:
    """Whether the last figures just read are a quantity, or a day of a month, and end no number."""
    return quantita_dopo(testo, fine) or _MISURA_DOPO.match(testo, fine) is not None
