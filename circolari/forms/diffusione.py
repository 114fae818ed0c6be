"""What is asked when a circolare goes out, and after: corrections, withdrawal, breach; and the simulator."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator

from circolari.forms.campi import CampoMotivo, CampoTesto, MotivoPieno
from circolari.models import Circolare
from circolari.models.circolare import MOTIVO_MINIMO
from nucleo import parole, tempo
from nucleo.allegati.campi import CampoAllegati
from sportelli.forms.campi import CampoData
from sportelli.models import Sportello, Utente

PRIMO, ULTIMO = date(1900, 1, 1), date(2999, 12, 30)
GIORNO_STRANO = "Scegli un giorno fra il 1900 e il 2999."


class DiVersione(forms.Form):
    """A form about what was sent out. `versione` is the one that was read: it tells who came late."""

    versione = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, utente: Utente, circolare: Circolare, **opzioni: Any) -> None:
        opzioni.setdefault("initial", {"versione": circolare.versione})
        super().__init__(*args, **opzioni)
        self.utente, self.circolare = utente, circolare


class DiffondiForm(forms.Form):
    """Nothing to say but that it is this revision that was looked at."""

    revisione = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, utente: Utente, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        self.utente = utente


class CorreggiForm(DiVersione):
    """The words as they will be from now on, and why."""

    titolo = forms.CharField(label="Titolo", max_length=200)
    testo = CampoTesto()
    tolti = forms.MultipleChoiceField(
        label="Allegati da togliere", required=False, widget=forms.CheckboxSelectMultiple
    )
    nuovi = CampoAllegati(label="Allegati da aggiungere", required=False)
    perche = CampoMotivo(
        label="Che cosa è cambiato, e perché", help_text="Lo legge chi aveva la versione di prima."
    )

    def __init__(self, *args: Any, circolare: Circolare, **opzioni: Any) -> None:
        iniziali = {nome: getattr(circolare, nome) for nome in ("versione", "titolo", "testo")}
        super().__init__(*args, circolare=circolare, initial=iniziali, **opzioni)
        attuali = [(str(file.pk), file.nome) for file in circolare.allegati.attuali()]
        self.fields["tolti"].choices = attuali  # type: ignore[attr-defined]  # a MultipleChoiceField
        if not attuali:
            del self.fields["tolti"]

    @property
    def campi(self) -> dict[str, Any]:
        """What `azioni.correggi` wants."""
        return self.cleaned_data | {"tolti": [int(pk) for pk in self.cleaned_data.get("tolti", [])]}


class RitiraForm(DiVersione):
    """Why it is taken back."""

    perche = CampoMotivo(label="Perché la ritiri", help_text="Lo legge chi l'aveva ricevuta.")


class ApriForm(DiVersione):
    """Why the embargo is broken: who reads the report must understand it (C7)."""

    motivo = MotivoPieno(label="Perché aprire a tutti prima del tempo")

    def clean_motivo(self) -> str:
        scritto = " ".join(self.cleaned_data["motivo"].split())
        if len(scritto) < MOTIVO_MINIMO:
            mancano = parole.quanti(MOTIVO_MINIMO - len(scritto), "carattere", "caratteri")
            raise ValidationError(f"Spiega meglio: servono ancora {mancano}.")
        return scritto


class SimulatoreForm(forms.Form):
    """When, how and to whom: what a rilascio depends on."""

    giorno = CampoData(
        label="Diffusa il",
        required=True,
        validators=[MinValueValidator(PRIMO, GIORNO_STRANO), MaxValueValidator(ULTIMO, GIORNO_STRANO)],
    )
    ora = forms.TimeField(label="alle", widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
    urgente = forms.BooleanField(label="Urgente (un giorno lavorativo)", required=False)
    sportelli = forms.ModelMultipleChoiceField(
        Sportello.objects.none(),
        label="A quali Sportelli",
        to_field_name="codice",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nessuno scelto: a tutti. Contano le loro feste patronali.",
    )

    def __init__(self, *args: Any, utente: Utente, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        self.utente = utente
        self.fields["sportelli"].queryset = Sportello.objects.attivi()  # type: ignore[attr-defined]  # as above
        self.initial.update({"giorno": tempo.oggi(), "ora": parole.a_roma(tempo.adesso())})

    @property
    def diffusione(self) -> datetime:
        """The instant asked about."""
        return tempo.ora_di_roma(self.cleaned_data["giorno"], self.cleaned_data["ora"])

    @property
    def province(self) -> list[str]:
        """Those of the offices chosen, of all of them when none was."""
        scelti = self.cleaned_data["sportelli"] or Sportello.objects.attivi()
        return [ufficio.codice for ufficio in scelti]
