"""A GET with redirects followed by hand, and a body that is never longer than it may be."""

import re
import ssl
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from urllib.parse import urljoin

from django.conf import settings

from nucleo.prelievo.indirizzi import Meta, meta
from nucleo.prelievo.linea import chiedi
from nucleo.prelievo.regole import REGOLE, Regole, Rifiutato, Scadenza

RINVII = (301, 302, 303, 307, 308)
INVARIATO = 304
PEZZO = 64 * 1024
# A mark that we may send back as it came.
SEGNO = re.compile(r"[\x20-\x7e]{1,300}")
PERCHE = {
    401: "chiede una password",
    403: "non ci lascia entrare",
    404: "dice che la pagina non esiste",
    410: "dice che la pagina non esiste più",
    429: "chiede di leggere meno spesso",
}


@dataclass(frozen=True)
class Prelievo:
    """What was fetched. `invariato`: the same as when the marks were given, and no body came."""

    byte: bytes = b""
    tipo: str = ""
    etag: str = ""
    modificata: str = ""
    invariato: bool = False


def controlla(indirizzo: str, regole: Regole = REGOLE) -> None:
    """Rifiutato for an address that could never be fetched, as it is written; nobody is asked where it is."""
    meta(indirizzo, regole)


def preleva(
    indirizzo: str, *, etag: str = "", modificata: str = "", accetta: str = "*/*", regole: Regole = REGOLE
) -> Prelievo:
    """The page at that address, or Rifiutato. With the marks of last time it may answer that it is the same.

    Not to be called inside a transaction: it may take as long as `regole.entro`.
    """
    scadenza = Scadenza.fra(regole.entro)
    intestazioni = _intestazioni(accetta, etag, modificata)
    try:
        return _segui(indirizzo, intestazioni, regole, scadenza)
    except ssl.SSLCertVerificationError as errore:
        raise Rifiutato(f"Il certificato del sito non è valido: {errore.verify_message}.") from errore
    except TimeoutError as errore:
        raise Rifiutato("Il sito è troppo lento: la lettura è stata interrotta.") from errore
    except (OSError, HTTPException, zlib.error, ValueError) as errore:
        raise Rifiutato(f"Il sito non risponde come dovrebbe ({type(errore).__name__}).") from errore


def _intestazioni(accetta: str, etag: str, modificata: str) -> dict[str, str]:
    nostre = {
        "User-Agent": f"Extranet-Sportelli/1 (+{settings.INDIRIZZO})",
        "Accept": accetta,
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    segni = {"If-None-Match": etag, "If-Modified-Since": modificata}
    return nostre | {nome: segno for nome, segno in segni.items() if SEGNO.fullmatch(segno)}


def _segui(indirizzo: str, intestazioni: dict[str, str], regole: Regole, scadenza: Scadenza) -> Prelievo:
    """Each address on the way is checked like the first; the secure one never leads to one that is not."""
    dove = meta(indirizzo, regole)
    for _ in range(regole.rinvii + 1):
        with chiedi(dove, intestazioni, regole, scadenza) as risposta:
            if risposta.status not in RINVII:
                return _letta(risposta, intestazioni, regole, scadenza)
            verso = risposta.getheader("Location") or ""
        indirizzo = urljoin(indirizzo, verso)
        dove = _dopo(dove, meta(indirizzo, regole))
    raise Rifiutato(f"Il sito rinvia altrove più di {regole.rinvii} volte.")


def _dopo(prima: Meta, dopo: Meta) -> Meta:
    if prima.schema == "https" and dopo.schema != "https":
        raise Rifiutato("Il sito rinvia da una pagina sicura (https) a una che non lo è.")
    return dopo


def _letta(
    risposta: HTTPResponse, intestazioni: dict[str, str], regole: Regole, scadenza: Scadenza
) -> Prelievo:
    if risposta.status == INVARIATO and {"If-None-Match", "If-Modified-Since"} & intestazioni.keys():
        return Prelievo(invariato=True)
    if risposta.status != 200:
        perche = PERCHE.get(risposta.status, "risponde con un errore")
        raise Rifiutato(f"Il sito {perche} (codice {risposta.status}).")
    return Prelievo(
        byte=_corpo(risposta, regole, scadenza),
        tipo=risposta.getheader("Content-Type") or "",
        etag=_segno(risposta, "ETag"),
        modificata=_segno(risposta, "Last-Modified"),
    )


def _segno(risposta: HTTPResponse, nome: str) -> str:
    segno = risposta.getheader(nome) or ""
    return segno if SEGNO.fullmatch(segno) else ""


def _corpo(risposta: HTTPResponse, regole: Regole, scadenza: Scadenza) -> bytes:
    """The body, unpacked as it comes: neither what travels nor what comes out of it may be too much."""
    compresso = (risposta.getheader("Content-Encoding") or "identity").strip().lower()
    if compresso not in ("identity", "gzip", "x-gzip"):
        raise Rifiutato(f"La compressione «{compresso[:20]}» non è fra quelle che leggiamo.")
    corpo = bytearray()
    pezzi = _pezzi(risposta, regole, scadenza)
    for pezzo in pezzi if compresso == "identity" else _scompattati(pezzi):
        corpo += pezzo
        _non_troppo(len(corpo), regole.massimo)
    return bytes(corpo)


def _pezzi(risposta: HTTPResponse, regole: Regole, scadenza: Scadenza) -> Iterator[bytes]:
    arrivati = 0
    while pezzo := risposta.read(PEZZO):
        arrivati += len(pezzo)
        _non_troppo(arrivati, regole.massimo)
        scadenza.restano()
        yield pezzo
    if risposta.length:
        raise Rifiutato("Il sito si è interrotto prima della fine.")


def _scompattati(pezzi: Iterator[bytes]) -> Iterator[bytes]:
    """One piece of what comes out at a time, whatever the bomb promises."""
    gzip = zlib.decompressobj(wbits=31)
    for arrivato in pezzi:
        resto = arrivato
        while resto and not gzip.eof:
            yield gzip.decompress(resto, PEZZO)
            resto = gzip.unconsumed_tail
    if not gzip.eof:
        raise Rifiutato("Il file compresso è incompleto.")


def _non_troppo(quanti: int, massimo: int) -> None:
    if quanti > massimo:
        raise Rifiutato(f"È troppo grande: si leggono al massimo {massimo // (1024 * 1024)} MB.")
