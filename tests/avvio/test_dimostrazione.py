"""The demonstration shows a living network: every state, every turn of a decision, no drift from the law."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from calendario.models import Iniziativa
from circolari import precedenza
from circolari.models import Circolare, Lettura
from circolari.statistiche import resoconto
from extranet.dimostrazione import carica, circolari
from extranet.dimostrazione.persone import PERSONE
from feedback.models import CellaFeedback, Risposta
from nucleo import tempo
from nucleo.models import Busta
from nucleo.visibilita import GRUPPO_TP
from pratiche import azioni
from pratiche.models import CellaPratiche, Condivisione, Decisione, Pratica, Stato
from sportelli.models import Consenso, Fornitore, Ruolo, Sportello, Utente

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _gruppo_di_tp(db):
    """The migration makes it; the flush of another file takes it away."""
    Group.objects.get_or_create(name=GRUPPO_TP)


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
    circolari_vive()
    risultati_pronti()
    assert "toscana-export-2026" in capsys.readouterr().out
    with pytest.raises(CommandError, match="solo in una banca dati vuota"):
        call_command("carica_dimostrazione")


def risultati_pronti():
    """At the first start nobody waits for the sweep: sums, answers and VEVENTs are there (C3, C5, C8)."""
    assert CellaPratiche.objects.exists()
    assert CellaFeedback.objects.exists()
    assert Risposta.objects.arrivate().exists()
    assert not Iniziativa.objects.pubbliche().filter(ics="").exists()
    call_command("rifai_aggregati", verifica=True)


@pytest.mark.parametrize(
    "adesso", [pytest.param("2026-11-26 11:00", marks=pytest.mark.lungo), "2027-01-03 07:30"]
)
def test_le_circolari_hanno_vissuto_anche_di_festa(orologio, adesso):
    """Told on a working day, and early on a Sunday after the holidays: nothing untrue, nothing to come."""
    orologio(adesso)
    carica.carica_tabelle()
    carica.carica_persone(PERSONE)
    carica.carica_aziende()
    circolari.carica_consensi()
    circolari.carica_circolari(carica.leggi("circolari.json"))
    circolari_vive()


def circolari_vive():
    """Every fate of a circolare, and a ledger that says nothing untrue (C7)."""
    diffuse = list(Circolare.objects.diffuse())
    assert len(diffuse) == 13
    assert Circolare.objects.bozze().count() == 2
    assert Circolare.objects.in_anteprima().exists()
    assert Circolare.objects.pubbliche().count() >= 6
    assert {circolare.versione for circolare in diffuse} == {1, 2}
    assert [circolare.mai_uscita for circolare in diffuse if circolare.ritirata_il] == [True]
    assert Circolare.objects.filter(urgente=True).count() == 3
    assert Consenso.objects.filter(concesso=True).count() > 200
    assert Lettura.objects.filter(presa_visione_il__isnull=False).count() > 50
    assert not Busta.objects.filter(genere__startswith="circolari.", stato="in_coda").dovute().exists()
    giudizi = [precedenza.giudica(precedenza.raccogli(circolare)) for circolare in diffuse]
    assert sorted(giudizio.esito for giudizio in giudizi) == ["interrotta", *["rispettata"] * 12]
    for lettura in Lettura.objects.select_related("circolare"):
        assert lettura.circolare.diffusa_il < lettura.aperta_il
        assert lettura.presa_visione_il is None or lettura.aperta_il <= lettura.presa_visione_il
    consegnate = Busta.objects.filter(chiave__contains=":aziende:", stato="consegnato")
    assert consegnate.exists()
    assert not Busta.objects.filter(chiusa_il__gt=tempo.adesso()).exists()
    assert resoconto(Utente.objects.get(ruolo=Ruolo.DIREZIONE), diffuse[0].diffusa_il.year).righe
