"""The questionnaire as it is filled in: by the company on its page, by an officer on the telephone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from feedback import compilazione
from feedback.compilazione import NON_SO, Detto
from feedback.lingua import parole, testo
from feedback.models import Domanda, Questionario, Sezione, Tipo

TESTO_MASSIMO = 2000
PREFISSO = "d_"
A_VOTI = (Tipo.SCALA, Tipo.SCELTA)


class Scelta(NamedTuple):
    """One answer to choose; of a scale, the vote and the word that stands at it, if any."""

    valore: str
    voto: str
    testo: str
    scelta: bool


@dataclass(frozen=True)
class Campo:
    """A question on the page: in the reader's language, with what was answered and what is wrong with it."""

    domanda: Domanda
    legato: forms.BoundField
    lingua: str

    @property
    def nome(self) -> str:
        return self.legato.html_name

    @property
    def id(self) -> str:
        return f"domanda_{self.domanda.codice}"

    @property
    def testo(self) -> str:
        return testo(self.domanda, "testo", self.lingua)

    @property
    def aiuto(self) -> str:
        return testo(self.domanda, "aiuto", self.lingua)

    @property
    def errori(self) -> list[str]:
        return [str(errore) for errore in self.legato.errors]

    @property
    def massimo(self) -> int:
        """How many signs a text may have."""
        return massimo_del_testo(self.domanda)

    @property
    def valore(self) -> str:
        return str(self.legato.value() or "")

    @property
    def scelte(self) -> list[Scelta]:
        """The answers to choose, in order; «non so» last."""
        scelti = _come_lista(self.legato.value())
        voci = [*_voci(self.domanda, self.lingua)]
        if self.domanda.non_so:
            voci.append((NON_SO, "", parole(self.lingua)["non_so"]))
        return [Scelta(valore, voto, detto, valore in scelti) for valore, voto, detto in voci]

    @property
    def voti(self) -> list[Scelta]:
        return [scelta for scelta in self.scelte if scelta.voto]

    @property
    def altre(self) -> list[Scelta]:
        """What stands beside the votes of a scale: «non so»."""
        return [scelta for scelta in self.scelte if not scelta.voto]

    @property
    def estremi(self) -> tuple[str, str]:
        """The words at the two ends of a scale."""
        voti = self.voti
        return (voti[0].testo, voti[-1].testo) if voti else ("", "")

    @property
    def parlante(self) -> bool:
        """Whether every vote of the scale has its word."""
        return all(scelta.testo for scelta in self.voti)

    @property
    def solo_se(self) -> str:
        """In words, when the question is asked: for who has no JavaScript; empty when it always is."""
        prima = self.domanda.se_domanda
        if prima is None:
            return ""
        parlate = {valore: detto or voto for valore, voto, detto in _voci(prima, self.lingua)}
        valori = ", ".join(f"«{parlate.get(valore, valore)}»" for valore in self.domanda.se_valori)
        return parole(self.lingua)["solo_se"].format(
            domanda=testo(prima, "testo", self.lingua), valori=valori
        )

    @property
    def dipende_da(self) -> str:
        """The name of the field by whose answer it is shown."""
        return nome_del_campo(self.domanda.se_domanda) if self.domanda.se_domanda else ""

    @property
    def quando(self) -> str:
        return " ".join(self.domanda.se_valori)


class Intero(forms.IntegerField):
    """A whole number as it is written in a language: in Italian «1.200» is a thousand and more, not one."""

    def __init__(self, *, migliaia: str, **opzioni: Any) -> None:
        super().__init__(**opzioni)
        self.a_gruppi = re.compile(rf"\d{{1,3}}(?:{re.escape(migliaia)}\d{{3}})+")
        self.migliaia = migliaia

    def to_python(self, value: Any) -> int | None:
        scritto = str(value or "").strip()
        if self.a_gruppi.fullmatch(scritto):
            scritto = scritto.replace(self.migliaia, "")
        if scritto and not re.fullmatch(r"-?\d+", scritto):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(scritto)


class Testo(forms.CharField):
    """Words whose lines end with one sign, as the page counts them: browsers send two."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class CompilaForm(forms.Form):
    """Every question of a version as a field. Nothing is chosen beforehand.

    `parziale`: what is missing is no error, for who goes on later; what is not understood is one still, and
    `detti` holds the rest. Questions that were not shown are ignored,
    whatever was sent. `detti` holds the answers, by the code of the question.
    """

    def __init__(
        self,
        *args: Any,
        questionario: Questionario,
        lingua: str = "it",
        detti: compilazione.Detti | None = None,
        parziale: bool = False,
        **opzioni: Any,
    ) -> None:
        opzioni["initial"] = {
            f"{PREFISSO}{codice}": _iniziale(detto) for codice, detto in (detti or {}).items()
        }
        super().__init__(*args, **opzioni)
        self.domande: Sequence[Domanda] = list(questionario.domande.in_pagina())
        self.lingua, self.parziale = lingua, parziale
        self.detti: dict[str, Detto] = {}
        for domanda in self.domande:
            self.fields[nome_del_campo(domanda)] = _campo(domanda, lingua)

    def clean(self) -> dict[str, Any]:
        detti = {domanda.codice: self._detto(domanda) for domanda in self.domande}
        dati = {codice: detto for codice, detto in detti.items() if detto is not None}
        self.detti = compilazione.pertinenti(self.domande, dati)
        self._perdona_i_nascosti()
        if not self.parziale:
            for domanda in compilazione.mancanti(self.domande, self.detti):
                if nome_del_campo(domanda) not in self.errors:
                    self.add_error(nome_del_campo(domanda), self._manca(domanda))
        return self.cleaned_data

    def _perdona_i_nascosti(self) -> None:
        """What is wrong in a question that was not shown is nobody's mistake."""
        for domanda in self.domande:
            if not compilazione.mostrata(domanda, self.detti):
                self.errors.pop(nome_del_campo(domanda), None)

    def _manca(self, domanda: Domanda) -> str:
        scritta = domanda.tipo in (Tipo.TESTO, Tipo.NUMERO)
        return parole(self.lingua)["manca_testo" if scritta else "manca"]

    def _detto(self, domanda: Domanda) -> Detto | None:
        valore = self.cleaned_data.get(nome_del_campo(domanda))
        if valore in (None, "", []):
            return None
        if valore == NON_SO:
            return Detto(non_so=True)
        match domanda.tipo:
            case Tipo.SCALA | Tipo.NUMERO:
                return Detto(numero=Decimal(valore))
            case Tipo.TESTO:
                return Detto(testo=valore)
            case _:
                return Detto(scelte=tuple(dict.fromkeys(_come_lista(valore))))

    @property
    def sezioni(self) -> list[tuple[str, list[Campo]]]:
        """The page: each section's title with its questions."""
        pagina: dict[Sezione, list[Campo]] = {}
        for domanda in self.domande:
            campo = Campo(domanda, self[nome_del_campo(domanda)], self.lingua)
            pagina.setdefault(domanda.sezione, []).append(campo)
        return [(testo(sezione, "titolo", self.lingua), campi) for sezione, campi in pagina.items()]

    @property
    def sbagliati(self) -> list[Campo]:
        """The questions to complete, for the summary at the top."""
        return [campo for _, campi in self.sezioni for campo in campi if campo.errori]


def nome_del_campo(domanda: Domanda) -> str:
    return f"{PREFISSO}{domanda.codice}"


def massimo_del_testo(domanda: Domanda) -> int:
    return domanda.massimo or TESTO_MASSIMO


def _campo(domanda: Domanda, lingua: str) -> forms.Field:
    """The field that cleans an answer. Never required by itself: whether it is depends on the others."""
    dette = parole(lingua)
    if domanda.tipo == Tipo.TESTO:
        massimo = massimo_del_testo(domanda)
        troppo = {"max_length": dette["troppo"].format(massimo)}
        return Testo(required=False, max_length=massimo, error_messages=troppo)
    if domanda.tipo == Tipo.NUMERO:
        minimo, massimo = compilazione.estremi_del_numero(domanda)
        detto = dette["numero"].format(minimo=minimo, massimo=massimo)
        errori = dict.fromkeys(("invalid", "min_value", "max_value"), detto)
        estremi = {"min_value": minimo, "max_value": massimo}
        return Intero(migliaia=dette["migliaia"], required=False, error_messages=errori, **estremi)
    scelte = [(valore, valore) for valore, _, _ in _voci(domanda, lingua)]
    scelte += [(NON_SO, NON_SO)] if domanda.non_so else []
    errori = {"invalid_choice": dette["manca"], "invalid_list": dette["manca"]}
    tipo = forms.MultipleChoiceField if domanda.tipo == Tipo.SCELTA_MULTIPLA else forms.ChoiceField
    return tipo(required=False, choices=scelte, error_messages=errori)


def _voci(domanda: Domanda, lingua: str) -> Iterable[tuple[str, str, str]]:
    """Value, vote and words of each answer to choose."""
    dette = {opzione.valore: testo(opzione, "testo", lingua) for opzione in domanda.opzioni.all()}
    if domanda.tipo != Tipo.SCALA:
        return [(valore, "", detto) for valore, detto in dette.items()]
    voti = range(domanda.minimo or 0, (domanda.massimo or 0) + 1)
    return [(str(voto), str(voto), dette.get(str(voto), "")) for voto in voti]


def _iniziale(detto: Detto) -> Any:
    if detto.non_so:
        return NON_SO
    if detto.numero is not None:
        return str(int(detto.numero))
    return detto.testo or list(detto.scelte)


def _come_lista(valore: Any) -> list[str]:
    if isinstance(valore, list | tuple):
        return [str(uno) for uno in valore]
    return [str(valore)] if valore not in (None, "") else []
