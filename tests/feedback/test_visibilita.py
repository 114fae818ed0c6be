"""Who reads which answer, and what of it (C5, C6)."""

import csv
import io

import pgtrigger
import pytest
from django.urls import reverse

from feedback import azioni, gettoni
from feedback.compilazione import Detto
from feedback.models import Domanda, Impostazioni, Risposta, Seguito
from pratiche import azioni as pratiche
from sportelli.models import Scopo
from sportelli.models import TestoConsenso as Acconsentito
from tests.conftest import CANARINI
from tests.feedback.conftest import consente, detti, ronda

SEGRETI = (CANARINI.cognome, CANARINI.email, CANARINI.cifre, CANARINI.email_azienda)
PAROLE = Detto(
    testo=f"Chiamate {CANARINI.nome}, {CANARINI.telefono}, {CANARINI.email}: i tempi erano lunghi."
)


@pytest.fixture
def senza_tp(chiesta):
    """The answer about a pratica in which TP took no part."""
    altri = {"commento": PAROLE, "contattatemi": Detto(scelte=("si",))}
    return azioni.rispondi(chiesta, detti(complessivo=1, **altri), lingua="it")


@pytest.fixture
def con_tp(questionario, consenziente, decisione, referente_moda, operatrice_fi):
    """The answer about a pratica on which TP and the office agreed."""
    pratiche.concorda(decisione, versione=1, da=referente_moda)
    pratica = decisione.pratica
    pratica.refresh_from_db()
    pratiche.completa(pratica, esito="risolta", risposta="Ecco.", da=operatrice_fi)
    ronda()
    altri = {"commento": PAROLE, "contattatemi": Detto(scelte=("si",))}
    return azioni.rispondi(pratica.richiesta_feedback, detti(complessivo=1, **altri), lingua="it")


def pagine(risposta):
    numero = risposta.pratica.numero
    return [
        reverse("feedback:elenco"),
        reverse("feedback:elenco_esporta", args=["csv"]),
        reverse("feedback:risposta", args=[risposta.pk]),
        reverse("feedback:della_pratica", args=[numero]),
        reverse("pratiche:dettaglio", args=[numero]),
    ]


def corpo(risposta):
    return b"".join(risposta).decode() if risposta.streaming else risposta.content.decode()


def test_il_suo_ufficio_legge_tutto(client, senza_tp, operatrice_fi):
    client.force_login(operatrice_fi)
    pagina = corpo(client.get(reverse("feedback:risposta", args=[senza_tp.pk])))
    assert "i tempi erano lunghi" in pagina
    assert CANARINI.email in pagina
    assert "Chiede di essere richiamata" in pagina
    assert 'max="5" low="2.5" high="3.75" optimum="5" value="1"' in pagina, "a low vote is not green"


@pytest.mark.parametrize("chi", ["operatore_pi", "responsabile_pi", "amministratore", "estraneo"])
def test_gli_altri_non_sanno_nemmeno_che_c_e(client, senza_tp, request, chi):
    """404, as for a number that never was."""
    client.force_login(request.getfixturevalue(chi))
    for nome, argomento in (("risposta", senza_tp.pk), ("della_pratica", senza_tp.pratica.numero)):
        vera = client.get(reverse(f"feedback:{nome}", args=[argomento]))
        assert vera.status_code == 404
    assert not Risposta.objects.visibili_a(request.getfixturevalue(chi)).exists()


@pytest.mark.parametrize("chi", ["referente_moda", "direzione", "redazione"])
def test_tp_non_legge_dove_non_e_intervenuta(client, senza_tp, request, chi):
    client.force_login(request.getfixturevalue(chi))
    assert client.get(reverse("feedback:risposta", args=[senza_tp.pk])).status_code == 404
    assert client.get(reverse("feedback:della_pratica", args=[senza_tp.pratica.numero])).status_code == 404


@pytest.mark.parametrize("chi", ["referente_moda", "direzione"])
def test_tp_legge_dove_e_intervenuta_e_mai_un_recapito(client, con_tp, request, chi):
    """A-03, C6: votes and words, no person, no phone, no address, not even who is to be called back."""
    client.force_login(request.getfixturevalue(chi))
    for pagina in pagine(con_tp):
        risposta = client.get(pagina)
        assert risposta.status_code == 200, pagina
        letta = corpo(risposta)
        for segreto in SEGRETI:
            assert segreto not in letta, pagina
    dettaglio = corpo(client.get(reverse("feedback:risposta", args=[con_tp.pk])))
    assert "i tempi erano lunghi" in dettaglio
    assert "richiam" not in dettaglio
    assert client.get(reverse("feedback:seguiti")).status_code == 403
    assert not Seguito.objects.visibili_a(request.getfixturevalue(chi)).exists()


def test_l_azienda_sa_chi_legge_la_sua_risposta(client, con_tp):
    """GDPR art. 13: that TP reads it too is said before it is given, where TP took part and only there."""
    richiesta = con_tp.richiesta
    qui = reverse("feedback:rispondi", args=[gettoni.gettone(richiesta)]) + "?correggi=si"
    assert "senza i suoi recapiti, Toscana Promozione" in corpo(client.get(qui))
    assert "without your contact details, by Toscana Promozione" in corpo(client.get(f"{qui}&lingua=en"))


def test_il_file_dice_quello_che_dice_la_pagina(client, senza_tp, responsabile_fi):
    client.force_login(responsabile_fi)
    via = reverse("feedback:elenco_esporta", args=["csv"])
    [riga] = csv.DictReader(io.StringIO(corpo(client.get(via)).lstrip("\ufeff")), delimiter=";")
    assert (riga["Voto complessivo"], riga["Vuole essere contattata"]) == ("1", "sì")
    assert corpo(client.get(via + "?voto=5")).count("\n") == 1


def test_ogni_testo_libero_sta_nel_file(client, senza_tp, responsabile_fi):
    """Whatever code the redazione gave to its question."""
    with pgtrigger.ignore("feedback.Domanda:parte_congelata"):
        Domanda.objects.filter(codice="commento").update(codice="consigli")
    client.force_login(responsabile_fi)
    assert "i tempi erano lunghi" in corpo(client.get(reverse("feedback:elenco_esporta", args=["csv"])))


def test_chi_ritira_il_consenso_non_si_racconta_piu(client, chiesta, consenziente, operatrice_fi):
    """GDPR art. 7.3: said no on the company's page, or to the office, long after the answer."""
    risposta = azioni.rispondi(chiesta, detti(citazione=Detto(scelte=("si",))), lingua="it")
    client.force_login(operatrice_fi)
    qui, fra_tutte = reverse("feedback:risposta", args=[risposta.pk]), reverse("feedback:elenco")
    assert "Si può raccontare" in corpo(client.get(qui))
    assert risposta.pratica.numero in corpo(client.get(f"{fra_tutte}?citabile=on"))
    consente(consenziente, si=False, scopo=Scopo.CASI_DI_STUDIO)
    assert "Si può raccontare" not in corpo(client.get(qui))
    assert risposta.pratica.numero not in corpo(client.get(f"{fra_tutte}?citabile=on"))


@pytest.mark.parametrize(
    ("filtro", "quante"),
    [
        ("voto=1", 1),
        ("voto=5", 0),
        ("paese=JP", 1),
        ("paese=US", 0),
        ("dal=2026-03-02", 1),
        ("al=2026-03-01", 0),
    ]
    + [
        ("risolto=si", 1),
        ("fonte=telefono", 0),
        ("servizio=dogane", 1),
        ("settore=vino", 0),
        ("citabile=on", 0),
    ],
)
def test_i_filtri_stanno_nell_indirizzo(client, senza_tp, operatrice_fi, filtro, quante):
    client.force_login(operatrice_fi)
    pagina = corpo(client.get(f"{reverse('feedback:elenco')}?{filtro}"))
    assert pagina.count('data-nome="Voto"') == quante


def test_l_elenco_costa_lo_stesso_con_tante_righe(
    client, senza_tp, operatrice_fi, django_assert_max_num_queries
):
    """A-07."""
    Risposta.objects.update(citabile_con=Acconsentito.objects.get(scopo=Scopo.CASI_DI_STUDIO))
    client.force_login(operatrice_fi)
    client.get(reverse("feedback:elenco"))
    with django_assert_max_num_queries(12):
        client.get(reverse("feedback:elenco"))


def test_dalla_pratica_si_chiede_e_si_raccoglie(client, pronta, contatto, operatrice_fi):
    client.force_login(operatrice_fi)
    qui = reverse("feedback:della_pratica", args=[pronta.numero])
    assert "Raccogli per telefono" in corpo(client.get(qui))
    client.post(reverse("feedback:chiedi", args=[pronta.numero]), {"contatto": contatto.pk})
    assert "Manda un nuovo collegamento" in corpo(client.get(qui))
    dati = {f"d_{codice}": str(int(d.numero)) for codice, d in detti().items() if d.numero} | {
        "d_esito": "si"
    }
    risposta = client.post(reverse("feedback:raccogli", args=[pronta.numero]), dati, follow=True)
    assert "Raccolta per telefono" in corpo(risposta)
    assert Risposta.objects.get().raccolta_da == operatrice_fi


@pytest.mark.parametrize(
    ("come", "detto"), [("risponde", "ha risposto"), ("rifiuta", "ha scelto di non rispondere")]
)
@pytest.mark.parametrize("nome", ["feedback:chiedi", "feedback:raccogli"])
def test_chi_arriva_dopo_l_azienda_legge_che_cosa_e_successo(
    client, chiesta, operatrice_fi, come, detto, nome
):
    """The company answers, or refuses, while an officer has the form open: no closed door."""
    if come == "risponde":
        azioni.rispondi(chiesta, detti(), lingua="it")
    else:
        azioni.rifiuta(chiesta)
    client.force_login(operatrice_fi)
    via = reverse(nome, args=[chiesta.pratica.numero])
    pagina = client.post(via, {"d_esito": "si"}, follow=True)
    assert pagina.status_code == 200
    assert f"Nel frattempo l&#x27;azienda {detto}" in corpo(pagina)
    assert (pagina.resolver_match.view_name == "feedback:risposta") == (come == "risponde")


def test_il_seguito_si_chiude_dalla_sua_pagina(client, senza_tp, operatrice_fi):
    client.force_login(operatrice_fi)
    assert "Camiceria Torriandini" in corpo(client.get(reverse("feedback:seguiti")))
    via = reverse("feedback:seguito_chiudi", args=[senza_tp.seguito.pk])
    client.post(via, {"nota": "Richiamata, ora è contenta."})
    assert Seguito.objects.get().stato == "chiuso"
    assert "Camiceria Torriandini" not in corpo(client.get(reverse("feedback:seguiti"))), "nothing to do"
    assert "Camiceria Torriandini" in corpo(client.get(reverse("feedback:seguiti") + "?lista=chiusi"))
    assert "ora è contenta" in corpo(client.get(reverse("feedback:risposta", args=[senza_tp.pk])))


def test_le_impostazioni_le_sceglie_il_responsabile(
    client, questionario, responsabile_fi, operatrice_fi, dogane
):
    via = reverse("feedback:impostazioni")
    client.force_login(operatrice_fi)
    assert client.get(via).status_code == 403
    client.force_login(responsabile_fi)
    dati = {"quando": "dopo", "dopo_giorni": 10, "pausa_giorni": 60, "validita_giorni": 30, "versione": 1}
    dati |= {"correzione_giorni": 5, "soglia": 3, "seguito_giorni": 2, f"quando_{dogane.pk}": "mai"}
    assert client.post(via, dati).status_code == 302
    scelte = Impostazioni.objects.get()
    assert (scelte.quando, scelte.soglia, scelte.per(dogane)[0]) == ("dopo", 3, "mai")
    assert client.post(via, dati | {"soglia": 1}).status_code == 409, "somebody has saved meanwhile"
