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
    "tests/attacchi/test_codice.py": 4,
    "tests/attacchi/test_domande.py": 5,
    "tests/attacchi/test_gettone.py": 2,
    "tests/attacchi/test_massa.py": 12,
    "tests/attacchi/test_scritti.py": 3,
    "tests/avvio/test_avvio.py": 2,
    "tests/avvio/test_dimostrazione_calendario.py": 2,
    "tests/avvio/test_intestazioni.py": 4,
    "tests/avvio/test_nginx.py": 4,
    "tests/browser/test_accessibile.py": 10,
    "tests/browser/test_incorpora.py": 3,
    "tests/browser/test_redazione.py": 4,
    "tests/browser/test_testi.py": 3,
    "tests/calendario/test_elenco.py": 2,
    "tests/calendario/test_feed.py": 3,
    "tests/calendario/test_feed_ics.py": 3,
    "tests/calendario/test_filtri.py": 3,
    "tests/calendario/test_fonti_raccolta.py": 3,
    "tests/calendario/test_in_blocco.py": 3,
    "tests/calendario/test_incorpora.py": 3,
    "tests/calendario/test_modifica.py": 3,
    "tests/calendario/test_programma.py": 3,
    "tests/calendario/test_pubblico.py": 3,
    "tests/circolari/test_certificato.py": 2,
    "tests/circolari/test_circolare.py": 3,
    "tests/circolari/test_elenco.py": 2,
    "tests/circolari/test_embargo_dal_vivo.py": 3,
    "tests/circolari/test_letture.py": 2,
    "tests/circolari/test_pubbliche.py": 3,
    "tests/circolari/test_redazione.py": 3,
    "tests/circolari/test_registro.py": 3,
    "tests/dialogo/test_importa_aziende.py": 2,
    "tests/feedback/test_rispondi.py": 3,
    "tests/feedback/test_visibilita.py": 3,
    "tests/nucleo/test_fogli.py": 3,
    "tests/nucleo/test_invii.py": 3,
    "tests/nucleo/test_prelievo.py": 3,
    "tests/nucleo/test_sigilli.py": 3,
    "tests/permessi/test_calendario.py": 6,
    "tests/permessi/test_circolari.py": 4,
    "tests/permessi/test_matrice.py": 7,
    "tests/permessi/test_pagine.py": 3,
    "tests/pratiche/recapiti/test_corpus.py": 3,
    "tests/pratiche/recapiti/test_maschera.py": 5,
    "tests/pratiche/recapiti/test_proprieta.py": 4,
    "tests/pratiche/test_archivio.py": 2,
    "tests/pratiche/test_bilancio.py": 4,
    "tests/pratiche/test_elenchi.py": 3,
    "tests/pratiche/test_regole.py": 2,
    "tests/pratiche/test_veli.py": 2,
    "tests/pratiche/test_verifica_visibilita.py": 2,
    "tests/pratiche/test_visibilita.py": 2,
    "tests/pratiche/test_vista.py": 2,
    "tests/proprieta/test_circolare_nascosta.py": 8,
    "tests/proprieta/test_iniziativa_nascosta.py": 4,
    "tests/proprieta/test_non_interferenza.py": 10,
    "tests/risultati/test_attacco.py": 2,
    "tests/risultati/test_pagine.py": 3,
    "tests/sportelli/test_fornitori.py": 2,
    "tests/sportelli/test_pagine_aziende.py": 3,
    "tests/sportelli/test_permessi.py": 4,
    "tests/veste/test_browser.py": 3,
    "tests/veste/test_pagine.py": 3,
    "tests/veste/test_regole.py": 3,
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
