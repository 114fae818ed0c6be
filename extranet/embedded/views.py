"""The pages that read the local mailbox: who was written to, when and what. Never in production."""

from email.message import EmailMessage as Messaggio

from csp.constants import SELF
from csp.decorators import csp, csp_update
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import get_valid_filename
from django.views.decorators.clickjacking import xframe_options_sameorigin

from extranet.embedded import casella

PER_PAGINA = 50
# A message is a stranger: it loads nothing, runs nothing and is shown in a frame without an origin.
CHIUSA = {"default-src": ["'none'"], "img-src": ["data:"], "frame-ancestors": [SELF], "sandbox": True}


@login_not_required
def elenco(request: HttpRequest) -> HttpResponse:
    """The messages kept on this machine, newest first, with a filter on the recipient."""
    a = request.GET.get("a", "")
    pagina = Paginator(casella.buste(a), PER_PAGINA).get_page(request.GET.get("pagina"))
    return render(request, "posta_locale/elenco.html", {"pagina": pagina, "a": a})


@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # typed for views without arguments
@login_not_required
def dettaglio(request: HttpRequest, chiave: str) -> HttpResponse:
    messaggio = _messaggio(chiave)
    contesto = {
        "chiave": chiave,
        "oggetto": messaggio["Subject"],
        "testate": [(nome, valore) for nome, valore in messaggio.items() if nome != "Subject"],
        "testo": _parte(messaggio, "plain"),
        "ha_html": messaggio.get_body(("html",)) is not None,
        "allegati": [parte.get_filename() or "senza nome" for parte in messaggio.iter_attachments()],
    }
    return render(request, "posta_locale/dettaglio.html", contesto)


@csp(CHIUSA)  # type: ignore[arg-type]  # typed for views without arguments
@xframe_options_sameorigin
@login_not_required
def html(request: HttpRequest, chiave: str) -> HttpResponse:
    """The HTML part alone, for the frame of `dettaglio`."""
    return HttpResponse(_parte(_messaggio(chiave), "html"))


@login_not_required
def allegato(request: HttpRequest, chiave: str, numero: int) -> HttpResponse:
    """One attachment, counted from 0 as `dettaglio` lists them; always downloaded, never shown."""
    parti = dict(enumerate(_messaggio(chiave).iter_attachments()))
    if numero not in parti:
        raise Http404
    contenuto = parti[numero].get_payload(decode=True)
    nome = get_valid_filename(parti[numero].get_filename() or "allegato")
    return HttpResponse(
        contenuto,
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{nome}"'},
    )


def _messaggio(chiave: str) -> Messaggio:
    messaggio = casella.apri(chiave)
    if messaggio is None:
        raise Http404
    return messaggio


def _parte(messaggio: Messaggio, tipo: str) -> str:
    corpo = messaggio.get_body((tipo,))
    return str(corpo.get_content()) if corpo else ""
