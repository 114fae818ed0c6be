"""The text by which pratiche are searched: never one that a reader may not see (C4, C6)."""

from django.db import transaction

from pratiche import scheda
from pratiche.azioni.verbo import cambia, tieni
from pratiche.models import Pratica
from pratiche.riservatezza.azienda import dimensione
from pratiche.riservatezza.veli import veli_delle_aziende

PER_VOLTA = 500


def scrivi_testo_ricerca(pratica: Pratica) -> None:
    """Writes what the pratica is searched by: what every reader sees of it, and nothing that one may not.

    Contacts and people of the company are masked; of a riservata the company is not there at all.
    """
    nascoste = [pratica] if pratica.riservata else []
    velo = veli_delle_aziende([pratica], nascoste)[pratica.pk]
    righe = [*_azienda(pratica), *(velo(testo) for testo in _testi(pratica)), *_parole(pratica)]
    cambia(pratica, testo_ricerca="\n".join(riga for riga in righe if riga))


def _azienda(pratica: Pratica) -> list[str]:
    azienda = pratica.azienda
    profilo = [dimensione(azienda), str(azienda.provincia or ""), str(azienda.settore or "")]
    return profilo if pratica.riservata else [azienda.ragione_sociale, azienda.comune, *profilo]


def _testi(pratica: Pratica) -> list[str]:
    risposte = scheda.risposte_leggibili([pratica])[pratica.pk]
    return [
        pratica.oggetto,
        pratica.quesito,
        *(risposta for _, risposta in risposte),
        pratica.risposta,
        pratica.fonti,
    ]


def _parole(pratica: Pratica) -> list[str]:
    paesi = (str(paese) for paese in pratica.paesi.all())
    fornitori = pratica.incarichi.values_list("fornitore__ragione_sociale", flat=True)
    return [pratica.numero, str(pratica.servizio), str(pratica.settore), *paesi, *fornitori]


def riscrivi_testi_di_ricerca() -> int:
    """Writes the search texts that a trigger has emptied, since a company or its people changed; how many."""
    da_scrivere = Pratica.objects.filter(testo_ricerca="").order_by("pk")
    return sum(_riscrivi(pk) for pk in da_scrivere.values_list("pk", flat=True)[:PER_VOLTA])


@transaction.atomic
def _riscrivi(pk: int) -> bool:
    pratica = Pratica.objects.select_related("sportello").get(pk=pk)
    tieni(pratica)
    scrivi_testo_ricerca(pratica)
    return True
