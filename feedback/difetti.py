"""Why a draft of the questionnaire cannot be adopted yet, in words."""

from collections import Counter
from collections.abc import Iterator, Sequence

from feedback.compilazione import NON_SO, SI, estremi_del_numero
from feedback.models import Domanda, Indicatore, Questionario, Risolto, Tipo

OPZIONI_MINIME = 2
TIPI_CON_OPZIONI = (Tipo.SCELTA, Tipo.SCELTA_MULTIPLA)
# Of the others the page has no place for it, or it could be chosen with its contrary.
TIPI_CON_NON_SO = (Tipo.SCALA, Tipo.SCELTA)
# What the value of an indicator is read from.
TIPI_DI = {
    Indicatore.SODDISFAZIONE: Tipo.SCALA,
    Indicatore.COMPLESSIVO: Tipo.SCALA,
    Indicatore.NPS: Tipo.SCALA,
    Indicatore.RISOLTO: Tipo.SCELTA,
    Indicatore.CONTATTO: Tipo.SCELTA,
    Indicatore.CITAZIONE: Tipo.SCELTA,
}
# The scales that are averaged together, and with those of all years; that of the NPS is its definition.
SCALE_DI = {Indicatore.SODDISFAZIONE: (1, 5), Indicatore.COMPLESSIVO: (1, 5), Indicatore.NPS: (0, 10)}
# The answers that an indicator knows; «sì» it must find.
VALORI_DI = {Indicatore.RISOLTO: set(Risolto.values), Indicatore.CONTATTO: None, Indicatore.CITAZIONE: None}


def difetti(questionario: Questionario) -> list[str]:
    """What is to be mended, question by question; empty when it may be adopted."""
    domande = list(questionario.domande.in_pagina())
    if not domande:
        return ["Non ci sono ancora domande."]
    return [*_delle_domande(domande), *_degli_indicatori(domande), *_con_il_passato(questionario, domande)]


def _delle_domande(domande: Sequence[Domanda]) -> Iterator[str]:
    posti = {domanda.pk: n for n, domanda in enumerate(domande)}
    for n, domanda in enumerate(domande):
        yield from _delle_opzioni(domanda)
        yield from _degli_estremi(domanda)
        prima = domanda.se_domanda
        if prima is not None and posti[prima.pk] >= n:
            yield f"«{domanda}» dipende da una domanda che viene dopo."
        elif prima is not None and not set(domanda.se_valori) <= valori_di(prima):
            yield f"«{domanda}» dipende da una risposta che «{prima}» non ammette."


def _delle_opzioni(domanda: Domanda) -> Iterator[str]:
    """Answers that nobody could give, or that would be taken for others."""
    valori = {opzione.valore for opzione in domanda.opzioni.all()}
    if domanda.tipo in TIPI_CON_OPZIONI and len(valori) < OPZIONI_MINIME:
        yield f"«{domanda}»: servono almeno due opzioni."
    if NON_SO in valori:
        yield f"«{domanda}»: «{NON_SO}» vuol dire «non so», dai un altro valore a quella opzione."
    if domanda.non_so and domanda.tipo not in TIPI_CON_NON_SO:
        yield f"«{domanda}» non può ammettere «non so»: lo possono le scale e le scelte di una risposta sola."
    if domanda.tipo == Tipo.SCALA and (fuori := valori - valori_di(domanda)):
        yield f"«{domanda}» ha parole per voti che non ci sono: {', '.join(sorted(fuori))}."


def _degli_estremi(domanda: Domanda) -> Iterator[str]:
    if domanda.tipo == Tipo.TESTO and domanda.massimo is not None and domanda.massimo < 1:
        yield f"«{domanda}»: un testo può avere almeno un carattere."
    minimo, massimo = estremi_del_numero(domanda)
    if domanda.tipo == Tipo.NUMERO and minimo > massimo:
        yield f"«{domanda}»: nessun numero va da {minimo} a {massimo}."


def valori_di(domanda: Domanda) -> set[str]:
    """The values of the answers to a question by which others can be shown."""
    extra = {NON_SO} if domanda.non_so else set()
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
            if domanda.indicatore == indicatore:
                yield from _dell_indicatore(domanda, indicatore, tipo)


def _dell_indicatore(domanda: Domanda, indicatore: Indicatore, tipo: Tipo) -> Iterator[str]:
    """Why the value of an indicator cannot be read from the answers to a question."""
    perche = f"«{domanda}» non può contare per «{indicatore.label}»"
    if domanda.tipo != tipo:
        yield f"{perche}: non è «{tipo.label}»."
        return
    if (scala := SCALE_DI.get(indicatore)) and scala != (domanda.minimo, domanda.massimo):
        yield f"{perche}: i suoi voti vanno da {scala[0]} a {scala[1]}."
    if indicatore in VALORI_DI:
        valori = {opzione.valore for opzione in domanda.opzioni.all()}
        if SI not in valori:
            yield f"{perche}: le serve un'opzione con il valore «{SI}»."
        if ignoti := valori - (VALORI_DI[indicatore] or valori):
            noti = ", ".join(Risolto.values)
            yield f"{perche}: i suoi valori sono {noti}, non {', '.join(sorted(ignoti))}."


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
