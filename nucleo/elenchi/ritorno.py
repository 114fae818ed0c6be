"""Back to the list one came from, and nowhere else."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def ritorno(request: HttpRequest, altrimenti: str = "/") -> str:
    """The address of our own that the form says it was sent from; anything else is not followed."""
    verso = request.POST.get("ritorno", "")
    nostro = verso.startswith("/") and url_has_allowed_host_and_scheme(verso, allowed_hosts=None)
    return verso if nostro else altrimenti
