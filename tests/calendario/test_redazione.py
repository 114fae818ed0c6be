"""Writing, approving, moving an initiative (C8)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from calendario import azioni
from calendario.models import Iniziativa, Stato
from nucleo.stati import PassaggioNonAmmesso, VersioneSuperata


def test_who_is_not_trusted_proposes_and_the_redazione_publishes(scritta, camera, partner, redazione):
    bozza = scritta(editore=camera, da=partner)
    with pytest.raises(PermissionDenied):
        azioni.pubblica(bozza, come=Stato.CONFERMATA, da=partner)
    azioni.proponi(bozza, come=Stato.CONFERMATA, da=partner)
    assert redazione.notifiche.get().titolo.startswith("Da approvare")
    with pytest.raises(PermissionDenied):
        azioni.approva(bozza, da=partner)
    azioni.approva(bozza, da=redazione)
    assert bozza.stato == Stato.CONFERMATA
    assert partner.notifiche.get().titolo.startswith("Approvata")


def test_a_proposal_comes_back_with_what_to_mend(scritta, camera, partner, redazione):
    bozza = scritta(editore=camera, da=partner)
    azioni.proponi(bozza, come=Stato.PREANNUNCIATA, da=partner)
    azioni.rimanda(bozza, nota="Manca la sede", da=redazione)
    assert (bozza.stato, bozza.nota_redazione) == (Stato.BOZZA, "Manca la sede")


def test_what_is_public_changes_only_when_the_change_is_approved(scritta, camera, partner, redazione):
    bozza = scritta(editore=camera, da=partner)
    azioni.proponi(bozza, come=Stato.CONFERMATA, da=partner)
    azioni.approva(bozza, da=redazione)
    for titolo in ("Primo titolo", "Secondo titolo"):
        azioni.modifica(bozza, {"titolo": titolo}, revisione=bozza.revisione, da=partner)
    assert Iniziativa.objects.get().titolo == "Pitti Uomo, collettiva toscana"
    assert Iniziativa.objects.da_approvare().count() == 1
    azioni.approva(bozza, da=redazione)
    assert Iniziativa.objects.get().titolo == "Secondo titolo"
    assert not Iniziativa.objects.da_approvare().exists()
    assert [v.campi["titolo"] for v in bozza.versioni.all()][-1] == "Secondo titolo"


def test_nobody_writes_over_a_colleague(scritta, redazione):
    bozza = scritta()
    azioni.modifica(bozza, {"titolo": "Mio"}, revisione=1, da=redazione)
    with pytest.raises(VersioneSuperata):
        azioni.modifica(bozza, {"titolo": "Tuo"}, revisione=1, da=redazione)


def test_the_circolare_is_tied_by_the_redazione_alone(scritta, editore_fi, operatrice_fi, circolare):
    with pytest.raises(PermissionDenied):
        scritta(editore=editore_fi, da=operatrice_fi, circolare_id=circolare.pk)


def test_nobody_writes_for_somebody_else(camera, editore_fi, operatore_pi, partner):
    for editore, chi in ((camera, operatore_pi), (editore_fi, partner), (editore_fi, operatore_pi)):
        with pytest.raises(PermissionDenied):
            azioni.crea(editore, {"titolo": "Intrusa"}, da=chi)


def test_a_month_is_enough_to_preannounce_and_not_to_confirm(scritta, redazione):
    bozza = scritta(solo_mese=True, inizio="2026-09-01", fine="2026-09-30")
    with pytest.raises(ValidationError) as detto:
        azioni.pubblica(bozza, come=Stato.CONFERMATA, da=redazione)
    assert "servono i giorni" in str(detto.value)
    azioni.pubblica(bozza, come=Stato.PREANNUNCIATA, da=redazione)
    assert bozza.stato == Stato.PREANNUNCIATA


def test_postponed_cancelled_and_taken_up_again(pubblicata, redazione):
    uscita = pubblicata()
    azioni.rinvia(uscita, motivo="Padiglione non disponibile", da=redazione)
    assert uscita.senza_data
    azioni.conferma(uscita, da=redazione)
    azioni.rinvia(uscita, motivo="Sciopero", inizio=uscita.fine, da=redazione)
    assert not uscita.senza_data
    azioni.annulla(uscita, motivo="Pochi iscritti", da=redazione)
    assert uscita.versioni.count() == 5
    assert "STATUS:CANCELLED" in uscita.ics
    with pytest.raises(PermissionDenied):
        azioni.rinvia(uscita, motivo="Troppo tardi", da=redazione)


def test_who_comes_late_is_told(pubblicata, redazione):
    uscita = pubblicata()
    vecchia = Iniziativa.objects.get(pk=uscita.pk)
    azioni.annulla(uscita, motivo="Pochi iscritti", da=redazione)
    with pytest.raises(PassaggioNonAmmesso):
        azioni.rinvia(vecchia, motivo="Sciopero", da=redazione)


def test_a_series_shares_its_words_and_not_its_days(pubblicata, redazione, circolare):
    uscita = pubblicata(circolare_id=circolare.pk)
    nuove = azioni.ripeti(
        uscita, [{"inizio": "2026-07-01", "fine": "2026-07-01", "scadenza": None}], da=redazione
    )
    nuova = Iniziativa.objects.get(pk=nuove[0].pk)
    assert (nuova.stato, nuova.titolo, nuova.circolare) == (Stato.BOZZA, uscita.titolo, None)
    assert nuova.serie == Iniziativa.objects.get(pk=uscita.pk).serie is not None
    assert [s.codice for s in nuova.settori.all()] == ["moda"]
