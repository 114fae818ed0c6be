"""What a load balancer and a monitor ask: am I alive, can I serve, is anything late?

The answers are words without figures: they are open to everybody.
"""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from psycopg_pool import PoolTimeout
from redis.exceptions import RedisError

from extranet.doveri import DOVERI
from nucleo import tempo
from nucleo.cache import redis_risponde
from nucleo.models import Busta, Dovere

RITARDO = timedelta(minutes=10)


@login_not_required
@never_cache
def viva(request: HttpRequest) -> HttpResponse:
    """The process answers, whatever happens to the rest: restarting it would mend nothing."""
    return HttpResponse("viva\n", content_type="text/plain")


@login_not_required
@never_cache
def pronta(request: HttpRequest) -> HttpResponse:
    """503 when pages cannot be served; what only delays mail is named, with 200."""
    esiti = {nome: _prova(controllo) for nome, controllo in CONTROLLI.items()}
    stato = "pronta" if all(esiti.values()) else "rallentata" if esiti["database"] else "ferma"
    voci = {nome: "bene" if esito else "male" for nome, esito in esiti.items()}
    return JsonResponse({"stato": stato, **voci}, status=200 if esiti["database"] else 503)


def _prova(controllo: Callable[[], bool]) -> bool:
    try:
        return controllo()
    except (DatabaseError, PoolTimeout, RedisError):
        return False


def _database() -> bool:
    with connection.cursor() as cursore:
        cursore.execute("select 1")
    return True


def _posta() -> bool:
    """No message that was due waits any longer than the sweep takes to find it, several times over."""
    return not Busta.objects.dovute().filter(prossimo__lte=tempo.adesso() - RITARDO).exists()


def _ronda() -> bool:
    """Every duty was done lately, so somebody sweeps and somebody works."""
    recenti = Dovere.objects.filter(fatto_il__gt=tempo.adesso() - RITARDO)
    return set(DOVERI) <= set(recenti.values_list("nome", flat=True))


CONTROLLI = {"database": _database, "redis": redis_risponde, "posta": _posta, "ronda": _ronda}
