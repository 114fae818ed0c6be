"""What the lists of pratiche can be asked: the choices are read in one query, whoever asks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.db.models.lookups import IsNull

from nucleo import tempo
from nucleo.elenchi import Filtri
from pratiche import ricerca
from pratiche.models import Pratica, Stato
from pratiche.models.scelte import Priorita
from sportelli.models import Azienda, Paese, Servizio, Settore, Sportello, Utente

Scelte = list[tuple[str, str]]
Chiavi = dict[str, int]
# A name typed in the search box may be that of so many companies of one's own.
AZIENDE_CERCATE = 200


class Voci:
    """Every entry that can be filtered by, by kind, read in one query."""

    def __init__(self, utente: Utente) -> None:
        self.scelte: dict[str, Scelte] = defaultdict(list)
        self._chiavi: dict[str, Chiavi] = defaultdict(dict)
        for genere, _, pk, codice, nome in sorted(_voci(utente), key=lambda v: (v[1], v[4].casefold())):
            self.scelte[genere].append((codice, nome.removeprefix("Sportello territoriale di ")))
            self._chiavi[genere][codice] = pk

    def con_i_nomi(self, genere: str, conto: Mapping[int, int]) -> list[tuple[str, str, int]]:
        """(code, name, how many) of the entries that were counted by key."""
        chiavi = self._chiavi[genere]
        return [
            (codice, nome, conto[chiavi[codice]])
            for codice, nome in self.scelte[genere]
            if chiavi[codice] in conto
        ]

    def chiavi(self, genere: str, codici: Iterable[str]) -> list[int]:
        """The primary keys behind some codes: PostgreSQL knows how frequent a key is, not a code."""
        return [self._chiavi[genere][codice] for codice in codici]


def _voci(utente: Utente) -> QuerySet[Any, Any]:
    """(kind, order, key, code, name)."""
    tabelle = [
        modello.objects.order_by().values_list(Value(genere), "ordine", "pk", "codice", "nome")
        for genere, modello in (("servizio", Servizio), ("settore", Settore), ("paese", Paese))
    ]
    uffici = Sportello.objects.order_by().values_list(Value("sportello"), Value(0), "pk", "codice", "nome")
    return tabelle[0].union(*tabelle[1:], uffici, _persone(utente), all=True)


def _persone(utente: Utente) -> QuerySet[Any, Any]:
    """Colleagues: those of one's own office; for TP, the Referenti."""
    colleghi = Q(sportello=utente.sportello_id) if utente.di_sportello else Q(ruolo="referente")
    nome, codice = Concat("nome", Value(" "), "cognome"), Cast("pk", models.CharField())
    attivi: QuerySet[Any, Any] = Utente.objects.attivi().filter(colleghi).order_by()
    return attivi.values_list(Value("persona"), Value(0), "pk", codice, nome)


def scelta(etichetta: str, scelte: Iterable[tuple[str, str]] = ()) -> forms.MultipleChoiceField:
    """Any of these; a box with a search in it where there is JavaScript."""
    lista = forms.SelectMultiple(attrs={"data-ricerca": "", "size": "4"})
    return forms.MultipleChoiceField(label=etichetta, choices=scelte, widget=lista)


def giorno(etichetta: str) -> forms.DateField:
    return forms.DateField(label=etichetta, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


PRIMO_ANNO, ULTIMO_ANNO = 2000, 2100


def inizio(giorno: date) -> datetime:
    """The first instant of a day in Italy; an instant, so that an index answers."""
    return datetime.combine(giorno, time.min, tempo.ROMA)


class FiltriComuni(Filtri):
    """What the open lists and the archive have in common."""

    testo = forms.CharField(
        label="Testo", max_length=ricerca.LUNGHEZZA_MASSIMA, widget=forms.TextInput(attrs={"type": "search"})
    )
    servizio = scelta("Servizio")
    settore = scelta("Settore")
    paese = scelta("Paese")
    sportello = scelta("Sportello")

    def __init__(self, *args: Any, utente: Utente, **kwargs: Any) -> None:
        super().__init__(*args, utente=utente, **kwargs)
        for nome in ("servizio", "settore", "paese", "sportello"):
            self._sceglie(nome, nome)

    @property
    def voci(self) -> dict[str, Scelte]:
        """(code, name) of the entries, by kind."""
        return self._voci.scelte

    def con_i_nomi(self, genere: str, conto: Mapping[int, int]) -> list[tuple[str, str, int]]:
        return self._voci.con_i_nomi(genere, conto)

    @cached_property
    def _voci(self) -> Voci:
        """Read only when a choice must be checked or shown."""
        return Voci(self.utente)

    def _sceglie(self, campo: str, genere: str) -> None:
        self.fields[campo].choices = lambda: self.voci[genere]  # type: ignore[attr-defined]  # a choice field

    def clean_testo(self) -> str:
        testo: str = self.cleaned_data["testo"].strip()
        if testo and not ricerca.numero(testo) and ricerca.domanda(testo) is None:
            raise forms.ValidationError("Scrivi almeno una parola da cercare, oltre a quelle da escludere.")
        return testo

    def filtra_servizio(self, righe: QuerySet[Pratica], codici: list[str]) -> QuerySet[Pratica]:
        return righe.filter(servizio__in=self._voci.chiavi("servizio", codici))

    def filtra_settore(self, righe: QuerySet[Pratica], codici: list[str]) -> QuerySet[Pratica]:
        return righe.filter(settore__in=self._voci.chiavi("settore", codici))

    def filtra_sportello(self, righe: QuerySet[Pratica], codici: list[str]) -> QuerySet[Pratica]:
        return righe.filter(sportello__in=self._voci.chiavi("sportello", codici))

    def filtra_testo(self, righe: QuerySet[Pratica], testo: str) -> QuerySet[Pratica]:
        """A number; or the words of the request; or the name of a company of one's own office."""
        numero = ricerca.numero(testo)
        if numero:
            return righe.filter(numero=numero)
        trovate = Q(ricerca=ricerca.domanda(testo))
        aziende = Azienda.objects.visibili_a(self.utente).filter(ragione_sociale__icontains=testo)
        proprie = list(aziende.order_by().values_list("pk", flat=True)[:AZIENDE_CERCATE])
        if proprie:
            trovate |= Q(azienda__in=proprie, sportello=self.utente.sportello_id)
        return righe.filter(trovate)


class FiltriPratiche(FiltriComuni):
    stato = scelta("Stato", [voce for voce in Stato.choices if voce[0] != Stato.COMPLETATA])
    persona = scelta("Seguita da")
    priorita = scelta("Priorità", Priorita.choices)
    dal = giorno("Creata dal")
    al = giorno("al")
    domande = {"stato": "stato__in", "priorita": "priorita__in"}
    field_order = ("testo", "stato", "servizio", "settore", "paese", "sportello", "persona")

    def __init__(self, *args: Any, utente: Utente, **kwargs: Any) -> None:
        super().__init__(*args, utente=utente, **kwargs)
        self._sceglie("persona", "persona")
        self.fields["persona"].label = "Assegnata a" if utente.di_sportello else "Referente"
        if utente.di_sportello:
            del self.fields["sportello"]

    def clean(self) -> dict[str, Any] | None:
        dati = super().clean() or self.cleaned_data
        dal, al = dati.get("dal"), dati.get("al")
        if isinstance(dal, date) and isinstance(al, date) and dal > al:
            self.add_error("al", "Il periodo finisce prima di cominciare.")
        for nome, giorno in (("dal", dal), ("al", al)):
            if isinstance(giorno, date) and not PRIMO_ANNO <= giorno.year <= ULTIMO_ANNO:
                self.add_error(nome, f"Scegli un giorno fra il {PRIMO_ANNO} e il {ULTIMO_ANNO}.")
        return dati

    def filtra_paese(self, righe: QuerySet[Pratica], codici: list[str]) -> QuerySet[Pratica]:
        """A scalar subquery: a look-up for each open row, not all that was ever asked about a country."""
        legami = Pratica.paesi.through.objects.filter(
            pratica=OuterRef("pk"), paese__in=self._voci.chiavi("paese", codici)
        )
        return righe.filter(IsNull(Subquery(legami.values("pk")[:1]), False))

    def filtra_dal(self, righe: QuerySet[Pratica], dal: date) -> QuerySet[Pratica]:
        return righe.filter(creata_il__gte=inizio(dal))

    def filtra_al(self, righe: QuerySet[Pratica], al: date) -> QuerySet[Pratica]:
        return righe.filter(creata_il__lt=inizio(al + timedelta(days=1)))

    def filtra_persona(self, righe: QuerySet[Pratica], chiavi: list[str]) -> QuerySet[Pratica]:
        campo = "assegnata_a" if self.utente.di_sportello else "referente"
        return righe.filter(**{f"{campo}__in": [int(chiave) for chiave in chiavi]})


class FiltriArchivio(FiltriComuni):
    anno = forms.IntegerField(label="Anno", min_value=PRIMO_ANNO, max_value=ULTIMO_ANNO)

    def filtra_paese(self, righe: QuerySet[Pratica], codici: list[str]) -> QuerySet[Pratica]:
        legami = Pratica.paesi.through.objects.filter(paese__in=self._voci.chiavi("paese", codici))
        return righe.filter(pk__in=legami.values("pratica_id"))

    def filtra_anno(self, righe: QuerySet[Pratica], anno: int) -> QuerySet[Pratica]:
        estremi = inizio(date(anno, 1, 1)), inizio(date(anno + 1, 1, 1))
        return righe.filter(chiusa_il__gte=estremi[0], chiusa_il__lt=estremi[1])
