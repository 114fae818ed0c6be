"""Open data in the words of the national catalogue (DCAT-AP_IT), as JSON-LD, for every app that has some."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

VOCABOLARI = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatapit": "http://dati.gov.it/onto/dcatapit#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
AUTORITA = "http://publications.europa.eu/resource/authority"
LICENZA = "https://creativecommons.org/licenses/by/4.0/"
TIPO = "application/ld+json"
NOME = "Toscana Promozione"


@dataclass(frozen=True)
class Distribuzione:
    """A file of a dataset: its whole path here, and its format as the European list calls it («CSV»)."""

    percorso: str
    formato: str


@dataclass(frozen=True)
class Insieme:
    """A dataset. `tema` and `frequenza` are words of the European lists («ECON», «ANNUAL»)."""

    nome: str
    titolo: str
    descrizione: str
    aggiornato_il: date
    file: Sequence[Distribuzione]
    pagina: str
    tema: str = "ECON"
    frequenza: str = "ANNUAL"


def catalogo(titolo: str, descrizione: str, pagina: str, insiemi: Iterable[Insieme]) -> dict[str, Any]:
    """The catalogue with its datasets; `pagina` is the path of the page that shows them."""
    voci = list(insiemi)
    return {
        "@context": VOCABOLARI,
        "@id": _indirizzo(pagina),
        "@type": ["dcat:Catalog", "dcatapit:Catalog"],
        "dct:title": _italiano(titolo),
        "dct:description": _italiano(descrizione),
        "dct:publisher": _ente(),
        "dct:language": {"@id": f"{AUTORITA}/language/ITA"},
        "dct:modified": _giorno(max((voce.aggiornato_il for voce in voci), default=None)),
        "foaf:homepage": {"@id": _indirizzo(pagina)},
        "dcat:dataset": [_insieme(voce) for voce in voci],
    }


def _insieme(voce: Insieme) -> dict[str, Any]:
    return {
        "@id": _indirizzo(f"{voce.pagina}#{voce.nome}"),
        "@type": ["dcat:Dataset", "dcatapit:Dataset"],
        "dct:identifier": voce.nome,
        "dct:title": _italiano(voce.titolo),
        "dct:description": _italiano(voce.descrizione),
        "dct:modified": _giorno(voce.aggiornato_il),
        "dct:accrualPeriodicity": {"@id": f"{AUTORITA}/frequency/{voce.frequenza}"},
        "dcat:theme": {"@id": f"{AUTORITA}/data-theme/{voce.tema}"},
        "dct:rightsHolder": _ente(),
        "dct:publisher": _ente(),
        "dcat:landingPage": {"@id": _indirizzo(voce.pagina)},
        "dcat:distribution": [_distribuzione(file, voce) for file in voce.file],
    }


def _distribuzione(file: Distribuzione, voce: Insieme) -> dict[str, Any]:
    return {
        "@id": _indirizzo(file.percorso),
        "@type": ["dcat:Distribution", "dcatapit:Distribution"],
        "dct:title": _italiano(f"{voce.titolo} ({file.formato})"),
        "dct:format": {"@id": f"{AUTORITA}/file-type/{file.formato}"},
        "dct:license": {"@id": LICENZA},
        "dcat:accessURL": {"@id": _indirizzo(voce.pagina)},
        "dcat:downloadURL": {"@id": _indirizzo(file.percorso)},
    }


def _ente() -> dict[str, Any]:
    return {
        "@id": settings.INDIRIZZO,
        "@type": ["foaf:Agent", "dcatapit:Agent"],
        "dct:identifier": settings.INDIRIZZO,
        "foaf:name": _italiano(NOME),
    }


def _italiano(testo: str) -> dict[str, str]:
    return {"@value": testo, "@language": "it"}


def _giorno(giorno: date | None) -> dict[str, str] | None:
    return {"@value": giorno.isoformat(), "@type": "xsd:date"} if giorno else None


def _indirizzo(percorso: str) -> str:
    return f"{settings.INDIRIZZO}{percorso}"
