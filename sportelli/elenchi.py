"""The lists of companies and of suppliers."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property, partial
from typing import Any, ClassVar

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Lower
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nucleo.elenchi import Colonna, Elenco, Filtri, Ordine
from nucleo.templatetags.nucleo import etichetta, quando, stato
from sportelli.forms.campi import SceltaConRicerca, ScelteConRicerca
from sportelli.lingue import LINGUE
from sportelli.models import Azienda, Contatto, Fornitore, Paese, Provincia, Servizio, Settore
from sportelli.models.tabelle import Voce
from sportelli.querysets import nomi

Scelte = list[tuple[str, str]]


class FiltriDaTabelle(Filtri):
    """Filters that choose among the entries of lookup tables, all read in one query.

    `tabelle` says from which table each field chooses; also entries switched off, because old rows have them.
    """

    tabelle: ClassVar[Mapping[str, type[Voce]]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for campo, modello in self.tabelle.items():
            self.fields[campo].choices = partial(self._scelte, campo, modello)  # type: ignore[attr-defined]  # a choice field

    def _scelte(self, campo: str, modello: type[Voce]) -> Scelte:
        molte = isinstance(self.fields[campo], forms.MultipleChoiceField)
        return [*([] if molte else [("", "Tutte")]), *self._voci[modello.__name__]]

    @cached_property
    def _voci(self) -> dict[str, Scelte]:
        """(code, name) of the entries in their order, by table; read only when one is shown or checked."""
        prima, *altre = (
            modello._default_manager.order_by().values_list(
                Value(modello.__name__), "ordine", "nome", "codice"
            )
            for modello in set(self.tabelle.values())
        )
        voci: dict[str, Scelte] = defaultdict(list)
        for tabella, _, nome, codice in sorted(prima.union(*altre, all=True)):
            voci[tabella].append((codice, nome))
        return voci


def _scelte(nome: str, invito: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=nome, widget=ScelteConRicerca(invito))


def _azienda(azienda: Azienda) -> SafeString:
    return format_html('<a href="{}">{}</a>', azienda.get_absolute_url(), azienda)


def _codice(codice: str) -> SafeString:
    return format_html('<span class="codice">{}</span>', codice or "—")


def _fornitore(fornitore: Fornitore) -> SafeString:
    segni = stato(fornitore) if fornitore.stato == Fornitore.Stato.SOSPESO else ""
    convenzione = etichetta("Convenzionato TP", "verde") if fornitore.convenzionato_tp else ""
    return format_html(
        '<a href="{}">{}</a> {}<span class="nota-riga">{} {}</span>',
        *(fornitore.get_absolute_url(), fornitore, segni, fornitore.sede, convenzione),
    )


class FiltriAziende(FiltriDaTabelle):
    testo = forms.CharField(label="Nome, comune, partita IVA o persona", max_length=80)
    settore = _scelte("Settore", "Scrivi il settore")
    mercati = _scelte("Esporta in", "Scrivi il paese")
    obiettivo = _scelte("Vuole aprire", "Scrivi il paese")
    provincia = forms.ChoiceField(label="Provincia", widget=SceltaConRicerca("Tutte"))
    tabelle = {"settore": Settore, "mercati": Paese, "obiettivo": Paese, "provincia": Provincia}
    domande = {"settore": "settore__codice__in", "provincia": "provincia__codice"}

    def filtra_testo(self, righe: QuerySet[Azienda], testo: str) -> QuerySet[Azienda]:
        persone = Contatto.objects.filter(azienda=OuterRef("pk"), nome__icontains=testo)
        codice = testo.replace(" ", "")
        return righe.filter(
            Q(ragione_sociale__icontains=testo)
            | Q(comune__icontains=testo)
            | Q(partita_iva=codice)
            | Q(codice_fiscale__iexact=codice)
            | Exists(persone)
        )

    def filtra_mercati(self, righe: QuerySet[Azienda], codici: list[str]) -> QuerySet[Azienda]:
        return righe.filter(Exists(_legata(Azienda.mercati.through, codici)))

    def filtra_obiettivo(self, righe: QuerySet[Azienda], codici: list[str]) -> QuerySet[Azienda]:
        return righe.filter(Exists(_legata(Azienda.mercati_obiettivo.through, codici)))


def _legata(ponte: Any, codici: list[str]) -> QuerySet[Any]:
    righe: QuerySet[Any] = ponte.objects.filter(azienda=OuterRef("pk"), paese__codice__in=codici)
    return righe


class ElencoAziende(Elenco[Azienda, Azienda]):
    """The companies of one's own office (C4)."""

    nome, titolo, vista = "aziende", "Aziende", "sportelli:aziende"
    parole = ("azienda", "aziende")
    filtri = FiltriAziende
    ordini = {
        "nome": Ordine(Lower("ragione_sociale")),
        "comune": Ordine(Lower("comune")),
        "addetti": Ordine("addetti", nullo=True),
        "aggiornata": Ordine("aggiornata_il"),
    }
    predefinito = "nome"
    colonne = (
        Colonna("Ragione sociale", lambda a: a.ragione_sociale, _azienda, "nome", "principale"),
        Colonna("Forma giuridica", lambda a: a.forma_giuridica, dove="file"),
        Colonna("Partita IVA", lambda a: a.partita_iva, lambda a: _codice(a.partita_iva)),
        Colonna("Codice fiscale", lambda a: a.codice_fiscale, dove="file"),
        Colonna("Numero REA", lambda a: a.numero_rea, dove="file"),
        Colonna("ATECO", lambda a: a.ateco.codice if a.ateco else "", dove="file"),
        Colonna("Settore", lambda a: str(a.settore or "")),
        Colonna("Indirizzo", lambda a: a.indirizzo, dove="file"),
        Colonna("CAP", lambda a: a.cap, dove="file"),
        Colonna("Comune", lambda a: a.comune, ordina="comune"),
        Colonna("Provincia", lambda a: a.provincia.codice if a.provincia else "", dove="file"),
        Colonna("Addetti", lambda a: a.addetti, ordina="addetti", classe="cifra"),
        Colonna("Fatturato", lambda a: a.get_classe_fatturato_display(), dove="file"),
        Colonna("Esporta in", lambda a: ", ".join(a.nomi_mercati)),
        Colonna("Vuole aprire", lambda a: ", ".join(a.nomi_obiettivo), dove="file"),
        Colonna("E-mail", lambda a: a.email, dove="file"),
        Colonna("PEC", lambda a: a.pec, dove="file"),
        Colonna("Telefono", lambda a: a.telefono, dove="file"),
        Colonna("Sito", lambda a: a.sito, dove="file"),
        Colonna("Codice della Camera", lambda a: a.codice_esterno, dove="file"),
        Colonna("Aggiornata", lambda a: a.aggiornata_il, lambda a: quando(a.aggiornata_il), "aggiornata"),
    )

    def insieme(self) -> QuerySet[Azienda]:
        visibili = Azienda.objects.visibili_a(self.utente).select_related("settore", "provincia", "ateco")
        return visibili.annotate(
            nomi_mercati=nomi(Azienda, "mercati"), nomi_obiettivo=nomi(Azienda, "mercati_obiettivo")
        )


class FiltriFornitori(FiltriDaTabelle):
    testo = forms.CharField(label="Nome o che cosa sa fare", max_length=80)
    paesi = _scelte("Opera in", "Scrivi il paese")
    servizi = _scelte("Servizio", "Scrivi il servizio")
    settori = _scelte("Settore", "Scrivi il settore")
    tabelle = {"paesi": Paese, "servizi": Servizio, "settori": Settore}
    lingue = forms.MultipleChoiceField(
        label="Lingua", choices=list(LINGUE.items()), widget=ScelteConRicerca("Scrivi la lingua")
    )
    tipo = forms.ChoiceField(label="Tipo", choices=[("", "Tutti"), *Fornitore.Tipo.choices])
    di = forms.ChoiceField(
        label="Di chi",
        choices=[
            ("", "Tutti"),
            ("nostri", "Nostri"),
            ("tp", "Di Toscana Promozione"),
            ("rete", "Di altri Sportelli"),
        ],
    )
    sospesi = forms.BooleanField(label="Anche i sospesi")
    domande = {"tipo": "tipo"}

    def applica(self, righe: QuerySet[Any]) -> QuerySet[Any]:
        righe = super().applica(righe)
        return righe if self.attivi.get("sospesi") else righe.filter(stato=Fornitore.Stato.ATTIVO)

    def filtra_testo(self, righe: QuerySet[Fornitore], testo: str) -> QuerySet[Fornitore]:
        return righe.filter(Q(ragione_sociale__icontains=testo) | Q(descrizione__icontains=testo))

    def filtra_paesi(self, righe: QuerySet[Fornitore], codici: list[str]) -> QuerySet[Fornitore]:
        return righe.filter(Exists(_del_fornitore(Fornitore.paesi.through, paese__codice__in=codici)))

    def filtra_servizi(self, righe: QuerySet[Fornitore], codici: list[str]) -> QuerySet[Fornitore]:
        return righe.filter(Exists(_del_fornitore(Fornitore.servizi.through, servizio__codice__in=codici)))

    def filtra_settori(self, righe: QuerySet[Fornitore], codici: list[str]) -> QuerySet[Fornitore]:
        """A supplier that names no sector works for all of them."""
        ponte = Fornitore.settori.through
        adatti = Exists(_del_fornitore(ponte, settore__codice__in=codici)) | ~Exists(_del_fornitore(ponte))
        return righe.filter(adatti)

    def filtra_lingue(self, righe: QuerySet[Fornitore], codici: list[str]) -> QuerySet[Fornitore]:
        return righe.filter(lingue__contains=codici)

    def filtra_di(self, righe: QuerySet[Fornitore], chi: str) -> QuerySet[Fornitore]:
        nostri = Q(proprietario=self.utente.sportello_id)
        if chi == "nostri":
            return righe.filter(nostri)
        return (
            righe.filter(proprietario=None) if chi == "tp" else righe.exclude(nostri | Q(proprietario=None))
        )

    def filtra_sospesi(self, righe: QuerySet[Fornitore], anche: bool) -> QuerySet[Fornitore]:
        return righe


def _del_fornitore(ponte: Any, **condizioni: Any) -> QuerySet[Any]:
    righe: QuerySet[Any] = ponte.objects.filter(fornitore=OuterRef("pk"), **condizioni)
    return righe


class ElencoFornitori(Elenco[Fornitore, Fornitore]):
    """TP's, one's own, and those shared with the network (C4)."""

    nome, titolo, vista = "fornitori", "Fornitori", "sportelli:fornitori"
    parole = ("fornitore", "fornitori")
    filtri = FiltriFornitori
    ordini = {
        "nome": Ordine(Lower("ragione_sociale")),
        "tariffa": Ordine("tariffa", nullo=True),
        "aggiornato": Ordine("aggiornato_il"),
    }
    predefinito = "nome"
    colonne = (
        Colonna("Ragione sociale", lambda f: f.ragione_sociale, _fornitore, "nome", "principale"),
        Colonna("Tipo", lambda f: f.get_tipo_display()),
        Colonna("Servizi", lambda f: ", ".join(f.nomi_servizi)),
        Colonna("Opera in", lambda f: ", ".join(f.nomi_paesi)),
        Colonna("Lingue", lambda f: f.lingue_in_parole),
        Colonna("Settori", lambda f: ", ".join(f.nomi_settori), dove="file"),
        Colonna("Sede", lambda f: f.sede, dove="file"),
        Colonna("E-mail", lambda f: f.email, dove="file"),
        Colonna("PEC", lambda f: f.pec, dove="file"),
        Colonna("Telefono", lambda f: f.telefono, dove="file"),
        Colonna("Sito", lambda f: f.sito, dove="file"),
        Colonna("Tariffa", lambda f: f.tariffa, lambda f: f.tariffa_in_parole or "—", "tariffa", "cifra"),
        Colonna("Di chi", lambda f: f.di_chi),
        Colonna("Stato", lambda f: f.get_stato_display(), dove="file"),
    )

    def insieme(self) -> QuerySet[Fornitore]:
        visibili = Fornitore.objects.visibili_a(self.utente).select_related("proprietario", "paese")
        legami = ("paesi", "servizi", "settori")
        return visibili.annotate(**{f"nomi_{legame}": nomi(Fornitore, legame) for legame in legami})
