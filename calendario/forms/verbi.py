"""What the verbs of an initiative ask."""

from typing import Any

from django import forms

from calendario.forms.campi import Giorno
from calendario.models import Editore, Iniziativa, Stato
from calendario.serie import MASSIMO, MESI, SETTIMANE
from circolari.forms.campi import CampoMotivo
from sportelli.models import Utente

COME = [
    (Stato.PREANNUNCIATA, "Preannunciata: date e condizioni possono ancora cambiare"),
    (Stato.CONFERMATA, "Confermata: si fa, in quei giorni"),
]


class Verbo(forms.Form):
    """The form of a verb. `revisione` is the one that was read: it tells who came late from who may not."""

    revisione = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, utente: Utente, iniziativa: Iniziativa, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        self.utente, self.iniziativa = utente, iniziativa
        self.initial["revisione"] = iniziativa.revisione

    @property
    def dati(self) -> dict[str, Any]:
        """What the verb takes."""
        return {nome: valore for nome, valore in self.cleaned_data.items() if nome != "revisione"}


class ComeForm(Verbo):
    """How it comes out; with the month alone it can only be announced."""

    come = forms.ChoiceField(label="Come", choices=COME, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        riga = self.iniziativa
        self.initial["come"] = riga.proposta_come or (
            Stato.PREANNUNCIATA if riga.solo_mese else Stato.CONFERMATA
        )


class MotivoForm(Verbo):
    motivo = CampoMotivo(label="Motivo", help_text="Lo leggono tutti, nella pagina pubblica.")


class NotaForm(Verbo):
    nota = CampoMotivo(label="Che cosa va cambiato", help_text="Lo legge chi l'ha scritta.")


class LettaForm(Verbo):
    """`letta` says which words the redazione has read: it approves those and no other."""

    letta = forms.CharField(widget=forms.HiddenInput, max_length=300, required=False)


class RinviaForm(MotivoForm):
    """Why, and the new days if they are known."""

    inizio = Giorno(label="Ora dal", help_text="Vuoto: a data da destinarsi.")
    fine = Giorno(label="al", help_text="Vuoto: un giorno solo.")
    field_order = ("revisione", "inizio", "fine", "motivo")

    def clean(self) -> dict[str, Any]:
        puliti = super().clean() or self.cleaned_data
        inizio, fine = puliti.get("inizio"), puliti.get("fine")
        if fine and not inizio:
            self.add_error("inizio", "Scrivi da quale giorno.")
        if inizio and fine and fine < inizio:
            self.add_error("fine", "La fine viene dopo l'inizio.")
        return puliti


class RipetiForm(Verbo):
    """The other dates of a series: every so many weeks or months, so many times or until a day."""

    ogni = forms.IntegerField(label="Ogni", min_value=1, max_value=52, initial=1)
    unita = forms.ChoiceField(label="Passo", choices=[(SETTIMANE, "settimane"), (MESI, "mesi")])
    volte = forms.IntegerField(
        label="Quante volte", min_value=1, max_value=MASSIMO, required=False, help_text="Oltre a questa."
    )
    fino_al = Giorno(label="O fino al")

    def clean(self) -> dict[str, Any]:
        puliti = super().clean() or self.cleaned_data
        if not puliti.get("volte") and not puliti.get("fino_al") and not self.errors:
            self.add_error("volte", "Scrivi quante volte, o fino a quando.")
        return puliti


class NuovaForm(forms.Form):
    """For which of her publishers a person begins an initiative."""

    editore = forms.ModelChoiceField(
        Editore.objects.none(),
        label="Pubblicata da",
        to_field_name="codice",
        error_messages={"required": "Scegli per chi."},
    )

    def __init__(self, *args: Any, utente: Utente, editori: Any, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        self.fields["editore"].queryset = editori  # type: ignore[attr-defined]  # a model field
        self.initial["editore"] = editori.di(utente).values_list("codice", flat=True).first()
