"""What is inside a zip-based or an OLE2 office file: nothing that explodes, runs or hides."""

import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

VOCI_MASSIME = 5_000
APERTO_MASSIMO = 150 * 1024 * 1024
RAPPORTO_MASSIMO = 300
_PEZZO = 256 * 1024
_CODA_ZIP = 22
# Names of an OLE2 directory are UTF-16; this storage exists in every Office file that holds macros.
_MACRO_OLE = "_VBA_PROJECT".encode("utf-16-le")
_ROVINATO = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError)
_MACRO_ZIP = ("vbaproject.bin", "vbadata.xml", "basic/", "scripts/")


class Rifiuto(Exception):
    """Why a file is not taken, in words for the person who sent it."""


def esamina_zip(file: IO[bytes], *, segno: str, contiene: bytes) -> None:
    """Reads every entry to the end, within the limits; raises Rifiuto.

    `segno` is the entry that tells the format and `contiene` what must be in it.
    """
    try:
        with zipfile.ZipFile(file) as archivio:
            voci = archivio.infolist()
            _esamina_indice(voci, file)
            trovato = False
            for voce, testa in _leggi_tutto(archivio, voci):
                trovato |= voce.filename == segno and contiene in testa
    except _ROVINATO as errore:
        raise Rifiuto("il file è rovinato: aprilo, salvalo di nuovo e riprova.") from errore
    if not trovato:
        raise Rifiuto("il contenuto non è quello che dice l'estensione.")


def esamina_ole(file: IO[bytes]) -> None:
    """Refuses the OLE2 files (.doc, .xls, .ppt, .msg) that hold macros."""
    coda = b""
    while pezzo := file.read(_PEZZO):
        if _MACRO_OLE in coda + pezzo:
            raise Rifiuto("contiene delle macro: salvalo senza macro, oppure in PDF.")
        coda = pezzo[-len(_MACRO_OLE) :]


def _esamina_indice(voci: list[zipfile.ZipInfo], file: IO[bytes]) -> None:
    if len(voci) > VOCI_MASSIME or sum(voce.file_size for voce in voci) > APERTO_MASSIMO:
        raise Rifiuto("aperto sarebbe troppo grande.")
    # Bytes before the first entry, or after the index, are where a second file hides.
    if not voci or min(voce.header_offset for voce in voci) != 0 or not _finisce_con_l_indice(file):
        raise Rifiuto("contiene dei dati che non gli appartengono.")
    for voce in voci:
        _esamina_voce(voce)


def _esamina_voce(voce: zipfile.ZipInfo) -> None:
    nome = voce.filename.lower()
    if voce.flag_bits & 0x1:
        raise Rifiuto("è protetto da una password.")
    if voce.file_size > 1024 * 1024 and voce.file_size > RAPPORTO_MASSIMO * voce.compress_size:
        raise Rifiuto("aperto sarebbe troppo grande.")
    if nome.startswith("/") or ".." in nome.split("/") or "\\" in nome:
        raise Rifiuto("contiene dei nomi di file non ammessi.")
    if nome.endswith(_MACRO_ZIP[:2]) or nome.startswith(_MACRO_ZIP[2:]):
        raise Rifiuto("contiene delle macro: salvalo senza macro, oppure in PDF.")


def _finisce_con_l_indice(file: IO[bytes]) -> bool:
    """Whether the end-of-index record, without a comment, is the very end of the file."""
    file.seek(-_CODA_ZIP, 2)
    coda = file.read()
    return coda.startswith(b"PK\x05\x06") and coda.endswith(b"\0\0")


def _leggi_tutto(
    archivio: zipfile.ZipFile, voci: list[zipfile.ZipInfo]
) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Each entry with its first bytes, after having checked the whole of it."""
    for voce in voci:
        with archivio.open(voce) as flusso:
            testa = flusso.read(_PEZZO)
            if b"<!ENTITY" in testa:
                raise Rifiuto("contiene delle definizioni XML non ammesse.")
            while flusso.read(_PEZZO):
                pass
        yield voce, testa
