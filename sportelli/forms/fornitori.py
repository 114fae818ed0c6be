"""Suppliers, their people and their documents, as typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from nucleo.allegati.campi import CampoAllegato
from sportelli.forms.campi import (
    CampoData,
    ModuloConVersione,
    SceltaConRicerca,
    ScelteConRicerca,
    scegliibili_o_gia_scelte,
)
from sportelli.lingue import LINGUE
from sportelli.models import ContattoFornitore, Fornitore, Utente


class FornitoreForm(ModuloConVersione[Fornitore]):
    """What the network knows of a supplier."""

    lingue = forms.MultipleChoiceField(
        label="Lingue",
        choices=list(LINGUE.items()),
        required=False,
        widget=ScelteConRicerca("Scrivi la lingua"),
    )
    sito = forms.URLField(label="Sito web", required=False, assume_scheme="https")

    class Meta:
        model = Fornitore
        fields = [
            *("ragione_sociale", "tipo", "descrizione", "partita_iva", "paese", "comune", "provincia"),
            *("servizi", "paesi", "settori", "lingue", "email", "pec", "telefono", "sito"),
            *("tariffa", "unita_tariffa", "condiviso_con_la_rete", "convenzionato_tp"),
        ]
        widgets = {
            "descrizione": forms.Textarea(attrs={"rows": 3}),
            "paese": SceltaConRicerca("Scrivi il paese"),
            "servizi": ScelteConRicerca("Scrivi il servizio"),
            "paesi": ScelteConRicerca("Scrivi il paese"),
            "settori": ScelteConRicerca("Scrivi il settore"),
            "unita_tariffa": forms.TextInput(attrs={"list": "unita"}),
        }
        help_texts = {
            "provincia": "La sigla, solo per l'Italia.",
            "settori": "Vuoto: lavora per tutti.",
            "condiviso_con_la_rete": "Lo vedono tutti gli Sportelli. Toscana Promozione lo vede sempre.",
        }

    def __init__(self, *args: Any, utente: Utente, **kwargs: Any) -> None:
        super().__init__(*args, utente=utente, **kwargs)
        for nome, campo in self.fields.items():
            if isinstance(campo, forms.ModelChoiceField) and campo.queryset is not None:
                scelte = None if self.instance._state.adding else getattr(self.instance, nome)
                campo.queryset = scegliibili_o_gia_scelte(campo.queryset, scelte)
        # Toscana Promozione's suppliers are everybody's; an agreement with it is declared by it alone.
        del self.fields["condiviso_con_la_rete" if utente.di_tp else "convenzionato_tp"]

    def clean_provincia(self) -> str:
        return str(self.cleaned_data["provincia"]).upper()


class ContattoFornitoreForm(ModuloConVersione[ContattoFornitore]):
    class Meta:
        model = ContattoFornitore
        fields = ["nome", "incarico", "email", "telefono"]

    def clean(self) -> dict[str, Any]:
        campi = super().clean() or self.cleaned_data
        if not campi.get("email") and not campi.get("telefono"):
            raise ValidationError("Scrivi almeno l'e-mail o il telefono.")
        return campi


class DocumentoForm(forms.Form):
    titolo = forms.CharField(label="Titolo", max_length=120, help_text="Certificato, contratto, polizza…")
    file = CampoAllegato()
    scade_il = CampoData(label="Scade il", help_text="Vuoto se non scade.")

    def __init__(self, *args: Any, utente: Utente, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.utente = utente


class SospensioneForm(forms.Form):
    motivo = forms.CharField(
        label="Perché",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lo legge chiunque veda questo fornitore.",
    )

    def __init__(self, *args: Any, utente: Utente, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.utente = utente
