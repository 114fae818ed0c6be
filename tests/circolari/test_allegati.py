"""The files of a circolare: read by whoever reads it, and by nobody before."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from circolari import azioni

pytestmark = pytest.mark.django_db
CONTENUTO = b"La quota e' di 900 euro."


@pytest.fixture
def file(bozza, redazione, firenze, pisa, orologio):
    """A file of a circolare to Firenze alone, to the others from Wednesday 4 March at 10:00."""
    azioni.modifica(bozza, {"a_tutti": False, "sportelli": [firenze]}, revisione=2, da=redazione)
    allegato = azioni.allega(bozza, SimpleUploadedFile("bando.txt", CONTENUTO), da=redazione)
    azioni.diffondi(bozza, da=redazione)
    return allegato


@pytest.fixture
def chiede(request, client):
    def fa(chi, file):
        client.force_login(request.getfixturevalue(chi))
        return client.get(reverse("circolari:allegato", args=[file.codice]))

    return fa


@pytest.mark.parametrize("chi", ["operatrice_fi", "redazione", "direzione", "referente_moda"])
def test_lo_scarica_chi_legge_la_circolare(chiede, file, chi):
    risposta = chiede(chi, file)
    assert b"".join(risposta.streaming_content) == CONTENUTO
    assert risposta.headers["Content-Disposition"] == 'attachment; filename="bando.txt"'
    assert risposta.headers["Cache-Control"] == "private, no-store"


def test_gli_altri_sportelli_solo_dal_rilascio(chiede, file, orologio):
    """C7, E-02"""
    orologio("2026-03-04 09:59:59")
    assert chiede("operatore_pi", file).status_code == 404
    orologio("2026-03-04 10:00")
    assert chiede("operatore_pi", file).status_code == 200


@pytest.mark.parametrize("chi", ["amministratore", "estraneo"])
def test_chi_non_legge_circolari_non_ne_scarica(chiede, file, orologio, chi):
    orologio("2026-03-04 10:00")
    assert chiede(chi, file).status_code == 404


def test_chi_non_e_entrato_va_alla_porta(client, file):
    assert client.get(reverse("circolari:allegato", args=[file.codice])).status_code == 302


def test_quello_di_una_bozza_lo_apre_solo_la_redazione(chiede, bozza, redazione):
    file = azioni.allega(bozza, SimpleUploadedFile("bando.txt", CONTENUTO), da=redazione)
    assert chiede("redazione", file).status_code == 200
    assert chiede("direzione", file).status_code == 404
    assert chiede("operatrice_fi", file).status_code == 404


def test_quello_di_una_versione_superata_resta_per_chi_confronta(chiede, file, redazione):
    circolare = file.circolare
    circolare.refresh_from_db()
    campi = {"titolo": circolare.titolo, "testo": circolare.testo, "perche": "File sbagliato"}
    azioni.correggi(circolare, **campi, versione=1, tolti=[file.pk], da=redazione)
    assert chiede("operatrice_fi", file).status_code == 200
    pagina = chiede("operatrice_fi", file).client.get(circolare.get_absolute_url()).content.decode()
    assert "bando.txt" not in pagina


def test_un_ritirata_prima_del_rilascio_non_lascia_il_suo_file(chiede, file, redazione, orologio):
    circolare = file.circolare
    circolare.refresh_from_db()
    azioni.ritira(circolare, "Bando annullato", da=redazione)
    orologio("2026-03-10 10:00")
    assert chiede("operatore_pi", file).status_code == 404
