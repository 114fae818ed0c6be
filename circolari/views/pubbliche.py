"""What companies and anybody else read: released circulars, by the clock, in the query (C7)."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from circolari import notizie
from circolari.elenchi.pubbliche import PARAMETRI, ElencoPubbliche, inizio
from circolari.models import AllegatoCircolare, Circolare, Stato
from nucleo import allegati
from nucleo.vetrina import in_vetrina, per_tutti
from sportelli.models import Sportello


@in_vetrina(*PARAMETRI)
def pubbliche(request: HttpRequest) -> HttpResponse:
    """The list, with its search."""
    return render(request, "circolari/pubblico/elenco.html", {"elenco": ElencoPubbliche(request.GET)})


@in_vetrina()
def pubblica(request: HttpRequest, codice: UUID) -> HttpResponse:
    """One circolare; of one withdrawn after its rilascio, that it was, when and why (410)."""
    circolare = get_object_or_404(Circolare.objects.uscite(), codice=codice)
    if circolare.stato == Stato.RITIRATA:
        return render(request, "circolari/pubblico/ritirata.html", {"circolare": circolare}, status=410)
    contesto = {
        "circolare": circolare,
        "argomenti": [*circolare.paesi.all(), *circolare.settori.all(), *circolare.servizi.all()],
        "allegati": circolare.allegati.attuali(),
        "correzioni": circolare.versioni.filter(numero__gt=1, quando__gt=circolare.pubblica_dal),
        "riassunto": inizio(circolare),
        "canonico": settings.INDIRIZZO + circolare.indirizzo_pubblico,
        "sportelli": Sportello.objects.attivi(),
    }
    return render(request, "circolari/pubblico/circolare.html", contesto)


@per_tutti
def allegato(request: HttpRequest, codice: UUID) -> HttpResponseBase:
    """A present file of a released circolare, always as a download."""
    leggibili = AllegatoCircolare.objects.delle(Circolare.objects.pubbliche())
    return allegati.rispondi(get_object_or_404(leggibili, codice=codice))


@in_vetrina()
def feed(request: HttpRequest) -> HttpResponse:
    """What is new, for who follows (Atom)."""
    return HttpResponse(notizie.atom(), content_type=notizie.TIPO)
