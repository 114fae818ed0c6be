"""The fields that the forms of a circolare share."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from circolari.models.circolare import MOTIVO_MINIMO

TESTO_MASSIMO = 60_000
MOTIVO_MASSIMO = 1000
AIUTO_TESTO = "Grassetto, corsivo, titoli, elenchi, collegamenti. Da Word puoi incollare: la forma resta."


class CampoTesto(forms.CharField):
    """The Markdown of a circolare, with its toolbar where JavaScript runs."""

    def __init__(self, **opzioni: Any) -> None:
        area = forms.Textarea(attrs={"rows": 18, "data-redazione": "", "spellcheck": "true"})
        troppo = MaxLengthValidator(TESTO_MASSIMO, f"Il testo supera i {TESTO_MASSIMO} caratteri.")
        base: dict[str, Any] = {"label": "Testo", "help_text": AIUTO_TESTO}
        super().__init__(widget=area, validators=[troppo], **base | opzioni)


class CampoMotivo(forms.CharField):
    """A reason; `minimo` characters of it, counted on the page while one writes."""

    def __init__(self, *, minimo: int = 0, **opzioni: Any) -> None:
        attributi: dict[str, Any] = {"rows": 3}
        if minimo:
            attributi["data-minimo"] = minimo
        troppo = MaxLengthValidator(MOTIVO_MASSIMO, f"Bastano {MOTIVO_MASSIMO} caratteri.")
        super().__init__(widget=forms.Textarea(attrs=attributi), validators=[troppo], **opzioni)


class MotivoPieno(CampoMotivo):
    """A reason that who reads the report will understand (C7)."""

    def __init__(self, **opzioni: Any) -> None:
        aiuto = f"Almeno {MOTIVO_MINIMO} caratteri: finisce nel resoconto, con il tuo nome."
        super().__init__(minimo=MOTIVO_MINIMO, **{"help_text": aiuto} | opzioni)
