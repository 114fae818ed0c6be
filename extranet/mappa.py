"""What search engines are told: which pages there are, and where not to look."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import chain, islice
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from circolari.models import Circolare
from nucleo.vetrina import in_vetrina

# What one file may hold (sitemaps.org).
MASSIMO = 50_000


class Voce(NamedTuple):
    """One page that everybody may read, by its path, and when it last changed, if that is known."""

    percorso: str
    cambiata: datetime | None = None

    @property
    def indirizzo(self) -> str:
        return settings.INDIRIZZO + self.percorso


def circolari() -> Iterator[Voce]:
    """The list, and every circolare released and in force, by the clock (C7)."""
    yield Voce(reverse("circolari:pubbliche"))
    in_vigore = Circolare.objects.pubbliche().only("codice", "pubblica_dal", "aggiornata_il", "ritirata_il")
    for circolare in in_vigore.order_by("-pubblica_dal", "-pk")[:MASSIMO]:
        yield Voce(circolare.indirizzo_pubblico, circolare.novita)


def dati_aperti() -> Iterator[Voce]:
    """The page of the open data (C5)."""
    yield Voce(reverse("dati_aperti"))


# Who has public pages adds a function that lists them.
SEZIONI: tuple[Callable[[], Iterable[Voce]], ...] = (circolari, dati_aperti)


@in_vetrina()
def mappa(request: HttpRequest) -> HttpResponse:
    """/sitemap.xml"""
    voci = islice(chain.from_iterable(sezione() for sezione in SEZIONI), MASSIMO)
    return render(request, "extranet/mappa.xml", {"voci": voci}, content_type="application/xml")


@in_vetrina()
def robot(request: HttpRequest) -> HttpResponse:
    """/robots.txt: the public pages, and what draws them; the signed addresses of people never."""
    contesto = {"mappa": settings.INDIRIZZO + reverse("mappa")}
    return render(request, "extranet/robots.txt", contesto, content_type="text/plain; charset=utf-8")
