"""Clarifications between the Referente and the responsabile of the office (C6)."""

from datetime import date, timedelta
from typing import Any

from django import forms

from nucleo import tempo
from pratiche.forms.campi import CampoLungo, Giorno, Verbo

GIORNI_PROPOSTI = 3
ATTESA_MASSIMA = timedelta(days=62)


class RispostaChiarimentoForm(Verbo):
    testo = CampoLungo(label="La risposta", righe=6)


class ChiarimentoForm(Verbo):
    """A question, and the working day by which the answer is needed."""

    testo = CampoLungo(label="Che cosa serve sapere", righe=6)
    entro_il = Giorno(
        label="Entro il", help_text="La scadenza della pratica si ferma finché non arriva la risposta."
    )

    def __init__(self, *args: Any, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        provincia = self.pratica.sportello.codice
        self.initial["entro_il"] = tempo.dopo_lavorativi(tempo.oggi(), GIORNI_PROPOSTI, [provincia]).arrivo

    def clean_entro_il(self) -> date:
        giorno: date = self.cleaned_data["entro_il"]
        if giorno <= tempo.oggi():
            raise forms.ValidationError("Scegli un giorno futuro.")
        if giorno > tempo.oggi() + ATTESA_MASSIMA:
            raise forms.ValidationError("Scegli un giorno entro due mesi: la pratica aspetta la risposta.")
        return giorno
