"""What of the calendar waits for a person: proposals to answer, drafts sent back, dates that draw near."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Q

from calendario import permessi
from calendario.elenchi.righe import Riga, da_elencare, righe
from calendario.models import Editore, Iniziativa, Stato
from nucleo import tempo
from sportelli.models import Utente

# So near to its first day, who thinks of taking part must know whether it takes place.
DA_CONFERMARE_ENTRO = timedelta(days=30)
LETTE = 60


@dataclass(frozen=True)
class Attese:
    """The rows that wait for something, those that have waited longest or are nearest first."""

    da_approvare: Sequence[Riga] = ()
    rimandate: Sequence[Riga] = ()
    da_confermare: Sequence[Riga] = ()

    def __bool__(self) -> bool:
        return bool(self.da_approvare or self.rimandate or self.da_confermare)


def attese(utente: Utente) -> Attese:
    """What waits for this person; one question for all of it."""
    if not permessi.puo_leggere(utente):
        return Attese()
    modera = permessi.puo_moderare(utente)
    miei = list(Editore.objects.di(utente).values_list("pk", flat=True))
    rimandate = Q(stato=Stato.BOZZA) & ~Q(nota_redazione="")
    da_confermare = Q(
        stato=Stato.PREANNUNCIATA,
        inizio__gte=tempo.oggi(),
        inizio__lte=tempo.oggi() + DA_CONFERMARE_ENTRO,
        fonte=None,
    )
    quali = Q(editore__in=miei) & (rimandate | da_confermare)
    visibili = Iniziativa.objects.visibili_a(utente).con_dettagli_per(utente)
    if modera:
        quali |= Q(pk__in=Iniziativa.objects.da_approvare().values("pk"))
    trovate = da_elencare(visibili).filter(quali).order_by(F("attende_dal"), "inizio", "pk")[:LETTE]
    lette = righe(list(trovate), None if modera else miei)
    return Attese(
        [riga for riga in lette if riga.attende_dal is not None] if modera else [],
        [riga for riga in lette if riga.stato == Stato.BOZZA],
        [riga for riga in lette if riga.stato == Stato.PREANNUNCIATA and riga.attende_dal is None],
    )
