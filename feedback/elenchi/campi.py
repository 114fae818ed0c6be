"""The fields that the lists of this app share."""

from typing import Any

from django import forms


def voci(modello: Any) -> list[tuple[str, str]]:
    """The entries as choices; also those switched off, because old rows have them."""
    return list(modello._default_manager.values_list("codice", "nome"))


def giorno(nome: str) -> forms.DateField:
    return forms.DateField(label=nome, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
