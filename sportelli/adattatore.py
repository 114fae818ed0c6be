"""How people sign in: by invitation only, with mail through the outbox and words of our own."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse

from sportelli import posta
from sportelli.models import Utente
from sportelli.permessi import secondo_fattore_attivo, secondo_fattore_dovuto

CONSIGLIO = (
    "Proteggi il tuo account con un secondo fattore: due minuti, da «Accesso e sicurezza» nel tuo menu."
)


class Ingresso(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Who asks, read at every request together with her office and what her unread notices speak of."""

    def get_user(self, user_id: int) -> Utente | None:
        persone = Utente.objects.select_related("sportello").con_generi_da_leggere()
        utente = persone.filter(pk=user_id).first()
        return utente if utente is not None and self.user_can_authenticate(utente) else None


class Adattatore(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody signs up; every mail leaves through the outbox, and no key to a password is ever stored."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        messaggio = self.render_mail(template_prefix, email, context)
        posta.manda_avviso(email, messaggio.subject, str(messaggio.body))

    def send_password_reset_mail(self, user: Utente, email: str, context: dict[str, Any]) -> None:
        posta.manda_nuova_parola(user)

    def format_email_subject(self, subject: str) -> str:
        return subject

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **altro: Any) -> HttpResponse:
        """After signing in, whoever may do without a second factor hears why not to."""
        risposta: HttpResponse = super().post_login(request, user, **altro)
        if isinstance(user, Utente) and not secondo_fattore_dovuto(user):
            self._consiglia(request, user)
        return risposta

    def _consiglia(self, request: HttpRequest, utente: Utente) -> None:
        if not utente.dimostrativo and not secondo_fattore_attivo(utente):
            messages.info(request, CONSIGLIO)
