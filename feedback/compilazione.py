"""What was answered, before it is written: what was shown, what is missing, what it all counts for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError

from feedback.models import Domanda, Indicatore, Tipo, Valore

NON_SO = "ns"
SI = "si"
CENTESIMO = Decimal("0.01")
NUMERO_MASSIMO = 999_999


@dataclass(frozen=True)
class Detto:
    """The answer to one question, as a Valore holds it."""

    numero: Decimal | None = None
    testo: str = ""
    scelte: tuple[str, ...] = ()
    non_so: bool = False

    @property
    def voci(self) -> frozenset[str]:
        """The values by which other questions are shown."""
        if self.non_so:
            return frozenset({NON_SO})
        if self.numero is not None:
            return frozenset({str(int(self.numero))})
        return frozenset(self.scelte)


Detti = Mapping[str, Detto]


def del_valore(valore: Valore) -> Detto:
    return Detto(valore.numero, valore.testo, tuple(valore.scelte), valore.non_so)


def pertinenti(domande: Iterable[Domanda], detti: Detti) -> dict[str, Detto]:
    """The answers to the questions that were shown: the others were never asked."""
    tenuti: dict[str, Detto] = {}
    for domanda in domande:
        detto = detti.get(domanda.codice)
        if detto is not None and mostrata(domanda, tenuti):
            tenuti[domanda.codice] = detto
    return tenuti


def mostrata(domanda: Domanda, detti: Detti) -> bool:
    """Whether a question is shown to who has answered so to those that come before."""
    if domanda.se_domanda is None:
        return True
    prima = detti.get(domanda.se_domanda.codice)
    return prima is not None and bool(prima.voci & set(domanda.se_valori))


def mancanti(domande: Sequence[Domanda], detti: Detti) -> list[Domanda]:
    """The required questions that were shown and not answered."""
    tenuti = pertinenti(domande, detti)
    return [
        domanda
        for domanda in domande
        if domanda.obbligatoria and domanda.codice not in tenuti and mostrata(domanda, tenuti)
    ]


def controlla(domanda: Domanda, detto: Detto) -> None:
    """ValidationError when an answer is not one that its question admits."""
    ammessa: Mapping[str, Callable[[Domanda, Detto], bool]] = {
        Tipo.SCALA: _voto_ammesso,
        Tipo.NUMERO: _numero_ammesso,
        Tipo.SCELTA: _scelta_ammessa,
        Tipo.SCELTA_MULTIPLA: _scelte_ammesse,
        Tipo.TESTO: _testo_ammesso,
    }
    if not (domanda.non_so if detto.non_so else ammessa[domanda.tipo](domanda, detto)):
        raise ValidationError(f"«{domanda.testo}»: la risposta non è fra quelle ammesse.")


def _numero_ammesso(domanda: Domanda, detto: Detto) -> bool:
    if detto.numero is None:
        return False
    sopra = domanda.minimo is None or detto.numero >= domanda.minimo
    return sopra and (domanda.massimo is None or detto.numero <= domanda.massimo)


def estremi_del_numero(domanda: Domanda) -> tuple[int, int]:
    """The smallest and the greatest number that may be written, said or not by who made the question."""
    return domanda.minimo or 0, NUMERO_MASSIMO if domanda.massimo is None else domanda.massimo


def _voto_ammesso(domanda: Domanda, detto: Detto) -> bool:
    intero = detto.numero is not None and detto.numero % 1 == 0
    return intero and _numero_ammesso(domanda, detto)


def _scelta_ammessa(domanda: Domanda, detto: Detto) -> bool:
    return len(detto.scelte) == 1 and _scelte_ammesse(domanda, detto)


def _scelte_ammesse(domanda: Domanda, detto: Detto) -> bool:
    valori = {opzione.valore for opzione in domanda.opzioni.all()}
    return bool(detto.scelte) and set(detto.scelte) <= valori


def _testo_ammesso(domanda: Domanda, detto: Detto) -> bool:
    return bool(detto.testo) and len(detto.testo) <= (domanda.massimo or len(detto.testo))


@dataclass(frozen=True)
class Sintesi:
    """What the lists and the aggregates read of an answer."""

    complessivo: int | None = None
    soddisfazione: Decimal | None = None
    consiglio: int | None = None
    risolto: str = ""
    contattatemi: bool = False
    citabile: bool = False


def sintesi(domande: Iterable[Domanda], detti: Detti) -> Sintesi:
    """The indicators of an answer; the satisfaction is the mean of the votes given, «non so» aside."""
    per = {domanda.codice: domanda.indicatore for domanda in domande}
    voti = _voti(per, detti, Indicatore.SODDISFAZIONE) + _voti(per, detti, Indicatore.COMPLESSIVO)
    return Sintesi(
        complessivo=_intero(_voti(per, detti, Indicatore.COMPLESSIVO)),
        soddisfazione=_media(voti),
        consiglio=_intero(_voti(per, detti, Indicatore.NPS)),
        risolto=_scelta(per, detti, Indicatore.RISOLTO),
        contattatemi=_scelta(per, detti, Indicatore.CONTATTO) == SI,
        citabile=_scelta(per, detti, Indicatore.CITAZIONE) == SI,
    )


def _voti(per: Mapping[str, str], detti: Detti, indicatore: str) -> list[Decimal]:
    suoi = (detto for codice, detto in detti.items() if per.get(codice) == indicatore)
    return [detto.numero for detto in suoi if detto.numero is not None]


def _intero(voti: Sequence[Decimal]) -> int | None:
    return int(voti[0]) if voti else None


def _media(voti: Sequence[Decimal]) -> Decimal | None:
    return (sum(voti, Decimal()) / len(voti)).quantize(CENTESIMO, ROUND_HALF_UP) if voti else None


def _scelta(per: Mapping[str, str], detti: Detti, indicatore: str) -> str:
    scelte = (detto.scelte for codice, detto in detti.items() if per.get(codice) == indicatore)
    return next((scelta for tutte in scelte for scelta in tutte), "")
