"""One initiative as everybody reads it, or its announcement, with what goes around it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import Self

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from calendario import frasi
from calendario.facciata import facciata
from calendario.frasi import Detto
from calendario.indice import PAESE, SETTORE, Indice, Voce, indice
from calendario.indirizzi import ELENCO, INIZIATIVA, INTERESSE, indirizzo
from calendario.lingue import INGLESE, ITALIANO
from calendario.models import AllegatoIniziativa, Iniziativa, Modalita
from calendario.programma import schema
from calendario.programma.cornice import Via, alternative
from calendario.programma.righe import Riga, righe
from nucleo import tempo
from sportelli.models import Sportello

CORRELATE, RIASSUNTO = 4, 34


class Scheda(Riga):
    """The page of one row of `pubbliche().con_dettagli().con_pubblica_dal()`. Of an announcement it gives
    what the `facciata` gives and nothing else (C7)."""

    # Whether it is read inside the Extranet, where files have another address.
    interna = False

    def __init__(self, riga: Iniziativa, lingua: str, provincia: str = "") -> None:
        super().__init__(facciata(riga, lingua, dettagli=riga.dettagli))
        self.riga, self.lingua, self.provincia = riga, lingua, provincia.upper()[:5]

    @property
    def detto_stato(self) -> Detto:
        return frasi.stato(self.vista)

    @property
    def orario(self) -> str:
        return frasi.orario(self.vista)

    @property
    def costo(self) -> str:
        return frasi.costo(self.vista)

    @property
    def modalita(self) -> str:
        return _(str(Modalita(self.vista.modalita).label)) if self.vista.modalita else ""

    @property
    def interesse(self) -> str:
        """Where a company says that it is interested; empty when there is nothing to be interested in."""
        aperta = self.vista.dettagli and self.riga.in_programma and not self.riga.conclusa
        return indirizzo(INTERESSE, self.lingua, self.riga.codice) if aperta else ""

    @property
    def preavviso(self) -> list[str]:
        """The days of notice (C8); of what is only announced nobody counts them yet."""
        if not self.vista.dettagli:
            return []
        return frasi.preavviso(self.vista, self.riga.pubblica_dal)

    @property
    def pubblica_dal(self) -> str:
        dal = self.riga.pubblica_dal
        return frasi.giorno_breve(frasi.giorno_di(dal), self.lingua)

    @cached_property
    def file(self) -> list[AllegatoIniziativa]:
        """All that it has to show or to give; nothing of what is only announced."""
        return list(self.riga.allegati.all()) if self.vista.dettagli else []

    @property
    def immagine(self) -> AllegatoIniziativa | None:
        return next((file for file in self.file if file.immagine), None)

    @property
    def indirizzo_immagine(self) -> str:
        """The whole address of its picture; empty when it has none."""
        return settings.INDIRIZZO + self.immagine.indirizzo_pubblico if self.immagine else ""

    @property
    def allegati(self) -> list[AllegatoIniziativa]:
        return [file for file in self.file if not file.immagine]

    @property
    def riassunto(self) -> str:
        """The first words, for who shares it."""
        parole = self.vista.testo_piano or " ".join(self.vista.avvisi)
        return Truncator(" ".join(parole.split())).words(RIASSUNTO)

    @property
    def canonico(self) -> str:
        return settings.INDIRIZZO + self.vista.indirizzo

    @property
    def alternative(self) -> list[Via]:
        return alternative(INIZIATIVA, str(self.vista.codice))

    @property
    def altra_lingua(self) -> Via:
        altra = ITALIANO if self.lingua == INGLESE else INGLESE
        return Via(altra, indirizzo(INIZIATIVA, altra, self.vista.codice))

    @property
    def elenco(self) -> str:
        return indirizzo(ELENCO, self.lingua)

    @property
    def dati(self) -> SafeString:
        """What search engines read of it (schema.org)."""
        return schema.blocco(schema.evento(self.vista, self.indirizzo_immagine))

    # --- Whom to ask, what else there is ------------------------------------------------------------------

    @cached_property
    def sportelli(self) -> list[Sportello]:
        return list(Sportello.objects.attivi())

    @property
    def sportello(self) -> Sportello | None:
        """The office of the visitor's province: companies speak with it, never with a Referente (C1, C6)."""
        return next((s for s in self.sportelli if s.codice == self.provincia), None)

    @property
    def fuori_regione(self) -> bool:
        return bool(self.provincia) and self.sportello is None

    @cached_property
    def correlate(self) -> list[Riga]:
        """Those to come of the same sector or country, the nearest in time first."""
        return righe(list(self._vicine(indice())), self.lingua) if self.vista.dettagli else []

    def _vicine(self, tutte: Indice) -> Iterator[Voce]:
        settori, paesi = (
            [codice for codice, _nome in voci] for voci in (self.vista.settori, self.vista.paesi)
        )
        # Italy is where most take place: it makes nothing alike.
        fuori = [codice for codice in paesi if codice != "IT"]
        simili = (tutte.con(SETTORE, settori) if settori else 0) | (tutte.con(PAESE, fuori) if fuori else 0)
        altre = (voce for voce in tutte.in_ordine(simili & tutte.future) if voce.pk != self.vista.pk)
        return islice(sorted(altre, key=self._distanza), CORRELATE)

    def _distanza(self, voce: Voce) -> int:
        return abs((voce.inizio - self.vista.inizio).days)


class Anteprima(Scheda):
    """The same page for who writes it, before anybody else may read it: whole, or as it is only announced.

    Of a draft the days may be missing, and there is no state to be told.
    """

    interna = True

    @classmethod
    def nelle_due_lingue(cls, riga: Iniziativa, *, intera: bool) -> list[Self]:
        return [cls(riga, lingua, intera=intera) for lingua in (ITALIANO, INGLESE)]

    def __init__(self, riga: Iniziativa, lingua: str, *, intera: bool) -> None:
        riga.dettagli = intera
        super().__init__(riga, lingua)
        if not riga.pubblicata and self.vista.scadenza:
            self.vista = replace(self.vista, adesioni_aperte=self.vista.scadenza >= tempo.oggi())

    @property
    def detto_stato(self) -> Detto:
        return super().detto_stato if self.riga.pubblicata else Detto("", "grigio")
