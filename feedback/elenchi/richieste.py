"""What an office asked its companies and how it goes, a tab for each fate, filtered in the address (C3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from feedback.elenchi.campi import giorno, voci
from feedback.elenchi.liste import Lista, con_stato
from feedback.models import Motivo, Richiesta, StatoRichiesta
from feedback.permessi import puo_richiedere
from feedback.presentazione import Situazione, situazione
from feedback.querysets import SOLLECITI_MASSIMI, RichiestaQuerySet
from nucleo import ricerca
from nucleo.elenchi import DI_SERVIZIO, LISTA, Colonna, ElencoConListe, Filtri, Ordine
from nucleo.templatetags.nucleo import data, etichetta, quando
from sportelli.forms.campi import ScelteConRicerca
from sportelli.models import Servizio, Utente

UNITE = ("pratica__azienda", "contatto", "busta", "chiesta_da")


VISTA = "feedback:richieste"
LISTE = (
    Lista(
        "in-attesa",
        "In attesa",
        lambda righe, _: righe.in_attesa(),
        ("Nessuna risposta attesa", "Qui stanno i questionari partiti, finché l'azienda può rispondere."),
        VISTA,
    ),
    Lista(
        "non-arrivate",
        "Non arrivate",
        lambda righe, _: righe.non_arrivate(),
        ("Tutte le e-mail sono arrivate", "Quelle respinte stanno qui: si sceglie un'altra persona."),
        VISTA,
    ),
    Lista(
        "non-partite",
        "Non partite",
        con_stato(StatoRichiesta.NON_INVIATA),
        ("Sono partite tutte", "Qui stanno quelle che il programma non ha mandato, con il perché."),
        VISTA,
    ),
    Lista(
        "programmate",
        "Programmate",
        con_stato(StatoRichiesta.PROGRAMMATA),
        ("Nessuna in programma", "Partono da sole, quando lo dicono le impostazioni del vostro Sportello."),
        VISTA,
    ),
    Lista(
        "scadute",
        "Scadute",
        lambda righe, _: righe.scadute(),
        ("Nessuna scaduta", "Qui stanno quelle a cui nessuno ha risposto in tempo."),
        VISTA,
    ),
    Lista(
        "risposte",
        "Con risposta",
        con_stato(StatoRichiesta.RISPOSTA),
        ("Nessuna risposta", "Qui stanno quelle a cui l'azienda ha risposto."),
        VISTA,
    ),
    Lista(
        "rifiutate",
        "Rifiutate",
        con_stato(StatoRichiesta.RIFIUTATA),
        ("Nessun rifiuto", "Qui stanno le aziende che non vogliono rispondere: nessuno le sollecita."),
        VISTA,
    ),
    Lista(
        "tutte",
        "Tutte",
        lambda righe, _: righe,
        ("Nessuna richiesta", "Ogni pratica completata ha la sua, anche quando non si chiede niente."),
        VISTA,
    ),
)


class FiltriRichieste(Filtri):
    """By company or pratica, day, service, why it did not leave."""

    testo = forms.CharField(
        label="Azienda o pratica",
        max_length=ricerca.LUNGHEZZA_MASSIMA,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    dal, al = giorno("Dal"), giorno("Al")
    servizio = forms.MultipleChoiceField(
        label="Servizio", choices=lambda: voci(Servizio), widget=ScelteConRicerca("Scrivi il servizio")
    )
    motivo = forms.MultipleChoiceField(
        label="Perché non è partita", choices=Motivo.choices, widget=ScelteConRicerca("Scegli perché")
    )
    domande = {"servizio": "pratica__servizio__codice__in", "motivo": "motivo__in"}

    def filtra_testo(self, righe: RichiestaQuerySet, testo: str) -> QuerySet[Richiesta]:
        azienda = Q(pratica__azienda__ragione_sociale__icontains=testo)
        return righe.filter(azienda | Q(pratica__numero__icontains=testo))

    def filtra_dal(self, righe: RichiestaQuerySet, primo: date) -> QuerySet[Richiesta]:
        return righe.chieste_fra(primo, date.max)

    def filtra_al(self, righe: RichiestaQuerySet, ultimo: date) -> QuerySet[Richiesta]:
        return righe.chieste_fra(date.min, ultimo)


@dataclass(frozen=True)
class Riga:
    """A request as its office reads it: how it goes, and whether it can be sent now."""

    richiesta: Richiesta
    situazione: Situazione
    si_puo_chiedere: bool

    @property
    def persona(self) -> str:
        return self.richiesta.contatto.nome if self.richiesta.contatto is not None else ""

    @property
    def email(self) -> str:
        return self.richiesta.contatto.email if self.richiesta.contatto is not None else ""


def _titolo(riga: Riga) -> SafeString:
    pratica = riga.richiesta.pratica
    return format_html(
        '<a href="{}">{}</a><span class="nota-riga">{} {}</span>',
        *(reverse("feedback:della_pratica", args=[pratica.numero]), pratica.azienda, pratica.numero),
        pratica.oggetto,
    )


def _persona(riga: Riga) -> SafeString | str:
    if not riga.persona:
        return "—"
    return format_html('{}<span class="nota-riga">{}</span>', riga.persona, riga.email)


def _stato(riga: Riga) -> SafeString:
    segno = etichetta(riga.situazione.nome, riga.situazione.tono, riga.situazione.icona)
    return format_html('{}<span class="nota-riga">{}</span>', segno, riga.situazione.perche)


def _chiesta(riga: Riga) -> SafeString | str:
    richiesta = riga.richiesta
    chi = f"da {richiesta.chiesta_da}" if richiesta.chiesta_da is not None else ""
    return format_html('{}<span class="nota-riga">{}</span>', quando(richiesta.dal), chi)


def _solleciti(riga: Riga) -> SafeString | str:
    richiesta = riga.richiesta
    if richiesta.inviata_il is None:
        return "—"
    ancora = riga.situazione.attende and richiesta.solleciti < SOLLECITI_MASSIMI
    prossimo = richiesta.prossimo_sollecito if ancora else None
    poi = format_html("il prossimo {}", data(prossimo)) if prossimo is not None else ""
    fatti = f"{richiesta.solleciti} su {SOLLECITI_MASSIMI}"
    return format_html('{}<span class="nota-riga">{}</span>', fatti, poi)


def _mossa(riga: Riga) -> SafeString | str:
    if not riga.si_puo_chiedere:
        return "—"
    return format_html(
        '<a class="btn btn-outline-primary btn-sm text-nowrap" href="{}">{}'
        '<span class="visually-hidden">: {}</span></a>',
        reverse("feedback:chiedi", args=[riga.richiesta.pratica.numero]),
        *(riga.situazione.mossa, riga.richiesta.pratica.azienda),
    )


COLONNE: Sequence[Colonna[Riga]] = (
    Colonna("Azienda", lambda r: str(r.richiesta.pratica.azienda), _titolo, classe="principale"),
    Colonna("A chi", lambda r: r.persona, _persona),
    Colonna("Come va", lambda r: r.situazione.nome, _stato),
    Colonna("Chiesta", lambda r: r.richiesta.dal, _chiesta, "chiesta"),
    Colonna("Solleciti", lambda r: r.richiesta.solleciti, _solleciti),
    Colonna("Si risponde entro", lambda r: r.richiesta.scade_il, lambda r: data(r.richiesta.scade_il)),
    Colonna("Che cosa fare", lambda r: None, _mossa, dove="pagina"),
    Colonna("Pratica", lambda r: r.richiesta.pratica.numero, dove="file"),
    Colonna("E-mail", lambda r: r.email, dove="file"),
    Colonna("Perché", lambda r: r.situazione.perche, dove="file"),
    Colonna("Chiesta da", lambda r: str(r.richiesta.chiesta_da or ""), dove="file"),
    Colonna("Partita il", lambda r: r.richiesta.inviata_il, dove="file"),
    Colonna("Prossimo sollecito", lambda r: r.richiesta.prossimo_sollecito, dove="file"),
    Colonna("Conclusa il", lambda r: r.richiesta.conclusa_il, dove="file"),
)


class ElencoRichieste(ElencoConListe[Richiesta, Riga]):
    """The requests of the reader's own office: nobody else knows who is asked (C6)."""

    lista: Lista
    liste = LISTE
    vista = VISTA
    parole = ("richiesta", "richieste")
    di_servizio = DI_SERVIZIO | {LISTA}
    filtri = FiltriRichieste
    ordini: Mapping[str, Ordine] = {"chiesta": Ordine("dal")}
    predefinito = "-chiesta"
    colonne = COLONNE

    def __init__(self, utente: Utente, parametri: QueryDict, lista: Lista) -> None:
        super().__init__(utente, parametri)
        self.lista = lista
        self.nome, self.titolo = f"richieste-{lista.nome}", lista.titolo

    def insieme(self) -> QuerySet[Richiesta]:
        sue: QuerySet[Richiesta] = self.lista.chiede(self.visibili(), self.utente)
        return sue.select_related(*UNITE)

    def visibili(self) -> RichiestaQuerySet:
        return Richiesta.objects.dell_ufficio_di(self.utente)

    def righe(self, oggetti: Sequence[Richiesta]) -> Sequence[Riga]:
        return [Riga(r, situazione(r), puo_richiedere(self.utente, r)) for r in oggetti]
