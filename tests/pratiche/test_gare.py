"""A-04: a shared decision needs both parties on the same version of the text, whoever runs at the same time.

Real threads, real connections, no lock but the program's and the database's.
"""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from nucleo import tempo
from nucleo.stati import PassaggioNonAmmesso
from pratiche import azioni
from pratiche.models import Decisione, Passo, Pratica, VersioneDecisione
from sportelli.azioni import crea_azienda
from sportelli.models import Azienda

FILI = 4
RIFIUTI = (PassaggioNonAmmesso, PermissionDenied, ValidationError)


@pytest.fixture
def fili():
    with ThreadPoolExecutor(FILI) as fili:
        yield fili
        for _ in fili.map(lambda _: (partenza.wait(), connection.close()), range(FILI)):
            pass


partenza = Barrier(FILI)


def corri(fili, mosse):
    """Does all the moves at once; True for each one that was done."""

    def muovi(mossa):
        partenza.wait()
        try:
            mossa()
        except RIFIUTI:
            return False
        return True

    return list(fili.map(muovi, mosse))


def mosse_possibili(decisione, gente):
    """What people do on the page they read, which may be old when they press the button.

    Each move has its own reading of the row, as each request has.
    """
    tp, ufficio, collega = gente
    letta, versione = Decisione.objects.get(pk=decisione.pk), decisione.versione
    risposta = {"su_versione": versione, "commento": "Perché sì"}
    return [
        lambda: azioni.concorda(letta, versione=versione, da=tp),
        lambda: azioni.concorda(letta, versione=versione, da=ufficio),
        lambda: azioni.concorda(letta, versione=versione, da=collega),
        lambda: azioni.rispondi(letta, "Emendata", genere="emendamento", da=tp, **risposta),
        lambda: azioni.rispondi(letta, "Proposta", genere="proposta", da=ufficio, **risposta),
        lambda: azioni.rispondi(letta, "Altra", genere="proposta", da=collega, **risposta),
        lambda: azioni.ritira(letta, "Facciamo da soli", da=ufficio),
    ]


def gara(fili, pratica, gente, caso):
    """One decision, raced for until it is closed. The moves are drawn by a seeded die."""
    decisione = azioni.chiedi_intervento(
        Pratica.objects.get(pk=pratica.pk), "Prima proposta", referente=gente[0], da=gente[1]
    )
    for _ in range(12):
        decisione.refresh_from_db()
        if not decisione.aperta:
            break
        mosse = [caso.choice(mosse_possibili(decisione, gente)) for _ in range(FILI)]
        esiti = corri(fili, mosse)
        # All read the same version: one of the moves on it can have been good, and a withdrawal after it.
        assert sum(esiti) <= 2
    else:
        azioni.ritira(decisione, "Basta", da=gente[1])
    return Decisione.objects.get(pk=decisione.pk)


def stonata(decisione):
    """Whether the agreement is one-sided, or on a text that was not the last."""
    if decisione.stato != "concordata":
        return False
    versioni = list(decisione.versioni.order_by("numero"))
    ultima = versioni[-1]
    autore = decisione.per_tp if ultima.parte == "tp" else decisione.per_sportello
    return (
        decisione.versione != ultima.numero
        or [v.numero for v in versioni] != list(range(1, len(versioni) + 1))
        or ultima.autore != autore
        or decisione.per_tp == decisione.per_sportello
        or decisione.per_tp.ruolo != "referente"
        or decisione.per_sportello.sportello_id != decisione.pratica.sportello_id
        or ultima.scritta_il > max(decisione.per_tp_il, decisione.per_sportello_il)
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "quante",
    [15, pytest.param(1000, marks=[pytest.mark.lungo, pytest.mark.timeout(7200)])],
)
def test_nessuna_gara_lascia_un_accordo_a_meta(
    in_lavorazione, fili, referente_moda, operatrice_fi, collega_fi, quante
):
    """A-04: 1,000 races, 0 one-sided or stale agreements (a few of them every day)."""
    caso, gente = random.Random(42), (referente_moda, operatrice_fi, collega_fi)
    decisioni = [gara(fili, in_lavorazione, gente, caso) for _ in range(quante)]
    assert [d.pk for d in decisioni if stonata(d)] == []
    assert {"concordata", "ritirata"} <= {d.stato for d in decisioni}
    assert Passo.objects.filter(genere="concordata").count() == sum(
        d.stato == "concordata" for d in decisioni
    )
    assert VersioneDecisione.objects.count() > quante
    assert not Pratica.objects.get().decisione_aperta


@pytest.mark.django_db(transaction=True)
def test_completare_e_chiedere_tp_insieme_non_riescono_mai_entrambi(
    nuova_pratica, fili, referente_moda, operatrice_fi, collega_fi
):
    """C2: no pratica in the archive with a decision that is open."""
    esiti = []
    for _ in range(6):
        pratica = nuova_pratica("in_lavorazione")
        letture = [Pratica.objects.get(pk=pratica.pk) for _ in range(FILI)]
        mosse = [
            lambda p=letture[0]: azioni.completa(p, esito="risolta", risposta="Ecco", da=operatrice_fi),
            lambda p=letture[1]: azioni.chiedi_intervento(p, "Noi", referente=referente_moda, da=collega_fi),
            lambda p=letture[2]: azioni.annota(p, "Sempre", da=collega_fi),
            lambda p=letture[3]: azioni.annulla(p, "Doppione", da=collega_fi),
        ]
        completata, chiesta, _, annullata = corri(fili, mosse)
        esiti.append((completata, chiesta, annullata))
        pratica.refresh_from_db()
        assert not (completata and (chiesta or annullata))
        assert pratica.stato in ("completata", "in_attesa_tp", "annullata")
        assert pratica.decisione_aperta == (pratica.stato == "in_attesa_tp")
    assert len(set(esiti)) > 1 or esiti


@pytest.mark.django_db(transaction=True)
def test_due_chiarimenti_insieme_ne_aprono_uno(
    in_lavorazione, fili, referente_moda, responsabile_fi, orologio
):
    entro = tempo.oggi() + timedelta(days=3)
    letture = [Pratica.objects.get(pk=in_lavorazione.pk) for _ in range(FILI)]
    esiti = corri(
        fili,
        [
            lambda p=p: azioni.chiedi_chiarimento(p, "Quanto?", entro_il=entro, da=referente_moda)
            for p in letture
        ],
    )
    assert sorted(esiti) == [False, False, False, True]
    assert Pratica.objects.get().chiarimenti.count() == 1


@pytest.mark.django_db(transaction=True)
def test_quattro_persone_la_prendono_in_carico_e_una_la_ha(
    aperta, fili, operatrice_fi, collega_fi, responsabile_fi, vice_fi
):
    letture = [Pratica.objects.get(pk=aperta.pk) for _ in range(FILI)]
    persone = (operatrice_fi, collega_fi, responsabile_fi, vice_fi)
    esiti = corri(
        fili,
        [
            lambda p=p, chi=chi: azioni.prendi_in_carico(p, da=chi)
            for p, chi in zip(letture, persone, strict=True)
        ],
    )
    assert sorted(esiti) == [False, False, False, True]
    assert Pratica.objects.get().assegnata_a == persone[esiti.index(True)]
    assert Passo.objects.filter(genere="presa_in_carico").count() == 1


@pytest.mark.django_db(transaction=True)
def test_due_ronde_insieme_sollecitano_una_volta(decisione, fili, orologio):
    orologio("2026-03-04 10:00")
    corri(fili, [azioni.sollecita_dovute] * FILI)
    assert Passo.objects.filter(genere="sollecito").count() == 1


@pytest.mark.django_db(transaction=True)
def test_la_stessa_azienda_salvata_da_quattro_persone_nasce_una_volta(fili, operatrice_fi):
    campi = {"ragione_sociale": "Vetri Zufolini S.r.l.", "comune": "Empoli", "partita_iva": "12345670017"}
    assert sorted(corri(fili, [lambda: crea_azienda(campi, da=operatrice_fi)] * FILI)) == [False] * 3 + [True]
    assert Azienda.objects.count() == 1
