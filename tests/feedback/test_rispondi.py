"""The company answers by its link: no login, no preselected vote, one answer, which it may correct (C3)."""

import threading
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from feedback import azioni, gettoni
from feedback.azioni import CollegamentoSpento
from feedback.compilazione import Detto
from feedback.forms.compila import Intero
from feedback.models import Impostazioni, Richiesta, Risposta, Seguito, Valore
from nucleo import tempo
from nucleo.models import Notifica
from sportelli.models import Consenso, Scopo
from tests.feedback.conftest import consegna, detti, modulo


def leggi(risposta):
    return risposta.content.decode()


def test_la_pagina_ha_il_volto_dello_sportello_e_nessun_voto_gia_scelto(client, pagina, chiesta, contatto):
    """C3, and who answers is not led: nothing is checked, no name of who was asked (links get forwarded)."""
    detta = leggi(client.get(pagina))
    assert "Sportello territoriale di Firenze" in detta
    assert chiesta.pratica.numero in detta
    assert "checked" not in detta
    assert "Toscana Promozione" not in detta
    for canarino in (contatto.nome, contatto.email, contatto.telefono):
        assert canarino not in detta


def test_chi_sceglie_due_volte_ha_scelto_una_volta(client, pagina):
    client.post(pagina, modulo(d_uso=["risparmiare_tempo"] * 3))
    assert Valore.objects.get(domanda__codice="uso").scelte == ["risparmiare_tempo"]


def test_si_legge_anche_in_inglese(client, pagina):
    detta = leggi(client.get(pagina + "?lingua=en"))
    assert '<html lang="en"' in detta
    assert "Overall, how do you rate the service you received?" in detta
    assert "Nel complesso" not in detta


def test_la_risposta_arriva_intera_e_ringrazia_lo_sportello(client, pagina, chiesta, operatrice_fi):
    dopo = client.post(
        pagina, modulo(d_uso=["evitare_un_errore", "risparmiare_tempo"], d_commento="Bene."), follow=True
    )
    assert "Lo Sportello resta a sua disposizione" in leggi(dopo)
    assert str(operatrice_fi) in leggi(dopo)
    assert "055 000 0001" in leggi(dopo)
    risposta = Risposta.objects.get()
    assert (risposta.stato, risposta.fonte, risposta.complessivo, risposta.consiglio) == (
        "data",
        "link",
        4,
        9,
    )
    assert (risposta.soddisfazione, risposta.risolto) == (Decimal("4.00"), "si")
    scelte = risposta.valori.get(domanda__codice="uso").scelte
    assert scelte == ["evitare_un_errore", "risparmiare_tempo"]
    chiesta.refresh_from_db()
    assert (chiesta.stato, chiesta.prossimo_sollecito) == ("risposta", None)


def test_manca_una_risposta_obbligatoria_e_quello_che_e_scritto_resta(client, pagina):
    dati = modulo(d_commento="Lo tengo a mente")
    del dati["d_tempi"]
    risposta = client.post(pagina, dati)
    assert risposta.status_code == 200
    assert "Mancano alcune risposte" in leggi(risposta)
    assert 'href="#domanda_tempi"' in leggi(risposta)
    assert "Lo tengo a mente" in leggi(risposta)
    assert not Risposta.objects.filter(stato="data").exists()


@pytest.mark.parametrize(
    ("campo", "valore"),
    [
        ("d_tempi", "6"),
        ("d_tempi", "0"),
        ("d_tempi", "quattro"),
        ("d_consiglio", "11"),
        ("d_consiglio", "ns"),
        ("d_esito", "forse"),
        ("d_uso", ["risparmiare_tempo", "altro"]),
        ("d_commento", "x" * 1501),
    ],
)
def test_quello_che_la_domanda_non_ammette_non_entra(client, pagina, campo, valore):
    client.post(pagina, modulo(**{campo: valore}))
    assert not Risposta.objects.filter(stato="data").exists()


def test_una_domanda_non_mostrata_non_si_pretende_e_non_si_conserva(client, pagina):
    """«Che cosa è mancato?» is asked to who was not helped; a number of markets to who opened some."""
    client.post(pagina, modulo(d_mancato="Niente, ma ci provo", d_mercati_aperti="abc"))
    codici = set(Risposta.objects.get(stato="data").valori.values_list("domanda__codice", flat=True))
    assert not codici & {"mancato", "mercati_aperti"}


def test_una_domanda_mostrata_dalla_risposta_di_prima_si_conserva(client, pagina):
    client.post(pagina, modulo(d_esito="no", d_mancato="Il listino", d_ottenuto="nuovi_mercati"))
    client.post(
        pagina,
        modulo(d_esito="no", d_mancato="Il listino", d_ottenuto="nuovi_mercati", d_mercati_aperti="3"),
    )
    risposta = Risposta.objects.get()
    assert risposta.valori.get(domanda__codice="mancato").testo == "Il listino"
    assert risposta.valori.get(domanda__codice="mercati_aperti").numero == 3


def test_salva_e_continua_dopo_senza_javascript(client, pagina, operatrice_fi):
    """Half an answer is kept for the company, and nobody of the office reads it."""
    dopo = client.post(pagina, {"azione": "salva", "d_tempi": "2", "d_commento": "A metà"}, follow=True)
    assert "Salvato." in leggi(dopo)
    detta = leggi(client.get(pagina))
    assert "A metà" in detta
    assert detta.count("checked") == 1
    assert not Risposta.objects.visibili_a(operatrice_fi).exists()
    assert not Notifica.objects.filter(argomento="feedback").exists()


def test_salva_in_silenzio_con_javascript(client, pagina):
    risposta = client.post(
        pagina, {"azione": "salva", "d_tempi": "2"}, headers={"accept": "application/json"}
    )
    assert risposta.json() == {"salvato": True}
    assert Valore.objects.get().numero == 2


@pytest.mark.parametrize(("campo", "valore"), [("d_mercati_aperti", "3,5"), ("d_commento", "x" * 1501)])
def test_di_quello_che_non_si_capisce_non_si_dice_che_e_salvato(client, pagina, campo, valore):
    """The rest is kept, and the page says what is not."""
    dati = {"azione": "salva", "d_tempi": "2", "d_ottenuto": "nuovi_mercati", campo: valore}
    detta = leggi(client.post(pagina, dati))
    assert "Salvato." not in detta
    assert f'id="{campo}_errore"' in detta
    assert Valore.objects.get(domanda__codice="tempi").numero == 2
    in_silenzio = client.post(pagina, dati, headers={"accept": "application/json"}).json()
    assert in_silenzio["salvato"] is False
    assert in_silenzio["perche"].startswith(("Scriva un numero intero", "La risposta supera"))


def test_una_scheda_rimasta_indietro_non_cancella_le_altre_risposte(client, pagina):
    """The questionnaire is open on a computer and on a phone: each saves what was touched on it."""
    client.post(pagina, {"azione": "salva", "d_tempi": "2", "d_commento": "Dal computer"})
    dal_telefono = {"azione": "salva", "d_accesso": "5", "d_commento": "", "d_esito": "no"}
    client.post(pagina, dal_telefono | {"toccate": ["d_accesso", "d_esito"]})
    tenuti = {v.domanda.codice: v for v in Valore.objects.select_related("domanda")}
    assert set(tenuti) == {"tempi", "commento", "accesso", "esito"}
    assert tenuti["commento"].testo == "Dal computer"
    client.post(pagina, dal_telefono | {"toccate": ["d_commento", "d_inventata"]})
    assert not Valore.objects.filter(domanda__codice="commento").exists(), "taken away where it was touched"


def test_la_scheda_dimenticata_aperta_sa_che_la_risposta_e_gia_arrivata(client, pagina):
    client.post(pagina, modulo())
    tardi = client.post(pagina, {"azione": "salva"}, headers={"accept": "application/json"})
    assert tardi.json()["perche"] == "La risposta è già arrivata: ricarichi la pagina."


@pytest.mark.parametrize(
    ("scritto", "lingua", "numero"),
    [("1.000", "it", None), ("1.0", "it", None), ("1,5", "it", None), ("12", "it", 12), (" 12 ", "en", 12)]
    + [("1_2", "it", None), ("1e1", "it", None)],
)
def test_un_numero_si_legge_come_lo_scrive_un_italiano(client, pagina, scritto, lingua, numero):
    """«1.000» markets are a thousand, more than the question admits: never one."""
    dati = modulo(d_ottenuto="nuovi_mercati", d_mercati_aperti=scritto, lingua=lingua)
    client.post(pagina, dati)
    letti = Valore.objects.filter(domanda__codice="mercati_aperti").values_list("numero", flat=True)
    assert list(letti) == ([numero] if numero is not None else [])


@pytest.mark.parametrize(("scritto", "migliaia"), [("1.200", "."), ("1,200", ","), ("1200", ".")])
def test_le_migliaia_si_separano_nella_lingua_di_chi_scrive(scritto, migliaia):
    assert Intero(migliaia=migliaia).clean(scritto) == 1200


def test_le_righe_di_un_testo_contano_come_nella_pagina(client, pagina):
    """Browsers send two signs at the end of a line, and count one."""
    righe = "\r\n".join(["nove nove"] * 60)
    client.post(pagina, modulo(d_esito="no", d_mancato=righe))
    assert Valore.objects.get(domanda__codice="mancato").testo == righe.replace("\r\n", "\n")


@pytest.mark.parametrize("quante", [100, pytest.param(1000, marks=pytest.mark.lungo)])
def test_chi_legge_non_risponde_e_non_cambia_niente(client, pagina, chiesta, quante):
    """Mail scanners follow links."""
    prima = Richiesta.objects.values().get()
    vie = [pagina, pagina + "?azione=invia&d_tempi=5", *[pagina + "rifiuta/?mai_piu=si"] * 18]
    for n in range(quante):
        (client.get if n % 3 else client.head)(vie[n % len(vie)])
    assert Richiesta.objects.values().get() == prima
    assert not Risposta.objects.exists()


def test_si_corregge_finche_e_aperta_e_poi_non_piu(client, pagina, orologio):
    client.post(pagina, modulo(d_complessivo="4"))
    orologio("2026-03-09 09:59")
    assert "Può correggere la risposta fino al 9 marzo 2026, ore 10:00" in leggi(client.get(pagina))
    client.post(pagina, modulo(d_complessivo="3"))
    assert Risposta.objects.get().complessivo == 3
    orologio("2026-03-09 10:00")
    assert "Può correggere" not in leggi(client.get(pagina))
    client.post(pagina, modulo(d_complessivo="1"))
    assert Risposta.objects.get().complessivo == 3


def test_non_voglio_rispondere(client, pagina, chiesta, consenziente, orologio):
    """By POST; the link dies; who wants no more questionnaires withdraws her consent too."""
    assert "Non vuole rispondere?" in leggi(client.get(pagina + "rifiuta/"))
    dopo = client.post(pagina + "rifiuta/", {"mai_piu": "si"}, follow=True)
    assert dopo.status_code == 200
    chiesta.refresh_from_db()
    assert chiesta.stato == "rifiutata"
    assert client.get(pagina).status_code == 404
    assert not consenziente.consensi.filter(testo__scopo=Scopo.QUESTIONARIO).first().concesso
    assert consegna() == []


def test_chi_ha_risposto_non_rifiuta_piu(chiesta, risposta):
    with pytest.raises(CollegamentoSpento):
        azioni.rifiuta(chiesta)


def test_chi_segue_la_pratica_lo_sa(risposta, operatrice_fi):
    avviso = Notifica.objects.visibili_a(operatrice_fi).get(argomento="feedback")
    assert avviso.indirizzo == reverse("feedback:risposta", args=[risposta.pk])
    assert "ha risposto al questionario" in avviso.titolo


def test_chi_segue_la_pratica_e_assente_e_lo_sa_anche_chi_risponde(
    chiesta, operatrice_fi, responsabile_fi, orologio
):
    """Somebody is there to call back within three working days."""
    operatrice_fi.assente_dal = operatrice_fi.assente_fino_al = tempo.oggi()
    operatrice_fi.save()
    azioni.rispondi(chiesta, detti(complessivo=1), lingua="it")
    for persona in (operatrice_fi, responsabile_fi):
        assert Notifica.objects.visibili_a(persona).filter(argomento="feedback").count() == 1


@pytest.mark.parametrize(
    ("altri", "motivo"),
    [
        ({"complessivo": 2}, "voto"),
        ({"contattatemi": Detto(scelte=("si",))}, "contatto"),
        ({"complessivo": 1, "contattatemi": Detto(scelte=("si",))}, "entrambi"),
    ],
)
def test_un_voto_basso_o_contattatemi_apre_un_seguito(chiesta, altri, motivo):
    """Three working days: Monday 2 March → Thursday 5."""
    azioni.rispondi(chiesta, detti(**altri), lingua="it")
    seguito = Seguito.objects.get()
    assert (seguito.motivo, str(seguito.entro_il)) == (motivo, "2026-03-05")


def test_la_soglia_la_sceglie_lo_sportello(chiesta, firenze):
    Impostazioni.objects.create(sportello=firenze, soglia=0)
    azioni.rispondi(chiesta, detti(complessivo=1), lingua="it")
    assert not Seguito.objects.exists()


def test_il_seguito_si_chiude_con_due_parole(chiesta, operatrice_fi, operatore_pi, referente_moda):
    azioni.rispondi(chiesta, detti(complessivo=1), lingua="it")
    seguito = Seguito.objects.get()
    for altro in (operatore_pi, referente_moda):
        with pytest.raises(PermissionDenied):
            azioni.chiudi_seguito(seguito, "Fatto", da=altro)
    with pytest.raises(ValidationError):
        azioni.chiudi_seguito(seguito, "  ", da=operatrice_fi)
    azioni.chiudi_seguito(seguito, "Richiamata: manda i documenti.", da=operatrice_fi)
    assert (seguito.stato, seguito.chiuso_da) == ("chiuso", operatrice_fi)


def test_chi_si_lascia_citare_ha_il_testo_a_cui_ha_detto_si(chiesta, consenziente):
    """G-01: version of the text, channel, instant; taken back with a correction."""
    si = {"citazione": Detto(scelte=("si",))}
    risposta = azioni.rispondi(chiesta, detti(complessivo=5, **si), lingua="it")
    assert (risposta.citabile_con.scopo, risposta.citabile_con.versione) == (Scopo.CASI_DI_STUDIO, 1)
    detto = consenziente.consensi.filter(testo__scopo=Scopo.CASI_DI_STUDIO).first()
    assert (detto.concesso, detto.canale) == (True, Consenso.Canale.WEB)
    risposta = azioni.rispondi(chiesta, detti(complessivo=5), lingua="it")
    assert risposta.citabile_con is None
    assert not consenziente.consensi.filter(testo__scopo=Scopo.CASI_DI_STUDIO).first().concesso


def test_si_corregge_solo_finche_il_collegamento_si_apre(client, pagina, chiesta, orologio):
    """No day is promised after that on which the link opens nothing."""
    orologio("2026-04-14 10:00")
    detta = leggi(client.post(pagina, modulo(), follow=True))
    assert "Può correggere la risposta fino al 16 aprile 2026" in detta
    assert Risposta.objects.get().correggibile_fino_al == chiesta.scade_il


# --- By phone ----------------------------------------------------------------------------------------------


def test_per_telefono_resta_scritto_chi_e_quando(chiesta, client, pagina, operatrice_fi, orologio):
    quando = orologio("2026-03-03 11:00")
    risposta = azioni.raccogli(chiesta.pratica, detti(), da=operatrice_fi)
    assert (risposta.fonte, risposta.raccolta_da, risposta.data_il) == ("telefono", operatrice_fi, quando)
    assert "Per telefono abbiamo già scritto" in leggi(client.get(pagina))
    client.post(pagina, modulo(d_complessivo="1"))
    assert Risposta.objects.get().complessivo == 5


def test_per_telefono_scrive_solo_il_suo_ufficio_e_mai_due_volte(
    chiesta, operatore_pi, referente_moda, operatrice_fi
):
    for altro in (operatore_pi, referente_moda):
        with pytest.raises(PermissionDenied):
            azioni.raccogli(chiesta.pratica, detti(), da=altro)
    azioni.raccogli(chiesta.pratica, detti(), da=operatrice_fi)
    with pytest.raises(PermissionDenied):
        azioni.raccogli(chiesta.pratica, detti(), da=operatrice_fi)


@pytest.mark.parametrize("nonsenso", [{"fonte": "telefono"}, {"stato": "in_corso", "data_il": None}])
def test_quello_che_ha_detto_l_azienda_resta_suo(risposta, nonsenso):
    """The database refuses to make of a link's answer another one, or to take it back."""
    with pytest.raises(DatabaseError):
        Risposta.objects.filter(pk=risposta.pk).update(**nonsenso)


# --- Races -------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_due_invii_insieme_fanno_una_risposta(chiesta):
    """R-10: two threads, one answer, its values whole."""
    esiti, via = [], threading.Barrier(2)

    def invia(complessivo):
        via.wait()
        try:
            mia = Richiesta.objects.con_impronta(chiesta.impronta).get()
            esiti.append(azioni.rispondi(mia, detti(complessivo=complessivo), lingua="it").pk)
        finally:
            connection.close()

    fili = [threading.Thread(target=invia, args=(n,)) for n in (4, 5)]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert len(esiti) == 2
    assert len(set(esiti)) == 1
    risposta = Risposta.objects.get()
    assert risposta.valori.count() == len(detti())
    assert risposta.valori.get(domanda__codice="complessivo").numero == risposta.complessivo


@pytest.mark.django_db(transaction=True)
def test_telefono_e_collegamento_insieme_fanno_una_risposta(chiesta, operatrice_fi):
    esiti, via = [], threading.Barrier(2)

    def prova(verbo):
        via.wait()
        try:
            verbo()
            esiti.append("sì")
        except Exception as errore:
            esiti.append(type(errore).__name__)
        finally:
            connection.close()

    mia = Richiesta.objects.con_impronta(chiesta.impronta).select_related("pratica").get()
    fili = [
        threading.Thread(target=prova, args=(lambda: azioni.rispondi(mia, detti(), lingua="it"),)),
        threading.Thread(
            target=prova, args=(lambda: azioni.raccogli(chiesta.pratica, detti(), da=operatrice_fi),)
        ),
    ]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert Risposta.objects.filter(stato="data").count() == 1
    assert esiti.count("sì") == 1


def test_chi_non_tiene_i_cookie_non_trova_l_extranet(pagina):
    """C3: the page that tells it is of no office, and of Toscana Promozione least."""
    for via in (pagina, pagina + "rifiuta/"):
        risposta = Client(enforce_csrf_checks=True).post(via, modulo())
        assert risposta.status_code == 403
        assert "Il modulo è scaduto" in leggi(risposta)
        assert "risponda all'e-mail" in leggi(risposta)
        for estraneo in ("Toscana Promozione", "Accedi", "Extranet"):
            assert estraneo not in leggi(risposta)


def test_il_registro_non_ha_la_chiave(client, pagina, chiave, caplog):
    """C3: whatever goes wrong, who reads the log opens nothing; the fingerprint alone is kept."""
    client.post(pagina, {"d_commento": "\x00"})
    Client(enforce_csrf_checks=True).post(pagina, modulo())
    dati = settings.LOGGING["formatters"]["riga"]
    riga = dati["()"](processor=dati["processor"], foreign_pre_chain=dati["foreign_pre_chain"])
    scritte = "".join(riga.format(registrato) for registrato in caplog.records)
    assert "/questionario/-/" in scritte
    assert chiave not in scritte


# --- Keys --------------------------------------------------------------------------------------------------


def test_diecimila_tentativi_non_aprono_niente(chiesta):
    """S-01: 128 bits; the fingerprint itself, the code of the row, neighbours of the key open nothing."""
    vera = gettoni.gettone(chiesta)
    tentativi = {gettoni.impronta(f"{vera}{n}")[:22] for n in range(10_000)}
    tentativi |= {chiesta.impronta, str(chiesta.codice), "", vera[:-1], vera + "=", vera.swapcase()}
    impronte = [gettoni.impronta(tentativo) for tentativo in tentativi - {vera}]
    assert len(impronte) >= 10_000
    assert not Richiesta.objects.filter(impronta__in=impronte).exists()
    assert not Richiesta.objects.con_impronta("").exists()
    assert Richiesta.objects.con_impronta(gettoni.impronta(vera)).get() == chiesta


def test_sbagliata_scaduta_e_sostituita_sono_gli_stessi_byte(
    client, pagina, chiesta, orologio, operatrice_fi
):
    sbagliata = client.get(reverse("feedback:rispondi", args=["a" * 22]))
    azioni.chiedi(chiesta.pratica, chiesta.contatto, da=operatrice_fi)
    sostituita = client.get(pagina)
    chiesta.refresh_from_db()
    nuova = reverse("feedback:rispondi", args=[gettoni.gettone(chiesta)])
    assert client.get(nuova).status_code == 200
    orologio("2026-04-16 11:00")
    scaduta = client.get(nuova)
    assert {r.status_code for r in (sbagliata, sostituita, scaduta)} == {404}
    assert sbagliata.content == sostituita.content == scaduta.content
    assert dict(sbagliata.headers) == dict(sostituita.headers)


def test_chi_prova_tante_chiavi_aspetta(client, chiesta, pagina):
    stati = [client.get(reverse("feedback:rispondi", args=[f"{n:022}"])).status_code for n in range(25)]
    assert stati[:20] == [404] * 20
    assert stati[20:] == [429] * 5
    assert client.get(pagina).status_code == 429, "not even a right one, for a minute"


@pytest.mark.parametrize("quanti", [300, pytest.param(10_000, marks=pytest.mark.lungo)])
def test_chi_indovina_non_apre_niente_da_una_macchina_ne_da_molte(client, chiesta, chiave, quanti):
    """S-01: one machine learns of twenty keys a minute; many together open and write nothing."""
    prima = Richiesta.objects.values().get()
    tentativi = [gettoni.impronta(f"{chiave}{n}")[:22] for n in range(quanti)]
    da_una = [client.get(_via(tentativo)).status_code for tentativo in tentativi[: quanti // 3]]
    assert da_una == [404] * 20 + [429] * (len(da_una) - 20)
    da_molte = [
        (client.post if n % 5 == 0 else client.get)(
            _via(tentativo), REMOTE_ADDR=_macchina(n // 20)
        ).status_code
        for n, tentativo in enumerate(tentativi[quanti // 3 :])
    ]
    assert set(da_molte) == {404}
    assert Richiesta.objects.values().get() == prima
    assert not Risposta.objects.exists()


def _via(gettone):
    return reverse("feedback:rispondi", args=[gettone])


def _macchina(numero):
    return f"198.{18 + numero // 65536}.{numero // 256 % 256}.{numero % 256}"


def test_di_troppi_invii_con_la_stessa_chiave_gli_ultimi_aspettano(client, pagina, chiesta):
    """Each is sixty a minute: by then nobody is typing."""
    stati = [client.post(pagina, {"azione": "salva", "d_tempi": "2"}).status_code for _ in range(62)]
    assert stati == [302] * 60 + [429] * 2


def test_la_pagina_non_si_conserva_non_si_indicizza_e_non_dice_da_dove_si_viene(client, pagina):
    risposta = client.get(pagina)
    assert {"private", "no-store"} <= set(risposta.headers["Cache-Control"].split(", "))
    assert risposta.headers["Referrer-Policy"] == "same-origin"
    assert '<meta name="robots" content="noindex, nofollow">' in leggi(risposta)
    assert "http://" not in leggi(risposta).replace("http://localhost", "")
