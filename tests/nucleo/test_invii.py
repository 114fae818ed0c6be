"""The same form sent twice is done once: a double click, a browser that tries again, two at the same time."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from nucleo import invii
from nucleo.models import Invio
from pratiche.models import AllegatoPratica, Chiarimento, Nota
from sportelli.models import Consenso, Contatto, ContattoFornitore, DocumentoFornitore, Fornitore, Paese
from tests.nucleo.campioni import PDF
from tests.sportelli.conftest import tabelle  # noqa: F401 - a fixture: with the texts of the consents

pytestmark = pytest.mark.django_db
INSIEME = 4
RICEVUTA = "0f" * 16


@pytest.fixture
def seduta():
    """A browser whose tokens are checked, and a page that it has open."""

    def apri(persona, indirizzo):
        client = Client(enforce_csrf_checks=True)
        client.force_login(persona)
        return client, gettone(client, indirizzo)

    return apri


def gettone(client, indirizzo):
    pagina = client.get(indirizzo).content.decode()
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', pagina)[1]


def manda(client, indirizzo, segno, campi):
    """The files of a second sending are read again from the disk, as a browser does."""
    pieni = {nome: valore() if callable(valore) else valore for nome, valore in campi.items()}
    return client.post(indirizzo, {"csrfmiddlewaretoken": segno, **pieni})


def pdf():
    return SimpleUploadedFile("polizza.pdf", PDF)


def italia():
    return Paese.objects.get(codice="IT").pk


MODULI = {
    "nota": (
        lambda r: reverse("pratiche:nota", args=[r("in_lavorazione").numero]),
        {"testo": "Richiamare domani", "pubblico": "ufficio"},
        Nota,
    ),
    "allegato": (
        lambda r: reverse("pratiche:allega", args=[r("in_lavorazione").numero]),
        {"file": pdf, "pubblico": "ufficio"},
        AllegatoPratica,
    ),
    "contatto": (
        lambda r: reverse("sportelli:contatto_nuovo", args=[r("azienda").pk]),
        {"nome": "Lapo Berlodori", "email": "lapo@camiceria.example"},
        Contatto,
    ),
    "consenso": (
        lambda r: reverse("sportelli:consenso_nuovo", args=[r("contatto").pk]),
        {"scopo": "circolari", "risposta": "si", "canale": "telefono", "quando": "2026-03-02"},
        Consenso,
    ),
    "persona del fornitore": (
        lambda r: reverse("sportelli:fornitore_contatto", args=[r("fornitore").pk]),
        {"nome": "Ida Arnolfi", "telefono": "055 123456"},
        ContattoFornitore,
    ),
    "documento": (
        lambda r: reverse("sportelli:fornitore_documento", args=[r("fornitore").pk]),
        {"titolo": "Polizza", "file": pdf},
        DocumentoFornitore,
    ),
    "fornitore": (
        lambda r: reverse("sportelli:fornitore_nuovo"),
        {"ragione_sociale": "Ombra S.r.l.", "tipo": "consulente", "paese": italia, "telefono": "055 1"},
        Fornitore,
    ),
}


@pytest.mark.parametrize("modulo", MODULI)
def test_lo_stesso_invio_due_volte_si_fa_una_volta(request, orologio, seduta, operatrice_fi, modulo):
    indirizzo, campi, modello = MODULI[modulo]
    via = indirizzo(request.getfixturevalue)
    client, segno = seduta(operatrice_fi, via)
    prima = modello.objects.count()
    risposte = [manda(client, via, segno, campi) for _ in range(2)]
    assert [r.status_code for r in risposte] == [302, 302]
    assert risposte[0].url == risposte[1].url
    assert modello.objects.count() == prima + 1


def test_una_domanda_di_chiarimento_si_fa_una_volta(seduta, in_lavorazione, referente_moda, responsabile_fi):
    via = reverse("pratiche:chiarimento", args=[in_lavorazione.numero])
    client, segno = seduta(referente_moda, via)
    campi = {"testo": "Qual è il valore della merce?", "entro_il": "2026-03-09"}
    assert [manda(client, via, segno, campi).status_code for _ in range(2)] == [302, 302]
    assert Chiarimento.objects.count() == 1


def test_altre_parole_o_un_altra_pagina_sono_un_altro_invio(seduta, in_lavorazione, operatrice_fi):
    via = reverse("pratiche:nota", args=[in_lavorazione.numero])
    client, segno = seduta(operatrice_fi, via)
    nota = {"testo": "Richiamare", "pubblico": "ufficio"}
    manda(client, via, segno, nota)
    manda(client, via, segno, nota | {"testo": "Richiamare domani"})
    manda(client, via, gettone(client, via), nota)
    assert Nota.objects.count() == 3


def test_cio_che_non_e_stato_fatto_si_puo_mandare_di_nuovo(seduta, tabelle, operatrice_fi):  # noqa: F811
    via = reverse("sportelli:fornitore_nuovo")
    client, segno = seduta(operatrice_fi, via)
    assert manda(client, via, segno, {"ragione_sociale": "Senza paese"}).status_code == 200
    assert not Invio.objects.exists()


def test_un_verbo_che_rifiuta_non_lascia_un_invio_fatto(
    seduta, in_lavorazione, operatrice_fi, referente_vino
):
    via = reverse("pratiche:nota", args=[in_lavorazione.numero])
    _, segno = seduta(operatrice_fi, via)
    altri = Client()
    altri.force_login(referente_vino)
    rifiutata = altri.post(
        reverse("pratiche:annulla", args=[in_lavorazione.numero]),
        {"csrfmiddlewaretoken": segno, "motivo": "Non è mia"},
    )
    assert rifiutata.status_code == 403
    assert not Invio.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("modulo", ["nota", "allegato", "fornitore"])
def test_due_invii_insieme_ne_fanno_uno(request, orologio, seduta, operatrice_fi, modulo):
    """Real threads: who comes second waits for the first, and is answered like it."""
    indirizzo, campi, modello = MODULI[modulo]
    via = indirizzo(request.getfixturevalue)
    client, segno = seduta(operatrice_fi, via)
    prima, partenza = modello.objects.count(), Barrier(INSIEME, timeout=30)

    def uno(_):
        altro = Client(enforce_csrf_checks=True)
        altro.cookies.update(client.cookies)
        try:
            partenza.wait()
            return manda(altro, via, segno, campi)
        finally:
            connection.close()

    with ThreadPoolExecutor(INSIEME) as fili:
        risposte = list(fili.map(uno, range(INSIEME)))
    assert {r.status_code for r in risposte} == {302}
    assert len({r.url for r in risposte}) == 1
    assert modello.objects.count() == prima + 1


def test_la_pagina_che_segue_dice_che_cosa_e_arrivato_una_volta(seduta, in_lavorazione, operatrice_fi):
    via = reverse("pratiche:nota", args=[in_lavorazione.numero])
    client, segno = seduta(operatrice_fi, via)
    campi = {"testo": "Richiamare", "pubblico": "ufficio", "ricevuta": RICEVUTA}
    dopo = manda(client, via, segno, campi).url
    assert f'data-ricevute="{RICEVUTA}"' in client.get(dopo).content.decode()
    assert RICEVUTA not in client.get(dopo).content.decode()


@pytest.mark.parametrize(
    "scritto",
    [
        {"ricevuta": RICEVUTA, "testo": "", "pubblico": "ufficio"},
        {"ricevuta": '"><script>', "testo": "Richiamare", "pubblico": "ufficio"},
    ],
)
def test_cio_che_non_e_arrivato_o_non_ha_un_nome_non_si_annuncia(
    seduta, in_lavorazione, operatrice_fi, scritto
):
    via = reverse("pratiche:nota", args=[in_lavorazione.numero])
    client, segno = seduta(operatrice_fi, via)
    manda(client, via, segno, scritto)
    assert "ricevute" not in client.session


def test_a_sessione_finita_niente_e_arrivato(in_lavorazione):
    via = reverse("pratiche:nota", args=[in_lavorazione.numero])
    risposta = Client().post(via, {"testo": "Richiamare", "ricevuta": RICEVUTA})
    assert risposta.url.startswith(reverse("account_login"))
    assert not Nota.objects.exists()


def test_dopo_un_giorno_gli_invii_si_dimenticano(orologio, operatrice_fi):
    Invio.objects.create(chi=operatrice_fi, impronta="a", porta_a="/")
    adesso = orologio("2026-03-03 09:59")
    invii.dimentica_vecchi()
    assert Invio.objects.count() == 1
    orologio((adesso + timedelta(minutes=2)).strftime("%Y-%m-%d %H:%M"))
    invii.dimentica_vecchi()
    assert not Invio.objects.exists()
