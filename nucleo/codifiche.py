"""Answers made smaller on the way, for who says that she can open them (RFC 9110, 12.5.3).

Only for what is the same for everybody: compressing secrets beside words of a stranger gives them away.
"""

import gzip

import brotli  # type: ignore[import-untyped]  # it has no stubs
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

GZIP, BROTLI = "gzip", "br"
# Both about as fast as reading the rows; brotli's is the smaller one, so it is preferred.
LIVELLO_GZIP, QUALITA_BROTLI = 5, 4
# Below this the headers are most of the answer.
MINIMO = 1024


def accettata(request: HttpRequest) -> str:
    """The encoding to answer with: `br`, `gzip`, or nothing."""
    chieste = dict(map(_preferenza, request.headers.get("Accept-Encoding", "").lower().split(",")))
    return next((codifica for codifica in (BROTLI, GZIP) if chieste.get(codifica, 0) > 0), "")


def comprimi(risposta: HttpResponse, codifica: str) -> None:
    """Compresses a whole answer that has a strong ETag, which says the encoding too; not what is small."""
    patch_vary_headers(risposta, ["Accept-Encoding"])
    if not codifica or len(risposta.content) < MINIMO:
        return
    risposta.content = _compresso(risposta.content, codifica)
    risposta.headers["Content-Encoding"] = codifica
    risposta.headers["ETag"] = f'{risposta.headers["ETag"][:-1]}-{codifica}"'


def _compresso(corpo: bytes, codifica: str) -> bytes:
    if codifica == BROTLI:
        return bytes(brotli.compress(corpo, quality=QUALITA_BROTLI))
    # Without the hour in its head: the same words are the same bytes.
    return gzip.compress(corpo, LIVELLO_GZIP, mtime=0)


def _preferenza(voce: str) -> tuple[str, float]:
    nome, _, qualita = voce.partition(";q=")
    try:
        return nome.strip(), float(qualita or 1)
    except ValueError:
        return nome.strip(), 0
