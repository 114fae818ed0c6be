"""Who has opened a circolare in the Extranet, and who declares to have taken note of it."""

from django.db.models import Q

from circolari import permessi
from circolari.models import Circolare, Lettura
from nucleo import tempo
from nucleo.verbi import verbo
from sportelli.models import Utente


def segna_aperta(circolare: Circolare, *, da: Utente) -> None:
    """Takes note that a person of an office has this version before her eyes; the first time stays.

    The caller has found the circolare in `visibili_a(da)`. For others than the offices nothing is written.
    """
    if not permessi.puo_prendere_visione(da, circolare):
        return
    _, nuova = Lettura.objects.get_or_create(
        circolare=circolare,
        utente=da,
        defaults={"versione": circolare.versione, "sportello": da.sportello, "aperta_il": tempo.adesso()},
    )
    if not nuova:
        lette = Lettura.objects.filter(circolare=circolare, utente=da, versione__lt=circolare.versione)
        lette.update(versione=circolare.versione, presa_visione_il=None)


@verbo(permessi.puo_prendere_visione)
def prendi_visione(circolare: Circolare, *, versione: int, da: Utente) -> bool:
    """«Ho preso visione» of the version that was read; whether it was the first time.

    A version that a correction has overtaken meanwhile is not taken note of.
    """
    if versione != circolare.versione:
        return False
    segna_aperta(circolare, da=da)
    sua = Q(circolare=circolare, utente=da, versione=versione, presa_visione_il=None)
    return bool(Lettura.objects.filter(sua).update(presa_visione_il=tempo.adesso()))
