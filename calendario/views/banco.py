"""What the pages of who writes share: row found, permission asked, verb called, who comes late told."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from calendario import permessi
from calendario.azioni.ripensamenti import Prima
from calendario.forms.verbi import Verbo
from calendario.models import Iniziativa
from calendario.views.ripensamenti import si_puo_ripensare
from circolari.models import Circolare
from nucleo.invii import una_volta
from nucleo.stati import PassaggioNonAmmesso
from sportelli.http import Richiesta
from sportelli.models import Utente

# The fields in which somebody has written something that must not be lost.
SCRITTI = {"titolo": "Titolo", "testo": "Descrizione", "testo_en": "Descrizione in inglese"}
SCRITTI |= {"motivo": "Motivo", "nota": "Che cosa va cambiato"}

Puo = Callable[[Utente, Iniziativa], bool]
# What happened, and where one goes; None when the page has something more to ask first.
Agisci = Callable[[Richiesta, Iniziativa, dict[str, Any]], tuple[str, Any] | None]
Altro = Callable[[Richiesta, Iniziativa, Verbo], dict[str, Any]]
Vista = Callable[..., HttpResponse]


class Scritto(NamedTuple):
    """A text that was typed in a form which came too late."""

    nome: str
    testo: str


def la_iniziativa(request: Richiesta, codice: object) -> Iniziativa:
    """The initiative of that address, or 404 when who asks does not see it."""
    visibili = Iniziativa.objects.visibili_a(request.user).select_related(
        "editore", "organizzatore", "circolare", "fonte", "creata_da"
    )
    return get_object_or_404(visibili, codice=codice)


def circolare_leggibile(request: Richiesta, iniziativa: Iniziativa) -> Circolare | None:
    """The circolare of an initiative, if who asks reads that too: its title is not for everybody (C7)."""
    return Circolare.objects.visibili_a(request.user).filter(pk=iniziativa.circolare_id or 0).first()


def mossa(puo: Puo) -> Callable[[Vista], Vista]:
    """Makes of a view of an initiative the page of who may `puo`: unseen is 404, not allowed is 403.

    Who was allowed when her page was drawn, and no longer is, gets the 409 that gives back what she typed.
    """

    def veste(vista: Vista) -> Vista:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(vista)
        def pagina(request: Richiesta, codice: object, **altro: Any) -> HttpResponse:
            iniziativa = la_iniziativa(request, codice)
            if not puo(request.user, iniziativa):
                return tardi(request, iniziativa)
            try:
                return vista(request, iniziativa, **altro)
            except PassaggioNonAmmesso:
                return tardi(request, la_iniziativa(request, codice))

        return pagina

    return veste


def tardi(request: Richiesta, iniziativa: Iniziativa) -> HttpResponse:
    """403 to who never could; to who comes late how it is now, and what she had typed."""
    if not in_ritardo(request, iniziativa):
        raise PermissionDenied
    ultima = iniziativa.versioni.select_related("da").last()
    contesto = {"iniziativa": iniziativa, "ultima": ultima, "scritto": scritto(request)}
    return render(request, "calendario/superata.html", contesto, status=409)


def in_ritardo(request: Richiesta, iniziativa: Iniziativa) -> bool:
    """Whether it comes from a page of ours, drawn for somebody who works on this row."""
    lavora = permessi.puo_scrivere_per(request.user, iniziativa.editore)
    return lavora and "revisione" in request.POST


def scritto(request: Richiesta) -> list[Scritto]:
    """The texts typed in a form, to be copied from the page that refuses it."""
    testi = ((nome, request.POST.get(campo, "").strip()) for campo, nome in SCRITTI.items())
    return [Scritto(nome, testo) for nome, testo in testi if testo]


def verbo(
    puo: Puo,
    modulo: type[Verbo] = Verbo,
    altro: Altro = lambda request, riga, form: {},
    *,
    si_riprende: bool = False,
) -> Callable[[Agisci], Vista]:
    """Makes of «call this verb, say what happened and where one goes» the view of its page.

    The page is `calendario/verbi/<name>.html`; `altro` adds what it shows beside the form. What `si_riprende`
    is told with the button that takes it back.
    """

    def decora(agisci: Agisci) -> Vista:
        pagina = Pagina(agisci, modulo, altro, si_riprende)

        @una_volta
        @mossa(puo)
        @wraps(agisci)
        def vista(request: Richiesta, iniziativa: Iniziativa) -> HttpResponse:
            return pagina.risponde(request, iniziativa)

        return vista

    return decora


@dataclass(frozen=True)
class Pagina:
    """The page of one verb: what is asked, and what is done."""

    agisci: Agisci
    modulo: type[Verbo]
    altro: Altro
    si_riprende: bool

    def risponde(self, request: Richiesta, iniziativa: Iniziativa) -> HttpResponse:
        form = self.modulo(request.POST or None, utente=request.user, iniziativa=iniziativa)
        if request.method != "POST" or not form.is_valid():
            return self.mostra(request, iniziativa, form)
        prima = Prima(iniziativa)
        try:
            fatto = self.agisci(request, iniziativa, form.dati)
        except ValidationError as errore:
            accogli(form, errore)
            fatto = None
        if fatto is None:
            return self.mostra(request, iniziativa, form)
        detto, dove = fatto
        passi = [prima.dopo()] if self.si_riprende else []
        si_puo_ripensare(request, detto, passi, iniziativa.get_absolute_url())
        return redirect(dove)

    def mostra(self, request: Richiesta, iniziativa: Iniziativa, form: Verbo) -> HttpResponse:
        contesto = {"form": form, "iniziativa": iniziativa}
        contesto["circolare"] = circolare_leggibile(request, iniziativa)
        contesto |= self.altro(request, iniziativa, form)
        return render(request, f"calendario/verbi/{self.agisci.__name__}.html", contesto)


def accogli(form: forms.BaseForm, errore: ValidationError) -> None:
    """The reasons of a verb that refuses, each beside its field where the form has it."""
    for nome, frasi in getattr(errore, "message_dict", {None: errore.messages}).items():
        form.add_error(nome if nome in form.fields else None, frasi)
