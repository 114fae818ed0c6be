"""The ledger: who got what and when, as each reader may know it (C6, C7)."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from circolari import azioni, consegne
from circolari.models import Destinatario
from circolari.posta import UFFICIO, componi_uffici
from nucleo.models import Busta, Consultazione
from nucleo.models.posta import Ufficio
from tests.circolari.conftest import TESTO
from tests.conftest import CANARINI

pytestmark = pytest.mark.django_db
DI_TP = ("redazione", "direzione", "referente_moda")


@pytest.fixture
def spedita(bozza, redazione, operatrice_fi, operatore_pi, iscrivi, firenze, pisa, orologio):
    """To the companies of two offices; the person of one is a canary."""
    iscritta = iscrivi(firenze, "Camiceria Torriandini", "09526490488", CANARINI.email)
    iscritta.nome = CANARINI.nome
    iscritta.save()
    iscrivi(pisa, "Podere Olmaia", "01234560506", "amerigo@olmaia.example")
    azioni.diffondi(bozza, da=redazione)
    return bozza


def esito(circolare, stato, *, email="", ufficio=None, quando="2026-03-02 10:05", errore="", orologio=None):
    """What became of the mails to one address, or to all of an office's own."""
    istante = orologio(quando)
    righe = Destinatario.objects.filter(circolare=circolare)
    righe = righe.filter(email=email) if email else righe.filter(azienda=None)
    righe = righe.filter(sportello=ufficio) if ufficio else righe
    buste = Busta.objects.filter(pk__in=righe.values("busta"))
    buste.update(stato=stato, presa_il=istante, chiusa_il=istante, non_prima_di=istante, errore=errore)


@pytest.fixture
def finisce(spedita, orologio):
    """`finisce("consegnato", email=…)`"""
    return lambda stato, **altro: esito(spedita, stato, orologio=orologio, **altro)


@pytest.fixture
def apre(request, client):
    def fa(chi, circolare, pagina="registro", *argomenti, **filtri):
        client.force_login(request.getfixturevalue(chi))
        return client.get(reverse(f"circolari:{pagina}", args=[circolare.codice, *argomenti]), filtri)

    return fa


def mostrate(risposta):
    return risposta.context["elenco"].mostrate


def in_un_file(risposta):
    return b"".join(risposta.streaming_content).decode("utf-8-sig")


# Who reads which rows


@pytest.mark.parametrize("chi", DI_TP)
def test_tp_segue_tutti_uno_sportello_i_suoi(apre, spedita, chi):
    assert {riga.sportello for riga in mostrate(apre(chi, spedita))} == {"Firenze", "Pisa"}
    aziende = mostrate(apre(chi, spedita, lista="aziende"))
    assert {riga.azienda for riga in aziende} == {"Camiceria Torriandini", "Podere Olmaia"}


def test_uno_sportello_vede_le_sue_persone_e_quelle_delle_sue_aziende(apre, spedita, operatrice_fi):
    persone = {riga.persona for riga in mostrate(apre("operatrice_fi", spedita))}
    assert persone == {"Casella dell'ufficio", "Giulia Bianchi"}
    [riga] = mostrate(apre("operatrice_fi", spedita, lista="aziende"))
    assert (riga.azienda, riga.persona) == ("Camiceria Torriandini", CANARINI.nome)
    assert riga.indirizzo == CANARINI.email
    lettura = Consultazione.objects.get(genere="persone raggiunte")
    assert (lettura.chi, lettura.quante) == (operatrice_fi, 1)


@pytest.mark.parametrize("chi", DI_TP)
def test_tp_non_riceve_mai_le_persone_delle_aziende(apre, spedita, finisce, chi):
    """C6, A-03: page, files, filters and the bars; not even in what the mail server answered."""
    rifiuto = f"550 <{CANARINI.email}>: {CANARINI.nome} sconosciuta"
    finisce("respinto", email=CANARINI.email, errore=rifiuto)
    risposte = [apre(chi, spedita, lista="aziende").content.decode(), apre(chi, spedita).content.decode()]
    risposte.append(apre(chi, spedita, "avanzamento").content.decode())
    risposte.append(apre(chi, spedita, "circolare").content.decode())
    risposte.append(in_un_file(apre(chi, spedita, "registro_esporta", "csv", lista="aziende")))
    assert "•••@canarino.example" in risposte[0]
    assert "•••@canarino.example" in risposte[-1]
    for risposta in risposte:
        for canarino in (CANARINI.email, CANARINI.nome, CANARINI.cognome, "ubaldina.frescovetti"):
            assert canarino not in risposta
    assert not Consultazione.objects.filter(genere="persone raggiunte").exists()


@pytest.mark.parametrize("chi", DI_TP)
@pytest.mark.parametrize("testo", [CANARINI.cognome, CANARINI.email, "ubaldina"])
def test_tp_non_puo_indovinarle_cercando(apre, spedita, chi, testo):
    """C6: whether a row answers would tell."""
    assert mostrate(apre(chi, spedita, lista="aziende", testo=testo)) == []


def test_lo_sportello_cerca_le_sue(apre, spedita):
    for testo in (CANARINI.cognome, "ubaldina", "torriandini"):
        assert len(mostrate(apre("operatrice_fi", spedita, lista="aziende", testo=testo))) == 1
    assert mostrate(apre("operatrice_fi", spedita, lista="aziende", testo="olmaia")) == []
    assert len(mostrate(apre("direzione", spedita, lista="aziende", testo="olmaia"))) == 1


def test_chi_la_legge_perche_e_pubblica_trova_un_registro_vuoto(
    apre, bozza, redazione, operatrice_fi, firenze, pisa, operatore_pi, orologio
):
    azioni.modifica(bozza, {"a_tutti": False, "sportelli": [firenze]}, revisione=2, da=redazione)
    azioni.diffondi(bozza, da=redazione)
    orologio("2026-03-04 10:00")
    risposta = apre("operatore_pi", bozza)
    assert mostrate(risposta) == []
    assert "non è andata al tuo Sportello" in risposta.content.decode()


def test_una_lista_che_non_c_e(apre, spedita):
    assert apre("direzione", spedita, lista="tutti").status_code == 404


# What each row says


def test_la_riga_dice_consegna_apertura_e_presa_visione(apre, spedita, finisce, operatrice_fi, orologio):
    finisce("consegnato", email=operatrice_fi.email)
    orologio("2026-03-02 11:00")
    azioni.segna_aperta(spedita, da=operatrice_fi)
    orologio("2026-03-02 12:00")
    azioni.prendi_visione(spedita, versione=1, da=operatrice_fi)
    testo = in_un_file(apre("redazione", spedita, "registro_esporta", "csv"))
    [riga] = [
        riga
        for riga in csv.DictReader(io.StringIO(testo), delimiter=";")
        if riga["Persona"] == "Giulia Bianchi"
    ]
    assert riga["E-mail"] == "consegnata"
    assert riga["Consegnata"] == "02/03/2026 10:05"
    assert riga["Aperta nell'Extranet"] == "02/03/2026 11:00"
    assert riga["Presa visione"] == "02/03/2026 12:00"


@pytest.mark.parametrize(
    ("stato", "detto"),
    [
        ("in_coda", "in coda"),
        ("respinto", "respinta"),
        ("parcheggiato", "parcheggiata"),
        ("annullato", "annullata"),
    ],
)
def test_si_filtra_per_stato_dell_email(apre, spedita, finisce, operatrice_fi, stato, detto):
    finisce("consegnato")
    finisce(stato, email=operatrice_fi.email, errore="550 casella piena")
    [riga] = mostrate(apre("redazione", spedita, stato=stato))
    assert (riga.persona, riga.stato_nome, riga.consegnata_il) == ("Giulia Bianchi", detto, None)
    assert bool(riga.errore) == (stato in ("respinto", "parcheggiato"))


def test_tp_filtra_per_sportello_uno_sportello_no(apre, spedita):
    assert {riga.sportello for riga in mostrate(apre("redazione", spedita, sportello="PI"))} == {"Pisa"}
    assert apre("operatrice_fi", spedita, sportello="PI").context["elenco"].avvisi


# The summary and the bars


def test_il_quadro_conta_consegne_e_letture_di_ogni_sportello(
    spedita, finisce, redazione, operatrice_fi, firenze, orologio
):
    finisce("consegnato", ufficio=firenze)
    azioni.prendi_visione(spedita, versione=1, da=operatrice_fi)
    finisce("consegnato", email=CANARINI.email, quando="2026-03-04 10:01")
    righe = {riga.sportello.codice: riga for riga in consegne.quadro(spedita, redazione).sportelli}
    fi, pi = righe["FI"], righe["PI"]
    assert (fi.uffici.consegnate, fi.uffici.totale) == (2, 2)
    assert (fi.letture.aperte, fi.letture.prese_visione) == (1, 1)
    assert (fi.aziende.consegnate, fi.aziende.totale) == (1, 1)
    assert fi.prima_alle_aziende == orologio("2026-03-04 10:01")
    assert (pi.uffici.consegnate, pi.letture.aperte, pi.prima_alle_aziende) == (0, 0, None)


def test_la_prima_email_alle_aziende_resta_la_prima_dopo_una_correzione(
    spedita, finisce, redazione, firenze, orologio
):
    finisce("consegnato")
    finisce("consegnato", email=CANARINI.email, quando="2026-03-04 10:01")
    Destinatario.objects.filter(email=CANARINI.email).update(inviata=1)
    orologio("2026-03-05 09:00")
    azioni.correggi(spedita, titolo="Altro", testo=TESTO, perche="Errore", versione=1, da=redazione)
    [fi] = [r for r in consegne.quadro(spedita, redazione).sportelli if r.sportello == firenze]
    assert fi.aziende.consegnate == 0
    assert fi.prima_alle_aziende == orologio("2026-03-04 10:01")


def test_uno_sportello_ha_nel_quadro_solo_se_stesso(spedita, operatrice_fi):
    assert [riga.sportello.codice for riga in consegne.quadro(spedita, operatrice_fi).sportelli] == ["FI"]


def test_le_barre_si_aggiornano_finche_qualcosa_puo_partire(apre, spedita, finisce, orologio):
    """Polled while mails may leave; not through the two days of the embargo, nor when all is done."""

    def si_aggiorna():
        return "hx-get" in apre("redazione", spedita, "avanzamento").content.decode()

    assert si_aggiorna()
    finisce("consegnato")
    assert not si_aggiorna()
    orologio("2026-03-04 10:00")
    assert si_aggiorna()
    for email in (CANARINI.email, "amerigo@olmaia.example"):
        finisce("consegnato", email=email, quando="2026-03-04 10:01")
    assert not si_aggiorna()


def test_le_barre_dicono_se_l_invio_e_sospeso(apre, spedita):
    Ufficio.objects.update_or_create(pk=1, defaults={"sospeso": True, "motivo": "Ripristino"})
    assert "L'invio è sospeso" in apre("redazione", spedita, "avanzamento").content.decode()


def test_si_riprova_solo_se_qualcosa_e_fallito(apre, spedita, finisce, operatrice_fi):
    finisce("consegnato")
    bottone = reverse("circolari:riprova", args=[spedita.codice])
    assert bottone not in apre("redazione", spedita).content.decode()
    finisce("respinto", email=operatrice_fi.email)
    assert bottone in apre("redazione", spedita).content.decode()
    assert bottone in apre("redazione", spedita, stato="respinto").content.decode()
    for chi in ("direzione", "operatrice_fi"):
        assert bottone not in apre(chi, spedita).content.decode()


def test_le_annullate_non_si_contano_fra_quelle_da_mandare(apre, spedita, finisce, redazione):
    finisce("consegnato")
    azioni.ritira(spedita, "Bando annullato", da=redazione)
    avanzamento = consegne.avanzamento(spedita, redazione)
    assert (avanzamento.aziende.totale, avanzamento.aziende.annullate) == (0, 2)


# Its cost


@pytest.mark.parametrize("chi", ["redazione", "operatrice_fi"])
@pytest.mark.parametrize("lista", ["sportelli", "aziende"])
def test_le_domande_non_crescono_con_i_destinatari(apre, spedita, iscrivi, firenze, redazione, chi, lista):
    """A-07"""
    grande = azioni.duplica(spedita, da=redazione)
    for n in range(30):
        iscrivi(firenze, f"Ditta {n}", f"{n:011d}", f"persona{n}@ditta{n}.example")
    azioni.diffondi(grande, da=redazione)
    apre(chi, spedita, lista=lista)

    def domande(circolare):
        with CaptureQueriesContext(connection) as fatte:
            assert apre(chi, circolare, lista=lista).status_code == 200
        return len(fatte)

    assert domande(grande) == domande(spedita) <= 26


def test_chi_cerca_qualcuno_non_aspetta_il_quadro(apre, spedita):
    """The summary counts every recipient: it stands on the ledger's own page alone."""
    assert apre("redazione", spedita).context["quadro"] is not None
    assert apre("redazione", spedita, lista="aziende").context["quadro"] is not None
    risposta = apre("redazione", spedita, lista="aziende", testo="olmaia")
    assert risposta.context["quadro"] is None
    assert "Il quadro di tutti gli Sportelli" in risposta.content.decode()


def test_le_email_di_un_blocco_trovano_ciascuna_la_sua_riga(spedita, redazione):
    """And those that a correction has replaced find none: they say nothing."""
    prime = list(Busta.objects.filter(genere=UFFICIO))
    assert {pk for pk, detta in componi_uffici(prime).items() if detta} == {busta.pk for busta in prime}
    azioni.correggi(spedita, titolo="Altro", testo=TESTO, perche="Errore", versione=1, da=redazione)
    assert componi_uffici(prime) == {}
