"""The outbox as administrators see it: what became of each e-mail, never what it says."""

from django import forms
from django.db.models import Q, QuerySet

from nucleo.elenchi import Elenco, Filtri, Ordine
from nucleo.models import Busta
from nucleo.models.posta import StatoBusta


class FiltriPosta(Filtri):
    """By state, and by a piece of the key or of the recipient's domain."""

    stato = forms.ChoiceField(label="Stato", choices=[("", "Tutti"), *StatoBusta.choices])
    testo = forms.CharField(label="Chiave o dominio", max_length=100)
    domande = {"stato": "stato"}

    def filtra_testo(self, righe: QuerySet[Busta], valore: str) -> QuerySet[Busta]:
        return righe.filter(Q(chiave__icontains=valore) | Q(dominio__icontains=valore))


class ElencoPosta(Elenco[Busta, Busta]):
    """All e-mails, newest first."""

    nome, titolo, vista = "posta", "Posta in uscita", "nucleo:posta"
    parole = ("messaggio", "messaggi")
    filtri = FiltriPosta
    ordini = {"numero": Ordine("id")}
    predefinito = "-numero"
    colonne = ()

    def insieme(self) -> QuerySet[Busta]:
        return Busta.objects.defer("intestazioni")
