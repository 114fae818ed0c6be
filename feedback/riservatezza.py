"""What a reader may see of an answer, in one place: pages and exports render only this (C5, C6).

The office that was answered reads everything. Toscana Promozione, of the pratiche in which it took part,
reads the votes and the words without any contact: never who was asked, nor who is to be called back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from feedback.models import Domanda, Fonte, Indicatore, Opzione, Risposta, Seguito, Tipo, Valore
from pratiche.models import Pratica
from pratiche.riservatezza.veli import Velo, nessun_velo, veli
from sportelli.models import Utente

NON_SO = "Non so"


@dataclass(frozen=True)
class Detta:
    """A question and what was answered, in words; `voto` and `massimo` when it is a vote."""

    domanda: str
    risposta: str
    voto: int | None = None
    massimo: int | None = None
    libera: bool = False

    @property
    def basso(self) -> str:
        """Under it a vote is low, as an HTML number."""
        return str((self.massimo or 0) * 0.5)

    @property
    def alto(self) -> str:
        """From it on a vote is good."""
        return str((self.massimo or 0) * 0.75)


@dataclass(frozen=True)
class Riga:
    """An answer as this person may read it. `dette` are in the order of the page, section by section."""

    risposta: Risposta
    numero: str
    indirizzo_pratica: str
    azienda: str
    oggetto: str
    raccolta_da: str
    contattatemi: bool
    citabile: bool
    seguito: Seguito | None
    dette: Sequence[tuple[str, Sequence[Detta]]]

    @property
    def url(self) -> str:
        return self.risposta.get_absolute_url()

    @property
    def parole(self) -> str:
        """What was written freely, for the lists."""
        libere = (detta.risposta for _, dette in self.dette for detta in dette if detta.libera)
        return " · ".join(libere)

    @property
    def data_il(self) -> datetime | None:
        return self.risposta.data_il


UNITE = ("pratica__azienda", "pratica__sportello", "servizio", "settore", "raccolta_da", "sportello")


def righe(risposte: Sequence[Risposta], utente: Utente) -> list[Riga]:
    """Answers that this person sees, as she may read them; as many queries however many they are."""
    pratiche = [risposta.pratica for risposta in risposte if risposta.pratica is not None]
    coperture = veli(pratiche, utente) if pratiche else {}
    valori, citabili = _valori(risposte, utente), _citabili(risposte)
    seguiti = {seguito.risposta_id: seguito for seguito in _seguiti(risposte, utente)}
    return [
        _riga(
            risposta,
            utente,
            coperture.get(risposta.pratica_id or 0, nessun_velo),
            valori.get(risposta.pk, []),
            seguiti.get(risposta.pk),
            citabile=risposta.pk in citabili,
        )
        for risposta in risposte
    ]


def riga(risposta: Risposta, utente: Utente) -> Riga:
    return righe([risposta], utente)[0]


def _valori(risposte: Iterable[Risposta], utente: Utente) -> dict[int, list[Valore]]:
    """What was said, by answer; whether to be called back is for the office that calls alone (C6)."""
    ordine = ("domanda__sezione__ordine", "domanda__sezione", "domanda__ordine", "pk")
    tutti = Valore.objects.filter(risposta__in=[risposta.pk for risposta in risposte]).order_by(*ordine)
    if not utente.di_sportello:
        tutti = tutti.exclude(domanda__indicatore=Indicatore.CONTATTO)
    per: dict[int, list[Valore]] = {}
    for valore in tutti.select_related("domanda__sezione").prefetch_related("domanda__opzioni"):
        per.setdefault(valore.risposta_id, []).append(valore)
    return per


def _citabili(risposte: Iterable[Risposta]) -> set[int]:
    """Those that may be told as they are read now: a yes that was taken back is none."""
    dette_si = [risposta.pk for risposta in risposte if risposta.citabile_con_id is not None]
    return set(Risposta.objects.filter(pk__in=dette_si).citabili().values_list("pk", flat=True))


def _seguiti(risposte: Iterable[Risposta], utente: Utente) -> Iterable[Seguito]:
    """Only an office calls companies back: the others do not know that it must (C6)."""
    propri = Seguito.objects.visibili_a(utente).filter(risposta__in=[risposta.pk for risposta in risposte])
    return propri.select_related("chiuso_da")


def _riga(
    risposta: Risposta,
    utente: Utente,
    velo: Velo,
    valori: Sequence[Valore],
    seguito: Seguito | None,
    *,
    citabile: bool,
) -> Riga:
    pratica, propria = risposta.pratica, utente.di_sportello
    return Riga(
        risposta=risposta,
        numero=pratica.numero if pratica is not None else "",
        indirizzo_pratica=pratica.get_absolute_url() if pratica is not None else "",
        azienda=_azienda(pratica),
        oggetto=velo(pratica.oggetto) if pratica is not None else "",
        raccolta_da=str(risposta.raccolta_da) if risposta.fonte == Fonte.TELEFONO else "",
        contattatemi=risposta.contattatemi and propria,
        citabile=citabile,
        seguito=seguito,
        dette=[(sezione, [_detta(v, velo) for v in suoi]) for sezione, suoi in _per_sezione(valori).items()],
    )


def _azienda(pratica: Pratica | None) -> str:
    return pratica.azienda.ragione_sociale if pratica is not None else ""


def _per_sezione(valori: Iterable[Valore]) -> dict[str, list[Valore]]:
    per: dict[str, list[Valore]] = {}
    for valore in valori:
        per.setdefault(valore.domanda.sezione.titolo, []).append(valore)
    return per


def _detta(valore: Valore, velo: Velo) -> Detta:
    domanda = valore.domanda
    voto = int(valore.numero) if domanda.tipo == Tipo.SCALA and valore.numero is not None else None
    libera = domanda.tipo == Tipo.TESTO
    return Detta(domanda.testo, _in_parole(valore, domanda, velo), voto, domanda.massimo, libera)


def _in_parole(valore: Valore, domanda: Domanda, velo: Velo) -> str:
    if valore.non_so:
        return NON_SO
    if valore.numero is not None:
        return _numero(int(valore.numero), domanda.opzioni.all())
    if valore.scelte:
        parole = {opzione.valore: opzione.testo for opzione in domanda.opzioni.all()}
        return ", ".join(parole.get(scelta, scelta) for scelta in valore.scelte)
    return velo(valore.testo)


def _numero(numero: int, opzioni: Iterable[Opzione]) -> str:
    parola = next((opzione.testo for opzione in opzioni if opzione.valore == str(numero)), "")
    return f"{numero}, {parola}" if parola else str(numero)
