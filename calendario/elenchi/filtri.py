"""What the lists of initiatives can be asked. What is in a row is asked of those that one reads in full."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q

from calendario.forms.campi import Giorno
from calendario.models import Editore, Iniziativa, Modalita, Stato, Tipo
from calendario.querysets import IniziativaQuerySet
from nucleo import ricerca
from nucleo.elenchi import Filtri
from sportelli.forms.campi import ScelteConRicerca
from sportelli.models import Paese, Settore


def _voci(modello: type[Settore] | type[Paese] | type[Editore]) -> list[tuple[str, str]]:
    """The entries as choices; also those switched off, because old rows have them."""
    return list(modello._default_manager.values_list("codice", "nome"))


class FiltriIniziative(Filtri):
    """By words, kind, topic, organiser, state, period."""

    testo = forms.CharField(
        label="Parole",
        max_length=ricerca.LUNGHEZZA_MASSIMA,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    tipo = forms.MultipleChoiceField(label="Tipo", choices=Tipo, widget=ScelteConRicerca("Scrivi il tipo"))
    settore = forms.MultipleChoiceField(
        label="Settore", choices=lambda: _voci(Settore), widget=ScelteConRicerca("Scrivi il settore")
    )
    paese = forms.MultipleChoiceField(
        label="Paese", choices=lambda: _voci(Paese), widget=ScelteConRicerca("Scrivi il paese")
    )
    ente = forms.MultipleChoiceField(
        label="Ente", choices=lambda: _voci(Editore), widget=ScelteConRicerca("Scrivi l'ente")
    )
    stato = forms.MultipleChoiceField(
        label="Stato", choices=Stato, widget=ScelteConRicerca("Scrivi lo stato")
    )
    modalita = forms.ChoiceField(label="Come", choices=[("", "Qualunque"), *Modalita.choices])
    dal = Giorno(label="Dal")
    al = Giorno(label="Al")
    domande = {"tipo": "tipo__in", "ente": "organizzatore__codice__in", "stato": "stato__in"}
    domande |= {"dal": "fine__gte", "al": "inizio__lte"}

    def clean_testo(self) -> str:
        testo: str = self.cleaned_data["testo"].strip()
        if testo and ricerca.domanda(testo) is None:
            raise forms.ValidationError("Scrivi almeno una parola da cercare, oltre a quelle da escludere.")
        return testo

    def clean_al(self) -> date | None:
        dal: date | None = self.cleaned_data.get("dal")
        al: date | None = self.cleaned_data["al"]
        if dal and al and al < dal:
            raise forms.ValidationError("Viene prima del giorno da cui si comincia.")
        return al

    def filtra_testo(self, righe: IniziativaQuerySet, testo: str) -> IniziativaQuerySet:
        return righe.intere().cerca(testo)

    def filtra_settore(self, righe: IniziativaQuerySet, codici: list[str]) -> IniziativaQuerySet:
        return righe.intere().filter(_legata(Iniziativa.settori.through, settore__codice__in=codici))

    def filtra_paese(self, righe: IniziativaQuerySet, codici: list[str]) -> IniziativaQuerySet:
        return righe.intere().filter(_legata(Iniziativa.paesi.through, paese__codice__in=codici))

    def filtra_modalita(self, righe: IniziativaQuerySet, modalita: str) -> IniziativaQuerySet:
        return righe.intere().filter(modalita=modalita)


def _legata(ponte: Any, **condizioni: Any) -> Q:
    return Q(Exists(ponte._default_manager.filter(iniziativa=OuterRef("pk"), **condizioni)))
