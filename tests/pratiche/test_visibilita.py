"""Who sees which pratiche (C4), and that it ends at once when it ends (A-05)."""

import itertools
import random

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from pratiche import azioni, permessi
from pratiche.models import Pratica
from sportelli.models import Ruolo, Sportello, Utente

pytestmark = pytest.mark.django_db

STATI = {
    # what is seen → who sees it, beside its own office
    "bozza": set(),
    "aperta": {"tp"},
    "in_lavorazione": {"tp"},
    "in_attesa_azienda": {"tp"},
    "in_attesa_tp": {"tp"},
    "chiarimento_chiesto": {"tp"},
    "completata": {"tp", "rete"},
    "riservata": {"tp", "rete"},
    "annullata": set(),
}


@pytest.mark.parametrize("stato", STATI)
def test_la_tabella_della_legge(
    request, stato, operatrice_fi, responsabile_fi, operatore_pi, responsabile_pi, operatore_lu,
    referente_moda, referente_vino, redazione, direzione, amministratore, estraneo, disattivato,
):  # fmt: skip
    """C4, state by state: its own office always, TP and the network as the mandate says, the others never."""
    request.getfixturevalue(stato)
    attesi = {"ufficio", *STATI[stato]}
    gruppi = {
        "ufficio": (operatrice_fi, responsabile_fi),
        "tp": (referente_moda, referente_vino, redazione, direzione),
        "rete": (operatore_pi, responsabile_pi, operatore_lu),
        "nessuno": (amministratore, estraneo, disattivato),
    }
    for gruppo, persone in gruppi.items():
        for persona in persone:
            vede = Pratica.objects.visibili_a(persona).exists()
            assert vede is (gruppo in attesi), f"{persona.ruolo} {gruppo}"


@pytest.mark.parametrize("chi", ["operatrice_fi", "referente_moda"])
def test_una_domanda_sola_anche_per_il_gruppo(request, completata, chi, django_assert_num_queries):
    # As the sign-in reads her: with her office.
    persona = Utente.objects.select_related("sportello").get(pk=request.getfixturevalue(chi).pk)
    with django_assert_num_queries(1):
        assert list(Pratica.objects.visibili_a(persona)) == [completata]


def revoche(persona):
    """Every way in which a person of Firenze stops being one."""
    pisa = Sportello.objects.get(codice="PI")
    return (
        lambda: Utente.objects.filter(pk=persona).update(is_active=False),
        lambda: Utente.objects.filter(pk=persona).update(sportello=pisa),
        lambda: Utente.objects.filter(pk=persona).update(ruolo=Ruolo.AMMINISTRATORE, sportello=None),
        lambda: Sportello.objects.filter(codice="FI").update(attivo=False),
    )


@pytest.mark.parametrize("quante", [200, pytest.param(1000, marks=pytest.mark.lungo)])
def test_chi_perde_il_posto_non_vede_e_non_fa_piu_niente(in_lavorazione, collega_fi, firenze, pisa, quante):
    """A-05: 1,000 revocations, the next reading of the person finds nothing."""
    verbi = [
        permessi.puo_modificare, permessi.puo_completare, permessi.puo_assegnare, permessi.puo_annullare,
        permessi.puo_annotare, permessi.puo_allegare, permessi.puo_condividere, permessi.puo_incaricare,
    ]  # fmt: skip
    caso = random.Random(4)
    passati = 0
    for _ in range(quante):
        Utente.objects.filter(pk=collega_fi.pk).update(
            is_active=True, ruolo=Ruolo.OPERATORE, sportello=firenze
        )
        Sportello.objects.filter(codice="FI").update(attivo=True)
        caso.choice(revoche(collega_fi.pk))()
        lei = Utente.objects.get(pk=collega_fi.pk)
        passati += any(puo(lei, in_lavorazione) for puo in verbi)
        passati += Pratica.objects.visibili_a(lei).exists()
    assert passati == 0


def test_la_richiesta_dopo_la_revoca_non_passa(client, in_lavorazione, collega_fi, pisa):
    """A-05 at the door: the session is the same, the answer is not."""
    pagina = reverse("pratiche:dettaglio", args=[in_lavorazione.numero])
    for revoca in revoche(collega_fi.pk):
        Utente.objects.filter(pk=collega_fi.pk).update(
            is_active=True, ruolo=Ruolo.OPERATORE, sportello=in_lavorazione.sportello
        )
        client.force_login(Utente.objects.get(pk=collega_fi.pk))
        assert client.get(pagina).status_code == 200
        revoca()
        assert client.get(pagina).status_code in (302, 404)


def test_un_referente_che_cambia_mestiere_non_legge_piu(in_attesa_tp, referente_moda):
    Utente.objects.filter(pk=referente_moda.pk).update(ruolo=Ruolo.AMMINISTRATORE)
    ex = Utente.objects.get(pk=referente_moda.pk)
    assert not Pratica.objects.visibili_a(ex)
    with pytest.raises(PermissionDenied):
        azioni.concorda(in_attesa_tp.decisioni.get(), versione=1, da=ex)


def test_nessuno_muove_la_pratica_di_un_altro(
    nuova_pratica, operatore_pi, responsabile_pi, operatore_lu, amministratore, estraneo, disattivato,
    direzione, redazione,
):  # fmt: skip
    """C1: whatever the state and the verb, only the owning office (TP's Referente aside)."""
    stati = [nuova_pratica(stato) for stato in ("bozza", "aperta", "in_lavorazione", "completata")]
    persone = (
        operatore_pi, responsabile_pi, operatore_lu, amministratore, estraneo, disattivato, direzione,
        redazione,
    )  # fmt: skip
    verbi = [
        getattr(permessi, nome)
        for nome in dir(permessi)
        if nome.startswith("puo_") and nome != "puo_creare" and "pratica" in _argomenti(nome)
    ]
    assert len(verbi) >= 15
    for persona, pratica, puo in itertools.product(persone, stati, verbi):
        assert not puo(persona, pratica), f"{puo.__name__} {persona.ruolo} {pratica.stato}"


def _argomenti(nome):
    return getattr(permessi, nome).__code__.co_varnames[:2]
