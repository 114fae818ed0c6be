"""What the dead leave never blocks the living: lock files, half-made folders, a full disk (R-10)."""

import os
import signal
import subprocess
import sys

import pytest

from extranet.embedded import avvio, luoghi
from extranet.embedded.avvio import controlla_spazio
from extranet.embedded.postgres import Postgres
from extranet.embedded.processi import Guasto, finisci, nasci
from extranet.embedded.valkey import Valkey
from extranet.embedded.variabili import stato_da
from tests.sostegno.lancio import RADICE

# Somebody presses Ctrl-C in the middle of a fork.
CHI_INTERROMPE = """
import os, signal
from extranet.embedded.processi import nasci

signal.signal(signal.SIGINT, signal.default_int_handler)
os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGINT))
try:
    nasci(["true"])
except KeyboardInterrupt:
    print("sentito")
"""


@pytest.fixture(scope="module")
def stato(tmp_path_factory):
    stato = tmp_path_factory.mktemp("resti") / "var"
    stato.mkdir()
    stato.chmod(0o711)
    yield stato
    luoghi.cancella(stato)


@pytest.fixture
def postgres(stato):
    postgres = Postgres(stato, effimero=True)
    yield postgres
    postgres.ferma()


@pytest.fixture
def morto(postgres):
    """A server killed from one instant to the next, with all that it leaves on the disk."""
    postgres.avvia()
    os.killpg(postgres.processo.pid, signal.SIGKILL)
    postgres.processo.wait()
    assert (postgres.luogo.dati / "postmaster.pid").exists()
    return postgres


@pytest.fixture
def passante(postgres):
    """A program of the same account, which has the pid that was PostgreSQL's."""
    conto = postgres.luogo.conto
    processo = subprocess.Popen(["sleep", "60"], user=conto.pw_uid if conto else None)
    yield processo
    processo.kill()
    processo.wait()


def serrature(postgres):
    return postgres.luogo.dati / "postmaster.pid", postgres.luogo.socket / ".s.PGSQL.5432.lock"


def test_il_pid_del_morto_che_ora_e_di_un_altro_non_ferma_postgresql(morto, passante):
    for file in serrature(morto):
        _, *righe = file.read_text().splitlines()
        file.write_text("\n".join([str(passante.pid), *righe, ""]))
    morto.avvia()
    assert morto.vivo()
    assert passante.poll() is None


def test_una_serratura_rimasta_vuota_non_ferma_postgresql(morto):
    for file in serrature(morto):
        file.write_text("")
    morto.avvia()
    assert morto.vivo()


def test_il_server_che_vive_non_si_scavalca(postgres, stato):
    postgres.avvia()
    prima = serrature(postgres)[0].read_text()
    Postgres(stato)._dimentica_i_morti()
    assert serrature(postgres)[0].read_text() == prima


def test_una_base_di_dati_fatta_a_meta_si_rifa(tmp_path):
    """As when the power goes while initdb works: the data appear whole or not at all."""
    stato = tmp_path / "var"
    stato.mkdir()
    stato.chmod(0o711)
    primo = Postgres(stato, effimero=True)
    meta = luoghi.culla(primo.luogo)
    (meta / "PG_VERSION").write_text("18\n")
    try:
        primo.avvia()
        assert primo.vivo()
        assert not meta.exists()
    finally:
        primo.ferma()
        luoghi.cancella(stato)


def test_la_presa_di_un_valkey_morto_non_ferma_il_prossimo(tmp_path):
    morto = Valkey(tmp_path)
    morto.avvia()
    os.kill(morto.processo.pid, signal.SIGKILL)
    morto.processo.wait()
    assert morto.presa.exists()
    vivo = Valkey(tmp_path)
    vivo.avvia()
    assert vivo.vivo()
    vivo.ferma()


def test_un_ctrl_c_mentre_nasce_un_figlio_non_va_perso():
    """Inside a fork Python throws an interruption away: it must wait until the child is there.

    In a program of its own: here other threads would hear the signal, and the launcher has none.
    """
    detto = subprocess.run(
        [sys.executable, "-c", CHI_INTERROMPE], cwd=RADICE, capture_output=True, text=True, check=False
    )
    assert (detto.stdout.strip(), detto.returncode) == ("sentito", 0), detto.stderr


def test_un_figlio_sente_chi_gli_chiede_di_finire():
    figlio = nasci(["sleep", "60"])
    finisci(figlio, signal.SIGTERM, 20)
    assert figlio.returncode == -signal.SIGTERM


def test_un_disco_quasi_pieno_si_dice_prima_di_cominciare(tmp_path, monkeypatch):
    controlla_spazio(tmp_path)
    monkeypatch.setattr(avvio, "SPAZIO_MINIMO", 2**50)
    with pytest.raises(Guasto, match=r"restano \d+ MB e ne servono"):
        controlla_spazio(tmp_path)


def test_una_cartella_che_non_si_puo_creare_si_dice(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Guasto, match="Non posso creare la cartella"):
        stato_da({"EXTRANET_STATE": str(tmp_path / "file" / "var")})
