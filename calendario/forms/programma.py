"""A programme that somebody brings: for which publisher, which file."""

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from calendario.importazione import Letta, Voci, leggi
from calendario.models import Editore
from nucleo import fogli
from nucleo.allegati.campi import CampoAllegato
from sportelli.models import Utente

MASSIMO = 5 * 1024 * 1024
TIPI = (".csv", ".xlsx")


class ProgrammaForm(forms.Form):
    """The file, read; `righe` are its rows once the form is valid."""

    editore = forms.ModelChoiceField(Editore.objects.none(), label="Per quale ente", to_field_name="codice")
    file = CampoAllegato(label="Programma (XLSX o CSV)", help_text="Fino a 5 MB e 500 righe.")

    def __init__(self, *args: Any, utente: Utente, editori: Any, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        self.righe: list[Letta] = []
        self.fields["editore"].queryset = editori  # type: ignore[attr-defined]  # a model field
        self.fields["file"].widget.attrs["accept"] = ",".join(TIPI)
        self.initial["editore"] = editori.di(utente).values_list("codice", flat=True).first()

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        estensione = Path(file.name or "").suffix.lower()
        if estensione not in TIPI or (file.size or 0) > MASSIMO:
            raise forms.ValidationError("Serve un file XLSX o CSV, fino a 5 MB.")
        try:
            self.righe = leggi(_fogli(file, estensione), Voci.lette())
        except fogli.FileIllegibile as errore:
            raise forms.ValidationError(str(errore)) from errore
        return file


def _fogli(file: "UploadedFile[bytes]", estensione: str) -> list[fogli.Foglio]:
    """Its sheets; the file stands on the disk as long as it is read."""
    with tempfile.TemporaryDirectory() as cartella:
        percorso = Path(cartella) / f"programma{estensione}"
        percorso.write_bytes(b"".join(file.chunks()))
        return fogli.leggi(percorso)
