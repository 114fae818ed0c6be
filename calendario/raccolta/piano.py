"""What a feed would change: each event against the initiative that it already is, if it is one (C8)."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from calendario.lettore import Letto
from calendario.models import Fonte, Iniziativa, Stato
from calendario.raccolta.mosse import Che, Mossa, Piano
from calendario.raccolta.voci import Tavole, Voce, voce
from nucleo import parole, tempo

Chiave = tuple[str, str]
VECCHIA = "è una versione più vecchia di quella che abbiamo"
ESCLUSA = "la redazione l'ha scartata"
SOSPETTO = (
    "Dal calendario sono sparite {quante} su {previste} ancora da svolgere: potrebbe essere un guasto. "
    "Niente è stato cambiato: confermala se è giusto così."
)


def piano(fonte: Fonte, letto: Letto, righe: Iterable[Iniziativa]) -> Piano:
    """The moves that bring the initiatives of a feed (`righe`, all of them) to what it says now.

    An event that is over is news to nobody, and an initiative that is over stays as it was.
    """
    return _Confronto(fonte, letto, list(righe)).piano()


class _Confronto:
    def __init__(self, fonte: Fonte, letto: Letto, righe: Sequence[Iniziativa]) -> None:
        self.fonte, self.letto, self.oggi = fonte, letto, tempo.oggi()
        self.righe = {_chiave(riga): riga for riga in righe}
        tavole = Tavole.attuali()
        self.voci = [voce(occorrenza, fonte, tavole) for occorrenza in letto.occorrenze]
        self.ignote = [v for v in self.voci if v.occorrenza.chiave not in self.righe and self._futura(v)]
        # An event that was left out has not disappeared: what we know of it stays.
        dette = {v.occorrenza.chiave for v in self.voci}
        scartati = {scarto.uid for scarto in letto.scarti}
        self.assenti = [
            riga
            for chiave, riga in self.righe.items()
            if chiave not in dette and riga.uid_esterno not in scartati and self._da_venire(riga)
        ]

    def piano(self) -> Piano:
        riconosciute = self._riconosciute()
        note = [(self.righe[v.occorrenza.chiave], v) for v in self.voci if v.occorrenza.chiave in self.righe]
        mosse = [mossa for riga, v in note if (mossa := self._su(riga, v))]
        mosse += [
            self._su(riga, v) or Mossa(Che.RICONOSCIUTA, str(riga), voce=v, riga=riga)
            for riga, v in riconosciute
        ]
        ritrovate = {riga.pk for riga, _ in riconosciute}
        mosse += self._nuove({v.occorrenza.chiave for _, v in riconosciute})
        sparite = [m for riga in self.assenti if riga.pk not in ritrovate and (m := self._sparita(riga))]
        scarti = [Mossa(Che.SCARTATA, scarto.titolo, motivo=scarto.motivo) for scarto in self.letto.scarti]
        return Piano((*mosse, *sparite, *scarti), *self._sospetto(sparite))

    def _riconosciute(self) -> list[tuple[Iniziativa, Voce]]:
        """Events with a new identity that are, beyond doubt, initiatives whose identity has gone: same title,
        same day, same hour, and one of each."""
        nuove, vecchie = defaultdict(list), defaultdict(list)
        for v in self.ignote:
            nuove[_aspetto(v.campi["titolo"], v.campi["inizio"], v.campi["ora_inizio"])].append(v)
        for riga in self.assenti:
            ora = riga.ora_inizio.isoformat("minutes") if riga.ora_inizio else ""
            vecchie[_aspetto(riga.titolo, str(riga.inizio), ora)].append(riga)
        return [
            (vecchie[come][0], nuove[come][0])
            for come in nuove.keys() & vecchie.keys()
            if len(nuove[come]) == len(vecchie[come]) == 1
        ]

    def _nuove(self, riconosciute: set[Chiave]) -> list[Mossa]:
        chiavi, aspetti = set(), set()
        for esclusa in self.fonte.escluse.all():
            chiavi.add((esclusa.uid_esterno, esclusa.ricorrenza))
            aspetti.add(_aspetto(esclusa.titolo, str(esclusa.inizio)))
        return [
            _mossa(Che.SCARTATA, v, ESCLUSA)
            if v.occorrenza.chiave in chiavi or _aspetto(v.campi["titolo"], v.campi["inizio"]) in aspetti
            else _mossa(Che.NUOVA, v)
            for v in self.ignote
            if v.occorrenza.chiave not in riconosciute and not v.annullata
        ]

    def _su(self, riga: Iniziativa, v: Voce) -> Mossa | None:
        """What becomes of an initiative that is still in the feed."""
        if riga.stato == Stato.BOZZA or not (self._futura(v) or self._da_venire(riga)):
            return None  # sent back by the moderators, or over
        if v.versione < (riga.sequenza_esterna, riga.modificata_esterna):
            return _mossa(Che.SCARTATA, v, VECCHIA)
        if v.annullata:
            return self._annullata(riga, v)
        if riga.stato == Stato.ANNULLATA:
            return None if _da_persone(riga) else _mossa(Che.RIPRESA, v, riga=riga)
        return None if riga.impronta == v.impronta else _mossa(Che.CAMBIATA, v, riga=riga)

    def _annullata(self, riga: Iniziativa, v: Voce) -> Mossa | None:
        if riga.stato == Stato.ANNULLATA:
            return None
        if riga.stato == Stato.PROPOSTA:
            return _mossa(Che.TOLTA, v, "è annullata nel suo calendario", riga=riga)
        return _mossa(Che.ANNULLATA, v, f"Annullata nel calendario di {self.fonte.editore}.", riga=riga)

    def _sparita(self, riga: Iniziativa) -> Mossa | None:
        if riga.stato in (Stato.BOZZA, Stato.ANNULLATA):
            return None
        che = Che.TOLTA if riga.stato == Stato.PROPOSTA else Che.ANNULLATA
        motivo = f"Non compare più nel calendario di {self.fonte.editore}."
        return Mossa(che, str(riga), str(riga.inizio), motivo, riga=riga)

    def _sospetto(self, sparite: Sequence[Mossa]) -> tuple[str, str]:
        """Whether more than half of what was to come has disappeared, and the fingerprint of it."""
        previste = [r for r in self.righe.values() if self._da_venire(r) and _prevista(r)]
        if 2 * len(sparite) <= len(previste):
            return "", ""
        chiavi = sorted(repr(_chiave(mossa.riga)) for mossa in sparite if mossa.riga)
        quante = parole.quanti(len(sparite), "iniziativa", "iniziative")
        parola = SOSPETTO.format(quante=quante, previste=len(previste))
        return parola, hashlib.sha256("\n".join(chiavi).encode()).hexdigest()

    def _futura(self, v: Voce) -> bool:
        return date.fromisoformat(v.campi["fine"]) >= self.oggi

    def _da_venire(self, riga: Iniziativa) -> bool:
        return riga.fine is not None and riga.fine >= self.oggi


def _prevista(riga: Iniziativa) -> bool:
    return riga.stato not in (Stato.BOZZA, Stato.ANNULLATA)


def _da_persone(riga: Iniziativa) -> bool:
    """Whether somebody, and not the feed, put it in the state in which it is."""
    altre = riga.versioni.exclude(campi__stato=riga.stato).order_by("-numero").first()
    da_allora = riga.versioni.filter(numero__gt=altre.numero if altre else 0).order_by("numero").first()
    return da_allora is not None and da_allora.da_id is not None


def _chiave(riga: Iniziativa) -> Chiave:
    return riga.uid_esterno, riga.ricorrenza


def _aspetto(titolo: str, *quando: str) -> tuple[str, ...]:
    return (" ".join(titolo.casefold().split()), *quando)


def _mossa(che: Che, v: Voce, motivo: str = "", riga: Iniziativa | None = None) -> Mossa:
    return Mossa(che, v.campi["titolo"], v.campi["inizio"], motivo, v, riga)
