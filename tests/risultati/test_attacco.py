"""Who reads everything that an office, or TP, may read isolates no answer of others (C5).

She has the results with every filter, their files, the report, the list of answers, the open data, today and
tomorrow; she knows who is in each figure, and all her own rows.
"""

import re
from collections import Counter
from datetime import date
from fractions import Fraction
from itertools import combinations, product

import pytest
from django.http import QueryDict
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from extranet.risultati import rapporto
from extranet.risultati.filtri import FiltriRisultati
from extranet.risultati.periodo import sposta
from extranet.risultati.quadro import Quadro
from feedback.aggregati import FEEDBACK
from feedback.models import GruppoFeedback, Questionario, Risposta
from nucleo import anonimato, tempo
from sportelli.aggregati import aggiorna, rifai
from sportelli.gruppi import partizione, partizione_per_tp
from sportelli.models import Servizio, Settore
from tests.conftest import ufficio

# When the sums were made, and the token of a form: of the reading, not of what is read.
DEL_MOMENTO = re.compile(
    r'Dati aggiornati [^<]*(<time.*?</time>)?[^<]*|name="csrfmiddlewaretoken" value="\w+"'
)
MESI = [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)]
UFFICI = range(1, 5)
PUNTI = st.tuples(st.sampled_from(MESI), st.integers(0, 1), st.integers(0, 1))
RETI = st.dictionaries(st.tuples(PUNTI, st.sampled_from(UFFICI)), st.integers(1, 6), max_size=20)


def conti(rete):
    punti = {}
    for (punto, chi), quante in rete.items():
        punti.setdefault(punto, {"risposte": {}})["risposte"][chi] = quante
    return punti


def cifre(rete, divisi):
    """Each figure as a row: which of the grains it sums."""
    return [[int(p in set(product(*gruppo))) for p, _ in rete] for gruppo in divisi]


def ridotte(righe):
    """Gauss-Jordan over the rationals: a basis of all that can be added and subtracted."""
    base = []
    for riga in righe:
        resto = meno(base, riga)
        perno = next((n for n, valore in enumerate(resto) if valore), None)
        if perno is not None:
            unita = [valore / resto[perno] for valore in resto]
            base = [(meno([(unita, perno)], altra), p) for altra, p in base]
            base.append((unita, perno))
    return base


def meno(base, vettore):
    """What is left of a vector when all that the basis explains is taken away."""
    resto = [Fraction(n) for n in vettore]
    for riga, perno in base:
        fattore = resto[perno]
        resto = [a - fattore * b for a, b in zip(resto, riga, strict=True)]
    return resto


def isolati(righe, ignote):
    """Every set of less than five unknown answers whose sum can be computed."""
    colonne = [n for n, quante in enumerate(ignote) if quante]
    base = ridotte([[riga[n] for n in colonne] for riga in righe])
    for quanti in range(1, anonimato.MINIMO):
        for scelti in combinations(range(len(colonne)), quanti):
            if sum(ignote[colonne[n]] for n in scelti) < anonimato.MINIMO and not any(
                meno(base, [int(n in scelti) for n in range(len(colonne))])
            ):
                yield scelti


@settings(max_examples=60, deadline=None)
@given(RETI)
def test_nessun_ufficio_isola_meno_di_cinque_risposte_altrui(rete):
    """Every linear combination, from every chair, also from outside the network."""
    righe = cifre(rete, partizione(conti(rete)))
    for chi in (0, *UFFICI):
        assert not list(isolati(righe, [0 if suo == chi else n for (_, suo), n in rete.items()]))


def per_tp(ignote, fino_a=MESI[-1]):
    """The groups of TP, each as the grains that it sums."""
    grani = {(chi, punto): {"risposte": {chi: n}} for (punto, chi), n in ignote.items()}
    for uffici, divisione in partizione_per_tp(grani, fino_a):
        yield {(punto, chi) for punto, chi in product(product(*divisione), uffici)}


@settings(max_examples=60, deadline=None)
@given(RETI, st.data())
def test_tp_che_ne_legge_alcune_non_isola_le_altre(rete, dati):
    """TP reads one by one the answers of the pratiche in which it took part, and the groups made for it."""
    ignote = {grano: n - dati.draw(st.integers(0, n)) for grano, n in rete.items()}
    righe = [[int(grano in gruppo) for grano in rete] for gruppo in per_tp(ignote)]
    assert not list(isolati(righe, list(ignote.values())))


@given(RETI)
def test_per_tp_ogni_risposta_sta_in_un_gruppo_solo_e_un_trimestre_finito_le_dice_tutte(rete):
    """Of the network nothing is left out but what is too little all together."""
    gruppi = list(per_tp(rete, date(2026, 3, 1)))
    presi = Counter(grano for gruppo in gruppi for grano in gruppo if grano in rete)
    assert set(presi.values()) <= {1}
    lasciati = {grano: n for grano, n in rete.items() if grano not in presi}
    assert sum(lasciati.values()) < anonimato.MINIMO


@given(RETI, RETI)
def test_per_tp_i_mesi_che_si_aggiungono_non_cambiano_i_gruppi_di_prima(rete, altra):
    """What TP reads today and what it reads three months later subtract to whole groups."""
    dopo = {((sposta(mese, len(MESI)), *dove), chi): n for ((mese, *dove), chi), n in altra.items()}
    prima = list(per_tp(rete))
    assert list(per_tp(rete | dopo, date(2026, 4, 1)))[: len(prima)] == prima


def test_di_chi_ha_poche_risposte_non_si_dice_e_la_rete_le_conta():
    """Two offices with many, one with few: in each quarter this one is with the smaller of those."""
    rete = {((mese, 0, 0), chi): n for mese in MESI for chi, n in ((1, 9), (2, 7), (3, 1))}
    chi_e = [{chi for _, chi in gruppo} for gruppo in per_tp(rete, date(2026, 3, 1))]
    assert chi_e == [{1}, {2, 3}, {1}, {2, 3}]


def test_chi_attacca_sa_attaccare():
    """Told a total and all of it but three, she finds the three."""
    assert list(isolati([[1, 1, 1], [1, 1, 0]], [4, 4, 3])) == [(2,)]


# --- The same on the pages ---------------------------------------------------------------------------------


@pytest.fixture
def arriva(tabelle, orologio, firenze, pisa, lucca):
    """Four offices answer, some of a service that few ask; «oggi» is when February is not told yet."""
    questionario = Questionario.objects.create(
        versione=7, titolo="Com'è andata", ringraziamento="Grazie", stato="in_uso", adottato_il=tempo.adesso()
    )
    uffici = {"FI": firenze, "PI": pisa, "LU": lucca, "SI": ufficio("SI", "Siena")}

    def fa(chi, giorno, servizio="dogane", voto=4, **altro):
        return Risposta.objects.create(
            questionario=questionario,
            fonte="importata",
            stato="data",
            sistema="Camera",
            identificativo_esterno=str(Risposta.objects.count()),
            sportello=uffici[chi],
            servizio=Servizio.objects.get(codice=servizio),
            settore=Settore.objects.get(codice="moda"),
            data_il=orologio(f"{giorno} 12:00"),
            complessivo=voto,
            **altro,
        )

    for chi, mese in product(uffici, ("2025-12", "2026-01")):
        for giorno in ("08", "15", "22"):
            fa(chi, f"{mese}-{giorno}")
    for chi in ("PI", "LU"):
        fa(chi, "2026-01-20", "orientamento", voto=1)
    orologio("2026-02-20 10:00")
    aggiorna(FEEDBACK)
    return fa


FILTRI = [
    {"dal": dal, "al": al} | ({"servizio": servizio} if servizio else {}) | altri
    for dal, al in combinations(("2025-11", "2025-12", "2026-01", "2026-02"), 2)
    for servizio in ("", "dogane", "orientamento")
    for altri in ({}, {"settore": "moda"}, {"paese": "JP"})
]


def _domande():
    for filtri in FILTRI:
        domanda = QueryDict(mutable=True)
        domanda.update(filtri)
        yield domanda


def test_le_somme_che_si_leggono_sono_di_gruppi_interi(arriva, operatrice_fi):
    """What any filter gives is a sum of whole groups, and no difference of two is of less than five."""
    quante = {somma["risposte"] for somma in _della_rete(operatrice_fi)}
    assert quante == {0, 12, 14, 26}
    voti = {somma["voti"] for somma in _della_rete(operatrice_fi)}
    assert voti == quante
    assert [sorted(gruppo.servizi) for gruppo in GruppoFeedback.objects.filter(per_tp=False)]


def _della_rete(chi):
    return [Quadro(chi, FiltriRisultati(domanda, utente=chi)).rete for domanda in _domande()]


def pagine(client, chi):
    """All that an office can ask: pages with some filters, files, the report's data, the open data."""
    client.force_login(chi)
    indirizzi = [f"{reverse('risultati')}?dal={f['dal']}&al={f['al']}" for f in FILTRI[::9]]
    indirizzi += [reverse("risultati_file", args=[n, "csv"]) for n in ("sintesi", "giudizi", "esiti")]
    indirizzi += [reverse("feedback:elenco"), reverse("feedback:elenco_esporta", args=["csv"])]
    indirizzi += [reverse("dati_aperti"), reverse("dati_aperti_file", args=["servizi"])]
    corpi = [_testo(client.get(indirizzo)) for indirizzo in indirizzi]
    domanda = QueryDict("dal=2025-11&al=2026-02")
    return [*corpi, rapporto.dati(Quadro(chi, FiltriRisultati(domanda, utente=chi))) | {"aggiornato": ""}]


def _testo(risposta):
    assert risposta.status_code == 200
    corpo = b"".join(risposta.streaming_content) if risposta.streaming else risposta.content
    testo = corpo.decode()
    return DEL_MOMENTO.sub("", testo.partition("<main")[2] or testo)


@pytest.mark.parametrize(
    ("chi", "giorno"),
    [("PI", "2026-01-31"), ("LU", "2025-12-10"), ("PI", "2026-02-18"), ("SI", "2025-11-03")],
)
def test_una_risposta_altrui_che_arriva_tardi_non_cambia_una_parola(
    client, arriva, operatrice_fi, orologio, chi, giorno
):
    """Read yesterday and read today: what was told has not moved, so the difference tells of nobody."""
    prima = pagine(client, operatrice_fi)
    arriva(chi, giorno, voto=1)
    orologio("2026-02-21 10:00")
    aggiorna(FEEDBACK)
    orologio("2026-02-20 10:00")
    assert pagine(client, operatrice_fi) == prima


def test_una_risposta_corretta_dopo_che_e_stata_detta_non_cambia_niente(
    client, arriva, operatrice_fi, orologio
):
    prima = _della_rete(operatrice_fi)
    Risposta.objects.filter(sportello__codice="PI", complessivo=1).update(complessivo=5)
    orologio("2026-02-21 10:00")
    aggiorna(FEEDBACK)
    assert _della_rete(operatrice_fi) == prima
    rifai(FEEDBACK)
    assert _della_rete(operatrice_fi) != prima


def test_un_mese_si_dice_quindici_giorni_dopo_la_fine(arriva, operatrice_fi, orologio):
    """Until then its answers may be corrected."""
    for chi in ("FI", "PI", "LU", "SI") * 3:
        arriva(chi, "2026-02-19")
    orologio("2026-03-15 23:00")
    aggiorna(FEEDBACK)
    assert max(somma["risposte"] for somma in _della_rete(operatrice_fi)) == 26
    orologio("2026-03-16 00:00")
    aggiorna(FEEDBACK)
    assert max(somma["risposte"] for somma in _della_rete(operatrice_fi)) == 38


def test_tp_non_sottrae_le_risposte_che_legge(arriva, nuova_pratica, direzione, orologio):
    """Nine answers of Firenze, three of which TP reads one by one: they wait for the end of the quarter."""
    orologio("2026-02-10 10:00")
    pratiche = [nuova_pratica("completata") for _ in range(3)]
    for pratica in pratiche:
        type(pratica).objects.filter(pk=pratica.pk).update(tp_coinvolta=True)
        arriva("FI", "2026-02-12", pratica=pratica)
    for _ in range(3):
        arriva("FI", "2026-02-13", voto=1)
    orologio("2026-03-16 10:00")
    aggiorna(FEEDBACK)
    assert Counter(Risposta.objects.visibili_a(direzione).values_list("complessivo", flat=True)) == {4: 3}
    assert _di_firenze(direzione)["voti"] == 0
    for _ in range(2):
        arriva("FI", "2026-03-13")
    orologio("2026-04-16 10:00")
    aggiorna(FEEDBACK)
    assert _di_firenze(direzione)["voti"] == 11


@pytest.mark.parametrize(
    ("dal", "al", "detto"),
    [
        ("2025-12", "2025-12", ""),
        ("2025-11", "2026-01", "I giudizi delle aziende riguardano dicembre 2025."),
        ("2026-01", "2026-02", "Le risposte sono ancora poche, o recenti, per dirne i giudizi."),
        ("2026-03", "2026-03", ""),
    ],
)
def test_tp_sa_di_quali_mesi_sono_i_giudizi(arriva, direzione, dal, al, detto):
    quadro = Quadro(direzione, FiltriRisultati(QueryDict(f"dal={dal}&al={al}"), utente=direzione))
    assert quadro.sintesi.frase == detto
    assert (quadro.somme.totale["voti"] == 12) == (dal < "2026")


def _di_firenze(chi):
    filtri = FiltriRisultati(QueryDict("dal=2026-01&al=2026-03&sportello=FI"), utente=chi)
    return Quadro(chi, filtri).somme.totale
