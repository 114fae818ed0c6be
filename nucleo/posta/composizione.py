"""From a row to the bytes of an e-mail, at the moment it leaves."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import cast

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, SafeMIMEText

from nucleo.models import Busta
from nucleo.posta import controlli

# Says to answering machines not to answer (RFC 3834).
SEMPRE = {"Auto-Submitted": "auto-generated"}
# Seconds for which a chunk composed together may be sent without asking again.
FRESCHEZZA = 5.0
# Letters kept serialised: those of every office of one circolare, and some more.
COMUNI_MASSIMI = 64


@dataclass(frozen=True)
class Contenuto:
    """What an e-mail says. `proprie` are the words of one recipient alone: mark in the text → words."""

    oggetto: str
    testo: str
    html: str = ""
    mittente: str = ""
    rispondi_a: str = ""
    intestazioni: Mapping[str, str] = field(default_factory=dict)
    proprie: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        controlli.intestazioni(self.intestazioni)

    @property
    def comune(self) -> tuple[str, ...]:
        """What those who get the same e-mail have in common."""
        return self.oggetto, self.testo, self.html, self.mittente, self.rispondi_a

    def personale(self) -> "Contenuto":
        """With its own words in their places."""
        testo, html = self.testo, self.html
        for segno, parole in self.proprie.items():
            testo, html = testo.replace(segno, parole), html.replace(segno, parole)
        return replace(self, testo=testo, html=html, proprie={})


@dataclass(frozen=True)
class Rinvio:
    """Not now: to be asked again at that instant."""

    fino_a: datetime


Detto = Contenuto | Rinvio | None
Componitore = Callable[[int], Detto]
CompositoreDiMolte = Callable[[Sequence[Busta]], Mapping[int, Detto]]
_componitori: dict[str, Componitore] = {}
_di_molte: dict[str, CompositoreDiMolte] = {}


def registra(genere: str, componitore: Componitore) -> None:
    """Says who composes the e-mails of a kind: called with `oggetto_id` just before each leaves.

    None cancels the e-mail: what it spoke of is gone, or may no longer be read by whom it was for.
    """
    _componitori[genere] = componitore


def registra_di_molte(genere: str, compositore: CompositoreDiMolte) -> None:
    """Says who composes mass mail of a kind: called with a chunk at a time; answers by the row's pk.

    What is not in the answer is cancelled, as by None.
    """
    _di_molte[genere] = compositore


class Composizione:
    """What the e-mails of a chunk say: mass mail is composed together, again when no longer fresh."""

    def __init__(self) -> None:
        self._pronte: dict[int, Detto] = {}
        self._dal = 0.0

    def da_rifare(self, busta: Busta) -> bool:
        """Whether that e-mail, if it is of a kind composed together, would be composed now."""
        vecchia = busta.pk not in self._pronte or time.monotonic() - self._dal > FRESCHEZZA
        return busta.genere in _di_molte and vecchia

    def di(self, busta: Busta, con: Sequence[Busta]) -> Detto:
        """What that e-mail says now; `con` are those of its chunk that leave after it.

        KeyError when nobody registered its kind.
        """
        if busta.genere not in _di_molte:
            return _contenuto(busta)
        if self.da_rifare(busta):
            insieme = [busta, *(altra for altra in con if altra.genere == busta.genere)]
            dette = _di_molte[busta.genere](insieme)
            self._dal = time.monotonic()
            self._pronte = {una.pk: dette.get(una.pk) for una in insieme}
        return self._pronte[busta.pk]


def _contenuto(busta: Busta) -> Detto:
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
        return _messaggio(self.che.personale(), [self.a], self.proprie)


class Tipografia:
    """Prints e-mails; what many have in common is serialised once, and the last common ones are kept."""

    def __init__(self) -> None:
        self._comuni: dict[tuple[str, ...], bytes] = {}

    def plico(self, busta: Busta, che: Contenuto) -> Plico:
        da = controlli.indirizzo_del_mittente(che.mittente or settings.DEFAULT_FROM_EMAIL)
        proprie = {"Message-ID": busta.message_id, **busta.intestazioni, **che.intestazioni}
        return Plico(che, da, busta.a, proprie, self._corpo(che))

    def _corpo(self, che: Contenuto) -> bytes:
        """The common bytes with one's own words in them; serialised anew if the encoding broke a mark."""
        if che.comune not in self._comuni:
            if len(self._comuni) >= COMUNI_MASSIMI:
                self._comuni.clear()
            self._comuni[che.comune] = _serializza(che)
        corpo = self._comuni[che.comune]
        for segno, parole in che.proprie.items():
            if segno.encode() not in corpo or not parole.isascii():
                return _serializza(che.personale())
            corpo = corpo.replace(segno.encode(), parole.encode())
        return corpo


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
