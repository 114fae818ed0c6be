"""The log of reads, as administrators search it."""

from django import forms
from django.db.models import Q, QuerySet

from nucleo.elenchi import Colonna, Elenco, Filtri, Ordine
from nucleo.models import Consultazione
from nucleo.parole import quando


class FiltriConsultazioni(Filtri):
    """Who, what, when."""

    chi = forms.CharField(label="Chi", max_length=100)
    oggetto = forms.CharField(label="Di che cosa", max_length=200)
    dal = forms.DateField(label="Dal", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    al = forms.DateField(label="Al", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    domande = {"oggetto": "oggetto__icontains", "dal": "quando__date__gte", "al": "quando__date__lte"}

    def filtra_chi(self, righe: QuerySet[Consultazione], valore: str) -> QuerySet[Consultazione]:
        persona = Q(chi__email__icontains=valore) | Q(chi__cognome__icontains=valore)
        return righe.filter(persona | Q(chi__nome__icontains=valore))


def _dettagli(riga: Consultazione) -> str:
    return ", ".join(f"{nome}: {valore}" for nome, valore in riga.dettagli.items() if valore)


class ElencoConsultazioni(Elenco[Consultazione, Consultazione]):
    """Every reading written in the log, newest first."""

    nome, titolo, vista = "registro", "Registro delle letture", "nucleo:registro"
    parole = ("lettura", "letture")
    filtri = FiltriConsultazioni
    ordini = {"quando": Ordine("quando")}
    predefinito = "-quando"
    colonne = (
        Colonna("Quando", lambda c: c.quando, lambda c: quando(c.quando), ordina="quando"),
        Colonna("Chi", lambda c: str(c.chi), classe="principale"),
        Colonna("Che cosa", lambda c: c.genere),
        Colonna("Di che cosa", lambda c: c.oggetto),
        Colonna("Righe", lambda c: c.quante, classe="cifra"),
        Colonna("Come e perché", _dettagli),
    )

    def insieme(self) -> QuerySet[Consultazione]:
        return Consultazione.objects.select_related("chi")
