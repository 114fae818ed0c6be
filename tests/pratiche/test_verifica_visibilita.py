"""A-06: the grants never drift from the law, and a check says so when they do."""

from datetime import timedelta
from io import StringIO

import pgtrigger
import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.core.management import call_command

from nucleo import tempo
from pratiche import azioni
from pratiche.models import ConcessionePratica, Pratica, VerificaVisibilita

pytestmark = pytest.mark.django_db


def verifica(*opzioni):
    """What the command prints, and what it exits with."""
    uscita = StringIO()
    try:
        call_command("verifica_visibilita", *opzioni, stdout=uscita)
    except SystemExit as fine:
        return uscita.getvalue(), fine.code
    return uscita.getvalue(), 0


@pytest.fixture
def rete(nuova_pratica, condivisione, lucca, operatrice_fi):
    """A pratica in each kind of state, one of them shared."""
    stati = ("bozza", "aperta", "in_lavorazione", "completata")
    pratiche = {stato: nuova_pratica(stato) for stato in stati}
    pratiche["annullata"] = nuova_pratica("aperta")
    azioni.annulla(pratiche["annullata"], "Doppione", da=operatrice_fi)
    pratiche["condivisa"] = condivisione.pratica
    return pratiche


def test_dopo_i_verbi_non_c_e_deriva(rete):
    stampato, codice = verifica()
    assert codice == 0
    assert "6 pratiche confrontate" in stampato
    assert "0 concessioni mancanti, 0 di troppo" in stampato
    ultima = VerificaVisibilita.objects.first()
    assert (ultima.pratiche, ultima.senza_deriva) == (6, True)


def _toglie(rete, lucca):
    rete["aperta"].concessioni.first().delete()


def _di_troppo(rete, lucca):
    permesso = ConcessionePratica.objects.first().permission
    ConcessionePratica.objects.create(content_object=rete["bozza"], group=lucca.gruppo, permission=permesso)


def _in_archivio(rete, lucca):
    permesso = ConcessionePratica.objects.first().permission
    ConcessionePratica.objects.create(
        content_object=rete["completata"], group=lucca.gruppo, permission=permesso
    )


def _per_sempre(rete, lucca):
    rete["condivisa"].concessioni.filter(group=lucca.gruppo).update(fino_al=None)


def _piu_a_lungo(rete, lucca):
    fino_al = tempo.adesso() + timedelta(days=100)
    rete["condivisa"].concessioni.filter(group=lucca.gruppo).update(fino_al=fino_al)


def _altro_permesso(rete, lucca):
    permesso = Permission.objects.get(codename="change_pratica")
    rete["aperta"].concessioni.update(permission=permesso)


def _stato_a_mano(rete, lucca):
    with pgtrigger.ignore("pratiche.Pratica:passaggi"):
        Pratica.objects.filter(pk=rete["aperta"].pk).update(stato="bozza")


def _coinvolta_a_mano(rete, lucca):
    Pratica.objects.filter(pk=rete["annullata"].pk).update(tp_coinvolta=True)


GUASTI = {
    "una tolta": (_toglie, 1, 0),
    "una di troppo": (_di_troppo, 0, 1),
    "una in archivio": (_in_archivio, 0, 1),
    "una condivisione per sempre": (_per_sempre, 1, 1),
    "una condivisione allungata": (_piu_a_lungo, 1, 1),
    "con un altro permesso": (_altro_permesso, 2, 0),
    "lo stato cambiato in blocco": (_stato_a_mano, 0, 1),
    "tp coinvolta cambiata in blocco": (_coinvolta_a_mano, 1, 0),
}


@pytest.mark.parametrize("guasto", GUASTI)
def test_ogni_deriva_si_vede_e_si_ripara(rete, lucca, guasto):
    rompi, mancanti, di_troppo = GUASTI[guasto]
    rompi(rete, lucca)
    stampato, codice = verifica()
    assert codice == 1
    assert f"{mancanti} concessioni mancanti, {di_troppo} di troppo, 0 pratiche riparate" in stampato
    stampato, codice = verifica("--ripara")
    assert (codice, "1 pratiche riparate" in stampato) == (1, True)
    assert verifica()[1] == 0


def test_chi_amministra_legge_le_verifiche_e_nessuna_pratica(rf, amministratore):
    """The administrator sees no pratica, nor anything of one, in the admin either."""
    nostri = [modello for modello in admin.site._registry if modello._meta.app_label == "pratiche"]
    assert nostri == [VerificaVisibilita]
    richiesta = rf.get("/")
    richiesta.user = amministratore
    scheda = admin.site._registry[VerificaVisibilita]
    assert scheda.has_view_permission(richiesta)
    assert not scheda.has_add_permission(richiesta)
    assert not scheda.has_change_permission(richiesta)
    assert not scheda.has_delete_permission(richiesta)
