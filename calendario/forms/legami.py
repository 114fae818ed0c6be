"""Which initiatives a circolare goes with, chosen while it is written (C7)."""

from typing import Any

from django import forms

from calendario.lingue import ITALIANO, periodo
from calendario.models import Iniziativa, Stato
from nucleo import tempo
from sportelli.forms.campi import SceltaConRicerca
from sportelli.models import Utente


class _Iniziativa(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    def label_from_instance(self, obj: Any) -> str:
        """Title, days, who organises it."""
        quando = periodo(obj.inizio, obj.fine, ITALIANO, solo_mese=obj.solo_mese) if obj.inizio else ""
        return " · ".join(filter(None, (str(obj), quando, obj.organizzatore.nome)))


class LegaForm(forms.Form):
    """One of those that go with no circolare yet, and are not over; what a feed brings is written there."""

    iniziativa = _Iniziativa(
        Iniziativa.objects.none(),
        label="Lega un'iniziativa",
        to_field_name="codice",
        empty_label="Scegli un'iniziativa",
        widget=SceltaConRicerca("Cerca un'iniziativa"),
        error_messages={
            "required": "Scegli l'iniziativa.",
            "invalid_choice": "Questa iniziativa non si può legare: è già di un'altra circolare, o è finita.",
        },
    )

    def __init__(self, *args: Any, utente: Utente, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        libere = Iniziativa.objects.visibili_a(utente).filter(circolare=None, fonte=None)
        ancora = libere.exclude(fine__lt=tempo.oggi()).exclude(stato=Stato.ANNULLATA)
        righe = ancora.select_related("editore", "organizzatore").order_by("inizio", "pk")
        self.fields["iniziativa"].queryset = righe  # type: ignore[attr-defined]  # a model field
