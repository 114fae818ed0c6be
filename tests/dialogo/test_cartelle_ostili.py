"""S-01, bombs and polyglots in a Chamber's archive: refused in seconds, in words; nothing is written."""

import pytest

from dialogo.azioni import importa_aziende
from nucleo.fogli import FileIllegibile
from sportelli.models import Azienda
from tests.nucleo.cartelle import CARTELLE


@pytest.mark.timeout(20)
@pytest.mark.parametrize("quale", CARTELLE)
def test_una_cartella_ostile_e_rifiutata_subito(firenze, tmp_path, quale):
    percorso = tmp_path / "archivio.xlsx"
    percorso.write_bytes(CARTELLE[quale])
    with pytest.raises(FileIllegibile) as rifiuto:
        importa_aziende(percorso, sportello=firenze)
    assert "canarino" not in str(rifiuto.value)
    assert not Azienda.objects.exists()
