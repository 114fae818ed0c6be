"""Who of an office has read a circolare, and what still waits for one of its people."""

from dataclasses import dataclass

from django.db.models import Q

from circolari.models import Circolare, Lettura
from sportelli.models import Utente


@dataclass(frozen=True)
class DiCollega:
    """A person of the office and what she did about the last version: None until she opens it."""

    persona: Utente
    lettura: Lettura | None


@dataclass(frozen=True)
class Vicine:
    """What waits for the same reader before and after this one, in the order of the list."""

    piu_recente: Circolare | None = None
    meno_recente: Circolare | None = None


def dell_ufficio(circolare: Circolare, utente: Utente) -> list[DiCollega]:
    """The people of the reader's office, those who read first before; who has left it stays if she read."""
    letture = {
        lettura.utente_id: lettura
        for lettura in Lettura.objects.filter(circolare=circolare, sportello=utente.sportello_id)
    }
    dell_ufficio = Q(is_active=True, sportello=utente.sportello_id)
    persone = Utente.objects.filter(dell_ufficio | Q(pk__in=letture))
    colleghi = [DiCollega(persona, _attuale(circolare, letture.get(persona.pk))) for persona in persone]
    return sorted(colleghi, key=_per_lettura)


def vicine_da_leggere(circolare: Circolare, utente: Utente) -> Vicine:
    """The neighbours of a circolare among those that wait for this person."""
    if not utente.di_sportello or circolare.diffusa_il is None:
        return Vicine()
    attendono = Circolare.objects.visibili_a(utente).da_leggere(utente).exclude(pk=circolare.pk)
    leggere = attendono.only("codice", "titolo", "diffusa_il")
    dopo = Q(diffusa_il__gt=circolare.diffusa_il) | Q(diffusa_il=circolare.diffusa_il, pk__gt=circolare.pk)
    return Vicine(
        leggere.filter(dopo).order_by("diffusa_il", "pk").first(),
        leggere.exclude(dopo).order_by("-diffusa_il", "-pk").first(),
    )


def _attuale(circolare: Circolare, lettura: Lettura | None) -> Lettura | None:
    """A correction makes everybody read again."""
    return lettura if lettura and lettura.versione == circolare.versione else None


def _per_lettura(riga: DiCollega) -> tuple[bool, bool, str, str]:
    """Who took note, who opened it, the others; by surname."""
    presa = riga.lettura is not None and riga.lettura.presa_visione_il is not None
    return (not presa, riga.lettura is None, riga.persona.cognome, riga.persona.nome)
