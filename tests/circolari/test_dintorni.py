"""Circulars elsewhere: the home pages, the search box, the notices, the address that refuses them."""

import pytest
from django.urls import reverse

from circolari import azioni
from circolari.models import Destinatario
from nucleo import posta
from nucleo.models import Busta, Notifica, Soppressione
from nucleo.posta.soppressioni import sopprimi

pytestmark = pytest.mark.django_db


@pytest.fixture
def apre(request, client):
    def fa(chi, nome="cruscotto", *argomenti, **parametri):
        client.force_login(request.getfixturevalue(chi))
        return client.get(reverse(nome, args=argomenti), parametri)

    return fa


def corpo(risposta):
    assert risposta.status_code == 200
    return risposta.content.decode()


# Home pages


def test_lo_sportello_trova_quelle_da_leggere_con_il_conto(apre, diffusa, operatrice_fi):
    pagina = corpo(apre("operatrice_fi"))
    assert "Circolari da leggere" in pagina
    assert "in anteprima fino a mer 04/03 10:00 · mancano 16 ore lavorative" in pagina
    azioni.prendi_visione(diffusa, versione=1, da=operatrice_fi)
    assert "Circolari da leggere" not in corpo(apre("operatrice_fi"))


@pytest.mark.parametrize("chi", ["direzione", "referente_moda", "amministratore"])
def test_gli_altri_non_hanno_circolari_da_leggere(apre, diffusa, chi):
    assert diffusa.titolo not in corpo(apre(chi))


def test_la_redazione_ha_una_pagina_sua(apre, diffusa, redazione, operatrice_fi):
    bozza = azioni.nuova(da=redazione)
    azioni.modifica(bozza, {"titolo": "Da finire"}, revisione=1, da=redazione)
    risposta = apre("redazione")
    riquadri = {r.titolo: [riga.circolare for riga in r.righe] for r in risposta.context["riquadri"]}
    assert riquadri == {"In anteprima": [diffusa], "Bozze": [bozza], "Diffuse di recente": [diffusa]}
    assert "mancano 16 ore lavorative" in corpo(risposta)
    assert [(c.testo, c.quante.numero) for c in risposta.context["cifre"]] == [
        ("In anteprima", 1),
        ("Diffuse", 1),
        ("Bozze", 1),
        ("Ritirate", 0),
    ]


def test_la_redazione_vede_quello_che_non_e_arrivato(apre, diffusa, redazione, operatrice_fi):
    assert apre("redazione").context["mancate"] == []
    righe = Destinatario.objects.filter(circolare=diffusa)
    Busta.objects.filter(pk=righe.first().busta_id).update(stato="respinto")
    [mancata] = apre("redazione").context["mancate"]
    assert (mancata.circolare, mancata.in_parole) == (diffusa, "1 non arrivata")
    registro = apre("redazione").client.get(mancata.indirizzo)
    assert len(registro.context["elenco"].mostrate) == 1
    azioni.ritira(diffusa, "Bando annullato", da=redazione)
    assert apre("redazione").context["mancate"] == []


# The search box


@pytest.fixture
def a_firenze(bozza, redazione, firenze, pisa, orologio):
    azioni.modifica(bozza, {"a_tutti": False, "sportelli": [firenze]}, revisione=2, da=redazione)
    return azioni.diffondi(bozza, da=redazione)


def test_si_trova_solo_quello_che_si_legge(apre, a_firenze, orologio):
    """E-01, E-02: the search box obeys the clock too."""

    def trovate(chi):
        return [riga.circolare for riga in apre(chi, "cerca", q="collettiva").context["esito"].circolari]

    assert trovate("operatrice_fi") == trovate("redazione") == trovate("direzione") == [a_firenze]
    orologio("2026-03-04 09:59:59")
    assert trovate("operatore_pi") == []
    orologio("2026-03-04 10:00")
    assert trovate("operatore_pi") == [a_firenze]
    assert apre("amministratore", "cerca", q="collettiva").status_code == 403


def test_le_bozze_le_trova_solo_la_redazione(apre, bozza):
    assert apre("redazione", "cerca", q="collettiva").context["esito"]
    assert not apre("direzione", "cerca", q="collettiva").context["esito"]


def test_dalla_ricerca_si_va_a_tutte(apre, diffusa):
    indirizzo = apre("operatrice_fi", "cerca", q="collettiva").context["esito"].tutte_le_circolari
    elenco = apre("operatrice_fi").client.get(indirizzo).context["elenco"]
    assert [riga.circolare for riga in elenco.mostrate] == [diffusa]


# Notices


def test_l_avviso_porta_alla_circolare(apre, diffusa, bozza, operatrice_fi):
    assert not Notifica.objects.filter(destinatario=operatrice_fi).exists()
    nuova = azioni.duplica(diffusa, da=diffusa.diffusa_da)
    azioni.diffondi(nuova, da=diffusa.diffusa_da)
    pagina = corpo(apre("operatrice_fi", "nucleo:notifiche"))
    assert f"Nuova circolare: {nuova.titolo}" in pagina


# An address that refuses mass mail


@pytest.fixture
def rifiuta(contatto):
    sopprimi(contatto.email.upper(), "550 casella inesistente")
    return contatto


def riabilita(client, contatto):
    return client.post(reverse("sportelli:contatto_riabilita", args=[contatto.pk]))


def test_lo_sportello_vede_chi_rifiuta_e_puo_riprovare(client, apre, rifiuta, orologio):
    pagina = corpo(apre("operatrice_fi", "sportelli:azienda_contatti", rifiuta.azienda_id))
    assert "Riprova a mandargliene" in pagina
    assert riabilita(client, rifiuta).status_code == 302
    assert posta.soppressi([rifiuta.email]) == set()
    pagina = corpo(apre("operatrice_fi", "sportelli:azienda_contatti", rifiuta.azienda_id))
    assert "Riprova a mandargliene" not in pagina


@pytest.mark.parametrize("chi", ["operatore_pi", "redazione", "direzione", "amministratore", "estraneo"])
def test_degli_altri_nessuno_lo_puo_fare(request, client, rifiuta, orologio, chi):
    """C6: whose people they are."""
    client.force_login(request.getfixturevalue(chi))
    assert riabilita(client, rifiuta).status_code == 404
    assert Soppressione.objects.count() == 1


def test_si_riprova_solo_con_un_bottone(client, rifiuta, operatrice_fi, orologio):
    client.force_login(operatrice_fi)
    assert client.get(reverse("sportelli:contatto_riabilita", args=[rifiuta.pk])).status_code == 405
    assert Soppressione.objects.count() == 1
