"""What is said to people about their account. Links are made when the mail leaves, and stored nowhere."""

from uuid import uuid4

from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import int_to_base36

from nucleo import posta
from nucleo.posta import Contenuto, Messaggio
from sportelli.models import Utente

INVITO = "sportelli.invito"
NUOVA_PAROLA = "sportelli.nuova_parola"


def registra() -> None:
    """Tells the post office who composes these mails."""
    posta.registra(INVITO, invito)
    posta.registra(NUOVA_PAROLA, nuova_parola)


def manda_invito(persona: Utente) -> None:
    _accoda(INVITO, persona)


def manda_nuova_parola(persona: Utente) -> None:
    _accoda(NUOVA_PAROLA, persona)


def manda_avviso(a: str, oggetto: str, testo: str) -> None:
    """A mail about somebody's account that holds no secret."""
    posta.accoda(f"accesso:{uuid4()}", a, oggetto, testo)


def invito(pk: int) -> Contenuto | None:
    """None when the person has gone, or has come in already."""
    persona = Utente.objects.attivi().filter(pk=pk).select_related("sportello").first()
    if persona is None or persona.has_usable_password():
        return None
    dati = {"persona": persona, "collegamento": collegamento(persona), "giorni": _giorni()}
    testo = render_to_string("sportelli/lettere/invito.txt", dati)
    return Contenuto("Il tuo invito all'Extranet degli Sportelli", testo)


def nuova_parola(pk: int) -> Contenuto | None:
    persona = Utente.objects.attivi().filter(pk=pk).first()
    if persona is None:
        return None
    dati = {"user": persona, "password_reset_url": collegamento(persona), "contatto": settings.CONTATTO}
    testo = render_to_string("account/email/password_reset_key_message.txt", dati)
    return Contenuto(render_to_string("account/email/password_reset_key_subject.txt").strip(), testo)


def collegamento(persona: Utente) -> str:
    """The address where the person chooses her password; it works once, for a few days.

    Made from settings.INDIRIZZO, never from a request: a forged Host cannot send the key elsewhere (S-01).
    """
    chiave = PASSWORD_RESET_TOKEN_GENERATOR().make_token(persona)
    argomenti = {"uidb36": int_to_base36(persona.pk), "key": chiave}
    return settings.INDIRIZZO + reverse("account_reset_password_from_key", kwargs=argomenti)


def _accoda(genere: str, persona: Utente) -> None:
    chiave = f"{genere}:{persona.pk}:{uuid4()}"
    posta.accoda_tutti([Messaggio(chiave=chiave, a=persona.email, genere=genere, oggetto_id=persona.pk)])


def _giorni() -> int:
    return settings.PASSWORD_RESET_TIMEOUT // 86_400
