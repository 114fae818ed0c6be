"""The radar of collisions: what other initiatives stand near one that is being written, worst first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from calendario.lingue import periodo
from calendario.models import Iniziativa, Stato
from nucleo import tempo
from sportelli.models import Utente

SETTIMANA = timedelta(days=7)
QUANTE = 8
# Most initiatives take place at home: that two do is said, and weighs nothing.
CASA = "IT"
# More than these in three weeks, and the radar looks at the nearest only.
LETTE_AL_MASSIMO = 300
GIORNI, STESSA, ACCANTO = "negli stessi giorni", "stessa settimana", "una settimana di distanza"
PESO = {GIORNI: 30, STESSA: 20, ACCANTO: 10}
SOLO_CASA = 0


@dataclass(frozen=True)
class Cercata:
    """What the radar knows of the initiative that is being written."""

    inizio: date
    fine: date
    settori: frozenset[str]
    paesi: frozenset[str]
    citta: str
    pk: int | None = None


@dataclass(frozen=True)
class Vicina:
    """One initiative that stands near: how much, why, and where one reads it."""

    peso: int
    perche: str
    iniziativa: Iniziativa
    quando: str

    @property
    def grave(self) -> bool:
        """On the same days, for the same people."""
        return self.peso > PESO[GIORNI]


def vicine_a(iniziativa: Iniziativa, utente: Utente) -> list[Vicina]:
    """What stands near an initiative that is there."""
    if iniziativa.inizio is None or iniziativa.fine is None:
        return []
    cercata = Cercata(
        iniziativa.inizio,
        iniziativa.fine,
        frozenset(voce.codice for voce in iniziativa.settori.all()),
        frozenset(voce.codice for voce in iniziativa.paesi.all()),
        iniziativa.citta,
        iniziativa.pk,
    )
    return vicine(cercata, utente)


def vicine(cercata: Cercata, utente: Utente) -> list[Vicina]:
    """What this person may read in full, in the same week or in the next ones, for the same sector, country
    or town. Of what is hidden to her, or only announced, nothing: not even that there is something (C7)."""
    righe = (
        Iniziativa.objects.visibili_a(utente)
        .con_dettagli_per(utente)
        .intere()
        .filter(inizio__lte=_domenica(cercata.fine) + SETTIMANA)
        .filter(fine__gte=_lunedi(cercata.inizio) - SETTIMANA)
        .exclude(stato=Stato.ANNULLATA)
        .exclude(pk=cercata.pk or 0)
        .select_related("organizzatore")
        .prefetch_related("settori", "paesi")
        .defer("testo", "testo_en", "html", "html_en", "testo_piano", "testo_piano_en", "ics", "ics_en")
        .order_by("inizio", "pk")[:LETTE_AL_MASSIMO]
    )
    trovate = [vicina for riga in righe if (vicina := _vicina(cercata, riga))]
    return sorted(trovate, key=lambda vicina: (-vicina.peso, vicina.iniziativa.inizio))[:QUANTE]


def _vicina(cercata: Cercata, riga: Iniziativa) -> Vicina | None:
    if riga.inizio is None or riga.fine is None or riga.senza_data:
        return None
    comuni = list(_in_comune(cercata, riga))
    if not comuni:
        return None
    quanto = _distanza(cercata, riga.inizio, riga.fine)
    perche = ", ".join([quanto, *(detto for detto, _ in comuni)])
    pesano = sum(pesa for _, pesa in comuni)
    detto = periodo(riga.inizio, riga.fine, "it", solo_mese=riga.solo_mese)
    return Vicina(PESO[quanto] + pesano if pesano else SOLO_CASA, perche, riga, detto)


def _in_comune(cercata: Cercata, riga: Iniziativa) -> Iterable[tuple[str, bool]]:
    """The sector, the country, the town that the two share, in words, and whether it weighs."""
    settori = _condivisi(cercata.settori, riga.settori.all())
    paesi = _condivisi(cercata.paesi, riga.paesi.all())
    if settori:
        yield f"stesso settore: {settori}", True
    if paesi:
        yield f"stesso paese: {paesi}", _condivisi(cercata.paesi - {CASA}, riga.paesi.all()) != ""
    if cercata.citta.strip() and cercata.citta.strip().lower() == riga.citta.strip().lower():
        yield f"stessa città: {riga.citta}", True


def _condivisi(codici: Collection[str], voci: Iterable[object]) -> str:
    return ", ".join(str(voce) for voce in voci if getattr(voce, "codice", "") in codici)


def _distanza(cercata: Cercata, inizio: date, fine: date) -> str:
    if inizio <= cercata.fine and fine >= cercata.inizio:
        return GIORNI
    stessa = inizio <= _domenica(cercata.fine) and fine >= _lunedi(cercata.inizio)
    return STESSA if stessa else ACCANTO


def _lunedi(giorno: date) -> date:
    return giorno - giorno.weekday() * tempo.UN_GIORNO


def _domenica(giorno: date) -> date:
    return _lunedi(giorno) + 6 * tempo.UN_GIORNO
