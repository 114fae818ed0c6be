"""The results of a period for one reader: an office's own row beside the network's; every row for TP (C5)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.urls import reverse
from django.utils.http import urlencode

from extranet.risultati import indicatori as i
from extranet.risultati import somme
from extranet.risultati.filtri import FiltriRisultati
from extranet.risultati.periodo import Periodo, mese_breve
from extranet.risultati.somme import Somma, Somme
from extranet.risultati.tabelle import Riga, Tabella
from feedback.aggregati import FEEDBACK
from nucleo import tempo
from nucleo.elenchi.colonne import Valore, in_parole
from pratiche.aggregati import PRATICHE
from sportelli.models import Utente

DEI_GIUDIZI = tuple(m for m in FEEDBACK.misure if m not in ("richieste", "accolte", "risposte"))
IN_EVIDENZA = ("aperte", "completate", "aziende", "giorni", "soddisfazione", "tasso")
MEDIA = "Media della rete"
SEGNI = {"%": "%", "giorni": " gg"}
# A chart of more could not be read.
MESI_IN_TABELLA = 24
DI_UN_MESE = ("aperte", "completate", "annullate", "risposte")
DI_UNO_SPORTELLO: tuple[str, ...] = (
    *("aperte", "completate", "aziende", "prima", "giorni", "in_tempo", "risolte"),
    *("richieste", "risposte", "tasso", "soddisfazione", "voto", "nps"),
)


@dataclass(frozen=True)
class Cifra:
    """A figure in evidence, in words, and what it is compared with."""

    titolo: str
    valore: str
    confronti: Sequence[str]

    @property
    def confronto(self) -> str:
        return "".join(self.confronti)


@dataclass(frozen=True)
class Colonna:
    """One of the things that are compared: the sums behind it, of how many offices it is the mean."""

    titolo: str
    somma: Somma
    uffici: int = 1


class Quadro:
    """What one person reads of one period; every table starts from the same sums.

    Eight queries for an office and for TP, whatever the tables asked for.
    """

    def __init__(self, utente: Utente, filtri: FiltriRisultati) -> None:
        self.utente, self.filtri = utente, filtri

    @property
    def periodo(self) -> Periodo:
        return self.filtri.scelto

    @cached_property
    def chiavi(self) -> dict[str, int]:
        """What is asked; an office asks of itself alone."""
        suo = {"sportello": self.utente.sportello_id} if self.utente.di_sportello else {}
        return self.filtri.chiavi | {nome: chiave for nome, chiave in suo.items() if chiave}

    @cached_property
    def somme(self) -> Somme:
        """The sums; for TP the judgements are those that are enough to be told."""
        trovate = somme.chiedi(self.periodo, self.chiavi)
        if not self.utente.di_sportello:
            self._vela(trovate)
        return trovate

    def _vela(self, trovate: Somme) -> None:
        """Takes away the judgements of few answers: those of whole groups stay."""
        adesso, _ = self._giudizi
        prima, _ = somme.per_tp(FEEDBACK, self.periodo.precedente, self.chiavi)
        for ufficio, somma in trovate.per["sportello"].items():
            _sostituisci(somma, adesso.get(ufficio, Counter()))
        _sostituisci(trovate.totale, sum(adesso.values(), Counter()))
        _sostituisci(trovate.prima, sum(prima.values(), Counter()))

    @cached_property
    def _giudizi(self) -> tuple[dict[int | None, Somma], Periodo | None]:
        """What TP reads of the answers, and of which months. One query."""
        return somme.per_tp(FEEDBACK, self.periodo, self.chiavi)

    @cached_property
    def _rete(self) -> dict[str, tuple[Somma, Periodo | None]]:
        """The network's sums of each kind, as an office may read them, and their months. Two queries."""
        senza_ufficio = {nome: chiave for nome, chiave in self.chiavi.items() if nome != "sportello"}
        return {
            aggregato.nome: somme.della_rete_e_quando(aggregato, self.periodo, senza_ufficio)
            for aggregato in (PRATICHE, FEEDBACK)
        }

    @property
    def rete(self) -> Somma:
        """The network's, as an office may read it."""
        return sum((somma for somma, _ in self._rete.values()), Counter())

    @property
    def mesi_dei_gruppi(self) -> str:
        """A sentence on the months that what is told by groups is of, where they are not those asked."""
        return self._mesi_della_rete() if self.utente.di_sportello else self._mesi_dei_giudizi()

    def _mesi_della_rete(self) -> str:
        mesi = [mesi for _, mesi in self._rete.values() if mesi is not None]
        if not mesi or set(mesi) == {self.periodo}:
            return ""
        diversi = dict.fromkeys(m.nome for m in mesi)
        detti = "; per le risposte, ".join(diversi)
        return f"La media della rete riguarda{', per le pratiche,' if len(diversi) > 1 else ''} {detti}."

    def _mesi_dei_giudizi(self) -> str:
        _, mesi = self._giudizi
        if mesi is None and self.somme.totale["risposte"]:
            return "Le risposte sono ancora poche, o recenti, per dirne i giudizi."
        return f"I giudizi delle aziende riguardano {mesi.nome}." if mesi and mesi != self.periodo else ""

    @cached_property
    def aggiornato_il(self) -> datetime | None:
        return somme.aggiornate_il()

    @cached_property
    def colonne(self) -> list[Colonna]:
        """Who is beside whom."""
        prima = Colonna(f"Prima ({self.periodo.precedente.breve})", self.somme.prima)
        if self.utente.di_sportello:
            ufficio = self.utente.sportello
            nome = ufficio.breve if ufficio else ""
            uffici = len(self.filtri.voci.scelte["sportello"])
            return [Colonna(nome, self.somme.totale), Colonna(MEDIA, self.rete, uffici), prima]
        scelto = self.chiavi.get("sportello")
        titolo = self.filtri.nome("sportello", scelto)[1] if scelto else "Rete"
        return [Colonna(titolo, self.somme.totale), prima]

    # --- Tables --------------------------------------------------------------------------------------------

    @cached_property
    def tabelle(self) -> list[Tabella]:
        """All of them, in the order of the page."""
        confronto = [] if self.utente.di_sportello else [self.sportelli]
        return [
            *confronto,
            self.sintesi,
            self.andamento,
            self._accostate("tempi", "Tempi", i.TEMPI[:2], "Giorni lavorativi in media.", "giorni"),
            self._attese(),
            self._accostate("esiti", "Esiti", i.ESITI, "In percentuale delle pratiche completate.", "%"),
            self._accostate("giudizi", "Che cosa dicono le aziende", i.GIUDIZI[:2], "Voti medi."),
            self._per("servizio", "Servizi"),
            self._per("settore", "Settori"),
            self._per("paese", "Mercati"),
        ]

    @property
    def intere(self) -> list[Tabella]:
        """The tables that take the whole width, as they have much to say."""
        return [tabella for tabella in self.tabelle if tabella.nome in ("sportelli", "sintesi")]

    @property
    def affiancate(self) -> list[Tabella]:
        return [tabella for tabella in self.tabelle if tabella.nome not in ("sportelli", "sintesi")]

    @property
    def vuoto(self) -> bool:
        return not any(self.somme.totale.values())

    @property
    def cifre(self) -> list[Cifra]:
        """What one reads first."""
        return [self._cifra(i.PER_NOME[nome]) for nome in IN_EVIDENZA]

    def _cifra(self, indicatore: i.Indicatore) -> Cifra:
        primo, *altri = self._valori(indicatore)
        segno = SEGNI.get(indicatore.unita, "")
        valore = f"{in_parole(primo)}{segno if primo is not None else ''}"
        colonne = zip(self.colonne[1:], altri, strict=True)
        confronti = [
            f"{self._accanto(colonna, indicatore)}: {in_parole(valore)}{segno}"
            for colonna, valore in colonne
            if valore is not None
        ]
        return Cifra(indicatore.titolo, valore, confronti[:1])

    def _accanto(self, colonna: Colonna, indicatore: i.Indicatore) -> str:
        """What a figure is beside: of what counts rows, how many fall to each office."""
        return "Media per Sportello" if colonna.titolo == MEDIA and indicatore.conta else colonna.titolo

    def tabella(self, nome: str) -> Tabella | None:
        return next((tabella for tabella in self.tabelle if tabella.nome == nome), None)

    @cached_property
    def sintesi(self) -> Tabella:
        """Every figure, with what it means."""
        righe = [self._riga(indicatore) for indicatore in i.TUTTI]
        testa = ["Indicatore", *(colonna.titolo for colonna in self.colonne)]
        return Tabella("sintesi", "In sintesi", testa, righe, self.mesi_dei_gruppi)

    def _riga(self, indicatore: i.Indicatore) -> Riga:
        titolo = f"{indicatore.titolo}, {indicatore.unita}" if indicatore.unita else indicatore.titolo
        return Riga(titolo, self._valori(indicatore), nota=self._nota(indicatore))

    def _nota(self, indicatore: i.Indicatore) -> str:
        """What a figure means; of a count, that the network's mean is for each office."""
        della_rete = self.utente.di_sportello and indicatore.conta and indicatore.di(self.rete) is not None
        return f"{indicatore.definizione}{'; la media è per Sportello' if della_rete else ''}"

    @cached_property
    def andamento(self) -> Tabella:
        per_mese = self.somme.per["mese"]
        mesi = self._mesi_in_tabella()
        frase = "" if mesi == self.periodo.mesi else f"Gli ultimi {len(mesi)} mesi del periodo."
        righe = [Riga(mese_breve(mese), [per_mese[mese][m] for m in DI_UN_MESE]) for mese in mesi]
        testa = ["Mese", "Aperte", "Completate", "Annullate", "Risposte"]
        disegna = [0, 1]
        return Tabella(
            "andamento", "Mese per mese", testa, righe, frase, disegna, "colonne", massime=MESI_IN_TABELLA
        )

    def _mesi_in_tabella(self) -> list[date]:
        """All of them; of a longer period the last that have begun."""
        tutti = self.periodo.mesi
        if len(tutti) <= MESI_IN_TABELLA:
            return tutti
        return [mese for mese in tutti if mese <= tempo.oggi()][-MESI_IN_TABELLA:] or tutti[:MESI_IN_TABELLA]

    def _accostate(
        self, nome: str, titolo: str, quali: Sequence[i.Indicatore], frase: str, unita: str = ""
    ) -> Tabella:
        """Some figures, with those who are compared side by side."""
        testa = ["", *(colonna.titolo for colonna in self.colonne)]
        righe = [Riga(q.titolo, self._valori(q), nota=q.definizione) for q in quali]
        return Tabella(nome, titolo, testa, righe, frase, range(len(self.colonne)), unita=unita)

    def _valori(self, indicatore: i.Indicatore) -> list[Valore]:
        return [indicatore.di(colonna.somma, colonna.uffici) for colonna in self.colonne]

    def _attese(self) -> Tabella:
        """The parts of the days, one over the other, for each of those who are compared."""
        righe = [
            Riga(colonna.titolo, [q.di(colonna.somma, colonna.uffici) for q in i.ATTESE])
            for colonna in self.colonne
        ]
        testa = ["", *(q.titolo for q in i.ATTESE)]
        frase = "Di chi si aspettava la mossa, in giorni lavorativi per pratica completata."
        return Tabella(
            "attese", "Chi si aspettava", testa, righe, frase, range(3), "impilate", unita="giorni"
        )

    def _per(self, genere: str, titolo: str) -> Tabella:
        """What is behind each service, sector or country, the most frequent first."""
        insieme = self.somme.per[genere].items()
        ordinati = sorted(
            insieme, key=lambda voce: (-voce[1]["aperte"], -voce[1]["completate"], str(voce[0]))
        )
        righe = [self._voce(genere, chiave, somma) for chiave, somma in ordinati]
        testa = [titolo, "Aperte", "Completate", "Giorni al completamento"]
        nome = {"servizio": "servizi", "settore": "settori", "paese": "mercati"}[genere]
        return Tabella(nome, titolo, testa, [r for r in righe if any(r.valori)], "", [0, 1], massime=10)

    def _voce(self, genere: str, chiave: int, somma: Somma) -> Riga:
        codice, nome = self.filtri.nome(genere, chiave)
        giorni = i.PER_NOME["giorni"].di(somma)
        return Riga(nome, [somma["aperte"], somma["completate"], giorni], self._archivio({genere: codice}))

    @cached_property
    def sportelli(self) -> Tabella:
        """All the offices side by side, for TP."""
        quali = [i.PER_NOME[nome] for nome in DI_UNO_SPORTELLO]
        trovate = self.somme.per["sportello"]
        uffici = self.filtri.voci.con_i_nomi("sportello", dict.fromkeys(trovate, 0))
        righe = [
            Riga(nome, [q.di(trovate[pk]) for q in quali], self._archivio({"sportello": codice}))
            for (codice, nome, _), pk in zip(uffici, self._in_ordine(uffici), strict=True)
        ]
        testa = ["Sportello", *(f"{q.titolo}, {q.unita}" if q.unita else q.titolo for q in quali)]
        return Tabella("sportelli", "Gli Sportelli a confronto", testa, righe, "", [0, 1], massime=20)

    def _in_ordine(self, uffici: Sequence[tuple[str, str, int]]) -> list[int]:
        return self.filtri.voci.chiavi("sportello", [codice for codice, _, _ in uffici])

    def _archivio(self, filtri: dict[str, str]) -> str:
        """The archive with the same filters: where the completed ones are read, within one year."""
        scelti = {nome: self.filtri.cleaned_data.get(nome) for nome in ("servizio", "settore", "paese")}
        sportello = self.utente.sportello.codice if self.utente.di_sportello and self.utente.sportello else ""
        parametri = scelti | {"sportello": sportello, "anno": self.periodo.anno} | filtri
        return f"{reverse('pratiche:archivio')}?{urlencode({k: v for k, v in parametri.items() if v})}"


def _sostituisci(somma: Somma, con: Somma) -> None:
    for misura in DEI_GIUDIZI:
        somma[misura] = con[misura]
