"""What people type on the pages of the ground floor."""

from typing import TYPE_CHECKING, Any

from django import forms

from nucleo import notifiche
from nucleo.notifiche import Frequenza

if TYPE_CHECKING:
    from sportelli.models import Utente


class PreferenzeForm(forms.Form):
    """How often one wants mail, topic by topic."""

    def __init__(self, *args: Any, utente: "Utente", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for argomento, frequenza in notifiche.frequenze_di(utente):
            self.fields[argomento.chiave] = forms.ChoiceField(
                label=argomento.nome, choices=Frequenza, initial=frequenza, widget=forms.RadioSelect
            )


class MotivoForm(forms.Form):
    """Why a verb that others will wonder about."""

    motivo = forms.CharField(label="Motivo", min_length=5, max_length=200)


class FiltroSalvatoForm(forms.Form):
    """A name for the filters in force, and whether colleagues have them too."""

    elenco = forms.SlugField(max_length=60)
    parametri = forms.CharField(max_length=2000, required=False)
    nome = forms.CharField(
        label="Nome", max_length=60, error_messages={"required": "Dai un nome al filtro da salvare."}
    )
    per_ufficio = forms.BooleanField(label="Anche per i colleghi del mio Sportello", required=False)
