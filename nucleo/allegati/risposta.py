"""Handing over a private file that the view has found in the reader's own `visibili_a`."""

from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from nucleo.allegati.modello import Allegato

# Never rendered by a browser on our origin, whatever the file holds.
SICUREZZA = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# The pictures that a page may show: rasters, which hold nothing that a browser would run.
IMMAGINI = frozenset({"image/png", "image/jpeg", "image/webp"})
UN_ORA = 3600


def mostra(allegato: Allegato) -> HttpResponseBase:
    """A picture that everybody may see, inside a page and kept for an hour; anything else as a download."""
    risposta = rispondi(allegato)
    if allegato.tipo in IMMAGINI:
        risposta.headers["Content-Disposition"] = "inline"
        risposta.headers["Cache-Control"] = f"public, max-age={UN_ORA}"
    return risposta


def rispondi(allegato: Allegato, nome: str = "") -> HttpResponseBase:
    """The file as a download, under `nome` where its reader may not know the real one.

    By X-Accel-Redirect if settings.ACCEL names nginx's internal location. Raises Http404 when the storage has
    lost the file.
    """
    risposta: HttpResponseBase = _da_nginx(allegato) if settings.ACCEL else _da_noi(allegato)
    risposta.headers["Content-Disposition"] = (
        content_disposition_header(True, nome or allegato.nome) or "attachment"
    )
    for voce, valore in SICUREZZA.items():
        risposta.headers[voce] = valore
    return risposta


def _da_nginx(allegato: Allegato) -> HttpResponse:
    risposta = HttpResponse(content_type=allegato.tipo)
    risposta.headers["X-Accel-Redirect"] = f"{settings.ACCEL.rstrip('/')}/{quote(allegato.file.name or '')}"
    return risposta


def _da_noi(allegato: Allegato) -> HttpResponseBase:
    try:
        flusso = allegato.file.open("rb")
    except FileNotFoundError as errore:
        raise Http404("the file is not in the storage") from errore
    risposta = FileResponse(flusso, content_type=allegato.tipo)
    risposta.headers["Content-Length"] = str(allegato.dimensione)
    return risposta
