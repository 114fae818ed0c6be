"""The fields that several forms of a pratica share, and the leniency that a draft deserves."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms.utils import ErrorDict

from pratiche.models import Pratica
from sportelli.models import Paese, Utente

TESTO_MASSIMO = 8000
MOTIVO_MASSIMO = 1000


class Verbo(forms.Form):
    """The form of a verb on `oggetto`, a pratica or something of it.

    `letta` is when the pratica had last been touched as the page was drawn: it tells who came late from who
    may not.
    """

    letta = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, utente: Utente, oggetto: Any, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        self.utente, self.oggetto = utente, oggetto
        self.pratica: Pratica = oggetto if isinstance(oggetto, Pratica) else oggetto.pratica
        self.initial["letta"] = self.pratica.aggiornata_il.isoformat()

    @property
    def tardiva(self) -> bool:
        """Whether the pratica has been touched since the page was drawn."""
        letta = self.data.get("letta", "")
        return bool(letta) and letta != self.pratica.aggiornata_il.isoformat()


class Provvisoria(forms.BaseForm):
    """A form whose gaps may wait. `bozza`: what is missing is no error; `muta`: nothing is judged."""

    bozza = False
    muta = False
    # Fields without which not even a draft can be kept.
    indispensabili: Iterable[str] = ()

    def full_clean(self) -> None:
        if self.muta:
            self._errors = ErrorDict()
            self.cleaned_data: dict[str, Any] = {}
            return
        super().full_clean()
        if self.bozza and self.is_bound:
            self._perdona()

    def _perdona(self) -> None:
        for nome in [nome for nome in self.errors if nome in self.fields and nome not in self.indispensabili]:
            if all(errore.code == "required" for errore in self.errors[nome].as_data()):
                del self.errors[nome]
                campo = self.fields[nome]
                self.cleaned_data[nome] = campo.initial or getattr(campo, "empty_value", None)


class CampoLungo(forms.CharField):
    """A long text, with a counter under it that says how much room is left."""

    def __init__(self, *, righe: int = 6, max_length: int = TESTO_MASSIMO, **opzioni: Any) -> None:
        area = forms.Textarea(attrs={"rows": righe, "data-contatore": ""})
        super().__init__(widget=area, max_length=max_length, **opzioni)


class Motivo(CampoLungo):
    """Why: asked where the rule asks it, and kept in the timeline."""

    def __init__(self, **opzioni: Any) -> None:
        base: dict[str, Any] = {"label": "Motivo", "righe": 3, "max_length": MOTIVO_MASSIMO}
        super().__init__(**base | opzioni)


class Giorno(forms.DateField):
    """A day chosen from the browser's own calendar."""

    def __init__(self, **opzioni: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **opzioni)


class Paesi(forms.ModelMultipleChoiceField[Paese]):
    """Countries by their Italian names, with a search in the list."""

    def __init__(self, voci: QuerySet[Paese] | None = None, **opzioni: Any) -> None:
        scelta = forms.SelectMultiple(attrs={"data-ricerca": "Cerca un paese", "size": 6})
        super().__init__(Paese.objects.scegliibili() if voci is None else voci, widget=scelta, **opzioni)


def scegli_fra(form: forms.BaseForm, nome: str, righe: QuerySet[Any]) -> None:
    """The choices of a field that depend on who asks."""
    cast("forms.ModelChoiceField[Any]", form.fields[nome]).queryset = righe
