"""What the first start does, and the next ones do not do again."""

import pytest

from extranet.management.commands.prepara import Command
from pratiche.models import VerificaVisibilita


@pytest.fixture
def _niente_di_pesante(monkeypatch, settings):
    """Nothing of the start but what is looked at here: the tables of the tests are ready."""
    settings.LOCALE = False
    for passo in ("_migra", "_raccogli"):
        monkeypatch.setattr(f"extranet.management.commands.prepara.{passo}", lambda *_: None)


@pytest.mark.usefixtures("db", "_niente_di_pesante")
def test_al_primo_avvio_le_concessioni_si_confrontano_con_la_legge_e_poi_di_notte(aperta):
    """C4, A-06: the compliance page has a day to show from the first day."""
    Command().handle(senza_dati=True)
    (prima,) = VerificaVisibilita.objects.all()
    assert (prima.pratiche, prima.mancanti, prima.di_troppo) == (1, 0, 0)
    Command().handle(senza_dati=True)
    assert VerificaVisibilita.objects.count() == 1
