"""The demonstration shows a living network: every state, every turn of a decision, no drift from the law."""

import pytest
from django.core.management import CommandError, call_command

from pratiche import azioni
from pratiche.models import Condivisione, Decisione, Pratica, Stato
from sportelli.models import Fornitore, Ruolo, Sportello, Utente

pytestmark = pytest.mark.django_db


def test_la_dimostrazione_mostra_una_rete_viva(capsys):
    call_command("carica_tabelle")
    call_command("carica_dimostrazione")
    assert (Sportello.objects.count(), Pratica.objects.count(), Fornitore.objects.count()) == (10, 150, 45)
    assert Utente.objects.filter(ruolo=Ruolo.REFERENTE).count() == 6
    assert set(Pratica.objects.values_list("stato", flat=True)) == set(Stato.values)
    assert {"attende_tp", "attende_sportello", "concordata"} <= {
        *Decisione.objects.values_list("stato", flat=True)
    }
    assert Pratica.objects.archivio().filter(riservata=True).exists()
    assert Condivisione.objects.filter(con__codice="FI").exists()
    assert azioni.verifica_visibilita().senza_deriva
    assert "toscana-export-2026" in capsys.readouterr().out
    with pytest.raises(CommandError, match="solo in una banca dati vuota"):
        call_command("carica_dimostrazione")
