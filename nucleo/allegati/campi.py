"""Form fields for private files, checked as they are cleaned."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.widgets import ClearableFileInput

from nucleo.allegati.controlli import controlla
from nucleo.allegati.nomi import pulisci
from nucleo.allegati.tipi import AMMESSI, TIPI

ACCETTA = ",".join(f".{estensione}" for estensione in TIPI)
AIUTO = f"Fino a 20 MB: {AMMESSI}."
INSIEME_MASSIMO = 10


class _SceltaFile(forms.FileInput):
    def __init__(self) -> None:
        super().__init__(attrs={"accept": ACCETTA})


class _SceltaMolti(ClearableFileInput):
    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__(attrs={"accept": ACCETTA, "multiple": True})


class CampoAllegato(forms.FileField):
    """One file that we take; its clean value is the uploaded file, with its name cleaned."""

    widget: Any = _SceltaFile
    default_error_messages = {
        "required": "Scegli un file.",
        "invalid": "Il file non è arrivato: riprova.",
        "missing": "Scegli un file.",
        "empty": "Il file è vuoto.",
    }

    def __init__(self, **opzioni: Any) -> None:
        super().__init__(**{"label": "File", "help_text": AIUTO} | opzioni)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            controlla(file)
            file.name = pulisci(file.name or "")
        return file


class CampoAllegati(CampoAllegato):
    """Up to ten files at once; its clean value is a list, and its errors name each refused file."""

    widget: Any = _SceltaMolti

    def __init__(self, **opzioni: Any) -> None:
        super().__init__(**{"label": "File", "help_text": f"{AIUTO} Anche più d'uno."} | opzioni)

    def clean(self, data: Any, initial: Any = None) -> Any:
        scelti = [file for file in data if file] if isinstance(data, Sequence) else [data] if data else []
        if not scelti:
            super().clean(None, initial)
            return []
        if len(scelti) > INSIEME_MASSIMO:
            raise ValidationError(f"Al massimo {INSIEME_MASSIMO} file per volta.", code="troppi")
        return self._ciascuno(scelti)

    def _ciascuno(self, scelti: list[Any]) -> list[Any]:
        buoni, errori = [], []
        for file in scelti:
            try:
                buoni.append(super().clean(file))
            except ValidationError as errore:
                errori.extend(errore.error_list)
        if errori:
            raise ValidationError(errori)
        return buoni
