"""Sums kept true by the worker: rows that changed are taken out of their cells and put back, all or nothing.

Whoever writes a row leaves a line in a queue (a trigger, in the same transaction). A round takes some lines,
finds what those rows gave and what they give now, sums again the cells of both, and forgets the lines: in one
transaction, holding the row of its Conteggio, so that two workers never meet and one killed in the middle has
done nothing. Making everything anew gives the same cells.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import attrgetter
from typing import Any

from django.db import connection, models, transaction

from nucleo import tempo
from nucleo.models import Chiusura
from sportelli import presenze, totali
from sportelli.gruppi import raggruppa
from sportelli.models.aggregati import Cella, Conteggio, Contributo, DaContare, Gruppo, Presenza, Totale

IN_UN_GIRO = 1000
IN_BLOCCO = 5000
# A sweep must be quick: what is left over, the next one does.
SECONDI = 15.0

Indirizzo = tuple[date, int, int, int]
Calcolo = Callable[[str, Sequence[int]], Iterable[Contributo]]


@dataclass(frozen=True)
class Aggregato:
    """One kind of sums.

    `generi` maps what changes, as the queue calls it, to the kinds of Contributo that it gives. `unita` are
    the measures that count rows: where there are some, they must be enough to be told (C5). `tutte` answers
    all of a kind that may give something, and `toccate` those whose working days fall within a closure.
    Without `gruppi` nothing of it is told to other offices; without `presenze` companies are not counted.
    `noti` answers the contributions that TP reads one by one, and makes groups of each office for it;
    `definitivi` says that a group once told does not change.
    """

    nome: str
    contributi: type[Contributo]
    celle: type[Cella]
    totali: type[Totale]
    gruppi: type[Gruppo] | None
    coda: type[DaContare]
    generi: Mapping[str, Sequence[str]]
    unita: Sequence[str]
    calcola: Calcolo
    tutte: Callable[[str], "models.QuerySet[Any, Any]"]
    toccate: Callable[[date, date, str, str], "models.QuerySet[Any, Any] | None"]
    presenze: type[Presenza] | None = None
    noti: "Callable[[], models.QuerySet[Any, Any]] | None" = None
    definitivi: bool = False

    @property
    def misure(self) -> list[str]:
        """The measures: what a cell has, and its key does not."""
        chiave = {campo.name for campo in Cella._meta.get_fields()} | {"id"}
        return [c.name for c in self.celle._meta.concrete_fields if c.name not in chiave]

    def raggruppa(self) -> None:
        """Makes the groups that others may read, if they may read any."""
        if self.gruppi is None:
            return
        noti = self.noti() if self.noti else None
        raggruppa(self.celle, self.gruppi, self.unita, self.misure, noti=noti, definitivi=self.definitivi)


# --- What changed ------------------------------------------------------------------------------------------


def aggiorna(aggregato: Aggregato) -> int:
    """Sums again what has changed; how many lines of the queue it took. Another worker at it: none."""
    fine = time.monotonic() + SECONDI
    fatte = 0
    while True:
        prese = _giro(aggregato)
        fatte += prese
        if prese < IN_UN_GIRO or time.monotonic() > fine:
            return fatte


@transaction.atomic
def _giro(aggregato: Aggregato) -> int:
    conteggio = _tieni(aggregato, aspetta=False)
    if conteggio is None:
        return 0
    _accoda_per_chiusure(aggregato, conteggio)
    coda: Any = aggregato.coda._default_manager
    righe = list(coda.order_by("pk")[:IN_UN_GIRO])
    toccati = _rimisura(aggregato, righe)
    riconta(aggregato, toccati)
    coda.filter(pk__in=[riga.pk for riga in righe]).delete()
    _concludi(aggregato, conteggio)
    return len(righe)


def _tieni(aggregato: Aggregato, *, aspetta: bool) -> Conteggio | None:
    """The row that says who is at it, held until the end of the transaction."""
    Conteggio.objects.bulk_create([Conteggio(nome=aggregato.nome)], ignore_conflicts=True)
    tenuta = Conteggio.objects.select_for_update(skip_locked=not aspetta)
    return tenuta.filter(nome=aggregato.nome).first()


def _rimisura(aggregato: Aggregato, righe: Iterable[DaContare]) -> set[Indirizzo]:
    """Writes anew what these rows give, and when their companies were there; the addresses they gave to, and
    give to now."""
    per_genere: dict[str, set[int]] = defaultdict(set)
    for riga in righe:
        per_genere[riga.genere].add(riga.origine)
    tabella: Any = aggregato.contributi._default_manager
    toccati: set[Indirizzo] = set()
    aziende: set[int] = set()
    for genere, origini in per_genere.items():
        vecchi = tabella.filter(origine__in=origini, genere__in=aggregato.generi[genere])
        toccati |= {_indirizzo(*riga) for riga in vecchi.values_list(*CHIAVE)}
        nuovi = list(aggregato.calcola(genere, sorted(origini)))
        if aggregato.presenze:
            aziende |= {*vecchi.values_list("azienda", flat=True), *map(attrgetter("azienda_id"), nuovi)}
        vecchi.delete()
        _scrivi(aggregato, nuovi)
        toccati |= {_indirizzo(*(getattr(nuovo, campo) for campo in CHIAVE)) for nuovo in nuovi}
    if aggregato.presenze:
        presenze.riscrivi(aggregato.presenze, aggregato.contributi, aziende)
    return toccati


def _scrivi(aggregato: Aggregato, nuovi: Sequence[Contributo]) -> None:
    """Adds contributions by COPY: as values of a statement they cost twenty times as much to be written."""
    modello = aggregato.contributi
    colonne = [campo.attname for campo in modello._meta.concrete_fields if not campo.primary_key]
    with connection.cursor() as cursore:
        istruzione = f"COPY {modello._meta.db_table} ({', '.join(colonne)}) FROM STDIN"
        with cursore.copy(istruzione) as copia:
            for riga in map(attrgetter(*colonne), nuovi):
                copia.write_row(riga)


CHIAVE = ("mese", "sportello_id", "servizio_id", "settore_id")


def _indirizzo(mese: date, sportello: int, servizio: int | None, settore: int | None) -> Indirizzo:
    return mese, sportello, servizio or 0, settore or 0


def _concludi(aggregato: Aggregato, conteggio: Conteggio) -> None:
    """Writes that all is up to now, if it is. Groups are made once a day: seen twice, they tell less."""
    if not aggregato.coda._default_manager.exists():
        if conteggio.gruppi_del != tempo.oggi():
            aggregato.raggruppa()
            conteggio.gruppi_del = tempo.oggi()
        conteggio.aggiornato_il = tempo.adesso()
    conteggio.save()


def _accoda_per_chiusure(aggregato: Aggregato, conteggio: Conteggio) -> None:
    """Closure days that came, changed or went since the last time change the working days of some rows."""
    ora = [list(riga) for riga in _chiusure()]
    for dal, al, provincia in {tuple(r) for r in ora} ^ {tuple(r) for r in conteggio.chiusure}:
        for genere in aggregato.generi:
            toccate = aggregato.toccate(date.fromisoformat(dal), date.fromisoformat(al), provincia, genere)
            if toccate is not None:
                accoda(aggregato, genere, toccate)
    conteggio.chiusure = ora


def _chiusure() -> list[tuple[str, str, str]]:
    righe = Chiusura.objects.order_by("dal", "al", "provincia").values_list("dal", "al", "provincia")
    return [(dal.isoformat(), al.isoformat(), provincia) for dal, al, provincia in righe]


def accoda(aggregato: Aggregato, genere: str, chiavi: "models.QuerySet[Any, Any]") -> None:
    """Puts rows in the queue, by a question that answers their keys."""
    coda: Any = aggregato.coda._default_manager
    for blocco in _a_blocchi(chiavi.order_by("pk")):
        coda.bulk_create([aggregato.coda(genere=genere, origine=pk) for pk in blocco])


def _a_blocchi(righe: "models.QuerySet[Any, Any]") -> Iterator[list[int]]:
    """The keys of many rows, some thousands at a time."""
    chiavi = righe.values_list("pk", flat=True).iterator(IN_BLOCCO)
    while blocco := list(islice(chiavi, IN_BLOCCO)):
        yield blocco


# --- Cells -------------------------------------------------------------------------------------------------

TOGLI = """
DELETE FROM {celle} c USING unnest(%s::date[], %s::bigint[], %s::bigint[], %s::bigint[]) k(mese, uf, se, st)
WHERE c.mese = k.mese AND c.sportello_id = k.uf
  AND coalesce(c.servizio_id, 0) = k.se AND coalesce(c.settore_id, 0) = k.st
"""
# Side by side as they are read: the totals, then country by country, month by month.
SOMMA = """
INSERT INTO {celle} (mese, sportello_id, servizio_id, settore_id, paese_id, {misure})
SELECT c.mese, c.sportello_id, c.servizio_id, c.settore_id, p.paese, {somme}
FROM {contributi} c {quali}
CROSS JOIN LATERAL (SELECT NULL::bigint AS paese UNION ALL SELECT unnest(c.paesi)) p
GROUP BY 1, 2, 3, 4, 5 ORDER BY p.paese NULLS FIRST, c.mese
"""
QUALI = """
JOIN unnest(%s::date[], %s::bigint[], %s::bigint[], %s::bigint[]) k(mese, uf, se, st)
  ON c.mese = k.mese AND c.sportello_id = k.uf
 AND coalesce(c.servizio_id, 0) = k.se AND coalesce(c.settore_id, 0) = k.st
"""


def riconta(aggregato: Aggregato, indirizzi: Collection[Indirizzo]) -> None:
    """Sums again the cells at these addresses, for all countries."""
    colonne = [list(colonna) for colonna in zip(*sorted(indirizzi), strict=True)]
    if not colonne:
        return
    with connection.cursor() as cursore:
        cursore.execute(TOGLI.format(**_nomi(aggregato)), colonne)
        cursore.execute(SOMMA.format(quali=QUALI, **_nomi(aggregato)), colonne)
    quali = {(mese, sportello) for mese, sportello, *_ in indirizzi}
    totali.riscrivi(aggregato.totali, aggregato.celle, aggregato.misure, quali)


def _nomi(aggregato: Aggregato) -> dict[str, str]:
    misure = aggregato.misure
    return {
        "celle": aggregato.celle._meta.db_table,
        "contributi": aggregato.contributi._meta.db_table,
        "misure": ", ".join(misure),
        "somme": ", ".join(f"sum(c.{misura})" for misura in misure),
    }


# --- Everything anew ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Differenze:
    """What making everything anew found: sums, cells and months, that were not what rows say."""

    somme: int
    sbagliate: int

    @property
    def nessuna(self) -> bool:
        return not self.sbagliate


def rifai(aggregato: Aggregato, *, prova: bool = False) -> Differenze:
    """Sums everything from nothing, and says how many were wrong; with `prova` nothing changes."""
    with transaction.atomic():
        conteggio = _tieni(aggregato, aspetta=True)
        assert conteggio is not None  # noqa: S101  # for mypy: who waits gets it
        _fotografa(aggregato)
        aggregato.coda._default_manager.all().delete()
        _svuota(aggregato)
        _misura_tutto(aggregato)
        conteggio.chiusure = _chiusure()
        conteggio.gruppi_del = None
        _concludi(aggregato, conteggio)
        differenze = _confronta(aggregato)
        transaction.set_rollback(prova)
    return differenze


def _svuota(aggregato: Aggregato) -> None:
    """Empties whatever is made of rows; groups too, which are made again at once."""
    for modello in (aggregato.contributi, aggregato.gruppi, *_rifatte(aggregato)):
        if modello is not None:
            modello._default_manager.all().delete()


def _misura_tutto(aggregato: Aggregato) -> None:
    for genere in aggregato.generi:
        for blocco in _a_blocchi(aggregato.tutte(genere).order_by("pk")):
            _scrivi(aggregato, list(aggregato.calcola(genere, blocco)))
    with connection.cursor() as cursore:
        cursore.execute(SOMMA.format(quali="", **_nomi(aggregato)))
    if aggregato.presenze:
        presenze.scrivi(aggregato.presenze, aggregato.contributi)
    totali.scrivi(aggregato.totali, aggregato.celle, aggregato.misure)


# What was there is compared by the database: a network of some years has millions of cells.
FOTOGRAFA = "CREATE TEMP TABLE prima_{tavola} AS SELECT {colonne} FROM {tavola}"
CONFRONTA = """
WITH prima AS (SELECT {colonne} FROM prima_{tavola}), dopo AS (SELECT {colonne} FROM {tavola})
SELECT (SELECT count(*) FROM dopo),
       (SELECT count(*) FROM (SELECT * FROM prima EXCEPT SELECT * FROM dopo) tolte)
     + (SELECT count(*) FROM (SELECT * FROM dopo EXCEPT SELECT * FROM prima) nuove)
"""


def _rifatte(aggregato: Aggregato) -> "list[type[models.Model]]":
    """What must be the same when it is made anew."""
    tutte: list[type[models.Model] | None] = [aggregato.celle, aggregato.totali, aggregato.presenze]
    return [modello for modello in tutte if modello is not None]


def _tavole(aggregato: Aggregato) -> Iterator[dict[str, str]]:
    """The names of each table of those, and of its columns but for its own key."""
    for modello in _rifatte(aggregato):
        colonne = [campo.attname for campo in modello._meta.concrete_fields if not campo.primary_key]
        yield {"tavola": modello._meta.db_table, "colonne": ", ".join(colonne)}


def _fotografa(aggregato: Aggregato) -> None:
    """Sets everything aside."""
    with connection.cursor() as cursore:
        for tavola in _tavole(aggregato):
            cursore.execute(FOTOGRAFA.format(**tavola))


def _confronta(aggregato: Aggregato) -> Differenze:
    """What there is now beside what was set aside."""
    quante = sbagliate = 0
    with connection.cursor() as cursore:
        for tavola in _tavole(aggregato):
            cursore.execute(CONFRONTA.format(**tavola))
            trovate, diverse = cursore.fetchone() or (0, 0)
            quante, sbagliate = quante + trovate, sbagliate + diverse
            cursore.execute("DROP TABLE prima_{tavola}".format(**tavola))
    return Differenze(quante, sbagliate)
