"""The only formats that enter: extension, MIME type, what puremagic must recognise, what must be inside."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import IO

from nucleo.allegati import formati
from nucleo.allegati.contenitori import esamina_ole, esamina_zip

Esamina = Callable[[IO[bytes]], None]
_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
# puremagic tells the family of an office file; which member it is, we read inside.
_ZIP = frozenset({".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"})
_OLE = frozenset({".doc", ".xls", ".ppt", ".msg"})


@dataclass(frozen=True)
class Tipo:
    """A format that may be uploaded. `magie` empty: text, which has no signature."""

    mime: str
    esamina: Esamina
    magie: frozenset[str] = frozenset()


def _office(parte: str) -> Tipo:
    esamina = partial(esamina_zip, segno="[Content_Types].xml", contiene=f"{parte}.main+xml".encode())
    return Tipo(_OOXML + parte, esamina, _ZIP)


def _odf(parte: str) -> Tipo:
    return Tipo(_ODF + parte, partial(esamina_zip, segno="mimetype", contiene=(_ODF + parte).encode()), _ZIP)


TIPI = {
    "pdf": Tipo("application/pdf", formati.esamina_pdf, frozenset({".pdf"})),
    "docx": _office("wordprocessingml.document"),
    "xlsx": _office("spreadsheetml.sheet"),
    "pptx": _office("presentationml.presentation"),
    "odt": _odf("text"),
    "ods": _odf("spreadsheet"),
    "odp": _odf("presentation"),
    "doc": Tipo("application/msword", esamina_ole, _OLE),
    "xls": Tipo("application/vnd.ms-excel", esamina_ole, _OLE),
    "ppt": Tipo("application/vnd.ms-powerpoint", esamina_ole, _OLE),
    "msg": Tipo("application/vnd.ms-outlook", esamina_ole, _OLE),
    "csv": Tipo("text/csv", formati.esamina_testo),
    "txt": Tipo("text/plain", formati.esamina_testo),
    "eml": Tipo("message/rfc822", formati.esamina_eml),
    "p7m": Tipo("application/pkcs7-mime", formati.esamina_p7m),
    "jpg": Tipo("image/jpeg", formati.esamina_jpeg, frozenset({".jpg", ".jpeg", ".jfif"})),
    "jpeg": Tipo("image/jpeg", formati.esamina_jpeg, frozenset({".jpg", ".jpeg", ".jfif"})),
    "png": Tipo("image/png", formati.esamina_png, frozenset({".png"})),
}
AMMESSI = "PDF, Word, Excel, PowerPoint, OpenDocument, CSV, TXT, JPG, PNG, e-mail (EML, MSG) e P7M"
