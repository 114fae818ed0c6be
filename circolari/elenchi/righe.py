"""A circolare as a row of a list: what it asks of its reader, until when it is for the Sportelli alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from circolari import anteprima
from circolari.models import Circolare, Lettura, Stato
from nucleo.templatetags.nucleo import etichetta
from sportelli.models import Utente

# Said to who does not see the mark beside the row.
DA_LEGGERE = format_html('<span class="visually-hidden">{}</span>', "Da leggere: ")


@dataclass(frozen=True)
class Riga:
    """`attesa` is the working time left while in preview; `lettura` and `da_leggere` are the reader's own."""

    circolare: Circolare
    attesa: timedelta | None = None
    lettura: Lettura | None = None
    da_leggere: bool = False

    @property
    def url(self) -> str:
        return self.circolare.get_absolute_url()

    @property
    def mancano(self) -> str:
        """«mancano 9 ore lavorative»; empty when the companies read it already."""
        return "" if self.attesa is None else anteprima.in_parole(self.attesa)

    @property
    def embargo(self) -> SafeString:
        """«in anteprima fino a gio 24/12 10:40 · mancano 9 ore lavorative»; empty once it is everybody's."""
        if self.attesa is None:
            return SafeString("")
        fino = anteprima.fino_a(self.circolare)
        return etichetta(f"in anteprima fino a {fino} · {self.mancano}", "ambra", "it-locked")

    @property
    def segni(self) -> SafeString:
        """The badges that say what is unusual about it."""
        return format_html_join(
            " ", "{}", ((etichetta(*segno),) for vero, segno in _segni(self.circolare) if vero)
        )

    @property
    def presa_visione(self) -> str:
        """What this reader has done about the last version, in a word or two."""
        if self.da_leggere:
            return "manca la presa visione" if self.aperta else "da leggere"
        return "presa visione" if self.lettura and self.lettura.presa_visione_il else ""

    @property
    def aperta(self) -> bool:
        """Whether this reader has opened the last version."""
        return self.lettura is not None and self.lettura.versione >= self.circolare.versione

    @property
    def argomenti(self) -> str:
        """Sectors and countries; empty when it concerns everybody."""
        voci = (*self.circolare.settori.all(), *self.circolare.paesi.all())
        return ", ".join(voce.nome for voce in voci)


def righe(circolari: Sequence[Circolare], utente: Utente) -> list[Riga]:
    """The rows as this reader finds them: three queries, however many they are."""
    attese = anteprima.attese(circolari)
    letture, da_leggere = _sue(circolari, utente)
    return [
        Riga(circolare, attese.get(circolare.pk), letture.get(circolare.pk), circolare.pk in da_leggere)
        for circolare in circolari
    ]


def _sue(circolari: Iterable[Circolare], utente: Utente) -> tuple[dict[int, Lettura], set[int]]:
    """What a person of an office has opened of these, and what waits for her; nothing for the others."""
    chiavi = [circolare.pk for circolare in circolari]
    if not utente.di_sportello or not chiavi:
        return {}, set()
    letture = Lettura.objects.filter(utente=utente, circolare__in=chiavi)
    attendono = Circolare.objects.filter(pk__in=chiavi).da_leggere(utente).values_list("pk", flat=True)
    return {lettura.circolare_id: lettura for lettura in letture}, set(attendono)


def _segni(circolare: Circolare) -> list[tuple[object, tuple[str, str, str]]]:
    return [
        (circolare.stato == Stato.BOZZA, ("Bozza", "grigio", "it-pencil")),
        (circolare.stato == Stato.RITIRATA, ("Ritirata", "grigio", "it-close-circle")),
        (circolare.urgente, ("Urgente", "rosso", "it-horn")),
        (circolare.versione > 1, (f"Corretta, versione {circolare.versione}", "viola", "it-refresh")),
        (circolare.aperta_il, ("Aperta a tutti", "arancio", "it-unlocked")),
    ]


def titolo(riga: Riga) -> SafeString:
    """The link that leads to it, its badges, what it is about."""
    nuova = DA_LEGGERE if riga.da_leggere else ""
    return format_html(
        '{}<a href="{}">{}</a> {}<span class="nota-riga">{}</span>',
        *(nuova, riga.url, riga.circolare, riga.segni, riga.argomenti or "Per tutte le imprese"),
    )
