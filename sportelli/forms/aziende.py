"""The scheda aziendale, its people and their consents, as typed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html

from nucleo import tempo
from sportelli import codici
from sportelli.forms.campi import (
    CampoAteco,
    CampoData,
    ModuloConVersione,
    SceltaConRicerca,
    ScelteConRicerca,
    scegliibili_o_gia_scelte,
)
from sportelli.models import Azienda, Consenso, Contatto, Scopo, Utente

# Fields checked one by one while the form is being filled.
CONTROLLATI = (
    *("partita_iva", "codice_fiscale", "numero_rea", "ateco", "cap"),
    *("email", "pec", "sito", "telefono"),
)
FORME = (
    *("S.r.l.", "S.r.l.s.", "S.p.A.", "S.a.p.a.", "S.n.c.", "S.a.s.", "S.s.", "Impresa individuale"),
    *("Società cooperativa", "Consorzio", "Rete di imprese", "Associazione", "Fondazione", "Ente", "Altro"),
)


class AziendaForm(ModuloConVersione[Azienda]):
    """The whole scheda, with the company's codes written as people write them."""

    # Longer than what is kept: people write codes with spaces, dots and «IT».
    partita_iva = forms.CharField(label="Partita IVA", required=False, max_length=30, help_text="11 cifre.")
    codice_fiscale = forms.CharField(
        label="Codice fiscale",
        required=False,
        max_length=30,
        help_text="Della società, o della persona per le imprese individuali.",
    )
    numero_rea = forms.CharField(
        label="Numero REA", required=False, max_length=30, help_text="Provincia e numero, come FI-974632."
    )
    cap = forms.CharField(label="CAP", required=False, max_length=10)
    ateco = CampoAteco(label="Codice ATECO")
    sito = forms.URLField(label="Sito web", required=False, assume_scheme="https")

    class Meta:
        model = Azienda
        fields = [
            *("ragione_sociale", "forma_giuridica", "partita_iva", "codice_fiscale", "numero_rea"),
            *("ateco", "settore", "indirizzo", "cap", "comune", "provincia", "addetti", "classe_fatturato"),
            *("sito", "email", "pec", "telefono", "mercati", "mercati_obiettivo", "note", "codice_esterno"),
        ]
        widgets = {
            "forma_giuridica": forms.TextInput(attrs={"list": "forme-giuridiche"}),
            "settore": SceltaConRicerca("Scrivi il settore"),
            "provincia": SceltaConRicerca("Scrivi la provincia"),
            "mercati": ScelteConRicerca("Scrivi il paese"),
            "mercati_obiettivo": ScelteConRicerca("Scrivi il paese"),
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "note": "Le legge solo il tuo Sportello.",
        }

    def __init__(self, *args: Any, utente: Utente, **kwargs: Any) -> None:
        super().__init__(*args, utente=utente, **kwargs)
        if self.instance._state.adding and utente.sportello_id:
            self.instance.sportello_id = utente.sportello_id
        for nome, campo in self.fields.items():
            self._prepara(nome, campo)

    def _prepara(self, nome: str, campo: forms.Field) -> None:
        if isinstance(campo, forms.ModelChoiceField) and campo.queryset is not None:
            scelte = getattr(self.instance, nome) if not self.instance._state.adding else None
            campo.queryset = scegliibili_o_gia_scelte(campo.queryset, scelte)
        if nome in CONTROLLATI:
            verso = reverse("sportelli:azienda_campo", args=[nome])
            attributi = {"hx-post": verso, "hx-target": f"#div_id_{nome}", "hx-swap": "outerHTML"}
            # The ATECO field asks for its list while one types; its check waits for the form.
            if nome != "ateco":
                campo.widget.attrs.update(attributi | {"hx-trigger": "change"})

    def clean_partita_iva(self) -> str:
        return self._pulito("partita_iva", codici.pulisci_partita_iva)

    def clean_codice_fiscale(self) -> str:
        return self._pulito("codice_fiscale", codici.pulisci_codice_fiscale)

    def clean_numero_rea(self) -> str:
        return self._pulito("numero_rea", codici.pulisci_rea)

    def clean_cap(self) -> str:
        return self._pulito("cap", codici.pulisci_cap)

    def _pulito(self, nome: str, pulisci: Callable[[str], str]) -> str:
        scritto: str = self.cleaned_data[nome]
        return pulisci(scritto) if scritto else ""

    def clean(self) -> dict[str, Any]:
        campi = super().clean() or self.cleaned_data
        scritti = {nome: campi.get(nome) or "" for nome in ("partita_iva", "codice_fiscale")}
        uguale = self._doppia(scritti)
        if uguale is not None:
            campo = next(nome for nome, valore in scritti.items() if valore)
            self.add_error(campo, ValidationError(gia_presente(uguale), code="doppia"))
        return campi

    def _doppia(self, scritti: dict[str, str]) -> Azienda | None:
        """The office's own scheda of the same company."""
        if not any(scritti.values()):
            return None
        proprie = Azienda.objects.visibili_a(self.utente).con_codice(**scritti)
        return proprie.exclude(pk=self.instance.pk).first()


def gia_presente(azienda: Azienda) -> str:
    return format_html(
        'Il tuo Sportello ha già questa azienda: <a href="{}">{}</a>.', azienda.get_absolute_url(), azienda
    )


class ContattoForm(ModuloConVersione[Contatto]):
    class Meta:
        model = Contatto
        fields = ["nome", "incarico", "email", "telefono", "principale"]
        help_texts = {"principale": "È proposto per primo in ogni pratica; ce n'è uno solo."}

    def clean(self) -> dict[str, Any]:
        campi = super().clean() or self.cleaned_data
        if not campi.get("email") and not campi.get("telefono"):
            raise ValidationError("Scrivi almeno l'e-mail o il telefono: serve a raggiungere la persona.")
        return campi

    def validate_constraints(self) -> None:
        """The verb moves «principale» from one person to the other: here it cannot clash."""


RISPOSTE = [("si", "Sì, acconsente"), ("no", "No, oppure revoca il consenso")]


class ConsensoForm(forms.Form):
    """One answer of one person to one purpose."""

    scopo = forms.ChoiceField(label="Per che cosa", choices=Scopo)
    risposta = forms.ChoiceField(label="Risposta", choices=RISPOSTE, widget=forms.RadioSelect)
    canale = forms.ChoiceField(label="Come l'ha detto", choices=Consenso.Canale)
    quando = CampoData(label="Quando", required=True)

    def __init__(self, *args: Any, utente: Utente, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.utente = utente
        self.fields["quando"].initial = tempo.oggi

    def clean_quando(self) -> Any:
        giorno = self.cleaned_data["quando"]
        if giorno > tempo.oggi():
            raise ValidationError("La data è nel futuro.")
        return giorno

    @property
    def campi(self) -> dict[str, Any]:
        """What the verb takes."""
        scelti = self.cleaned_data
        return {
            "scopo": Scopo(scelti["scopo"]),
            "concesso": scelti["risposta"] == "si",
            "canale": scelti["canale"],
            "quando": scelti["quando"],
        }
