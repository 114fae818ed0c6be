"""No attacker who adds and subtracts the figures shown isolates less than five answers of others (C5).

The attacker knows all the figures, whose answers are in each, and its own office's answers one by one.
"""

from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.anonimato import (
    RISPOSTE_MINIME,
    UFFICI_MINIMI,
    Grano,
    ammessi,
    sicuro_per_gli_uffici,
    sicuro_per_tp,
)

UFFICI = range(1, 6)
grani_st = st.lists(st.builds(Grano, st.sampled_from(UFFICI), st.integers(0, 4)), min_size=1, max_size=24)


@st.composite
def mondo(disegna):
    """Grains, and groups of them that overlap in any way."""
    grani = dict(enumerate(disegna(grani_st)))
    gruppo = st.sets(st.sampled_from(sorted(grani)), min_size=1)
    return grani, list(enumerate(disegna(st.lists(gruppo, min_size=1, max_size=8))))


def _ridotte(righe):
    """Gauss-Jordan over the rationals: a basis of all that can be added and subtracted."""
    base = []
    for riga in righe:
        resto = _meno(base, riga)
        perno = next((n for n, valore in enumerate(resto) if valore), None)
        if perno is not None:
            unita = [valore / resto[perno] for valore in resto]
            base = [(_meno([(unita, perno)], altra), p) for altra, p in base]
            base.append((unita, perno))
    return base


def _meno(base, vettore):
    """What is left of a vector when all that the basis explains is taken away."""
    resto = [Fraction(n) for n in vettore]
    for riga, perno in base:
        fattore = resto[perno]
        resto = [a - fattore * b for a, b in zip(resto, riga, strict=True)]
    return resto


def _isolati(grani, gruppi, mostrati, ignoti):
    """Every small set of unknown grains whose sum the attacker can compute."""
    colonne = [chiave for chiave, quante in ignoti.items() if quante]
    righe = [[int(chiave in chiavi) for chiave in colonne] for nome, chiavi in gruppi if nome in mostrati]
    base = _ridotte(righe)
    for quanti in range(1, RISPOSTE_MINIME):
        for scelti in combinations(range(len(colonne)), quanti):
            if sum(ignoti[colonne[n]] for n in scelti) >= RISPOSTE_MINIME:
                continue
            if not any(_meno(base, [int(n in scelti) for n in range(len(colonne))])):
                yield [grani[colonne[n]] for n in scelti]


@settings(max_examples=150, deadline=None)
@given(mondo())
def test_nessun_ufficio_isola_meno_di_cinque_risposte_altrui(cose):
    """Every linear combination, from every chair, also from outside the network."""
    grani, gruppi = cose
    mostrati = ammessi(gruppi, grani, sicuro_per_gli_uffici)
    for chi in (0, *UFFICI):
        ignoti = {chiave: 0 if g.ufficio == chi else g.quante for chiave, g in grani.items()}
        assert not list(_isolati(grani, gruppi, mostrati, ignoti))


@settings(max_examples=150, deadline=None)
@given(mondo())
def test_quello_che_resta_tolte_le_proprie_e_di_almeno_due_uffici(cose):
    """Or a mean of the network would be another Sportello's row; so would the difference of two figures."""
    grani, gruppi = cose
    mostrati = [
        set(chiavi) for nome, chiavi in gruppi if nome in ammessi(gruppi, grani, sicuro_per_gli_uffici)
    ]
    differenze = [a - b for a in mostrati for b in mostrati if b < a]
    for insieme in [*mostrati, *differenze]:
        for chi in (0, *UFFICI):
            altri = [grani[k] for k in insieme if grani[k].quante and grani[k].ufficio != chi]
            if altri:
                assert len({g.ufficio for g in altri}) >= UFFICI_MINIMI
                assert sum(g.quante for g in altri) >= RISPOSTE_MINIME


@settings(max_examples=100, deadline=None)
@given(mondo(), st.data())
def test_quello_che_viene_dopo_non_toglie_quello_che_e_gia_detto(cose, dati):
    """A figure shown in March is shown in June: what comes later is admitted later."""
    grani, gruppi = cose
    fino_a = dati.draw(st.integers(0, len(gruppi)))
    prima = ammessi(gruppi[:fino_a], grani, sicuro_per_gli_uffici)
    assert prima <= ammessi(gruppi, grani, sicuro_per_gli_uffici)


@settings(max_examples=100, deadline=None)
@given(mondo(), st.data())
def test_tp_che_ne_legge_alcune_non_isola_le_altre(cose, dati):
    senza, gruppi = cose
    grani = {
        chiave: Grano(g.ufficio, g.quante, dati.draw(st.integers(0, g.quante))) for chiave, g in senza.items()
    }
    mostrati = ammessi(gruppi, grani, sicuro_per_tp)
    ignoti = {chiave: g.quante - g.note for chiave, g in grani.items()}
    assert not list(_isolati(grani, gruppi, mostrati, ignoti))


def test_il_complemento_non_tradisce_la_cella_taciuta():
    """All but one service: the difference with the total would tell the one that is missing."""
    grani = {n: Grano(n % 4, 3) for n in range(8)} | {8: Grano(1, 2)}
    grandi, totale = set(range(8)), set(range(9))
    assert ammessi([("totale", totale), ("grandi", grandi)], grani, sicuro_per_gli_uffici) == {"totale"}


def test_con_abbastanza_risposte_di_abbastanza_uffici_si_mostra_tutto():
    grani = {n: Grano(n % 4, 5) for n in range(8)}
    gruppi = [("totale", set(range(8))), ("primo", set(range(4))), ("secondo", set(range(4, 8)))]
    assert ammessi(gruppi, grani, sicuro_per_gli_uffici) == {"totale", "primo", "secondo"}


def test_due_soli_uffici_non_si_confrontano():
    """Subtracting its own from the mean, each would read the other's."""
    grani = {1: Grano(1, 50), 2: Grano(2, 50)}
    assert ammessi([("rete", {1, 2})], grani, sicuro_per_gli_uffici) == set()
