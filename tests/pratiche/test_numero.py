"""Numbers per office and year, without gaps (issue of the foundation, section 4)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from pratiche import azioni
from pratiche.models import Pratica


@pytest.mark.django_db
def test_ogni_sportello_conta_da_uno(campi, azienda_pi, operatrice_fi, operatore_pi, orologio):
    di_pisa = campi | {"azienda": azienda_pi, "contatto": None}
    creati = [azioni.crea(campi, da=operatrice_fi), azioni.crea(di_pisa, da=operatore_pi)]
    creati.append(azioni.crea(campi, da=operatrice_fi))
    assert [str(p) for p in creati] == ["FI-2026-00001", "PI-2026-00001", "FI-2026-00002"]


@pytest.mark.django_db
def test_l_anno_e_quello_di_roma(campi, operatrice_fi, orologio):
    """At 23:30 UTC of 31 December it is already the new year in Rome."""
    orologio("2026-12-31 23:59")
    assert azioni.crea(campi, da=operatrice_fi).numero == "FI-2026-00001"
    orologio("2027-01-01 00:30")
    assert azioni.crea(campi, da=operatrice_fi).numero == "FI-2027-00001"


@pytest.mark.django_db
def test_una_creazione_fallita_restituisce_il_numero(campi, contatto, azienda_pi, operatrice_fi, orologio):
    azioni.crea(campi, da=operatrice_fi)
    with pytest.raises(ValidationError):
        azioni.crea(campi | {"azienda": azienda_pi}, da=operatrice_fi)
    assert azioni.crea(campi, da=operatrice_fi).numero == "FI-2026-00002"


@pytest.mark.django_db(transaction=True)
def test_venti_creazioni_insieme_non_lasciano_buchi(campi, operatrice_fi):
    """Real threads and connections; every fourth creation fails after it has taken its number."""
    partenza = Barrier(4)

    def crea(n):
        try:
            if n < 4:
                partenza.wait()
            guasti = {"oggetto": "x" * 300} if n % 4 == 3 else {}
            return azioni.crea(campi | guasti, da=operatrice_fi).numero
        except Exception as errore:
            return type(errore).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as fili:
        esiti = list(fili.map(crea, range(20)))
    assert esiti.count("DataError") == 5
    progressivi = sorted(int(n.rsplit("-")[-1]) for n in Pratica.objects.values_list("numero", flat=True))
    assert progressivi == list(range(1, 16))
