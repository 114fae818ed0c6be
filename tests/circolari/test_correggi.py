"""A correction: a new version with its reason, told to who had the earlier one; nobody is written over."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from circolari import azioni
from circolari.models import Destinatario
from nucleo.models import Busta
from tests.circolari.conftest import TESTO, TITOLO
from tests.circolari.moduli import indirizzo
from tests.nucleo.campioni import PDF


@pytest.fixture
def lei(client, redazione):
    client.force_login(redazione)
    return client


def correzione(**altro):
    base = {
        "versione": 1,
        "titolo": TITOLO,
        "testo": f"{TESTO}\n\nPrezzo giusto: 950.",
        "perche": "Il prezzo",
    }
    return base | altro


def verbo(circolare, da, **altro):
    campi = {"titolo": TITOLO, "testo": "Prima correzione", "perche": "Errore", "versione": 1}
    return azioni.correggi(circolare, **campi | altro, da=da)


def test_la_pagina_parte_da_com_e_e_dice_chi_sara_avvisato(lei, diffusa):
    pagina = lei.get(indirizzo("correggi", diffusa)).content.decode()
    assert "**quota**: 900 euro" in pagina
    assert "<dt>Sportelli, subito</dt><dd>3</dd>" in pagina
    assert "riceveranno solo la versione corretta, <time" in pagina


def test_corregge_e_avvisa_gli_sportelli(lei, diffusa):
    risposta = lei.post(indirizzo("correggi", diffusa), correzione())
    assert risposta.url == indirizzo("registro", diffusa)
    diffusa.refresh_from_db()
    assert (diffusa.versione, diffusa.versioni.last().motivo) == (2, "Il prezzo")
    assert Busta.objects.filter(chiave__contains=":uffici:v2:").count() == 3


def test_dopo_il_rilascio_dice_quante_imprese_l_avevano(lei, diffusa, orologio, iscrivi, firenze):
    orologio("2026-03-05 10:00")
    lei.force_login(diffusa.diffusa_da)
    pagina = lei.get(indirizzo("correggi", diffusa)).content.decode()
    assert "<dt>Imprese che l'avevano ricevuta</dt><dd>0</dd>" in pagina
    assert "Alle imprese non è ancora arrivata" not in pagina


def test_file_nuovi_e_file_tolti(lei, bozza, redazione, firenze, orologio):
    vecchio = azioni.allega(bozza, SimpleUploadedFile("vecchio.pdf", PDF), da=redazione)
    azioni.diffondi(bozza, da=redazione)
    assert "vecchio.pdf" in lei.get(indirizzo("correggi", bozza)).content.decode()
    dati = correzione(testo=TESTO, tolti=[vecchio.pk], nuovi=[SimpleUploadedFile("nuovo.pdf", PDF)])
    lei.post(indirizzo("correggi", bozza), dati)
    assert [file.nome for file in bozza.allegati.attuali()] == ["nuovo.pdf"]
    assert [file["nome"] for file in bozza.versioni.get(numero=1).allegati] == ["vecchio.pdf"]


@pytest.mark.parametrize(
    ("campi", "frase"),
    [
        ({"testo": TESTO}, "Non è cambiato niente"),
        ({"perche": "  "}, "Questo campo è obbligatorio"),
        ({"titolo": ""}, "Questo campo è obbligatorio"),
        ({"testo": "***"}, "Il titolo e il testo non possono restare vuoti"),
        ({"nuovi": [SimpleUploadedFile("virus.exe", b"MZ00")]}, "«virus.exe»"),
        ({"tolti": ["999999"]}, "999999"),
    ],
)
def test_quel_che_non_va_si_dice_e_quel_che_si_e_scritto_resta(
    lei, bozza, redazione, firenze, orologio, campi, frase
):
    azioni.allega(bozza, SimpleUploadedFile("vecchio.pdf", PDF), da=redazione)
    azioni.diffondi(bozza, da=redazione)
    risposta = lei.post(indirizzo("correggi", bozza), correzione() | campi)
    assert risposta.status_code == 200
    assert frase in risposta.content.decode()
    if "perche" not in campi:
        assert "Il prezzo</textarea>" in risposta.content.decode()
    bozza.refresh_from_db()
    assert bozza.versione == 1


def test_chi_corregge_dopo_un_collega_vede_la_sua_e_non_perde_niente(lei, diffusa, altra_redazione):
    verbo(diffusa, altra_redazione)
    risposta = lei.post(indirizzo("correggi", diffusa), correzione())
    pagina = risposta.content.decode()
    assert risposta.status_code == 409
    assert f"{altra_redazione} l&#x27;ha corretta" in pagina or f"{altra_redazione} l'ha corretta" in pagina
    assert "Prezzo giusto: 950." in pagina
    assert 'name="versione" value="2"' in pagina
    diffusa.refresh_from_db()
    assert diffusa.versione == 2
    assert lei.post(indirizzo("correggi", diffusa), correzione(versione=2)).status_code == 302


def test_chi_corregge_una_ritirata_riprende_le_sue_parole(lei, diffusa, altra_redazione):
    azioni.ritira(diffusa, "Annullata la fiera", da=altra_redazione)
    risposta = lei.post(indirizzo("correggi", diffusa), correzione())
    assert risposta.status_code == 409
    assert "Prezzo giusto: 950." in risposta.content.decode()
    assert "Ritirata" in risposta.content.decode()


def test_non_corregge_chi_non_scrive(client, diffusa, operatrice_fi, direzione, bozza):
    for altri in (operatrice_fi, direzione):
        client.force_login(altri)
        assert client.post(indirizzo("correggi", diffusa), correzione()).status_code == 403
        with pytest.raises(PermissionDenied):
            verbo(diffusa, altri)


def test_una_bozza_non_si_corregge(lei, bozza):
    assert lei.get(indirizzo("correggi", bozza)).status_code == 403


def test_il_secondo_clic_non_fa_una_terza_versione(lei, diffusa):
    lei.post(indirizzo("correggi", diffusa), correzione())
    seconda = lei.post(indirizzo("correggi", diffusa), correzione())
    assert seconda.url == indirizzo("registro", diffusa)
    diffusa.refresh_from_db()
    assert diffusa.versione == 2


def test_nessuna_impresa_ne_sa_prima_del_rilascio(lei, bozza, redazione, iscrivi, firenze, orologio):
    """C7."""
    iscrivi(firenze, "Una", "01234560001", "si@una.example")
    azioni.diffondi(bozza, da=redazione)
    prima = Busta.objects.filter(all_azienda=True).count()
    lei.post(indirizzo("correggi", bozza), correzione())
    assert Busta.objects.filter(all_azienda=True).count() == prima == 1
    assert Destinatario.objects.delle_aziende().get().inviata == 0
