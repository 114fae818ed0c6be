"""Fields that several forms of this app share."""

from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Manager, Model, Q, QuerySet
from django.urls import reverse_lazy

from sportelli import codici
from sportelli.models import Ateco, Utente


class CampoData(forms.DateField):
    """A day, chosen with the browser's own calendar."""

    def __init__(self, **opzioni: Any) -> None:
        calendario = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        predefinite: dict[str, Any] = {"widget": calendario, "required": False}
        super().__init__(**predefinite | opzioni)


class CampoAteco(forms.CharField):
    """An ATECO 2025 code typed by hand, with or without dots; its clean value is the Ateco, or None."""

    default_error_messages = {
        "sconosciuto": "«%(codice)s» non è un codice ATECO 2025: si scrive come 14.21.10.",
    }

    def __init__(self, **opzioni: Any) -> None:
        campo = forms.TextInput(
            attrs={
                "list": "voci-ateco",
                "autocomplete": "off",
                "hx-get": reverse_lazy("sportelli:ateco"),
                "hx-trigger": "input changed delay:300ms",
                "hx-target": "#voci-ateco",
            }
        )
        aiuto = "Il codice della visura, come 14.21.10. Scrivi una parola per cercarlo."
        predefinite: dict[str, Any] = {"widget": campo, "required": False, "help_text": aiuto}
        super().__init__(**predefinite | opzioni)

    def prepare_value(self, value: Any) -> Any:
        """What is typed stays as typed; a saved row shows its code."""
        if isinstance(value, int):
            return Ateco.objects.filter(pk=value).values_list("codice", flat=True).first()
        return value

    def clean(self, value: Any) -> Any:
        scritto = (super().clean(value) or "").split(" ")[0]
        if not scritto:
            return None
        ateco = Ateco.objects.filter(codice=codici.pulisci_ateco(scritto)).first()
        if ateco is None:
            raise ValidationError(
                self.error_messages["sconosciuto"], code="sconosciuto", params={"codice": scritto}
            )
        return ateco

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), data))


class SceltaConRicerca(forms.Select):
    """A select that, with JavaScript, is searched by typing."""

    def __init__(self, invito: str) -> None:
        super().__init__(attrs={"data-ricerca": invito})


class ScelteConRicerca(forms.SelectMultiple):
    def __init__(self, invito: str) -> None:
        super().__init__(attrs={"data-ricerca": invito})


def scegliibili_o_gia_scelte(voci: QuerySet[Any], scelte: Any) -> QuerySet[Any]:
    """The entries that may be chosen today, with those that the row has already."""
    if isinstance(scelte, Model):
        return voci.filter(Q(attiva=True) | Q(pk=scelte.pk))
    gia = list(scelte.values_list("pk", flat=True)) if scelte is not None else []
    return voci.filter(Q(attiva=True) | Q(pk__in=gia))


M = TypeVar("M", bound=Model)


class ModuloConVersione(forms.ModelForm[M]):
    """A form of a row that two people may have open: `versione` is the one that was read.

    The verb refuses to write over a later one, and `diversi_da` says where the two differ.
    """

    versione = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, utente: Utente, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.utente = utente
        self.initial["versione"] = getattr(self.instance, "versione", 0)

    @property
    def campi(self) -> dict[str, Any]:
        """What the verb takes."""
        return {nome: valore for nome, valore in self.cleaned_data.items() if nome != "versione"}

    @property
    def letta(self) -> int:
        """The version that was read; 0, which no row has, for who does not say it."""
        return self.cleaned_data["versione"] or 0

    def diversi_da(self, attuale: M) -> list[tuple[str, str]]:
        """(label, the value that is there now) of each field that was typed otherwise."""
        return [
            (str(campo.label), in_parole(getattr(attuale, nome)))
            for nome, campo in self.fields.items()
            if nome != "versione" and in_parole(getattr(attuale, nome)) != in_parole(self.campi.get(nome))
        ]


def in_parole(valore: Any) -> str:
    """A value of a field as people read it."""
    if valore is None:
        return ""
    if isinstance(valore, bool):
        return "sì" if valore else "no"
    voci = valore.all() if isinstance(valore, Manager) else valore
    if hasattr(voci, "__iter__") and not isinstance(voci, str):
        return ", ".join(sorted(str(voce) for voce in voci))
    return str(voci)
