"""The values that the facets of the public calendar may have, with their names in Italian and in English."""

from collections.abc import Mapping
from threading import Lock

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.utils import translation
from django.utils.translation import gettext

from calendario.indice import (
    ADESIONI,
    APERTE,
    ENTE,
    MODALITA,
    PAESE,
    SETTORE,
    TIPO,
    Indice,
    indice,
)
from calendario.lingue import INGLESE, nome_paese_en, nome_settore_en
from calendario.models import Editore, Iniziativa, Modalita, Tipo
from sportelli.models import Paese, Settore

Nomi = Mapping[str, Mapping[str, str]]
FISSI: Nomi = {
    TIPO: dict(Tipo.choices),
    MODALITA: dict(Modalita.choices),
    ADESIONI: {APERTE: "Adesioni aperte"},
}
IN_INGLESE = {SETTORE: nome_settore_en, PAESE: nome_paese_en}


class _Tenuti:
    """The names that this process read, and the index with which it did."""

    di: Indice | None = None
    nomi: Nomi = {}
    serratura = Lock()


def nomi() -> Nomi:
    """By facet and value, the Italian name. Of the bodies, those alone that organise something public: a name
    is no way to know of the others (E-01)."""
    if not settings.VETRINA_RICORDA:
        return _leggi()
    # Whatever gives another name makes another index.
    di_ora = indice()
    with _Tenuti.serratura:
        if di_ora is not _Tenuti.di:
            _Tenuti.nomi, _Tenuti.di = _leggi(), di_ora
        return _Tenuti.nomi


def nome(faccetta: str, valore: str, italiano: str, lingua: str) -> str:
    """The name of a value in that language."""
    if faccetta in FISSI:
        with translation.override(lingua):
            return gettext(italiano)
    in_inglese = IN_INGLESE.get(faccetta)
    return in_inglese(valore, italiano) if lingua == INGLESE and in_inglese else italiano


def _leggi() -> Nomi:
    """One query for the three tables."""
    pubbliche = Iniziativa.objects.pubbliche().filter(organizzatore=OuterRef("pk"))
    enti = Editore.objects.filter(Exists(pubbliche))
    righe = _righe(SETTORE, Settore.objects.all()).union(
        _righe(PAESE, Paese.objects.all()), _righe(ENTE, enti), all=True
    )
    letti: dict[str, dict[str, str]] = {SETTORE: {}, PAESE: {}, ENTE: {}}
    for faccetta, codice, detto in righe:
        letti[faccetta][codice] = detto
    return {**FISSI, **letti}


def _righe(faccetta: str, voci: QuerySet) -> QuerySet:  # type: ignore[type-arg]  # three tables alike
    return voci.order_by().values_list(Value(faccetta), "codice", "nome")
