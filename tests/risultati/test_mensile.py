"""The report of the month by mail, to who asked for it: once, on the first working morning (C5)."""

import pytest
from django.core import mail
from django.urls import reverse

from extranet.doveri import aggiorna_aggregati
from extranet.risultati import mensile
from nucleo.models import Busta
from nucleo.posta import spedisci_dovuti

PAGINA, SI, NO = (reverse(nome) for nome in ("risultati", "risultati_ogni_mese", "risultati_basta"))


def preme(client, chi, via):
    client.force_login(chi)
    return client.post(via)


def arrivate():
    mail.outbox.clear()
    spedisci_dovuti()
    return [m for m in mail.outbox if m.subject.startswith("Risultati di")]


def test_si_chiede_e_si_smette_con_un_pulsante(client, tabelle, operatrice_fi):
    assert preme(client, operatrice_fi, SI).status_code == 302
    assert mensile.lo_riceve(operatrice_fi)
    assert "Non mandarmi più" in client.get(PAGINA).text
    preme(client, operatrice_fi, SI)
    preme(client, operatrice_fi, NO)
    assert not mensile.lo_riceve(operatrice_fi)
    assert "Mandami ogni mese" in client.get(PAGINA).text
    assert client.get(SI).status_code == 405


@pytest.mark.parametrize("chi", ["amministratore", "estraneo"])
def test_chi_non_legge_i_risultati_non_li_chiede(client, tabelle, request, chi):
    assert preme(client, request.getfixturevalue(chi), SI).status_code == 403


def test_parte_una_volta_sola_alle_otto_del_primo_giorno_lavorativo(completata, operatrice_fi, orologio):
    """1 May is a holiday, 2 and 3 fall on a weekend: on Monday 4 May 2026 at eight."""
    mensile.chiedi(operatrice_fi)
    for istante in ("2026-04-30 23:59", "2026-05-01 08:00", "2026-05-02 12:00", "2026-05-04 07:59"):
        orologio(istante)
        assert mensile.manda_dovuti() == 0
    orologio("2026-05-04 08:00")
    assert [mensile.manda_dovuti() for _ in range(3)] == [1, 0, 0]
    assert len(arrivate()) == 1
    orologio("2026-05-06 08:00")
    assert mensile.manda_dovuti() == 0
    orologio("2026-06-01 08:00")
    assert mensile.manda_dovuti() == 1


def test_una_ronda_ferma_per_un_giorno_si_recupera(tabelle, operatrice_fi, orologio):
    """R-14."""
    mensile.chiedi(operatrice_fi)
    orologio("2026-05-06 09:00")
    assert mensile.manda_dovuti() == 1
    mensile.smetti(operatrice_fi)
    mensile.chiedi(operatrice_fi)
    assert mensile.manda_dovuti() == 0


def test_dice_le_cifre_di_chi_legge(completata, operatrice_fi, operatore_pi, direzione, orologio):
    """C5: of March, to Firenze its own, to Pisa that it has none, to TP of everybody."""
    for chi in (operatrice_fi, operatore_pi, direzione):
        mensile.chiedi(chi)
    orologio("2026-04-01 08:00")
    aggiorna_aggregati()
    mensile.manda_dovuti()
    per = {m.to[0]: m for m in arrivate()}
    assert per.keys() == {operatrice_fi.email, operatore_pi.email, direzione.email}
    assert "Pratiche completate: 1" in per[operatrice_fi.email].body
    assert "/risultati/?dal=2026-03&al=2026-03" in per[operatrice_fi.email].body
    assert "nessuna pratica" in per[operatore_pi.email].body
    assert "di tutti gli Sportelli" in per[direzione.email].body


def test_chi_ha_smesso_o_non_legge_piu_non_riceve_quello_che_era_in_coda(
    tabelle, operatrice_fi, responsabile_fi, orologio
):
    """A-05: judged when it leaves."""
    for chi in (operatrice_fi, responsabile_fi):
        mensile.chiedi(chi)
    orologio("2026-04-01 08:00")
    assert mensile.manda_dovuti() == 2
    mensile.smetti(operatrice_fi)
    type(responsabile_fi).objects.filter(pk=responsabile_fi.pk).update(is_active=False)
    assert arrivate() == []
    assert set(Busta.objects.filter(genere=mensile.GENERE).values_list("stato", flat=True)) == {"annullato"}
