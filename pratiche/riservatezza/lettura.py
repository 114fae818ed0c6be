"""What the page of a pratica is read from: few questions, as many however full the folder is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, prefetch_related_objects

from pratiche.models import Chiarimento, Decisione, Incarico, Intervento, Pratica, VersioneDecisione
from pratiche.querysets import PraticaQuerySet
from pratiche.riservatezza.livelli import Livello, livello
from sportelli.models import Fornitore, Utente

UNITE = (
    *("azienda__settore", "azienda__provincia", "azienda__ateco", "sportello__gruppo", "servizio", "settore"),
    *("contatto", "assegnata_a", "referente", "creata_da"),
)
# The rows of the folder that other offices do not read, with the people named in each.
PERSONE_E_RIGHE = {
    "passi": ["da"],
    "note": ["autore"],
    "allegati": ["caricato_da"],
    "condivisioni": ["con__gruppo", "da"],
}


@dataclass(frozen=True)
class Lettura:
    """A pratica with its folder; what others may not read stays empty when the reader is another office."""

    pratica: Any  # one of the `leggibili`
    livello: Livello
    decisioni: Sequence[tuple[Decisione, Sequence[VersioneDecisione]]] = ()
    chiarimenti: Sequence[tuple[Chiarimento, Sequence[Intervento]]] = ()


def leggibili(utente: Utente) -> PraticaQuerySet:
    """The pratiche that this person sees, each with all that its page says of it outside the folder."""
    visibili = Pratica.objects.visibili_a(utente).select_related(*UNITE).defer("testo_ricerca", "ricerca")
    return visibili.con_aziende_passate().con_lettori().con_paesi().con_mercati()


def leggi(pratica: Pratica, utente: Utente) -> Lettura:
    """The folder of one of the `leggibili`: a question for each kind of row."""
    come = livello(pratica, utente)
    if come == Livello.RETE:
        prefetch_related_objects([pratica], _incarichi(utente))
        return Lettura(pratica, come)
    prefetch_related_objects([pratica], _incarichi(utente), *map(_raccolta, PERSONE_E_RIGHE))
    versioni = VersioneDecisione.objects.filter(decisione__pratica=pratica).select_related(
        "autore", "decisione__referente", "decisione__per_sportello", "decisione__per_tp"
    )
    interventi = Intervento.objects.filter(chiarimento__pratica=pratica).select_related(
        "autore", "chiarimento__chiesto_da", "chiarimento__destinatario"
    )
    return Lettura(
        pratica,
        come,
        _discussi(versioni, "decisione", pratica),
        _discussi(interventi, "chiarimento", pratica),
    )


def _raccolta(relazione: str) -> Prefetch[str]:
    modello: Any = Pratica._meta.get_field(relazione).related_model
    righe = modello._default_manager.select_related(*PERSONE_E_RIGHE[relazione])
    return Prefetch(relazione, righe)


def _incarichi(utente: Utente) -> Prefetch[str]:
    """The suppliers engaged; `apribile` says whether this person may open the supplier's page."""
    suoi = Fornitore.objects.visibili_a(utente).filter(pk=OuterRef("fornitore"))
    righe = Incarico.objects.select_related("fornitore", "da").annotate(apribile=Exists(suoi))
    return Prefetch("incarichi", righe)


def _discussi(righe: QuerySet[Any], di: str, pratica: Pratica) -> list[tuple[Any, list[Any]]]:
    """What the rows are about, in its order, each with its own rows in theirs; one question for both."""
    ordinate = righe.order_by(di, *righe.model._meta.ordering)
    discussi = [(oggetto, list(sue)) for oggetto, sue in groupby(ordinate, key=attrgetter(di))]
    for oggetto, _ in discussi:
        oggetto.pratica = pratica
    return discussi
