"""One questionnaire for the network: TP writes it, its versions are frozen by the database (C5)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from feedback import azioni
from feedback.azioni import Voce
from feedback.models import Domanda, Questionario

IN_ORDINE = ("sezione__ordine", "ordine", "opzioni__ordine")


@pytest.fixture
def bozza(questionario, redazione):
    return azioni.nuova_versione(da=redazione)


def test_la_prima_versione_viene_dal_progetto_una_volta(questionario):
    assert azioni.carica_questionario() is False
    assert questionario.domande.count() == 18
    assert set(questionario.domande.filter(obbligatoria=True).values_list("codice", flat=True)) == {
        *("accesso", "tempi", "chiarezza", "completezza", "affidabilita", "cortesia"),
        *("esito", "complessivo", "consiglio"),
    }


@pytest.mark.parametrize(
    "cambia",
    [
        lambda q: Questionario.objects.filter(pk=q.pk).update(titolo="Altro"),
        lambda q: q.domande.update(testo="Altro"),
        lambda q: q.domande.filter(codice="commento").delete(),
        lambda q: q.sezioni.create(titolo="Nuova", ordine=9),
        lambda q: q.domande.first().opzioni.create(valore="9", testo="Altro", ordine=9),
        lambda q: q.delete(),
    ],
)
def test_una_versione_in_uso_non_cambia(questionario, cambia):
    """Whoever writes: the database refuses."""
    with pytest.raises(DatabaseError), transaction.atomic():
        cambia(questionario)


def test_una_nuova_versione_e_una_copia_intera(bozza, questionario, redazione):
    campi = (
        "codice",
        "tipo",
        "testo",
        "testo_en",
        "obbligatoria",
        "minimo",
        "massimo",
        "indicatore",
        "se_valori",
    )
    for altri in (campi, ("se_domanda__codice", "codice"), ("opzioni__valore", "opzioni__testo_en")):
        nuove, vecchie = (q.domande.order_by(*IN_ORDINE) for q in (bozza, questionario))
        assert list(nuove.values_list(*altri)) == list(vecchie.values_list(*altri))
    assert azioni.nuova_versione(da=redazione) == bozza, "one draft at a time"


def test_messa_in_uso_prende_il_posto_della_vecchia(bozza, questionario, redazione):
    azioni.adotta(bozza, da=redazione)
    questionario.refresh_from_db()
    assert (Questionario.objects.in_uso(), questionario.stato) == (bozza, "superato")


@pytest.mark.parametrize("chi", ["operatrice_fi", "responsabile_fi", "referente_moda", "amministratore"])
def test_nessuno_sportello_lo_altera(questionario, request, chi):
    with pytest.raises(PermissionDenied):
        azioni.nuova_versione(da=request.getfixturevalue(chi))


def test_una_domanda_che_dipende_da_una_che_viene_dopo_non_si_adotta(bozza, direzione):
    prima = bozza.domande.get(codice="accesso")
    dopo = bozza.domande.get(codice="esito")
    Domanda.objects.filter(pk=prima.pk).update(se_domanda=dopo, se_valori=["si"])
    with pytest.raises(ValidationError, match="viene dopo"):
        azioni.adotta(bozza, da=direzione)


def test_un_codice_non_cambia_scala(bozza, redazione):
    """Or its mean would mix different things."""
    Domanda.objects.filter(questionario=bozza, codice="tempi").update(massimo=10)
    with pytest.raises(ValidationError, match="altro codice"):
        azioni.adotta(bozza, da=redazione)


SCELTA = {"tipo": "scelta", "minimo": None, "massimo": None}
SCALA = {"tipo": "scala", "minimo": 1, "massimo": 5}


@pytest.mark.parametrize(
    ("campi", "valori", "difetto"),
    [
        (SCELTA, ["a", "ns"], "«ns» vuol dire «non so»"),
        (SCELTA | {"tipo": "scelta_multipla", "non_so": True}, ["a", "b"], "non può ammettere «non so»"),
        (SCALA, ["1", "99"], "voti che non ci sono: 99"),
        (SCELTA | {"tipo": "testo", "massimo": 0}, [], "almeno un carattere"),
        (SCELTA | {"tipo": "numero", "minimo": 2_000_000}, [], "nessun numero va da 2000000 a 999999"),
        (SCALA | {"massimo": 10, "indicatore": "soddisfazione"}, [], "vanno da 1 a 5"),
        (SCALA | {"indicatore": "nps"}, [], "vanno da 0 a 10"),
        (SCELTA | {"indicatore": "risolto"}, ["si", "completamente"], "non completamente"),
        (SCELTA | {"indicatore": "contatto"}, ["volentieri", "no"], "un'opzione con il valore «si»"),
    ],
)
def test_una_domanda_che_non_si_puo_contare_non_si_adotta(bozza, redazione, campi, valori, difetto):
    """Or companies would find a page that they cannot send, and means would mix different votes."""
    voci = [Voce(valore, valore, "") for valore in valori]
    campi |= {"sezione": bozza.sezioni.first(), "codice": "nuova", "testo": "Nuova?"}
    azioni.salva_domanda(bozza, None, campi, voci, da=redazione)
    with pytest.raises(ValidationError, match=difetto):
        azioni.adotta(bozza, da=redazione)


def test_si_scrive_una_domanda_e_si_sposta(bozza, redazione):
    sezione = bozza.sezioni.last()
    campi = {
        "sezione": sezione,
        "codice": "lingua",
        "tipo": "scelta",
        "testo": "In che lingua?",
        "se_domanda": None,
    }
    voci = [Voce("it", "Italiano", "Italian"), Voce("en", "Inglese", "English")]
    domanda = azioni.salva_domanda(bozza, None, campi, voci, da=redazione)
    azioni.sposta_domanda(bozza, domanda, su=True, da=redazione)
    codici = list(sezione.domande.values_list("codice", flat=True))
    assert codici[-2:] == ["lingua", "citazione"]
    azioni.togli_domanda(bozza, domanda, da=redazione)
    with pytest.raises(ValidationError, match="condizione"):
        azioni.togli_domanda(bozza, bozza.domande.get(codice="esito"), da=redazione)


def test_due_domande_non_hanno_lo_stesso_codice(bozza, redazione, client):
    client.force_login(redazione)
    dati = {"sezione": bozza.sezioni.first().pk, "codice": "tempi", "tipo": "testo", "testo": "Di nuovo?"}
    risposta = client.post(reverse("feedback:domanda_nuova", args=[bozza.versione]), dati)
    assert risposta.status_code == 200
    assert "C&#x27;è già una domanda con questo codice." in risposta.content.decode()


def test_l_anteprima_mentre_si_scrive_non_scrive(bozza, redazione, client):
    client.force_login(redazione)
    tempi = bozza.domande.get(codice="tempi")
    dati = {"sezione": tempi.sezione_id, "codice": "tempi", "tipo": "scala", "testo": "Siamo stati veloci?"}
    dati |= {"minimo": 1, "massimo": 5, "opzioni": "1 | Per niente | Not at all"}
    via = reverse("feedback:domanda_prova", args=[bozza.versione])
    detta = client.post(via, dati).content.decode()
    assert "Siamo stati veloci?" in detta
    assert "Not at all" in detta
    tempi.refresh_from_db()
    assert tempi.testo.startswith("I tempi")


def test_le_pagine_della_redazione(bozza, redazione, operatrice_fi, client):
    """Who works in an office reads the version in use, and knows of no draft."""
    vie = [
        reverse(f"feedback:{nome}", args=[bozza.versione])
        for nome in ("questionario", "anteprima", "questionario_testi", "domanda_nuova", "sezione_nuova")
    ]
    client.force_login(redazione)
    assert [client.get(via).status_code for via in vie] == [200] * 5
    client.force_login(operatrice_fi)
    assert [client.get(via).status_code for via in vie] == [404] * 5
    assert client.get(reverse("feedback:questionario", args=[1])).status_code == 200
