"""Veils: what a text loses before somebody outside the company's own office reads it (C4, C6).

Every contact written in any way, the people of the company by name, its known numbers and addresses even
where no rule would tell them from other figures; in a riservata, read by another office, the company itself.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from pratiche.models import Pratica
from pratiche.recapiti import SEGNO, maschera, nascondi_nomi
from pratiche.riservatezza.livelli import Livello, livello
from pratiche.riservatezza.parole import ACCENTI, COMUNI, GESTORI, MESTIERI
from pratiche.riservatezza.persone import PAROLA, PERSONA, senza_persone
from sportelli.models import Azienda, Contatto, Utente

Velo = Callable[[str], str]
Insiemi = defaultdict[int, set[str]]
AZIENDA = "[azienda]"
AZIENDA_RISERVATA = "Azienda riservata"
CIFRE_MINIME = 6


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
    di = _aziende(coperte)
    persone, recapiti = _persone({azienda.pk for aziende in di.values() for azienda in aziende})
    nomi = _nomi({azienda.pk for pk in senza_azienda for azienda in di[pk]})
    veli = {}
    for pratica in coperte:
        sue = di[pratica.pk]
        da_tacere = sue if pratica.pk in senza_azienda else []
        veli[pratica.pk] = _velo(
            _unione(persone[azienda.pk] for azienda in sue),
            _unione(recapiti[azienda.pk] | _recapiti_propri(azienda) for azienda in sue),
            pratica.azienda.ragione_sociale,
            _unione(nomi[azienda.pk] | {azienda.ragione_sociale} for azienda in da_tacere),
            _unione(_codici(azienda) for azienda in da_tacere),
        )
    return veli


def _aziende(pratiche: list[Any]) -> dict[int, list[Azienda]]:
    """The companies each pratica is or was about: a text may still speak of the one chosen first."""
    senza = [pratica.pk for pratica in pratiche if not hasattr(pratica, "aziende_passate")]
    lette: list[Any] = list(Pratica.objects.filter(pk__in=senza).con_aziende_passate()) if senza else []
    passate: dict[int, list[int]] = {pratica.pk: pratica.aziende_passate for pratica in lette}
    passate |= {pratica.pk: pratica.aziende_passate for pratica in pratiche if pratica.pk not in passate}
    altre = Azienda.objects.in_bulk({chiave for chiavi in passate.values() for chiave in chiavi})
    return {
        pratica.pk: [pratica.azienda, *(altre[chiave] for chiave in passate[pratica.pk])]
        for pratica in pratiche
    }


def _unione(insiemi: Iterable[set[str]]) -> set[str]:
    return {voce for insieme in insiemi for voce in insieme}


def _velo(persone: set[str], recapiti: set[str], azienda: str, nomi: set[str], codici: set[str]) -> Velo:
    noti, segreti = _alternative(recapiti), _alternative(codici)
    sue_parole = _ovunque(nomi)
    senza = senza_persone(persone, azienda)

    def velo(testo: str) -> str:
        if not testo:
            return testo
        testo = maschera(_al_posto(noti, SEGNO, testo))
        testo = nascondi_nomi(testo, persone, PERSONA)
        if nomi:
            testo = nascondi_nomi(_al_posto(segreti, AZIENDA, testo), nomi, AZIENDA)
            testo = _al_posto(sue_parole, AZIENDA, testo)
        return senza(testo)

    return velo


def _al_posto(di: re.Pattern[str] | None, segno: str, testo: str) -> str:
    return di.sub(segno, testo) if di else testo


def _ovunque(nomi: set[str]) -> re.Pattern[str] | None:
    """The words that only this company has in its name, with any capitals and accents, also inside others."""
    parole = {_piana(parola) for nome in nomi for parola in PAROLA.findall(nome)} - COMUNI - MESTIERI
    forme = ["".join(_con_accenti(lettera) for lettera in parola) for parola in parole if len(parola) > 4]
    return re.compile(rf"\w*(?:{'|'.join(sorted(forme))})\w*", re.IGNORECASE) if forme else None


def _piana(parola: str) -> str:
    scomposta = unicodedata.normalize("NFD", parola.lower())
    return "".join(segno for segno in scomposta if not unicodedata.combining(segno))


def _con_accenti(lettera: str) -> str:
    return f"[{ACCENTI[lettera]}]" if lettera in ACCENTI else re.escape(lettera)


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


def _codici(azienda: Azienda) -> set[str]:
    sito = azienda.sito.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    codici = {azienda.partita_iva, azienda.codice_fiscale, azienda.numero_rea, sito, azienda.indirizzo}
    return {codice for codice in codici | _domini(azienda) if codice}


def _domini(azienda: Azienda) -> set[str]:
    """The domains of its addresses, and their own part alone, unless a provider of mail gives it to all."""
    domini = {indirizzo.rpartition("@")[2].lower() for indirizzo in (azienda.email, azienda.pec) if indirizzo}
    propri = {dominio for dominio in domini if dominio.split(".")[-2:][0] not in GESTORI}
    return propri | {dominio.split(".")[0] for dominio in propri}


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
