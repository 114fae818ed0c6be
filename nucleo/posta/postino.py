"""Speaking to the mail server: one connection, and what each answer means for the e-mail."""

import smtplib
from dataclasses import dataclass
from enum import Enum

from django.core import mail
from django.core.mail.backends.smtp import EmailBackend

from nucleo.posta.composizione import Plico


class Esito(Enum):
    """What became of an attempt."""

    CONSEGNATO = "accepted by the server"
    RESPINTO = "refused for good (5xx): a bounce"
    RIMANDATO = "refused for now (4xx), or it could not even be said"
    CADUTA = "the line fell during the dialogue: accepted or not, nobody knows"
    CHIUSO = "the server is not working (421, unreachable, wrong password): no e-mail is to blame"


@dataclass(frozen=True)
class Risposta:
    esito: Esito
    errore: str = ""


class Postino:
    """One connection to the mail server, opened again when it has fallen."""

    def __init__(self) -> None:
        self._linea = mail.get_connection()
        self.servite = 0

    def consegna(self, plico: Plico) -> Risposta:
        """Hands over one e-mail and says how it went; never raises for what the server or the net does."""
        try:
            self._apri()
        except (OSError, smtplib.SMTPException) as errore:
            self.chiudi()
            return Risposta(Esito.CHIUSO, f"{type(errore).__name__}: {errore}")
        try:
            self._consegna(plico)
        except Exception as errore:  # noqa: BLE001  # one e-mail that cannot be said must not stop the others
            if not isinstance(errore, smtplib.SMTPRecipientsRefused | smtplib.SMTPSenderRefused):
                self.chiudi()
            return _giudica(errore)
        self.servite += 1
        return Risposta(Esito.CONSEGNATO)

    def chiudi(self) -> None:
        self.servite = 0
        try:
            self._linea.close()
        except (OSError, smtplib.SMTPException):
            # The server went away first; nothing was left to say.
            self._linea = mail.get_connection()

    def _apri(self) -> None:
        smtp = getattr(self._linea, "connection", None)
        if smtp is not None and smtp.sock is None:
            self.chiudi()
        self._linea.open()

    def _consegna(self, plico: Plico) -> None:
        if isinstance(self._linea, EmailBackend) and self._linea.connection is not None:
            # What Django would do here for each e-mail was done once for all that share a letter.
            self._linea.connection.sendmail(plico.da, [plico.a], plico.byte)
        else:
            self._linea.send_messages([plico.messaggio])


def _giudica(errore: Exception) -> Risposta:
    codice, testo = _codice(errore)
    if codice == 421:
        return Risposta(Esito.CHIUSO, testo)
    if 500 <= codice < 600:
        return Risposta(Esito.RESPINTO, testo)
    if isinstance(errore, smtplib.SMTPServerDisconnected | OSError) and not 400 <= codice < 500:
        return Risposta(Esito.CADUTA, testo)
    return Risposta(Esito.RIMANDATO, testo)


def _codice(errore: Exception) -> tuple[int, str]:
    """The server's code, 0 when it gave none, and a line for the administrators."""
    if isinstance(errore, smtplib.SMTPRecipientsRefused):
        codice, testo = next(iter(errore.recipients.values()))
        return codice, f"{codice} {_leggibile(testo)}"
    if isinstance(errore, smtplib.SMTPResponseException):
        return errore.smtp_code, f"{errore.smtp_code} {_leggibile(errore.smtp_error)}"
    return 0, f"{type(errore).__name__}: {errore}"


def _leggibile(testo: bytes | str) -> str:
    return testo.decode("utf-8", "replace") if isinstance(testo, bytes) else testo
