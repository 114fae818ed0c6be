"""A feed of a partner, as the redazione types it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from calendario.models import Editore, Fonte
from nucleo.prelievo import Rifiutato, controlla
from sportelli.models import Utente

# What calendars write in the place of the scheme of the web.
ALTRI_NOMI = (("webcals://", "https://"), ("webcal://", "https://"))


class FonteForm(forms.ModelForm[Fonte]):
    """The address is looked at here, and again each time that it is read."""

    indirizzo = forms.CharField(
        label="Indirizzo del calendario (ICS)",
        max_length=500,
        help_text="Quello pubblico del file ICS o iCal, come https://www.esempio.it/calendario.ics.",
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    ogni_ore = forms.IntegerField(
        label="Si legge ogni (ore)", min_value=1, max_value=168, help_text="Da 1 a 168, cioè una settimana."
    )

    class Meta:
        model = Fonte
        fields = ["editore", "nome", "indirizzo", "tipo", "ogni_ore"]

    def __init__(self, *args: Any, utente: Utente, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        self.utente = utente
        editori = self.fields["editore"]
        editori.queryset = Editore.objects.attivi()  # type: ignore[attr-defined]  # a ModelChoiceField
        editori.help_text = "Se pubblica senza approvazione, quello che la fonte dice è subito pubblico."

    def clean_indirizzo(self) -> str:
        scritto: str = self.cleaned_data["indirizzo"].strip()
        for altro, nostro in ALTRI_NOMI:
            if scritto.lower().startswith(altro):
                scritto = nostro + scritto[len(altro) :]
        try:
            controlla(scritto)
        except Rifiutato as perche:
            raise ValidationError(str(perche)) from perche
        return scritto
