"""Whom the office has to call back, the most urgent first."""

from collections.abc import Mapping, Sequence

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from feedback.models import Seguito, StatoSeguito
from nucleo.elenchi import Colonna, Elenco, Filtri, Ordine
from nucleo.templatetags.nucleo import quando, scadenza


class FiltriSeguiti(Filtri):
    """By what there is still to do, and why."""

    stato = forms.ChoiceField(label="Stato", choices=[("", "Tutti"), *StatoSeguito.choices])
    motivo = forms.MultipleChoiceField(label="Perché", choices=Seguito.Motivo.choices)
    domande = {"stato": "stato", "motivo": "motivo__in"}


def _titolo(seguito: Seguito) -> SafeString:
    pratica = seguito.risposta.pratica
    nome, numero = (pratica.azienda, pratica.numero) if pratica is not None else (seguito, "")
    return format_html(
        '<a href="{}">{}</a><span class="nota-riga">{} {}</span>',
        *(reverse("feedback:risposta", args=[seguito.risposta_id]), nome, numero),
        seguito.get_motivo_display(),
    )


def _entro(seguito: Seguito) -> SafeString | str:
    if seguito.stato == StatoSeguito.CHIUSO:
        return quando(seguito.chiuso_il)
    return scadenza(seguito.entro_il)


COLONNE: Sequence[Colonna[Seguito]] = (
    Colonna("Azienda", lambda s: None, _titolo, classe="principale", dove="pagina"),
    Colonna("Voto", lambda s: s.risposta.complessivo, classe="cifra"),
    Colonna("Entro", lambda s: s.entro_il, _entro, "entro"),
    Colonna("Stato", lambda s: s.get_stato_display()),
    Colonna("Com'è andata", lambda s: s.nota),
    Colonna("Chi ha richiamato", lambda s: str(s.chiuso_da or ""), dove="file"),
)


class ElencoSeguiti(Elenco[Seguito, Seguito]):
    """The follow-ups of the reader's own office."""

    nome, titolo, vista = "seguiti", "Seguiti", "feedback:seguiti"
    parole = ("seguito", "seguiti")
    filtri = FiltriSeguiti
    ordini: Mapping[str, Ordine] = {"entro": Ordine("entro_il")}
    predefinito = "entro"
    colonne = COLONNE

    def insieme(self) -> QuerySet[Seguito]:
        propri = Seguito.objects.visibili_a(self.utente)
        return propri.select_related("risposta__pratica__azienda", "chiuso_da")
