"""From a row to the bytes of an e-mail, at the moment it leaves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, SafeMIMEText

from nucleo.models import Busta
from nucleo.posta import controlli

# Says to answering machines not to answer (RFC 3834).
SEMPRE = {"Auto-Submitted": "auto-generated"}


@dataclass(frozen=True)
class Contenuto:
    """What an e-mail says."""

    oggetto: str
    testo: str
    html: str = ""
    mittente: str = ""
    rispondi_a: str = ""
    intestazioni: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        controlli.intestazioni(self.intestazioni)


@dataclass(frozen=True)
class Rinvio:
    """Not now: to be asked again at that instant."""

    fino_a: datetime


Componitore = Callable[[int], Contenuto | Rinvio | None]
_componitori: dict[str, Componitore] = {}


def registra(genere: str, componitore: Componitore) -> None:
    """Says who composes the e-mails of a kind: called with `oggetto_id` just before each leaves.

    None cancels the e-mail: what it spoke of is gone, or may no longer be read by whom it was for.
    """
    _componitori[genere] = componitore


def contenuto(busta: Busta) -> Contenuto | Rinvio | None:
    """What that e-mail says now; KeyError when nobody registered its kind."""
    if busta.lettera is None:
        return _componitori[busta.genere](busta.oggetto_id or 0)
    lettera = busta.lettera
    return Contenuto(
        oggetto=lettera.oggetto,
        testo=lettera.testo,
        html=lettera.html,
        mittente=lettera.mittente,
        rispondi_a=lettera.rispondi_a,
    )


@dataclass(frozen=True)
class Plico:
    """An e-mail ready to leave."""

    che: Contenuto
    da: str
    a: str
    proprie: Mapping[str, str]
    comune: bytes

    @property
    def byte(self) -> bytes:
        """What an SMTP server gets."""
        testa = "".join(f"{nome}: {valore}\r\n" for nome, valore in self.proprie.items())
        return f"To: {self.a}\r\n{testa}".encode("ascii") + self.comune

    @property
    def messaggio(self) -> EmailMultiAlternatives:
        """The same for Django's other backends."""
        return _messaggio(self.che, [self.a], self.proprie)


class Tipografia:
    """Prints e-mails; what many have in common is serialised once."""

    def __init__(self) -> None:
        self._comuni: dict[int, bytes] = {}

    def plico(self, busta: Busta, che: Contenuto) -> Plico:
        da = controlli.indirizzo_del_mittente(che.mittente or settings.DEFAULT_FROM_EMAIL)
        proprie = {"Message-ID": busta.message_id, **busta.intestazioni, **che.intestazioni}
        return Plico(che, da, busta.a, proprie, self._comune(busta.lettera_id, che))

    def _comune(self, lettera: int | None, che: Contenuto) -> bytes:
        if lettera is None:
            return _serializza(che)
        if lettera not in self._comuni:
            self._comuni[lettera] = _serializza(che)
        return self._comuni[lettera]


def _messaggio(che: Contenuto, a: list[str], proprie: Mapping[str, str]) -> EmailMultiAlternatives:
    messaggio = EmailMultiAlternatives(
        subject=" ".join(che.oggetto.split()),
        body=che.testo,
        from_email=che.mittente or None,
        to=a,
        reply_to=[che.rispondi_a] if che.rispondi_a else None,
        headers={**SEMPRE, **proprie},
    )
    if che.html:
        messaggio.attach_alternative(che.html, "text/html")
    return messaggio


def _serializza(che: Contenuto) -> bytes:
    """The e-mail without the headers that each recipient has of her own."""
    # A Message-ID must be there, or Django asks the network for the name of this machine.
    messaggio = cast(SafeMIMEText, _messaggio(che, [], {"Message-ID": "-"}).message())
    del messaggio["Message-ID"]
    return messaggio.as_bytes(linesep="\r\n")
