"""The aggregates are what a slow count by hand finds, and the network's tell nobody's answer (C5)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback import azioni, statistiche
from feedback.statistiche import COMPLESSIVO, NPS, RISOLTO, Cella, Rete, Somma, dello_sportello
from sportelli.models import Servizio, Settore
from tests.feedback.conftest import detti, voto

ANNO = (date(2026, 1, 1), date(2026, 12, 31))
una = st.fixed_dictionaries(
    {
        "complessivo": st.integers(1, 5),
        "consiglio": st.integers(0, 10),
        "esito": st.sampled_from(["si", "in_parte", "no"]),
        "tempi": st.sampled_from([None, *range(1, 6)]),
        "fornitori": st.sampled_from([None, *range(1, 6)]),
        "ufficio": st.integers(0, 2),
        "servizio": st.sampled_from(["dogane", "orientamento"]),
        "mese": st.integers(1, 6),
    }
)


@pytest.fixture
def arriva(questionario, orologio, firenze, pisa, lucca):
    """Writes an answer as an import does, recorded in its month."""
    uffici, conta = (firenze, pisa, lucca), iter(range(100_000))

    def fa(riga):
        orologio(f"2026-{riga['mese']:02}-10 10:00")
        altri = {nome: voto(riga[nome]) if riga[nome] else None for nome in ("tempi", "fornitori")}
        importata = azioni.Importata(
            sistema="prova",
            identificativo=str(next(conta)),
            data_il=orologio(f"2026-{riga['mese']:02}-09 10:00"),
            detti=detti(riga["complessivo"], riga["consiglio"], riga["esito"], **altri),
            servizio=Servizio.objects.get(codice=riga["servizio"]),
            settore=Settore.objects.get(codice="moda"),
        )
        return azioni.registra_importata(importata, sportello=uffici[riga["ufficio"]])

    return fa


def media(voti):
    voti = [Decimal(v) for v in voti if v is not None]
    return sum(voti) / len(voti) if voti else None


lento = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))


@lento
@given(st.lists(una, max_size=6))
def test_le_cifre_di_un_ufficio_sono_quelle_contate_a_mano(arriva, firenze, righe):
    with transaction.atomic():
        mie = [riga for riga in righe if arriva(riga).sportello == firenze]
        cifre = dello_sportello(*ANNO, sportello=firenze)
        transaction.set_rollback(True)
    assert (cifre.risposte, cifre.inviate, cifre.tasso) == (len(mie), 0, None)
    assert cifre.per_fonte == ({"importata": len(mie)} if mie else {})
    assert cifre.somma(COMPLESSIVO).media == media(riga["complessivo"] for riga in mie)
    for domanda in ("tempi", "fornitori"):
        assert cifre.domande.get(domanda, Somma()).media == media(riga[domanda] for riga in mie)
    if mie:
        punti = [(riga["consiglio"] >= 9) - (riga["consiglio"] <= 6) for riga in mie]
        assert cifre.somma(NPS).nps == Decimal(100 * sum(punti)) / len(mie)
        assert cifre.somma(RISOLTO).quote[0] == Decimal(100 * conta(mie, "si")) / len(mie)


@lento
@given(st.lists(una, min_size=12, max_size=20))
def test_le_cifre_della_rete_sono_giuste_e_non_tradiscono_nessuno(arriva, orologio, righe):
    """Every figure shown, recounted by hand; without any office's own, five are left, of two offices."""
    with transaction.atomic():
        for riga in righe:
            arriva(riga)
        orologio("2026-07-16 10:00")
        rete = Rete()
        mostrate = {
            (trimestre, servizio): rete.somma(COMPLESSIVO, Cella(trimestre, "servizio", servizio.pk))
            for trimestre in ("2026-T1", "2026-T2")
            for servizio in Servizio.objects.all()
        }
        mostrate |= {(t, None): rete.somma(COMPLESSIVO, Cella(t)) for t in ("2026-T1", "2026-T2")}
        transaction.set_rollback(True)
    for (trimestre, servizio), somma in mostrate.items():
        if somma is None:
            continue
        suoi = [
            riga
            for riga in righe
            if f"2026-T{(riga['mese'] + 2) // 3}" == trimestre and servizio in (None, _servizio(riga))
        ]
        assert somma.media == media(riga["complessivo"] for riga in suoi)
        for chi in range(3):
            altri = [riga for riga in suoi if riga["ufficio"] != chi]
            assert len(altri) >= 5
            assert len({riga["ufficio"] for riga in altri}) >= 2


def _servizio(riga):
    return Servizio.objects.get(codice=riga["servizio"])


def conta(righe, esito):
    return sum(riga["esito"] == esito for riga in righe)


def tante(quante, mese=1, **altro):
    base = {"complessivo": 4, "consiglio": 9, "esito": "si", "tempi": 4, "fornitori": None}
    base |= {"servizio": "dogane", "mese": mese}
    return [base | {"ufficio": n % 3} | altro for n in range(quante)]


def test_la_rete_si_legge_a_trimestre_concluso_e_assestato(arriva, orologio):
    """Fifteen days after its end, when nobody can correct any more; and what is told does not change."""
    for riga in tante(12):
        arriva(riga)
    orologio("2026-04-15 23:00")
    assert Rete().somma(COMPLESSIVO, Cella("2026-T1")) is None
    orologio("2026-04-16 00:00")
    prima = Rete().somma(COMPLESSIVO, Cella("2026-T1"))
    assert (prima.quante, prima.media) == (12, 4)
    arriva({**tante(1)[0], "complessivo": 1, "mese": 4})
    orologio("2026-05-02 10:00")
    assert Rete().somma(COMPLESSIVO, Cella("2026-T1")) == prima


def test_una_cella_piccola_e_quella_che_la_tradirebbe_si_tacciono(arriva, orologio):
    """The total of a quarter and all services but one: the difference would be that one."""
    for riga in [*tante(15), *tante(2, servizio="orientamento")]:
        arriva(riga)
    orologio("2026-05-01 10:00")
    rete = Rete()
    assert rete.somma(COMPLESSIVO, Cella("2026-T1")).quante == 17
    assert rete.voci(COMPLESSIVO, "2026-T1", "servizio") == {}


def test_tp_vede_gli_uffici_ma_mai_meno_di_cinque_risposte(arriva, orologio, firenze):
    for riga in [*tante(18), *tante(3, ufficio=0)]:
        arriva(riga)
    orologio("2026-05-01 10:00")
    uffici = Rete(per_tp=True).voci(COMPLESSIVO, "2026-T1", "sportello")
    assert uffici[firenze.pk].quante == 9
    assert Rete().voci(COMPLESSIVO, "2026-T1", "sportello") == {}


def test_poche_interrogazioni_quante_che_siano(arriva, orologio, django_assert_num_queries, firenze):
    for riga in tante(9):
        arriva(riga)
    orologio("2026-05-01 10:00")
    with django_assert_num_queries(2):
        rete = Rete()
        assert rete.misure
        assert rete.periodi == ["2026-T1"]
    with django_assert_num_queries(4):
        dello_sportello(*ANNO, sportello=firenze)


def test_il_tasso_conta_le_richieste_inviate(chiesta, firenze):
    cifre = dello_sportello(*ANNO, sportello=firenze)
    assert (cifre.inviate, cifre.tasso) == (1, 0)
    azioni.rispondi(chiesta, detti(), lingua="it")
    cifre = dello_sportello(*ANNO, sportello=firenze)
    assert (cifre.tasso, cifre.per_fonte) == (100, {"link": 1})
    assert statistiche.tasso_della_rete(*ANNO) == 100
