"""Until when: the deadline of a pratica, the silence of TP, the days to reopen. Working days are counted for
the province of the office, and for TP's seat too where TP is waited for."""

from datetime import date, datetime, time, timedelta

from nucleo import tempo
from pratiche.models import Decisione, Pratica
from pratiche.models.scelte import CHIUSE
from sportelli.models import Sportello

SEDE_TP = "FI"
GIORNI_PER_SOLLECITARE = 2
GIORNI_DI_SILENZIO = 5
GIORNI_PER_RIAPRIRE = 30
GIORNI_DI_PREAVVISO = 2
GIORNI_FERMA = 10
ALBA, MEZZOGIORNO = 7, 13
MEZZANOTTE = time(0)


def scadenza(pratica: Pratica, dal: date, giorni: int) -> date:
    """The day that comes `giorni` working days of the pratica's office after `dal`."""
    return tempo.dopo_lavorativi(dal, giorni, [pratica.sportello.codice]).arrivo


def attesi(pratica: Pratica, dal: date) -> int:
    """The working days of the pratica's office waited from `dal` until today."""
    return max(0, tempo.lavorativi_fra(dal, tempo.oggi(), [pratica.sportello.codice]))


def riapribile(pratica: Pratica) -> bool:
    """Whether the pratica was closed, and not more than thirty calendar days ago."""
    if pratica.stato not in CHIUSE or pratica.chiusa_il is None:
        return False
    return tempo.oggi() - tempo.giorno_di_roma(pratica.chiusa_il) <= timedelta(days=GIORNI_PER_RIAPRIRE)


def dopo_silenzio(decisione: Decisione, giorni: int) -> datetime:
    """The same clock time on the `giorni`-th working day of both parties after TP's turn began."""
    province = {SEDE_TP, decisione.pratica.sportello.codice}
    giorno = tempo.dopo_lavorativi(tempo.giorno_di_roma(decisione.turno_dal), giorni, province).arrivo
    return tempo.ora_di_roma(giorno, decisione.turno_dal.astimezone(tempo.ROMA).time())


def fine_silenzio(decisione: Decisione) -> datetime:
    """When the office may go on by itself, if TP stays silent (C2)."""
    return dopo_silenzio(decisione, GIORNI_DI_SILENZIO)


def silenzio_finito(decisione: Decisione) -> bool:
    return tempo.adesso() >= fine_silenzio(decisione)


def da_sollecitare(decisione: Decisione) -> bool:
    """Whether TP has been silent for two working days, and it is a working morning of both parties."""
    province = {SEDE_TP, decisione.pratica.sportello.codice}
    mattina = tempo.adesso().astimezone(tempo.ROMA).hour < MEZZOGIORNO
    ora = mattina and tempo.orario_di_lavoro(tempo.adesso(), province)
    return ora and tempo.adesso() >= dopo_silenzio(decisione, GIORNI_PER_SOLLECITARE)


def mattina_di_lavoro(sportello: Sportello) -> bool:
    """Whether now is a good time to remind an office: before its working morning, in time for the digests."""
    ora = tempo.adesso().astimezone(tempo.ROMA).hour
    return ALBA <= ora < MEZZOGIORNO and tempo.lavorativo(tempo.oggi(), [sportello.codice])


def vicina(sportello: Sportello) -> date:
    """The last day of which one says today that it is near: two working days from now."""
    return tempo.dopo_lavorativi(tempo.oggi(), GIORNI_DI_PREAVVISO, [sportello.codice]).arrivo


def ultimo_giorno_ferme(sportello: Sportello) -> date:
    """Whatever moved last on this day or before has stood still for ten working days of the office."""
    calendario, giorno = tempo.calendario([sportello.codice]), tempo.oggi() - timedelta(days=GIORNI_FERMA)
    while calendario.lavorativi_fra(giorno, tempo.oggi()) < GIORNI_FERMA:
        giorno -= timedelta(days=1)
    return giorno
