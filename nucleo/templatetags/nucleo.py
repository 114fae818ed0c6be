"""The components that pages are made of: a builtin library, so no template has to load it.

`docs/veste.md` shows every one with a line of use. Those that stand in a row of a list are built in Python,
because a template per cell would cost more than the query.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from nucleo import parole
from nucleo import riquadri as pezzi
from nucleo.aspetto import SENZA_ASPETTO, STATI, Aspetto

register = template.Library()

VUOTO = format_html('<span class="muto">{}<span class="visually-hidden">non indicato</span></span>', "— ")
MUTA = format_html('aria-hidden="{}"', "true")
QUI = format_html(' aria-current="{}"', "page")


# --- Words -------------------------------------------------------------------------------------------------


@register.filter
def data(valore: date | None) -> SafeString:
    """`<time>` with the day, as `5 ott 2026`; a dash when there is none."""
    return _tempo(valore, parole.data_breve(valore)) if valore else VUOTO


@register.filter
def data_lunga(valore: date | None) -> SafeString:
    """`<time>` with everything, as `lunedì 5 ottobre 2026, ore 10:40`."""
    return _tempo(valore, parole.data_lunga(valore)) if valore else VUOTO


@register.filter
def quando(valore: date | None) -> SafeString:
    """`<time>` as one says it today: `oggi 10:40`, `lun 5 ott`, with the whole instant in its title."""
    return _tempo(valore, parole.quando(valore)) if valore else VUOTO


@register.filter
def numero(valore: int | None) -> str:
    """`12.345`; a dash for None."""
    return VUOTO if valore is None else parole.migliaia(valore)


@register.filter
def iniziali(nome: object) -> str:
    """`GB` for Giulia Bianchi."""
    lettere = [parola[0] for parola in str(nome).split() if parola[0].isalpha()]
    return "".join([*lettere[:1], *lettere[1:][-1:]]).upper()


def _tempo(valore: date, testo: str) -> SafeString:
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', parole.iso(valore), parole.data_lunga(valore), testo
    )


# --- Small signs -------------------------------------------------------------------------------------------


@register.simple_tag
@lru_cache(maxsize=512, typed=True)
def icona(nome: str, etichetta: str = "", classe: str = "") -> SafeString:
    """A symbol of the sprite (`it-…`) or of ours (`ex-…`); silent to screen readers if without a name."""
    foglio = "img/icone.svg" if nome.startswith("ex-") else "vendor/bootstrap-italia/sprites.svg"
    voce = format_html('role="img" aria-label="{}"', etichetta) if etichetta else MUTA
    return format_html(
        '<svg class="icona {}" {} focusable="false"><use href="{}#{}"></use></svg>',
        *(classe, voce, static(foglio), nome),
    )


@register.simple_tag
def etichetta(testo: object, tono: str = "grigio", icona: str = "") -> SafeString:
    """A badge in a quiet colour: grigio, blu, viola, petrolio, ambra, arancio, verde, rosso."""
    return _etichetta(conditional_escape(str(testo)), Aspetto(tono, icona))


@register.simple_tag
def stato(oggetto: Any, testo: str = "") -> SafeString:
    """The badge of a row's state, always text, icon and colour; to a bare word give its `testo` too."""
    parola = str(getattr(oggetto, "stato", oggetto))
    testo = testo or getattr(oggetto, "stato_nome", "")
    detto = testo or (oggetto.get_stato_display() if hasattr(oggetto, "get_stato_display") else parola)
    return _etichetta(conditional_escape(detto), STATI.get(parola, SENZA_ASPETTO))


@lru_cache(maxsize=512, typed=True)
def _etichetta(testo: str, aspetto: Aspetto) -> SafeString:
    segno = icona(aspetto.icona) if aspetto.icona else ""
    return format_html('<span class="targhetta tono-{}">{}{}</span>', aspetto.tono, segno, testo)


@register.simple_tag
def scadenza(giorno: date | None, sospesa: object = None, chiusa: object = None) -> SafeString:
    """What a deadline asks today; `sospesa` while waiting for others, `chiusa` once it no longer counts."""
    if giorno is None:
        return VUOTO
    if chiusa:
        return format_html('<span class="scadenza">{}</span>', data(giorno))
    testo, tono = ("in pausa", "sospesa") if sospesa else parole.scadenza(giorno)
    segno = {"rosso": "it-error", "ambra": "it-clock", "sospesa": "ex-pausa"}.get(tono)
    return format_html(
        '<span class="scadenza scadenza-{}">{}{}</span>',
        tono,
        icona(segno) if segno else "",
        _tempo(giorno, testo),
    )


@register.simple_tag
def copia(testo: object, nome: str = "", verbo: str = "Copia") -> SafeString:
    """A button that copies `testo`; without JavaScript it does not show. `verbo` for pages in English."""
    return format_html(
        '<button type="button" class="copia" data-copia="{}" hidden>{}'
        '<span class="visually-hidden">{} {}</span></button>',
        *(testo, icona("it-copy"), verbo, nome or testo),
    )


@register.simple_tag
def aiuto(testo: str, parola: str = "Che cosa vuol dire") -> SafeString:
    """A question mark that explains a word: on hover, on focus, and to screen readers."""
    return format_html(
        '<button type="button" class="aiuto" data-bs-toggle="tooltip" title="{}"'
        ' aria-label="{}: {}">{}</button>',
        *(testo, parola, testo, icona("it-help-circle")),
    )


@register.simple_tag
def persona(nome: object, dettaglio: object = "") -> SafeString:
    """Somebody's initials and name, with role or office in a lower voice."""
    nota = format_html('<span class="persona-nota">{}</span>', dettaglio) if dettaglio else ""
    return format_html(
        '<span class="persona"><span class="iniziali" aria-hidden="true">{}</span>'
        '<span class="persona-nome">{}{}</span></span>',
        *(iniziali(nome), nome, nota),
    )


@register.simple_tag
def progresso(valore: int, massimo: int, etichetta: str, tono: str = "blu") -> SafeString:
    """A bar with its figures in words beside it."""
    return format_html(
        '<div class="progresso tono-{}">'
        '<div class="progresso-testo"><span>{}</span><span>{} di {}</span></div>'
        '<progress value="{}" max="{}" aria-label="{}"></progress></div>',
        *(tono, etichetta, parole.migliaia(valore), parole.migliaia(massimo), valore, massimo, etichetta),
    )


# --- Where one is, where one goes --------------------------------------------------------------------------


@register.simple_tag
def indirizzo(nome: str, *argomenti: object) -> str:
    """Like `url`, but empty when that page does not exist."""
    try:
        return reverse(nome, args=argomenti)
    except NoReverseMatch:
        return ""


@register.simple_tag
def briciola(testo: object, nome: str = "", *argomenti: object) -> SafeString:
    """One step of the breadcrumbs; `nome` is a URL name, or an address that begins with /."""
    meta = nome if nome.startswith("/") else nome and indirizzo(nome, *argomenti)
    voce = format_html('<a href="{}">{}</a>', meta, testo) if meta else testo
    return format_html('<li class="breadcrumb-item">{}</li>', voce)


@register.simple_tag(takes_context=True)
def ripeti(context: Context, nome: str) -> SafeString:
    """Renders a block again: the `titolo` stands in <title>, in the breadcrumbs and in <h1>."""
    blocchi = context.render_context.get(BLOCK_CONTEXT_KEY)
    blocco = blocchi and blocchi.get_block(nome)
    return mark_safe(blocco.render(context).strip() if blocco else "")  # noqa: S308 - already rendered and escaped


@register.simple_tag
def linguetta(testo: object, meta: str, attiva: bool = False, quanti: int | None = None) -> SafeString:
    """A tab that is a link, for a list `<ul class="linguette">`, with how many things stand behind it."""
    conta = format_html(' <span class="conta">{}</span>', numero(quanti)) if quanti is not None else ""
    qui = QUI if attiva else ""
    return format_html('<li><a href="{}"{}>{}{}</a></li>', meta, qui, testo, conta)


@register.simple_tag(takes_context=True)
def colonna(context: Context, testo: object, campo: str = "", classe: str = "") -> SafeString:
    """A table's heading cell; with a `campo` it is a link that sorts by it (`?ordina=campo`, `-campo`)."""
    if not campo:
        return format_html('<th scope="col" class="{}">{}</th>', classe, testo)
    parametri = context["request"].GET.copy()
    attuale = parametri.get("ordina", "")
    verso = {campo: "ascending", f"-{campo}": "descending"}.get(attuale, "none")
    parametri["ordina"] = f"-{campo}" if attuale == campo else campo
    for cursore in ("dopo", "prima"):
        parametri.pop(cursore, None)
    segno = {"ascending": "it-arrow-up", "descending": "it-arrow-down", "none": "ex-ordina"}[verso]
    return format_html(
        '<th scope="col" class="{}" aria-sort="{}"><a class="ordina" href="?{}">{}{}</a></th>',
        *(classe, verso, parametri.urlencode(), testo, icona(segno)),
    )


# --- Lists of words ----------------------------------------------------------------------------------------


@register.simple_tag
def voce(nome: object, valore: object = None) -> SafeString:
    """One line of a `<dl class="voci">`; what is missing shows as a dash that is read «non indicato»."""
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", nome, VUOTO if valore in (None, "") else valore)


@register.simple_block_tag
def voce_lunga(content: str, nome: object) -> SafeString:
    """`{% voce_lunga "Quesito" %}…{% endvoce_lunga %}`: a line whose value is markup."""
    return format_html(
        '<div class="voce-lunga"><dt>{}</dt><dd>{}</dd></div>', nome, content.strip() and content or VUOTO
    )


@register.simple_tag
def differenze(cambi: Mapping[str, Any]) -> SafeString:
    """`{label: [before, after]}` as the timeline keeps them, before struck through and after underlined."""
    return format_html_join(
        "",
        '<li><span class="campo">{}</span> <del>{}</del>'
        ' <span aria-hidden="true">→</span> <ins>{}</ins></li>',
        ((nome, prima or "vuoto", dopo or "vuoto") for nome, (prima, dopo) in cambi.items()),
    )


@register.simple_tag(takes_context=True)
def riquadri(context: Context, luogo: str, oggetto: object) -> SafeString:
    """What the upper floors show in this place of the page (`nucleo.riquadri`)."""
    return mark_safe("".join(pezzi.in_questo(luogo, context["request"], oggetto)))  # noqa: S308  # made by templates
