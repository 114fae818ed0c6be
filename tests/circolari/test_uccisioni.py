"""R-10 on a whole circolare: workers killed at random instants, two tiers, an instant that none anticipates.

Real Celery workers, a real mail server that never dies. What may not happen whatever is killed: a company's
mail before the rilascio, or before the last mail of a Sportello; a mail lost; two Message-IDs for one person.
"""

import random
import sys
import time
from datetime import timedelta

import pytest
from django.db.models import Q

from circolari import azioni, chiavi
from circolari.models import Circolare
from nucleo import posta, tempo
from nucleo.models import Busta
from sportelli.models import Azienda, Consenso, Contatto, Ruolo
from tests.conftest import persona, ufficio
from tests.sostegno.lavoratori import Lavoratori, suona
from tests.sostegno.pozzo import Pozzo

pytestmark = pytest.mark.django_db(transaction=True)

CITTA = {"FI": "Firenze", "PI": "Pisa", "LU": "Lucca"}
PERSONE = 6
# Small chunks, so that much can happen; the server thinks this long about a recipient.
VELOCE = {"POSTA_MANCIATA": "10", "POSTA_PER_DOMINIO": "0"}
RITARDO = 0.04
FRA_POCO = timedelta(seconds=12)


@pytest.fixture
def pozzo(tmp_path):
    pozzo = Pozzo(tmp_path, attesa=RITARDO)
    yield pozzo
    pozzo.ferma()


@pytest.fixture
def pubblico(tabelle, consenso):
    """Three offices with their people; `pubblico(n)` gives them that many companies that agreed."""
    uffici = [ufficio(codice, citta) for codice, citta in CITTA.items()]
    for sportello in uffici:
        for n in range(PERSONE):
            persona(f"Nome{n}", f"Cognome{sportello.codice}", Ruolo.OPERATORE, sportello)

    def fa(quante):
        aziende = Azienda.objects.bulk_create(
            Azienda(
                sportello=uffici[n % 3],
                ragione_sociale=f"Ditta {n}",
                codice_fiscale=f"{n:011}",
                comune="Empoli",
            )
            for n in range(quante)
        )
        contatti = Contatto.objects.bulk_create(
            Contatto(azienda=azienda, nome="Export", email=f"export{n}@d{n % 200}.example")
            for n, azienda in enumerate(aziende)
        )
        Consenso.objects.bulk_create(
            Consenso(contatto=contatto, testo=consenso, concesso=True, canale="modulo")
            for contatto in contatti
        )

    return fa


@pytest.mark.timeout(600)
def test_chi_muore_spedendo_una_circolare_non_rompe_l_embargo(pubblico, redazione, pozzo, tmp_path, capsys):
    """R-10, CI size: 25 kills."""
    _prova(pubblico, redazione, pozzo, tmp_path, capsys, uccisioni=25, aziende=400)


@pytest.mark.lungo
@pytest.mark.timeout(1800)
def test_chi_muore_mille_volte_non_rompe_l_embargo(pubblico, redazione, pozzo, tmp_path, capsys):
    """R-10: 1,000 kills."""
    _prova(pubblico, redazione, pozzo, tmp_path, capsys, uccisioni=1_000, aziende=20_000)


def _prova(pubblico, redazione, pozzo, tmp_path, capsys, *, uccisioni, aziende):
    pubblico(aziende)
    circolare = _fra_poco(redazione)
    uffici = set(Busta.objects.con_chiave(chiavi.degli_uffici(circolare)).values_list("a", flat=True))
    lavoratori = Lavoratori(
        2, tmp_path / "celery.log", processi=4, EMAIL_URL=f"{pozzo.url}?timeout=2", **VELOCE
    )
    try:
        lavoratori.pronti()
        _uccidi(lavoratori, pozzo, uccisioni, aziende)
        _finisci()
    finally:
        lavoratori.ferma()
    arrivi = pozzo.arrivi
    degli_uffici = {arrivo.a: arrivo.quando for arrivo in reversed(arrivi) if arrivo.a in uffici}
    delle_aziende = {arrivo.a: arrivo.quando for arrivo in reversed(arrivi) if arrivo.a not in uffici}
    ripetute = len(arrivi) - len(degli_uffici) - len(delle_aziende)
    with capsys.disabled():
        sys.stdout.write(
            f"\nR-10 circolare: {uccisioni} uccisioni, {len(degli_uffici)} agli Sportelli, "
            f"{len(delle_aziende)} alle aziende, {ripetute} ripetute\n"
        )
    assert degli_uffici.keys() == uffici
    assert len(delle_aziende) == aziende
    assert min(delle_aziende.values()) >= circolare.rilascio
    assert min(delle_aziende.values()) >= max(degli_uffici.values())
    assert len({(arrivo.a, arrivo.message_id) for arrivo in arrivi}) == len(uffici) + aziende
    assert ripetute <= 0.2 * uccisioni
    assert set(Busta.objects.per_stato()) == {"consegnato"}


def _fra_poco(redazione):
    """Sent out days ago, its rilascio moved to a moment from now: later is the only way that it moves."""
    with tempo.fermo(tempo.adesso() - timedelta(days=12)):
        bozza = azioni.nuova(da=redazione)
        azioni.modifica(bozza, {"titolo": "Bando", "testo": "Aperto."}, revisione=1, da=redazione)
        azioni.diffondi(bozza, da=redazione)
    rilascio = tempo.adesso() + FRA_POCO
    Circolare.objects.update(rilascio=rilascio)
    posta.rinvia_con_chiave(chiavi.delle_aziende(bozza), rilascio)
    return Circolare.objects.get()


def _uccidi(lavoratori, pozzo, uccisioni, lettere):
    """Kills at random instants, as fast as letters arrive and processes are born again, whole workers too."""
    fatte = 0
    while fatte < uccisioni:
        suona()
        time.sleep(random.random() * 2 * RITARDO)
        if pozzo.quante < fatte * lettere * 0.95 / uccisioni:
            continue
        fatte += lavoratori.uccidi_un_lavoratore() if fatte % 25 == 24 else lavoratori.uccidi_un_figlio()


def _finisci():
    while Busta.objects.filter(~Q(stato="consegnato")).exists():
        suona()
        time.sleep(0.2)
