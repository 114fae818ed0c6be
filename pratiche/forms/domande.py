"""The questions that only one service asks: a form made from the lookup table (C6)."""

from collections.abc import Callable
from typing import Any

from django import forms

from pratiche.forms.campi import CampoLungo, Giorno, Provvisoria
from sportelli.models import DomandaServizio, Paese, Servizio

Tipo = DomandaServizio.Tipo
SI_NO = [("sì", "Sì"), ("no", "No")]


class DomandeForm(Provvisoria, forms.Form):
    """One field for each question of the service, named by its id as in `Pratica.risposte`."""

    prefix = "domanda"

    def __init__(self, *args: Any, servizio: Servizio | None, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        domande = servizio.domande.filter(attiva=True) if servizio else ()
        for domanda in domande:
            self.fields[str(domanda.pk)] = _campo(domanda)

    @property
    def risposte(self) -> dict[str, Any]:
        """What goes into `Pratica.risposte`: the answers given, by question id."""
        return {
            nome: _scrivibile(valore) for nome, valore in self.cleaned_data.items() if valore not in _VUOTI
        }


_VUOTI: tuple[Any, ...] = (None, "", [])


def _campo(domanda: DomandaServizio) -> forms.Field:
    return CAMPI[domanda.tipo](domanda, label=domanda.testo, required=domanda.obbligatoria)


def _scelta(domanda: DomandaServizio, **opzioni: Any) -> forms.Field:
    return forms.ChoiceField(choices=[("", "Scegli…"), *((s, s) for s in domanda.scelte)], **opzioni)


def _si_no(_: DomandaServizio, **opzioni: Any) -> forms.Field:
    return forms.ChoiceField(choices=SI_NO, widget=forms.RadioSelect, **opzioni)


def _paesi(_: DomandaServizio, **opzioni: Any) -> forms.Field:
    paesi = Paese.objects.scegliibili().values_list("codice", "nome")
    scelta = forms.SelectMultiple(attrs={"data-ricerca": "Cerca un paese", "size": 6})
    return forms.MultipleChoiceField(choices=paesi, widget=scelta, **opzioni)


CAMPI: dict[str, Callable[..., forms.Field]] = {
    Tipo.TESTO: lambda _, **opzioni: forms.CharField(max_length=300, **opzioni),
    Tipo.TESTO_LUNGO: lambda _, **opzioni: CampoLungo(righe=3, max_length=3000, **opzioni),
    Tipo.SCELTA: _scelta,
    Tipo.SI_NO: _si_no,
    Tipo.NUMERO: lambda _, **opzioni: forms.DecimalField(max_digits=14, decimal_places=2, **opzioni),
    Tipo.DATA: lambda _, **opzioni: Giorno(**opzioni),
    Tipo.PAESI: _paesi,
}


def _scrivibile(valore: Any) -> Any:
    """As JSON keeps it: days and numbers as text, lists as they are."""
    return valore if isinstance(valore, str | list) else str(valore)
