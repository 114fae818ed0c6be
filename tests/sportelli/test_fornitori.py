"""Suppliers: who sees which (C4), and who may change what."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nucleo.stati import PassaggioNonAmmesso, VersioneSuperata
from sportelli import azioni
from sportelli.models import Fornitore, Paese
from tests.nucleo.campioni import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def condiviso(fornitore, operatrice_fi):
    azioni.condividi_fornitore(fornitore, True, da=operatrice_fi)
    return fornitore


@pytest.fixture
def documento(fornitore, operatrice_fi):
    file = SimpleUploadedFile("polizza.pdf", PDF)
    return azioni.aggiungi_documento(fornitore, file, titolo="Polizza", scade_il=None, da=operatrice_fi)


VEDE = {
    "operatrice_fi": (True, True, True),
    "responsabile_fi": (True, True, True),
    "operatore_pi": (False, True, True),
    "responsabile_pi": (False, True, True),
    "referente_moda": (True, True, True),
    "redazione": (True, True, True),
    "direzione": (True, True, True),
    "amministratore": (False, False, False),
    "estraneo": (False, False, False),
    "disattivato": (False, False, False),
}


@pytest.mark.parametrize("chi", VEDE)
def test_chi_vede_quali_fornitori(request, chi, fornitore, fornitore_tp, operatrice_fi):
    """C4, A-01: an office its own, TP's, and the shared ones; TP all of them."""
    utente = request.getfixturevalue(chi)

    def vede(riga):
        return Fornitore.objects.visibili_a(utente).filter(pk=riga.pk).exists()

    suo = vede(fornitore)
    azioni.condividi_fornitore(fornitore, True, da=operatrice_fi)
    assert (suo, vede(fornitore), vede(fornitore_tp)) == VEDE[chi]


def test_la_pagina_di_un_fornitore_che_non_si_vede_non_esiste(client, fornitore, operatore_pi, documento):
    client.force_login(operatore_pi)
    pagine = [("fornitore", fornitore), ("fornitore_modifica", fornitore), ("documento", documento)]
    for nome, riga in pagine:
        assert client.get(reverse(f"sportelli:{nome}", args=[riga.pk])).status_code == 404


@pytest.mark.parametrize(
    "verbo", ["fornitore_modifica", "fornitore_sospendi", "fornitore_contatto", "fornitore_documento"]
)
def test_un_fornitore_che_si_vede_soltanto_non_si_tocca(client, condiviso, operatore_pi, verbo):
    """Seen but not one's own: 403."""
    client.force_login(operatore_pi)
    assert client.get(reverse("sportelli:fornitore", args=[condiviso.pk])).status_code == 200
    assert client.get(reverse(f"sportelli:{verbo}", args=[condiviso.pk])).status_code == 403


@pytest.mark.parametrize(
    ("chi", "puo"),
    [("referente_moda", True), ("redazione", True), ("direzione", False), ("operatrice_fi", False)],
)
def test_i_fornitori_di_tp_li_tengono_referenti_e_redazione(request, client, fornitore_tp, chi, puo):
    client.force_login(request.getfixturevalue(chi))
    risposta = client.get(reverse("sportelli:fornitore_modifica", args=[fornitore_tp.pk]))
    assert risposta.status_code == (200 if puo else 403)


def test_il_fornitore_nasce_di_chi_lo_inserisce(client, operatrice_fi, redazione, tabelle):
    italia = Paese.objects.get(codice="IT")
    dati = {"ragione_sociale": "Nuovo", "tipo": "consulente", "paese": italia.pk, "convenzionato_tp": "on"}
    for chi in (operatrice_fi, redazione):
        client.force_login(chi)
        assert client.post(reverse("sportelli:fornitore_nuovo"), dati).status_code == 302
    di_firenze, di_tp = Fornitore.objects.order_by("pk")
    assert (di_firenze.proprietario, di_tp.proprietario) == (operatrice_fi.sportello, None)
    assert (di_firenze.convenzionato_tp, di_tp.convenzionato_tp) == (False, True)


def test_la_convenzione_con_tp_la_dichiara_solo_tp(fornitore, operatrice_fi):
    """S-01: mass assignment, at the verb."""
    for campi in ({"convenzionato_tp": True}, {"proprietario": None}, {"stato": "sospeso"}):
        with pytest.raises(PermissionDenied):
            azioni.modifica_fornitore(fornitore, campi, versione=1, da=operatrice_fi)


def test_chi_salva_per_secondo_non_cancella_il_primo(client, fornitore, operatrice_fi, responsabile_fi):
    azioni.modifica_fornitore(fornitore, {"comune": "Prato"}, versione=1, da=responsabile_fi)
    with pytest.raises(VersioneSuperata):
        azioni.modifica_fornitore(fornitore, {"comune": "Pisa"}, versione=1, da=operatrice_fi)
    client.force_login(operatrice_fi)
    dati = {"ragione_sociale": "X", "tipo": "altro", "paese": fornitore.paese_id}
    dati |= {"comune": "Pisa", "versione": "1"}
    risposta = client.post(reverse("sportelli:fornitore_modifica", args=[fornitore.pk]), dati)
    assert risposta.status_code == 409
    assert 'value="Pisa"' in risposta.content.decode()


def test_la_sospensione_ha_un_motivo_e_si_toglie(client, fornitore, operatrice_fi):
    client.force_login(operatrice_fi)
    sospendi = reverse("sportelli:fornitore_sospendi", args=[fornitore.pk])
    assert client.post(sospendi, {"motivo": " "}).status_code == 200
    assert client.post(sospendi, {"motivo": "Polizza scaduta"}).status_code == 302
    assert "Polizza scaduta" in client.get(fornitore.get_absolute_url()).content.decode()
    assert fornitore.ragione_sociale not in client.get(reverse("sportelli:fornitori")).content.decode()
    fornitore.refresh_from_db()
    with pytest.raises(PassaggioNonAmmesso):
        azioni.sospendi_fornitore(fornitore, "di nuovo", da=operatrice_fi)
    client.post(reverse("sportelli:fornitore_riattiva", args=[fornitore.pk]))
    fornitore.refresh_from_db()
    assert (fornitore.stato, fornitore.motivo_sospensione) == ("attivo", "")


def test_il_documento_lo_scarica_chi_vede_il_fornitore(client, documento, operatrice_fi, direzione):
    for chi in (operatrice_fi, direzione):
        client.force_login(chi)
        risposta = client.get(documento.get_absolute_url())
        assert b"".join(risposta.streaming_content) == PDF
        assert risposta["Content-Disposition"].startswith("attachment")


def test_un_documento_che_non_si_prende_lo_dice_nel_modulo(client, fornitore, operatrice_fi):
    client.force_login(operatrice_fi)
    dati = {"titolo": "Logo", "file": SimpleUploadedFile("logo.svg", b"<svg onload=alert(1)>")}
    risposta = client.post(reverse("sportelli:fornitore_documento", args=[fornitore.pk]), dati)
    assert "«logo.svg»" in risposta.content.decode()
    assert not fornitore.documenti.exists()


def test_una_persona_del_fornitore_si_aggiunge_si_cambia_si_toglie(client, fornitore, operatrice_fi):
    client.force_login(operatrice_fi)
    nuovo = reverse("sportelli:fornitore_contatto", args=[fornitore.pk])
    client.post(nuovo, {"nome": "Ugo", "email": "ugo@x.example"})
    ugo = fornitore.contatti.get()
    modifica = reverse("sportelli:fornitore_contatto_modifica", args=[ugo.pk])
    client.post(modifica, {"nome": "Ugo Foschi", "email": "ugo@x.example", "versione": ugo.versione})
    assert fornitore.contatti.get().nome == "Ugo Foschi"
    client.post(reverse("sportelli:fornitore_contatto_togli", args=[ugo.pk]))
    assert not fornitore.contatti.exists()


@pytest.mark.parametrize(
    ("filtro", "trova"),
    [
        ({"paesi": "JP"}, True),
        ({"paesi": "US"}, False),
        ({"servizi": "dogane"}, True),
        ({"settori": "moda"}, True),
        ({"lingue": "fr"}, True),
        ({"lingue": ["fr", "en"]}, False),
        ({"di": "nostri"}, True),
        ({"di": "tp"}, False),
        ({"testo": "arnolfi"}, True),
    ],
)
def test_si_cerca_per_paese_servizio_settore_e_lingua(
    client, fornitore, dogane, operatrice_fi, filtro, trova
):
    fornitore.paesi.set(Paese.objects.filter(codice="JP"))
    fornitore.servizi.add(dogane)
    fornitore.lingue = ["fr"]
    fornitore.save()
    client.force_login(operatrice_fi)
    pagina = client.get(reverse("sportelli:fornitori"), filtro).content.decode()
    assert ("Arnolfi" in pagina) is trova


def test_l_elenco_dei_fornitori_costa_sempre_uguale(client, fornitore, operatrice_fi, firenze):
    """A-07."""
    client.force_login(operatrice_fi)
    indirizzo = reverse("sportelli:fornitori")
    client.get(indirizzo)
    with CaptureQueriesContext(connection) as con_uno:
        client.get(indirizzo)
    nuovi = [
        Fornitore(proprietario=firenze, ragione_sociale=f"Ditta {n}", tipo="altro", paese=fornitore.paese)
        for n in range(50)
    ]
    Fornitore.objects.bulk_create(nuovi)
    with CaptureQueriesContext(connection) as con_cinquanta:
        client.get(indirizzo)
    assert len(con_cinquanta) <= len(con_uno)
    assert len(con_uno) <= 8
