"""What administrators must know of the post office."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from nucleo import tempo
from nucleo.models import Busta, Ufficio
from nucleo.notifiche.avvisi import avvisa
from nucleo.parole import quanti

# Failures in a row after which it is no longer a hiccup: the pauses between them make more than five minutes.
FALLIMENTI_NORMALI = 6


def segnala_la_posta() -> None:
    """Tells administrators, once, of parked e-mails and of a mail server out of reach: the sweep's duty."""
    _segnala_parcheggiate()
    ufficio = Ufficio.objects.filter(fallimenti__gt=FALLIMENTI_NORMALI).first()
    if ufficio is not None:
        _avvisa(
            chiave=f"posta:ferma:{tempo.oggi()}",
            titolo="Il server di posta non risponde",
            testo=f"I messaggi restano in coda e partiranno da soli. Ultimo errore: {ufficio.errore}",
        )


@transaction.atomic
def _segnala_parcheggiate() -> None:
    nuove = Busta.objects.da_segnalare().select_for_update(skip_locked=True)
    chiavi = list(nuove.values_list("pk", flat=True))
    if not chiavi:
        return
    Busta.objects.filter(pk__in=chiavi).update(segnalata=True)
    _avvisa(
        chiave=f"posta:parcheggiate:{max(chiavi)}:{tempo.adesso():%Y%m%d%H%M}",
        titolo=f"{quanti(len(chiavi), 'messaggio non parte', 'messaggi non partono')}",
        testo="Dopo cinque tentativi sono stati messi da parte: vanno riprovati o annullati a mano.",
    )


def _avvisa(**campi: Any) -> None:
    amministratori = apps.get_model(settings.AUTH_USER_MODEL)._default_manager.amministratori()
    indirizzo = f"{reverse('nucleo:posta')}?stato=parcheggiato"
    avvisa(amministratori, argomento="posta", indirizzo=indirizzo, **campi)
