"""What we tell people about a pratica: one notice per step of its timeline, to whom it concerns.

A notice holds the number and what happened: never a contact, never words that somebody wrote (C6). Who does
not see the pratica when she reads, or when the mail leaves, is told nothing (C4). Nothing goes to companies
from here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from nucleo import notifiche, tempo
from pratiche.competenza import chi_risponde
from pratiche.models import Passo, Pratica, Promemoria
from pratiche.models.storia import Pubblico
from sportelli.models import Ruolo, Utente

Chi = Callable[[Passo], list[Utente | None]]
Genere = Passo.Genere
GENERE = "pratica"
PRATICHE, DECISIONI, CHIARIMENTI, CONDIVISE = "pratiche", "decisioni", "chiarimenti", "condivise"
PROMEMORIA = "promemoria"


@dataclass(frozen=True)
class Notizia:
    """What is said when something happens, about which topic, and to whom (never to who did it)."""

    argomento: str
    titolo: str
    chi: Chi


def _chi_segue(passo: Passo) -> list[Utente | None]:
    return [*_in_mano_a(passo.pratica)]


def _in_mano_a(pratica: Pratica) -> list[Utente]:
    """Whoever follows the pratica in its office; who answers for the office while nobody does."""
    if pratica.assegnata_a is not None and pratica.assegnata_a.is_active:
        return [pratica.assegnata_a]
    return chi_risponde(pratica.sportello)


def _referente(passo: Passo) -> list[Utente | None]:
    return [passo.pratica.referente] if passo.pratica.tp_coinvolta else []


def _altra_parte(passo: Passo) -> list[Utente | None]:
    return _chi_segue(passo) if passo.da is not None and passo.da.di_tp else _referente(passo)


def _tutti(passo: Passo) -> list[Utente | None]:
    return [*_chi_segue(passo), *_referente(passo)]


def _chi_risponde(passo: Passo) -> list[Utente | None]:
    """The person asked for the clarification, the others who may answer, and who follows the pratica."""
    return [*chi_risponde(passo.pratica.sportello), *_chi_segue(passo)]


def _chi_ha_chiesto(passo: Passo) -> list[Utente | None]:
    chiarimento = passo.pratica.chiarimenti.first()
    return [chiarimento.chiesto_da if chiarimento else None, *_referente(passo)]


def _ufficio_invitato(passo: Passo) -> list[Utente | None]:
    condivisione = passo.pratica.condivisioni.first()
    return [*chi_risponde(condivisione.con)] if condivisione else []


def _lettori(passo: Passo) -> list[Utente | None]:
    return _altra_parte(passo) if passo.pubblico == Pubblico.TP else []


NOTIZIE = {
    Genere.ASSEGNATA: Notizia(PRATICHE, "è stata assegnata a te", _chi_segue),
    Genere.INTERVENTO_CHIESTO: Notizia(DECISIONI, "lo Sportello chiede il tuo intervento", _referente),
    Genere.PROPOSTA: Notizia(DECISIONI, "c'è un altro testo su cui concordare", _altra_parte),
    Genere.CONCORDATA: Notizia(DECISIONI, "la decisione è concordata", _altra_parte),
    Genere.RITIRATA: Notizia(DECISIONI, "la richiesta di intervento è stata ritirata", _referente),
    Genere.IN_ASSENZA: Notizia(DECISIONI, "lo Sportello procede in assenza di riscontro", _referente),
    Genere.SOLLECITO: Notizia(DECISIONI, "lo Sportello attende il tuo riscontro da due giorni", _referente),
    Genere.REFERENTE: Notizia(DECISIONI, "il Referente è cambiato", _tutti),
    Genere.CHIARIMENTO_CHIESTO: Notizia(
        CHIARIMENTI, "Toscana Promozione chiede un chiarimento", _chi_risponde
    ),
    Genere.CHIARIMENTO_DATO: Notizia(CHIARIMENTI, "lo Sportello ha risposto al chiarimento", _chi_ha_chiesto),
    Genere.CHIARIMENTO_CHIUSO: Notizia(CHIARIMENTI, "il chiarimento è chiuso", _chi_risponde),
    Genere.NOTA: Notizia(PRATICHE, "c'è una nuova nota", _lettori),
    Genere.ALLEGATO: Notizia(PRATICHE, "c'è un nuovo file", _lettori),
    Genere.CONDIVISA: Notizia(CONDIVISE, "è stata condivisa con il tuo Sportello", _ufficio_invitato),
    Genere.COMPLETATA: Notizia(PRATICHE, "è stata completata", _tutti),
    Genere.ANNULLATA: Notizia(PRATICHE, "è stata annullata", _tutti),
    Genere.RIAPERTA: Notizia(PRATICHE, "è stata riaperta", _tutti),
}


def annuncia(passo: Passo, anche: Iterable[Utente] = ()) -> None:
    """Tells whom it concerns what has just happened; `anche` are people whom the pratica no longer names."""
    persone = destinatari(passo, anche)
    if persone:
        notizia, pratica = NOTIZIE[Genere(passo.genere)], passo.pratica
        notifiche.avvisa(
            persone,
            argomento=notizia.argomento,
            chiave=f"{GENERE}:passo:{passo.pk}",
            titolo=f"{pratica.numero}: {notizia.titolo}",
            genere=GENERE,
            oggetto_id=pratica.pk,
            indirizzo=pratica.get_absolute_url(),
        )


def destinatari(passo: Passo, anche: Iterable[Utente] = ()) -> list[Utente]:
    """Whom a step is told to: active people, each once, never the one who did it."""
    notizia = NOTIZIE.get(Genere(passo.genere))
    if notizia is None:
        return []
    trovati = {persona.pk: persona for persona in [*notizia.chi(passo), *anche] if persona is not None}
    return [persona for pk, persona in trovati.items() if persona.is_active and pk != passo.da_id]


def ricorda(pratica: Pratica, genere: Promemoria.Genere, per: date) -> None:
    """Reminds whoever follows a pratica, and of a deadline that has passed who answers for the office too."""
    chi = _in_mano_a(pratica)
    if genere == Promemoria.Genere.SCADUTA:
        chi = [*chi, *chi_risponde(pratica.sportello)]
    quando = "" if genere == Promemoria.Genere.FERMA else f" ({tempo.breve(per)})"
    notifiche.avvisa(
        chi,
        argomento=PROMEMORIA,
        chiave=f"{GENERE}:{genere}:{pratica.pk}:{per}",
        titolo=f"{pratica.numero}: {genere.label}{quando}",
        genere=GENERE,
        oggetto_id=pratica.pk,
        indirizzo=pratica.get_absolute_url(),
    )


def lavora_alle_pratiche(utente: Utente) -> bool:
    """Whether notices about pratiche may concern this person: the offices and the Referenti."""
    return utente.di_sportello or (utente.is_active and utente.ruolo == Ruolo.REFERENTE)
