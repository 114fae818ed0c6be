"""The publishers of the calendar."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from calendario import permessi
from calendario.models import Editore, TipoEditore
from sportelli.models import Ruolo, Sportello, Utente

TP = "toscana-promozione"


@transaction.atomic
def prepara() -> int:
    """Toscana Promozione and every Sportello are publishers; how many were missing. Harmless twice."""
    _, nuova = Editore.objects.get_or_create(
        tipo=TipoEditore.TP, defaults={"codice": TP, "nome": "Toscana Promozione", "fidato": True}
    )
    mancano = Sportello.objects.filter(editore=None)
    for sportello in mancano:
        dello_sportello(sportello)
    return int(nuova) + len(mancano)


def dello_sportello(sportello: Sportello) -> Editore:
    """The publisher that an office is; made when it is asked for the first time."""
    editore, _ = Editore.objects.get_or_create(
        sportello=sportello,
        defaults={
            "codice": f"sportello-{sportello.codice.lower()}",
            "nome": sportello.nome,
            "tipo": TipoEditore.SPORTELLO,
            "fidato": True,
        },
    )
    return editore


@transaction.atomic
def tieni_editore(editore: Editore, persone: list[Utente], *, da: Utente) -> Editore:
    """Writes a publisher, new or changed, and who writes for it (partners alone have people of their own)."""
    if not permessi.puo_tenere_gli_editori(da):
        raise PermissionDenied
    if any(persona.ruolo != Ruolo.EDITORE for persona in persone):
        raise ValidationError("Per un ente scrive solo chi è stato invitato per questo.")
    editore.save()
    editore.persone.set(persone if editore.tipo == TipoEditore.PARTNER else [])
    return editore
