"""The questionnaire as it is written: texts in two languages, sections, questions with their options."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from feedback.azioni.questionari import Voce
from feedback.difetti import TIPI_CON_OPZIONI, valori_di
from feedback.models import Domanda, Questionario, Tipo

AIUTO_OPZIONI = (
    "Una per riga: «valore | testo | testo in inglese». Il valore è quello che si conserva: lettere "
    "minuscole, cifre e trattini bassi; nelle scale è il voto."
)
VALORE = re.compile(r"[a-z0-9_]{1,40}")
OPZIONI_MASSIME = 30


class TestiForm(forms.ModelForm[Questionario]):
    class Meta:
        model = Questionario
        fields = [
            *("titolo", "titolo_en", "introduzione", "introduzione_en"),
            *("ringraziamento", "ringraziamento_en", "minuti"),
        ]
        widgets = {
            nome: forms.Textarea(attrs={"rows": 3})
            for nome in ("introduzione", "introduzione_en", "ringraziamento", "ringraziamento_en")
        }

    letta = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        self.initial["letta"] = self.instance.revisione

    @property
    def campi(self) -> dict[str, Any]:
        return {nome: self.cleaned_data[nome] for nome in self.Meta.fields}


class SezioneForm(forms.Form):
    titolo = forms.CharField(label="Titolo", max_length=120)
    titolo_en = forms.CharField(label="Titolo in inglese", max_length=120, required=False)


class DomandaForm(forms.ModelForm[Domanda]):
    """One question. Its condition is typed as the earlier question and the values that show it."""

    opzioni = forms.CharField(
        label="Opzioni, o parole dei voti",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=AIUTO_OPZIONI,
    )
    valori = forms.CharField(
        label="…è una di queste",
        required=False,
        help_text="I valori, separati da virgole: per esempio «in_parte, no», o «1, 2» per i voti.",
    )

    field_order = (
        *("sezione", "codice", "tipo", "testo", "testo_en", "aiuto", "aiuto_en", "obbligatoria", "non_so"),
        *("minimo", "massimo", "opzioni", "indicatore", "se_domanda", "valori"),
    )

    class Meta:
        model = Domanda
        fields = [
            *("sezione", "codice", "tipo", "testo", "testo_en", "aiuto", "aiuto_en", "obbligatoria"),
            *("non_so", "minimo", "massimo", "indicatore", "se_domanda"),
        ]
        help_texts = {
            "codice": "Non cambia da una versione all'altra: è così che le risposte si confrontano.",
            "massimo": "Di una scala o di un numero; di un testo, quanti caratteri.",
            "indicatore": "Che cosa conta, nei risultati, la risposta a questa domanda.",
        }

    def __init__(self, *args: Any, questionario: Questionario, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        self.questionario = questionario
        self.instance.questionario = questionario
        self._scelta("sezione").queryset = questionario.sezioni.all()
        altre = questionario.domande.exclude(pk=self.instance.pk).exclude(tipo__in=(Tipo.TESTO, Tipo.NUMERO))
        self._scelta("se_domanda").queryset = altre
        self.fields["sezione"].required = True
        if self.instance.pk:
            self.initial["opzioni"] = "\n".join(_riga(opzione) for opzione in self.instance.opzioni.all())
            self.initial["valori"] = ", ".join(self.instance.se_valori)

    def _scelta(self, nome: str) -> "forms.ModelChoiceField[Any]":
        campo = self.fields[nome]
        assert isinstance(campo, forms.ModelChoiceField)  # noqa: S101  # for mypy
        return campo

    def clean_codice(self) -> str:
        codice: str = self.cleaned_data["codice"]
        altre = self.questionario.domande.exclude(pk=self.instance.pk)
        if altre.filter(codice=codice).exists():
            raise ValidationError("C'è già una domanda con questo codice.")
        return codice

    def clean_opzioni(self) -> list[Voce]:
        voci = [_voce(riga) for riga in self.cleaned_data["opzioni"].splitlines() if riga.strip()]
        if len({voce.valore for voce in voci}) < len(voci):
            raise ValidationError("Due opzioni hanno lo stesso valore.")
        if len(voci) > OPZIONI_MASSIME:
            raise ValidationError(f"Bastano {OPZIONI_MASSIME} opzioni.")
        return voci

    def clean(self) -> dict[str, Any]:
        campi = super().clean() or self.cleaned_data
        if (
            campi.get("tipo") in TIPI_CON_OPZIONI
            and not campi.get("opzioni")
            and "opzioni" not in self.errors
        ):
            self.add_error("opzioni", "Scrivi le opzioni fra cui si sceglie.")
        self._controlla_condizione(campi)
        return campi

    def _controlla_condizione(self, campi: dict[str, Any]) -> None:
        valori = [valore.strip() for valore in campi.get("valori", "").split(",") if valore.strip()]
        campi["se_valori"] = valori if campi.get("se_domanda") else []
        self.instance.se_valori = campi["se_valori"]
        prima: Domanda | None = campi.get("se_domanda")
        if prima is None:
            return
        if ignoti := set(valori) - valori_di(prima):
            self.add_error("valori", f"«{prima}» non ammette: {', '.join(sorted(ignoti))}.")
        if not valori:
            self.add_error("valori", "Scrivi con quali risposte si mostra.")

    @property
    def campi(self) -> dict[str, Any]:
        nomi = [*self.Meta.fields, "se_valori"]
        return {nome: self.cleaned_data[nome] for nome in nomi}


def _voce(riga: str) -> Voce:
    pezzi = [pezzo.strip() for pezzo in riga.split("|")]
    if not VALORE.fullmatch(pezzi[0]) or len(pezzi) not in (2, 3) or not pezzi[1]:
        raise ValidationError(f"Non capisco «{riga.strip()}»: serve «valore | testo | testo in inglese».")
    return Voce(pezzi[0], pezzi[1], pezzi[2] if len(pezzi) == 3 else "")


def _riga(opzione: Any) -> str:
    return " | ".join(filter(None, (opzione.valore, opzione.testo, opzione.testo_en)))
