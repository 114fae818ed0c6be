"""Whom the office has to call back, the most urgent first."""

from collections.abc import Mapping, Sequence

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from feedback.elenchi.liste import Lista, con_stato
from feedback.models import Seguito, StatoSeguito
from nucleo.elenchi import DI_SERVIZIO, LISTA, Colonna, ElencoConListe, Filtri, Ordine
from nucleo.templatetags.nucleo import quando, scadenza
from sportelli.forms.campi import ScelteConRicerca
from sportelli.models import Utente

VISTA = "feedback:seguiti"
LISTE = (
    Lista(
        "aperti",
        "Da richiamare",
        con_stato(StatoSeguito.APERTO),
        (
            "Nessuno da richiamare",
            "Qui arrivano i voti bassi e chi chiede di essere contattato.",
        ),
        VISTA,
    ),
    Lista(
        "chiusi",
        "Chiusi",
        con_stato(StatoSeguito.CHIUSO),
        ("Nessuno chiuso", "Qui restano le aziende che avete richiamato, e com'è andata."),
        VISTA,
    ),
    Lista(
        "tutti",
        "Tutti",
        lambda righe, _: righe,
        ("Nessun seguito", "Un voto basso, o un'azienda che chiede di essere contattata, ne apre uno."),
        VISTA,
    ),
)


class FiltriSeguiti(Filtri):
    """By why the company is to be called."""

    motivo = forms.MultipleChoiceField(
        label="Perché", choices=Seguito.Motivo.choices, widget=ScelteConRicerca("Scegli perché")
    )
    domande = {"motivo": "motivo__in"}


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


class ElencoSeguiti(ElencoConListe[Seguito, Seguito]):
    """The follow-ups of the reader's own office; first those that are still to be done."""

    lista: Lista
    liste = LISTE
    vista = VISTA
    parole = ("seguito", "seguiti")
    di_servizio = DI_SERVIZIO | {LISTA}
    filtri = FiltriSeguiti
    ordini: Mapping[str, Ordine] = {"entro": Ordine("entro_il")}
    predefinito = "entro"
    colonne = COLONNE

    def __init__(self, utente: Utente, parametri: QueryDict, lista: Lista) -> None:
        super().__init__(utente, parametri)
        self.lista = lista
        self.nome, self.titolo = f"seguiti-{lista.nome}", lista.titolo

    def insieme(self) -> QuerySet[Seguito]:
        propri: QuerySet[Seguito] = self.lista.chiede(self.visibili(), self.utente)
        return propri.select_related("risposta__pratica__azienda", "chiuso_da")

    def visibili(self) -> QuerySet[Seguito]:
        return Seguito.objects.visibili_a(self.utente)
