"""What goes into the outbox, and how."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from nucleo import campanello, posta, tempo
from nucleo.models import Busta, Lettera
from nucleo.posta import Messaggio, PostaNonValida

pytestmark = pytest.mark.django_db


def accoda(chiave="prova:1", a="ditta@esempio.it", oggetto="Oggetto", testo="Testo", **altro):
    posta.accoda(chiave, a, oggetto, testo, **altro)


def test_una_chiave_si_accoda_una_volta_sola():
    accoda()
    prima = Busta.objects.get()
    accoda(testo="Un altro testo", a="altra@esempio.it")
    assert Busta.objects.get().message_id == prima.message_id
    assert Busta.objects.get().a == "ditta@esempio.it"


def test_chi_annulla_la_transazione_annulla_la_posta():
    def a_meta():
        with transaction.atomic():
            accoda()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        a_meta()
    assert not Busta.objects.exists()


def test_le_stesse_parole_si_conservano_una_volta_sola():
    posta.accoda_tutti(
        Messaggio(chiave=f"c:{n}", a=f"ditta{n}@esempio.it", oggetto="Circolare", testo="Testo")
        for n in range(20)
    )
    assert (Lettera.objects.count(), Busta.objects.count()) == (1, 20)
    assert len(set(Busta.objects.values_list("message_id", flat=True))) == 20


def test_mille_lettere_in_una_manciata_di_domande(django_assert_max_num_queries):
    messaggi = [
        Messaggio(chiave=f"q:{n}", a=f"d{n}@esempio.it", oggetto="Questionario", testo=f"Testo {n}")
        for n in range(1000)
    ]
    with django_assert_max_num_queries(12):
        posta.accoda_tutti(messaggi)
    assert Lettera.objects.count() == 1000


@pytest.mark.parametrize(
    "campi",
    [
        {"a": "ditta@esempio.it\r\nBcc: tutti@esempio.it"},
        {"a": "ditta@esempio.it\n"},
        {"a": "ditta@esempio.it, altra@esempio.it"},
        {"a": "Ditta <ditta@esempio.it>"},
        {"a": ""},
        {"a": "non un indirizzo"},
        {"mittente": "Sportello\r\nBcc: tutti@esempio.it <fi@esempio.it>"},
        {"mittente": "fi@esempio.it, pi@esempio.it"},
        {"mittente": "Sportello di Firenze"},
        {"rispondi_a": "fi@esempio.it\nX: y"},
        {"rispondi_a": "fi@esempio.it\u2028X: y"},
        {"chiave": "prova:\n1"},
        {"oggetto": "Oggetto\x00"},
        {"intestazioni": {"List-Unsubscribe": "<https://esempio.it>\r\nBcc: tutti@esempio.it"}},
        {"intestazioni": {"Bcc: tutti@esempio.it\r\nX": "y"}},
        {"intestazioni": {"X Y": "y"}},
    ],
    ids=repr,
)
def test_nessuna_riga_in_piu_nelle_intestazioni(campi):
    """S-01: mail header injection."""
    with pytest.raises(PostaNonValida):
        accoda(**campi)
    assert not Busta.objects.exists()


def test_un_oggetto_su_due_righe_diventa_una_riga():
    accoda(oggetto="Prima\r\nBcc: tutti@esempio.it")
    assert Lettera.objects.get().oggetto == "Prima Bcc: tutti@esempio.it"


def test_il_database_rifiuta_di_prendere_prima_del_tempo():
    """Design rule 4: a database CHECK refuses a send before `non_prima_di`."""
    domani = tempo.adesso() + timedelta(days=1)
    accoda(non_prima_di=domani)
    buste = Busta.objects.filter(chiave="prova:1")
    with pytest.raises(IntegrityError), transaction.atomic():
        buste.update(stato="in_invio", presa_il=tempo.adesso())
    with pytest.raises(IntegrityError), transaction.atomic():
        buste.update(stato="consegnato", chiusa_il=tempo.adesso())
    with pytest.raises(IntegrityError), transaction.atomic():
        buste.update(stato="consegnato", presa_il=domani - timedelta(seconds=1))


def test_quel_che_e_in_coda_si_rinvia_o_si_ritira(orologio):
    adesso = orologio("2026-12-22 10:40")
    posta.accoda_tutti(
        Messaggio(chiave=f"circolare:{n}", a=f"d{n}@esempio.it", oggetto="O", testo="T", non_prima_di=adesso)
        for n in (7, 70)
    )
    dopo = adesso + timedelta(days=2)
    assert posta.rinvia_con_chiave("circolare:7", dopo) == 2
    assert posta.rinvia_con_chiave("circolare:7", adesso) == 0
    assert set(Busta.objects.values_list("non_prima_di", "prossimo")) == {(dopo, dopo)}
    assert posta.annulla_con_chiave("circolare:70", "ritirata") == 1
    assert Busta.objects.per_stato() == {"in_coda": 1, "annullato": 1}


@pytest.mark.django_db(transaction=True)
def test_il_campanello_suona_dopo_il_commit_e_una_volta_sola(suonate):
    with transaction.atomic():
        accoda("prova:1")
        accoda("prova:2")
        assert suonate() == []
    assert suonate() == ["nucleo.tasks.spedisci"]


@pytest.mark.django_db(transaction=True)
def test_il_campanello_tace_per_la_posta_di_domani(suonate):
    accoda(non_prima_di=tempo.adesso() + timedelta(days=1))
    assert suonate() == []


@pytest.mark.django_db(transaction=True)
def test_un_campanello_rotto_non_ferma_nessuno():
    """R-11: a doorbell that fails loses nothing and says nothing to the page."""

    def rotto(compito):
        raise ConnectionError("nessun broker")

    campanello.collega(rotto)
    try:
        accoda()
    finally:
        campanello.collega(None)
    assert Busta.objects.get().stato == "in_coda"
