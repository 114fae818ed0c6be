"""Walks every page that a person can reach, as a browser would, and remembers each answer byte by byte."""

import io
import re
import zipfile
from collections import Counter, deque
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.urls import URLPattern, get_resolver

LEGAMI = re.compile(rb'(?:href|src|action|hx-get|data-url)="([^"#]+)')
# What changes from one answer to the next without saying anything: the token against forged requests.
CASUALI = [
    re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"'),
    re.compile(rb'"X-CSRFToken": ?"[^"]+"'),
    re.compile(rb"X-CSRFToken&quot;: ?&quot;[^&]+&quot;"),
    # Each new scheda is kept under a name of its own before it is saved.
    re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
]
INTESTAZIONI = (
    *("Content-Type", "Content-Disposition", "Location", "ETag", "Last-Modified", "Cache-Control"),
    *("Content-Length", "Content-Range", "Accept-Ranges", "Vary", "Allow"),
)
# What browsers, proxies and download managers add when they have something already, or want a piece.
CONDIZIONI = (
    {"HTTP_IF_NONE_MATCH": "*"},
    {"HTTP_IF_MODIFIED_SINCE": "Fri, 31 Dec 2100 23:59:59 GMT"},
    {"HTTP_RANGE": "bytes=0-9"},
    {"HTTP_IF_NONE_MATCH": 'W/"canarino", "canarino"'},
    {"HTTP_IF_MODIFIED_SINCE": "Thu, 01 Jan 1970 00:00:00 GMT"},
    {"HTTP_RANGE": "bytes=-1", "HTTP_IF_RANGE": '"canarino"'},
    {"HTTP_IF_MATCH": "*"},
    {"HTTP_IF_UNMODIFIED_SINCE": "Thu, 01 Jan 1970 00:00:00 GMT"},
)
# The register of reads tells of this very walk.
FUORI = ("/static/", "/registro/", "/accesso/logout", "/accesso/esci", "/posta-locale/", "/salute/")
# The same for everybody, whoever is in (nucleo.vetrina), or drawn anew for each question.
DI_TUTTI_O_DISEGNATI = re.compile(r"/pubblico/calenda|/risultati/.")


@dataclass(frozen=True)
class Risposta:
    codice: int
    intestazioni: tuple[str | None, ...]
    corpo: bytes

    @property
    def etag(self):
        return self.intestazioni[INTESTAZIONI.index("ETag")]


def chiedi(client, indirizzo, metodo="get", **altro):
    """One answer, without what is random in it."""
    risposta = getattr(client, metodo)(indirizzo, **altro)
    corpo = b"".join(risposta.streaming_content) if risposta.streaming else risposta.content
    intestazioni = {nome: risposta.get(nome) for nome in INTESTAZIONI}
    if "spreadsheet" in risposta.get("Content-Type", ""):
        # The hour at which it was zipped changes its length too.
        corpo, intestazioni["Content-Length"] = _celle(corpo), None
    for casuale in CASUALI:
        corpo = casuale.sub(b"", corpo)
    return Risposta(risposta.status_code, tuple(intestazioni.values()), corpo)


def _celle(libro):
    """What a workbook says, without the hour at which it was zipped."""
    with zipfile.ZipFile(io.BytesIO(libro)) as archivio:
        return b"".join(archivio.read(nome) for nome in sorted(archivio.namelist()) if nome.startswith("xl/"))


def cammina(client, partenze, quanti_per_forma):
    """`partenze`, and every page reachable from them by links: address → answer.

    Of the others that differ only in a number or in their parameters, the first so many; of those that begin
    as DI_TUTTI_O_DISEGNATI, an eighth.
    """
    partenze = list(partenze)
    prime = set(partenze)
    viste, coda, forme = {}, deque(partenze), Counter()
    while coda:
        indirizzo = coda.popleft()
        forma = _forma(indirizzo)
        gia_abbastanza = indirizzo not in prime and forme[forma] >= _quanti(forma, quanti_per_forma)
        if indirizzo in viste or indirizzo.startswith(FUORI) or gia_abbastanza:
            continue
        forme[forma] += 1
        viste[indirizzo] = risposta = chiedi(client, indirizzo)
        if (risposta.intestazioni[0] or "").startswith("text/html"):
            coda.extend(_legami(indirizzo, risposta.corpo))
    return viste


def a_condizione(client, pagine, quante, inizio=0, ogni=1):
    """The first address of each form, asked again with so many CONDIZIONI: (address, number) → answer.

    Each form begins with another condition than the form before it, the first with number `inizio`; of
    `ogni` forms one is asked. A page that has an ETag is asked for with its own.
    """
    prime = {}
    for indirizzo in pagine:
        prime.setdefault(_forma(indirizzo), indirizzo)
    return {
        (indirizzo, n): chiedi(client, indirizzo, **_condizione(pagine[indirizzo], n))
        for prima, indirizzo in enumerate(prime.values(), inizio)
        if prima % ogni == 0
        for n in range(prima, prima + quante)
    }


def _condizione(risposta, n):
    condizione, etag = CONDIZIONI[n % len(CONDIZIONI)], risposta.etag
    return condizione | {"HTTP_IF_NONE_MATCH": etag} if etag else condizione


def _quanti(forma, quanti_per_forma):
    return max(1, quanti_per_forma // 8) if DI_TUTTI_O_DISEGNATI.match(forma) else quanti_per_forma


def _forma(indirizzo):
    return re.sub(r"\d+", "0", urlsplit(indirizzo).path)


def _legami(da, corpo):
    for legame in LEGAMI.findall(corpo):
        assoluto = urljoin(da, legame.decode().replace("&amp;", "&"))
        parti = urlsplit(assoluto)
        if not parti.scheme and not parti.netloc:
            yield assoluto


def schemi(radice=None, prima="", spazio=""):
    """Every address pattern of the program: (name with its namespace, pattern)."""
    for voce in (radice or get_resolver()).url_patterns:
        schema = prima + str(voce.pattern)
        if isinstance(voce, URLPattern):
            yield f"{spazio}{voce.name}", schema
        else:
            yield from schemi(voce, schema, f"{voce.namespace}:" if voce.namespace else spazio)
