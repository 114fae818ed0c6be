"""What each admitted format must look like inside: every function reads from the start, or raises Rifiuto."""

import email.policy
import re
import struct
import zipfile
import zlib
from email.parser import BytesParser
from typing import IO

from nucleo.allegati.contenitori import Rifiuto

ALTRO = "il contenuto non è quello che dice l'estensione."
PIXEL_MASSIMI = 100_000_000
_HTML = re.compile(rb"<\s*(!doctype\s+html|html|head|body|script|iframe|svg|object|embed)\b", re.IGNORECASE)
_OID_FIRMATO = bytes.fromhex("06092a864886f70d010702")


def esamina_pdf(file: IO[bytes]) -> None:
    """A PDF that begins and ends as one, and is not at the same time a page or an archive."""
    testa = file.read(1024)
    file.seek(0, 2)
    file.seek(max(file.tell() - 2048, 0))
    if not testa.startswith(b"%PDF-") or b"%%EOF" not in file.read():
        raise Rifiuto(ALTRO)
    if _HTML.search(testa):
        raise Rifiuto("contiene una pagina web.")
    _non_anche_zip(file)


def esamina_png(file: IO[bytes]) -> None:
    """Every chunk whole, IEND last, and a size that a browser can open."""
    file.seek(8)
    primo = True
    while True:
        genere, dati = _pezzo_png(file)
        if primo:
            _misura(*struct.unpack(">II", dati[:8])) if genere == b"IHDR" else _rifiuta()
            primo = False
        if genere == b"IEND":
            break
    if file.read(1):
        raise Rifiuto("contiene dei dati che non gli appartengono.")


def esamina_jpeg(file: IO[bytes]) -> None:
    """The segments up to the picture are whole, and the picture has a size that a browser can open."""
    file.seek(2)
    while True:
        segno, dati = _segmento_jpeg(file)
        if 0xC0 <= segno <= 0xCF and segno not in (0xC4, 0xC8, 0xCC):
            if len(dati) < 5:
                _rifiuta()
            altezza, larghezza = struct.unpack(">HH", dati[1:5])
            _misura(larghezza, altezza)
            break
        if segno == 0xDA:
            _rifiuta()
    if b"\xff\xd9" not in file.read():
        raise Rifiuto("l'immagine è incompleta.")
    _non_anche_zip(file)


def esamina_testo(file: IO[bytes]) -> None:
    """Text, in UTF-8 or in the old encodings of the Chambers' archives, that is no page and no program."""
    dati = file.read()
    if b"\0" in dati or any(c < 32 and c not in b"\t\n\r\f" for c in dati[:65536]):
        raise Rifiuto(ALTRO)
    testa = dati[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if testa.startswith((b"<", b"#!", b"%PDF", b"{\\rtf")) or _HTML.search(testa):
        raise Rifiuto("contiene una pagina web o un programma.")


def esamina_eml(file: IO[bytes]) -> None:
    """An e-mail message as it was sent: it has a sender and a date."""
    dati = file.read()
    if b"\0" in dati or dati[:4096].lstrip().startswith(b"<"):
        raise Rifiuto(ALTRO)
    messaggio = BytesParser(policy=email.policy.compat32).parsebytes(dati, headersonly=True)
    if not messaggio.get("From") or not (messaggio.get("Date") or messaggio.get("Received")):
        raise Rifiuto(ALTRO)


def esamina_p7m(file: IO[bytes]) -> None:
    """A CAdES envelope: DER that says `signedData` at its very start."""
    testa = file.read(64)
    if not testa.startswith(b"\x30") or _OID_FIRMATO not in testa:
        raise Rifiuto("non è una busta firmata (.p7m) in formato binario.")


def _pezzo_png(file: IO[bytes]) -> tuple[bytes, bytes]:
    intestazione = file.read(8)
    if len(intestazione) < 8:
        raise Rifiuto("l'immagine è incompleta.")
    lunghezza, genere = struct.unpack(">I4s", intestazione)
    if lunghezza > 2**31 - 1:
        _rifiuta()
    dati, controllo = file.read(lunghezza), file.read(4)
    if len(dati) < lunghezza or controllo != struct.pack(">I", zlib.crc32(genere + dati)):
        raise Rifiuto("l'immagine è incompleta.")
    return genere, dati


def _segmento_jpeg(file: IO[bytes]) -> tuple[int, bytes]:
    testa = file.read(2)
    while testa == b"\xff\xff":
        testa = b"\xff" + file.read(1)
    if len(testa) < 2 or testa[0] != 0xFF:
        _rifiuta()
    lunghezza = file.read(2)
    quanti = int.from_bytes(lunghezza, "big") - 2
    dati = file.read(max(quanti, 0))
    if quanti < 0 or len(dati) < quanti:
        raise Rifiuto("l'immagine è incompleta.")
    return testa[1], dati


def _misura(larghezza: int, altezza: int) -> None:
    if not 0 < larghezza * altezza <= PIXEL_MASSIMI:
        raise Rifiuto("l'immagine è troppo grande: riducila sotto i 100 megapixel.")


def _non_anche_zip(file: IO[bytes]) -> None:
    file.seek(0)
    if zipfile.is_zipfile(file):
        raise Rifiuto("contiene dei dati che non gli appartengono.")


def _rifiuta() -> None:
    raise Rifiuto(ALTRO)
