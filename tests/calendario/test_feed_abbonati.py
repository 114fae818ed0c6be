"""Real programs subscribe over HTTP: vdirsyncer keeps a copy, khal reads it (C8)."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from calendario import azioni
from nucleo import tempo

pytestmark = pytest.mark.django_db(transaction=True)

VDIR = """[general]
status_path = "{casa}/stato"

[pair calendario]
a = "nostro"
b = "suo"
collections = null
conflict_resolution = "a wins"

[storage nostro]
type = "http"
url = "{indirizzo}/pubblico/calendario/calendario.ics?settore=moda"

[storage suo]
type = "filesystem"
path = "{casa}/copia"
fileext = ".ics"
"""
KHAL = """[calendars]
[[toscana]]
path = {casa}/copia

[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Rome
default_timezone = Europe/Rome

[sqlite]
path = {casa}/khal.db
"""


class Abbonata:
    """A home with the two programs in it, and nothing else."""

    def __init__(self, casa, indirizzo):
        self.casa = casa
        for nome, testo in (("vdir", VDIR), ("khal", KHAL)):
            (casa / nome).write_text(testo.format(casa=casa, indirizzo=indirizzo))
        (casa / "copia").mkdir()

    def aggiorna(self):
        self._esegui("vdirsyncer", "-c", "vdir", "discover")
        self._esegui("vdirsyncer", "-c", "vdir", "sync")
        return len(list((self.casa / "copia").glob("*.ics")))

    def agenda(self, dal, al):
        """Day and title of each event, as khal shows them."""
        formato = "{start-long}|{end-long}|{status}|{title}"
        detto = self._esegui("khal", "-c", "khal", "list", "--once", "--format", formato, "-df", "", dal, al)
        return [tuple(riga.split("|")) for riga in detto.splitlines() if "|" in riga]

    def _esegui(self, programma, *argomenti):
        comando = [Path(sys.executable).parent / programma, *argomenti]
        ambiente = {"HOME": str(self.casa), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        opzioni = {"capture_output": True, "text": True, "timeout": 120, "input": "y\n"}
        esito = subprocess.run(comando, check=False, cwd=self.casa, env=ambiente, **opzioni)
        assert esito.returncode == 0, esito.stderr + esito.stdout
        return esito.stdout


def test_chi_si_abbona_vede_nascere_cambiare_e_annullare(
    live_server, tmp_path, pubblicata, redazione, monkeypatch
):
    """The clock stands still in this process alone: theirs goes on."""
    abbonata = Abbonata(tmp_path, live_server.url)
    fermo = tempo.adesso()
    monkeypatch.setattr(tempo, "adesso", lambda: fermo)
    uscita = pubblicata(titolo="Collettiva «più» bella; è qui, davvero")
    pubblicata(
        titolo="Di notte", inizio="2026-10-24", fine="2026-10-25", ora_inizio="22:00", ora_fine="04:00"
    )
    assert abbonata.aggiorna() == 2
    assert ("2026-06-16", "2026-06-19", "", uscita.titolo) in [
        (inizio, fine, "", titolo) for inizio, fine, _stato, titolo in abbonata.agenda("2026-06-16", "1d")
    ]
    notte = abbonata.agenda("2026-10-24", "1d")
    assert [(inizio, fine) for inizio, fine, _s, _t in notte] == [("2026-10-24 22:00", "2026-10-25 04:00")]

    azioni.rinvia(
        uscita, motivo="Padiglione chiuso", inizio=date(2026, 7, 1), fine=date(2026, 7, 2), da=redazione
    )
    assert abbonata.aggiorna() == 2
    assert abbonata.agenda("2026-06-16", "1d") == []
    (riga,) = abbonata.agenda("2026-07-01", "1d")
    assert riga[3] == uscita.titolo

    azioni.annulla(uscita, motivo="Pochi iscritti", da=redazione)
    assert abbonata.aggiorna() == 2
    ((_inizio, _fine, stato, _titolo),) = abbonata.agenda("2026-07-01", "1d")
    assert stato.strip() == "CANCELLED"


def test_una_nascosta_non_arriva_a_nessuno(live_server, tmp_path, pubblicata, circolare):
    """E-01."""
    pubblicata(circolare_id=circolare.pk)
    assert Abbonata(tmp_path, live_server.url).aggiorna() == 0
