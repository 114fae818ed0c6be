"""The local mailbox: whole messages in a folder, and the pages that read them."""

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import reverse

from extranet.embedded import casella


@pytest.fixture
def cassetta(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path / "posta"
    return get_connection("extranet.embedded.casella.Casella")


@pytest.fixture
def scrivi(cassetta, orologio):
    def scrivi(a, oggetto, quando="2027-03-01 10:00", **campi):
        orologio(quando)
        messaggio = EmailMultiAlternatives(
            oggetto, campi.pop("testo", "Buongiorno."), "fi@sportelli.example", [a]
        )
        for nome, valore in campi.items():
            getattr(messaggio, nome)(*valore)
        return cassetta.send_messages([messaggio])

    return scrivi


def _apri(client, nome, *argomenti, **domanda):
    return client.get(reverse(f"posta_locale:{nome}", args=argomenti), domanda)


def test_il_messaggio_scritto_si_rilegge_uguale(scrivi):
    assert scrivi("anna@ditta.example", "È arrivata la risposta", testo="Città, perché, Lübeck.") == 1
    (busta,) = casella.buste()
    assert (busta.a, busta.oggetto) == ("anna@ditta.example", "È arrivata la risposta")
    assert casella.apri(busta.chiave).get_content().strip() == "Città, perché, Lübeck."


def test_chi_legge_non_vede_mai_un_messaggio_a_meta(scrivi, settings):
    scrivi("anna@ditta.example", "Uno")
    cartella = settings.EMAIL_FILE_PATH
    assert [len(list((cartella / parte).iterdir())) for parte in ("tmp", "new", "cur")] == [0, 1, 0]


def test_la_copia_nascosta_si_vede_nella_busta(cassetta):
    cassetta.send_messages(
        [EmailMultiAlternatives("Uno", "", "a@b.example", ["c@d.example"], bcc=["e@f.example"])]
    )
    assert casella.buste()[0].a == "c@d.example, e@f.example"


def test_l_elenco_parte_dal_piu_recente(client, scrivi):
    scrivi("a@ditta.example", "Vecchio", quando="2027-03-01 10:00")
    scrivi("a@ditta.example", "Nuovo", quando="2027-03-02 10:00")
    pagina = _apri(client, "elenco").content.decode()
    assert 0 < pagina.index("Nuovo") < pagina.index("Vecchio")
    assert "01/03/2027 10:00" in pagina


def test_si_filtra_per_destinatario(client, scrivi):
    scrivi("anna@ditta.example", "Per Anna")
    scrivi("bruno@ditta.example", "Per Bruno")
    pagina = _apri(client, "elenco", a="BRUNO").content.decode()
    assert "Per Bruno" in pagina
    assert "Per Anna" not in pagina


def test_l_elenco_va_a_pagine(client, scrivi):
    for numero in range(51):
        scrivi("a@ditta.example", f"Messaggio {numero:02}", quando=f"2027-03-01 10:{numero:02}")
    assert "Messaggio 00" not in _apri(client, "elenco").content.decode()
    assert "Messaggio 00" in _apri(client, "elenco", pagina=2).content.decode()


def test_una_casella_vuota_lo_dice(client, cassetta):
    assert "Ancora nessun messaggio" in _apri(client, "elenco").content.decode()


def test_il_dettaglio_mostra_intestazioni_e_testo(client, scrivi):
    scrivi("anna@ditta.example", "Oggetto", testo="<script>alert(1)</script>")
    pagina = _apri(client, "dettaglio", casella.buste()[0].chiave).content.decode()
    assert "fi@sportelli.example" in pagina
    assert "&lt;script&gt;" in pagina


def test_la_parte_html_sta_in_una_cornice_che_non_puo_nulla(client, scrivi):
    """S-30."""
    scrivi("a@b.example", "Bello", attach_alternative=("<p onclick='x()'>Ciao</p>", "text/html"))
    chiave = casella.buste()[0].chiave
    dettaglio, cornice = _apri(client, "dettaglio", chiave), _apri(client, "html", chiave)
    assert 'sandbox title="' in dettaglio.content.decode()
    assert "frame-src 'self'" in dettaglio.headers["Content-Security-Policy"]
    regole = cornice.headers["Content-Security-Policy"].split("; ")
    assert {"sandbox", "default-src 'none'", "frame-ancestors 'self'"} <= set(regole)
    assert not any(regola.startswith("script-src") for regola in regole)


def test_un_allegato_si_scarica_e_non_si_apre(client, scrivi):
    scrivi("a@b.example", "Con allegato", attach=("../segreto.html", b"<script>1</script>", "text/html"))
    chiave = casella.buste()[0].chiave
    risposta = _apri(client, "allegato", chiave, 0)
    assert risposta.content == b"<script>1</script>"
    assert risposta.headers["Content-Type"] == "application/octet-stream"
    assert risposta.headers["Content-Disposition"].startswith("attachment")
    assert "/" not in risposta.headers["Content-Disposition"]
    assert _apri(client, "allegato", chiave, 1).status_code == 404


@pytest.mark.parametrize("nome", ["dettaglio", "html"])
def test_un_messaggio_che_non_c_e_non_si_trova(client, cassetta, nome):
    assert _apri(client, nome, "20270301T100000000000-abcd").status_code == 404


def test_le_prove_degli_altri_usano_la_posta_di_django():
    mail.send_mail("Uno", "", None, ["a@b.example"])
    assert len(mail.outbox) == 1
