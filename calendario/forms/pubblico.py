"""What people outside type: a subscription, an interest. Words are in the language of the page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calendario import informativa
from calendario.informativa import Testo
from sportelli import codici
from sportelli.models import Sportello

# What a person does not see, and a program fills in.
TRAPPOLA = "indirizzo_web"


class ModuloPubblico(forms.Form):
    """A form that tells programs from people without asking anybody to prove anything."""

    indirizzo_web = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1"}))
    informativa = forms.BooleanField(
        error_messages={"required": gettext_lazy("Per proseguire serve il tuo accordo.")}
    )
    testi: dict[int, Testo]

    def __init__(self, *args: Any, lingua: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["informativa"].label = self.testi[informativa.ATTUALE].in_lingua(lingua)

    @property
    def di_un_programma(self) -> bool:
        """Whether the field that people do not see has been filled in."""
        return bool(self.data.get(TRAPPOLA))


class AbbonamentoForm(ModuloPubblico):
    """A mailbox, and what it wants."""

    testi = informativa.ABBONAMENTO
    email = forms.EmailField(
        label="E-mail", widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"})
    )
    novita = forms.BooleanField(
        label=gettext_lazy("Le novità, una volta alla settimana"), required=False, initial=True
    )
    scadenze = forms.BooleanField(
        label=gettext_lazy("Le scadenze delle adesioni, una settimana prima"), required=False, initial=True
    )
    field_order = ["email", "novita", "scadenze", "informativa", TRAPPOLA]

    def clean(self) -> dict[str, Any]:
        scelti = super().clean() or self.cleaned_data
        if not scelti.get("novita") and not scelti.get("scadenze"):
            raise ValidationError(_("Scegli almeno una delle due."))
        return scelti


class PreferenzeForm(forms.Form):
    """What a subscriber goes on receiving; nothing at all is the end of it."""

    novita = AbbonamentoForm.base_fields["novita"]
    scadenze = AbbonamentoForm.base_fields["scadenze"]


class _Provincia(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    def label_from_instance(self, obj: Any) -> str:
        """The province alone: «Firenze»."""
        return str(obj.breve)


class InteresseForm(ModuloPubblico):
    """Who is interested, and which Sportello is theirs."""

    testi = informativa.INTERESSE
    provincia = _Provincia(
        Sportello.objects.none(),
        to_field_name="codice",
        label=gettext_lazy("Provincia dell'azienda"),
        empty_label=gettext_lazy("Scegli la provincia"),
        help_text=gettext_lazy("La richiesta va allo Sportello della provincia."),
    )
    ragione_sociale = forms.CharField(label=gettext_lazy("Azienda"), max_length=200)
    partita_iva = forms.CharField(label=gettext_lazy("Partita IVA"), max_length=20)
    comune = forms.CharField(label=gettext_lazy("Comune"), max_length=80)
    nome = forms.CharField(label=gettext_lazy("Nome e cognome"), max_length=120)
    email = forms.EmailField(label="E-mail")
    telefono = forms.CharField(label=gettext_lazy("Telefono"), max_length=40, required=False)
    messaggio = forms.CharField(
        label=gettext_lazy("Messaggio"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Prodotti, esperienza nel mercato, domande: quello che aiuta a risponderti."),
    )
    CHI_SCRIVE = {
        "ragione_sociale": "organization",
        "nome": "name",
        "email": "email",
        "telefono": "tel",
    }
    field_order = [
        *("provincia", "ragione_sociale", "partita_iva", "comune", "nome", "email", "telefono"),
        *("messaggio", "informativa", TRAPPOLA),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provincia = self.fields["provincia"]
        if isinstance(provincia, forms.ModelChoiceField):
            provincia.queryset = Sportello.objects.attivi().order_by("comune")
        for nome, completa in self.CHI_SCRIVE.items():
            self.fields[nome].widget.attrs["autocomplete"] = completa

    def clean_partita_iva(self) -> str:
        return codici.pulisci_partita_iva(self.cleaned_data["partita_iva"])

    @property
    def dati(self) -> dict[str, Any]:
        """What the verb wants."""
        senza = ("provincia", "informativa", TRAPPOLA)
        return {nome: valore for nome, valore in self.cleaned_data.items() if nome not in senza}
