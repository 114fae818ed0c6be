"""What leaves the outbox: when, once, and what becomes of what the server does not want."""

from datetime import timedelta

import pytest

from nucleo import posta
from nucleo.models import Busta, Dominio, Ufficio
from nucleo.posta import Contenuto, Messaggio, Rinvio, composizione, domini, presa

pytestmark = pytest.mark.django_db


def accoda(*indirizzi, **altro):
    campi = {"oggetto": "Perché sì: àèìòù €", "testo": "Buongiorno,\nè tutto qui.\n.\nFine", **altro}
    posta.accoda_tutti(Messaggio(chiave=f"prova:{a}", a=a, **campi) for a in indirizzi)


def stati():
    return dict(Busta.objects.order_by("chiave").values_list("a", "stato"))


def busta(a):
    return Busta.objects.get(a=a)


@pytest.fixture
def genere():
    """Registers a composer for the kind `prova`, for one test."""

    def registra(componitore):
        posta.registra("prova", componitore)

    yield registra
    composizione._componitori.pop("prova", None)


def test_arriva_intera_con_il_nome_dello_sportello_e_il_suo_message_id(smtp):
    accoda(
        "ditta@esempio.it",
        html="<p>Buongiorno, è tutto <b>qui</b></p>",
        mittente="Sportello di Firenze è <fi@esempio.it>",
        rispondi_a="Sportello di Firenze <rispondi@esempio.it>",
        intestazioni={"List-Unsubscribe": "<https://esempio.it/x>"},
    )
    assert posta.spedisci_dovuti()["consegnato"] == 1
    [arrivo] = smtp.arrivi
    lettera = arrivo.messaggio
    assert (arrivo.da, arrivo.a) == ("fi@esempio.it", "ditta@esempio.it")
    assert lettera["Subject"] == "Perché sì: àèìòù €"
    assert lettera["From"] == "Sportello di Firenze è <fi@esempio.it>"
    assert lettera["To"] == "ditta@esempio.it"
    assert lettera["Reply-To"] == "Sportello di Firenze <rispondi@esempio.it>"
    assert lettera["Message-ID"] == busta("ditta@esempio.it").message_id
    assert lettera["List-Unsubscribe"] == "<https://esempio.it/x>"
    assert lettera["Auto-Submitted"] == "auto-generated"
    assert lettera["Date"]
    assert lettera.get_body(["plain"]).get_content().split("\r\n")[:4] == [
        "Buongiorno,",
        "è tutto qui.",
        ".",
        "Fine",
    ]
    assert "<b>qui</b>" in lettera.get_body(["html"]).get_content()
    assert [len(lettera.get_all(nome)) for nome in ("To", "Message-ID", "Date", "Subject")] == [1] * 4


def test_con_ogni_altro_servizio_di_django_arriva_la_stessa_lettera(mailoutbox):
    accoda("ditta@esempio.it", html="<p>ciao</p>", mittente="Sportello <fi@esempio.it>")
    posta.spedisci_dovuti()
    [arrivata] = mailoutbox
    assert arrivata.to == ["ditta@esempio.it"]
    assert arrivata.extra_headers["Message-ID"] == busta("ditta@esempio.it").message_id
    assert arrivata.from_email == "Sportello <fi@esempio.it>"
    assert arrivata.alternatives[0].content == "<p>ciao</p>"


def test_chi_ha_gia_avuto_la_lettera_non_la_riceve_di_nuovo(mailoutbox):
    accoda("ditta@esempio.it")
    posta.spedisci_dovuti()
    accoda("ditta@esempio.it")
    posta.spedisci_dovuti()
    assert len(mailoutbox) == 1


def test_niente_parte_prima_del_tempo_e_tutto_parte_dopo(mailoutbox, orologio):
    """E-02: the clock decides."""
    adesso = orologio("2026-12-22 10:40")
    accoda("ditta@esempio.it", non_prima_di=adesso + timedelta(days=2))
    orologio("2026-12-24 10:39:59")
    assert not posta.spedisci_dovuti().esiti
    orologio("2026-12-24 10:40")
    assert posta.spedisci_dovuti()["consegnato"] == 1
    assert len(mailoutbox) == 1


def test_la_posta_delle_persone_passa_davanti_agli_invii_di_massa(mailoutbox):
    accoda("massa@esempio.it", massiva=True)
    accoda("persona@esempio.it")
    posta.spedisci_dovuti()
    assert [lettera.to[0] for lettera in mailoutbox] == ["persona@esempio.it", "massa@esempio.it"]


def test_una_connessione_per_manciata(smtp, monkeypatch):
    monkeypatch.setattr(presa, "MANCIATA", 10)
    accoda(*(f"d{n}@esempio.it" for n in range(30)))
    posta.spedisci_dovuti()
    assert (len(smtp.arrivi), smtp.connessioni) == (30, 3)


def test_un_rifiuto_definitivo_non_si_ritenta(smtp, orologio):
    """R-16: 5xx is a bounce and is not retried."""
    smtp.umore.al_destinatario = lambda a, volte: "550 no such user" if a.startswith("no") else None
    smtp.umore.ai_dati = lambda a, volte: "554 no thanks" if a.startswith("spam") else None
    adesso = orologio("2026-12-22 10:40")
    accoda("no@esempio.it", "spam@esempio.it", "si@esempio.it")
    posta.spedisci_dovuti()
    orologio(adesso + timedelta(days=3))
    posta.spedisci_dovuti()
    assert stati() == {
        "no@esempio.it": "respinto",
        "spam@esempio.it": "respinto",
        "si@esempio.it": "consegnato",
    }
    assert busta("no@esempio.it").errore == "550 no such user"
    assert smtp.viste == {"no@esempio.it": 1, "spam@esempio.it": 1, "si@esempio.it": 1}


def test_un_rifiuto_momentaneo_si_ritenta_sempre_piu_tardi_e_poi_si_parcheggia(smtp, orologio):
    """R-16: 4xx backs off; poison is parked after 5 attempts."""
    smtp.umore.al_destinatario = lambda a, volte: "451 later" if a.startswith("piena") else None
    adesso = orologio("2026-12-22 10:40")
    accoda("piena@esempio.it", "si@esempio.it")
    attese = []
    for _ in range(4):
        posta.spedisci_dovuti()
        attese.append((busta("piena@esempio.it").prossimo - adesso).total_seconds() / 60)
        orologio(busta("piena@esempio.it").prossimo - timedelta(seconds=1))
        assert not posta.spedisci_dovuti().esiti
        adesso = orologio(busta("piena@esempio.it").prossimo)
    posta.spedisci_dovuti()
    assert attese == [1, 5, 15, 60]
    assert stati() == {"piena@esempio.it": "parcheggiato", "si@esempio.it": "consegnato"}
    assert smtp.viste["piena@esempio.it"] == 5


def test_dopo_un_rifiuto_momentaneo_la_lettera_arriva_col_suo_message_id(smtp, orologio):
    smtp.umore.al_destinatario = lambda a, volte: "450 greylisted" if volte == 1 else None
    adesso = orologio("2026-12-22 10:40")
    accoda("ditta@esempio.it")
    prima = busta("ditta@esempio.it").message_id
    posta.spedisci_dovuti()
    orologio(adesso + timedelta(minutes=1))
    posta.spedisci_dovuti()
    assert [arrivo.message_id for arrivo in smtp.arrivi] == [prima]


def test_se_il_server_non_c_e_si_aspetta_e_nessuna_lettera_ne_ha_colpa(smtp, settings, orologio):
    """R-16: the server refuses connections; 0 lost, and no attempt is counted against a mail."""
    adesso = orologio("2026-12-22 10:40")
    vera, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    accoda(*(f"d{n}@esempio.it" for n in range(5)))
    for ore in range(1, 30):
        posta.spedisci_dovuti()
        assert not posta.spedisci_dovuti().esiti, "the server is left in peace"
        orologio(adesso + timedelta(hours=ore))
    assert set(Busta.objects.values_list("stato", "tentativi", "prese")) == {("in_coda", 0, 0)}
    assert Ufficio.objects.get().fallimenti == 29
    settings.EMAIL_PORT = vera
    assert posta.spedisci_dovuti()["consegnato"] == 5
    assert (Ufficio.objects.get().fallimenti, Ufficio.objects.get().fermo_fino_a) == (0, None)


def test_la_pausa_del_server_cresce_fino_a_cinque_minuti(smtp, settings, orologio):
    adesso = orologio("2026-12-22 10:40")
    settings.EMAIL_PORT = 1
    accoda("ditta@esempio.it")
    pause = []
    for _ in range(9):
        posta.spedisci_dovuti()
        fino_a = Ufficio.objects.get().fermo_fino_a
        pause.append((fino_a - adesso).total_seconds())
        adesso = orologio(fino_a)
    assert pause == [5, 10, 20, 40, 80, 160, 300, 300, 300]


def test_un_421_a_meta_riapre_la_linea_e_prosegue(smtp):
    """R-16: 421 after so many mails on one connection."""
    per_linea = []

    def basta(a, volte):
        per_linea.append(smtp.connessioni)
        return "421 too many" if per_linea.count(smtp.connessioni) > 3 else None

    smtp.umore.al_mittente = basta
    accoda(*(f"d{n}@esempio.it" for n in range(10)))
    assert posta.spedisci_dovuti()["consegnato"] == 10
    assert smtp.connessioni == 4


def test_un_421_su_una_linea_nuova_e_colpa_del_server(smtp):
    smtp.umore.al_mittente = lambda a, volte: "421 closing"
    accoda(*(f"d{n}@esempio.it" for n in range(10)))
    posta.spedisci_dovuti()
    assert set(Busta.objects.values_list("stato", "tentativi", "prese")) == {("in_coda", 0, 0)}
    assert Ufficio.objects.get().errore == "421 closing"


def test_se_la_linea_cade_dopo_i_dati_si_ripete_con_lo_stesso_message_id(smtp, orologio):
    """R-16: drops after DATA; 0 lost, one Message-ID."""
    smtp.umore.dopo_i_dati = lambda a, volte: volte == 1 and a == "d1@esempio.it"
    adesso = orologio("2026-12-22 10:40")
    accoda("d0@esempio.it", "d1@esempio.it", "d2@esempio.it")
    posta.spedisci_dovuti()
    assert list(stati().values()) == ["consegnato", "in_coda", "consegnato"]
    orologio(adesso + timedelta(minutes=1))
    posta.spedisci_dovuti()
    assert set(stati().values()) == {"consegnato"}
    assert len({arrivo.message_id for arrivo in smtp.per("d1@esempio.it")}) == 1


def test_un_server_che_non_risponde_in_tempo_non_blocca(smtp, settings):
    """R-16: slow."""
    settings.EMAIL_TIMEOUT, smtp.umore.attesa = 0.3, 1
    accoda("lenta@esempio.it")
    posta.spedisci_dovuti()
    assert busta("lenta@esempio.it").tentativi == 1


def test_quel_che_uccide_chi_lo_prende_viaggia_da_solo_e_alla_fine_si_parcheggia(mailoutbox, orologio):
    """R-16: poison parked; nobody else pays."""
    adesso = orologio("2026-12-22 10:40")
    accoda(*(f"d{n}@esempio.it" for n in range(4)))
    for giro in range(6):
        morta = presa.prendi()
        assert len(morta.buste) == (4 if giro == 0 else 1)
        Busta.objects.exclude(pk=morta.buste[0].pk).update(stato="in_invio", prossimo=adesso)
        Busta.objects.exclude(a="d0@esempio.it").update(prossimo=adesso + timedelta(days=1))
        adesso = orologio(adesso + timedelta(minutes=10))
    orologio(adesso + timedelta(days=1))
    posta.spedisci_dovuti()
    assert stati()["d0@esempio.it"] == "parcheggiato"
    assert len(mailoutbox) == 3


def test_chi_ha_perso_la_presa_non_spedisce(mailoutbox, orologio):
    adesso = orologio("2026-12-22 10:40")
    accoda("ditta@esempio.it")
    lenta = presa.prendi()
    orologio(adesso + timedelta(hours=1))
    posta.spedisci_dovuti()
    lenta.scade = 0
    assert lenta.scade_presto()
    assert lenta.rinnova(lenta.buste) == []
    assert len(mailoutbox) == 1


def test_chi_e_lento_rinnova_la_presa(orologio):
    adesso = orologio("2026-12-22 10:40")
    accoda("ditta@esempio.it")
    lenta = presa.prendi()
    assert not lenta.scade_presto()
    orologio(adesso + timedelta(seconds=60))
    assert lenta.rinnova(lenta.buste) == lenta.buste
    assert busta("ditta@esempio.it").prossimo == adesso + timedelta(seconds=60) + presa.DURATA


def test_un_dominio_riceve_solo_tante_lettere_al_minuto(mailoutbox, orologio, monkeypatch):
    monkeypatch.setattr(domini, "AL_MINUTO", 60)
    adesso = orologio("2026-12-22 10:40")
    accoda(*(f"d{n}@grande.it" for n in range(30)), "sola@piccolo.it")
    posta.spedisci_dovuti()
    partite = [len(mailoutbox)]
    for secondi in range(1, 31):
        orologio(adesso + timedelta(seconds=secondi))
        posta.spedisci_dovuti()
        partite.append(len(mailoutbox))
    assert partite[0] == 1 + 11
    assert max(b - a for a, b in zip(partite, partite[1:], strict=False)) == 1
    assert partite[-1] == 31
    assert Dominio.objects.count() == 2


def test_un_ufficio_sospeso_non_spedisce_finche_qualcuno_non_acconsente(mailoutbox):
    """B-01: dispatch on hold re-sends nothing without consent."""
    accoda("ditta@esempio.it")
    posta.sospendi("ripristino da una copia")
    assert posta.sospeso()
    assert not posta.spedisci_dovuti().esiti
    posta.riprendi()
    posta.spedisci_dovuti()
    assert len(mailoutbox) == 1


def test_si_compone_al_momento_di_partire_o_non_parte(mailoutbox, genere, orologio):
    """The mails of what has vanished are judged when they leave."""
    adesso = orologio("2026-12-22 10:40")
    detto = {1: Contenuto("Ecco", "testo"), 2: None, 3: Rinvio(adesso + timedelta(hours=1))}
    genere(detto.__getitem__)
    posta.accoda_tutti(
        Messaggio(chiave=f"p:{n}", a=f"d{n}@esempio.it", genere="prova", oggetto_id=n) for n in (1, 2, 3, 4)
    )
    posta.spedisci_dovuti()
    assert stati() == {
        "d1@esempio.it": "consegnato",
        "d2@esempio.it": "annullato",
        "d3@esempio.it": "in_coda",
        "d4@esempio.it": "in_coda",
    }
    assert busta("d4@esempio.it").tentativi == 1
    assert busta("d3@esempio.it").non_prima_di == adesso + timedelta(hours=1)
    assert [lettera.subject for lettera in mailoutbox] == ["Ecco"]


def test_un_genere_di_cui_nessuno_sa_comporre_non_parte(mailoutbox):
    posta.accoda_tutti([Messaggio(chiave="x:1", a="d@esempio.it", genere="ignoto", oggetto_id=1)])
    posta.spedisci_dovuti()
    assert (busta("d@esempio.it").stato, mailoutbox) == ("in_coda", [])


def test_si_ritenta_a_mano_quel_che_fu_parcheggiato_o_respinto(smtp):
    smtp.umore.al_destinatario = lambda a, volte: "550 no" if volte == 1 else None
    accoda("ditta@esempio.it")
    posta.spedisci_dovuti()
    posta.riprova(busta("ditta@esempio.it"))
    posta.spedisci_dovuti()
    assert busta("ditta@esempio.it").stato == "consegnato"


def test_la_posta_annullata_non_parte(mailoutbox):
    accoda("ditta@esempio.it")
    posta.annulla(busta("ditta@esempio.it"), "sbagliata")
    assert not posta.spedisci_dovuti().esiti
    assert (busta("ditta@esempio.it").stato, mailoutbox) == ("annullato", [])
