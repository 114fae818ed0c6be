"""From a form that is valid to a verb that may still refuse."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from sportelli.forms.campi import ModuloConVersione
from sportelli.http import Richiesta

P = ParamSpec("P")
T = TypeVar("T")
M = TypeVar("M", bound=Model)


def prova(form: forms.BaseForm, verbo: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """What the verb gives back; None, with its reasons among the errors of the form, when it refuses."""
    try:
        return verbo(*args, **kwargs)
    except ValidationError as errore:
        form.add_error(None, list(errore.messages))
        return None


def conflitto(request: Richiesta, form: ModuloConVersione[M], attuale: M) -> dict[str, Any]:
    """For the page of who saves second: what she typed, over the version that is there now.

    `diversi` is what a colleague has saved meanwhile; saving again is then a choice.
    """
    diversi = form.diversi_da(attuale)
    form.data = request.POST.copy()
    form.data["versione"] = str(getattr(attuale, "versione", 0))
    return {"superato": True, "diversi": diversi}
