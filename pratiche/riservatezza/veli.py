"""Veils: what a text loses before somebody outside the company's own office reads it (C4, C6).

Every contact written in any way, the people of the company by name, its known numbers and addresses even
where no rule would tell them from other figures; in a riservata, read by another office, the company itself.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from pratiche.models import Pratica
from pratiche.recapiti import SEGNO, maschera, nascondi_nomi
from pratiche.riservatezza.livelli import Livello, livello
from sportelli.models import Azienda, Contatto, Utente

Velo = Callable[[str], str]
Insiemi = defaultdict[int, set[str]]
PERSONA = "[persona dell'azienda]"
AZIENDA = "[azienda]"
AZIENDA_RISERVATA = "Azienda riservata"
CIFRE_MINIME = 6
PAROLA = re.compile(r"[^\W\d_]{4,}")
# Words of names that are everybody's: places, terms of delivery, courtesy, kinds of company.
COMUNI = frozenset(
    re.findall(
        r"\w+",
        """
        agricola arezzo azienda bassi bello campo capo carrara castello ceca citta cooperativa corea
        costa dott dottor dottore dottoressa dottssa export figli fiore firenze fonte franco fratelli
        geom grosseto group gruppo guinea import italia italiana italiano leone livorno lucca lucia
        marche mare marino massa montagna monte monti nord nuova nuovo ovest pace palma piano pisa
        pistoia poggio ponte porto prato prima primo prodotti regno rica roma rosa russo salvador santa
        santo serra siena sierra signor signora signore societa stati terra torre toscana tosco unita
        unito valle verde vigna villa vincenzo vini vino
        """,
    )
)


def nessun_velo(testo: str) -> str:
    return testo


def nascosta(pratica: Pratica, come: Livello) -> bool:
    """Whether this reader may not know which company it is."""
    return pratica.riservata and come == Livello.RETE


def veli(pratiche: Iterable[Pratica], utente: Utente) -> dict[int, Velo]:
    """The veil of each pratica, by its id, for this reader; constant queries."""
    pratiche = list(pratiche)
    livelli = {pratica.pk: livello(pratica, utente) for pratica in pratiche}
    coperte = [pratica for pratica in pratiche if livelli[pratica.pk] != Livello.UFFICIO]
    veli = veli_delle_aziende(coperte, [p for p in coperte if nascosta(p, livelli[p.pk])])
    return {pratica.pk: veli.get(pratica.pk, nessun_velo) for pratica in pratiche}


def veli_delle_aziende(coperte: Iterable[Pratica], nascoste: Iterable[Pratica]) -> dict[int, Velo]:
    """For each of `coperte` the veil of its company's people; for those in `nascoste` of the company too."""
    coperte, senza_azienda = list(coperte), {pratica.pk for pratica in nascoste}
    persone, recapiti = _persone({pratica.azienda_id for pratica in coperte})
    nomi = _nomi({pratica.azienda_id for pratica in coperte if pratica.pk in senza_azienda})
    return {
        pratica.pk: _velo(
            persone[pratica.azienda_id],
            recapiti[pratica.azienda_id] | _recapiti_propri(pratica.azienda),
            pratica.azienda.ragione_sociale,
            *(_identita(pratica.azienda, nomi) if pratica.pk in senza_azienda else (set(), set())),
        )
        for pratica in coperte
    }


def _velo(persone: set[str], recapiti: set[str], azienda: str, nomi: set[str], codici: set[str]) -> Velo:
    noti, segreti = _alternative(recapiti), _alternative(codici)
    sue_parole = _da_soli(nomi, "")
    da_soli = _da_soli(persone, azienda)

    def velo(testo: str) -> str:
        if not testo:
            return testo
        testo = maschera(_al_posto(noti, SEGNO, testo))
        testo = nascondi_nomi(testo, persone, PERSONA)
        if nomi:
            testo = nascondi_nomi(_al_posto(segreti, AZIENDA, testo), nomi, AZIENDA)
            testo = _al_posto(sue_parole, AZIENDA, testo)
        return _al_posto(da_soli, PERSONA, testo)

    return velo


def _al_posto(di: re.Pattern[str] | None, segno: str, testo: str) -> str:
    return di.sub(segno, testo) if di else testo


def _da_soli(nomi: set[str], tranne: str) -> re.Pattern[str] | None:
    """Single words of the names, where they stand alone with a capital: «chiedere a Frescovetti».

    Not those that are words of everybody, nor those of a name that may be read, `tranne`.
    """
    parole = {parola for nome in nomi for parola in PAROLA.findall(nome)}
    non_nomi = COMUNI | {parola.lower() for parola in PAROLA.findall(tranne)}
    forme = [f"{parola.capitalize()}|{parola.upper()}" for parola in parole if parola.lower() not in non_nomi]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(forme))})(?![^\W_])") if forme else None


def _persone(aziende: set[int]) -> tuple[Insiemi, Insiemi]:
    """Names, and numbers and addresses, of the people of each company, those of the past included."""
    persone: Insiemi = defaultdict(set)
    recapiti: Insiemi = defaultdict(set)
    if not aziende:
        return persone, recapiti
    oggi, passate = (
        modello._default_manager.filter(azienda__in=aziende)
        .order_by()
        .values_list("azienda", "nome", "email", "telefono")
        for modello in (Contatto, Contatto.pgh_event_model)  # type: ignore[attr-defined]  # added by pghistory
    )
    for azienda, nome, email, telefono in oggi.union(passate):
        persone[azienda].add(nome)
        recapiti[azienda] |= {email, telefono}
    return persone, recapiti


def _nomi(aziende: set[int]) -> Insiemi:
    """The names each company has had."""
    nomi: Insiemi = defaultdict(set)
    if aziende:
        storia = Azienda.pgh_event_model._default_manager.filter(pgh_obj__in=aziende).order_by()  # type: ignore[attr-defined]  # added by pghistory
        for azienda, nome in storia.values_list("pgh_obj", "ragione_sociale").distinct():
            nomi[azienda].add(nome)
    return nomi


def _recapiti_propri(azienda: Azienda) -> set[str]:
    return {azienda.email, azienda.pec, azienda.telefono}


def _identita(azienda: Azienda, nomi: Insiemi) -> tuple[set[str], set[str]]:
    return nomi[azienda.pk] | {azienda.ragione_sociale}, _codici(azienda)


def _codici(azienda: Azienda) -> set[str]:
    sito = azienda.sito.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    codici = {azienda.partita_iva, azienda.codice_fiscale, azienda.numero_rea, sito, azienda.indirizzo}
    return {codice for codice in codici if codice}


def _alternative(voci: set[str]) -> re.Pattern[str] | None:
    """Any of the given strings, digits with whatever separators between them; None when there is none."""
    forme = sorted({forma for voce in voci if voce for forma in _forme(voce)}, key=len, reverse=True)
    return re.compile("|".join(forme), re.IGNORECASE) if forme else None


def _forme(voce: str) -> list[str]:
    cifre = re.sub(r"\D", "", voce)
    if len(cifre) < CIFRE_MINIME or re.search(r"[a-z@]{2}", voce, re.IGNORECASE):
        return [rf"(?<!\w){re.escape(voce)}(?!\w)"]
    nazionali = cifre.removeprefix("0039").removeprefix("39") if voce.startswith(("+39", "0039")) else cifre
    return [r"(?<!\d)(?:(?:\+|00)39[\s.\-/]*)?" + r"[\s.\-/()]*".join(nazionali) + r"(?!\d)"]
