"""The words of the mails about a circolare, rendered once a minute for all who get the same."""

import textwrap
from email.utils import formataddr, parseaddr
from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from circolari import iscrizioni
from circolari.chiavi import Momento
from circolari.models import Circolare, Versione
from nucleo import parole, tempo
from nucleo.posta import Contenuto
from sportelli.models import Sportello

MITTENTE = "Toscana Promozione"
# Where the reader's own key goes; her mail is otherwise like her neighbours'.
CHIAVE = "CHIAVE-PERSONALE-DI-CHI-LEGGE"
IN_CACHE = 64
RIGA_MASSIMA = 990


def per_ufficio(circolare: Circolare, momento: Momento) -> Contenuto:
    """To an office: what, and until when it is for the Sportelli alone."""
    oggetto = f"{_che_cosa(momento, 'Circolare')}: {circolare.titolo}"
    testo = render_to_string("circolari/lettere/ufficio.txt", _dati(circolare, momento))
    return Contenuto(oggetto, testo, mittente=mittente())


def per_azienda(circolare: Circolare, momento: Momento, sportello: Sportello, chiave: str) -> Contenuto:
    """To a company's person: the circolare, her office to answer to, how to receive no more (RFC 8058)."""
    scritta = _scritta(circolare.pk, circolare.versione, momento.versione, sportello.pk, _minuto())
    return Contenuto(
        **scritta,
        mittente=mittente(),
        intestazioni={
            "List-Unsubscribe": _disiscrizione().replace(CHIAVE, chiave),
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        proprie={CHIAVE: chiave},
    )


def di_prova(circolare: Circolare, sportello: Sportello | None, *, dal: str = "") -> list[Contenuto]:
    """What an office and a company would get, for who writes it; `dal` says a rilascio still to be fixed."""
    prima = Momento(max(circolare.versione, 1))
    dati = _dati(circolare, prima)
    dati["dal"] = dati["dal"] or dal
    titolo = circolare.titolo or "(senza titolo)"
    all_ufficio = Contenuto(
        f"{_che_cosa(prima, 'Circolare')}: {titolo}",
        render_to_string("circolari/lettere/ufficio.txt", dati),
        mittente=mittente(),
    )
    dati |= {"sportello": sportello, "iscrizione": settings.INDIRIZZO}
    all_azienda = Contenuto(
        titolo,
        render_to_string("circolari/lettere/azienda.txt", dati),
        render_to_string("circolari/lettere/azienda.html", dati),
        mittente=mittente(),
        rispondi_a=formataddr((sportello.nome, sportello.email)) if sportello else "",
    )
    return [all_ufficio, all_azienda]


@lru_cache(maxsize=1)
def mittente() -> str:
    """Circulars are Toscana Promozione's own (C7)."""
    return formataddr((MITTENTE, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))


@lru_cache(maxsize=1)
def _disiscrizione() -> str:
    """The header that unsubscribes, with the reader's own key to be put in."""
    return f"<{iscrizioni.indirizzo_disiscrizione(CHIAVE)}>"


@lru_cache(maxsize=IN_CACHE)
def _scritta(pk: int, versione: int, momento: int, sportello: int, minuto: int) -> dict[str, str]:
    """What is common to the companies of one office; written again every minute."""
    circolare, quale = Circolare.objects.get(pk=pk), Momento(momento)
    ufficio = Sportello.objects.get(pk=sportello)
    dati = _dati(circolare, quale) | {"sportello": ufficio, "iscrizione": iscrizioni.indirizzo(CHIAVE)}
    segno = ": " if quale.correzione or quale.ritiro else ""
    return {
        "oggetto": f"{_che_cosa(quale, '')}{segno}{circolare.titolo}",
        "testo": righe_corte(render_to_string("circolari/lettere/azienda.txt", dati)),
        "html": righe_corte(render_to_string("circolari/lettere/azienda.html", dati)),
        "rispondi_a": formataddr((ufficio.nome, ufficio.email)),
    }


def righe_corte(testo: str) -> str:
    """The text with no line so long (RFC 5322, 998 bytes) that an e-mail must be encoded for it.

    Encoded, it would hide the mark of the reader's own key, and be serialised again for each of them.
    """
    return "\n".join(pezzo for riga in testo.split("\n") for pezzo in _pezzi(riga))


def _pezzi(riga: str) -> list[str]:
    if len(riga.encode()) <= RIGA_MASSIMA:
        return [riga]
    return textwrap.wrap(
        riga, RIGA_MASSIMA // 2, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )


def _dati(circolare: Circolare, momento: Momento) -> dict[str, object]:
    return {
        "circolare": circolare,
        "momento": momento,
        "versione": Versione.objects.filter(circolare=circolare).last(),
        "allegati": list(circolare.allegati.attuali()),
        "dal": parole.data_lunga(circolare.pubblica_dal) if circolare.pubblica_dal else "",
        "radice": settings.INDIRIZZO,
        "elenco_pubblico": settings.INDIRIZZO + reverse("circolari:pubbliche"),
    }


def _che_cosa(momento: Momento, altrimenti: str) -> str:
    if momento.ritiro:
        return "Ritirata"
    return "Correzione" if momento.correzione else altrimenti


def _minuto() -> int:
    return int(tempo.adesso().timestamp() // 60)
