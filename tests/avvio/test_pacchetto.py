"""The files that others install the program with say the truth."""

import http.server
import json
import re
import threading
from pathlib import Path

import pytest

from extranet import sonda

RADICE = Path(__file__).resolve().parents[2]
LETTE = re.compile(r"""ambiente\.(?:testo|segreto|elenco|intero)\(\s*["']([A-Z_]+)""")


@pytest.mark.parametrize("file", ["extranet/settings.py", "extranet/ambiente.py"])
def test_ogni_variabile_letta_e_spiegata_nell_esempio(file):
    esempio = (RADICE / ".env.example").read_text()
    for nome in LETTE.findall((RADICE / file).read_text()):
        assert re.search(rf"^#?{nome}=", esempio, re.MULTILINE), nome


def test_l_esempio_non_contiene_segreti():
    for nome in ("SECRET_KEY", "POSTGRES_PASSWORD", "VALKEY_PASSWORD"):
        assert re.search(rf"^{nome}=$", (RADICE / ".env.example").read_text(), re.MULTILINE)


def test_l_immagine_non_porta_segreti_e_non_gira_come_root():
    assert {".env", ".env.*", "var", ".git"} <= set((RADICE / ".dockerignore").read_text().split())
    ultimo_stadio = (RADICE / "Dockerfile").read_text().rpartition("\nFROM ")[2]
    assert "\nUSER extranet\n" in ultimo_stadio
    assert "SECRET" not in ultimo_stadio


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "script/uv.txt"])
def test_i_lock_hanno_impronte_e_nessun_indirizzo(lock):
    testo = (RADICE / lock).read_text()
    pacchetti = re.findall(r"^[a-z0-9].*==.*$", testo, re.MULTILINE)
    assert pacchetti
    assert all(riga.endswith("\\") for riga in pacchetti)
    assert "://" not in testo


def test_la_licenza_e_quella_dichiarata():
    assert (RADICE / "LICENSE").read_text().startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert 'license = "EUPL-1.2"' in (RADICE / "pyproject.toml").read_text()
    assert "license: EUPL-1.2" in (RADICE / "publiccode.yml").read_text()


@pytest.fixture
def server():
    """A server whose readiness says that mail is late."""

    class Risponde(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.headers["Host"] == "extranet.example" else 400)
            self.end_headers()
            self.wfile.write(json.dumps({"ronda": "bene", "posta": "male"}).encode())

        def log_message(self, *_):
            return

    servitore = http.server.HTTPServer(("127.0.0.1", 0), Risponde)
    threading.Thread(target=servitore.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{servitore.server_port}"
    servitore.shutdown()


@pytest.mark.parametrize(("voci", "esito"), [([], 0), (["ronda"], 0), (["posta"], 1)])
def test_la_sonda_riferisce_la_salute(server, monkeypatch, voci, esito):
    monkeypatch.setenv("ALLOWED_HOSTS", "extranet.example, altro.example")
    assert sonda.main([server, *voci]) == esito


def test_la_sonda_non_trova_nessuno():
    assert sonda.main(["127.0.0.1:1"]) == 1
