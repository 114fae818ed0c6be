"""The catalogue of our open data as other catalogues harvest it: DCAT-AP_IT 1.1."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import F, Max
from django.http import QueryDict
from django.urls import reverse

from calendario.feed.scelta import RIASSUNTI, TITOLI, Scelta
from calendario.lingue import INGLESE, ITALIANO
from calendario.models import Iniziativa
from nucleo.atom import PRINCIPIO

TIPO = "application/rdf+xml; charset=utf-8"
TUTTE = QueryDict("passate=1")
PAROLE = ("export", "internazionalizzazione", "fiere", "missioni", "Toscana")
FORMATI = {
    "csv": ("CSV", "text/csv", "Tabella CSV"),
    "json": ("JSON", "application/json", "JSON"),
    "ics": ("ICS", "text/calendar", "iCalendar"),
    "atom": ("ATOM", "application/atom+xml", "Notizie Atom"),
}


class Distribuzione(NamedTuple):
    """The data in one format."""

    nome: str
    indirizzo: str
    formato: str
    tipo: str


class Catalogo:
    """One dataset, in four formats and two languages. Old ones are there too: it is the whole history."""

    def __init__(self) -> None:
        self.titolo, self.titolo_en = TITOLI[ITALIANO], TITOLI[INGLESE]
        self.descrizione, self.descrizione_en = RIASSUNTI[ITALIANO], RIASSUNTI[INGLESE]
        self.parole, self.contatto = PAROLE, settings.CONTATTO

    @property
    def pagina(self) -> str:
        return settings.INDIRIZZO + reverse("calendario:dati")

    @property
    def indirizzo(self) -> str:
        """Its own, which is also its name."""
        return settings.INDIRIZZO + reverse("calendario:catalogo")

    @property
    def distribuzioni(self) -> Sequence[Distribuzione]:
        tutte = Scelta(TUTTE, ITALIANO)
        return [
            Distribuzione(nome, tutte.indirizzo(chiave), formato, tipo)
            for chiave, (formato, tipo, nome) in FORMATI.items()
        ]

    @property
    def cambiato(self) -> str:
        """When what everybody may read last changed; not the hour at which it is asked."""
        intere = Iniziativa.objects.dettagliate().con_novita()
        ultima: datetime | None = intere.aggregate(ultima=Max(F("novita")))["ultima"]
        return f"{(ultima or PRINCIPIO).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
