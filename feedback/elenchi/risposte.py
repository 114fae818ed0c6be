"""The answers that a person reads (C5), filtered in the address, exported as she reads them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from feedback.elenchi.campi import giorno
from feedback.models import Fonte, Risolto, Risposta
from feedback.querysets import PRIMO, ULTIMO, RispostaQuerySet
from feedback.riservatezza import UNITE, Riga, righe
from nucleo import parole
from nucleo.elenchi import Colonna, Elenco, Filtri, Ordine
from nucleo.templatetags.nucleo import etichetta, quando
from pratiche.elenchi.filtri import Voci
from sportelli.forms.campi import ScelteConRicerca
from sportelli.models import Utente

TONI = {1: "rosso", 2: "rosso", 3: "ambra", 4: "verde", 5: "verde"}
TONI_RISOLTO = {Risolto.SI: "verde", Risolto.IN_PARTE: "ambra", Risolto.NO: "rosso"}


class FiltriRisposte(Filtri):
    """By day, vote, outcome, service, sector, country, how it came."""

    dal, al = giorno("Dal"), giorno("Al")
    voto = forms.MultipleChoiceField(
        label="Voto",
        choices=[(str(n), f"{n} su 5") for n in range(1, 6)],
        widget=ScelteConRicerca("Scegli il voto"),
    )
    risolto = forms.MultipleChoiceField(
        label="Problema risolto", choices=Risolto.choices, widget=ScelteConRicerca("Sì, in parte, no")
    )
    servizio = forms.MultipleChoiceField(label="Servizio", widget=ScelteConRicerca("Scrivi il servizio"))
    settore = forms.MultipleChoiceField(label="Settore", widget=ScelteConRicerca("Scrivi il settore"))
    paese = forms.MultipleChoiceField(label="Paese", widget=ScelteConRicerca("Scrivi il paese"))
    fonte = forms.MultipleChoiceField(
        label="Come è arrivata", choices=Fonte.choices, widget=ScelteConRicerca("Scegli come")
    )
    citabile = forms.BooleanField(label="Solo quelle da raccontare")
    domande = {
        "voto": "complessivo__in",
        "risolto": "risolto__in",
        "servizio": "servizio__codice__in",
        "settore": "settore__codice__in",
        "fonte": "fonte__in",
    }

    def __init__(self, *args: Any, utente: Utente, **kwargs: Any) -> None:
        super().__init__(*args, utente=utente, **kwargs)
        scelte = Voci(utente).scelte
        for genere in ("servizio", "settore", "paese"):
            self.fields[genere].choices = scelte[genere]  # type: ignore[attr-defined]  # fields of choices

    def filtra_dal(self, righe: RispostaQuerySet, primo: date) -> QuerySet[Risposta]:
        return righe.arrivate_fra(max(primo, PRIMO), ULTIMO)

    def filtra_al(self, righe: RispostaQuerySet, ultimo: date) -> QuerySet[Risposta]:
        return righe.arrivate_fra(PRIMO, min(ultimo, ULTIMO))

    def filtra_paese(self, righe: RispostaQuerySet, codici: list[str]) -> QuerySet[Risposta]:
        return righe.nei_paesi(codici)

    def filtra_citabile(self, righe: RispostaQuerySet, si: bool) -> QuerySet[Risposta]:
        return righe.citabili()


def _titolo(riga: Riga) -> SafeString:
    nome = riga.azienda or f"Risposta del {parole.data_breve(riga.data_il)}" if riga.data_il else ""
    return format_html(
        '<a href="{}">{}</a><span class="nota-riga">{} {}</span>',
        *(riga.url, nome, riga.numero, riga.oggetto),
    )


def _voto(riga: Riga) -> SafeString | str:
    voto = riga.risposta.complessivo
    return "—" if voto is None else etichetta(f"{voto} su 5", TONI.get(voto, "grigio"))


def _risolto(riga: Riga) -> SafeString | str:
    risolto = riga.risposta.risolto
    return etichetta(Risolto(risolto).label, TONI_RISOLTO[Risolto(risolto)]) if risolto else "—"


def _fonte(riga: Riga) -> str:
    return riga.risposta.get_fonte_display()


def _seguito(riga: Riga) -> SafeString | str:
    if riga.seguito is None:
        return "—"
    aperto = riga.seguito.stato == "aperto"
    return etichetta(riga.seguito.get_stato_display(), "ambra" if aperto else "grigio")


COLONNE: Sequence[Colonna[Riga]] = (
    Colonna("Azienda", lambda r: r.azienda, _titolo, classe="principale", dove="pagina"),
    Colonna("Voto", lambda r: r.risposta.complessivo, _voto, "voto", dove="pagina"),
    Colonna("Risolto", lambda r: r.risposta.get_risolto_display(), _risolto, dove="pagina"),
    Colonna("Come è arrivata", _fonte, dove="pagina"),
    Colonna("Data", lambda r: None, lambda r: quando(r.data_il), "data", dove="pagina"),
    Colonna("Data il", lambda r: r.data_il, dove="file"),
    Colonna("Sportello", lambda r: r.risposta.sportello.breve, dove="file"),
    Colonna("Pratica", lambda r: r.numero, dove="file"),
    Colonna("Azienda", lambda r: r.azienda, dove="file"),
    Colonna("Servizio", lambda r: str(r.risposta.servizio or ""), dove="file"),
    Colonna("Settore", lambda r: str(r.risposta.settore or ""), dove="file"),
    Colonna("Come è arrivata", _fonte, dove="file"),
    Colonna("Raccolta da", lambda r: r.raccolta_da, dove="file"),
    Colonna("Voto complessivo", lambda r: r.risposta.complessivo, dove="file"),
    Colonna("Soddisfazione media", lambda r: r.risposta.soddisfazione, dove="file"),
    Colonna("Consiglio (0-10)", lambda r: r.risposta.consiglio, dove="file"),
    Colonna("Problema risolto", lambda r: r.risposta.get_risolto_display(), dove="file"),
    Colonna("Parole", lambda r: r.parole, dove="file"),
    Colonna("Si può raccontare", lambda r: r.citabile, dove="file"),
)
SEGUITO = Colonna[Riga]("Seguito", lambda r: None, _seguito, dove="pagina")
CONTATTO = Colonna[Riga]("Vuole essere contattata", lambda r: r.contattatemi, dove="file")


class ElencoRisposte(Elenco[Risposta, Riga]):
    """The answers, as this person may read them."""

    nome, titolo, vista = "feedback", "Feedback", "feedback:elenco"
    parole = ("risposta", "risposte")
    filtri = FiltriRisposte
    ordini: Mapping[str, Ordine] = {
        "data": Ordine("data_il", nullo=True),
        "voto": Ordine("complessivo", nullo=True),
    }
    predefinito = "-data"

    def __init__(self, utente: Utente, parametri: QueryDict) -> None:
        super().__init__(utente, parametri)
        del_suo = (*COLONNE[:4], SEGUITO, *COLONNE[4:], CONTATTO)
        self.colonne = del_suo if utente.di_sportello else COLONNE

    def insieme(self) -> QuerySet[Risposta]:
        return Risposta.objects.visibili_a(self.utente).select_related(*UNITE)

    def righe(self, oggetti: Sequence[Risposta]) -> Sequence[Riga]:
        return righe(oggetti, self.utente)
