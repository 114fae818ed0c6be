"""News of the calendar by mail: asked for, confirmed by who owns the mailbox, ended with one press (G-01)."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from calendario import informativa, posta
from calendario.models import Abbonamento, Iniziativa
from nucleo import posta as ufficio
from nucleo import tempo

MATTINA = time(8)
# Deadlines are recalled so many days before.
PREAVVISO = timedelta(days=7)
# A confirmation that nobody presses holds an address for no purpose.
DIMENTICATO_DOPO = timedelta(days=14)


@transaction.atomic
def abbona(email: str, filtro: str, lingua: str, *, novita: bool, scadenze: bool) -> None:
    """Asks the owner of a mailbox to confirm; the answer is the same whoever had asked before.

    Who is subscribed already to that filter gets no mail; her choices stay.
    """
    abbonamento, _nuovo = Abbonamento.objects.get_or_create(
        email__iexact=email,
        filtro=filtro,
        finito_il=None,
        defaults={
            "email": email,
            "lingua": lingua,
            "novita": novita,
            "scadenze": scadenze,
            "informativa": informativa.ATTUALE,
        },
    )
    if abbonamento.confermato_il is None:
        posta.chiedi_conferma(abbonamento)


@transaction.atomic
def conferma_abbonamento(abbonamento: Abbonamento) -> bool:
    """From now on it counts; whether it changes anything. One that had ended begins again."""
    attuale = Abbonamento.objects.select_for_update().get(pk=abbonamento.pk)
    if attuale.confermato_il is not None and attuale.finito_il is None:
        return False
    gemello = Abbonamento.objects.filter(
        email__iexact=attuale.email, filtro=attuale.filtro, finito_il=None
    ).exclude(pk=attuale.pk)
    if gemello.exists():
        return False
    adesso = tempo.adesso()
    Abbonamento.objects.filter(pk=attuale.pk).update(
        confermato_il=adesso, finito_il=None, novita_dal=None, novita_al=adesso
    )
    ufficio.riabilita(attuale.email)
    return True


@transaction.atomic
def cambia_abbonamento(abbonamento: Abbonamento, *, novita: bool, scadenze: bool) -> None:
    """What she wants to receive; nothing at all is the end of it."""
    if not novita and not scadenze:
        disdici(abbonamento)
        return
    Abbonamento.objects.filter(pk=abbonamento.pk, finito_il=None).update(novita=novita, scadenze=scadenze)


def disdici(abbonamento: Abbonamento) -> bool:
    """No more mail; whether it changes anything. Said twice, it is one answer."""
    vivo = Abbonamento.objects.filter(pk=abbonamento.pk, finito_il=None)
    return bool(vivo.update(finito_il=tempo.adesso()))


def spedisci_novita() -> int:
    """The sweep's duty: queues the weekly digests that are due; how many.

    From eight in the morning of the first working day of each week. Those without news are dropped when they
    are composed.
    """
    turno = _turno(tempo.adesso().astimezone(tempo.ROMA))
    if turno is None:
        return 0
    with transaction.atomic():
        dovuti = Abbonamento.objects.in_vigore().filter(novita=True, novita_al__lt=turno)
        presi = list(dovuti.select_for_update(skip_locked=True).values_list("pk", flat=True))
        quali = Abbonamento.objects.filter(pk__in=presi)
        quali.update(
            novita_dal=Coalesce(F("novita_al"), F("confermato_il")), novita_al=max(turno, tempo.adesso())
        )
        return posta.accoda_novita(quali, turno)


def ricorda_scadenze() -> int:
    """The sweep's duty: queues, once a day from eight in the morning, the deadlines of in seven days."""
    adesso = tempo.adesso().astimezone(tempo.ROMA)
    if adesso.time() < MATTINA:
        return 0
    oggi = adesso.date()
    in_programma = Iniziativa.objects.dettagliate().in_programma()
    if not in_programma.filter(scadenza=oggi + PREAVVISO).exists():
        return 0
    gia_detti = Abbonamento.objects.in_vigore().filter(scadenze=True)
    da_dire = gia_detti.exclude(ricordato_il__gte=oggi)
    with transaction.atomic():
        presi = list(da_dire.select_for_update(skip_locked=True).values_list("pk", flat=True))
        quali = Abbonamento.objects.filter(pk__in=presi)
        quali.update(ricordato_il=oggi)
        return posta.accoda_scadenze(quali, oggi)


def dimentica_abbonamenti() -> int:
    """The sweep's duty: forgets the mailboxes that never confirmed, and those that have ended."""
    limite = tempo.adesso() - DIMENTICATO_DOPO
    mai, _ = Abbonamento.objects.filter(confermato_il=None, chiesto_il__lt=limite).delete()
    finiti, _ = Abbonamento.objects.filter(finito_il__lt=limite).delete()
    return mai + finiti


def _turno(adesso: datetime) -> datetime | None:
    """When the digests of this week became due; None if they are not yet."""
    giorno = _primo_lavorativo(adesso.date())
    quando = datetime.combine(giorno, MATTINA, tempo.ROMA)
    return quando if quando <= adesso else None


def _primo_lavorativo(giorno: date) -> date:
    """The first working day of the week of a day; its Monday in a week that has none."""
    lunedi = giorno - timedelta(days=giorno.weekday())
    settimana = [lunedi + timedelta(days=quanti) for quanti in range(5)]
    return next((uno for uno in settimana if tempo.lavorativo(uno)), lunedi)
