"""What an office asked: each fate has its tab, nobody else reads it, a bounce has a remedy (C3, C6)."""

import pytest
from django.urls import reverse

from feedback import azioni
from feedback.models import Richiesta
from nucleo.models import Busta, Notifica
from sportelli.models import Contatto
from tests.conftest import CANARINI
from tests.feedback.conftest import consente, detti, ronda

PAGINA = reverse("feedback:richieste")


def leggi(client, lista="", **filtri):
    return client.get(PAGINA, {"lista": lista, **filtri}).content.decode()


def respingi(richiesta):
    richiesta.refresh_from_db()
    Busta.objects.filter(pk=richiesta.busta_id).update(stato="respinto")


def nelle_liste(client):
    """The tabs in which the one request is."""
    nomi = ("in-attesa", "non-arrivate", "non-partite", "programmate", "scadute", "risposte", "rifiutate")
    return [nome for nome in nomi if "Camiceria Torriandini" in leggi(client, nome)]


@pytest.fixture
def ufficio(client, operatrice_fi):
    client.force_login(operatrice_fi)
    return client


def test_ogni_sorte_ha_la_sua_linguetta_e_una_sola(ufficio, chiesta, orologio):
    assert nelle_liste(ufficio) == ["in-attesa"]
    respingi(chiesta)
    assert nelle_liste(ufficio) == ["non-arrivate"]
    orologio("2026-04-16 11:00")
    assert nelle_liste(ufficio) == ["scadute"]
    assert "Camiceria Torriandini" in leggi(ufficio, "tutte")


@pytest.mark.parametrize(
    ("fai", "dove"),
    [
        (lambda r: azioni.rispondi(r, detti(), lingua="it"), "risposte"),
        (azioni.rifiuta, "rifiutate"),
    ],
)
def test_chi_risponde_o_rifiuta_cambia_linguetta(ufficio, chiesta, fai, dove):
    fai(chiesta)
    assert nelle_liste(ufficio) == [dove]


def test_quella_non_partita_dice_perche(ufficio, questionario, completata):
    ronda()
    assert nelle_liste(ufficio) == ["non-partite"]
    assert "la persona non ha dato il consenso" in leggi(ufficio, "non-partite")


def test_la_riga_dice_a_chi_quando_e_quanti_promemoria(ufficio, chiesta, orologio):
    orologio("2026-03-11 09:00")
    ronda()
    pagina = leggi(ufficio)
    for detto in (CANARINI.email, "1 su 3", ">20 mar 2026</time>", "e-mail in coda", "Manda di nuovo"):
        assert detto in pagina, detto
    assert "&lt;time" not in pagina


def test_i_filtri_stanno_nell_indirizzo(ufficio, chiesta):
    for si in ({"testo": "torriandini"}, {"testo": chiesta.pratica.numero}, {"dal": "2026-03-02"}):
        assert CANARINI.email in leggi(ufficio, **si), si
    for no in ({"testo": "zabaione"}, {"dal": "2026-03-03"}, {"al": "2026-03-01"}, {"motivo": "mai"}):
        assert CANARINI.email not in leggi(ufficio, **no), no


def test_il_file_ha_le_righe_della_pagina(ufficio, chiesta):
    via = reverse("feedback:richieste_esporta", args=["csv"])
    file = b"".join(ufficio.get(via, {"lista": "in-attesa"}).streaming_content).decode()
    assert CANARINI.email in file
    assert chiesta.pratica.numero in file
    assert "Che cosa fare" not in file
    vuoto = b"".join(ufficio.get(via, {"lista": "rifiutate"}).streaming_content).decode()
    assert chiesta.pratica.numero not in vuoto


@pytest.mark.parametrize("chi", ["referente_moda", "redazione", "direzione", "amministratore", "partner"])
def test_nessun_altro_sa_a_chi_si_chiede(client, chiesta, request, chi):
    """C6, A-03: the page says who in the company is asked."""
    client.force_login(request.getfixturevalue(chi))
    assert client.get(PAGINA).status_code == 403
    assert client.get(reverse("feedback:richieste_esporta", args=["csv"])).status_code == 403


def test_un_altro_ufficio_non_vede_la_riga(client, chiesta, operatore_pi):
    client.force_login(operatore_pi)
    assert CANARINI.email not in leggi(client, "tutte")


def test_le_domande_non_crescono_con_le_righe(ufficio, chiesta, nuova_pratica, django_assert_max_num_queries):
    """A-07."""
    for _ in range(5):
        nuova_pratica("completata")
    ronda()
    leggi(ufficio, "tutte")
    with django_assert_max_num_queries(12):
        leggi(ufficio, "tutte")


# --- A mail that did not arrive ----------------------------------------------------------------------------


def avvisi(chi):
    return Notifica.objects.filter(destinatario=chi, titolo__contains="non è arrivato")


def test_chi_segue_la_pratica_lo_sa_una_volta(chiesta, operatrice_fi, responsabile_fi):
    respingi(chiesta)
    assert azioni.segnala_non_arrivate() == 1
    assert azioni.segnala_non_arrivate() == 0
    [avviso] = avvisi(operatrice_fi)
    assert avviso.indirizzo == reverse("feedback:chiedi", args=[chiesta.pratica.numero])
    assert not avvisi(responsabile_fi).exists()


def test_se_nessuno_la_segue_lo_sa_il_responsabile(chiesta, operatrice_fi, responsabile_fi):
    type(chiesta.pratica).objects.filter(pk=chiesta.pratica_id).update(assegnata_a=None)
    respingi(chiesta)
    azioni.segnala_non_arrivate()
    assert avvisi(responsabile_fi).count() == 1
    assert not avvisi(operatrice_fi).exists()


def test_una_consegnata_o_gia_risposta_non_si_segnala(chiesta):
    assert azioni.segnala_non_arrivate() == 0
    azioni.rispondi(chiesta, detti(), lingua="it")
    respingi(chiesta)
    assert azioni.segnala_non_arrivate() == 0


def test_si_sceglie_un_altra_persona_e_se_torna_indietro_anche_quella_si_risa(
    ufficio, chiesta, azienda, operatrice_fi
):
    respingi(chiesta)
    azioni.segnala_non_arrivate()
    altra = Contatto.objects.create(azienda=azienda, nome="Pia Doni", email="pia@torriandini.example")
    consente(altra)
    assert "Scegli un'altra persona" in leggi(ufficio, "non-arrivate").replace("&#x27;", "'")
    via = reverse("feedback:chiedi", args=[chiesta.pratica.numero])
    assert ufficio.post(via, {"contatto": altra.pk}).status_code == 302
    richiesta = Richiesta.objects.get()
    assert (richiesta.contatto, richiesta.generazione) == (altra, 2)
    assert nelle_liste(ufficio) == ["in-attesa"]
    respingi(richiesta)
    assert azioni.segnala_non_arrivate() == 1
    assert avvisi(operatrice_fi).count() == 2
