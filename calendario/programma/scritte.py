"""What stands many times on one page, written here: a template for each would cost more than its rows."""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from calendario.indice import Indice, Voce
from calendario.models import Stato
from calendario.programma.righe import Riga, righe
from nucleo.templatetags.nucleo import etichetta, icona

ANNULLATA = " cal-annullata"


def elencate(indice: Indice, voci: Sequence[Voce], lingua: str) -> dict[int, SafeString]:
    """By key, those that the public may read, each as the list shows it. What is written is kept with the
    index, and ends with it (E-01)."""
    tenute = indice.scritte["elenco", lingua]
    mancano = [voce for voce in voci if voce.pk not in tenute]
    if mancano:
        tenute.update({riga.vista.pk: _elencata(riga) for riga in righe(mancano, lingua)})
    return {voce.pk: tenute[voce.pk] for voce in voci if voce.pk in tenute}


def _elencata(riga: Riga) -> SafeString:
    vista = riga.vista
    return format_html(
        '<li class="cal-riga{}"><p class="cal-quando"><time datetime="{}">{}</time></p>'
        '<div class="cal-che"><h3><a href="{}">{}</a></h3><p class="cal-dove">{}</p>'
        '<ul class="pubblico-argomenti">{}</ul></div></li>\n',
        ANNULLATA if vista.stato == Stato.ANNULLATA else "",
        vista.inizio.isoformat(),
        vista.quando,
        vista.indirizzo,
        vista.titolo,
        " · ".join(filter(None, (vista.nome_tipo, _dove(riga), vista.organizzatore))),
        format_html_join("", "<li{}>{}</li>", _segni(riga)),
    )


def _dove(riga: Riga) -> str:
    return riga.vista.luogo or (_("Online") if riga.vista.modalita == "online" else "")


def _segni(riga: Riga) -> Iterable[tuple[SafeString, SafeString]]:
    """The state, what it is about, until when one may apply."""
    niente = SafeString("")
    if riga.stato:
        yield niente, etichetta(riga.stato.testo, riga.stato.tono)
    if not riga.vista.dettagli:
        yield niente, etichetta(_("Dettagli in arrivo"), "ambra")
    for argomento in riga.argomenti:
        yield niente, etichetta(argomento)
    if riga.scadenza:
        classe = format_html(' class="cal-scadenza tono-{}"', riga.scadenza.tono)
        yield classe, format_html("{} {}", icona("it-clock"), riga.scadenza.testo)
