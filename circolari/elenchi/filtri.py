"""What the list of circulars can be asked."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from circolari.models import Circolare
from circolari.querysets import CircolareQuerySet
from nucleo import ricerca, tempo
from nucleo.elenchi import Filtri
from sportelli.forms.campi import ScelteConRicerca
from sportelli.models import Paese, Settore

PRIMO_ANNO, ULTIMO_ANNO = 2000, 2100


def _voci(modello: type[Settore] | type[Paese]) -> list[tuple[str, str]]:
    """The entries as choices; also those switched off, because old rows have them."""
    return list(modello._default_manager.values_list("codice", "nome"))


class FiltriCircolari(Filtri):
    """By words, topic, year of the diffusione, urgency."""

    testo = forms.CharField(
        label="Titolo o testo",
        max_length=ricerca.LUNGHEZZA_MASSIMA,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    settore = forms.MultipleChoiceField(
        label="Settore", choices=lambda: _voci(Settore), widget=ScelteConRicerca("Scrivi il settore")
    )
    paese = forms.MultipleChoiceField(
        label="Paese", choices=lambda: _voci(Paese), widget=ScelteConRicerca("Scrivi il paese")
    )
    anno = forms.IntegerField(label="Anno", min_value=PRIMO_ANNO, max_value=ULTIMO_ANNO)
    urgente = forms.BooleanField(label="Solo urgenti")
    domande = {"urgente": "urgente"}

    def clean_testo(self) -> str:
        testo: str = self.cleaned_data["testo"].strip()
        if testo and ricerca.domanda(testo) is None:
            raise forms.ValidationError("Scrivi almeno una parola da cercare, oltre a quelle da escludere.")
        return testo

    def filtra_testo(self, righe: CircolareQuerySet, testo: str) -> QuerySet[Circolare]:
        return righe.cerca(testo)

    def filtra_settore(self, righe: CircolareQuerySet, codici: list[str]) -> QuerySet[Circolare]:
        return righe.filter(_legata(Circolare.settori.through, settore__codice__in=codici))

    def filtra_paese(self, righe: CircolareQuerySet, codici: list[str]) -> QuerySet[Circolare]:
        return righe.filter(_legata(Circolare.paesi.through, paese__codice__in=codici))

    def filtra_anno(self, righe: CircolareQuerySet, anno: int) -> QuerySet[Circolare]:
        return righe.filter(diffusa_il__gte=_capodanno(anno), diffusa_il__lt=_capodanno(anno + 1))


class FiltriBozze(FiltriCircolari):
    """A draft has no year of diffusione yet."""

    anno = None  # type: ignore[assignment]  # how Django takes an inherited field away


def _legata(ponte: Any, **condizioni: Any) -> Q:
    return Q(Exists(ponte._default_manager.filter(circolare=OuterRef("pk"), **condizioni)))


def _capodanno(anno: int) -> datetime:
    """The first instant of a year in Italy; an instant, so that an index answers."""
    return datetime.combine(date(anno, 1, 1), time.min, tempo.ROMA)
