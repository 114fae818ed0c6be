"""The launcher: one command starts everything, one Ctrl-C stops it, and nothing ever stays behind."""

import os
import signal
import socket
import stat
import time

import pytest

from extranet.embedded import luoghi
from extranet.embedded.processi import Guasto
from extranet.embedded.variabili import componi
from tests.sostegno.lancio import Lancio, attendi, di_stato, porta_libera, stato_migrato, vivi


@pytest.fixture(scope="module")
def stato(tmp_path_factory):
    stato = stato_migrato(tmp_path_factory.mktemp("avvio"))
    yield stato
    luoghi.cancella(stato)


@pytest.fixture(scope="module")
def in_funzione(stato):
    lancio = Lancio(stato)
    lancio.aspetta("Ctrl-C per fermare")
    yield lancio
    if lancio.processo.poll() is None:
        lancio.ferma()


def test_dice_dove_aprire_il_browser_quando_le_pagine_rispondono(in_funzione):
    assert f"http://localhost:{in_funzione.porta}/" in in_funzione.ha_detto()
    assert in_funzione.salute()["database"] == "bene"
    assert in_funzione.salute()["redis"] == "bene"


def test_pagine_lavori_e_ronda_sono_in_funzione(in_funzione):
    comandi = " ".join(in_funzione.processi().values())
    for parola in ("gunicorn", "extranet worker", "extranet beat", "valkey-server", "/postgres -D"):
        assert parola in comandi


def test_un_secondo_avvio_dice_che_e_gia_in_funzione(in_funzione):
    secondo = Lancio(in_funzione.stato)
    assert secondo.processo.wait(30) == 1
    assert f"già in funzione: http://localhost:{in_funzione.porta}" in secondo.ha_detto()


def test_la_chiave_segreta_la_legge_solo_il_padrone(in_funzione):
    """S-40."""
    segreto = in_funzione.stato / "segreto"
    assert stat.S_IMODE(segreto.stat().st_mode) == 0o600
    assert len(segreto.read_text()) >= 50


@pytest.mark.parametrize(
    ("nome", "parola"),
    [
        ("lavori", "extranet worker"),
        ("ronda", "extranet beat"),
        ("pagine", "gunicorn"),
        ("valkey", "valkey-server"),
        ("postgres", "/postgres -D"),
    ],
)
def test_chi_cade_riparte(in_funzione, nome, parola):
    caduto = in_funzione.pid_di(parola)
    os.kill(caduto, signal.SIGKILL)
    in_funzione.aspetta(f"{nome} | è caduto")
    attendi(lambda: any(parola in c for p, c in in_funzione.processi().items() if p != caduto), 30)
    attendi(lambda: _stanno_bene(in_funzione), 30, in_funzione.ha_detto)


def test_ctrl_c_ferma_prima_chi_crea_lavoro_e_per_ultimo_chi_lo_conserva(in_funzione):
    prima = in_funzione.processi()
    assert in_funzione.ferma() == 0
    fermati = [riga.split()[0] for riga in in_funzione.ha_detto().splitlines() if riga.endswith("| fermo")]
    assert set(fermati[:2]) == {"pagine", "ronda"}
    assert fermati[2:] == ["lavori", "valkey", "postgres"]
    assert vivi(prima) == {}


def test_ucciso_di_colpo_non_lascia_nessuno_e_poi_riparte(stato):
    """R-10: a lock, a pid file or a socket of the dead never blocks the living."""
    ucciso = Lancio(stato)
    ucciso.aspetta("Ctrl-C per fermare")
    prima = ucciso.processi()
    ucciso.ferma(signal.SIGKILL)
    attendi(lambda: vivi(prima) == {}, 20, lambda: str(vivi(prima)))
    ancora = Lancio(stato)
    ancora.aspetta("Ctrl-C per fermare")
    assert ancora.salute()["database"] == "bene"
    assert ancora.ferma(signal.SIGTERM) == 0


# Into the start, in seconds: while the database begins, while it is prepared, just before the pages answer.
ISTANTI = (0.3, 1.0, 2.0)


@pytest.mark.parametrize("secondi", ISTANTI)
def test_ucciso_mentre_parte_non_lascia_nessuno_e_poi_riparte(tmp_path, secondi):
    """R-10: the database is made whole or not at all, and who prepares it dies with the launcher."""
    stato = tmp_path / "var"
    ucciso = Lancio(stato)
    time.sleep(secondi)
    ucciso.ferma(signal.SIGKILL)
    attendi(lambda: di_stato(stato) == {}, 20, lambda: str(di_stato(stato)))
    ancora = Lancio(stato)
    # From here on it is a first start like any other.
    ancora.aspetta("valkey | in funzione")
    assert ancora.ferma() == 0
    assert di_stato(stato) == {}
    luoghi.cancella(stato)


def test_ctrl_c_mentre_parte_ferma_tutto_senza_lamenti(tmp_path):
    stato = tmp_path / "var"
    lancio = Lancio(stato)
    lancio.aspetta("valkey | in funzione")
    assert lancio.ferma() == 0
    assert "Traceback" not in lancio.ha_detto()
    assert di_stato(stato) == {}
    luoghi.cancella(stato)


def test_la_porta_occupata_si_dice_prima_di_avviare_alcunche(tmp_path):
    with socket.create_server(("127.0.0.1", porta_libera())) as occupata:
        porta = occupata.getsockname()[1]
        lancio = Lancio(tmp_path / "var", porta=porta)
        assert lancio.processo.wait(30) == 1
    assert f"La porta {porta} è occupata" in lancio.ha_detto()
    assert not (tmp_path / "var" / "pgdata").exists()


@pytest.mark.parametrize("porta", ["ottomila", "0", "70000"])
def test_una_porta_che_non_esiste_si_dice(tmp_path, porta):
    with pytest.raises(Guasto, match="PORT deve essere un numero"):
        componi({"PORT": porta}, tmp_path)


def _stanno_bene(lancio):
    try:
        salute = lancio.salute()
    except OSError:
        return False
    return salute["database"] == salute["redis"] == "bene"
