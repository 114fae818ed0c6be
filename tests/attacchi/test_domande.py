"""S-01, SQL: what an address asks for is one of the names that exist, or a value: no piece of a query."""

import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from calendario.incorporata import SUOI_PARAMETRI
from calendario.models import Iniziativa
from nucleo.elenchi import Elenco
from tests.attacchi.veleni import DOMANDE

ELENCHI = (
    ("pratiche:elenco_lista", "operatrice", "lista ufficio"),
    ("pratiche:archivio", "pisa", ""),
    ("sportelli:aziende", "operatrice", ""),
    ("sportelli:fornitori", "referente", ""),
    ("nucleo:notifiche", "operatrice", ""),
    ("nucleo:posta", "amministratore", ""),
    ("nucleo:registro", "amministratore", ""),
    ("circolari:elenco", "operatrice", ""),
    ("calendario:elenco", "operatrice", ""),
    ("calendario:editori", "redazione", ""),
    ("calendario:resoconto", "direzione", ""),
    ("feedback:elenco", "operatrice", ""),
    ("feedback:seguiti", "operatrice", ""),
)
# Every day half of the questions, in turn; in full all.
A_META = pytest.mark.parametrize(
    "per_intero", [False, pytest.param(True, marks=pytest.mark.lungo)], ids=["metà", "tutte"]
)
# Where everybody asks: the page, and the row of its address.
DI_TUTTI = (
    ("calendario:pubblico", ""),
    ("calendario:public", ""),
    ("calendario:pubblico_mese", "un mese"),
    ("calendario:pubblico_settimana", "una settimana"),
    ("calendario:pubblico_anno", "un anno"),
    ("calendario:pubblico_paesi", ""),
    ("calendario:pubblica", "iniziativa ricca"),
    ("calendario:dati", ""),
    ("calendario:feed", "un flusso"),
    ("calendario:incorpora", ""),
    ("calendario:configuratore", ""),
    ("calendario:embed_guide", ""),
    ("calendario:abbonati", ""),
)
CHIESTI = (*SUOI_PARAMETRI, "provincia", "dopo", "prima", "scadenze")
# What only an office has been told (C7).
SOTTO_EMBARGO = "Missione a Osaka, di soppiatto"
DI_SERVIZIO = ("ordina", "dopo", "prima", "filtro")
# Read with the other columns of a person; filtered or sorted by, something else would follow.
SEGRETO = re.compile(r'"password"(?!,| FROM)')
# What a database says when it has understood something else.
SPIE = ("syntax error", "DataError", "ProgrammingError", "Traceback", "FieldError", "psycopg")


def _domande(campi, per_intero):
    """Each poison in one parameter of the list alone, or in all of them together, in turn; or both."""
    for n, veleno in enumerate(DOMANDE):
        if per_intero or n % 2:
            yield dict.fromkeys(campi, veleno)
        if per_intero or not n % 2:
            yield {campi[(n if per_intero else n // 2) % len(campi)]: veleno}


@A_META
@pytest.mark.parametrize(("nome", "chi", "riga"), ELENCHI, ids=[nome for nome, *_ in ELENCHI])
def test_nessun_parametro_di_un_elenco_arriva_nella_domanda(
    mondo, finestra, indirizzo, nome, chi, riga, per_intero
):
    """Thirty texts in the parameters of every list: no error, no other order, no row out of sight."""
    client, via = finestra(chi), indirizzo(nome, riga)
    elenco = client.get(via).context["elenco"]
    assert isinstance(elenco, Elenco)
    righe = set(elenco.insieme().values_list("pk", flat=True))
    for domanda in _domande([*DI_SERVIZIO, *elenco.modulo.fields], per_intero):
        with CaptureQueriesContext(connection) as chieste:
            risposta = client.get(f"{via}?{urlencode(domanda)}")
        assert risposta.status_code in (200, 400, 404), (domanda, risposta.status_code)
        corpo = risposta.content.decode()
        assert not [spia for spia in SPIE if spia in corpo], domanda
        assert not [q["sql"] for q in chieste if SEGRETO.search(q["sql"])], domanda
        if risposta.status_code == 200:
            assert set(risposta.context["elenco"].da_esportare()) <= righe, domanda


@pytest.mark.parametrize(("nome", "riga"), DI_TUTTI, ids=[nome for nome, _ in DI_TUTTI])
def test_nessun_parametro_del_calendario_arriva_nella_domanda(mondo, finestra, indirizzo, nome, riga):
    """Thirty texts in the parameters that everybody may write: no error, nothing of what is under embargo."""
    nascosta = {"codice": mondo.righe["iniziativa sotto embargo"]["codice"]}
    Iniziativa.objects.filter(**nascosta).update(titolo=SOTTO_EMBARGO, titolo_annuncio=SOTTO_EMBARGO)
    client, via = finestra("nessuno"), indirizzo(nome, riga)
    for domanda in _domande(CHIESTI, per_intero=False):
        risposta = client.get(f"{via}?{urlencode(domanda)}")
        assert risposta.status_code in (200, 400, 404), (domanda, risposta.status_code)
        corpo = risposta.content.decode()
        assert not [spia for spia in (*SPIE, SOTTO_EMBARGO) if spia in corpo], domanda


@pytest.mark.parametrize("chi", ["operatrice", "direzione"])
def test_nessun_parametro_dei_risultati_arriva_nella_domanda(mondo, finestra, chi):
    """The filters of the results, on the page and in its files; the year of the compliance."""
    campi = ("periodo", "dal", "al", "servizio", "settore", "paese", "sportello", "anno")
    vie = [reverse("risultati"), reverse("risultati_file", args=["andamento", "csv"])]
    vie += [reverse("conformita")] if chi == "direzione" else []
    for via in vie:
        for domanda in _domande(campi, per_intero=False):
            risposta = finestra(chi).get(f"{via}?{urlencode(domanda)}")
            assert risposta.status_code in (200, 302), (via, domanda, risposta.status_code)


def test_nessun_ordine_fuori_da_quelli_dichiarati(mondo, finestra, indirizzo):
    for nome, chi, riga in ELENCHI:
        elenco = finestra(chi).get(indirizzo(nome, riga)).context["elenco"]
        for veleno in DOMANDE:
            elenco.__dict__.pop("verso", None)
            elenco.parametri = {"ordina": veleno}
            assert elenco.verso.nome == elenco.predefinito, (nome, veleno)


@A_META
def test_un_cursore_non_firmato_da_noi_riporta_all_inizio(mondo, finestra, indirizzo, per_intero):
    """Token guessing: the place in a list is signed for its order, and only that is believed."""
    via = indirizzo("pratiche:elenco_lista", "lista ufficio")
    client = finestra("operatrice")
    tutte = client.get(via).context["elenco"]
    buono = _cursore(tutte)
    falsi = [buono[:n] + ("A" if buono[n] != "A" else "B") + buono[n + 1 :] for n in range(0, len(buono), 2)]
    falsi += [buono[:-1], buono + "A", buono.upper(), buono.replace(":", "."), *DOMANDE]
    assert len(falsi) > 40
    for n, falso in enumerate(falsi):
        for parametro in ("dopo", "prima") if per_intero else (("dopo", "prima")[n % 2],):
            elenco = client.get(via, {parametro: falso}).context["elenco"]
            assert [r.numero for r in elenco.mostrate] == [r.numero for r in tutte.mostrate], falso
            assert elenco.smarrita, falso
    altro_ordine = client.get(via, {"dopo": buono, "ordina": "scadenza"}).context["elenco"]
    assert altro_ordine.mostrate
    assert altro_ordine.smarrita


def _cursore(elenco):
    elenco.per_pagina = 1
    del elenco.pagina
    return elenco.pagina.dopo
