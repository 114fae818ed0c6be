"""Rows picked from a list, and what to do with all of them."""

from typing import Any

from django import forms

from pratiche.models import Pratica
from sportelli.models import Utente


class SceltaForm(forms.Form):
    """Some of the pratiche that this person sees, by number; at most a page of them."""

    pratica = forms.ModelMultipleChoiceField(
        Pratica.objects.none(),
        to_field_name="numero",
        error_messages={
            "required": "Scegli almeno una pratica.",
            "invalid_choice": "Una delle pratiche scelte non c'è più.",
        },
    )

    def __init__(self, *args: Any, utente: Utente, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.utente = utente
        visibili = Pratica.objects.visibili_a(utente).select_related("sportello", "azienda", "servizio")
        self.fields["pratica"].queryset = visibili.order_by("numero")  # type: ignore[attr-defined]  # a model field


class AssegnaInBloccoForm(SceltaForm):
    a = forms.ModelChoiceField(
        Utente.objects.none(), label="Assegna a", error_messages={"required": "Scegli a chi assegnarle."}
    )

    def __init__(self, *args: Any, utente: Utente, **kwargs: Any) -> None:
        super().__init__(*args, utente=utente, **kwargs)
        colleghi = Utente.objects.attivi().filter(sportello=utente.sportello_id, sportello__isnull=False)
        self.fields["a"].queryset = colleghi  # type: ignore[attr-defined]  # a model field
