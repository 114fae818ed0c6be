"""The people of the network, as typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sportelli.forms.campi import CampoData, ModuloConVersione, ScelteConRicerca
from sportelli.models import Ruolo, Sportello, Utente
from sportelli.models.persone import RUOLI_DI_SPORTELLO

COMPETENZE = ("settori", "paesi", "servizi")


class PersonaForm(forms.ModelForm[Utente]):
    """An invitation, or a change. A responsabile sees neither role nor office: operatori, in her own."""

    class Meta:
        model = Utente
        fields = ["nome", "cognome", "email", "telefono", "ruolo", "sportello", *COMPETENZE]
        widgets = {
            "settori": ScelteConRicerca("Scrivi il settore"),
            "paesi": ScelteConRicerca("Scrivi il paese"),
            "servizi": ScelteConRicerca("Scrivi il servizio"),
        }
        help_texts = {
            "email": "Quella dell'ufficio: è il nome con cui si accede.",
            "sportello": "Solo per operatori e responsabili.",
            "settori": "Le competenze servono solo ai Referenti: le pratiche arrivano a chi ne sa.",
        }

    def __init__(self, *args: Any, utente: Utente, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.utente = utente
        if not utente.is_staff:
            for nome in ("ruolo", "sportello", *COMPETENZE):
                del self.fields[nome]
            self.instance.ruolo, self.instance.sportello = Ruolo.OPERATORE, utente.sportello

    def clean(self) -> dict[str, Any]:
        campi = super().clean() or self.cleaned_data
        if self.utente.is_staff:
            self._controlla_ufficio(campi.get("ruolo", ""), campi.get("sportello"))
        return campi

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()

    def _controlla_ufficio(self, ruolo: str, sportello: Sportello | None) -> None:
        if ruolo in RUOLI_DI_SPORTELLO and sportello is None:
            self.add_error("sportello", ValidationError("Scegli lo Sportello in cui lavora."))
        if ruolo not in RUOLI_DI_SPORTELLO and sportello is not None:
            self.add_error("sportello", ValidationError("Chi ha questo ruolo non lavora in uno Sportello."))

    @property
    def campi(self) -> dict[str, Any]:
        """What the verb takes."""
        d_ufficio = {"ruolo": self.instance.ruolo, "sportello": self.instance.sportello}
        return d_ufficio | self.cleaned_data


class ProfiloForm(forms.ModelForm[Utente]):
    """What one may say of oneself."""

    assente_dal = CampoData(label="Assente dal")
    assente_fino_al = CampoData(label="Assente fino al", help_text="Il giorno compreso.")

    class Meta:
        model = Utente
        fields = ["nome", "cognome", "telefono", "assente_dal", "assente_fino_al"]

    def __init__(self, *args: Any, utente: Utente, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.utente = utente

    def clean(self) -> dict[str, Any]:
        campi = super().clean() or self.cleaned_data
        dal, al = campi.get("assente_dal"), campi.get("assente_fino_al")
        if bool(dal) != bool(al):
            self.add_error(
                "assente_fino_al" if dal else "assente_dal", "L'assenza ha un primo e un ultimo giorno."
            )
        elif dal and al and al < dal:
            self.add_error("assente_fino_al", "L'ultimo giorno non può venire prima del primo.")
        return campi


class SportelloForm(ModuloConVersione[Sportello]):
    """What an office says of itself; its deputy is one of its people."""

    class Meta:
        model = Sportello
        fields = ["indirizzo", "telefono", "email", "pec", "vice", "firma"]
        widgets = {"firma": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"vice": "Risponde ai chiarimenti quando il responsabile non c'è."}

    def __init__(self, *args: Any, utente: Utente, **kwargs: Any) -> None:
        super().__init__(*args, utente=utente, **kwargs)
        colleghi = Utente.objects.attivi().filter(sportello=self.instance)
        self.fields["vice"] = forms.ModelChoiceField(
            colleghi.exclude(ruolo=Ruolo.RESPONSABILE),
            label="Vice responsabile",
            required=False,
            help_text="Risponde ai chiarimenti quando il responsabile non c'è.",
        )
