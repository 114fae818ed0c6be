"""Keyset pages: where a page begins is said by the key of a row, never by counting the rows before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import F, Field, Func, Model, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.lookups import GreaterThan, LessThan

M = TypeVar("M", bound=Model)
CHIAVE = "chiave_di_ordine"


class CursoreNonValido(Exception):
    """The address names a place of the list that this program did not write, or not for this order."""


@dataclass(frozen=True)
class Ordine:
    """One way of sorting: a field or an expression; ties are broken by the primary key.

    Nulls count as the greatest value, as PostgreSQL's indexes have them. `nullo` says that there may be some.
    """

    campo: str | Combinable
    nullo: bool = False

    @property
    def espressione(self) -> Combinable:
        return F(self.campo) if isinstance(self.campo, str) else self.campo


@dataclass(frozen=True)
class Verso:
    """An order and its direction, by the name it has in the address: `-scadenza`."""

    nome: str
    ordine: Ordine

    @property
    def discende(self) -> bool:
        return self.nome.startswith("-")


@dataclass(frozen=True)
class Pagina(Generic[M]):
    """The rows of one page, and the cursors of its neighbours (None where the list ends)."""

    righe: Sequence[M]
    prima: str | None
    dopo: str | None


class _Riga(Func):
    """`ROW(a, b)`: compared as one, so that one index answers it."""

    function = "ROW"


def pagina(insieme: QuerySet[M], verso: Verso, *, dopo: str, prima: str, quante: int) -> Pagina[M]:
    """The `quante` rows after the cursor `dopo`, or before `prima`, or the first ones; each row exactly once.

    Raises CursoreNonValido for a cursor that is not one of ours.
    """
    indietro = bool(prima) and not dopo
    chiavi = ordinate(insieme, verso, al_contrario=indietro)
    campo = chiavi.query.annotations[CHIAVE].output_field
    if dopo or prima:
        chiavi = chiavi.filter(_oltre(verso, _leggi(dopo or prima, verso, campo), campo, indietro))
    righe = list(chiavi[: quante + 1])
    altre = len(righe) > quante
    righe = righe[:quante]
    if indietro:
        return _pagina(righe[::-1], verso, prima=altre, dopo=True)
    return _pagina(righe, verso, prima=bool(dopo), dopo=altre)


def cursore(insieme: QuerySet[M], verso: Verso, **quale: Any) -> str:
    """The cursor of the row that answers `quale`: for lists whose addresses name rows in a way of their own.

    Raises CursoreNonValido when there is none.
    """
    riga = ordinate(insieme, verso).filter(**quale).first()
    if riga is None:
        raise CursoreNonValido(str(quale))
    return _scrivi(riga, verso)


def ordinate(insieme: QuerySet[M], verso: Verso, *, al_contrario: bool = False) -> QuerySet[M]:
    """The rows in order, with their key beside them."""
    segno = "-" if verso.discende != al_contrario else ""
    righe: QuerySet[M] = insieme.annotate(**{CHIAVE: verso.ordine.espressione})
    return righe.order_by(f"{segno}{CHIAVE}", f"{segno}pk")


def _pagina(righe: Sequence[M], verso: Verso, *, prima: bool, dopo: bool) -> Pagina[M]:
    if not righe:
        return Pagina(righe, None, None)
    return Pagina(
        righe, _scrivi(righe[0], verso) if prima else None, _scrivi(righe[-1], verso) if dopo else None
    )


def _oltre(verso: Verso, chiave: tuple[Any, int], campo: Field[Any, Any], indietro: bool) -> Any:
    """The condition «beyond this key» in the direction of the walk."""
    valore, pk = chiave
    discende = verso.discende != indietro
    confronto = LessThan if discende else GreaterThan
    if valore is None:
        pari = Q(**{f"{CHIAVE}__isnull": True}) & Q(**{"pk__lt" if discende else "pk__gt": pk})
        return pari | Q(**{f"{CHIAVE}__isnull": False}) if discende else pari
    riga = confronto(
        _Riga(F(CHIAVE), F("pk"), output_field=campo),
        _Riga(Value(valore, output_field=campo), Value(pk), output_field=campo),
    )
    if verso.ordine.nullo and not discende:
        return Q(riga) | Q(**{f"{CHIAVE}__isnull": True})
    return Q(riga)


def _scrivi(riga: Model, verso: Verso) -> str:
    valore = getattr(riga, CHIAVE)
    if isinstance(valore, date | Decimal):
        valore = valore.isoformat() if isinstance(valore, date) else str(valore)
    return _firma(verso).sign_object([valore, riga.pk])


def _leggi(cursore: str, verso: Verso, campo: Field[Any, Any]) -> tuple[Any, int]:
    try:
        valore, pk = _firma(verso).unsign_object(cursore)
        return campo.to_python(valore), pk
    except (signing.BadSignature, ValidationError, ValueError) as errore:
        raise CursoreNonValido(cursore) from errore


def _firma(verso: Verso) -> signing.Signer:
    return signing.Signer(salt=f"elenchi:{verso.nome}:{verso.ordine.campo}")
