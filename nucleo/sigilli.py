"""The seals on the logs: a chain of fingerprints that tells whether anybody has rewritten the past (S-20).

Triggers refuse changes to the logs; the seals show what was done by whoever can switch triggers off. The
sweep seals what was written some minutes ago, so nobody who writes waits: each seal names its rows, hence one
that is committed late falls into the next. A row's fingerprint includes who did it (pghistory's context).
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.apps import apps
from django.db import connection, models, transaction
from pghistory.models import Event

from nucleo import tempo
from nucleo.models import Consultazione, Sigillo

INTERVALLO = timedelta(minutes=10)
# A request may still be adding to its context; a row older than a day and without a seal was put in later.
MATURO = timedelta(minutes=5)
SCADUTO = timedelta(days=1)
RIGHE = 5_000
MAI = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Difetto:
    """Something in a log that is not as it was sealed."""

    registro: str
    che_cosa: str

    def __str__(self) -> str:
        return f"{self.registro}: {self.che_cosa}"


def sigilla() -> int:
    """Seals what has ripened in every log, every ten minutes; how many rows. The sweep's duty."""
    ultimo = Sigillo.objects.order_by("-apposto_il").values_list("apposto_il", flat=True).first()
    if ultimo is not None and tempo.adesso() - ultimo < INTERVALLO:
        return 0
    return sum(_sigilla(modello) for modello in registri())


def verifica() -> list[Difetto]:
    """Recomputes every seal; what does not match, what is missing, what was slipped in later."""
    return [difetto for modello in registri() for difetto in _difetti(modello)]


def registri() -> list[type[models.Model]]:
    """The tables that only grow: the log of reads and the history of every tracked table."""
    storie = [modello for modello in apps.get_models() if issubclass(modello, Event)]
    veri = [modello for modello in storie if modello._meta.managed and not modello._meta.proxy]
    return [Consultazione, *sorted(veri, key=lambda modello: modello._meta.db_table)]


def testa() -> str:
    """One fingerprint for all the logs as last sealed: kept elsewhere, it proves that no tail was cut off."""
    ultimi = Sigillo.objects.order_by("registro", "-numero").distinct("registro")
    return hashlib.sha256("\n".join(ultimi.values_list("impronta", flat=True)).encode()).hexdigest()


@transaction.atomic
def _sigilla(modello: type[models.Model]) -> int:
    tabella = modello._meta.db_table
    ultimo = Sigillo.objects.select_for_update().filter(registro=tabella).order_by("-numero").first()
    dal = ultimo.apposto_il - SCADUTO if ultimo else MAI
    righe = _senza_sigillo(modello, dal, tempo.adesso() - MATURO)
    if not righe:
        return 0
    sigillo = Sigillo(
        registro=tabella,
        numero=ultimo.numero + 1 if ultimo else 1,
        righe=righe,
        colonne=[campo.column for campo in modello._meta.concrete_fields],
        precedente=ultimo.impronta if ultimo else "",
    )
    sigillo.impronta = _impronta(modello, sigillo)
    sigillo.save()
    return len(righe)


def _difetti(modello: type[models.Model]) -> Iterator[Difetto]:
    tabella, precedente, numero = modello._meta.db_table, "", 0
    for sigillo in Sigillo.objects.filter(registro=tabella).order_by("numero").iterator(chunk_size=50):
        numero += 1
        if (sigillo.numero, sigillo.precedente) != (numero, precedente):
            yield Difetto(tabella, f"la catena si interrompe prima del sigillo {sigillo.numero}")
        if _impronta(modello, sigillo) != sigillo.impronta:
            yield Difetto(tabella, f"le righe del sigillo {sigillo.numero} non sono più quelle")
        numero, precedente = sigillo.numero, sigillo.impronta
    tardive = _senza_sigillo(modello, MAI, tempo.adesso() - SCADUTO)
    if tardive:
        yield Difetto(tabella, f"righe mai sigillate: {tardive[:10]}")


def _senza_sigillo(modello: type[models.Model], dal: datetime, al: datetime) -> list[int]:
    """The keys of the rows of that time that are in no seal, oldest first, up to one batch."""
    # A row is older than its seal: seals from before `dal` hold none of these.
    sigilli = Sigillo.objects.filter(registro=modello._meta.db_table, apposto_il__gte=dal)
    gia = sigilli.annotate(riga=models.Func("righe", function="unnest")).values("riga")
    quando = "quando" if modello is Consultazione else "pgh_created_at"
    righe = modello._default_manager.filter(**{f"{quando}__range": (dal, al)}).exclude(pk__in=gia)
    return list(righe.order_by("pk").values_list("pk", flat=True)[:RIGHE])


def _impronta(modello: type[models.Model], sigillo: Sigillo) -> str:
    """Of the seal before, the names of the columns, and the rows' contents as PostgreSQL writes them."""
    nomi = [connection.ops.quote_name(colonna) for colonna in sigillo.colonne]
    contesto = (
        ", (SELECT c.metadata::text FROM pghistory_context c WHERE c.id = r.pgh_context_id)"
        if "pgh_context_id" in sigillo.colonne
        else ""
    )
    colonne = ", ".join(f"r.{nome}::text" for nome in nomi)
    with connection.cursor() as cursore:
        cursore.execute(
            f"SELECT json_build_array({colonne}{contesto})::text"  # noqa: S608  # names of our own tables
            f" FROM {connection.ops.quote_name(modello._meta.db_table)} r"
            f" WHERE r.{connection.ops.quote_name(modello._meta.pk.attname)} = ANY(%s)",
            [sigillo.righe],
        )
        contenuti = [riga for (riga,) in cursore.fetchall()]
    impronta = hashlib.sha256()
    righe = ",".join(str(riga) for riga in sigillo.righe)
    for parte in (sigillo.precedente, ",".join(sigillo.colonne), righe, *sorted(contenuti)):
        impronta.update(parte.encode() + b"\n")
    return impronta.hexdigest()
