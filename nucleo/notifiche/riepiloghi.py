"""Digests: on working mornings, what waited, in one e-mail per person."""

from datetime import date, time

from django.db import transaction

from nucleo import posta, tempo
from nucleo.generi import Frequenza
from nucleo.models import Notifica, Riepilogo
from nucleo.posta import Messaggio

GENERE = "riepilogo"
MATTINA = time(8)


def prepara_riepiloghi() -> None:
    """Queues the digests of today and of this week that are still to be made: the sweep's duty.

    From eight in the morning of a working day; the weekly one on the first working day of its week.
    """
    adesso = tempo.adesso().astimezone(tempo.ROMA)
    if adesso.time() < MATTINA or not tempo.lavorativo(adesso.date()):
        return
    for frequenza, periodo in _periodi(adesso.date()).items():
        attese = Notifica.objects.filter(attende=frequenza, letta_il=None)
        gia = Riepilogo.objects.filter(frequenza=frequenza, periodo=periodo).values("destinatario")
        persone = attese.exclude(destinatario__in=gia).order_by().values_list("destinatario", flat=True)
        for persona in persone.distinct():
            _prepara(persona, frequenza, periodo)


def _periodi(giorno: date) -> dict[Frequenza, str]:
    anno, settimana, _ = giorno.isocalendar()
    return {Frequenza.GIORNALIERA: f"{giorno}", Frequenza.SETTIMANALE: f"{anno}-W{settimana:02}"}


@transaction.atomic
def _prepara(persona: int, frequenza: Frequenza, periodo: str) -> None:
    riepilogo, nuovo = Riepilogo.objects.get_or_create(
        destinatario_id=persona, frequenza=frequenza, periodo=periodo
    )
    if not nuovo:
        return
    sue = Notifica.objects.filter(destinatario=persona, attende=frequenza)
    sue.filter(letta_il=None).update(riepilogo=riepilogo)
    sue.update(attende="")
    posta.accoda_tutti(
        [
            Messaggio(
                chiave=f"riepilogo:{riepilogo.pk}",
                a=riepilogo.destinatario.email,
                genere=GENERE,
                oggetto_id=riepilogo.pk,
            )
        ]
    )
