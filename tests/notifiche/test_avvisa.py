"""What waits for a person, and who may know of it."""

import pytest

from nucleo import notifiche, posta
from nucleo.models import Busta, Notifica
from nucleo.notifiche import Frequenza
from sportelli.models import Utente

pytestmark = pytest.mark.django_db


def avvisa(*a, chiave="prova:1", **altro):
    campi = {"argomento": "prova", "titolo": "È successo qualcosa", "testo": "Ecco che cosa.", **altro}
    notifiche.avvisa(a, chiave=chiave, **campi)


def test_ognuno_e_avvisato_una_volta_sola(referente, direzione):
    avvisa(referente, direzione, referente)
    avvisa(referente)
    assert Notifica.objects.count() == Busta.objects.count() == 2


def test_chi_non_e_piu_attivo_non_e_avvisato(referente):
    referente.is_active = False
    avvisa(referente)
    assert not Notifica.objects.exists()


def test_un_argomento_che_nessuno_conosce_e_un_errore(referente):
    with pytest.raises(KeyError):
        avvisa(referente, argomento="ignoto")


def test_quel_che_non_si_vede_piu_non_esiste_nemmeno_come_numero(referente, chiusura, nascondi):
    """C4: the notice obeys the law of what it speaks of."""
    avvisa(referente, genere="chiusura", oggetto_id=chiusura.pk)
    assert notifiche.da_leggere(referente) == 1
    nascondi()
    assert notifiche.da_leggere(referente) == 0
    assert not Notifica.objects.visibili_a(referente).exists()


def test_un_genere_che_nessuno_ha_registrato_non_lo_vede_nessuno(referente):
    avvisa(referente, genere="ignoto", oggetto_id=1)
    assert not Notifica.objects.visibili_a(referente).exists()


def test_ognuno_vede_le_sue(referente, direzione):
    avvisa(referente)
    assert not Notifica.objects.visibili_a(direzione).exists()


def test_chi_e_disattivato_non_ne_vede_piu_nessuna(referente):
    avvisa(referente)
    referente.is_active = False
    assert not Notifica.objects.visibili_a(referente).exists()


def test_quante_da_leggere_lo_dice_una_domanda_sola(referente, django_assert_num_queries):
    for n in range(120):
        avvisa(referente, chiave=f"prova:{n}")
    with django_assert_num_queries(1):
        assert notifiche.da_leggere(referente) == 100


def test_si_chiede_solo_di_cio_di_cui_parlano_e_di_niente_se_non_ce_ne_sono(
    referente, direzione, chiusura, nascondi, django_assert_num_queries
):
    """Every page says how many: whoever has none costs nothing, and sight is asked as ever."""
    avvisa(referente, genere="chiusura", oggetto_id=chiusura.pk)
    avvisa(referente, chiave="prova:2")

    def entrata(chi):
        return Utente.objects.con_generi_da_leggere().get(pk=chi.pk)

    assert set(entrata(referente).generi_da_leggere) == {"", "chiusura"}
    assert notifiche.da_leggere(entrata(referente)) == 2
    nascondi()
    assert notifiche.da_leggere(entrata(referente)) == 1
    with django_assert_num_queries(1):
        assert notifiche.da_leggere(entrata(direzione)) == 0
    notifiche.leggi_tutte(referente)
    assert entrata(referente).generi_da_leggere == []


def test_leggere_vale_la_prima_volta(referente, orologio):
    avvisa(referente, chiave="a")
    avvisa(referente, chiave="b")
    notifica = Notifica.objects.get(chiave="a")
    prima = orologio("2026-12-22 10:40")
    notifiche.leggi(notifica)
    orologio("2026-12-23 10:40")
    assert notifiche.leggi_tutte(referente) == 1
    notifica.refresh_from_db()
    assert notifica.letta_il == prima


def test_la_lettera_dice_che_cosa_e_dove(referente, mailoutbox, settings):
    avvisa(referente, indirizzo="/pratiche/7/")
    posta.spedisci_dovuti()
    [lettera] = mailoutbox
    assert (lettera.to, lettera.subject) == ([referente.email], "È successo qualcosa")
    assert "Ecco che cosa." in lettera.body
    assert f"{settings.INDIRIZZO}/pratiche/7/" in lettera.body
    assert "/notifiche/preferenze/" in lettera.body


@pytest.mark.parametrize("che_cosa", ["nascosta", "letta", "disattivato"])
def test_la_lettera_si_giudica_quando_parte(referente, chiusura, nascondi, mailoutbox, che_cosa):
    """C4: no mail about what may no longer be read."""
    avvisa(referente, genere="chiusura", oggetto_id=chiusura.pk)
    if che_cosa == "nascosta":
        nascondi()
    elif che_cosa == "letta":
        notifiche.leggi_tutte(referente)
    else:
        referente.is_active = False
        referente.save()
    posta.spedisci_dovuti()
    assert (Busta.objects.get().stato, mailoutbox) == ("annullato", [])


def test_chi_non_vuole_posta_trova_tutto_nella_pagina(referente, mailoutbox):
    notifiche.scegli(referente, {"prova": Frequenza.MAI})
    avvisa(referente)
    posta.spedisci_dovuti()
    assert (notifiche.da_leggere(referente), mailoutbox) == (1, [])


def test_la_scelta_si_cambia(referente):
    notifiche.scegli(referente, {"prova": Frequenza.MAI})
    notifiche.scegli(referente, {"prova": Frequenza.SETTIMANALE})
    assert [(a.chiave, f) for a, f in notifiche.frequenze_di(referente)] == [("prova", Frequenza.SETTIMANALE)]
