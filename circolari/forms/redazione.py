"""A draft as it is typed: anything may still be missing, only what cannot be is refused."""

from typing import Any

from django import forms
from django.http import QueryDict

from circolari.forms.campi import CampoTesto, MotivoPieno
from circolari.models import Circolare, Criterio
from nucleo import testo as testi
from sportelli.forms.campi import ScelteConRicerca, scegliibili_o_gia_scelte
from sportelli.models import Paese, Servizio, Settore, Sportello, Utente

TUTTI, ALCUNI = "tutti", "alcuni"
A_CHI = [(TUTTI, "A tutti gli Sportelli"), (ALCUNI, "Solo ad alcuni")]
# What the live count and the forecast depend on.
DEL_PUBBLICO = ("a_chi", "sportelli", "settori", "paesi", "criterio", "urgente")


class BozzaForm(forms.Form):
    """The whole draft. `revisione` is the one that was read: who saved meanwhile is not overwritten."""

    revisione = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    titolo = forms.CharField(label="Titolo", max_length=200, required=False)
    testo = CampoTesto(required=False)
    a_chi = forms.ChoiceField(label="Sportelli", choices=A_CHI, widget=forms.RadioSelect)
    sportelli = forms.ModelMultipleChoiceField(
        Sportello.objects.none(), label="Quali Sportelli", required=False, widget=forms.CheckboxSelectMultiple
    )
    settori = forms.ModelMultipleChoiceField(
        Settore.objects.none(),
        label="Settori",
        required=False,
        widget=ScelteConRicerca("Cerca un settore"),
        help_text="Vuoto: imprese di ogni settore.",
    )
    paesi = forms.ModelMultipleChoiceField(
        Paese.objects.none(),
        label="Paesi",
        required=False,
        widget=ScelteConRicerca("Cerca un paese"),
        help_text="Le imprese che ci lavorano o vorrebbero. Vuoto: qualunque paese.",
    )
    criterio = forms.ChoiceField(
        label="Se scegli settori e paesi, alle imprese", choices=Criterio, widget=forms.RadioSelect
    )
    servizi = forms.ModelMultipleChoiceField(
        Servizio.objects.none(),
        label="Servizi",
        required=False,
        widget=ScelteConRicerca("Cerca un servizio"),
        help_text="Servono a ritrovarla, non cambiano chi la riceve.",
    )
    urgente = forms.BooleanField(
        label="È urgente: alle imprese dopo un giorno lavorativo invece di due", required=False
    )
    motivo_urgenza = MotivoPieno(label="Perché è urgente", required=False)

    def __init__(self, *args: Any, utente: Utente, circolare: Circolare, **opzioni: Any) -> None:
        opzioni.setdefault("initial", iniziali(circolare))
        super().__init__(*args, **opzioni)
        self.utente, self.circolare = utente, circolare
        scelte: dict[str, Any] = {
            "sportelli": Sportello.objects.attivi(),
            "settori": scegliibili_o_gia_scelte(Settore.objects.all(), circolare.settori),
            "paesi": scegliibili_o_gia_scelte(Paese.objects.all(), circolare.paesi),
            "servizi": scegliibili_o_gia_scelte(Servizio.objects.all(), circolare.servizi),
        }
        for nome, righe in scelte.items():
            self.fields[nome].queryset = righe  # type: ignore[attr-defined]  # a ModelMultipleChoiceField

    @property
    def campi(self) -> dict[str, Any]:
        """What `azioni.modifica` wants."""
        puliti = {n: v for n, v in self.cleaned_data.items() if n not in ("revisione", "a_chi")}
        return puliti | {"a_tutti": self.cleaned_data["a_chi"] == TUTTI}

    def differenze(self, com_e_ora: Circolare) -> dict[str, list[str]]:
        """Where what was typed differs from the draft as it is now: label → [now, typed]."""
        ora = BozzaForm(utente=self.utente, circolare=com_e_ora)
        nomi = [nome for nome in self.fields if nome not in ("revisione", "testo")]
        coppie = {str(self[nome].label): [detto(ora[nome]), detto(self[nome])] for nome in nomi}
        return {nome: coppia for nome, coppia in coppie.items() if coppia[0] != coppia[1]}

    def dice_lo_stesso(self, com_e_ora: Circolare) -> bool:
        """Whether the draft says this already: the second press of a button, a save that arrived twice."""
        scritto = testi.componi(self.cleaned_data["testo"]).markdown
        return scritto == com_e_ora.testo and not self.differenze(com_e_ora)


def iniziali(circolare: Circolare) -> dict[str, Any]:
    """The draft as its form shows it."""
    semplici = ("revisione", "titolo", "testo", "criterio", "urgente", "motivo_urgenza")
    molti = ("sportelli", "settori", "paesi", "servizi")
    return (
        {nome: getattr(circolare, nome) for nome in semplici}
        | {nome: list(getattr(circolare, nome).values_list("pk", flat=True)) for nome in molti}
        | {"a_chi": TUTTI if circolare.a_tutti else ALCUNI}
    )


def sopra(dati: QueryDict, campo: str, valore: int) -> QueryDict:
    """What was typed, over the version that is there now: to be shown again after a lost race."""
    nuovi = dati.copy()
    nuovi[campo] = str(valore)
    return nuovi


def detto(campo: forms.BoundField) -> str:
    """The value of a field in the words that people read."""
    valore = campo.value()
    if isinstance(campo.field, forms.BooleanField):
        return "sì" if valore in (True, "on", "true", "1") else "no"
    valori = [str(v) for v in valore] if isinstance(valore, list) else [str(valore or "")]
    scelte = {str(chiave): str(nome) for chiave, nome in getattr(campo.field, "choices", ())}
    return ", ".join(scelte.get(v, v) for v in valori)
