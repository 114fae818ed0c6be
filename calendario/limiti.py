"""How much one machine, or anybody about one mailbox, may ask of the public forms."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from nucleo.limiti import Limite

UN_ORA = 3600
LIMITI = {
    "abbonamento": (Limite("abbonamento", 10), Limite("abbonamento_ora", 60, UN_ORA)),
    "interesse": (Limite("interesse", 5), Limite("interesse_ora", 20, UN_ORA)),
    "casella": (Limite("casella", 5, UN_ORA),),
}


def troppe(request: HttpRequest, che: str, chiave: str = "", *, ovunque: bool = False) -> bool:
    """Whether that machine, or `ovunque` anybody, has asked too much of that."""
    da_dove = "" if ovunque else get_adapter().get_client_ip(request)
    return not all(limite.consuma(f"{da_dove} {chiave}") for limite in LIMITI[che])
