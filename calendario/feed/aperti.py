"""What the page of open data says: which addresses there are, and what each field of theirs means."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse

from calendario.feed.dati import CAMPI, IN_UNA_RISPOSTA, LICENZA
from calendario.feed.scelta import Scelta
from calendario.lingue import INGLESE

# In the order of `dati.CAMPI`: Italian, English.
SPIEGATI: Mapping[str, tuple[str, str]] = {
    "id": ("identità, per sempre", "identity, for ever"),
    "uid": ("la stessa identità nei file iCalendar", "the same identity in iCalendar files"),
    "indirizzo": ("la sua pagina", "its page"),
    "stato": (
        "preannunciata, confermata, rinviata, annullata, conclusa",
        "announced, confirmed, postponed, cancelled, over, in Italian words",
    ),
    "completa": (
        "0 o false se per ora se ne può dare solo l'annuncio",
        "0 or false while only its announcement is public",
    ),
    "tipo": ("codice del tipo", "code of its kind"),
    "nome_tipo": ("nome del tipo", "name of its kind"),
    "titolo": ("titolo", "title"),
    "organizzatore": ("chi la organizza", "who organises it"),
    "partner": ("con chi", "with whom"),
    "inizio": ("primo giorno", "first day"),
    "fine": ("ultimo giorno, compreso", "last day, included"),
    "solo_mese": (
        "1 o true se si sa solo il mese: inizio e fine ne sono il primo e l'ultimo giorno",
        "1 or true when only the month is known: the days are its first and its last",
    ),
    "ora_inizio": ("dalle, ora di Roma", "from, time of Rome"),
    "ora_fine": ("alle, ora di Roma", "to, time of Rome"),
    "scadenza_adesioni": ("ultimo giorno per aderire", "last day to apply"),
    "adesioni_aperte": ("1 o true se oggi si può aderire", "1 or true if one may apply today"),
    "modalita": ("presenza, online, mista", "in person, online, both, in Italian words"),
    "sede": ("sede", "venue"),
    "citta": ("città", "town"),
    "paesi": ("paesi: codice ISO 3166-1 e nome", "countries: ISO 3166-1 code and name"),
    "settori": ("settori: codice e nome", "sectors: code and name"),
    "posti": ("posti", "places"),
    "costo_euro": ("costo in euro; 0 se è gratuita", "price in euro; 0 when it is free"),
    "adesioni": ("pagina in cui si aderisce", "page where one applies"),
    "avvisi": ("che cosa leggere prima", "what is to be read first"),
    "descrizione": ("testo, senza formato", "text, without format"),
    "fonte": ("il calendario da cui viene", "the calendar that it comes from"),
    "pubblica_dal": ("da quando è pubblica", "public since"),
    "aggiornata_il": ("ultimo cambiamento", "last change"),
    "revisione": ("cresce a ogni cambiamento", "grows at every change"),
}


class DatiAperti:
    """The page, for one choice: who comes from a filtered list finds the same filter in every address."""

    def __init__(self, scelta: Scelta) -> None:
        self.scelta = scelta
        self.licenza, self.massimo = LICENZA, IN_UNA_RISPOSTA

    @property
    def indirizzi(self) -> dict[str, str]:
        return {formato: self.scelta.indirizzo(formato) for formato in ("ics", "atom", "json", "csv")}

    @property
    def abbonamento(self) -> str:
        """What calendars open by themselves, to subscribe."""
        return self.indirizzi["ics"].replace("https://", "webcal://").replace("http://", "webcal://")

    @property
    def con_scadenze(self) -> str:
        return self.scelta.indirizzo("ics", scadenze="1")

    @property
    def catalogo(self) -> str:
        return settings.INDIRIZZO + reverse("calendario:catalogo")

    @property
    def campi(self) -> list[tuple[str, str]]:
        """Name and meaning of each."""
        lingua = int(self.scelta.lingua == INGLESE)
        return [(nome, SPIEGATI[nome][lingua]) for nome in CAMPI]
