"""E-mail addresses in a flat text, in full or disguised: «mario punto rossi chiocciola azienda punto it»."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pratiche.recapiti import lessico

Tratto = tuple[int, int]

_FORNITORI = frozenset(lessico.FORNITORI_DI_POSTA)
_DOMINI = frozenset(lessico.DOMINI)
_GENERICHE = frozenset(lessico.CASELLE_GENERICHE)
_FUORI = frozenset(lessico.PRIMA_DI_UN_INDIRIZZO)
_MISURE = frozenset(lessico.MISURE)
_INGLESE = frozenset(lessico.INGLESI_PRIMA_DI_AT)
_LOCALE = re.compile(r"[\w.+%&'~#$!^*\-]")
_ETICHETTA = re.compile(
    r"[^\W_]{1,63}(?:[\-_]{1,2}(?!(?:dot|punto)(?![^\W_]))[^\W_]{1,63}){0,8}", re.IGNORECASE
)
_PUNTO = rf"(?:{'|'.join(lessico.PUNTO)})"
_PUNTO_STRETTO = re.compile(r"\.(?=[^\W_])|,(?=(?:it|com|net|org|eu)(?!\w))")
_PUNTO_DETTO = re.compile(
    rf"\s{{0,2}}[\[({{<*_|\"'\-]{{1,2}}\s?(?:\.|{_PUNTO})\s?[\])}}>*_|\"'\-]{{1,2}}\s{{0,2}}"
    rf"|[\s,]{{1,2}}(?:(?:e|poi)\s)?{_PUNTO}[\s,]{{1,2}}(?:poi\s)?",
    re.IGNORECASE,
)
_TRATTINO_DETTO = re.compile(r"\s(?:trattino|meno|dash|hyphen)\s", re.IGNORECASE)
_SILLABATO = re.compile(r"\s([a-z])(?:\s([a-z]))?(?!\w)")  # «punto i t», «punto c o m»
_PUNTO_LARGO = re.compile(r"\s{0,2}\.\s{1,2}|\s{1,2}\.\s{0,2}")
_PUNTO_MAIUSCOLO = re.compile(r"(?:DOT|PUNTO)(?=[a-z])")
# «mario, poi la chiocciola, poi azienda.it», «mario seguito da chiocciola».
_PRIMA_DI_CHIOCCIOLA = r"(?:(?:e\s)?(?:poi|quindi|seguito\sda|simbolo|segno)\s){0,2}(?:(?:la|della|dalla)\s)?"
_CHIOCCIOLE = re.compile(
    r"(?P<segno>@{1,3})"
    r"|(?P<chiusa>\s{0,2}[\[({<*|#~=]{1,2}\s?(?:at|@|a|chiocciol(?:a|ina)|arroba)\s?[\])}>*|#~=]{1,2}\s{0,2}"
    r"|\s{0,2}[\"']\s?(?:at|@|chiocciola)\s?[\"']\s{0,2}|_at_|\s-at-\s|-at-(?=[\w\-]+-dot-))"
    rf"|(?P<detta>[\s,]{{0,2}}(?<![^\W_]){_PRIMA_DI_CHIOCCIOLA}(?:{'|'.join(lessico.CHIOCCIOLA)}|a\scommerciale)(?![^\W_])"
    r"[\s,]{0,2}(?:(?:e\s)?(?:poi|quindi)\s)?)"
    rf"|(?P<straniera>[\s,]{{1,2}}(?:{'|'.join(lessico.CHIOCCIOLA_ALTROVE)})[\s,]{{1,2}})"
    r"|(?P<at>(?<=\w)\s{1,2}at\s{1,2}(?=\w))"
    r"|(?P<presso>(?<=\w)\spresso\s(?=\w))"
    r"|(?P<maiuscola>(?-i:(?<=[a-z0-9])(?:AT|CHIOCCIOLA)(?=[a-z0-9])))",
    re.IGNORECASE,
)
_GIUNTO = (
    r"(?:\s{1,2}(?:punto|dot|underscore|trattino(?:\sbasso)?|meno|dash|sottolineato)\s{1,2}"
    r"|\s?[\[({](?:punto|dot|\.)[\])}]\s?|\s\.\s|\.|_|-|(?-i:(?<=[a-z])(?:DOT|PUNTO)(?=[a-z])))"
)
_PAROLA = r"[^\W_](?:[\w+']{0,38}[^\W_])?"
_SINISTRA = re.compile(rf"(?<![\w.])(?:{_PAROLA}{_GIUNTO}){{0,5}}{_PAROLA}$", re.IGNORECASE)
_NOME_PRIMA = re.compile(r"(?<![\w.,'-])([^\W\d_]{3,20})\s$")
_SPAZIATO = re.compile(
    r"(?<!\w)(?:[\w.+\-]\s){2,40}@(?:(?:\s[\w.\-]){4,60}(?!\w)|\s?[\w\-]{2,60}\s?\.\s?[a-z]{2,12}(?!\w))"
)
_UNITO = re.compile(
    r"(?<![\w.\-])[\w.\-]{2,60}?chiocciola[._\-]?[\w\-]{2,60}?"
    r"(?:[._\-]?(?:\.|punto|dot)[._\-]?[a-z]{2,12}){1,3}(?!\w)",
    re.IGNORECASE,
)
_SU_FORNITORE = re.compile(
    rf"(?<![\w.@\-])[a-z](?=[\w.\-]{{0,40}}[\d._])[\w.\-]{{1,40}}\w(?:\s(?:su\s)?|\s?[(\[])"
    rf"(?:(?:{'|'.join(lessico.FORNITORI_DI_POSTA)})\.(?:com|it)|(?<=su\s)(?:gmail|hotmail|yahoo|icloud))(?!\w)[)\]]?",
    re.IGNORECASE,
)
# «mario@azienda.it_2026-03-12.eml»: the name of a file goes on after the address.
_CODA_DI_NOME = re.compile(rf"(?:{'|'.join(lessico.DOMINI)})(?=_|-\d)", re.IGNORECASE)
_SENZA_PUNTO = re.compile(r"\s(it|com|net|org|eu)(?!\w)", re.IGNORECASE)
_ANNUNCIO = re.compile(
    r"(?:mail|posta|pec|indirizzo|scriv\w+|contatt\w+)\W{0,3}(?:\w+\W{1,2}){0,3}$", re.IGNORECASE
)
_DENSITA = re.compile(r"\dx")  # «logo@2x.png»
_ELISIONE = re.compile(r"(?:all|dall|dell|nell|sull|l|un|quell)'", re.IGNORECASE)


class _Dominio(NamedTuple):
    fine: int
    etichette: list[str]
    detto: bool  # some dot of it is spelled out

    @property
    def intero(self) -> bool:
        """With a name and a top-level part made of letters."""
        return len(self.etichette) > 1 and self.etichette[-1].isalpha() and len(self.etichette[-1]) > 1

    @property
    def noto(self) -> bool:
        """As `intero`, under a top-level domain in use, or the bare name of a mail provider."""
        ultima = self.etichette[-1].lower()
        return ultima in _DOMINI if self.intero else len(self.etichette) == 1 and ultima in _FORNITORI


def indirizzi(testo: str) -> Iterator[Tratto]:
    """The spans of the addresses of a flat text, in no particular order."""
    for modello in (_SPAZIATO, _UNITO, _SU_FORNITORE):
        yield from (trovato.span() for trovato in modello.finditer(testo))
    for chiocciola in _CHIOCCIOLE.finditer(testo):
        tratto = (
            _intorno_al_segno(testo, *chiocciola.span()) if chiocciola["segno"] else _detto(testo, chiocciola)
        )
        if tratto:
            yield tratto


def _intorno_al_segno(testo: str, segno: int, dopo: int) -> Tratto | None:
    inizio, destra = _salta_indietro(testo, segno), _salta_avanti(testo, dopo)
    stretta = inizio == segno and destra == dopo
    letterale = re.compile(r"\[(?:\d{1,3}\.){3}\d{1,3}\]").match(testo, dopo)
    dominio = _dominio(testo, destra)
    if not dominio and not letterale:
        return None
    sinistra = _locale(testo, inizio)
    nome = testo[sinistra:inizio].lower()
    if not nome or nome in _FUORI and not stretta:
        return None
    if letterale:
        return sinistra, letterale.end()
    if dominio and _plausibile(nome, dominio, stretta):
        return _allarga(testo, sinistra), dominio.fine
    return None


def _plausibile(nome: str, dominio: _Dominio, stretta: bool) -> bool:
    """Whether this is an address and not «10 pz @ 5 €»."""
    if stretta:
        solo = dominio.etichette[0]
        if _DENSITA.fullmatch(solo):
            return False
        return dominio.intero or (
            len(solo) >= 3
            and not any(map(str.isdigit, solo))
            and any(map(str.isalpha, nome))
            and not {solo, nome} & _MISURE
        )
    if not any(map(str.isalpha, nome)) or not any(map(str.isalpha, dominio.etichette[0])):
        return dominio.noto and dominio.intero
    return dominio.noto or (dominio.intero and "." in nome) or bool(re.fullmatch(r"[a-z]+[._][a-z]+", nome))


def _detto(testo: str, chiocciola: re.Match[str]) -> Tratto | None:
    dominio = _dominio(testo, chiocciola.end())
    if not dominio:
        return None
    if (
        chiocciola["detta"]
        and len(dominio.etichette) == 1
        and (manca := _SENZA_PUNTO.match(testo, dominio.fine))
    ):
        dominio = _Dominio(manca.end(), [*dominio.etichette, manca[1]], detto=True)
    trovata = _SINISTRA.search(testo, max(0, chiocciola.start() - 100), chiocciola.start())
    # «contatti[at]azienda[punto]it»: with no space it is a mailbox, whatever the word means elsewhere.
    stretta = chiocciola["chiusa"] and chiocciola.group() == chiocciola.group().strip()
    if not trovata or (trovata.group().lower() in _FUORI and not stretta):
        return None
    nome, come = trovata.group(), chiocciola.lastgroup or ""
    if not _SPIEGAZIONI[come](testo, trovata.start(), nome, dominio, chiocciola.group()):
        return None
    inizio = trovata.start()
    if come in ("at", "detta") and nome.isalnum():
        inizio = _con_il_nome(testo, inizio)
    return inizio, dominio.fine


def _vale_chiusa(testo: str, inizio: int, nome: str, dominio: _Dominio, segno: str) -> bool:
    """«nome [at] azienda (dot) com», but not «Vienna (AT) ha chiesto»."""
    tutto_unito = segno == segno.strip()
    return (
        dominio.noto
        or dominio.detto
        or (tutto_unito and len(dominio.etichette[0]) > 2)
        or (dominio.intero and not segno.strip().strip("()").isupper())
    )


def _vale_detta(testo: str, inizio: int, nome: str, dominio: _Dominio, segno: str) -> bool:
    """«mario punto rossi chiocciola azienda», but not «scala a chiocciola in ferro»."""
    if dominio.noto or dominio.intero or dominio.detto or not nome.isalnum() or nome.lower() in _GENERICHE:
        return True
    return _ANNUNCIO.search(testo, max(0, inizio - 40), inizio) is not None


def _vale_straniera(testo: str, inizio: int, nome: str, dominio: _Dominio, segno: str) -> bool:
    """«mario snail azienda punto com», but not «anti-age snail cream»."""
    return dominio.intero and dominio.noto


def _vale_at(testo: str, inizio: int, nome: str, dominio: _Dominio, segno: str) -> bool:
    """«mario rossi AT gmail», «info at azienda dot it», but not «visit us at azienda.com»."""
    if dominio.etichette[0].lower() == "www" or nome.lower() in _INGLESE:
        return False
    return dominio.noto or (dominio.intero and (dominio.detto or not nome.isalpha()))


def _vale_maiuscola(testo: str, inizio: int, nome: str, dominio: _Dominio, segno: str) -> bool:
    return dominio.intero


def _vale_presso(testo: str, inizio: int, nome: str, dominio: _Dominio, segno: str) -> bool:
    """«mario.rossi presso azienda.it», but not «Rossi presso la sede»."""
    return re.fullmatch(r"[a-z]+[._][a-z._]*[a-z]", nome) is not None and dominio.intero and dominio.noto


_SPIEGAZIONI = {
    "chiusa": _vale_chiusa,
    "detta": _vale_detta,
    "straniera": _vale_straniera,
    "at": _vale_at,
    "presso": _vale_presso,
    "maiuscola": _vale_maiuscola,
}


def _dominio(testo: str, inizio: int) -> _Dominio | None:
    """The domain that begins here, as far as it makes sense."""
    etichetta = _ETICHETTA.match(testo, inizio)
    if not etichetta:
        return None
    etichette: list[str] = []
    fine, detto = inizio, False
    while etichetta and len(etichette) < 8:
        if etichette and (coda := _CODA_DI_NOME.match(testo, etichetta.start())):
            return _Dominio(coda.end(), [*etichette, coda.group()], detto)
        pezzi = _PUNTO_MAIUSCOLO.split(etichetta.group())
        etichette += pezzi
        detto = detto or len(pezzi) > 1
        fine = etichetta.end()
        etichetta, parlato = _prossima(testo, fine, etichette)
        detto = detto or parlato
    if detto and len(etichette[-1]) == 1 and (lettere := _SILLABATO.match(testo, fine)):
        etichette[-1] += "".join(lettere.groups(""))
        fine = lettere.end()
    return _Dominio(fine, etichette, detto)


def _prossima(testo: str, fine: int, etichette: list[str]) -> tuple[re.Match[str] | None, bool]:
    chiuso = len(etichette) > 1 and etichette[-1].lower() in _DOMINI
    if punto := _PUNTO_STRETTO.match(testo, fine):
        etichetta = _ETICHETTA.match(testo, punto.end())
        nuova_frase = chiuso and etichetta and etichetta.group()[0].isupper() and etichette[-1].islower()
        return (None if nuova_frase else etichetta), False
    if punto := _PUNTO_DETTO.match(testo, fine):
        etichetta = _ETICHETTA.match(testo, punto.end())
        return (
            etichetta if etichetta and (not chiuso or etichetta.group().lower() in _DOMINI) else None
        ), True
    if not chiuso and (trattino := _TRATTINO_DETTO.match(testo, fine)):
        return _ETICHETTA.match(testo, trattino.end()), False
    if not chiuso and (punto := _PUNTO_LARGO.match(testo, fine)):
        etichetta = _ETICHETTA.match(testo, punto.end())
        isolato = punto.group().strip() != punto.group().lstrip() != punto.group()
        if etichetta and (isolato or etichetta.group() in _DOMINI):
            return etichetta, False
    return None, False


def _salta_indietro(testo: str, punto: int) -> int:
    """Back over a few spaces, no more than four."""
    spazi = re.compile(r"\s{1,4}$").search(testo, max(0, punto - 4), punto)
    return spazi.start() if spazi else punto


def _salta_avanti(testo: str, punto: int) -> int:
    spazi = re.compile(r"\s{1,4}(?=\S)").match(testo, punto)
    return spazi.end() if spazi else punto


def _locale(testo: str, fine: int) -> int:
    """Where the part before the @ begins; quotes may hold spaces."""
    if testo[fine - 1 : fine] == '"':
        virgolette = testo.rfind('"', max(0, fine - 66), fine - 1)
        return virgolette if virgolette >= 0 else fine
    inizio = fine
    while inizio > 0 and _LOCALE.match(testo, inizio - 1):
        inizio -= 1
    while inizio < fine and testo[inizio] in ".'*!#&~$^%-":
        inizio += 1
    elisione = _ELISIONE.match(testo, inizio, fine)
    return elisione.end() if elisione else inizio


def _allarga(testo: str, sinistra: int) -> int:
    """Takes in «mario punto » before «rossi@azienda.it»."""
    giunto = re.compile(rf"{_GIUNTO}$", re.IGNORECASE).search(testo, max(0, sinistra - 20), sinistra)
    if giunto and giunto.end() - giunto.start() > 1:
        prima = _SINISTRA.search(testo, max(0, giunto.start() - 80), giunto.start())
        return prima.start() if prima else sinistra
    return sinistra


def _con_il_nome(testo: str, inizio: int) -> int:
    """Takes in the name before the surname of «mario rossi AT gmail»."""
    prima = _NOME_PRIMA.search(testo, max(0, inizio - 23), inizio)
    if not prima or prima.group(1).lower() in _FUORI:
        return inizio
    intero = _SINISTRA.search(testo, max(0, inizio - 80), inizio - 1)
    return intero.start() if intero else prima.start()
