"""Several questions asked as one: each answers what it would answer alone (A-07)."""

from datetime import datetime

from django.db.models import Avg, Count, Max, Sum

from nucleo.insieme import chiedi_insieme, conta
from sportelli.models import Sportello, Utente

MISURE = {"quanti": Count("pk"), "somma": Sum("pk"), "media": Avg("pk")}


def test_ognuna_risponde_come_da_sola_e_la_domanda_e_una(firenze, pisa, django_assert_num_queries):
    uffici = Sportello.objects.filter(codice__in=["FI", "PI"])
    with django_assert_num_queries(1):
        trovate = chiedi_insieme(
            {
                "uffici": conta(uffici, **MISURE),
                "uno": uffici.filter(codice="FI").values("nome"),
                "niente": conta(uffici.filter(codice="%'; --"), **MISURE),
                "nessuno": uffici.filter(codice="%'; --").values("nome"),
            }
        )
    assert trovate["uffici"] == uffici.aggregate(**MISURE)
    assert trovate["uno"] == {"nome": firenze.nome}
    assert trovate["niente"] == {"quanti": 0, "somma": None, "media": None}
    assert trovate["nessuno"] == {}


def test_un_istante_si_rilegge_com_era(operatrice_fi):
    trovate = chiedi_insieme({"utenti": conta(Utente.objects.all(), ultimo=Max("creato_il"))})
    assert datetime.fromisoformat(trovate["utenti"]["ultimo"]) == operatrice_fi.creato_il
