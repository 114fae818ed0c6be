"""C7: the Sportelli's mail first, the companies' at the rilascio and not while a Sportello waits for his."""

from datetime import timedelta

import pytest

from circolari import azioni
from circolari.models import Circolare, Destinatario, Stato
from nucleo import posta, tempo
from nucleo.models import Busta, Chiusura, Notifica
from nucleo.posta import riabilita
from sportelli.models import Scopo
from tests.circolari.conftest import MOTIVO
from tests.posta.conftest import cassetta, smtp  # noqa: F401 - fixtures

ALLE_AZIENDE = "2026-03-04 10:00"


@pytest.fixture
def iscritte(iscrivi, firenze, pisa):
    return [
        iscrivi(firenze, "Alfa srl", "02345678901", "export@alfa.example"),
        iscrivi(pisa, "Beta srl", "01234567897", "export@beta.example"),
    ]


@pytest.fixture
def uscita(iscritte, operatrice_fi, operatore_pi, diffusa):
    """Sent out on Monday at 10:00 to three offices, two people of theirs and two companies."""
    return diffusa


def destinatari(mailoutbox):
    return [messaggio.to[0] for messaggio in mailoutbox]


def di_aziende(indirizzi):
    return [a for a in indirizzi if a.startswith("export@")]


def test_agli_sportelli_subito_alle_aziende_al_rilascio(uscita, orologio, mailoutbox):
    posta.spedisci_dovuti()
    assert set(destinatari(mailoutbox)) == {
        *("sportello.fi@prova.example", "sportello.pi@prova.example", "sportello.lu@prova.example"),
        *("giulia.bianchi@prova.example", "davide.cei@prova.example"),
    }
    orologio("2026-03-04 09:59")
    posta.spedisci_dovuti()
    assert di_aziende(destinatari(mailoutbox)) == []
    orologio(ALLE_AZIENDE)
    posta.spedisci_dovuti()
    assert set(di_aziende(destinatari(mailoutbox))) == {"export@alfa.example", "export@beta.example"}


def test_alle_aziende_scrive_toscana_promozione_e_risponde_il_loro_sportello(uscita, orologio, mailoutbox):
    """C6, A-03: it is a circolare; who answers it reaches the Sportello."""
    orologio(ALLE_AZIENDE)
    posta.spedisci_dovuti()
    orologio("2026-03-04 10:01")
    posta.spedisci_dovuti()
    lettera = next(m for m in mailoutbox if m.to == ["export@beta.example"])
    assert lettera.from_email.startswith("Toscana Promozione <")
    assert lettera.reply_to == ["Sportello territoriale di Pisa <sportello.pi@prova.example>"]
    assert "List-Unsubscribe=One-Click" in lettera.extra_headers["List-Unsubscribe-Post"]


def test_nessuna_azienda_prima_dell_ultimo_sportello(uscita, orologio, smtp):  # noqa: F811 - a fixture
    """The mail to Lucca is put off by its server: the companies wait, and go when Lucca has it."""
    smtp.umore.al_destinatario = lambda a, volte: "450 più tardi" if a.startswith("sportello.lu") else None
    orologio(ALLE_AZIENDE)
    for minuto in range(3):
        orologio(f"2026-03-04 10:0{minuto}")
        posta.spedisci_dovuti()
    assert Busta.objects.filter(all_azienda=True, stato="in_coda").count() == 2
    smtp.umore.al_destinatario = lambda a, volte: None
    orologio("2026-03-04 12:00")
    for minuto in range(3):
        orologio(f"2026-03-04 12:0{minuto}")
        posta.spedisci_dovuti()
    assert Busta.objects.filter(all_azienda=True, stato="consegnato").count() == 2
    uffici = Busta.objects.filter(genere="circolari.ufficio").order_by("-chiusa_il").first()
    aziende = Busta.objects.filter(all_azienda=True).order_by("chiusa_il").first()
    assert uffici.chiusa_il <= aziende.chiusa_il


def test_uno_sportello_respinto_allarma_la_redazione_e_non_ferma_le_aziende(
    uscita,
    redazione,
    orologio,
    smtp,  # noqa: F811 - a fixture
):
    """A bounce is an outcome: Lucca reads it in the Extranet, a person is told, once."""
    smtp.umore.al_destinatario = lambda a, volte: "550 no" if a.startswith("sportello.lu") else None
    posta.spedisci_dovuti()
    assert azioni.segnala_mancati() == 1
    assert azioni.segnala_mancati() == 0
    notizia = Notifica.objects.get(destinatario=redazione)
    assert "Lucca" in notizia.testo
    orologio(ALLE_AZIENDE)
    posta.spedisci_dovuti()
    assert Busta.objects.filter(all_azienda=True, stato="consegnato").count() == 2


def test_anche_la_correzione_che_non_arriva_allarma(
    uscita,
    redazione,
    smtp,  # noqa: F811 - a fixture
):
    """The alarm is of each mail, not of each office."""
    smtp.umore.al_destinatario = lambda a, volte: "550 no" if a.startswith("sportello.lu") else None
    posta.spedisci_dovuti()
    azioni.segnala_mancati()
    azioni.correggi(
        uscita, titolo=uscita.titolo, testo="Posti: 40.", perche="Erano 40.", versione=1, da=redazione
    )
    posta.spedisci_dovuti()
    assert azioni.segnala_mancati() == 1
    assert azioni.segnala_mancati() == 0
    assert Notifica.objects.filter(destinatario=redazione, testo__contains="Lucca").count() == 2


def test_corretta_prima_del_rilascio_le_aziende_leggono_l_ultima(uscita, redazione, orologio, mailoutbox):
    posta.spedisci_dovuti()
    azioni.correggi(
        uscita, titolo=uscita.titolo, testo="Posti: 40.", perche="Erano 40.", versione=1, da=redazione
    )
    orologio(ALLE_AZIENDE)
    posta.spedisci_dovuti()
    orologio("2026-03-04 10:02")
    posta.spedisci_dovuti()
    per_azienda = [m for m in mailoutbox if m.to == ["export@alfa.example"]]
    assert [("Posti: 40." in m.body, "Erano 40." in m.body) for m in per_azienda] == [(True, False)]
    per_ufficio = [m.subject for m in mailoutbox if m.to == ["sportello.fi@prova.example"]]
    assert [oggetto.split(":")[0] for oggetto in per_ufficio] == ["Circolare", "Correzione"]


def test_corretta_dopo_il_rilascio_lo_sa_chi_aveva_la_prima(uscita, redazione, orologio, mailoutbox):
    """With the reason; who had been told nothing yet is told only the new one."""
    orologio(ALLE_AZIENDE)
    Busta.objects.filter(a="export@beta.example").update(prossimo=tempo.adesso() + timedelta(hours=1))
    posta.spedisci_dovuti()
    azioni.correggi(
        uscita, titolo=uscita.titolo, testo="Posti: 40.", perche="Erano 40.", versione=1, da=redazione
    )
    for ora in ("11:05", "11:10"):
        orologio(f"2026-03-04 {ora}")
        posta.spedisci_dovuti()
    detti = {
        a: [("Erano 40." in m.body) for m in mailoutbox if m.to == [a]]
        for a in ("export@alfa.example", "export@beta.example")
    }
    assert detti == {"export@alfa.example": [False, True], "export@beta.example": [False]}


def test_ritirata_prima_del_rilascio_le_aziende_non_ne_sanno_niente(uscita, redazione, orologio, mailoutbox):
    posta.spedisci_dovuti()
    azioni.ritira(uscita, "Il bando è sospeso.", da=redazione)
    orologio("2026-03-06 10:00")
    posta.spedisci_dovuti()
    assert di_aziende(destinatari(mailoutbox)) == []
    assert "Il bando è sospeso." in mailoutbox[-1].body
    assert Circolare.objects.uscite().count() == 0


def test_ritirata_dopo_lo_sa_chi_l_aveva_con_il_motivo(uscita, redazione, orologio, mailoutbox):
    orologio(ALLE_AZIENDE)
    posta.spedisci_dovuti()
    azioni.ritira(uscita, "Il bando è sospeso.", da=redazione)
    orologio("2026-03-04 10:05")
    posta.spedisci_dovuti()
    ultime = [m for m in mailoutbox if m.to == ["export@alfa.example"]]
    assert [m.subject.split(":")[0] for m in ultime] == [
        "Apertura delle iscrizioni alla collettiva",
        "Ritirata",
    ]
    assert "Il bando è sospeso." in ultime[-1].body


def test_chi_ha_cambiato_idea_non_riceve(uscita, iscritte, orologio, mailoutbox):
    """G-01: the consent is asked again when the mail leaves."""
    azioni.disiscrivi(iscritte[0])
    orologio(ALLE_AZIENDE)
    posta.spedisci_dovuti()
    orologio("2026-03-04 10:01")
    posta.spedisci_dovuti()
    assert di_aziende(destinatari(mailoutbox)) == ["export@beta.example"]
    assert iscritte[0].consensi.filter(testo__scopo=Scopo.CIRCOLARI).first().canale == "web"


def test_un_indirizzo_che_respinge_non_ne_riceve_altre(
    uscita,
    redazione,
    orologio,
    smtp,  # noqa: F811 - a fixture
):
    smtp.umore.al_destinatario = lambda a, volte: "550 no such user" if "alfa" in a else None
    posta.spedisci_dovuti()
    orologio(ALLE_AZIENDE)
    posta.spedisci_dovuti()
    assert posta.soppressi(["Export@Alfa.example"]) == {"export@alfa.example"}
    seconda = azioni.duplica(uscita, da=redazione)
    azioni.diffondi(seconda, da=redazione)
    aziende = Destinatario.objects.delle_aziende()
    assert [riga.email for riga in aziende.filter(circolare=seconda)] == ["export@beta.example"]
    assert riabilita("export@alfa.example")
    terza = azioni.diffondi(azioni.duplica(uscita, da=redazione), da=redazione)
    assert aziende.filter(circolare=terza).count() == 2


def test_una_chiusura_inserita_dopo_posticipa_e_la_redazione_lo_sa(uscita, redazione, orologio, mailoutbox):
    Chiusura.objects.create(dal="2026-03-03", al="2026-03-03", motivo="Allerta meteo", provincia="PI")
    assert [circolare.pk for circolare in azioni.posticipa_rilasci()] == [uscita.pk]
    uscita.refresh_from_db()
    assert tempo.breve(tempo.giorno_di_roma(uscita.rilascio)) == "gio 05/03"
    assert "mar 03/03 no: chiusura: Allerta meteo" in uscita.derivazione
    assert "giovedì 5 marzo" in Notifica.objects.get(destinatario=redazione).testo
    orologio(ALLE_AZIENDE)
    posta.spedisci_dovuti()
    assert di_aziende(destinatari(mailoutbox)) == []
    orologio("2026-03-05 10:00")
    posta.spedisci_dovuti()
    assert len(di_aziende(destinatari(mailoutbox))) == 2


def test_una_chiusura_tolta_non_anticipa(uscita, redazione, orologio):
    chiusura = Chiusura.objects.create(dal="2026-03-03", al="2026-03-03", motivo="Allerta", provincia="PI")
    azioni.posticipa_rilasci()
    uscita.refresh_from_db()
    promesso = uscita.rilascio
    chiusura.delete()
    assert azioni.posticipa_rilasci() == []
    uscita.refresh_from_db()
    assert uscita.rilascio == promesso


def test_aperta_a_tutti_parte_subito_e_resta_scritto(uscita, redazione, orologio, mailoutbox):
    """The breach button: the Sportelli first all the same."""
    azioni.apri_a_tutti(uscita, MOTIVO, da=redazione)
    for minuto in range(2):
        orologio(f"2026-03-02 10:0{minuto}")
        posta.spedisci_dovuti()
    arrivi = destinatari(mailoutbox)
    assert len(di_aziende(arrivi)) == 2
    primo = min(arrivi.index(a) for a in di_aziende(arrivi))
    assert not [a for a in arrivi[primo:] if not a.startswith("export@")]
    uscita.refresh_from_db()
    assert (uscita.stato, uscita.motivo_apertura, uscita.pubblica) == (Stato.DIFFUSA, MOTIVO, True)
