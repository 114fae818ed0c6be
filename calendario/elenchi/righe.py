"""An initiative in a list, as its reader may know it: under embargo, its announcement alone (C7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from calendario.facciata import ITALIANO, Facciata, facciata
from calendario.lingue import periodo
from calendario.models import CONCLUSA, Iniziativa, Stato
from nucleo import tempo
from nucleo.templatetags.nucleo import stato as targhetta

if TYPE_CHECKING:
    from calendario.querysets import IniziativaQuerySet

PESANTI = ("testo", "testo_en", "html_en", "testo_piano_en", "ics", "ics_en", "ricerca", "ricerca_en")
# By custom of the redazione (C8).
GIORNI_PER_RISPONDERE = 5
SENZA_GIORNI = "senza data"


@dataclass(frozen=True)
class Riga:
    """What a list shows of one; `propria` says that its reader may write it, so its workings are hers too."""

    vista: Facciata
    codice: str
    url: str
    stato: str
    stato_nome: str
    editore: str
    propria: bool
    aggiornata_il: datetime | None
    attende_dal: datetime | None
    attende_giorni: int
    che_cosa: str
    nota: str

    @property
    def quando(self) -> str:
        """The days, as short as they can be."""
        inizio: date | None = self.vista.inizio
        if inizio is None:
            return SENZA_GIORNI
        return periodo(inizio, self.vista.fine or inizio, ITALIANO, solo_mese=self.vista.solo_mese)

    @property
    def segno(self) -> SafeString:
        return targhetta(self.stato, self.stato_nome)

    @property
    def in_ritardo(self) -> bool:
        """Whether it waits for the redazione longer than it should."""
        return self.attende_giorni > GIORNI_PER_RISPONDERE


def righe(oggetti: Sequence[Iniziativa], mie: Iterable[int] | None) -> list[Riga]:
    """Rows asked with `con_dettagli_per` and `con_attesa`; `mie` are the publishers that the reader writes
    for, None for all."""
    proprie = None if mie is None else set(mie)
    lavorativi = tempo.calendario() if any(_attesa(riga) for riga in oggetti) else None
    return [_riga(riga, proprie is None or riga.editore_id in proprie, lavorativi) for riga in oggetti]


def da_elencare(insieme: "IniziativaQuerySet") -> "IniziativaQuerySet":
    """The rows with all that `righe` reads of them, without their long texts."""
    con_tutto = insieme.con_attesa().select_related("editore", "organizzatore", "fonte")
    return con_tutto.defer(*PESANTI).prefetch_related("settori", "paesi")


def _riga(riga: Iniziativa, propria: bool, lavorativi: tempo.Calendario | None) -> Riga:
    vista = facciata(riga, ITALIANO, dettagli=riga.dettagli)
    dal = _attesa(riga) if propria else None
    giorni = lavorativi.lavorativi_fra(_giorno(dal), tempo.oggi()) if dal and lavorativi else 0
    return Riga(
        vista=vista,
        codice=str(riga.codice),
        url=riga.get_absolute_url(),
        stato=riga.stato_di_oggi,
        stato_nome="Conclusa" if riga.stato_di_oggi == CONCLUSA else riga.get_stato_display(),
        editore=riga.editore.nome,
        propria=propria,
        aggiornata_il=riga.aggiornata_il if propria else None,
        attende_dal=dal,
        attende_giorni=giorni,
        che_cosa="Nuova" if riga.stato == Stato.PROPOSTA else "Modifica",
        nota=riga.nota_redazione if propria else "",
    )


def _attesa(riga: Iniziativa) -> datetime | None:
    attende: datetime | None = riga.attende_dal
    return attende


def _giorno(istante: datetime) -> date:
    return tempo.giorno_di_roma(istante)
