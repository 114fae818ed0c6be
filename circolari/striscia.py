"""The days from a diffusione to its rilascio, week by week, for people to see which ones counted (C7)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from circolari.embargo import Rilascio
from nucleo import parole, tempo
from nucleo.tempo import Calendario

UN_GIORNO = timedelta(days=1)
DIFFUSIONE, CONTA, RILASCIO, SALTATO, FUORI = "diffusione", "conta", "rilascio", "saltato", "fuori"


@dataclass(frozen=True)
class Casella:
    """One day: what it is on the way to the rilascio, and the words that say so («» for nothing)."""

    giorno: date
    che: str
    nota: str

    @property
    def nome(self) -> str:
        """«lun 2 mar»."""
        mese = parole.MESI_BREVI[self.giorno.month - 1]
        return f"{tempo.GIORNI[self.giorno.weekday()]} {self.giorno.day} {mese}"


def striscia(diffusione: datetime, uscita: Rilascio, giorni: Calendario) -> list[Casella]:
    """Whole weeks, Monday to Sunday, from that of the diffusione to that of the rilascio.

    Raises FestivitaSconosciute when they touch a year whose holidays are unknown.
    """
    primo = tempo.giorno_di_roma(diffusione)
    lunedi = primo - timedelta(days=primo.weekday())
    settimane = (uscita.cammino.arrivo - lunedi).days // 7 + 1
    date_ = (lunedi + n * UN_GIORNO for n in range(settimane * 7))
    return [_casella(giorno, primo, uscita, giorni) for giorno in date_]


def _casella(giorno: date, primo: date, uscita: Rilascio, giorni: Calendario) -> Casella:
    cammino = uscita.cammino
    if giorno == cammino.arrivo:
        ordine = f"{len(cammino.contati)}º giorno lavorativo"
        return Casella(giorno, RILASCIO, f"{ordine}: alle imprese dalle {parole.ora(uscita.istante)}")
    if giorno in cammino.contati:
        return Casella(giorno, CONTA, f"{cammino.contati.index(giorno) + 1}º giorno lavorativo")
    if giorno < primo or giorno > cammino.arrivo:
        return Casella(giorno, FUORI, "")
    return _prima_del_conto(giorno, primo, uscita, giorni)


def _prima_del_conto(giorno: date, primo: date, uscita: Rilascio, giorni: Calendario) -> Casella:
    """The day of the diffusione, the one from which it counts, and those that nobody works."""
    motivo = giorni.perche_no(giorno)
    decorrenza = tempo.giorno_di_roma(uscita.decorrenza)
    if giorno == decorrenza:
        detto = "diffusione" if giorno == primo else "qui conta come diffusa"
        return Casella(giorno, DIFFUSIONE, f"{detto}, ore {parole.ora(uscita.decorrenza)}: non si conta")
    if giorno == primo:
        return Casella(giorno, DIFFUSIONE, f"diffusione, ma {motivo or 'fuori orario'}: conta più avanti")
    return Casella(giorno, SALTATO, motivo)
