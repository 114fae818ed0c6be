"""What the public pages say of an initiative, in the active language: cost, hours, deadline, notice."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from calendario.facciata import Facciata
from calendario.lingue import INGLESE, data_lunga
from calendario.models import CONCLUSA, Stato
from nucleo import parole, tempo


class Detto(NamedTuple):
    """Some words and the tone in which they are said."""

    testo: str
    tono: str


STATI = {
    Stato.PREANNUNCIATA: ("Preannunciata", "viola"),
    Stato.CONFERMATA: ("Confermata", "verde"),
    Stato.RINVIATA: ("Rinviata", "arancio"),
    Stato.ANNULLATA: ("Annullata", "rosso"),
    CONCLUSA: ("Conclusa", "grigio"),
}


def stato(vista: Facciata) -> Detto:
    """The state that people read today."""
    nome, tono = STATI[vista.stato]
    return Detto(_(nome), tono)


def scadenza(vista: Facciata) -> Detto | None:
    """Until when one may apply, and how long that is; None when there is nothing to say."""
    if vista.scadenza is None or vista.stato in (Stato.ANNULLATA, CONCLUSA):
        return None
    giorno = {"giorno": giorno_breve(vista.scadenza, vista.lingua)}
    if not vista.adesioni_aperte:
        # Postponed: nobody knows whether that day still stands.
        if vista.scadenza >= tempo.oggi():
            return None
        return Detto(_("Adesioni chiuse il %(giorno)s") % giorno, "grigio")
    restano = (vista.scadenza - tempo.oggi()).days
    quanto = _restano(restano)
    return Detto(_("Adesioni entro il %(giorno)s") % giorno + f" ({quanto})", _tono(restano))


def costo(vista: Facciata) -> str:
    """`1.800 €`, «€1,800», free, or not known yet."""
    if vista.costo is None:
        return _("Da definire")
    return euro(vista.costo, vista.lingua) if vista.costo else _("Gratuita")


def euro(importo: Decimal, lingua: str) -> str:
    """The sum with its cents, if there are any."""
    intero = importo == importo.to_integral_value()
    detto = f"{importo:,.0f}" if intero else f"{importo:,.2f}"
    if lingua == INGLESE:
        return f"€{detto}"
    return detto.translate(str.maketrans(",.", ".,")) + " €"


def orario(vista: Facciata) -> str:
    """`10:00-12:30`; empty when nobody said."""
    ore = [f"{ora:%H:%M}" for ora in (vista.ora_inizio, vista.ora_fine) if isinstance(ora, time)]
    return "-".join(ore)


def preavviso(vista: Facciata, pubblica_dal: datetime) -> list[str]:
    """How many days of notice it gave, before it starts and before its deadline (C8)."""
    dal = tempo.giorno_di_roma(pubblica_dal)
    frasi = [_giorni(vista.inizio - dal, _("prima dell'inizio"))]
    if vista.scadenza:
        frasi.append(_giorni(vista.scadenza - dal, _("prima della scadenza")))
    return [frase for frase in frasi if frase]


def giorno_breve(giorno: date, lingua: str) -> str:
    """`5 ott 2026`, «5 Oct 2026»."""
    return f"{giorno:%-d %b %Y}" if lingua == INGLESE else parole.data_breve(giorno)


def giorno_di(istante: datetime) -> date:
    """The day in Italy on which an instant falls."""
    return tempo.giorno_di_roma(istante)


def giorno_lungo(giorno: date, lingua: str) -> str:
    """`lunedì 5 ottobre 2026`, «Monday, 5 October 2026»."""
    return data_lunga(giorno, lingua)


def _giorni(distanza: object, prima_di_che: str) -> str:
    giorni = getattr(distanza, "days", 0)
    if giorni < 0:
        return ""
    return ngettext("%(n)d giorno", "%(n)d giorni", giorni) % {"n": giorni} + f" {prima_di_che}"


def _restano(giorni: int) -> str:
    if giorni == 0:
        return _("oggi è l'ultimo giorno")
    return ngettext("manca %(n)d giorno", "mancano %(n)d giorni", giorni) % {"n": giorni}


def _tono(giorni: int) -> str:
    return "rosso" if giorni <= 3 else "ambra" if giorni <= 14 else "verde"
