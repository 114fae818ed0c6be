"""Two people who have the same form open: the second save does not win in silence, and loses nothing."""

import pytest
from django.urls import reverse

from nucleo.stati import VersioneSuperata
from sportelli import azioni
from sportelli.models import Fornitore

pytestmark = pytest.mark.django_db


@pytest.fixture
def lapo(camiceria):
    return camiceria.contatti.get()


@pytest.fixture
def ida(fornitore, operatrice_fi):
    campi = {"nome": "Ida Arnolfi", "telefono": "055 123456"}
    return azioni.aggiungi_contatto_fornitore(fornitore, campi, da=operatrice_fi)


def _scrive_il_contatto(lapo, da):
    azioni.modifica_contatto(lapo, {"telefono": "0571 70000"}, versione=lapo.versione, da=da)


def _scrive_la_persona(ida, da):
    azioni.modifica_contatto_fornitore(ida, {"telefono": "0571 70000"}, versione=ida.versione, da=da)


def _scrive_l_ufficio(firenze, da):
    azioni.modifica_sportello(firenze, {"telefono": "0571 70000"}, versione=firenze.versione, da=da)


CASI = {
    "lapo": ("contatto_modifica", {"nome": "Lapo B.", "telefono": "055 999"}, _scrive_il_contatto),
    "ida": ("fornitore_contatto_modifica", {"nome": "Ida A.", "telefono": "055 999"}, _scrive_la_persona),
    "firenze": (
        "ufficio_modifica",
        {"indirizzo": "Via Nuova 2", "email": "fi@prova.example", "telefono": "055 999"},
        _scrive_l_ufficio,
    ),
}


def pagina_di(caso, riga):
    return reverse(f"sportelli:{CASI[caso][0]}", args=[riga.codice if caso == "firenze" else riga.pk])


@pytest.mark.parametrize("caso", CASI)
def test_chi_salva_per_secondo_vede_la_differenza_e_ritrova_cio_che_ha_scritto(
    request, client, responsabile_fi, caso
):
    riga = request.getfixturevalue(caso)
    _, campi, scrive = CASI[caso]
    letta, indirizzo = riga.versione, pagina_di(caso, riga)
    scrive(riga, responsabile_fi)
    client.force_login(responsabile_fi)
    risposta = client.post(indirizzo, campi | {"versione": letta})
    pagina = risposta.content.decode()
    assert risposta.status_code == 409
    assert 'value="055 999"' in pagina
    assert "<strong>Telefono</strong>: 0571 70000" in pagina
    riga.refresh_from_db()
    assert riga.telefono == "0571 70000"
    assert client.post(indirizzo, campi | {"versione": letta + 1}).status_code == 302
    riga.refresh_from_db()
    assert (riga.telefono, riga.versione) == ("055 999", letta + 2)


@pytest.mark.parametrize("caso", CASI)
def test_la_pagina_porta_la_versione_che_si_legge(request, client, responsabile_fi, caso):
    riga = request.getfixturevalue(caso)
    client.force_login(responsabile_fi)
    pagina = client.get(pagina_di(caso, riga)).content.decode()
    assert f'name="versione" value="{riga.versione}"' in pagina


def test_chi_toglie_il_posto_a_un_altro_cambia_anche_la_sua_versione(lapo, operatrice_fi):
    """Else who has the former main contact open would make him the main one again without knowing."""
    letta = lapo.versione
    neri = azioni.aggiungi_contatto(
        lapo.azienda, {"nome": "Neri", "telefono": "055 1", "principale": True}, da=operatrice_fi
    )
    with pytest.raises(VersioneSuperata):
        azioni.modifica_contatto(lapo, {"principale": True}, versione=letta, da=operatrice_fi)
    assert lapo.azienda.contatti.get(principale=True) == neri


@pytest.mark.parametrize("verbo", ["disattiva_contatto", "attiva_contatto"])
def test_anche_chi_e_tolto_o_rimesso_ha_una_versione_nuova(lapo, operatrice_fi, verbo):
    letta = lapo.versione
    getattr(azioni, verbo)(lapo, da=operatrice_fi)
    lapo.refresh_from_db()
    assert lapo.versione == letta + 1


def test_cio_che_scrive_l_amministratore_si_vede_nel_modulo_dell_ufficio(
    firenze, amministratore, responsabile_fi
):
    letta = firenze.versione
    azioni.salva_sportello(firenze, da=amministratore)
    with pytest.raises(VersioneSuperata):
        azioni.modifica_sportello(firenze, {"telefono": "055 2"}, versione=letta, da=responsabile_fi)


def test_un_fornitore_cambiato_intanto_mostra_le_differenze(client, fornitore, operatrice_fi):
    azioni.modifica_fornitore(fornitore, {"comune": "Empoli"}, versione=1, da=operatrice_fi)
    client.force_login(operatrice_fi)
    campi = {"ragione_sociale": "Studio Arnolfi", "tipo": "consulente", "paese": fornitore.paese_id}
    risposta = client.post(
        reverse("sportelli:fornitore_modifica", args=[fornitore.pk]),
        campi | {"comune": "Prato", "versione": 1},
    )
    assert risposta.status_code == 409
    assert "<strong>Città</strong>: Empoli" in risposta.content.decode()
    assert 'value="Prato"' in risposta.content.decode()


def test_chi_sospende_un_fornitore_gia_sospeso_lo_legge_e_va_avanti(
    client, fornitore, operatrice_fi, collega_fi
):
    azioni.sospendi_fornitore(fornitore, "Non risponde", da=collega_fi)
    client.force_login(operatrice_fi)
    via = reverse("sportelli:fornitore_sospendi", args=[fornitore.pk])
    risposta = client.post(via, {"motivo": "Ha chiuso"}, follow=True)
    detto = [str(messaggio) for messaggio in risposta.context["messages"]]
    assert risposta.redirect_chain == [(fornitore.get_absolute_url(), 302)]
    gia, mio = "era già stato sospeso: «Non risponde».", "Il tuo motivo non è stato scritto: «Ha chiuso»."
    assert detto == [f"{fornitore} {gia} {mio}"]
    assert Fornitore.objects.get().motivo_sospensione == "Non risponde"


def test_anche_il_bottone_di_una_pagina_vecchia_va_avanti(client, fornitore, operatrice_fi, collega_fi):
    azioni.sospendi_fornitore(fornitore, "Non risponde", da=collega_fi)
    client.force_login(operatrice_fi)
    via = reverse("sportelli:fornitore_sospendi", args=[fornitore.pk])
    assert client.get(via).url == client.post(via, {"motivo": ""}).url == fornitore.get_absolute_url()
    riattiva = reverse("sportelli:fornitore_riattiva", args=[fornitore.pk])
    assert [client.post(riattiva).url for _ in range(2)] == [fornitore.get_absolute_url()] * 2
    pagina = client.get(fornitore.get_absolute_url()).content.decode()
    assert "era già stato riattivato" in pagina
