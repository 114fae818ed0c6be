"""The real web server in a process of its own, and people who visit it as a browser does."""

import http.cookiejar
import sys
import time
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, build_opener, urlopen

from extranet.embedded.processi import nasci, termina
from tests.sostegno.lancio import attendi, porta_libera
from tests.sostegno.lavoratori import RADICE, ambiente


class Pagine:
    """gunicorn as the one-command stack runs it, on this test's database."""

    def __init__(self, registro, **variabili):
        self.registro, self.porta = registro, porta_libera()
        self.url = f"http://127.0.0.1:{self.porta}"
        with registro.open("ab") as uscita:
            self.processo = nasci(
                [sys.executable, "-m", "gunicorn", "-c", "python:extranet.embedded.web"],
                env=ambiente(HOST="127.0.0.1", PORT=str(self.porta), **variabili),
                cwd=RADICE,
                stdout=uscita,
                stderr=uscita,
            )
        attendi(self._rispondono, 60, registro.read_text)

    def ferma(self):
        termina(self.processo)

    def _rispondono(self):
        try:
            with urlopen(f"{self.url}/salute/", timeout=5):
                return True
        except (OSError, HTTPException):
            return False


class _NonSeguire(HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


@dataclass
class Risposta:
    stato: int
    secondi: float
    alle: float


@dataclass
class Visita:
    """One browser; `risposte` is what it got, in order. A page that never came has the state 599."""

    url: str
    risposte: list = field(default_factory=list)

    def __post_init__(self):
        self.biscotti = http.cookiejar.CookieJar()
        self._apri = build_opener(HTTPCookieProcessor(self.biscotti), _NonSeguire).open

    def leggi(self, via):
        return self._chiedi(via, None)

    def manda(self, via, **campi):
        """Submits a form, with the token that the last page gave."""
        gettone = next(biscotto.value for biscotto in self.biscotti if biscotto.name == "csrf")
        return self._chiedi(via, urlencode({"csrfmiddlewaretoken": gettone, **campi}).encode())

    def _chiedi(self, via, corpo):
        inizio = time.monotonic()
        try:
            with self._apri(self.url + via, corpo, timeout=30) as pagina:
                pagina.read()
                stato = pagina.status
        except HTTPError as errore:
            stato = errore.code
        except (OSError, HTTPException):
            stato = 599
        self.risposte.append(Risposta(stato, time.monotonic() - inizio, inizio))
        return stato
