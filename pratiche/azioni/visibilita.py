"""The grants compared with the law of C4, all at once, and put right (A-06)."""

import time
from datetime import time as ora
from datetime import timedelta

from django.db import connection, transaction

from nucleo import tempo
from nucleo.visibilita import permesso_di_lettura
from pratiche.azioni.verbo import concedi, tieni
from pratiche.models import ConcessionePratica, Pratica, VerificaVisibilita

MEZZANOTTE, FINO_ALLE = ora(0), timedelta(hours=6)
Concessa = tuple[int, int, object]

# The law on one side, the grants on the other; one to read with another permission is none.
MANCANTI = "({dovute}) EXCEPT ({concesse} WHERE permission_id = {permesso})"
DI_TROPPO = "({concesse}) EXCEPT (SELECT * FROM ({dovute}) d)"
CONCESSE = "SELECT content_object_id, group_id, fino_al FROM {tabella}"


def verifica_visibilita(*, ripara: bool = False) -> VerificaVisibilita:
    """Recomputes the law for every pratica and compares it with the grants that are there; keeps the outcome.

    With `ripara` the grants of the pratiche that drifted are rewritten, one transaction each.
    """
    inizio = time.monotonic()
    mancanti, di_troppo = deriva()
    storte = {riga[0] for riga in (*mancanti, *di_troppo)}
    return VerificaVisibilita.objects.create(
        pratiche=Pratica.objects.count(),
        mancanti=len(mancanti),
        di_troppo=len(di_troppo),
        riparate=sum(_ripara(pk) for pk in sorted(storte)) if ripara else 0,
        durata=timedelta(seconds=time.monotonic() - inizio),
    )


def verifica_notturna() -> VerificaVisibilita | None:
    """The check of the day, from midnight to six in Rome, if nobody has run it yet: the sweep's duty."""
    alba = tempo.ora_di_roma(tempo.oggi(), MEZZANOTTE)
    notte = tempo.adesso() < alba + FINO_ALLE
    if not notte or VerificaVisibilita.objects.filter(eseguita_il__gte=alba).exists():
        return None
    return verifica_visibilita()


def deriva() -> tuple[list[Concessa], list[Concessa]]:
    """The grants that the law asks for and are not there, and those that are there against the law."""
    dovute, parametri = Pratica.objects.concessioni_dovute().query.sql_with_params()
    parti = {
        "dovute": dovute,
        "concesse": CONCESSE.format(tabella=ConcessionePratica._meta.db_table),
        "permesso": permesso_di_lettura(Pratica).pk,
    }
    with connection.cursor() as cursore:
        cursore.execute(MANCANTI.format(**parti), parametri)
        mancanti = cursore.fetchall()
        cursore.execute(DI_TROPPO.format(**parti), parametri)
        return mancanti, cursore.fetchall()


@transaction.atomic
def _ripara(pk: int) -> bool:
    pratica = Pratica.objects.select_related("sportello").filter(pk=pk).first()
    if pratica is None:
        return False
    tieni(pratica)
    concedi(pratica)
    return True
