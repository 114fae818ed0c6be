"""The shop window: pages that are the same for everybody, made once and handed to whoever passes.

Nobody is asked who she is. The middleware calls a view of the window from above sessions, users and cookies,
so that its answer cannot depend on them, by construction. What the clock will let out, it lets out on a whole
minute: an answer may be kept until the minute ends, and a kept page neither outlives a rilascio nor says,
with its headers, whether one is near (E-01).
"""

import hashlib
import os
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from functools import partial, wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from nucleo import codifiche, tempo
from nucleo.memoria import Memoria, Voce
from nucleo.middleware import Risponde, rifiuta_nul

Vista = Callable[..., HttpResponseBase]
Segno = tuple[datetime, int]

UN_MINUTO = timedelta(minutes=1)
ASSENTE = "pubblico/404.html"
# Longer than any address that our own pages lead to: such answers are not worth keeping.
INDIRIZZO_MASSIMO = 1000

memoria = Memoria()


class Vetrina:
    """Calls the views of the window from here; the others go down to sessions and users."""

    def __init__(self, get_response: Risponde) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        trovata = _esposta(request)
        if trovata is None:
            return self.get_response(request)
        rifiuta_nul(request)
        request.resolver_match = trovata
        risposta: HttpResponse = trovata.func(request, *trovata.args, **trovata.kwargs)
        return risposta


def per_tutti(vista: Vista) -> Vista:
    """A view for everybody, that reads: GET and HEAD, without a visitor; what is missing is one page, always
    the same bytes."""

    @login_not_required
    @require_safe
    @wraps(vista)
    def aperta(request: HttpRequest, **argomenti: Any) -> HttpResponseBase:
        try:
            return vista(request, **argomenti)
        except Http404:
            return render(request, ASSENTE, status=404)

    aperta.esposta = True  # type: ignore[attr-defined]  # read by the middleware above
    return aperta


def in_vetrina(*parametri: str, compressa: bool = False) -> Callable[[Vista], Vista]:
    """A view `per_tutti` that may be kept until the minute ends, by browsers, by proxies and by us.

    It sees no other parameters of the address than these, so answers are as many as the pages there are. It
    answers 304 to who has the same bytes. Only answers with 200 are kept here; with `compressa` also as they
    travel, by encoding. Of one too large to be kept its mark is, so that who has it is told at once.
    """

    def veste(vista: Vista) -> Vista:
        aperta = per_tutti(vista)

        @wraps(aperta)
        def esposta(request: HttpRequest, **argomenti: Any) -> HttpResponseBase:
            _lascia_solo(request, parametri)
            return _conservabile(request, partial(aperta, request, **argomenti), compressa)

        return esposta

    return veste


def rinnova() -> None:
    """Something public is changing: once it is committed, every process of this machine forgets its pages.

    Other machines follow when the minute ends. A failure is logged: no verb is lost for it.
    """
    transaction.on_commit(_segna, robust=True)


def segno() -> Segno:
    """What is kept holds while this is the same: until the minute ends, or something public changes."""
    return tempo.adesso().replace(second=0, microsecond=0) + UN_MINUTO, _versione()


def _esposta(request: HttpRequest) -> ResolverMatch | None:
    try:
        trovata = resolve(request.path_info)
    except Resolver404:
        return None
    return trovata if getattr(trovata.func, "esposta", False) else None


def _lascia_solo(request: HttpRequest, parametri: tuple[str, ...]) -> None:
    """Takes away from the address what the page does not know, and gives the rest one order."""
    noti = QueryDict(mutable=True)
    for nome in parametri:
        if nome in request.GET:
            noti.setlist(nome, request.GET.getlist(nome))
    request.META["QUERY_STRING"] = noti.urlencode()
    request.GET = QueryDict(request.META["QUERY_STRING"])


def _conservabile(
    request: HttpRequest, vista: Callable[[], HttpResponseBase], compressa: bool
) -> HttpResponseBase:
    if request.method not in ("GET", "HEAD"):
        return vista()
    # Taken before the page is made: what is asked after the minute has ended is not kept at all.
    di_ora = segno()
    risposta = _ricordata(request, di_ora, vista, codifiche.accettata(request) if compressa else None)
    resta = max(0, int((di_ora[0] - tempo.adesso()).total_seconds()))
    risposta.headers["Cache-Control"] = f"public, max-age={resta}"
    return get_conditional_response(request, etag=risposta.headers["ETag"], response=risposta) or risposta


def _ricordata(
    request: HttpRequest, di_ora: Segno, vista: Callable[[], HttpResponseBase], codifica: str | None
) -> HttpResponse:
    """The answer kept under this mark, or a new one, which is kept if it can be; made once, for however many
    ask for it together when a minute begins."""
    indirizzo = request.get_full_path()
    if not settings.VETRINA_RICORDA or len(indirizzo) > INDIRIZZO_MASSIMO:
        return _nuova(vista, codifica)
    chiave = (indirizzo, codifica)
    if tenuta := _tenuta(request, chiave, di_ora):
        return tenuta
    with memoria.turno(chiave):
        if tenuta := _tenuta(request, chiave, di_ora):
            return tenuta
        risposta = _nuova(vista, codifica)
        if risposta.status_code == 200:
            memoria.tieni(chiave, _da_tenere(risposta), di_ora)
        return risposta


def _tenuta(request: HttpRequest, chiave: Hashable, di_ora: Segno) -> HttpResponse | None:
    voce = memoria.prendi(chiave, di_ora)
    if voce is not None and (voce.intera or _ha_gia(request, voce)):
        return HttpResponse(voce.corpo, headers=voce.intestazioni)
    return None


def _nuova(vista: Callable[[], HttpResponseBase], codifica: str | None) -> HttpResponse:
    risposta = vista()
    if not isinstance(risposta, HttpResponse):
        raise TypeError("in the window there are whole pages: a stream is only per_tutti")
    risposta.headers["ETag"] = f'"{hashlib.sha256(risposta.content).hexdigest()[:32]}"'
    if codifica is not None:
        codifiche.comprimi(risposta, codifica)
    return risposta


def _da_tenere(risposta: HttpResponse) -> Voce:
    intera = len(risposta.content) <= memoria.voce_massima
    return Voce(risposta.content if intera else b"", dict(risposta.headers.items()), intera)


def _ha_gia(request: HttpRequest, voce: Voce) -> bool:
    """Whether who asks has these bytes, or would be refused: the body is not needed."""
    return get_conditional_response(request, etag=voce.intestazioni["ETag"]) is not None


def _segna() -> None:
    """One byte more in a file that all processes look at: its size only grows, whatever the clocks say."""
    settings.STATO.mkdir(parents=True, exist_ok=True)
    with open(_file(), "ab") as file:
        file.write(b".")


def _versione() -> int:
    try:
        return os.stat(_file()).st_size
    except OSError:
        return 0


def _file() -> str:
    return f"{settings.STATO}/vetrina"
