"""Loading the lookup tables from the files of the project: adds what is missing, changes nothing else."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction

from sportelli.models import (
    Ateco,
    DomandaServizio,
    Paese,
    Provincia,
    Servizio,
    Settore,
    Sportello,
    TestoConsenso,
)
from sportelli.models.tabelle import Voce

DATI = Path(__file__).resolve().parent.parent / "dati"
DOMANDE_MASSIME = 4


@transaction.atomic
def carica_tabelle() -> dict[str, int]:
    """How many rows each table has gained. Running it again gains none; what people changed stays changed."""
    carichi: dict[str, Callable[[], int]] = {
        "codici ATECO": _ateco,
        "paesi": lambda: _voci(Paese, "paesi"),
        "province": lambda: _voci(Provincia, "province"),
        "settori": _settori,
        "servizi": _servizi,
        "sportelli": _sportelli,
        "testi di consenso": _consensi,
    }
    return {nome: carica() for nome, carica in carichi.items()}


def _righe(nome: str) -> Iterator[tuple[int, dict[str, str]]]:
    with (DATI / f"{nome}.csv").open(encoding="utf-8", newline="") as file:
        yield from enumerate(csv.DictReader(file), 1)


def _ateco() -> int:
    ci_sono = set(Ateco.objects.values_list("codice", flat=True))
    nuovi = [Ateco(**riga) for _, riga in _righe("ateco") if riga["codice"] not in ci_sono]
    return len(Ateco.objects.bulk_create(nuovi))


def _voci(modello: type[Voce], nome: str) -> int:
    ci_sono = set(modello._default_manager.values_list("codice", flat=True))
    nuove = [modello(ordine=n, **riga) for n, riga in _righe(nome) if riga["codice"] not in ci_sono]
    return len(modello._default_manager.bulk_create(nuove))


def _settori() -> int:
    def crea(ordine: int, riga: dict[str, str]) -> None:
        ateco = Ateco.objects.filter(codice__in=riga.pop("ateco_2025").split("|"))
        Settore.objects.create(ordine=ordine, **riga).ateco.set(ateco)

    return _crea_mancanti(Settore, "settori", crea)


def _servizi() -> int:
    def crea(ordine: int, riga: dict[str, str]) -> None:
        campi = {nome: riga[nome] for nome in ("codice", "nome", "descrizione")}
        giorni = int(riga["giorni_lavorativi"])
        servizio = Servizio.objects.create(ordine=ordine, giorni_lavorativi=giorni, **campi)
        DomandaServizio.objects.bulk_create(_domande(servizio, riga))

    return _crea_mancanti(Servizio, "servizi", crea)


def _domande(servizio: Servizio, riga: dict[str, str]) -> Iterator[DomandaServizio]:
    for n in range(1, DOMANDE_MASSIME + 1):
        if testo := riga[f"domanda_{n}"]:
            yield DomandaServizio(
                servizio=servizio,
                testo=testo,
                tipo=riga[f"tipo_{n}"],
                obbligatoria=riga[f"obbligatoria_{n}"] == "1",
                opzioni="\n".join(riga[f"opzioni_{n}"].split("|")),
                ordine=n,
            )


def _sportelli() -> int:
    def crea(ordine: int, riga: dict[str, str]) -> None:
        gruppo, _ = Group.objects.get_or_create(name=riga["nome"])
        firma = f"{riga['nome']}\n{riga['camera']}\n{riga['indirizzo']}\nTel. {riga['telefono']}"
        Sportello.objects.create(gruppo=gruppo, firma=firma, **riga)

    return _crea_mancanti(Sportello, "sportelli", crea)


def _consensi() -> int:
    ci_sono = {f"{scopo}/{n}" for scopo, n in TestoConsenso.objects.values_list("scopo", "versione")}
    nuovi = [
        TestoConsenso(**riga)
        for _, riga in _righe("consensi")
        if f"{riga['scopo']}/{riga['versione']}" not in ci_sono
    ]
    return len(TestoConsenso.objects.bulk_create(nuovi))


def _crea_mancanti(modello: Any, nome: str, crea: Callable[[int, dict[str, str]], None]) -> int:
    ci_sono = set(modello.objects.values_list("codice", flat=True))
    nuove = [(ordine, riga) for ordine, riga in _righe(nome) if riga["codice"] not in ci_sono]
    for ordine, riga in nuove:
        crea(ordine, riga)
    return len(nuove)
