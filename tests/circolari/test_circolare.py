"""The page of a circolare: who opens it and when, what it says of the embargo, what one can do there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from circolari import azioni
from circolari.models import Circolare
from tests.circolari.conftest import MOTIVO, TESTO

pytestmark = pytest.mark.django_db
PAGINE = ("circolare", "versioni", "registro", "avanzamento")
DI_TP = ("redazione", "referente_moda", "direzione")
ESTRANEI = ("amministratore", "estraneo")


@pytest.fixture
def a_firenze(bozza, redazione, firenze, pisa, lucca, orologio):
    """To Firenze alone, on Monday 2 March at 10:00: the others from Wednesday 4 at 10:00."""
    azioni.modifica(bozza, {"a_tutti": False, "sportelli": [firenze]}, revisione=2, da=redazione)
    azioni.diffondi(bozza, da=redazione)
    return Circolare.objects.get(pk=bozza.pk)


@pytest.fixture
def apre(request, client):
    """`apre("operatrice_fi", circolare)`: what that person of the cast is answered."""

    def fa(chi, circolare, pagina="circolare", **opzioni):
        client.force_login(request.getfixturevalue(chi))
        return client.get(reverse(f"circolari:{pagina}", args=[circolare.codice]), **opzioni)

    return fa


def corpo(risposta):
    assert risposta.status_code == 200
    return risposta.content.decode()


# Who opens it, and when


@pytest.mark.parametrize("pagina", PAGINE)
@pytest.mark.parametrize("chi", ["operatrice_fi", "responsabile_fi", *DI_TP])
def test_subito_lo_sportello_a_cui_e_andata_e_toscana_promozione(apre, a_firenze, chi, pagina):
    """C7: readable at the diffusione by whom it was addressed to."""
    assert apre(chi, a_firenze, pagina).status_code == 200


@pytest.mark.parametrize("pagina", PAGINE)
def test_gli_altri_sportelli_solo_dal_rilascio(apre, a_firenze, orologio, pagina):
    """C7, E-02: the clock alone decides; until then it does not exist."""
    orologio("2026-03-04 09:59:59")
    assert apre("operatore_pi", a_firenze, pagina).status_code == 404
    orologio("2026-03-04 10:00")
    assert apre("operatore_pi", a_firenze, pagina).status_code == 200


@pytest.mark.parametrize("pagina", PAGINE)
@pytest.mark.parametrize("chi", ESTRANEI)
def test_chi_non_ne_legge_non_ne_trova(apre, a_firenze, orologio, chi, pagina):
    """The same answer before and after the rilascio, and for a code that was never given."""
    for quando in ("2026-03-02 10:00", "2026-03-04 10:00"):
        orologio(quando)
        assert apre(chi, a_firenze, pagina).status_code == 404


@pytest.mark.parametrize("pagina", PAGINE)
def test_chi_non_e_entrato_va_alla_porta(client, apre, a_firenze, pagina):
    assert client.get(reverse(f"circolari:{pagina}", args=[a_firenze.codice])).status_code == 302
    assert apre("disattivato", a_firenze, pagina).status_code == 302


def test_la_bozza_si_apre_dove_si_scrive(apre, bozza):
    risposta = apre("redazione", bozza)
    assert risposta.headers["Location"] == reverse("circolari:modifica", args=[bozza.codice])
    for chi in ("direzione", "referente_moda", "operatrice_fi", "amministratore"):
        assert apre(chi, bozza).status_code == 404
    assert apre("redazione", bozza, "registro").status_code == 403
    assert apre("redazione", bozza, "versioni").status_code == 404


def test_ritirata_prima_del_rilascio_gli_altri_non_la_conoscono_mai(apre, a_firenze, redazione, orologio):
    """C7: withdrawn before the rilascio, it never was."""
    azioni.ritira(a_firenze, "Bando annullato", da=redazione)
    orologio("2026-03-10 10:00")
    assert apre("operatore_pi", a_firenze).status_code == 404
    assert "Alle imprese non è mai arrivata." in corpo(apre("operatrice_fi", a_firenze))


# What it says


def test_dice_fino_a_quando_e_solo_per_gli_sportelli(apre, diffusa):
    pagina = corpo(apre("operatrice_fi", diffusa))
    assert "non si inoltra, non si pubblica, non si anticipa" in pagina
    assert "mercoledì 4 marzo 2026, ore 10:00" in pagina
    assert "Mancano 16 ore lavorative" in pagina


def test_la_derivazione_e_una_lista_di_passi(apre, diffusa):
    passi = diffusa.passi_del_rilascio
    assert passi[0] == "diffusa lun 02/03 10:00"
    assert passi[-1] == "alle imprese da mer 04/03 10:00"
    pagina = corpo(apre("operatrice_fi", diffusa))
    assert all(f"<li>{passo[0].upper()}{passo[1:]}</li>" in pagina for passo in passi)


def test_dal_rilascio_non_c_e_piu_niente_da_tacere(apre, diffusa, orologio):
    orologio("2026-03-04 10:00")
    pagina = corpo(apre("operatrice_fi", diffusa))
    assert "non si inoltra" not in pagina
    assert "La leggono da" in pagina


def test_dice_perche_e_stata_corretta_aperta_ritirata(apre, diffusa, redazione):
    corretta = {"titolo": "Altro titolo", "testo": TESTO, "perche": "La quota era sbagliata"}
    azioni.correggi(diffusa, **corretta, versione=1, da=redazione)
    azioni.apri_a_tutti(diffusa, "Il bando è già uscito sui giornali", da=redazione)
    pagina = corpo(apre("operatrice_fi", diffusa))
    assert "La quota era sbagliata" in pagina
    assert reverse("circolari:versioni", args=[diffusa.codice]) in pagina
    assert "Il bando è già uscito sui giornali" in pagina
    assert "non si inoltra" not in pagina
    azioni.ritira(diffusa, "Il bando è revocato", da=redazione)
    assert "Il bando è revocato" in corpo(apre("operatrice_fi", diffusa))


def test_l_urgenza_dice_il_suo_motivo(apre, bozza, redazione, firenze, orologio):
    campi = {"urgente": True, "motivo_urgenza": MOTIVO}
    azioni.modifica(bozza, campi, revisione=2, da=redazione)
    azioni.diffondi(bozza, da=redazione)
    assert MOTIVO in corpo(apre("operatrice_fi", bozza))


def test_il_testo_e_quello_ripulito(apre, bozza, redazione, firenze, orologio):
    """S-01: what was typed as HTML stays text."""
    cattivo = "**Ciao** <script>alert(1)</script> [qui](javascript:alert(1))"
    azioni.modifica(bozza, {"testo": cattivo}, revisione=2, da=redazione)
    azioni.diffondi(bozza, da=redazione)
    pagina = corpo(apre("operatrice_fi", bozza))
    assert "<strong>Ciao</strong>" in pagina
    assert "<script>alert" not in pagina
    assert 'href="javascript' not in pagina


# What one can do there


def test_i_bottoni_sono_quelli_dei_permessi(apre, diffusa, orologio):
    def mosse(chi):
        contesto = apre(chi, diffusa).context
        return [mossa.testo for mossa in contesto["da_fare"]]

    assert mosse("redazione") == ["Correggi", "Apri subito a tutti", "Ritira", "Duplica"]
    assert mosse("direzione") == mosse("referente_moda") == mosse("operatrice_fi") == []
    orologio("2026-03-04 10:00")
    assert mosse("redazione") == ["Correggi", "Ritira", "Duplica"]


def test_tp_segue_le_consegne_lo_sportello_prende_visione(apre, diffusa):
    tp = corpo(apre("direzione", diffusa))
    assert 'id="avanzamento"' in tp
    assert "Ho preso visione" not in tp
    ufficio = corpo(apre("operatrice_fi", diffusa))
    assert "Ho preso visione" in ufficio
    assert 'id="avanzamento"' not in ufficio


def test_si_passa_alle_altre_da_leggere(apre, diffusa, redazione, operatrice_fi, orologio):
    orologio("2026-03-02 11:00")
    nuova = azioni.duplica(diffusa, da=redazione)
    azioni.diffondi(nuova, da=redazione)
    vicine = apre("operatrice_fi", diffusa).context["vicine"]
    assert (vicine.piu_recente, vicine.meno_recente) == (nuova, None)
    azioni.prendi_visione(nuova, versione=1, da=operatrice_fi)
    assert apre("operatrice_fi", diffusa).context["vicine"].piu_recente is None
    assert apre("operatrice_fi", nuova).context["vicine"].meno_recente == diffusa
    assert apre("direzione", diffusa).context["vicine"].piu_recente is None


@pytest.mark.parametrize("chi", ["operatrice_fi", "redazione"])
def test_le_domande_non_crescono_con_chi_legge(apre, diffusa, iscrivi, firenze, chi, request):
    """A-07"""
    utente = request.getfixturevalue(chi)
    apre(chi, diffusa)
    with CaptureQueriesContext(connection) as prima:
        apre(chi, diffusa)
    for n in range(5):
        collega = type(utente).objects.create_user(
            f"n{n}@fi.example", "x", nome=f"N{n}", cognome="R", ruolo="operatore", sportello=firenze
        )
        azioni.prendi_visione(diffusa, versione=1, da=collega)
    with CaptureQueriesContext(connection) as dopo:
        apre(chi, diffusa)
    assert len(dopo) == len(prima) <= 24
