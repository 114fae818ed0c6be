"""The scheda quesito: company, person, service with its questions, request; one page, several small forms."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property

from pratiche.forms.azienda import ImpresaForm, PersonaForm
from pratiche.forms.campi import CampoLungo, Paesi, Provvisoria, scegli_fra
from pratiche.forms.domande import DomandeForm
from pratiche.models import Minuta, Pratica, Pubblico
from pratiche.models.scelte import Canale, Priorita
from sportelli.http import chiave_da
from sportelli.models import Azienda, Contatto, Paese, Servizio, Settore, Utente
from sportelli.models.tabelle import Voce

F = TypeVar("F", bound=Provvisoria)
NUOVA = "nuova"
# What a draft cannot do without: the rest may wait until the pratica is opened.
INDISPENSABILI = ("azienda", "servizio", "settore", "oggetto")
_NOMI = re.compile(
    r"(azienda|contatto|servizio|settore|paesi|oggetto|quesito|canale|priorita|pubblico"
    r"|(impresa|persona)-[a-z_]+|domanda-\d+)"
)
_LUNGHEZZA_MASSIMA = 60_000


class OppureNuova(forms.ModelChoiceField[Any]):
    """A row of the office's own, or the word «nuova»: then another form makes it, and this cleans to None."""

    def clean(self, value: Any) -> Any:
        return None if value == NUOVA else super().clean(value)


class SchedaForm(Provvisoria, forms.Form):
    """The fields of the pratica itself."""

    indispensabili = INDISPENSABILI

    azienda = OppureNuova(Azienda.objects.none(), label="Azienda", widget=forms.TextInput)
    contatto = OppureNuova(Contatto.objects.none(), label="Persona", required=False, widget=forms.TextInput)
    servizio = forms.ModelChoiceField(
        Servizio.objects.none(), label="Servizio", empty_label="Scegli il servizio"
    )
    settore = forms.ModelChoiceField(Settore.objects.none(), label="Settore", empty_label="Scegli il settore")
    paesi = Paesi(label="Paesi", required=False, help_text="Quelli di cui si parla nella richiesta.")
    oggetto = forms.CharField(
        label="Oggetto", max_length=200, help_text="Una riga, come la si direbbe al telefono a un collega."
    )
    quesito = CampoLungo(
        label="Quesito", righe=8, help_text="La richiesta con le parole dell'azienda, e quel che già si sa."
    )
    canale = forms.ChoiceField(label="Arrivata per", choices=Canale, initial=Canale.SPORTELLO)
    priorita = forms.ChoiceField(
        label="Priorità", choices=Priorita, initial=Priorita.NORMALE, widget=forms.RadioSelect
    )
    pubblico = forms.ChoiceField(
        label="Chi legge gli allegati", choices=Pubblico, initial=Pubblico.UFFICIO, required=False
    )

    def __init__(self, *args: Any, utente: Utente, azienda: Azienda | None, pratica: Pratica | None) -> None:
        super().__init__(*args)
        scegli_fra(self, "azienda", Azienda.objects.visibili_a(utente))
        scegli_fra(self, "servizio", _voci(Servizio, [pratica.servizio_id] if pratica else []))
        scegli_fra(self, "settore", _voci(Settore, [pratica.settore_id] if pratica else []))
        scegli_fra(self, "paesi", _voci(Paese, pratica.paesi.values("pk") if pratica else []))
        persone = azienda.contatti.filter(attivo=True) if azienda else Contatto.objects.none()
        scegli_fra(self, "contatto", persone)


class Scheda:
    """The whole page. `dati` are those posted, or kept in the minuta; without them, those of the pratica."""

    def __init__(
        self,
        dati: QueryDict | None,
        *,
        utente: Utente,
        pratica: Pratica | None = None,
        bozza: bool = False,
        muta: bool = False,
    ) -> None:
        self.utente, self.pratica = utente, pratica
        self.dati = dati if dati is not None else da_pratica(pratica)
        self.bozza, self.muta = bozza, muta or dati is None

    @cached_property
    def testa(self) -> SchedaForm:
        form = SchedaForm(
            self._con_il_settore(), utente=self.utente, azienda=self.azienda, pratica=self.pratica
        )
        return self._prepara(form)

    @cached_property
    def domande(self) -> DomandeForm:
        return self._prepara(DomandeForm(self.dati, servizio=self.servizio))

    @cached_property
    def impresa(self) -> ImpresaForm:
        return self._prepara(ImpresaForm(self.dati, utente=self.utente))

    @cached_property
    def persona(self) -> PersonaForm:
        return self._prepara(PersonaForm(self.dati, utente=self.utente))

    def _prepara(self, form: F) -> F:
        form.bozza, form.muta = self.bozza, self.muta
        return form

    def _con_il_settore(self) -> QueryDict:
        """Where no sector was chosen, that of the company is proposed."""
        azienda = self.azienda
        if self.dati.get("settore") or not (azienda and azienda.settore_id):
            return self.dati
        dati = self.dati.copy()
        dati["settore"] = str(azienda.settore_id)
        return dati

    @cached_property
    def azienda(self) -> Azienda | None:
        """The company chosen among those of the office."""
        visibili = Azienda.objects.visibili_a(self.utente).select_related("settore", "provincia")
        return visibili.filter(pk=chiave_da(self.dati.get("azienda"))).first()

    @cached_property
    def servizio(self) -> Servizio | None:
        return Servizio.objects.filter(pk=chiave_da(self.dati.get("servizio"))).first()

    @cached_property
    def settore(self) -> Settore | None:
        return Settore.objects.filter(pk=chiave_da(self._con_il_settore().get("settore"))).first()

    @property
    def azienda_nuova(self) -> bool:
        return self.dati.get("azienda") == NUOVA

    @property
    def persona_nuova(self) -> bool:
        return self.dati.get("contatto") == NUOVA and bool(self.azienda or self.azienda_nuova)

    @property
    def moduli(self) -> list[forms.BaseForm]:
        """The forms that this page is made of, given what was chosen, in the order of the page."""
        forse = [(self.impresa, self.azienda_nuova), (self.persona, self.persona_nuova)]
        return [self.testa, *(form for form, serve in forse if serve), self.domande]

    def is_valid(self) -> bool:
        giudizi = [form.is_valid() for form in self.moduli]
        return all(giudizi)

    @property
    def campi(self) -> dict[str, Any]:
        """What `azioni.crea` and `azioni.modifica` want."""
        campi = {nome: valore for nome, valore in self.testa.cleaned_data.items() if nome != "pubblico"}
        return campi | {"risposte": self.domande.risposte}

    @property
    def persone(self) -> list[Contatto]:
        """Who may be chosen: the people of the company chosen."""
        return list(self.azienda.contatti.filter(attivo=True)) if self.azienda else []

    @property
    def contatto(self) -> str:
        return self.dati.get("contatto", "")

    def differenze(self, pratica: Pratica) -> dict[str, list[str]]:
        """Where what was typed differs from the pratica as it is now: label → [now, typed]."""
        attuale = Scheda(da_pratica(pratica), utente=self.utente, pratica=pratica)
        coppie = zip(attuale.moduli, self.moduli, strict=False)
        campi = ((a[nome], b[nome]) for a, b in coppie for nome in a.fields if nome in b.fields)
        letti = ((str(a.label), detto(a), detto(b)) for a, b in campi)
        return {nome: [prima, dopo] for nome, prima, dopo in letti if prima != dopo}

    @property
    def nuove(self) -> dict[str, Mapping[str, Any] | None]:
        """The company and the person to be made first, if any."""
        return {
            "impresa": self.impresa.campi if self.azienda_nuova else None,
            "persona": self.persona.campi if self.persona_nuova else None,
        }


def da_conservare(dati: QueryDict) -> dict[str, list[str]] | None:
    """Of what was posted, the part that is the scheda: what a minuta keeps. None when it is too long."""
    campi = {nome: dati.getlist(nome) for nome in dati if _NOMI.fullmatch(nome)}
    troppo = sum(len(valore) for valori in campi.values() for valore in valori) > _LUNGHEZZA_MASSIMA
    return None if troppo else campi


def da_minuta(minuta: Minuta) -> QueryDict:
    """As if it had just been posted again."""
    dati = QueryDict(mutable=True)
    for nome, valori in minuta.campi.items():
        dati.setlist(nome, valori)
    return dati


def da_pratica(pratica: Pratica | None) -> QueryDict:
    """The scheda as it stands, in the form in which it would be posted; the defaults for a new one."""
    dati = QueryDict(mutable=True)
    if pratica is None:
        dati.update({"canale": Canale.SPORTELLO, "priorita": Priorita.NORMALE, "pubblico": Pubblico.UFFICIO})
        return dati
    semplici = (
        "azienda_id",
        "contatto_id",
        "servizio_id",
        "settore_id",
        "oggetto",
        "quesito",
        "canale",
        "priorita",
    )
    for nome in semplici:
        dati[nome.removesuffix("_id")] = str(getattr(pratica, nome) or "")
    dati.setlist("paesi", [str(pk) for pk in pratica.paesi.values_list("pk", flat=True)])
    for nome, valore in pratica.risposte.items():
        dati.setlist(f"domanda-{nome}", valore if isinstance(valore, list) else [str(valore)])
    dati["pubblico"] = Pubblico.UFFICIO
    return dati


def _voci(modello: type[Voce], gia: Any) -> QuerySet[Any]:
    """The entries that may be chosen, with those that the pratica has already."""
    return modello._default_manager.filter(Q(attiva=True) | Q(pk__in=gia))


def detto(campo: forms.BoundField) -> str:
    """The value of a field in the words that people read."""
    valore = campo.value()
    valori = [str(v) for v in valore] if isinstance(valore, list) else [str(valore or "")]
    scelte = {str(chiave): str(nome) for chiave, nome in getattr(campo.field, "choices", ())}
    return ", ".join(scelte.get(v, v) for v in valori)
