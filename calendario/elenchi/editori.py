"""The publishers of the calendar as a list, for the redazione."""

from collections.abc import Mapping, Sequence

from django import forms
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from calendario.models import Editore, Iniziativa, TipoEditore
from nucleo.elenchi import Colonna, Elenco, Filtri, Ordine
from nucleo.templatetags.nucleo import etichetta


class FiltriEditori(Filtri):
    nome = forms.CharField(label="Nome", max_length=80, widget=forms.TextInput(attrs={"type": "search"}))
    tipo = forms.ChoiceField(label="Tipo", choices=[("", "Tutti"), *TipoEditore.choices])
    domande = {"nome": "nome__icontains", "tipo": "tipo"}


def chi_e(editore: Editore) -> SafeString:
    verso = reverse("calendario:editore", args=[editore.codice])
    spento = "" if editore.attivo else etichetta("Non attivo", "grigio", "it-ban")
    tipo = editore.get_tipo_display()
    return format_html(
        '<a href="{}">{}</a> {}<span class="nota-riga">{}</span>', verso, editore.nome, spento, tipo
    )


def fiducia(editore: Editore) -> SafeString:
    if editore.fidato or editore.tipo == TipoEditore.TP:
        return etichetta("Pubblica da sé", "verde", "it-check-circle")
    return etichetta("Passa dalla redazione", "ambra", "ex-clessidra")


def persone(editore: Editore) -> str:
    return ", ".join(str(persona) for persona in editore.persone.all()) or "—"


class ElencoEditori(Elenco[Editore, Editore]):
    """All of them; how many initiatives each has published."""

    nome, titolo, vista = "editori", "Enti che pubblicano", "calendario:editori"
    parole = ("ente", "enti")
    filtri = FiltriEditori
    ordini: Mapping[str, Ordine] = {"nome": Ordine("nome")}
    predefinito = "nome"
    colonne: Sequence[Colonna[Editore]] = (
        Colonna("Ente", lambda e: e.nome, chi_e, "nome", "principale"),
        Colonna("Tipo", lambda e: e.get_tipo_display(), dove="file"),
        Colonna("Codice", lambda e: e.codice, dove="file"),
        Colonna("Come pubblica", lambda e: "da sé" if e.fidato else "con approvazione", fiducia),
        Colonna("Chi scrive", persone),
        Colonna("Iniziative pubblicate", lambda e: e.quante or 0, classe="cifra"),  # type: ignore[attr-defined]  # annotated
        Colonna("Attivo", lambda e: e.attivo, dove="file"),
    )

    def insieme(self) -> QuerySet[Editore]:
        sue = Iniziativa.objects.pubblicate().filter(editore=OuterRef("pk")).order_by()
        quante = sue.values("editore").annotate(quante=Count("pk")).values("quante")
        return Editore.objects.annotate(quante=Subquery(quante)).prefetch_related("persone")
