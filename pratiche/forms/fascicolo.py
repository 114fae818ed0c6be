"""What goes into the folder: notes, files, suppliers, shares with other offices."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms

from nucleo import tempo
from nucleo.allegati.campi import CampoAllegati
from pratiche.forms.campi import CampoLungo, Giorno, Verbo, scegli_fra
from pratiche.models import Incarico, Pubblico
from sportelli.models import Fornitore, Sportello

PRESTITO_MASSIMO = timedelta(days=366)


class PubblicoField(forms.ChoiceField):
    """Who reads it: the office alone, unless one says otherwise."""

    def __init__(self, **opzioni: Any) -> None:
        base: dict[str, Any] = {"label": "Chi lo legge", "initial": Pubblico.UFFICIO}
        super().__init__(choices=Pubblico.choices, widget=forms.RadioSelect, **base | opzioni)


class NotaForm(Verbo):
    testo = CampoLungo(label="Nota", righe=3, max_length=4000)
    pubblico = PubblicoField(label="Chi la legge")


class AllegaForm(Verbo):
    file = CampoAllegati(label="File")
    pubblico = PubblicoField(label="Chi li legge")


class PubblicoForm(Verbo):
    pubblico = PubblicoField()

    def __init__(self, *args: Any, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        self.initial["pubblico"] = self.oggetto.pubblico


class IncaricoForm(Verbo):
    """A supplier that who asks may see, active and not yet engaged here."""

    fornitore = forms.ModelChoiceField(
        Fornitore.objects.none(),
        label="Fornitore",
        empty_label="Scegli un fornitore",
        widget=forms.Select(attrs={"data-ricerca": "Cerca un fornitore"}),
    )
    costo = forms.DecimalField(
        label="Costo previsto (euro)", min_value=0, max_digits=10, decimal_places=2, required=False
    )
    nota = forms.CharField(label="Per che cosa", max_length=300, required=False)

    def __init__(self, *args: Any, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        visibili = Fornitore.objects.visibili_a(self.utente).filter(stato=Fornitore.Stato.ATTIVO)
        scegli_fra(
            self, "fornitore", visibili.exclude(incarichi__pratica=self.pratica).order_by("ragione_sociale")
        )


class EsitoIncaricoForm(Verbo):
    esito = forms.ChoiceField(label="Com'è andata", choices=Incarico.Esito, widget=forms.RadioSelect)
    costo = forms.DecimalField(
        label="Costo (euro)", min_value=0, max_digits=10, decimal_places=2, required=False
    )
    nota = forms.CharField(label="Nota", max_length=300, required=False)

    def __init__(self, *args: Any, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        incarico = self.oggetto
        self.initial.update(esito=incarico.esito, costo=incarico.costo, nota=incarico.nota)


class CondividiForm(Verbo):
    """With another active office, why, and until the end of which day."""

    con = forms.ModelChoiceField(
        Sportello.objects.none(), label="Con quale Sportello", empty_label="Scegli uno Sportello"
    )
    motivo = forms.CharField(label="Perché", max_length=300)
    fino_al = Giorno(label="Fino al", help_text="Compreso: poi l'accesso finisce da solo.")

    def __init__(self, *args: Any, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        scegli_fra(self, "con", Sportello.objects.attivi().exclude(pk=self.pratica.sportello_id))

    def clean_fino_al(self) -> datetime:
        giorno = self.cleaned_data["fino_al"]
        if giorno < tempo.oggi():
            raise forms.ValidationError("Scegli un giorno a partire da oggi.")
        if giorno > tempo.oggi() + PRESTITO_MASSIMO:
            raise forms.ValidationError("Scegli un giorno entro un anno: poi si può condividere di nuovo.")
        return tempo.ora_di_roma(giorno, time(23, 59, 59))
