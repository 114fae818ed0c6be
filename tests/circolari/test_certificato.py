"""The certificate of precedence: true, the same bytes again, nobody's words run, nobody's address in it."""

import hashlib
import json
import re
import zlib

import pytest
from django.urls import reverse

from circolari import azioni, certificato
from circolari.models import Circolare, Destinatario
from nucleo import posta
from nucleo.models import Busta, Chiusura
from nucleo.models.posta import StatoBusta

# A test reads what the PDF carries inside, as a lawyer's viewer does.
FLUSSI = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
PERICOLI = [
    '#panic("preso")',
    '#read("/etc/passwd")',
    '"); #panic("preso',
    "*grassetto* _corsivo_ $x^2$ `codice` <eti> @rif // commento",
    "\\ \\u{41} ${1+1} #{1+1} #1",
    "]] #[ ]] /* */",
    "= titolo - punto + numero",
    '{"dati": "altro"}',
    "riga\nnuova\ttab \u202e rovesciata \u0301 emoji 🍷 日本",
]


@pytest.fixture
def vissuta(bozza, iscrivi, redazione, firenze, pisa, operatrice_fi, responsabile_pi, orologio):
    """Sent out on Monday at 10:00, read by both offices, in the companies' hands on Wednesday at 10:02."""
    iscrivi(firenze, "Alfa", "01234560506", "uno@alfa.example")
    iscrivi(pisa, "Beta", "09526490488", "due@beta.example")
    azioni.diffondi(bozza, da=redazione)
    orologio("2026-03-02 10:01")
    posta.spedisci_dovuti()
    orologio("2026-03-02 11:30")
    azioni.prendi_visione(bozza, versione=1, da=operatrice_fi)
    orologio("2026-03-03 09:15")
    azioni.segna_aperta(bozza, da=responsabile_pi)
    orologio("2026-03-04 10:02")
    posta.spedisci_dovuti()
    return Circolare.objects.get(pk=bozza.pk)


def allegato(pdf):
    """The JSON that a PDF carries inside, as bytes."""
    for flusso in FLUSSI.findall(pdf):
        try:
            # The end of line before `endstream` is not of the data, whose last byte may look like one.
            dentro = zlib.decompressobj().decompress(flusso)
        except zlib.error:
            dentro = flusso
        if dentro.startswith(b'{"circolare":'):
            return dentro
    raise AssertionError("the PDF carries no JSON")


def frasi(circolare, utente):
    return certificato.dati(circolare, utente)["dichiarazione"]


def ordine(dati):
    return [che for _, che in dati["ordine"]]


# --- What it says ------------------------------------------------------------------------------------------


def test_dice_tutto_nell_ordine_in_cui_e_successo(vissuta, redazione):
    """C7: diffusione, mails, openings, presa visione, rilascio, companies' mails, each with its instant."""
    dati = certificato.dati(vissuta, redazione)
    assert dati["ordine"] == [
        ["lun 02/03/2026 10:00:00", "Diffusa agli Sportelli, da Beatrice Landi"],
        ["lun 02/03/2026 10:01:00", "Diffusione: prima e-mail a uno Sportello consegnata"],
        ["lun 02/03/2026 10:01:00", "Diffusione: ultima e-mail a uno Sportello consegnata"],
        [
            "lun 02/03/2026 11:30:00",
            "Aperta nell'Extranet: Giulia Bianchi, Sportello territoriale di Firenze",
        ],
        ["lun 02/03/2026 11:30:00", "Presa visione: Giulia Bianchi, Sportello territoriale di Firenze"],
        [
            "mar 03/03/2026 09:15:00",
            "Aperta nell'Extranet: Francesca Barsotti, Sportello territoriale di Pisa",
        ],
        ["mer 04/03/2026 10:00:00", "Rilascio: da qui la possono leggere le imprese"],
        ["mer 04/03/2026 10:02:00", "Diffusione: prima e-mail a un'impresa consegnata"],
        ["mer 04/03/2026 10:02:00", "Diffusione: ultima e-mail a un'impresa consegnata"],
    ]
    assert dati["regola"]["passi"] == vissuta.passi_del_rilascio
    assert dati["posta"][0][1] == [
        "Diffusione, alle imprese",
        *("2", "mer 04/03/2026 10:02:00", "mer 04/03/2026 10:02:00", "0"),
    ]
    assert dati["dichiarazione"]["esito"] == "rispettata"
    assert "Nessuna" not in " ".join(dati["dichiarazione"]["frasi"])


def test_ogni_sportello_ha_le_sue_righe(vissuta, redazione):
    sportelli = {voce["nome"]: voce["righe"] for voce in certificato.dati(vissuta, redazione)["sportelli"]}
    assert sportelli["Sportello territoriale di Firenze"] == [
        ["Casella dello Sportello", "lun 02/03/2026 10:01:00", "—", "—"],
        [
            *("Giulia Bianchi", "lun 02/03/2026 10:01:00", "lun 02/03/2026 11:30:00"),
            "lun 02/03/2026 11:30:00 (versione 1)",
        ],
    ]
    assert sportelli["Sportello territoriale di Pisa"][1][2:] == ["mar 03/03/2026 09:15:00", "—"]


def test_l_impronta_di_ogni_versione_e_quella_del_testo(vissuta, redazione):
    azioni.correggi(
        vissuta, titolo="Altro titolo", testo="Altro testo.", perche="era sbagliata", versione=1, da=redazione
    )
    prima, seconda = certificato.dati(vissuta, redazione)["versioni"]
    assert (
        prima["impronte"][0][1]
        == hashlib.sha256(
            f"{vissuta.versioni.first().titolo}\n\n{vissuta.versioni.first().testo}".encode()
        ).hexdigest()
    )
    assert seconda["impronte"][0][1] == hashlib.sha256(b"Altro titolo\n\nAltro testo.").hexdigest()
    assert ["Perché", "era sbagliata"] in seconda["voci"]


# --- Whether precedence held -------------------------------------------------------------------------------


def test_prima_del_rilascio_nessuna_impresa_ha_niente(diffusa, redazione):
    assert frasi(diffusa, redazione)["esito"] == "rispettata"
    assert "Nessuna e-mail è stata consegnata alle imprese." in frasi(diffusa, redazione)["frasi"]


def test_ritirata_prima_del_rilascio(diffusa, redazione, orologio):
    orologio("2026-03-03 12:00")
    azioni.ritira(diffusa, "Il bando è sospeso", da=redazione)
    dati = certificato.dati(diffusa, redazione)
    assert dati["dichiarazione"]["esito"] == "rispettata"
    assert "le imprese non l'hanno potuta leggere" in " ".join(dati["dichiarazione"]["frasi"])
    assert "Rilascio: da qui la possono leggere le imprese" not in ordine(dati)
    assert "Ritirata, da Beatrice Landi" in ordine(dati)


def test_aperta_a_tutti_di_proposito(diffusa, redazione, orologio):
    orologio("2026-03-02 12:00")
    azioni.apri_a_tutti(diffusa, "Il testo è già uscito sui giornali", da=redazione)
    esito = frasi(diffusa, redazione)
    assert esito["esito"] == "interrotta"
    assert "Beatrice Landi l'ha aperta a tutti" in " ".join(esito["frasi"])
    assert "già uscito sui giornali" in " ".join(esito["frasi"])


def test_un_rinvio_si_legge_con_le_due_date(diffusa, redazione):
    Chiusura.objects.create(dal="2026-03-03", al="2026-03-03", motivo="sciopero")
    azioni.posticipa_rilasci()
    diffusa.refresh_from_db()
    dati = certificato.dati(diffusa, redazione)
    (rinvio,) = (dict(voci) for voci in dati["regola"]["rinvii"])
    assert rinvio["Da"] == "mer 04/03/2026 10:00:00"
    assert rinvio["A"] == "gio 05/03/2026 10:00:00"
    assert "sciopero" in rinvio["Perché"]
    assert "mar 03/03 no: chiusura: sciopero" in dati["regola"]["passi"]


def test_una_casella_che_rifiuta_si_dice_ma_la_precedenza_c_era(vissuta, redazione, pisa):
    sua = Destinatario.objects.get(circolare=vissuta, sportello=pisa, utente=None, azienda=None)
    Busta.objects.filter(pk=sua.busta_id).update(stato=StatoBusta.RESPINTO)
    esito = frasi(vissuta, redazione)
    assert esito["esito"] == "riserva"
    assert any("(Pisa)" in frase and "Extranet" in frase for frase in esito["frasi"])


def test_una_casella_riprovata_arriva_dopo_le_imprese_e_si_dice(vissuta, redazione, pisa, orologio):
    sua = Destinatario.objects.get(circolare=vissuta, sportello=pisa, utente=None, azienda=None)
    Busta.objects.filter(pk=sua.busta_id).update(stato=StatoBusta.RESPINTO)
    orologio("2026-03-05 09:00")
    azioni.riprova(vissuta, da=redazione)
    posta.spedisci_dovuti()
    assert Busta.objects.get(pk=sua.busta_id).stato == StatoBusta.CONSEGNATO
    assert frasi(vissuta, redazione)["esito"] == "riserva"


@pytest.mark.parametrize(
    "guasto",
    [
        # A company's taken before the rilascio.
        lambda imprese, uffici: imprese.update(
            presa_il="2026-03-04 08:59Z", non_prima_di="2026-03-01 00:00Z"
        ),
        # An office's handed over after the companies', and nobody had refused it.
        lambda imprese, uffici: uffici.update(chiusa_il="2026-03-04 09:03Z"),
        # An office's still in the queue.
        lambda imprese, uffici: uffici.update(stato="in_coda", chiusa_il=None),
    ],
)
def test_se_la_precedenza_e_mancata_lo_dice(vissuta, redazione, operatrice_fi, guasto):
    """The certificate is no formality: rows that should not be make it say so, to everybody."""
    guasto(
        Busta.objects.filter(chiave__contains=":aziende:"), Busta.objects.filter(chiave__contains=":uffici:")
    )
    assert frasi(vissuta, redazione)["esito"] == "violata"
    assert frasi(vissuta, operatrice_fi)["esito"] == "violata"


# --- The file ----------------------------------------------------------------------------------------------


def test_gli_stessi_dati_fanno_gli_stessi_byte(vissuta, redazione, orologio):
    prima = certificato.stampa(vissuta, redazione)
    orologio("2027-08-20 03:00")
    assert certificato.stampa(Circolare.objects.get(pk=vissuta.pk), redazione) == prima
    assert prima.startswith(b"%PDF-1.")


def test_porta_dentro_i_dati_di_cui_stampa_l_impronta(vissuta, redazione):
    dentro = allegato(certificato.stampa(vissuta, redazione))
    assert json.loads(dentro) == certificato.dati(vissuta, redazione)
    assert certificato.impronta(dentro.decode()) == hashlib.sha256(dentro).hexdigest()


@pytest.mark.parametrize("parole", PERICOLI)
def test_le_parole_scritte_non_si_eseguono(bozza, redazione, firenze, orologio, parole):
    """S-01: typst injection through titles, texts, reasons, names of people and offices."""
    redazione.nome = parole[:60]
    redazione.save()
    firenze.nome = parole
    firenze.save()
    azioni.modifica(
        bozza, {"titolo": parole, "urgente": True, "motivo_urgenza": parole * 3}, revisione=2, da=redazione
    )
    azioni.diffondi(bozza, da=redazione)
    azioni.ritira(bozza, parole, da=redazione)
    dentro = json.loads(allegato(certificato.stampa(bozza, redazione)))
    assert dentro["titolo"] == bozza.titolo
    assert ["Perché", parole.strip()] in dentro["circolare"]


# --- Who may read what -------------------------------------------------------------------------------------


def test_uno_sportello_ha_le_sue_righe_e_i_totali(vissuta, redazione, operatrice_fi):
    """C5: never another office's row, neither its people nor its times."""
    tutto, suo = (certificato.dati(vissuta, chi) for chi in (redazione, operatrice_fi))
    assert [ufficio["nome"] for ufficio in suo["sportelli"]] == ["Sportello territoriale di Firenze"]
    assert "Barsotti" not in certificato.canonico(suo)
    assert "Barsotti" in certificato.canonico(tutto)
    assert suo["posta"] == tutto["posta"]
    assert suo["dichiarazione"] == tutto["dichiarazione"]
    assert "Copia per Sportello territoriale di Firenze" in suo["nota"]


def test_nessuno_legge_un_indirizzo_o_una_persona_delle_imprese(vissuta, redazione, direzione, operatrice_fi):
    """C6, A-03."""
    for chi in (redazione, direzione, operatrice_fi):
        testo = certificato.canonico(certificato.dati(vissuta, chi))
        for segno in ("@", "alfa", "Alfa", "Beta", "Persona di"):
            assert segno not in testo


@pytest.mark.parametrize(
    ("chi", "stato"), [("redazione", 200), ("direzione", 200), ("operatrice_fi", 200), ("operatore_lu", 404)]
)
def test_la_pagina(client, bozza, redazione, lucca, firenze, orologio, request, chi, stato):
    """C7: who may not read the circolare yet gets no certificate of it, the same as of none."""
    azioni.modifica(bozza, {"a_tutti": False, "sportelli": [firenze]}, revisione=2, da=redazione)
    azioni.diffondi(bozza, da=redazione)
    client.force_login(request.getfixturevalue(chi))
    risposta = client.get(reverse("circolari:certificato", args=[bozza.codice]))
    assert risposta.status_code == stato
    if stato == 200:
        assert risposta["Content-Type"] == "application/pdf"
        assert "no-store" in risposta["Cache-Control"]


def test_di_una_bozza_non_c_e_certificato(client, bozza, redazione):
    client.force_login(redazione)
    assert client.get(reverse("circolari:certificato", args=[bozza.codice])).status_code == 403


def test_otto_domande_quanti_che_siano_i_destinatari(client, vissuta, redazione, django_assert_num_queries):
    """A-07: two offices with their people, two companies: nobody is asked for alone."""
    con_chi = Circolare.objects.select_related("diffusa_da", "aperta_da", "ritirata_da")
    with django_assert_num_queries(8):
        certificato.dati(con_chi.get(pk=vissuta.pk), redazione)
