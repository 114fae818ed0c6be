"""The page of a verb, the same for all: row found, permission asked, form shown, verb called.

Who comes late reads what happened meanwhile and keeps what was typed; pressing a button twice does no harm.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from nucleo.invii import una_volta
from nucleo.stati import PassaggioNonAmmesso
from pratiche import permessi, riservatezza
from pratiche.forms.campi import Verbo
from pratiche.forms.ciclo import ConfermaForm
from pratiche.models import Pratica
from pratiche.riservatezza import Livello
from sportelli.http import Richiesta
from sportelli.models import Utente

Puo = Callable[[Utente, Any], bool]
Trova = Callable[..., Any]
Altro = Callable[[Richiesta, riservatezza.Vista, Any], dict[str, Any]]
Iniziali = Callable[[Richiesta, Any], dict[str, Any]]
Agisci = Callable[[Richiesta, Any, dict[str, Any]], str]
Vista = Callable[..., HttpResponse]


class Scritto(NamedTuple):
    """A text that was typed in a form which came too late."""

    nome: str
    testo: str


def la_pratica(request: Richiesta, numero: str, pk: int | None = None) -> Pratica:
    """The pratica with that number, or 404 when who asks does not see it."""
    visibili = Pratica.objects.visibili_a(request.user).select_related(
        "sportello", "azienda", "servizio", "assegnata_a", "referente"
    )
    return get_object_or_404(visibili, numero=numero)


def nel_fascicolo(relazione: str) -> Callable[[Richiesta, str, int], Any]:
    """Finds a row that belongs to the pratica; who reads it only as the network does finds none."""

    def trova(request: Richiesta, numero: str, pk: int) -> Any:
        pratica = la_pratica(request, numero)
        if riservatezza.livello(pratica, request.user) == Livello.RETE:
            raise Http404
        riga = get_object_or_404(getattr(pratica, relazione), pk=pk)
        riga.pratica = pratica
        return riga

    return trova


def verbo(
    puo: Puo,
    modulo: type[Verbo] = ConfermaForm,
    trova: Trova = la_pratica,
    altro: Altro = lambda request, vista, oggetto: {},
    iniziali: Iniziali = lambda request, oggetto: {},
) -> Callable[[Agisci], Vista]:
    """Makes of «call this verb and say what happened» the view of its page, `pratiche/verbi/<name>.html`.

    `altro` adds what that page shows beside the form, `iniziali` what its form begins with.
    """

    def decora(agisci: Agisci) -> Vista:
        pagina = Pagina(agisci, puo, modulo, trova, altro, iniziali)

        @require_http_methods(["GET", "HEAD", "POST"])
        @una_volta
        @wraps(agisci)
        def vista(request: Richiesta, numero: str, pk: int | None = None) -> HttpResponse:
            argomenti = (numero,) if pk is None else (numero, pk)
            return (
                pagina.posta(request, argomenti)
                if request.method == "POST"
                else pagina.chiesta(request, argomenti)
            )

        return vista

    return decora


@dataclass(frozen=True)
class Pagina:
    """The page of one verb: who may, what is asked, on which row, and what is done."""

    agisci: Agisci
    puo: Puo
    modulo: type[Verbo]
    trova: Trova
    altro: Altro
    iniziali: Iniziali

    def chiesta(self, request: Richiesta, argomenti: tuple[Any, ...]) -> HttpResponse:
        oggetto = self.trova(request, *argomenti)
        if not self.puo(request.user, oggetto):
            return self.non_ora(request, oggetto)
        iniziali = self.iniziali(request, oggetto)
        return self.mostra(request, self.modulo(utente=request.user, oggetto=oggetto, initial=iniziali))

    def posta(self, request: Richiesta, argomenti: tuple[Any, ...]) -> HttpResponse:
        oggetto = self.trova(request, *argomenti)
        form = self.modulo(request.POST, request.FILES, utente=request.user, oggetto=oggetto)
        if not self.puo(request.user, oggetto):
            return self.non_ora(request, oggetto, form)
        if not form.is_valid():
            return self.mostra(request, form)
        try:
            return fatto(request, form.pratica, self.agisci(request, oggetto, form.cleaned_data))
        except ValidationError as errore:
            form.add_error(None, errore.messages)
            return self.mostra(request, form)
        except PassaggioNonAmmesso:
            return self.tardi(request, argomenti, form)

    def mostra(self, request: Richiesta, form: Verbo, *, tardi: bool = False) -> HttpResponse:
        pratica = riservatezza.vista(form.pratica, request.user)
        contesto = {"form": form, "oggetto": form.oggetto, "pratica": pratica, "tardi": tardi}
        contesto |= self.altro(request, pratica, form.oggetto)
        status = 409 if tardi else 200
        return render(request, f"pratiche/verbi/{self.agisci.__name__}.html", contesto, status=status)

    def non_ora(self, request: Richiesta, oggetto: Any, form: Verbo | None = None) -> HttpResponse:
        """403; or, to who may do it in another moment, how the pratica is now and what had been typed."""
        cambiata = form is not None and form.tardiva
        if not permessi.potrebbe(self.puo, request.user, oggetto, era_referente=cambiata):
            raise PermissionDenied
        return self.superata(request, oggetto, form)

    def tardi(self, request: Richiesta, argomenti: tuple[Any, ...], form: Verbo) -> HttpResponse:
        """Somebody was faster: the same page again with what was typed, if the verb still makes sense."""
        oggetto = self.trova(request, *argomenti)
        if not self.puo(request.user, oggetto):
            return self.superata(request, oggetto, form)
        fresco = self.modulo(utente=request.user, oggetto=oggetto)
        dati = request.POST.copy()
        for campo in fresco.hidden_fields():
            dati[campo.html_name] = str(campo.value() or "")
        riscritto = self.modulo(dati, utente=request.user, oggetto=oggetto)
        return self.mostra(request, riscritto, tardi=True)

    def superata(self, request: Richiesta, oggetto: Any, form: Verbo | None) -> HttpResponse:
        pratica = oggetto if isinstance(oggetto, Pratica) else oggetto.pratica
        return superata(request, pratica, scritto(form) if form is not None else [])


def superata(request: Richiesta, pratica: Pratica, testi: list[Scritto]) -> HttpResponse:
    """The page for who comes late: the state it is in now, who moved it and when, and the texts typed."""
    vista = riservatezza.vista(pratica, request.user)
    mossa = next((passo for passo in vista.passi if passo.a_stato not in ("", passo.da_stato)), None)
    contesto = {"pratica": vista, "scritto": testi, "mossa": mossa, "passi": vista.passi[:3]}
    return render(request, "pratiche/superata.html", contesto, status=409)


def fatto(request: Richiesta, pratica: Pratica, messaggio: str) -> HttpResponse:
    """Back to the pratica, with a message that says what happened and what comes next."""
    messages.success(request, messaggio)
    return redirect(pratica)


def scritto(form: forms.Form) -> list[Scritto]:
    """The texts typed in a form, to be copied from the page that refuses it."""
    campi = [campo for campo in form.visible_fields() if isinstance(campo.field, forms.CharField)]
    return [Scritto(str(campo.label), testo) for campo in campi if (testo := (campo.value() or "").strip())]
