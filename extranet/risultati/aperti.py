"""The results as open data: ended years of the network, sums that tell of nobody (C5).

Only groups that every office may read are here (`sportelli.gruppi`): what is published, what an office reads
and any difference between them are made of the same pieces. No office, no company, no country, no judgement.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Case, F, Sum, Value, When
from django.db.models.functions import ExtractYear
from django.urls import reverse

from extranet.risultati.indicatori import PER_NOME, Cifra
from extranet.risultati.somme import Somma
from nucleo import tempo
from nucleo.dcat import Distribuzione, Insieme
from nucleo.elenchi.colonne import in_parole
from nucleo.elenchi.file import innocua
from pratiche.models import GruppoPratiche
from sportelli.models import Servizio, Settore

MISURE = ("completate", "giorni", "prima", "in_tempo")
MINIMO = 5
PIU_DI_UNO = "(più di uno)"
# What groups count, of all that they sum: the outcomes may be few.
SOMMATE = ("completate", "giorni", "prime", "giorni_prima", "in_tempo")


@dataclass(frozen=True)
class Aperto:
    """One open table: its words, of what each row is, and the field of groups that holds it."""

    nome: str
    titolo: str
    descrizione: str
    di: str = ""
    campo: str = ""
    voci: Any = None


APERTI = (
    Aperto("pratiche", "Pratiche completate, per anno", "Quante, e in quanti giorni."),
    Aperto(
        "servizi",
        "Pratiche completate, per anno e servizio",
        "Quante, e in quanti giorni, per ogni servizio.",
        "servizio",
        "servizi",
        Servizio,
    ),
    Aperto(
        "settori",
        "Pratiche completate, per anno e settore",
        "Quante, e in quanti giorni, per ogni settore.",
        "settore",
        "settori",
        Settore,
    ),
)


def righe(aperto: Aperto) -> Iterator[list[str | Cifra]]:
    """The titles, then a row for each year and entry; entries that few pratiche have stand together."""
    titoli = [f"{PER_NOME[m].titolo}{f' ({u})' if (u := PER_NOME[m].unita) else ''}" for m in MISURE]
    yield ["Anno", *([aperto.di.capitalize()] if aperto.di else []), *titoli]
    nomi = dict(aperto.voci.objects.values_list("pk", "nome")) if aperto.voci else {}
    somme = {(a, nomi.get(k, PIU_DI_UNO)): s for (a, k), s in _somme(aperto).items()}
    for (anno, nome), somma in sorted(somme.items()):
        if somma["completate"] >= MINIMO:
            cifre = [PER_NOME[misura].di(somma) for misura in MISURE]
            yield [str(anno), *([nome] if aperto.di else []), *cifre]


def _somme(aperto: Aperto) -> dict[tuple[int, int], Somma]:
    """By year and entry, 0 where a group holds more than one. One query."""
    finiti = GruppoPratiche.objects.filter(per_tp=False, al__lt=date(tempo.oggi().year, 1, 1))
    di_un_anno = finiti.filter(dal__year=ExtractYear("al")).order_by()
    sola: Any = Value(0)
    if aperto.campo:
        una = When(**{f"{aperto.campo}__len": 1}, then=F(f"{aperto.campo}__0"))
        sola = Case(una, default=Value(0), output_field=BigIntegerField())
    righe = di_un_anno.values_list("dal__year", sola).annotate(*(Sum(misura) for misura in SOMMATE))
    return {(anno, voce): Counter(dict(zip(SOMMATE, cifre, strict=True))) for anno, voce, *cifre in righe}


def in_pagina(aperto: Aperto) -> list[list[str]]:
    """The same, as people read it."""
    return [[in_parole(valore) for valore in riga] for riga in righe(aperto)]


def in_csv(aperto: Aperto) -> str:
    """As the national guidelines want it: UTF-8, commas, points."""
    testo = io.StringIO()
    csv.writer(testo).writerows([_in_cifre(valore) for valore in riga] for riga in righe(aperto))
    return testo.getvalue()


def insiemi() -> list[Insieme]:
    """What the catalogue says of each table; they change when a year begins."""
    pagina = reverse("dati_aperti")
    return [
        Insieme(
            nome=aperto.nome,
            titolo=aperto.titolo,
            descrizione=aperto.descrizione,
            aggiornato_il=date(tempo.oggi().year, 1, 1),
            file=[Distribuzione(reverse("dati_aperti_file", args=[aperto.nome]), "CSV")],
            pagina=pagina,
        )
        for aperto in APERTI
    ]


def _in_cifre(valore: str | Cifra) -> str:
    return "" if valore is None else innocua(str(valore))
