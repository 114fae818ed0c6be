"""The list of one's notices."""

from django import forms
from django.db.models import QuerySet

from nucleo import generi
from nucleo.elenchi import Elenco, Filtri, Ordine
from nucleo.models import Notifica


class FiltriNotifiche(Filtri):
    """Which notices: all, or those still to be read; of one topic."""

    quali = forms.ChoiceField(label="Mostra", choices=[("", "Tutte"), ("da_leggere", "Da leggere")])
    argomento = forms.ChoiceField(label="Argomento")
    domande = {"argomento": "argomento"}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        voci = [(argomento.chiave, argomento.nome) for argomento in generi.argomenti_di(self.utente)]
        self.fields["argomento"] = forms.ChoiceField(
            label="Argomento", choices=[("", "Tutti"), *voci], required=False
        )

    def filtra_quali(self, righe: QuerySet[Notifica], valore: str) -> QuerySet[Notifica]:
        return righe.filter(letta_il=None)


class ElencoNotifiche(Elenco[Notifica, Notifica]):
    """What a person has been told, about what she sees now, newest first."""

    nome, titolo, vista = "notifiche", "Notifiche", "nucleo:notifiche"
    parole = ("notifica", "notifiche")
    filtri = FiltriNotifiche
    ordini = {"quando": Ordine("creata_il")}
    predefinito = "-quando"
    colonne = ()

    def insieme(self) -> QuerySet[Notifica]:
        return Notifica.objects.visibili_a(self.utente)
