"""A publisher as the redazione keeps it."""

from typing import Any

from django import forms
from django.utils.text import slugify

from calendario.models import Editore, TipoEditore
from sportelli.forms.campi import ScelteConRicerca
from sportelli.models import Ruolo, Utente

CODICE_MASSIMO = 40


class EditoreForm(forms.ModelForm[Editore]):
    """Of an office, and of Toscana Promozione, the people and the name are said elsewhere."""

    persone = forms.ModelMultipleChoiceField(
        Utente.objects.none(),
        label="Chi scrive per l'ente",
        required=False,
        widget=ScelteConRicerca("Cerca una persona"),
        help_text="Le persone invitate con il ruolo «Ente che pubblica nel calendario».",
    )

    sito = forms.URLField(label="Sito", required=False, assume_scheme="https")

    class Meta:
        model = Editore
        fields = ["nome", "sito", "fidato", "attivo"]

    def __init__(self, *args: Any, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        if self.instance.tipo != TipoEditore.PARTNER:
            for nome in ("nome", "attivo", "persone"):
                del self.fields[nome]
            return
        gia = self.instance.persone.all() if self.instance.pk else Utente.objects.none()
        degli_enti = Utente.objects.filter(ruolo=Ruolo.EDITORE, is_active=True)
        campo: Any = self.fields["persone"]
        campo.queryset = (degli_enti | Utente.objects.filter(pk__in=gia.values("pk"))).order_by("cognome")
        self.initial["persone"] = list(gia)

    def clean_nome(self) -> str:
        """The code, that addresses and feeds say, is made of the first name and stays for ever."""
        nome: str = self.cleaned_data["nome"].strip()
        if self.instance._state.adding:
            self.instance.codice = slugify(nome)[:CODICE_MASSIMO].strip("-")
            if not self.instance.codice:
                raise forms.ValidationError("Il nome ha bisogno di qualche lettera.")
            if Editore.objects.filter(codice=self.instance.codice).exists():
                raise forms.ValidationError("C'è già un ente con questo nome, o quasi.")
        return nome

    @property
    def scelte(self) -> list[Utente]:
        """Who writes for it."""
        return list(self.cleaned_data.get("persone", ()))
