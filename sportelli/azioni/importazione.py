"""Bringing in the archive of a Chamber: thousands of companies in a few queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pghistory
from django.apps import apps
from django.db import transaction

from nucleo import tempo
from sportelli.models import Azienda, Contatto, Sportello

Campi = Mapping[str, Any]
PONTI = {"mercati": Azienda.mercati.through, "mercati_obiettivo": Azienda.mercati_obiettivo.through}
CHIAVI = ("ateco", "settore", "provincia")
BLOCCO = 1000
SERVIZIO = ("aggiornata_il", "versione")
# In the history, what an import writes is told apart by this word of its context.
IMPORTAZIONE = "importazione"


@dataclass(frozen=True)
class SchedaAziendale:
    """A company as an archive tells of it: fields of Azienda already cleaned, and its people."""

    campi: Campi
    contatti: list[dict[str, str]] = field(default_factory=list)

    @property
    def codice(self) -> str:
        """What tells companies apart: the partita IVA or, where there is none, the codice fiscale."""
        return str(self.campi["partita_iva"] or self.campi["codice_fiscale"])


@dataclass(frozen=True)
class Importata:
    """What the archive brought: `cambiati` were blank or as an import had left them; `diversi` stay."""

    azienda: Azienda
    creata: bool
    cambiati: tuple[str, ...] = ()
    diversi: tuple[tuple[str, Any, Any], ...] = ()


@transaction.atomic
def importa_schede(schede: Sequence[SchedaAziendale], *, sportello: Sportello) -> list[Importata]:
    """Brings in companies as the Chamber's archive knows them: new, or into our schede.

    A blank takes the archive's value, and so does what an earlier import wrote; what a person typed stays,
    and is told. The same companies ten times change nothing after the first (I-01). Constant queries.
    """
    with pghistory.context(**{IMPORTAZIONE: sportello.codice}):
        # One import of an office at a time: two would both create what neither has found.
        Sportello.objects.select_for_update(of=("self",)).get(pk=sportello.pk)
        dell_ufficio = Azienda.objects.filter(sportello=sportello).select_for_update(of=("self",))
        rubrica = _Rubrica(dell_ufficio.select_related(*CHIAVI).prefetch_related(*PONTI, "contatti"))
        trovate = [(scheda, rubrica.cerca(scheda.campi)) for scheda in schede]
        create = _crea_tutte([scheda for scheda, esistente in trovate if esistente is None], sportello)
        aggiornate = _aggiorna_tutte(
            [(scheda, azienda) for scheda, azienda in trovate if azienda is not None]
        )
    return [
        Importata(create[scheda.codice], creata=True) if esistente is None else aggiornate[scheda.codice]
        for scheda, esistente in trovate
    ]


class _Rubrica:
    """The companies of an office by code, as `con_codice` finds them, without a query for each."""

    def __init__(self, aziende: Iterable[Azienda]) -> None:
        tutte = list(aziende)
        self._per_iva = {azienda.partita_iva: azienda for azienda in tutte if azienda.partita_iva}
        self._per_fiscale = {azienda.codice_fiscale: azienda for azienda in tutte if azienda.codice_fiscale}

    def cerca(self, campi: Campi) -> Azienda | None:
        if trovata := self._per_iva.get(campi["partita_iva"]):
            return trovata
        omonima = self._per_fiscale.get(campi["codice_fiscale"])
        if omonima is not None and omonima.partita_iva and campi["partita_iva"]:
            return None
        return omonima


def _crea_tutte(schede: Sequence[SchedaAziendale], sportello: Sportello) -> dict[str, Azienda]:
    aziende = {scheda.codice: _nuova(scheda, sportello) for scheda in schede}
    Azienda.objects.bulk_create(aziende.values(), batch_size=BLOCCO)
    _aggiungi_paesi(
        (nome, aziende[scheda.codice], scheda.campi.get(nome, ())) for scheda in schede for nome in PONTI
    )
    _aggiungi_contatti((aziende[scheda.codice], scheda.contatti) for scheda in schede)
    return aziende


def _nuova(scheda: SchedaAziendale, sportello: Sportello) -> Azienda:
    semplici = {nome: valore for nome, valore in scheda.campi.items() if nome not in PONTI}
    return Azienda(sportello=sportello, origine=Azienda.Origine.CAMERA, **semplici)


def _aggiorna_tutte(coppie: Sequence[tuple[SchedaAziendale, Azienda]]) -> dict[str, Importata]:
    diversi = {azienda.pk: _diversi(azienda, scheda.campi) for scheda, azienda in coppie}
    contesi = {
        pk: nome
        for pk, campi in diversi.items()
        for nome, (nostro, _) in campi.items()
        if _pieno(nostro) and nome not in PONTI
    }
    importati = _campi_importati(list(contesi))
    esiti = {}
    for scheda, azienda in coppie:
        esiti[scheda.codice] = _completa(azienda, diversi[azienda.pk], importati.get(azienda.pk, set()))
    cambiate = [esito.azienda for esito in esiti.values() if esito.cambiati]
    semplici = {nome for esito in esiti.values() for nome in esito.cambiati if nome not in PONTI}
    Azienda.objects.bulk_update(cambiate, [*semplici, *SERVIZIO], batch_size=BLOCCO)
    _aggiungi_paesi(
        (nome, azienda, diversi[azienda.pk][nome][1])
        for scheda, azienda in coppie
        for nome in PONTI
        if nome in esiti[scheda.codice].cambiati
    )
    _aggiungi_contatti((azienda, scheda.contatti) for scheda, azienda in coppie if not azienda.contatti.all())
    return esiti


def _completa(azienda: Azienda, diversi: Mapping[str, tuple[Any, Any]], importati: set[str]) -> Importata:
    """Sets what the archive may set, in memory; markets that a person chose are added to by nobody."""
    cambiati = tuple(nome for nome, (nostro, _) in diversi.items() if not _pieno(nostro) or nome in importati)
    for nome in cambiati:
        if nome not in PONTI:
            setattr(azienda, nome, diversi[nome][1])
    if cambiati:
        azienda.aggiornata_il = tempo.adesso()
        azienda.versione += 1
    resto = tuple((nome, *coppia) for nome, coppia in diversi.items() if nome not in cambiati)
    return Importata(azienda, creata=False, cambiati=cambiati, diversi=resto)


def _diversi(azienda: Azienda, campi: Campi) -> dict[str, tuple[Any, Any]]:
    """Our value and the archive's, of each field that the archive fills otherwise."""
    coppie = {
        nome: (_nostro(azienda, nome), _loro(nome, loro)) for nome, loro in campi.items() if _pieno(loro)
    }
    return {nome: (nostro, loro) for nome, (nostro, loro) in coppie.items() if nostro != loro}


def _nostro(azienda: Azienda, nome: str) -> Any:
    return frozenset(getattr(azienda, nome).all()) if nome in PONTI else getattr(azienda, nome)


def _loro(nome: str, valore: Any) -> Any:
    return frozenset(valore) if nome in PONTI else valore


def _pieno(valore: Any) -> bool:
    return bool(valore) or valore == 0 and valore is not False


def _campi_importati(aziende: Sequence[int]) -> dict[int, set[str]]:
    """For each company the fields that an import was the last to change, as the history tells."""
    if not aziende:
        return {}
    evento = apps.get_model("sportelli", "AziendaEvent")
    nomi = [campo.attname for campo in Azienda._meta.concrete_fields]
    versioni = evento._default_manager.filter(pgh_obj__in=aziende).order_by("pgh_id").values(
        "pgh_context__metadata", *nomi
    )  # fmt: skip
    ultime: dict[int, dict[str, Any]] = {}
    importati: dict[int, set[str]] = {pk: set() for pk in aziende}
    for versione in versioni.iterator(chunk_size=BLOCCO):
        prima = ultime.get(versione["id"], {})
        mossi = {nome.removesuffix("_id") for nome in nomi if versione[nome] != prima.get(nome)}
        ultime[versione["id"]] = versione
        if IMPORTAZIONE in (versione["pgh_context__metadata"] or {}):
            importati[versione["id"]] |= mossi
        else:
            importati[versione["id"]] -= mossi
    return importati


def _aggiungi_paesi(voci: Iterable[tuple[str, Azienda, Iterable[Any]]]) -> None:
    righe: dict[str, list[Any]] = {nome: [] for nome in PONTI}
    for nome, azienda, paesi in voci:
        righe[nome] += [PONTI[nome](azienda=azienda, paese=paese) for paese in paesi]
    for nome, ponte in PONTI.items():
        ponte._default_manager.bulk_create(righe[nome], batch_size=BLOCCO)


def _aggiungi_contatti(voci: Iterable[tuple[Azienda, Sequence[Campi]]]) -> None:
    """The people of companies that have none; the first of each is the main one."""
    Contatto.objects.bulk_create(
        (
            Contatto(azienda=azienda, principale=posto == 0, **contatto)
            for azienda, contatti in voci
            for posto, contatto in enumerate(contatti)
        ),
        batch_size=BLOCCO,
    )
