"""The words of the mails about the calendar to people outside; each is composed when it leaves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from email.utils import formataddr, parseaddr
from functools import lru_cache

from django.conf import settings
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from calendario import abbonamenti, lingue
from calendario.facciata import Facciata, facciata
from calendario.filtri import Filtri
from calendario.indice import Indice, indice
from calendario.models import Abbonamento, Iniziativa, Interesse
from calendario.querysets import IniziativaQuerySet
from nucleo.models import Busta
from nucleo.posta import Contenuto
from sportelli.models import Sportello

MITTENTE = "Calendario delle iniziative · Toscana Promozione"
PREFISSO_SCADENZE = "calendario:scadenze:"
# Deadlines are recalled so many days before; a digest tells those of so many days.
PREAVVISO = timedelta(days=7)
MASSIMO = 40


@dataclass(frozen=True)
class Riga:
    """An initiative as a mail tells it."""

    vista: Facciata

    @property
    def quando(self) -> str:
        return lingue.periodo(
            self.vista.inizio, self.vista.fine, self.vista.lingua, solo_mese=self.vista.solo_mese
        )

    @property
    def entro(self) -> str:
        """The last day to apply, while one still may."""
        scadenza = self.vista.scadenza if self.vista.adesioni_aperte else None
        return lingue.data_lunga(scadenza, self.vista.lingua) if scadenza else ""


@dataclass(frozen=True)
class Notizie:
    """What a subscriber is told."""

    nuove: list[Riga]
    cambiate: list[Riga]

    def __bool__(self) -> bool:
        return bool(self.nuove or self.cambiate)


def conferma(pk: int) -> Contenuto | None:
    """Was it you? None when it has been said already."""
    abbonamento = Abbonamento.objects.filter(pk=pk, confermato_il=None, finito_il=None).first()
    if abbonamento is None:
        return None
    with translation.override(abbonamento.lingua):
        oggetto = _("Conferma l'abbonamento al calendario delle iniziative")
        return _contenuto(oggetto, "conferma", _dati(abbonamento))


def grazie(pk: int) -> Contenuto | None:
    """The Sportello has the request, and will call."""
    interesse = Interesse.objects.select_related("iniziativa", "sportello", "pratica").filter(pk=pk).first()
    if interesse is None:
        return None
    ufficio = interesse.sportello
    testo = render_to_string(
        "calendario/lettere/grazie.txt", {"interesse": interesse, "radice": settings.INDIRIZZO}
    )
    return Contenuto(
        f"Abbiamo ricevuto la sua richiesta per «{interesse.iniziativa}»",
        testo,
        mittente=_nome_di(ufficio),
        rispondi_a=formataddr((ufficio.nome, ufficio.email)),
    )


def novita(buste: Sequence[Busta]) -> Mapping[int, Contenuto]:
    """The digests of a chunk; those without news do not leave."""
    tutto, dette = indice(), {}
    for busta, abbonamento in _di(buste, novita=True):
        notizie = _novita(abbonamento, tutto)
        if notizie:
            with translation.override(abbonamento.lingua):
                oggetto = _("Le novità del calendario delle iniziative")
                dati = _dati(abbonamento) | {"notizie": notizie}
                dette[busta.pk] = _contenuto(oggetto, "novita", dati, abbonamento)
    return dette


def scadenze(buste: Sequence[Busta]) -> Mapping[int, Contenuto]:
    """The deadlines of a chunk, those of seven days after the day of each; without any it does not leave."""
    tutto, dette = indice(), {}
    for busta, abbonamento in _di(buste, scadenze=True):
        entro = _giorno(busta) + PREAVVISO
        iniziative = _in_scadenza(abbonamento, tutto, entro)
        if iniziative:
            with translation.override(abbonamento.lingua):
                oggetto = _("Adesioni in scadenza fra una settimana")
                dati = _dati(abbonamento) | {"iniziative": iniziative, "entro": entro}
                dette[busta.pk] = _contenuto(oggetto, "scadenze", dati, abbonamento)
    return dette


def _di(buste: Sequence[Busta], **voluto: bool) -> Iterable[tuple[Busta, Abbonamento]]:
    """The subscriptions of some mails, that are still in force and still want this."""
    chieste = [busta.oggetto_id for busta in buste if busta.oggetto_id]
    righe = Abbonamento.objects.in_vigore().filter(**voluto).in_bulk(chieste)
    for busta in buste:
        abbonamento = righe.get(busta.oggetto_id or 0)
        if abbonamento is not None and abbonamento.email.lower() == busta.a.lower():
            yield busta, abbonamento


def _giorno(busta: Busta) -> date:
    """The day that the key of a reminder names."""
    return date.fromisoformat(busta.chiave.removeprefix(PREFISSO_SCADENZE).split(":")[0])


def _novita(abbonamento: Abbonamento, tutto: Indice) -> Notizie:
    dal, al = abbonamento.novita_dal or abbonamento.confermato_il, abbonamento.novita_al
    if dal is None or al is None:
        return Notizie([], [])
    sue = _sue(abbonamento, tutto).order_by("inizio", "pk")
    nuove, cambiate = sue.uscite_fra(dal, al).in_programma(), sue.cambiate_fra(dal, al)
    return Notizie(_facciate(nuove[:MASSIMO], abbonamento), _facciate(cambiate[:MASSIMO], abbonamento))


def _in_scadenza(abbonamento: Abbonamento, tutto: Indice, entro: date) -> list[Riga]:
    righe = _sue(abbonamento, tutto).in_programma().filter(scadenza=entro).order_by("inizio", "pk")
    return _facciate(list(righe[:MASSIMO]), abbonamento)


def _sue(abbonamento: Abbonamento, tutto: Indice) -> IniziativaQuerySet:
    """What answers its filter and is not over, of what everybody may read in full."""
    filtri = Filtri(QueryDict(abbonamento.filtro), abbonamento.lingua)
    chiavi = [voce.pk for voce in tutto.in_ordine(filtri.insieme(tutto)) if voce.dettagli]
    interi = Iniziativa.objects.dettagliate().select_related("organizzatore", "fonte")
    return interi.filter(pk__in=chiavi).prefetch_related("settori", "paesi")


def _facciate(righe: Iterable[Iniziativa], abbonamento: Abbonamento) -> list[Riga]:
    return [Riga(facciata(riga, abbonamento.lingua, dettagli=True)) for riga in righe]


def _dati(abbonamento: Abbonamento) -> dict[str, object]:
    chiave = abbonamenti.chiave(abbonamento.codice)
    filtri = Filtri(QueryDict(abbonamento.filtro), abbonamento.lingua)
    return {
        "abbonamento": abbonamento,
        "filtro": filtri.descrizione,
        "gestione": abbonamenti.indirizzo(chiave),
        "radice": settings.INDIRIZZO,
    }


def _contenuto(
    oggetto: str, modello: str, dati: Mapping[str, object], abbonamento: Abbonamento | None = None
) -> Contenuto:
    intestazioni = {}
    if abbonamento is not None:
        chiave = abbonamenti.chiave(abbonamento.codice)
        intestazioni = {
            "List-Unsubscribe": f"<{abbonamenti.indirizzo_disiscrizione(chiave)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return Contenuto(
        oggetto,
        render_to_string(f"calendario/lettere/{modello}.txt", dict(dati)),
        mittente=_mittente(),
        intestazioni=intestazioni,
    )


@lru_cache(maxsize=1)
def _mittente() -> str:
    return formataddr((MITTENTE, _indirizzo()))


def _nome_di(sportello: Sportello) -> str:
    """The Sportello's name, on the address that our mail server may write from (C1)."""
    return formataddr((sportello.nome, _indirizzo()))


def _indirizzo() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
