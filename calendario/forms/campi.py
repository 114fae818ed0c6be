"""The fields that the forms of an initiative share."""

from datetime import date
from typing import Any

from django import forms

from calendario.giorni import ANNO_MASSIMO, ANNO_MINIMO, primo_del_mese


class Giorno(forms.DateField):
    """A day of our times, chosen from the browser's own calendar."""

    def __init__(self, **opzioni: Any) -> None:
        calendario = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        base: dict[str, Any] = {"widget": calendario, "required": False}
        super().__init__(**base | opzioni)

    def clean(self, value: Any) -> date | None:
        giorno: date | None = super().clean(value)
        if giorno is not None and not ANNO_MINIMO <= giorno.year <= ANNO_MASSIMO:
            raise forms.ValidationError(f"L'anno va dal {ANNO_MINIMO} al {ANNO_MASSIMO}.")
        return giorno


class Ora(forms.TimeField):
    def __init__(self, **opzioni: Any) -> None:
        orologio = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        base: dict[str, Any] = {"widget": orologio, "required": False}
        super().__init__(**base | opzioni)


class Mese(forms.CharField):
    """A month of a year, `2027-02`; its clean value is its first day, or None."""

    def __init__(self, **opzioni: Any) -> None:
        calendario = forms.TextInput(attrs={"type": "month", "placeholder": "2027-02"})
        base: dict[str, Any] = {"widget": calendario, "required": False, "max_length": 10}
        super().__init__(**base | opzioni)

    def clean(self, value: Any) -> Any:
        scritto = super().clean(value)
        if not scritto:
            return None
        mese = primo_del_mese(scritto)
        if mese is None:
            raise forms.ValidationError("Scrivi l'anno e il mese, come 2027-02.")
        return mese
