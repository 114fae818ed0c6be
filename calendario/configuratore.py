"""What a site writes into its pages to show the calendar: the lines to copy, for the choices of a form."""

from collections.abc import Sequence
from functools import cached_property

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from calendario import incorporata, tema
from calendario.feed.scelta import TITOLI
from calendario.incorporata import LINGUE, VISTE, Incorporata
from calendario.indice import ENTE, MODALITA, PAESE, SETTORE, TIPO
from calendario.indirizzi import DATI, GUIDA, indirizzo
from calendario.lingue import INGLESE, ITALIANO
from calendario.nomi import nome, nomi
from calendario.programma.cornice import Via

TENDINE = {
    TIPO: (gettext_lazy("Tipo"), gettext_lazy("Tutti i tipi")),
    SETTORE: (gettext_lazy("Settore"), gettext_lazy("Tutti i settori")),
    PAESE: (gettext_lazy("Paese"), gettext_lazy("Tutti i paesi")),
    ENTE: (gettext_lazy("Organizzata da"), gettext_lazy("Tutti gli enti")),
    MODALITA: (gettext_lazy("Come si partecipa"), gettext_lazy("In ogni modo")),
}
# Without JavaScript a frame has the same height whatever it holds.
ALTEZZA_FISSA = 800


class Configuratore:
    """The form of the page, which speaks `lingua`, and what comes of it: in the same, unless one chooses."""

    def __init__(self, parametri: QueryDict, lingua: str) -> None:
        self.parametri, self.lingua = parametri.copy(), lingua
        self.parametri.setdefault("lingua", lingua)
        self.mostra = Incorporata(self.parametri)
        self.filtri = self.mostra.scelta.filtri

    @property
    def tendine(self) -> list[tuple[str, str, str, list[tuple[str, str, bool]]]]:
        """Name, label, word for all, choices (value, name, whether it is chosen): only those that would show
        something."""
        return [(nome, str(uno), str(tutti), self._scelte(nome)) for nome, (uno, tutti) in TENDINE.items()]

    @property
    def viste(self) -> list[tuple[str, str, bool]]:
        return [(vista, gettext(nome), vista == self.mostra.vista) for vista, nome in VISTE.items()]

    @property
    def lingue(self) -> list[tuple[str, str, bool]]:
        return [(lingua, nome, lingua == self.mostra.lingua) for lingua, nome in LINGUE.items()]

    @property
    def altra_lingua(self) -> Via:
        """The same page in the other one."""
        altra = ITALIANO if self.lingua == INGLESE else INGLESE
        return Via(altra, indirizzo(GUIDA, altra))

    @property
    def dati(self) -> str:
        """The page that this one belongs to."""
        return indirizzo(DATI, self.lingua)

    @property
    def colore(self) -> str:
        return f"#{self.mostra.colore}"

    @property
    def colore_usato(self) -> str:
        """The darker one that is used, when the one that was chosen could not be read; else empty."""
        usato = tema.leggibile(self.mostra.colore)
        return f"#{usato}" if usato != self.mostra.colore else ""

    @property
    def colore_sbagliato(self) -> bool:
        chiesto = self.parametri.get("colore", "")
        return bool(chiesto) and tema.leggi(chiesto) is None

    @cached_property
    def frammento(self) -> str:
        """The two lines, as text: a script, and a frame for who has none."""
        return "".join((self._script(incorporata.script()), "\n<noscript>", self._riquadro(), "</noscript>"))

    @property
    def anteprima(self) -> SafeString:
        """The same lines, with the address of this very page's site."""
        return self._script(reverse("calendario:incorpora_js"))

    @property
    def origine(self) -> str:
        """What a content security policy must let in."""
        return settings.INDIRIZZO

    @property
    def via(self) -> str:
        """The page that the frame shows, on this site."""
        return incorporata.indirizzo(self.filtri.con(), **self._aspetto)

    @property
    def _aspetto(self) -> dict[str, str]:
        return {"vista": self.mostra.vista, "lingua": self.mostra.lingua, "colore": self.mostra.colore}

    def _script(self, indirizzo: str) -> SafeString:
        return format_html(
            '<script src="{}" data-filtro="{}" data-vista="{}" data-lingua="{}" data-colore="{}" async>'
            "</script>",
            *(indirizzo, self.filtri.querystring, self.mostra.vista, self.mostra.lingua, self.colore),
        )

    def _riquadro(self) -> SafeString:
        return format_html(
            '<iframe src="{}" title="{}" width="100%" height="{}"></iframe>',
            settings.INDIRIZZO + self.via,
            TITOLI[self.mostra.lingua],
            ALTEZZA_FISSA,
        )

    def _scelte(self, faccetta: str) -> list[tuple[str, str, bool]]:
        indice = self.mostra.scelta.indice
        usate, scelti = indice.conti(faccetta, indice.tutte), self._scelti(faccetta)
        noti = {
            codice: nome(faccetta, codice, italiano, self.lingua)
            for codice, italiano in nomi()[faccetta].items()
            if codice in usate or codice in scelti
        }
        ordinati = sorted(noti.items(), key=lambda voce: voce[1].casefold())
        return [(codice, nome, codice in scelti) for codice, nome in ordinati]

    def _scelti(self, faccetta: str) -> Sequence[str]:
        return self.filtri.scelte[faccetta]
