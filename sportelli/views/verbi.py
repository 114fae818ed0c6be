"""From a form that is valid to a verb that may still refuse."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from sportelli.http import Richiesta

P = ParamSpec("P")
T = TypeVar("T")


def prova(form: forms.BaseForm, verbo: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """What the verb gives back; None, with its reasons among the errors of the form, when it refuses."""
    try:
        return verbo(*args, **kwargs)
    except ValidationError as errore:
        form.add_error(None, list(errore.messages))
        return None


def con_versione(request: Richiesta, versione: int) -> QueryDict:
    """What was typed, over the version that is there now: to be shown again after a lost race."""
    dati = request.POST.copy()
    dati["versione"] = str(versione)
    return dati
