"""Rows picked from a list, and what to do with all of them."""

from typing import Any

from django import forms

from calendario.models import Editore, Iniziativa
from circolari.forms.campi import CampoMotivo
from sportelli.forms.campi import SceltaConRicerca
from sportelli.models import Paese, Settore, Utente

CHE = [
    ("aggiungi_settore", "Aggiungi un settore"),
    ("togli_settore", "Togli un settore"),
    ("aggiungi_paese", "Aggiungi un paese"),
    ("togli_paese", "Togli un paese"),
    ("affida", "Cambia chi organizza"),
    ("conferma", "Conferma"),
    ("annulla", "Annulla"),
]
SETTORE, PAESE = ("aggiungi_settore", "togli_settore"), ("aggiungi_paese", "togli_paese")


class SceltaForm(forms.Form):
    """Some of the initiatives that this person sees, by code, and the verb."""

    iniziativa = forms.ModelMultipleChoiceField(
        Iniziativa.objects.none(),
        to_field_name="codice",
        error_messages={
            "required": "Scegli almeno un'iniziativa.",
            "invalid_choice": "Una delle iniziative scelte non c'è più.",
            "invalid_pk_value": "Una delle iniziative scelte non c'è più.",
        },
    )
    che = forms.ChoiceField(choices=CHE, error_messages={"required": "Scegli che cosa fare."})

    def __init__(self, *args: Any, utente: Utente, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        visibili = Iniziativa.objects.visibili_a(utente).con_dettagli_per(utente).intere()
        con_tutto = visibili.select_related("editore", "organizzatore").prefetch_related("settori", "paesi")
        self.fields["iniziativa"].queryset = con_tutto.order_by("inizio", "pk")  # type: ignore[attr-defined]  # a model field


class ValoreForm(forms.Form):
    """What the verb needs to know: a sector, a country, an organiser, a reason, or nothing."""

    settore = forms.ModelChoiceField(
        Settore.objects.all(),
        label="Settore",
        to_field_name="codice",
        widget=SceltaConRicerca("Cerca un settore"),
    )
    paese = forms.ModelChoiceField(
        Paese.objects.all(), label="Paese", to_field_name="codice", widget=SceltaConRicerca("Cerca un paese")
    )
    organizzatore = forms.ModelChoiceField(
        Editore.objects.attivi(), label="Organizzata da", widget=SceltaConRicerca("Cerca un ente")
    )
    motivo = CampoMotivo(label="Motivo", help_text="Lo leggono tutti, nella pagina pubblica.")

    def __init__(self, *args: Any, che: str, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        suo = _campo(che)
        for nome in list(self.fields):
            if nome != suo:
                del self.fields[nome]


def _campo(che: str) -> str:
    if che in SETTORE:
        return "settore"
    if che in PAESE:
        return "paese"
    return {"affida": "organizzatore", "annulla": "motivo"}.get(che, "")
