"""No more than so many e-mails a minute to one recipients' domain, so that none takes us for spammers."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.conf import settings

from nucleo.models import Busta, Dominio

AL_MINUTO = settings.POSTA_PER_DOMINIO
# How much of a minute may be used up at once.
SCATTO = timedelta(seconds=10)


def di_turno(buste: list[Busta], adesso: datetime) -> list[Busta]:
    """Those that may leave now. Each of the others gets a turn of its own, later, and waits for it.

    To be called in the transaction that takes the e-mails: it locks the rows of their domains.
    """
    if not AL_MINUTO:
        return buste
    per_dominio = defaultdict(list)
    for busta in buste:
        if not busta.di_turno:
            per_dominio[busta.dominio].append(busta)
    dopo: list[Busta] = []
    domini = _domini(sorted(per_dominio), adesso)
    for dominio in domini:
        dopo += _assegna(dominio, per_dominio[dominio.nome], adesso)
    Dominio.objects.bulk_create(
        domini, update_conflicts=True, unique_fields=["nome"], update_fields=["libero_dal"]
    )
    Busta.objects.bulk_update(dopo, ["prossimo", "di_turno"])
    rimandate = {busta.pk for busta in dopo}
    return [busta for busta in buste if busta.pk not in rimandate]


def _domini(nomi: list[str], adesso: datetime) -> list[Dominio]:
    """The rows of the domains, locked in order so that workers never wait in a circle; new ones not yet."""
    noti = Dominio.objects.filter(nome__in=nomi).order_by("nome").select_for_update()
    trovati = {dominio.nome: dominio for dominio in noti}
    return [trovati.get(nome) or Dominio(nome=nome, libero_dal=adesso) for nome in nomi]


def _assegna(dominio: Dominio, buste: list[Busta], adesso: datetime) -> list[Busta]:
    """Gives each e-mail its turn, one every so many seconds, and returns those whose turn is not yet."""
    passo = timedelta(minutes=1) / AL_MINUTO
    dopo = []
    for busta in buste:
        dominio.libero_dal = max(dominio.libero_dal, adesso) + passo
        turno = dominio.libero_dal - passo - SCATTO
        if turno > adesso:
            busta.prossimo, busta.di_turno = turno, True
            dopo.append(busta)
    return dopo
