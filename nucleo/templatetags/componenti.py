"""The larger components, each a template of `templates/componenti/`: builtin, like `nucleo`."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django import forms, template
from django.http import QueryDict
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.utils.safestring import SafeString

register = template.Library()

# Parameters of the address that are not filters, and stay when filters are put on or taken off.
LISTA = "lista"
TENUTI = ("ordina", LISTA)


class Chip(NamedTuple):
    """One filter in force, and the address of the same list without it."""

    nome: str
    valore: str
    senza: str


@register.inclusion_tag("componenti/vuoto.html")
def vuoto(
    titolo: str, frase: str = "", icona: str = "it-inbox", azione: str = "", meta: str = ""
) -> dict[str, Any]:
    """What a list shows when it is empty: why, and what to do now."""
    return {"titolo": titolo, "frase": frase, "icona": icona, "azione": azione, "meta": meta}


@register.simple_block_tag
def scheda(
    content: str,
    titolo: str,
    icona: str = "",
    livello: int = 2,
    azione: str = "",
    meta: str = "",
    classe: str = "",
) -> SafeString:
    """A card with a heading: `{% scheda "Azienda" azione="Modifica" meta=url %}…{% endscheda %}`."""
    return render_to_string(
        "componenti/scheda.html",
        {
            "contenuto": content,
            "titolo": titolo,
            "icona": icona,
            "livello": livello,
            "azione": azione,
            "meta": meta,
            "classe": classe,
        },
    )


@register.simple_block_tag
def nota(content: str, tono: str = "blu", titolo: str = "", icona: str = "it-info-circle") -> SafeString:
    """A notice inside the page: `{% nota "ambra" titolo="…" icona="it-warning-circle" %}…{% endnota %}`."""
    contesto = {"contenuto": content, "tono": tono, "titolo": titolo, "icona": icona}
    return render_to_string("componenti/nota.html", contesto)


@register.inclusion_tag("componenti/errori.html")
def errori(*moduli: forms.BaseForm | list[forms.BaseForm]) -> dict[str, Any]:
    """At the top of a form that was refused: what is wrong, each line a link to its field."""
    elenchi = [voce if isinstance(voce, list) else [voce] for voce in moduli]
    presenti = [modulo for elenco in elenchi for modulo in elenco if modulo]
    return {
        "righe": [riga for modulo in presenti for riga in _errori(modulo)],
        "generali": [testo for modulo in presenti for testo in modulo.non_field_errors()],
    }


def _errori(modulo: forms.BaseForm) -> list[tuple[str, str, str]]:
    """(id of the field, its label, what is wrong) for every visible field with an error."""
    return [
        (_bersaglio(campo), str(campo.label), str(testo))
        for campo in modulo.visible_fields()
        for testo in campo.errors
    ]


def _bersaglio(campo: forms.BoundField) -> str:
    """Groups of radios and checkboxes have no field with the group's id: their first choice has one."""
    gruppo = isinstance(campo.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    return f"{campo.auto_id}_0" if gruppo else campo.id_for_label or campo.auto_id


@register.inclusion_tag("componenti/modulo.html", takes_context=True)
def modulo(
    context: Context,
    form: forms.BaseForm,
    invia: str = "Salva",
    annulla: str = "",
    verso: str = "",
    tono: str = "primary",
) -> dict[str, Any]:
    """A whole POST form: error summary, fields, buttons; `verso` is its address, else this page."""
    return {
        "form": form,
        "invia": invia,
        "annulla": annulla,
        "verso": verso,
        "tono": tono,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("componenti/filtri.html", takes_context=True)
def filtri(context: Context, form: forms.BaseForm, quanti: str = "") -> dict[str, Any]:
    """The filters of a list: a GET form, with a chip for each one in force, all of it in the address."""
    parametri = context["request"].GET
    chip = [c for campo in form.visible_fields() for c in _chip(campo, parametri)]
    tenuti = [(nome, parametri[nome]) for nome in TENUTI if nome in parametri]
    lista = f"?{urlencode({LISTA: parametri[LISTA]})}" if LISTA in parametri else ""
    return {
        "form": form,
        "chip": chip,
        "quanti": quanti,
        "tenuti": tenuti,
        "percorso": context["request"].path + lista,
    }


def _chip(campo: forms.BoundField, parametri: QueryDict) -> Iterable[Chip]:
    for valore in parametri.getlist(campo.html_name):
        if valore:
            yield Chip(str(campo.label), _parola(campo, valore), _senza(parametri, campo.html_name, valore))


def _parola(campo: forms.BoundField, valore: str) -> str:
    """The value as its widget shows it: the text of the choice, «sì» for a checkbox."""
    if isinstance(campo.field, forms.BooleanField):
        return "sì"
    for scelta, testo in getattr(campo.field, "choices", ()):
        gruppo = testo if isinstance(testo, list | tuple) else [(scelta, testo)]
        for chiave, parola in gruppo:
            if str(chiave) == valore:
                return str(parola)
    return valore


def _senza(parametri: QueryDict, nome: str, valore: str) -> str:
    altri = parametri.copy()
    altri.setlist(nome, [v for v in altri.getlist(nome) if v != valore])
    for cursore in ("dopo", "prima"):
        altri.pop(cursore, None)
    return f"?{altri.urlencode()}"


@register.inclusion_tag("componenti/pagine.html", takes_context=True)
def pagine(
    context: Context, prima: str | None = None, dopo: str | None = None, righe: str = ""
) -> dict[str, Any]:
    """Keyset pages: `prima` and `dopo` are the cursors of the neighbours, None where the list ends."""
    parametri = context["request"].GET
    return {
        "precedenti": _con(parametri, prima=prima) if prima else "",
        "successive": _con(parametri, dopo=dopo) if dopo else "",
        "righe": righe,
    }


@register.inclusion_tag("componenti/esporta.html", takes_context=True)
def esporta(context: Context, csv: str = "", xlsx: str = "") -> dict[str, Any]:
    """Downloads of exactly what is listed: the filters in force go along in the address."""
    coda = context["request"].GET.copy()
    for cursore in ("dopo", "prima"):
        coda.pop(cursore, None)
    return {"csv": csv, "xlsx": xlsx, "coda": f"?{coda.urlencode()}" if coda else ""}


def _con(parametri: QueryDict, **nuovi: str) -> str:
    altri = parametri.copy()
    for cursore in ("dopo", "prima"):
        altri.pop(cursore, None)
    altri.update(nuovi)
    return f"?{altri.urlencode()}"


@register.inclusion_tag("componenti/cronologia.html")
def cronologia(passi: Iterable[Any]) -> dict[str, Any]:
    """A timeline of rows with `da`, `quando`, `motivo`, `differenze`, `get_genere_display`."""
    return {"passi": passi}


@register.inclusion_tag("componenti/file.html")
def elenco_file(file: Sequence[Any]) -> dict[str, Any]:
    """Private files to download: rows with `nome`, `dimensione`, `caricato_il`, `get_absolute_url`."""
    return {"file": file}


@register.inclusion_tag("componenti/passi.html")
def passi(nomi: Sequence[str] | str, corrente: int) -> dict[str, Any]:
    """A stepper, `{% passi "Azienda,Quesito,Riepilogo" 2 %}`: done, current and to come."""
    elenco = nomi.split(",") if isinstance(nomi, str) else nomi
    return {"passi": list(enumerate(elenco, 1)), "corrente": corrente, "totale": len(elenco)}
