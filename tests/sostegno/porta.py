"""Debian's nginx with deploy/nginx.conf, before the real web server; and a client that may lie to it."""

import http.client
import os
import shutil
import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

from extranet.embedded.processi import nasci, termina
from tests.sostegno.lancio import attendi, porta_libera

RADICE = Path(__file__).resolve().parents[2]
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
MANCA = "Manca nginx: la prova della porta NON è stata fatta (apt-get install nginx-light openssl)"
OSPITE = "extranet.prova.example"


class Porta:
    """One nginx, with the project's own configuration: of it only addresses and folders are changed."""

    def __init__(self, cartella, programma, allegati):
        self.cartella, self.tls, self.in_chiaro = cartella, porta_libera(), porta_libera()
        self.registro = cartella / "nginx.log"
        _certificato(cartella)
        configurazione = cartella / "nginx.conf"
        configurazione.write_text(self._adattata(programma, allegati))
        # Its workers would be nobody, who may not enter the folders of tests.
        chi = ["-g", "user root;"] if os.geteuid() == 0 else []
        comando = [NGINX, "-p", cartella, "-c", configurazione, "-e", self.registro, *chi]
        with self.registro.open("ab") as uscita:
            self.processo = nasci(comando, cwd=RADICE, stdout=uscita, stderr=uscita)
        attendi(self._risponde, 20, self.registro.read_text)

    def _adattata(self, programma, allegati):
        """The configuration for this machine; fails if it no longer says one of the things to change."""
        testo = (RADICE / "deploy" / "nginx.conf").read_text()
        cambi = {
            " /tmp/": f" {self.cartella}/",
            "worker_processes auto;": "worker_processes 2; daemon off;",
            "/dev/stdout": str(self.registro),
            "/dev/stderr": str(self.registro),
            "listen 8080 ": f"listen 127.0.0.1:{self.in_chiaro} ",
            "listen 8443 ": f"listen 127.0.0.1:{self.tls} ",
            "server web:8000;": f"server {programma};",
            "/etc/nginx/certificati/": f"{self.cartella}/",
            "/etc/nginx/pagine;": f"{RADICE}/deploy/pagine;",
            "/srv/allegati/": f"{allegati}/",
        }
        for era, diventa in cambi.items():
            assert era in testo, f"deploy/nginx.conf non dice più «{era}»"
            testo = testo.replace(era, diventa)
        return testo

    def _risponde(self):
        assert self.processo.poll() is None, self.registro.read_text()
        try:
            return self.chiedi("/porta", tls=False).stato == 204
        except OSError:
            return False

    def chiedi(self, via, metodo="GET", *, corpo=None, tls=True, **intestazioni):
        """One request, on a connection of its own; `_` in the name of a header is a hyphen."""
        contesto = ssl._create_unverified_context()
        filo = (
            http.client.HTTPSConnection("127.0.0.1", self.tls, timeout=30, context=contesto)
            if tls
            else http.client.HTTPConnection("127.0.0.1", self.in_chiaro, timeout=30)
        )
        voci = {"Host": OSPITE} | {nome.replace("_", "-"): valore for nome, valore in intestazioni.items()}
        try:
            filo.request(metodo, via, corpo, voci)
            risposta = filo.getresponse()
            return Arrivata(risposta.status, risposta.headers, risposta.read())
        finally:
            filo.close()

    def ferma(self):
        termina(self.processo)


@dataclass(frozen=True)
class Arrivata:
    stato: int
    intestazioni: http.client.HTTPMessage
    corpo: bytes

    @property
    def testo(self):
        return self.corpo.decode()

    def __getitem__(self, nome):
        return self.intestazioni.get(nome, "")


def _certificato(cartella):
    chiave, certificato = cartella / "privkey.pem", cartella / "fullchain.pem"
    comando = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
    ]
    dove = ["-keyout", chiave, "-out", certificato, "-days", "2", "-subj", f"/CN={OSPITE}"]
    subprocess.run([*comando, *dove], check=True, capture_output=True)
