"""The filters of a list: a form on GET, so that every list is an address that can be kept and sent."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, TypeVar

from django import forms
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


class Filtri(forms.Form):
    """Filters that the reader may set; a subclass declares the fields and what each asks.

    `domande` maps a field to a lookup («stato__in»); a method `filtra_<campo>(righe, valore)` asks anything
    else. An empty field asks nothing. An invalid one empties the list and says why: nothing is guessed.
    """

    domande: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, utente: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.utente = utente
        for campo in self.fields.values():
            campo.required = False

    def applica(self, righe: QuerySet[M]) -> QuerySet[M]:
        if not self.is_valid():
            return righe.none()
        for nome, valore in self._attivi():
            speciale = getattr(self, f"filtra_{nome}", None)
            righe = speciale(righe, valore) if speciale else righe.filter(**{self.domande[nome]: valore})
        return righe

    @property
    def attivi(self) -> dict[str, Any]:
        """The filters in force, by name."""
        return dict(self._attivi()) if self.is_valid() else {}

    def _attivi(self) -> Iterator[tuple[str, Any]]:
        for nome in self.fields:
            valore = self.cleaned_data.get(nome)
            if valore or valore == 0 and valore is not False:
                yield nome, valore
