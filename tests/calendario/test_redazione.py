"""Writing, approving, moving an initiative (C8)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from calendario import azioni
from calendario.azioni.moderazione import in_lettura
from calendario.models import Iniziativa, Stato
from nucleo.stati import PassaggioNonAmmesso, VersioneSuperata
from tests.nucleo.campioni import PDF


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


def test_a_change_that_waits_takes_nothing_back_of_what_happened_meanwhile(
    scritta, camera, partner, redazione
):
    uscita = scritta(editore=camera, da=partner)
    azioni.pubblica(uscita, come=Stato.CONFERMATA, da=redazione)
    azioni.modifica(uscita, {"titolo": "Nuovo"}, revisione=uscita.revisione, da=partner)
    azioni.rinvia(uscita, motivo="Sciopero", inizio=date(2026, 9, 1), da=partner)
    azioni.approva(uscita, da=redazione)
    assert (uscita.titolo, uscita.inizio) == ("Nuovo", date(2026, 9, 1))


def test_what_changes_nothing_is_no_news(pubblicata, redazione):
    uscita = pubblicata()
    prima = uscita.sequenza
    azioni.modifica(uscita, {"costo": "1800", "settori": ["moda"]}, revisione=uscita.revisione, da=redazione)
    assert Iniziativa.objects.get().sequenza == prima


def test_the_redazione_approves_what_it_has_read_and_nothing_else(scritta, camera, partner, redazione):
    bozza = scritta(editore=camera, da=partner)
    azioni.proponi(bozza, come=Stato.CONFERMATA, da=partner)
    letta = in_lettura(bozza)
    azioni.modifica(bozza, {"titolo": "Altro"}, revisione=bozza.revisione, da=partner)
    with pytest.raises(VersioneSuperata):
        azioni.approva(bozza, letta=letta, da=redazione)
    azioni.approva(bozza, letta=in_lettura(bozza), da=redazione)
    assert Iniziativa.objects.get().pubblicata


def test_no_file_becomes_public_without_approval(scritta, camera, partner, redazione):
    uscita = scritta(editore=camera, da=partner)
    azioni.allega(uscita, SimpleUploadedFile("bando.pdf", PDF), da=partner)
    azioni.pubblica(uscita, come=Stato.CONFERMATA, da=redazione)
    with pytest.raises(PermissionDenied):
        azioni.allega(uscita, SimpleUploadedFile("altro.pdf", PDF), da=partner)
    with pytest.raises(PermissionDenied):
        azioni.togli_allegato(uscita, uscita.allegati.get().pk, da=partner)
    assert uscita.allegati.count() == 1


def test_who_proposes_is_told_since_when_it_waits(scritta, camera, partner, orologio):
    bozza = scritta(editore=camera, da=partner)
    adesso = orologio("2026-03-03 11:00")
    azioni.proponi(bozza, come=Stato.CONFERMATA, da=partner)
    assert Iniziativa.objects.get().proposta_il == adesso
