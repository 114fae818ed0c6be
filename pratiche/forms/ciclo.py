"""What is asked when a pratica moves from one state to the next."""

from datetime import timedelta
from typing import Any

from django import forms

from nucleo import tempo
from pratiche.forms.campi import CampoLungo, Giorno, Motivo, Verbo, scegli_fra
from pratiche.models import Esito
from sportelli.models import Utente

VALIDITA_MASSIMA = timedelta(days=3660)


class ConfermaForm(Verbo):
    """Nothing to say: only to confirm."""


class MotivoForm(Verbo):
    """A reason, and nothing else."""

    motivo = Motivo()


class AttesaAziendaForm(Verbo):
    motivo = Motivo(
        label="Che cosa deve mandare o dire l'azienda",
        help_text="Resta nella cronologia. La scadenza si ferma finché non riprendi.",
    )


class RipresaForm(Verbo):
    motivo = Motivo(label="Che cosa è arrivato", required=False)


class AssegnaForm(Verbo):
    """To a colleague of the same office who can sign in."""

    a = forms.ModelChoiceField(Utente.objects.none(), label="A chi", empty_label="Scegli una persona")

    def __init__(self, *args: Any, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        colleghi = Utente.objects.filter(sportello=self.pratica.sportello_id, is_active=True)
        scegli_fra(self, "a", colleghi.exclude(pk=self.pratica.assegnata_a_id))


class RiservatezzaForm(Verbo):
    """Reserved or not, and why: for who completes, and for who changes her mind later."""

    riservata = forms.BooleanField(
        label="Pratica riservata",
        required=False,
        help_text="Gli altri Sportelli leggono domanda e risposta, ma dell'azienda vedono solo settore, "
        "dimensione e provincia.",
    )
    motivo_riservata = forms.CharField(
        label="Perché è riservata",
        max_length=300,
        required=False,
        help_text="Per esempio: brevetto in corso, trattativa aperta.",
    )

    def clean(self) -> dict[str, Any]:
        puliti = super().clean() or {}
        manca = puliti.get("riservata") and not puliti.get("motivo_riservata")
        if manca and "motivo_riservata" not in self.errors:
            self.add_error("motivo_riservata", "Scrivi perché la pratica è riservata.")
        return puliti


class CompletaForm(RiservatezzaForm):
    """The answer, as the network will read it."""

    esito = forms.ChoiceField(label="Com'è andata", choices=Esito, widget=forms.RadioSelect)
    risposta = CampoLungo(
        label="Risposta data all'azienda",
        righe=10,
        help_text="È la prima cosa che gli altri Sportelli leggeranno in archivio: scrivila intera.",
    )
    fonti = CampoLungo(
        label="Fonti",
        righe=3,
        max_length=3000,
        required=False,
        help_text="Una per riga: norme, siti, uffici, persone sentite.",
    )
    valida_fino_al = Giorno(
        label="Risposta valida fino al",
        required=False,
        help_text="Se la norma o il dato hanno una scadenza nota.",
    )

    field_order = ["esito", "risposta", "fonti", "valida_fino_al", "riservata", "motivo_riservata"]

    def clean_valida_fino_al(self) -> Any:
        giorno = self.cleaned_data["valida_fino_al"]
        if giorno and not tempo.oggi() < giorno <= tempo.oggi() + VALIDITA_MASSIMA:
            raise forms.ValidationError("Scegli un giorno da domani a dieci anni, o lascia vuoto.")
        return giorno


class RiservaForm(RiservatezzaForm):
    """To reserve a pratica, or to open it to the network again: the reason is asked both ways."""

    motivo_riservata = forms.CharField(label="Perché", max_length=300)
