"""What the sign-in asks of every request: a second factor where it is due, a clean browser at the end."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from nucleo.middleware import Risponde
from sportelli.models import Utente
from sportelli.permessi import secondo_fattore_attivo, secondo_fattore_dovuto


class SecondoFattore:
    """An administrator without a second factor reaches the pages that set it up, and no other (S-40)."""

    def __init__(self, get_response: Risponde) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _manca(request) and not _si_puo_fare(request.path):
            return redirect("mfa_index")
        return self.get_response(request)


class Uscita:
    """Signing out leaves nothing of ours in the browser."""

    def __init__(self, get_response: Risponde) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        esce = request.method == "POST" and request.path == reverse("account_logout")
        risposta = self.get_response(request)
        if esce:
            risposta.headers["Clear-Site-Data"] = '"cache", "storage"'
        return risposta


def _manca(request: HttpRequest) -> bool:
    utente = request.user
    if not isinstance(utente, Utente) or not secondo_fattore_dovuto(utente):
        return False
    return not secondo_fattore_attivo(utente)


def _si_puo_fare(percorso: str) -> bool:
    """Signing in and out, and setting up the second factor."""
    return percorso.startswith(reverse("account_login").removesuffix("login/"))
