"""What an office types about feedback: whom to ask, how a call went, when to ask."""

from typing import Any

from django import forms

from feedback.azioni.impostazioni import COME_DI_SOLITO
from feedback.destinatari import Candidato
from feedback.models import ImpostazioneServizio, Impostazioni, Quando
from sportelli.forms.campi import ModuloConVersione
from sportelli.models import Contatto, Servizio, Utente

NOTA_MASSIMA = 2000


class ChiediForm(forms.Form):
    """Whom to ask: only people of the company who may be; the pratica's own is proposed."""

    contatto = forms.ChoiceField(label="A chi", widget=forms.RadioSelect)

    def __init__(self, *args: Any, candidati: list[Candidato], **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        self.persone = {str(uno.contatto.pk): uno.contatto for uno in candidati if uno.si_puo}
        scelte = [(pk, f"{uno.nome}, {uno.email}") for pk, uno in self.persone.items()]
        self.fields["contatto"] = forms.ChoiceField(
            label="A chi", choices=scelte, widget=forms.RadioSelect, initial=next(iter(self.persone), None)
        )

    @property
    def scelta(self) -> Contatto:
        return self.persone[self.cleaned_data["contatto"]]


class ChiudiSeguitoForm(forms.Form):
    nota = forms.CharField(
        label="Com'è andata",
        max_length=NOTA_MASSIMA,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="La legge solo il tuo Sportello.",
    )

    def __init__(self, *args: Any, utente: Utente, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        self.utente = utente


class ImpostazioniForm(ModuloConVersione[Impostazioni]):
    """The choices of an office, and those of each service that are not as usual."""

    class Meta:
        model = Impostazioni
        fields = [
            *("quando", "dopo_giorni", "pausa_giorni", "validita_giorni", "correzione_giorni"),
            *("soglia", "seguito_giorni"),
        ]

    def __init__(self, *args: Any, utente: Utente, **opzioni: Any) -> None:
        super().__init__(*args, utente=utente, **opzioni)
        self.servizi = list(Servizio.objects.scegliibili())
        righe = ImpostazioneServizio.objects.filter(sportello=self.instance.sportello)
        sue = {riga.servizio_id: riga for riga in righe}
        for servizio in self.servizi:
            riga = sue.get(servizio.pk)
            self.fields[f"quando_{servizio.pk}"] = forms.ChoiceField(
                label=servizio.nome,
                required=False,
                choices=[(COME_DI_SOLITO, "Come di solito"), *Quando.choices],
                initial=riga.quando if riga else COME_DI_SOLITO,
            )
            self.fields[f"giorni_{servizio.pk}"] = forms.IntegerField(
                label=f"Giorni, per «{servizio.nome}»",
                required=False,
                min_value=1,
                max_value=180,
                initial=riga.dopo_giorni if riga and riga.quando == Quando.DOPO else None,
            )

    def clean(self) -> dict[str, Any]:
        campi = super().clean() or self.cleaned_data
        for servizio in self.servizi:
            dopo = campi.get(f"quando_{servizio.pk}") == Quando.DOPO
            if dopo and not campi.get(f"giorni_{servizio.pk}") and f"giorni_{servizio.pk}" not in self.errors:
                self.add_error(f"giorni_{servizio.pk}", "Scrivi dopo quanti giorni.")
        return campi

    @property
    def campi(self) -> dict[str, Any]:
        return {nome: self.cleaned_data[nome] for nome in self.Meta.fields}

    def diversi_da(self, attuale: Impostazioni) -> list[tuple[str, str]]:
        """What an earlier save has chosen otherwise, the services aside."""
        adesso = {nome: getattr(attuale, nome) for nome in self.Meta.fields}
        altre = [nome for nome, valore in adesso.items() if valore != self.campi[nome]]
        return [(str(self.fields[nome].label), str(adesso[nome])) for nome in altre]

    @property
    def per_servizio(self) -> dict[Servizio, tuple[str, int]]:
        """What the verb takes of each service."""
        dati = self.cleaned_data
        return {
            servizio: (dati[f"quando_{servizio.pk}"], dati[f"giorni_{servizio.pk}"] or 7)
            for servizio in self.servizi
        }

    @property
    def generali(self) -> list[forms.BoundField]:
        return [self[nome] for nome in self.Meta.fields]

    @property
    def dei_servizi(self) -> list[tuple[Servizio, forms.BoundField, forms.BoundField]]:
        return [(s, self[f"quando_{s.pk}"], self[f"giorni_{s.pk}"]) for s in self.servizi]
