"""How much one machine, or anybody, may ask of the public forms: the limits are in the settings."""

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.http import HttpRequest


def troppe(request: HttpRequest, che: str, chiave: str = "", *, ovunque: bool = False) -> bool:
    """Whether that machine, or `ovunque` anybody, has asked too much of that."""
    da_dove = "" if ovunque else get_adapter().get_client_ip(request)
    return not ratelimit.consume(request, action=che, key=f"{da_dove} {chiave}")
