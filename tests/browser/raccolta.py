"""Everything that a window of the browser has received, and the search for what it should never have."""

import html
import io
import re
import zipfile
from urllib.parse import unquote

SEPARA = r"[\W_]{0,3}"


def spie(*, parole, telefoni):
    """A pattern that finds the words, whatever their case, and the telephones, however they are spaced."""
    cifre = [SEPARA.join(re.sub(r"\D", "", telefono)) for telefono in telefoni]
    return re.compile("|".join([*map(re.escape, parole), *cifre]), re.IGNORECASE)


NON_STATICO = re.compile(r"^(?!.*/static/)")


class Raccolta:
    """Stands between a window and the server: every answer, file and redirect that passes is kept."""

    def __init__(self, finestra):
        self.finestra, self.testi = finestra, []
        finestra.context.route(NON_STATICO, self._passa)

    def _passa(self, richiesta):
        risposta = richiesta.fetch(max_redirects=0)
        testate = "\n".join(f"{nome}: {valore}" for nome, valore in risposta.headers.items())
        self.testi.append((richiesta.request.url, f"{unquote(testate)}\n{leggibile(risposta.body())}"))
        richiesta.fulfill(response=risposta)

    def scarica(self, indirizzo):
        """Downloads a file by a link of the page in the window."""
        with self.finestra.expect_download() as attesa:
            self.finestra.locator(f"a[href='{indirizzo}']").evaluate("legame => legame.click()")
        # The browser does not let anybody stand between it and a download.
        scaricato = attesa.value
        testo = leggibile(scaricato.path().read_bytes())
        self.testi.append((scaricato.url, f"{scaricato.suggested_filename}\n{testo}"))

    def dove_compare(self, spia):
        """Where the pattern is found: (address, words around it)."""
        trovati = ((url, spia.search(testo), testo) for url, testo in self.testi)
        return [(url, testo[max(0, t.start() - 60) : t.end() + 20]) for url, t, testo in trovati if t]


def leggibile(corpo):
    """What a person would read in the bytes: a workbook unzipped, the entities of a page undone."""
    if corpo.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(corpo)) as libro:
            corpo = b"\n".join(libro.read(nome) for nome in libro.namelist())
    return html.unescape(corpo.decode("utf-8", "replace"))
