"""Digests: on working mornings, one per person and period."""

import pytest

from nucleo import notifiche, posta
from nucleo.models import Busta, Chiusura
from nucleo.notifiche import Frequenza

pytestmark = pytest.mark.django_db


@pytest.fixture
def spedisci(mailoutbox):
    """Makes the digests that are due, sends them, and says the subjects that left."""

    def ora():
        prima = len(mailoutbox)
        notifiche.prepara_riepiloghi()
        posta.spedisci_dovuti()
        return [lettera.subject for lettera in mailoutbox[prima:]]

    return ora


def avvisa(utente, n, **altro):
    notifiche.avvisa([utente], argomento="prova", chiave=f"prova:{n}", titolo=f"Novità {n}", **altro)


def test_il_riepilogo_parte_la_mattina_dei_giorni_lavorativi(referente, orologio, spedisci, mailoutbox):
    notifiche.scegli(referente, {"prova": Frequenza.GIORNALIERA})
    orologio("2026-12-24 15:00")
    avvisa(referente, 1)
    avvisa(referente, 2)
    assert spedisci() == ["2 novità nell'Extranet"]
    assert "Novità 1" in mailoutbox[0].body
    assert "Novità 2" in mailoutbox[0].body
    avvisa(referente, 3)
    for festa in ("2026-12-24 16:00", "2026-12-25 09:00", "2026-12-27 09:00", "2026-12-28 07:59"):
        orologio(festa)
        assert spedisci() == []
    orologio("2026-12-28 08:00")
    assert spedisci() == ["1 novità nell'Extranet"]
    assert spedisci() == []


def test_il_settimanale_parte_il_primo_giorno_lavorativo(referente, orologio, spedisci):
    notifiche.scegli(referente, {"prova": Frequenza.SETTIMANALE})
    Chiusura.objects.create(dal="2026-12-21", al="2026-12-21", motivo="inventario")
    orologio("2026-12-18 15:00")
    assert spedisci() == []
    avvisa(referente, 1)
    assert spedisci() == ["1 novità nell'Extranet"]
    avvisa(referente, 2)
    orologio("2026-12-21 09:00")
    assert spedisci() == []
    orologio("2026-12-22 09:00")
    assert spedisci() == ["1 novità nell'Extranet"]
    avvisa(referente, 3)
    orologio("2026-12-23 09:00")
    assert spedisci() == []


def test_quel_che_si_e_letto_o_non_si_vede_piu_resta_fuori(
    referente, chiusura, nascondi, orologio, spedisci, mailoutbox
):
    """C4."""
    notifiche.scegli(referente, {"prova": Frequenza.GIORNALIERA})
    orologio("2026-12-22 10:00")
    avvisa(referente, 1)
    notifiche.leggi_tutte(referente)
    assert spedisci() == []
    avvisa(referente, 2, genere="chiusura", oggetto_id=chiusura.pk)
    avvisa(referente, 3)
    notifiche.prepara_riepiloghi()
    nascondi()
    assert spedisci() == ["1 novità nell'Extranet"]
    assert "Novità 2" not in mailoutbox[0].body


def test_se_non_resta_niente_da_dire_non_parte_niente(referente, chiusura, nascondi, orologio, spedisci):
    notifiche.scegli(referente, {"prova": Frequenza.GIORNALIERA})
    orologio("2026-12-22 10:00")
    avvisa(referente, 1, genere="chiusura", oggetto_id=chiusura.pk)
    nascondi()
    assert spedisci() == []
    assert Busta.objects.get().stato == "annullato"
