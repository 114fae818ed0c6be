"""A pytest plugin: of the long series of cases, every day a share; in as many days as shares, all of them.

A test without cases is no series: what says that nothing is left out of the others is always run.

`script/test` says which day it is in TURNO. `script/test --full`, and whoever calls pytest herself, runs all.
"""

import os
from collections import Counter

import pytest

# By file, in how many days all its cases have been run: those that try one thing in very many places.
SERIE = {
    "tests/attacchi/test_altrui_calendario.py": 4,
    "tests/attacchi/test_domande.py": 5,
    "tests/attacchi/test_massa.py": 8,
    "tests/attacchi/test_scritti.py": 2,
    "tests/avvio/test_dimostrazione_calendario.py": 2,
    "tests/avvio/test_intestazioni.py": 4,
    "tests/avvio/test_nginx.py": 3,
    "tests/browser/test_accessibile.py": 8,
    "tests/browser/test_incorpora.py": 3,
    "tests/browser/test_redazione.py": 4,
    "tests/browser/test_testi.py": 3,
    "tests/calendario/test_elenco.py": 2,
    "tests/calendario/test_feed.py": 2,
    "tests/calendario/test_feed_ics.py": 2,
    "tests/calendario/test_fonti_raccolta.py": 2,
    "tests/calendario/test_in_blocco.py": 2,
    "tests/calendario/test_incorpora.py": 2,
    "tests/calendario/test_programma.py": 2,
    "tests/circolari/test_embargo_dal_vivo.py": 3,
    "tests/circolari/test_pubbliche.py": 2,
    "tests/dialogo/test_importa_aziende.py": 2,
    "tests/feedback/test_rispondi.py": 2,
    "tests/feedback/test_visibilita.py": 2,
    "tests/permessi/test_calendario.py": 6,
    "tests/permessi/test_circolari.py": 4,
    "tests/permessi/test_matrice.py": 7,
    "tests/pratiche/recapiti/test_maschera.py": 4,
    "tests/pratiche/recapiti/test_proprieta.py": 3,
    "tests/pratiche/test_bilancio.py": 3,
    "tests/pratiche/test_elenchi.py": 2,
    "tests/proprieta/test_circolare_nascosta.py": 3,
    "tests/proprieta/test_iniziativa_nascosta.py": 4,
    "tests/proprieta/test_non_interferenza.py": 2,
    "tests/risultati/test_attacco.py": 2,
    "tests/sportelli/test_pagine_aziende.py": 2,
    "tests/sportelli/test_permessi.py": 4,
    "tests/veste/test_browser.py": 3,
}


def giorno():
    """The day whose share is to be run; None when everything is."""
    detto = os.environ.get("TURNO", "")
    return int(detto) if detto else None


def pytest_report_header(config):
    oggi = giorno()
    return None if oggi is None else f"a turno: giorno {oggi} (TURNO); tutte con script/test --full"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Keeps those whose turn it is, counted in the order of their file, so that shares are alike."""
    oggi = giorno()
    if oggi is None:
        return
    visti, tenuti, lasciati = Counter(), [], []
    for prova in items:
        file = prova.nodeid.partition("::")[0]
        quote = SERIE.get(file, 1) if _e_un_caso(prova) else 1
        (tenuti if visti[file] % quote == oggi % quote else lasciati).append(prova)
        visti[file] += quote > 1
    config.hook.pytest_deselected(items=lasciati)
    items[:] = tenuti


def _e_un_caso(prova):
    """One of several of the same test; the name of the browser, which is always one, makes none."""
    casi = getattr(prova, "callspec", None)
    return casi is not None and bool(casi.params.keys() - {"browser_name"})
