"""The report of the month that has ended, by mail to who asked for it (C5).

It is composed when it leaves, of what that person may read then: who has stopped, or changed office, gets
nothing that is not hers.
"""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse

from extranet.risultati.filtri import FiltriRisultati
from extranet.risultati.quadro import Quadro
from nucleo import posta, tempo
from nucleo.models import Busta
from nucleo.posta import Contenuto, Messaggio
from sportelli.gruppi import mese_prima
from sportelli.models import RapportoMensile, Utente

GENERE = "rapporto_mensile"
MATTINA = time(8)
# After so many days it is no news: who asks for it then begins with the next.
PER = timedelta(days=7)


def puo_leggere(utente: Utente) -> bool:
    """The results are of who works in an office, or at Toscana Promozione."""
    return utente.di_sportello or utente.di_tp


def lo_riceve(utente: Utente) -> bool:
    return RapportoMensile.objects.filter(utente=utente).exists()


def chiedi(utente: Utente) -> None:
    """From the next one on; asked twice, it comes once."""
    if not puo_leggere(utente):
        raise PermissionDenied
    RapportoMensile.objects.bulk_create([RapportoMensile(utente=utente)], ignore_conflicts=True)


def smetti(utente: Utente) -> None:
    """No more, not even what waits to leave."""
    RapportoMensile.objects.filter(utente=utente).delete()


def manda_dovuti() -> int:
    """Queues, once a month for each who wants it, the report: the sweep's duty; how many.

    From eight in the morning of the first working day, for a week: a sweep that was still is made up for.
    """
    dal, adesso = _mattina(), tempo.adesso()
    if not dal <= adesso < dal + PER:
        return 0
    mese = _mese_finito()
    chi_lo_vuole = RapportoMensile.objects.filter(utente__is_active=True)
    chiavi = {
        _chiave(mese, utente): (utente, email)
        for utente, email in chi_lo_vuole.values_list("utente", "utente__email")
    }
    gia = Busta.objects.filter(chiave__in=chiavi).values_list("chiave", flat=True)
    mancano = chiavi.keys() - set(gia)
    posta.accoda_tutti(
        Messaggio(chiave=chiave, a=chiavi[chiave][1], genere=GENERE, oggetto_id=chiavi[chiave][0])
        for chiave in sorted(mancano)
    )
    return len(mancano)


def lettera(pk: int) -> Contenuto | None:
    """What it says now to that person; nothing to who has stopped, or may not read the results any more."""
    chi = Utente.objects.select_related("sportello").filter(pk=pk, rapporto_mensile__isnull=False).first()
    if chi is None or not puo_leggere(chi):
        return None
    mese = f"{_mese_finito():%Y-%m}"
    quadro = Quadro(chi, FiltriRisultati(QueryDict(f"dal={mese}&al={mese}"), utente=chi))
    indirizzo = settings.INDIRIZZO + reverse("risultati")
    dati = {"quadro": quadro, "a": chi, "pagina": f"{indirizzo}?dal={mese}&al={mese}", "risultati": indirizzo}
    testo = render_to_string("extranet/risultati/lettere/mensile.txt", dati)
    return Contenuto(f"Risultati di {quadro.periodo.nome}", testo)


def _mese_finito() -> date:
    return mese_prima(tempo.oggi().replace(day=1))


def _mattina() -> datetime:
    """Eight o'clock of the first working day of this month."""
    prima = tempo.oggi().replace(day=1) - tempo.UN_GIORNO
    return tempo.ora_di_roma(tempo.dopo_lavorativi(prima, 1).arrivo, MATTINA)


def _chiave(mese: date, utente: int) -> str:
    return f"rapporto:{mese:%Y-%m}:{utente}"
