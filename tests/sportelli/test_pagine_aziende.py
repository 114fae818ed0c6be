"""The pages of the scheda aziendale: whose they are, what they refuse, what they lose (nothing)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nucleo.models import Consultazione
from sportelli import azioni
from sportelli.models import Azienda, Consenso, Contatto, Paese

pytestmark = pytest.mark.django_db
SCHEDE = ("azienda", "azienda_modifica", "azienda_contatti", "azienda_consensi", "azienda_pratiche")
NOSTRI = ("operatrice_fi", "responsabile_fi")
ALTRI = ("operatore_pi", "responsabile_pi", "referente_moda", "redazione", "direzione", "estraneo")


@pytest.fixture
def fingi(request, client):
    """`fingi("operatore_pi")`: the browser of that person of the cast."""

    def entra(chi):
        client.force_login(request.getfixturevalue(chi))
        return client

    return entra


@pytest.mark.parametrize("chi", NOSTRI)
@pytest.mark.parametrize("pagina", [*SCHEDE, "azienda_storia", "contatto_nuovo"])
def test_lo_sportello_apre_le_sue_schede(fingi, camiceria, chi, pagina):
    assert fingi(chi).get(reverse(f"sportelli:{pagina}", args=[camiceria.pk])).status_code == 200


@pytest.mark.parametrize("chi", ALTRI)
@pytest.mark.parametrize("pagina", [*SCHEDE, "azienda_storia", "contatto_nuovo"])
def test_per_tutti_gli_altri_la_scheda_non_esiste(fingi, camiceria, chi, pagina):
    """C4, C6, A-01: the same answer as for a number that was never given."""
    browser = fingi(chi)
    assert browser.get(reverse(f"sportelli:{pagina}", args=[camiceria.pk])).status_code == 404
    assert browser.get(reverse(f"sportelli:{pagina}", args=[999_999])).status_code == 404


@pytest.mark.parametrize("pagina", ["azienda", "azienda_contatti", "azienda_consensi", "azienda_storia"])
def test_chi_apre_dati_di_persone_resta_scritto(fingi, operatrice_fi, camiceria, pagina):
    """S-20: who read what; and of who was refused, nothing."""
    indirizzo = reverse(f"sportelli:{pagina}", args=[camiceria.pk])
    fingi("operatore_pi").get(indirizzo)
    fingi("operatrice_fi").get(indirizzo)
    [lettura] = Consultazione.objects.all()
    assert (lettura.chi, lettura.oggetto) == (operatrice_fi, f"sportelli.azienda:{camiceria.pk}")


@pytest.mark.parametrize("pagina", ["contatto_modifica", "consenso_nuovo"])
def test_le_persone_di_un_azienda_le_apre_solo_il_suo_sportello(fingi, lapo, pagina):
    """C6, A-03."""
    indirizzo = reverse(f"sportelli:{pagina}", args=[lapo.pk])
    assert fingi("operatrice_fi").get(indirizzo).status_code == 200
    for chi in ("operatore_pi", "referente_moda", "direzione"):
        assert fingi(chi).get(indirizzo).status_code == 404


@pytest.mark.parametrize("verbo", ["contatto_disattiva", "contatto_attiva"])
def test_i_verbi_sulle_persone_non_si_fanno_con_un_get(fingi, lapo, verbo):
    indirizzo = reverse(f"sportelli:{verbo}", args=[lapo.pk])
    assert fingi("operatrice_fi").get(indirizzo).status_code == 405
    assert fingi("operatore_pi").post(indirizzo).status_code == 404
    assert fingi("operatrice_fi").post(indirizzo).status_code == 302


@pytest.mark.parametrize("pagina", ["aziende", "azienda_nuova"])
@pytest.mark.parametrize("chi", ["referente_moda", "redazione", "direzione", "estraneo"])
def test_chi_non_ha_uno_sportello_non_ha_aziende(fingi, chi, pagina):
    assert fingi(chi).get(reverse(f"sportelli:{pagina}")).status_code == 403


def test_l_elenco_e_le_sue_copie_hanno_solo_le_nostre(fingi, camiceria, azienda_pi):
    browser = fingi("operatore_pi")
    simili = reverse("sportelli:aziende_simili") + "?ragione_sociale=Camiceria+Torriandini"
    for indirizzo in (reverse("sportelli:aziende"), simili):
        assert b"Torriandini" not in browser.get(indirizzo).content
    copia = browser.get(reverse("sportelli:aziende_esporta", args=["csv"]))
    assert b"Torriandini" not in b"".join(copia.streaming_content)


DATI = {
    "ragione_sociale": "Fattoria Berlaresi",
    "partita_iva": "IT 0934 7910 482",
    "codice_fiscale": "BRLRNR58A09D612M",
    "numero_rea": "fi 924134",
    "ateco": "142110",
    "cap": "50065",
    "comune": "Pontassieve",
}


def test_una_azienda_si_inserisce_scrivendo_come_viene(fingi, tabelle):
    risposta = fingi("operatrice_fi").post(reverse("sportelli:azienda_nuova"), DATI)
    nuova = Azienda.objects.get()
    assert risposta.url == reverse("sportelli:azienda_contatti", args=[nuova.pk])
    assert (nuova.partita_iva, nuova.numero_rea, nuova.ateco.codice) == (
        "09347910482",
        "FI-924134",
        "14.21.10",
    )


@pytest.mark.parametrize(
    ("campo", "valore", "detto"),
    [
        ("partita_iva", "09347910481", "cifra di controllo"),
        ("partita_iva", "0934791048", "cifra di controllo"),
        ("partita_iva", "12345", "11 cifre"),
        ("codice_fiscale", "BRLRNR58A09D612X", "carattere di controllo"),
        ("numero_rea", "924134", "sigla della provincia"),
        ("ateco", "99.99.99", "non è un codice ATECO"),
        ("cap", "5006", "5 cifre"),
        ("email", "lapo(at)x", "valid"),
    ],
)
def test_un_campo_sbagliato_dice_che_cosa_non_va_mentre_si_scrive(fingi, tabelle, campo, valore, detto):
    indirizzo = reverse("sportelli:azienda_campo", args=[campo])
    risposta = fingi("operatrice_fi").post(indirizzo, DATI | {campo: valore})
    assert detto in risposta.content.decode()
    assert "is-invalid" in risposta.content.decode()


def test_un_campo_che_non_si_controlla_da_solo_non_ha_una_pagina(fingi, tabelle):
    assert fingi("operatrice_fi").post(reverse("sportelli:azienda_campo", args=["note"])).status_code == 404


def test_la_stessa_azienda_due_volte_rimanda_alla_prima(fingi, camiceria):
    doppia = DATI | {"partita_iva": camiceria.partita_iva, "codice_fiscale": ""}
    risposta = fingi("operatrice_fi").post(reverse("sportelli:azienda_nuova"), doppia)
    assert f'href="{camiceria.get_absolute_url()}"' in risposta.content.decode()
    assert Azienda.objects.count() == 1


def test_scrivendo_il_nome_compare_chi_gli_somiglia(fingi, camiceria):
    browser = fingi("operatrice_fi")
    simili = reverse("sportelli:aziende_simili")
    assert "Torriandini" in browser.get(simili, {"ragione_sociale": "Camiceria Torrandini"}).content.decode()
    assert "Torriandini" not in browser.get(simili, {"ragione_sociale": "Pelletteria"}).content.decode()


def test_chi_salva_per_secondo_ritrova_cio_che_ha_scritto(fingi, camiceria, responsabile_fi):
    """The lost update is a 409 that loses nothing."""
    azioni.modifica_azienda(camiceria, {"comune": "Empoli"}, versione=1, da=responsabile_fi)
    giappone = Paese.objects.get(codice="JP")
    dati = DATI | {"partita_iva": camiceria.partita_iva, "versione": "1", "mercati": [giappone.pk]}
    indirizzo = reverse("sportelli:azienda_modifica", args=[camiceria.pk])
    browser = fingi("operatrice_fi")
    risposta = browser.post(indirizzo, dati)
    pagina = risposta.content.decode()
    assert risposta.status_code == 409
    assert 'value="Pontassieve"' in pagina
    assert "Empoli" in pagina
    assert f'<option value="{giappone.pk}" selected>' in pagina
    assert browser.post(indirizzo, dati | {"versione": "2"}).status_code == 302
    camiceria.refresh_from_db()
    assert camiceria.comune == "Pontassieve"


def test_cio_che_non_e_nel_modulo_non_si_scrive(fingi, camiceria, pisa):
    """S-01: mass assignment."""
    dati = DATI | {
        "partita_iva": camiceria.partita_iva,
        "versione": "1",
        "sportello": pisa.pk,
        "origine": "camera",
    }
    fingi("operatrice_fi").post(reverse("sportelli:azienda_modifica", args=[camiceria.pk]), dati)
    camiceria.refresh_from_db()
    assert (camiceria.sportello.codice, camiceria.origine) == ("FI", "manuale")
    assert camiceria.comune == "Pontassieve"


CATTIVO = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def test_nessun_testo_diventa_programma(fingi, operatrice_fi, campi_azienda):
    """S-01: stored XSS in every free text of the scheda."""
    testi = dict.fromkeys(["ragione_sociale", "indirizzo", "comune", "note", "forma_giuridica"], CATTIVO)
    riga = azioni.crea_azienda(campi_azienda | testi, da=operatrice_fi, contatti=[{"nome": CATTIVO}])
    browser = fingi("operatrice_fi")
    nomi = (*SCHEDE, "azienda_storia")
    pagine = [browser.get(reverse(f"sportelli:{nome}", args=[riga.pk])) for nome in nomi]
    pagine += [browser.get("/aziende/"), browser.get("/aziende/simili/?ragione_sociale=script")]
    for pagina in pagine:
        assert b"<script>alert" not in pagina.content
        assert b"<img src=x" not in pagina.content


def test_una_persona_si_aggiunge_con_almeno_un_recapito(fingi, camiceria):
    browser = fingi("operatrice_fi")
    indirizzo = reverse("sportelli:contatto_nuovo", args=[camiceria.pk])
    assert "almeno" in browser.post(indirizzo, {"nome": "Neri"}).content.decode()
    assert browser.post(indirizzo, {"nome": "Neri", "telefono": "055 1"}).status_code == 302
    assert Contatto.objects.filter(azienda=camiceria).count() == 2


def test_il_principale_passa_da_una_persona_all_altra(fingi, camiceria, lapo):
    dati = {"nome": "Neri", "telefono": "055 1", "principale": "on"}
    fingi("operatrice_fi").post(reverse("sportelli:contatto_nuovo", args=[camiceria.pk]), dati)
    assert camiceria.contatti.get(principale=True).nome == "Neri"


def test_il_consenso_si_registra_e_si_revoca(fingi, lapo):
    browser = fingi("operatrice_fi")
    indirizzo = reverse("sportelli:consenso_nuovo", args=[lapo.pk])
    si = {"scopo": "circolari", "risposta": "si", "canale": "modulo", "quando": "2026-01-15"}
    assert browser.post(indirizzo, si).status_code == 302
    assert browser.post(indirizzo, si | {"risposta": "no", "quando": "2026-02-01"}).status_code == 302
    assert [c.concesso for c in Consenso.objects.in_vigore()] == [False]
    pagina = browser.get(reverse("sportelli:azienda_consensi", args=[lapo.azienda_id])).content.decode()
    assert "15 gen 2026" in pagina
    assert "Marta" not in pagina
    assert "futuro" in browser.post(indirizzo, si | {"quando": "2099-01-01"}).content.decode()


@pytest.mark.django_db(transaction=True)
def test_la_storia_dice_chi_ha_cambiato_che_cosa(fingi, camiceria):
    dati = DATI | {"partita_iva": camiceria.partita_iva, "versione": "1"}
    browser = fingi("responsabile_fi")
    browser.post(reverse("sportelli:azienda_modifica", args=[camiceria.pk]), dati)
    pagina = browser.get(reverse("sportelli:azienda_storia", args=[camiceria.pk])).content.decode()
    assert "Scheda creata" in pagina
    assert "Scheda modificata" in pagina
    assert "Sara Innocenti" in pagina
    assert "Castelfiorentino" in pagina
    assert "Stati Uniti" in pagina


def test_l_elenco_costa_le_stesse_interrogazioni_con_una_riga_e_con_cinquanta(fingi, camiceria, firenze):
    """A-07."""
    browser = fingi("operatrice_fi")
    indirizzo = reverse("sportelli:aziende")
    browser.get(indirizzo)
    with CaptureQueriesContext(
        connection,
    ) as con_una:
        browser.get(indirizzo)
    nuove = [
        Azienda(sportello=firenze, ragione_sociale=f"Ditta {n}", codice_fiscale=f"{n:011}", comune="Firenze")
        for n in range(50)
    ]
    Azienda.objects.bulk_create(nuove)
    with CaptureQueriesContext(connection) as con_cinquanta:
        browser.get(indirizzo)
    assert len(con_cinquanta) <= len(con_una) + 1
    assert len(con_una) <= 8
