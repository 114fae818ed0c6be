"""Why a draft of the questionnaire cannot be adopted yet, in words."""

from collections import Counter
from collections.abc import Iterator, Sequence

from feedback.models import Domanda, Indicatore, Questionario, Tipo

OPZIONI_MINIME = 2
TIPI_CON_OPZIONI = (Tipo.SCELTA, Tipo.SCELTA_MULTIPLA)
# What the value of an indicator is read from.
TIPI_DI = {
    Indicatore.SODDISFAZIONE: Tipo.SCALA,
    Indicatore.COMPLESSIVO: Tipo.SCALA,
    Indicatore.NPS: Tipo.SCALA,
    Indicatore.RISOLTO: Tipo.SCELTA,
    Indicatore.CONTATTO: Tipo.SCELTA,
    Indicatore.CITAZIONE: Tipo.SCELTA,
}


def difetti(questionario: Questionario) -> list[str]:
    """What is to be mended, question by question; empty when it may be adopted."""
    domande = list(questionario.domande.in_pagina())
    if not domande:
        return ["Non ci sono ancora domande."]
    return [*_delle_domande(domande), *_degli_indicatori(domande), *_con_il_passato(questionario, domande)]


def _delle_domande(domande: Sequence[Domanda]) -> Iterator[str]:
    posti = {domanda.pk: n for n, domanda in enumerate(domande)}
    for n, domanda in enumerate(domande):
        if domanda.tipo in TIPI_CON_OPZIONI and len(domanda.opzioni.all()) < OPZIONI_MINIME:
            yield f"«{domanda}»: servono almeno due opzioni."
        prima = domanda.se_domanda
        if prima is not None and posti[prima.pk] >= n:
            yield f"«{domanda}» dipende da una domanda che viene dopo."
        elif prima is not None and not set(domanda.se_valori) <= valori_di(prima):
            yield f"«{domanda}» dipende da una risposta che «{prima}» non ammette."


def valori_di(domanda: Domanda) -> set[str]:
    """The values of the answers to a question by which others can be shown."""
    extra = {"ns"} if domanda.non_so else set()
    if domanda.tipo == Tipo.SCALA and domanda.minimo is not None and domanda.massimo is not None:
        return {str(voto) for voto in range(domanda.minimo, domanda.massimo + 1)} | extra
    if domanda.tipo in TIPI_CON_OPZIONI:
        return {opzione.valore for opzione in domanda.opzioni.all()} | extra
    return extra


def _degli_indicatori(domande: Sequence[Domanda]) -> Iterator[str]:
    quante = Counter(domanda.indicatore for domanda in domande)
    for indicatore, tipo in TIPI_DI.items():
        if indicatore != Indicatore.SODDISFAZIONE and quante[indicatore] > 1:
            yield f"«{indicatore.label}» si legge da una domanda sola: ce ne sono {quante[indicatore]}."
        for domanda in domande:
            if domanda.indicatore == indicatore and domanda.tipo != tipo:
                yield f"«{domanda}» non può contare per «{indicatore.label}»: non è «{tipo.label}»."


def _con_il_passato(questionario: Questionario, domande: Sequence[Domanda]) -> Iterator[str]:
    """A code keeps its meaning from version to version, or its means would mix different things."""
    codici = [domanda.codice for domanda in domande]
    vecchie = Domanda.objects.filter(codice__in=codici).exclude(questionario=questionario)
    prima = {
        domanda.codice: domanda
        for domanda in vecchie.exclude(questionario__stato="bozza").order_by("questionario__versione")
    }
    for domanda in domande:
        vecchia = prima.get(domanda.codice)
        if vecchia is not None and _forma(vecchia) != _forma(domanda):
            yield f"«{domanda}» cambia tipo o scala rispetto a prima: le serve un altro codice."


def _forma(domanda: Domanda) -> tuple[object, ...]:
    scala = (domanda.minimo, domanda.massimo) if domanda.tipo == Tipo.SCALA else ()
    return (domanda.tipo, *scala)
