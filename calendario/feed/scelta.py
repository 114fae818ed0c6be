"""What one feed holds: the same question that the pages understand, and the addresses that ask it."""

from collections.abc import Iterator
from functools import cached_property
from uuid import UUID

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse

from calendario.filtri import Filtri
from calendario.indice import Voce, indice
from calendario.indirizzi import ELENCO, con_domanda, indirizzo
from calendario.lingue import INGLESE

TITOLI = {
    "it": "Calendario delle iniziative per l'export toscano",
    "en": "Calendar of export initiatives in Tuscany",
}
RIASSUNTI = {
    "it": "Fiere, missioni, incoming, corsi: che cosa organizzano Toscana Promozione, gli Sportelli delle "
    "Camere di commercio e i loro partner.",
    "en": "Trade fairs, missions, incoming visits, courses: what Toscana Promozione, the help desks of the "
    "Chambers of Commerce and their partners organise.",
}
FEED = {"it": "calendario:feed", "en": "calendario:feed_en"}


class Scelta:
    """The initiatives that answer an address, in order, as the public may know them now."""

    def __init__(self, parametri: QueryDict, lingua: str) -> None:
        self.parametri, self.lingua = parametri, lingua
        self.filtri = Filtri(parametri, lingua)
        self.indice = indice()

    @cached_property
    def quali(self) -> int:
        """As a set of the index."""
        return self.filtri.insieme(self.indice)

    @property
    def inglese(self) -> bool:
        return self.lingua == INGLESE

    @cached_property
    def titolo(self) -> str:
        """With what was asked, if anything: two feeds of one reader have two names."""
        return " · ".join(filter(None, (TITOLI[self.lingua], self.filtri.descrizione)))

    @property
    def pagina(self) -> str:
        """The page that shows the same, in full."""
        return settings.INDIRIZZO + con_domanda(indirizzo(ELENCO, self.lingua), self.filtri.querystring)

    def indirizzo(self, formato: str, **altro: str) -> str:
        """The feed itself, in full; with some parameters more."""
        parametri = self.filtri.con()
        parametri.update(altro)
        via = reverse(FEED[self.lingua], kwargs={"formato": formato})
        return settings.INDIRIZZO + con_domanda(via, parametri.urlencode())

    def voci(self, *, dopo: str = "") -> Iterator[Voce]:
        """By first day; from the one after `dopo` on, if it is there."""
        return self.indice.in_ordine(self.quali, da=self._posto(dopo) + 1)

    def _posto(self, codice: str) -> int:
        try:
            return self.indice.posto_del_codice.get(UUID(codice), -1)
        except ValueError:
            return -1
