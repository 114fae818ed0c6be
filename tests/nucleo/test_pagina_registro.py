"""The administrators' page on the log of reads."""

import pytest

from nucleo.models import Consultazione
from nucleo.registro import annota


def test_chi_amministra_cerca_nel_registro(client, amministratore, direzione):
    annota("esportazione", "aziende", chi=direzione, quante=12, motivo="audit")
    annota("contatti", "sportelli.azienda:7", chi=amministratore)
    client.force_login(amministratore)
    pagina = client.get("/registro/", {"chi": "rossetti"}).content.decode()
    assert "audit" in pagina
    assert "sportelli.azienda:7" not in pagina
    assert "sportelli.azienda:7" in client.get("/registro/", {"oggetto": "azienda:7"}).content.decode()


def test_anche_chi_porta_fuori_il_registro_vi_e_scritto(client, amministratore):
    client.force_login(amministratore)
    assert client.get("/registro/esporta.csv").status_code == 200
    assert Consultazione.objects.get().oggetto == "registro"


@pytest.mark.parametrize("pagina", ["/registro/", "/registro/esporta.csv"])
def test_gli_altri_non_lo_leggono(client, direzione, pagina):
    client.force_login(direzione)
    assert client.get(pagina).status_code == 403
