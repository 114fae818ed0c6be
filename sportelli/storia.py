"""What happened to a scheda aziendale, as the database recorded it, in the words that people read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.db.models import Model

from sportelli.models import Azienda, Contatto, Utente

TACIUTI = {"id", "sportello", "creata_il", "aggiornata_il", "versione", "azienda"}
TAGLIO = 200


@dataclass
class Fatto:
    """One thing that happened: a row of the timeline."""

    quando: datetime
    da: Any
    get_genere_display: str
    differenze: dict[str, list[str]] = field(default_factory=dict)
    contesto: Any = None
    motivo: str = ""


def storia_di(azienda: Azienda) -> list[Fatto]:
    """Newest first: the scheda, its markets and its people; what was done together is one row."""
    fatti = [*_scheda(azienda), *_mercati(azienda), *_persone(azienda)]
    fatti.sort(key=lambda fatto: (fatto.quando, str(fatto.contesto)), reverse=True)
    uniti = [_uniti(list(gruppo)) for _, gruppo in groupby(fatti, key=_insieme)]
    _nomina(uniti)
    return uniti


def _scheda(azienda: Azienda) -> Iterator[Fatto]:
    versioni = _eventi("AziendaEvent", pgh_obj_id=azienda.pk).select_related("ateco", "settore", "provincia")
    yield from _versioni(list(versioni), Azienda, "Scheda creata", "Scheda modificata")


def _persone(azienda: Azienda) -> Iterator[Fatto]:
    eventi = _eventi("ContattoEvent", azienda_id=azienda.pk).order_by("pgh_obj_id", "pgh_id")
    for _, versioni in groupby(eventi, key=attrgetter("pgh_obj_id")):
        righe = list(versioni)
        nome = righe[-1].nome
        yield from _versioni(righe, Contatto, f"Contatto aggiunto: {nome}", f"Contatto modificato: {nome}")


def _mercati(azienda: Azienda) -> Iterator[Fatto]:
    for modello, nome in (("MercatoAziendaEvent", "mercati"), ("ObiettivoAziendaEvent", "mercati_obiettivo")):
        etichetta = _etichetta(Azienda, nome)
        for evento in _eventi(modello, azienda_id=azienda.pk).select_related("paese"):
            paese = str(evento.paese)
            prima_dopo = ["", paese] if evento.pgh_label == "aggiunto" else [paese, ""]
            yield _fatto(evento, "Scheda modificata", {etichetta: prima_dopo})


def _eventi(modello: str, **filtro: Any) -> Any:
    righe = apps.get_model("sportelli", modello)._default_manager.filter(**filtro)
    return righe.select_related("pgh_context").order_by("pgh_id")


def _versioni(righe: Sequence[Any], modello: type[Model], nata: str, cambiata: str) -> Iterator[Fatto]:
    if righe:
        yield _fatto(righe[0], nata, {})
    for prima, dopo in pairwise(righe):
        if differenze := _differenze(prima, dopo, modello):
            yield _fatto(dopo, cambiata, differenze)


def _differenze(prima: Any, dopo: Any, modello: type[Model]) -> dict[str, list[str]]:
    """{label: [before, after]} of the fields that changed, in words."""
    return {
        _etichetta(modello, nome): [_parola(prima, nome), _parola(dopo, nome)]
        for nome in (campo.name for campo in modello._meta.concrete_fields if campo.name not in TACIUTI)
        if _parola(prima, nome) != _parola(dopo, nome)
    }


def _parola(riga: Any, nome: str) -> str:
    mostra = getattr(riga, f"get_{nome}_display", None)
    valore = mostra() if mostra else getattr(riga, nome)
    if isinstance(valore, bool):
        return "sì" if valore else "no"
    testo = "" if valore is None else str(valore)
    return testo if len(testo) <= TAGLIO else f"{testo[:TAGLIO]}…"


def _etichetta(modello: type[Model], nome: str) -> str:
    testo = str(getattr(modello._meta.get_field(nome), "verbose_name", nome))
    return testo[:1].upper() + testo[1:]


def _fatto(evento: Any, genere: str, differenze: dict[str, list[str]]) -> Fatto:
    contesto = evento.pgh_context
    chi = contesto.metadata.get("utente") if contesto else None
    return Fatto(evento.pgh_created_at, chi, genere, differenze, contesto=evento.pgh_context_id)


def _insieme(fatto: Fatto) -> Any:
    """Rows written by one request, or in one transaction, belong together."""
    return fatto.contesto or fatto.quando


def _uniti(fatti: list[Fatto]) -> Fatto:
    nata = next((fatto for fatto in fatti if fatto.get_genere_display == "Scheda creata"), None)
    primo = nata or fatti[0]
    if nata is None:
        for altro in fatti[1:]:
            for etichetta, (prima, dopo) in altro.differenze.items():
                mia = primo.differenze.setdefault(etichetta, ["", ""])
                mia[:] = [_e(mia[0], prima), _e(mia[1], dopo)] if mia != [prima, dopo] else mia
    return primo


def _e(uno: str, altro: str) -> str:
    return ", ".join(parte for parte in dict.fromkeys((uno, altro)) if parte)


def _nomina(fatti: Iterable[Fatto]) -> None:
    """Puts the people in the place of their ids, with one query."""
    fatti = list(fatti)
    persone = Utente.objects.in_bulk([fatto.da for fatto in fatti if fatto.da])
    for fatto in fatti:
        fatto.da = persone.get(fatto.da)
