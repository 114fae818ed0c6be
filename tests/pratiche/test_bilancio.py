"""What each page may ask the database: few questions, and as many whatever the rows (A-07)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nucleo import tempo
from nucleo.elenchi import TroppoLunga, entro
from pratiche import azioni, ricerca
from pratiche.elenchi import liste_di
from pratiche.elenchi.filtri import FiltriArchivio

AL_PIU = 10
AL_PIU_LA_PRATICA = 14


@pytest.fixture
def quante(client):
    """How many questions a page asks of the database; the page must be there."""

    def chiede(utente, indirizzo, **parametri):
        client.force_login(utente)
        with CaptureQueriesContext(connection) as domande:
            risposta = client.get(indirizzo, parametri)
        assert risposta.status_code == 200
        return len(domande)

    return chiede


@pytest.fixture
def archiviate(nuova_pratica, operatrice_fi):
    """Three answers in the archive, one of them riservata."""
    tre = [nuova_pratica("completata") for _ in range(3)]
    azioni.cambia_riservatezza(tre[0], True, "brevetto in corso", da=operatrice_fi)
    return tre


@pytest.mark.parametrize("chi", ["operatrice_fi", "responsabile_fi", "referente_moda", "direzione"])
def test_ogni_elenco_sta_in_dieci_domande(request, quante, nuova_pratica, decisione, chi):
    utente = request.getfixturevalue(chi)
    indirizzi = [reverse("pratiche:elenco_lista", args=[lista.nome]) for lista in liste_di(utente)]
    una = [quante(utente, indirizzo, testo="osaka", paese="JP") for indirizzo in indirizzi]
    for _ in range(2):
        nuova_pratica("in_lavorazione")
    molte = [quante(utente, indirizzo, testo="osaka", paese="JP") for indirizzo in indirizzi]
    assert max(una + molte) <= AL_PIU


@pytest.mark.parametrize("chi", ["operatore_pi", "operatrice_fi", "referente_moda"])
@pytest.mark.parametrize(
    "parametri", [{}, {"testo": "osaka"}, {"testo": "osaka", "paese": "JP", "settore": "moda"}], ids=len
)
def test_l_archivio_sta_in_dieci_domande_undici_se_si_cerca(request, quante, archiviate, chi, parametri):
    al_piu = AL_PIU + bool(parametri)  # the companies of one's own that have those words in their names
    assert quante(request.getfixturevalue(chi), reverse("pratiche:archivio"), **parametri) <= al_piu


@pytest.mark.parametrize("chi", ["operatore_pi", "referente_moda"])
def test_l_archivio_piu_pieno_chiede_lo_stesso(request, quante, archiviate, nuova_pratica, chi):
    lettore, archivio = request.getfixturevalue(chi), reverse("pratiche:archivio")
    prima = quante(lettore, archivio, testo="osaka")
    nuova_pratica("completata")
    assert quante(lettore, archivio, testo="osaka") == prima


@pytest.mark.parametrize("chi", ["operatrice_fi", "referente_moda", "direzione"])
def test_la_pagina_iniziale_piu_piena_chiede_lo_stesso(
    request, quante, archiviate, decisione, chi, nuova_pratica
):
    utente = request.getfixturevalue(chi)
    nuova_pratica("in_lavorazione")
    prima = quante(utente, reverse("cruscotto"))
    for stato in ("aperta", "in_lavorazione", "completata"):
        nuova_pratica(stato)
    assert quante(utente, reverse("cruscotto")) == prima


@pytest.fixture
def colma(controproposta, dogane, fornitore, lucca, referente_moda, vice_fi, operatrice_fi):
    """A pratica with one thing of each kind: its folder, its questions, whoever answers and reads."""
    pratica = controproposta.pratica
    risposte = pratica.risposte | {str(dogane.domande.get(tipo="paesi").pk): ["JP", "US"]}
    azioni.modifica(pratica, {"risposte": risposte}, versione=pratica.versione, da=operatrice_fi)
    _un_altra_di_tutto(pratica, fornitore, operatrice_fi)
    fino_al = tempo.adesso() + timedelta(days=9)
    azioni.condividi(pratica, lucca, motivo="Se ne occupano loro", fino_al=fino_al, da=operatrice_fi)
    entro = tempo.oggi() + timedelta(days=3)
    azioni.chiedi_chiarimento(pratica, "Di che valore?", entro_il=entro, da=referente_moda)
    return pratica


def _un_altra_di_tutto(pratica, fornitore, da):
    azioni.incarica(pratica, fornitore, da=da)
    azioni.annota(pratica, "Sentita la dogana", pubblico="tp", da=da)
    azioni.allega(pratica, SimpleUploadedFile("f.txt", b"prezzi", "text/plain"), pubblico="tp", da=da)


@pytest.mark.parametrize("chi", ["operatrice_fi", "vice_fi", "referente_moda", "direzione"])
def test_la_pratica_chiede_lo_stesso_quanto_piu_contiene(
    request, quante, colma, fornitore_tp, operatrice_fi, chi
):
    lettore = request.getfixturevalue(chi)
    prima = quante(lettore, colma.get_absolute_url())
    _un_altra_di_tutto(colma, fornitore_tp, operatrice_fi)
    assert quante(lettore, colma.get_absolute_url()) == prima <= AL_PIU_LA_PRATICA


@pytest.mark.parametrize("chi", ["operatrice_fi", "referente_moda"])
def test_il_silenzio_di_tp_chiede_in_piu_solo_i_giorni_di_chiusura(request, quante, decisione, chi):
    """Once to say until when the office waits, once to know whether it may go on."""
    pratica = decisione.pratica
    assert quante(request.getfixturevalue(chi), pratica.get_absolute_url()) <= AL_PIU_LA_PRATICA + 2


def test_chi_legge_dall_archivio_non_chiede_quel_che_non_vede(quante, completata, riservata, operatore_pi):
    assert quante(operatore_pi, completata.get_absolute_url()) <= AL_PIU


def test_la_casella_di_ricerca_sta_in_dieci_domande(quante, archiviate, aperta, operatrice_fi):
    assert quante(operatrice_fi, reverse("cerca"), q="osaka") <= AL_PIU


# Questions that would take too long


def test_una_domanda_troppo_lunga_si_abbandona(db):
    with pytest.raises(TroppoLunga), entro(20), connection.cursor() as cursore:
        cursore.execute("SELECT pg_sleep(20)")
    with connection.cursor() as cursore:
        cursore.execute("SHOW statement_timeout")
        assert cursore.fetchone() == ("0",)


def test_il_limite_finisce_con_la_domanda(db):
    with connection.cursor() as cursore:
        with entro(5_000):
            cursore.execute("SELECT 1")
        cursore.execute("SHOW statement_timeout")
        assert cursore.fetchone() == ("0",)


@pytest.fixture
def base_lenta(monkeypatch):
    """A database that takes twenty seconds over every row of the archive."""
    applica = FiltriArchivio.applica

    def lenta(self, righe):
        return applica(self, righe).extra(where=["pg_sleep(20) IS NOT NULL"])

    monkeypatch.setattr(FiltriArchivio, "applica", lenta)
    monkeypatch.setattr(ricerca, "PAZIENZA", 20)


def test_una_frase_troppo_comune_lo_dice_e_non_rompe_la_pagina(client, completata, operatore_pi, base_lenta):
    client.force_login(operatore_pi)
    risposta = client.get(reverse("pratiche:archivio"), {"testo": '"ferme in dogana"'})
    assert risposta.status_code == 200
    assert ricerca.TROPPO_COMUNE in risposta.content.decode()
    assert completata.numero not in risposta.content.decode()


def test_il_file_di_una_frase_troppo_comune_riporta_alla_pagina(client, completata, operatore_pi, base_lenta):
    client.force_login(operatore_pi)
    indirizzo = reverse("pratiche:archivio_esporta", args=["csv"])
    assert client.get(indirizzo, {"testo": '"ferme in dogana"'}).status_code == 302
