"""The editor: a draft is opened, written, saved; its files, its audience and its text as it will be read."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from circolari import azioni
from circolari.models import Circolare
from nucleo.stati import PassaggioNonAmmesso, VersioneSuperata
from sportelli.models import Paese, Settore
from tests.circolari.moduli import indirizzo, modulo
from tests.nucleo.campioni import PDF
from tests.nucleo.test_testo import OSTILI


@pytest.fixture
def lei(client, redazione, firenze, pisa):
    client.force_login(redazione)
    return client


# --- A new draft -------------------------------------------------------------------------------------------


def test_nuova_apre_la_bozza_vuota(lei, redazione):
    risposta = lei.post(reverse("circolari:nuova"))
    bozza = Circolare.objects.get()
    assert risposta.url == indirizzo("modifica", bozza)
    assert bozza.creata_da == redazione


def test_premere_due_volte_nuova_non_fa_due_bozze(lei):
    lei.post(reverse("circolari:nuova"))
    lei.post(reverse("circolari:nuova"))
    assert Circolare.objects.count() == 1


def test_nuova_e_solo_un_post(lei):
    assert lei.get(reverse("circolari:nuova")).status_code == 405
    assert not Circolare.objects.exists()


@pytest.mark.parametrize("chi", ["operatrice_fi", "referente_moda", "direzione", "amministratore"])
def test_chi_non_e_della_redazione_non_scrive(client, chi, request):
    client.force_login(request.getfixturevalue(chi))
    assert client.post(reverse("circolari:nuova")).status_code == 403
    assert not Circolare.objects.exists()


@pytest.mark.parametrize("chi", ["operatrice_fi", "referente_moda", "direzione"])
@pytest.mark.parametrize(
    "pagina", ["modifica", "salva", "testo", "platea", "anteprima", "cestina", "diffondi"]
)
def test_una_bozza_per_gli_altri_non_esiste(client, bozza, chi, pagina, request):
    client.force_login(request.getfixturevalue(chi))
    metodo = client.post if pagina in ("salva", "testo") else client.get
    assert metodo(indirizzo(pagina, bozza)).status_code == 404


# --- Writing -----------------------------------------------------------------------------------------------


def test_la_pagina_mostra_quel_che_c_e(lei, bozza):
    pagina = lei.get(indirizzo("modifica", bozza)).content.decode()
    assert "Apertura delle iscrizioni alla collettiva" in pagina
    assert "**quota**: 900 euro" in pagina
    assert "<strong>quota</strong>: 900 euro" in pagina


def test_salva_tutto_quel_che_si_puo_scrivere(lei, bozza, moda, dogane, giappone, pisa):
    dati = modulo(
        bozza,
        titolo="Fiera di Osaka",
        testo="## Quando\n\nA *maggio*.",
        a_chi="alcuni",
        sportelli=[pisa.pk],
        settori=[moda.pk],
        paesi=[giappone.pk],
        servizi=[dogane.pk],
        criterio="tutti",
        urgente="on",
        motivo_urgenza="breve",
    )
    risposta = lei.post(indirizzo("modifica", bozza), dati)
    assert risposta.url == indirizzo("modifica", bozza)
    bozza.refresh_from_db()
    assert (bozza.titolo, bozza.urgente, bozza.motivo_urgenza) == ("Fiera di Osaka", True, "breve")
    assert bozza.html == "<h2>Quando</h2>\n<p>A <em>maggio</em>.</p>"
    assert (bozza.a_tutti, bozza.criterio, list(bozza.sportelli.all())) == (False, "tutti", [pisa])
    assert (list(bozza.settori.all()), list(bozza.paesi.all())) == ([moda], [giappone])
    assert list(bozza.servizi.all()) == [dogane]


def test_un_titolo_troppo_lungo_si_dice_e_non_si_perde(lei, bozza):
    pagina = lei.post(indirizzo("modifica", bozza), modulo(bozza, titolo="x" * 201, testo="Appena scritto"))
    assert pagina.status_code == 200
    assert "Appena scritto" in pagina.content.decode()
    assert "200 caratteri" in pagina.content.decode()
    bozza.refresh_from_db()
    assert bozza.revisione == 2


def test_uno_sportello_che_non_c_e_si_rifiuta(lei, bozza):
    pagina = lei.post(indirizzo("modifica", bozza), modulo(bozza, a_chi="alcuni", sportelli=[999999]))
    assert "id_sportelli" in pagina.content.decode()
    bozza.refresh_from_db()
    assert bozza.a_tutti


@pytest.mark.parametrize("poi", ["anteprima", "diffondi"])
def test_i_tasti_salvano_e_poi_vanno(lei, bozza, poi):
    risposta = lei.post(indirizzo("modifica", bozza), modulo(bozza, titolo="Nuovo", poi=poi))
    assert risposta.url == indirizzo(poi, bozza)
    bozza.refresh_from_db()
    assert (bozza.titolo, bozza.stato) == ("Nuovo", "bozza")


def test_una_destinazione_inventata_resta_sulla_bozza(lei, bozza):
    risposta = lei.post(indirizzo("modifica", bozza), modulo(bozza, poi="https://fuori.example/"))
    assert risposta.url == indirizzo("modifica", bozza)


def test_i_campi_che_non_si_scrivono_restano(lei, bozza, operatrice_fi):
    """S-01: mass assignment."""
    dati = modulo(bozza, stato="diffusa", versione=9, diffusa_da=operatrice_fi.pk, rilascio="2020-01-01")
    lei.post(indirizzo("modifica", bozza), dati)
    bozza.refresh_from_db()
    assert (bozza.stato, bozza.versione, bozza.rilascio) == ("bozza", 0, None)
    with pytest.raises(PermissionDenied):
        azioni.modifica(bozza, {"stato": "diffusa"}, revisione=bozza.revisione, da=bozza.creata_da)


# --- Two people at once ------------------------------------------------------------------------------------


def test_chi_salva_dopo_un_collega_vede_le_differenze_e_non_perde_niente(lei, bozza, redazione):
    mia = modulo(bozza, titolo="Il mio titolo", testo="Sono aperte le iscrizioni fino a maggio.")
    azioni.modifica(bozza, {"titolo": "Il suo titolo"}, revisione=2, da=redazione)
    risposta = lei.post(indirizzo("modifica", bozza), mia)
    pagina = risposta.content.decode()
    assert risposta.status_code == 409
    assert "<del>Il suo titolo</del>" in pagina
    assert "<ins>Il mio titolo</ins>" in pagina
    assert "Sono aperte le iscrizioni fino a maggio." in pagina
    bozza.refresh_from_db()
    assert bozza.titolo == "Il suo titolo"
    salvata = lei.post(indirizzo("modifica", bozza), mia | {"revisione": bozza.revisione})
    assert salvata.status_code == 302
    bozza.refresh_from_db()
    assert bozza.titolo == "Il mio titolo"


def test_chi_scrive_mentre_un_collega_diffonde_riprende_le_sue_parole(lei, bozza, altra_redazione, orologio):
    mia = modulo(bozza, testo="Una frase che non va persa")
    azioni.diffondi(bozza, da=altra_redazione)
    risposta = lei.post(indirizzo("modifica", bozza), mia)
    assert risposta.status_code == 409
    pagina = risposta.content.decode()
    assert "Una frase che non va persa" in pagina
    assert 'Diffusa agli Sportelli</strong> <span class="muto">' in pagina
    assert str(altra_redazione) in pagina
    assert lei.get(indirizzo("modifica", bozza)).status_code == 403


def test_il_verbo_rifiuta_una_revisione_vecchia(bozza, redazione):
    with pytest.raises(VersioneSuperata):
        azioni.modifica(bozza, {"titolo": "Tardi"}, revisione=1, da=redazione)


def test_il_verbo_rifiuta_chi_ha_letto_la_bozza_prima_che_uscisse(bozza, redazione, firenze, orologio):
    letta = Circolare.objects.get(pk=bozza.pk)
    azioni.diffondi(bozza, da=redazione)
    with pytest.raises(PassaggioNonAmmesso):
        azioni.modifica(letta, {"titolo": "Tardi"}, revisione=2, da=redazione)


# --- The text as it will be read ---------------------------------------------------------------------------


def test_il_testo_si_vede_mentre_si_scrive(lei, bozza):
    pezzo = lei.post(indirizzo("testo", bozza), {"testo": "# Titolo\n\n- uno\n- [due](https://due.example)"})
    assert "<h2>Titolo</h2>" in pezzo.content.decode()
    assert 'href="https://due.example"' in pezzo.content.decode()
    bozza.refresh_from_db()
    assert bozza.revisione == 2


def test_niente_che_si_esegue_esce_in_nessuna_pagina(lei, bozza):
    """S-01: stored XSS, wherever a draft is shown."""
    dati = modulo(bozza, testo="\n\n".join(OSTILI), titolo=OSTILI[0])
    lei.post(indirizzo("modifica", bozza), dati)
    pagine = ["modifica", "anteprima", "diffondi", "cestina"]
    testi = [lei.get(indirizzo(pagina, bozza)).content.decode() for pagina in pagine]
    testi.append(lei.get(indirizzo("anteprima", bozza), {"come": "azienda"}).content.decode())
    testi.append(lei.post(indirizzo("testo", bozza), dati).content.decode())
    for pagina in testi:
        assert "<script>" not in pagina
        assert "<img" not in pagina
        assert "<base" not in pagina
        assert 'href="javascript' not in pagina.lower()


# --- Whom it would reach -----------------------------------------------------------------------------------


def test_la_platea_conta_imprese_e_indirizzi_con_il_consenso(
    lei, bozza, iscrivi, firenze, pisa, moda, orologio
):
    iscrivi(firenze, "Camicie Uno", "01234560001", "a@uno.example", settore=moda)
    iscrivi(firenze, "Camicie Due", "01234560002", "a@due.example", settore=moda, concesso=False)
    iscrivi(pisa, "Vini Tre", "01234560003", "a@tre.example")
    assert conti(lei, bozza) == {"Imprese": "2", "Loro indirizzi": "2", "Sportelli": "2", "Loro persone": "0"}
    lei.post(indirizzo("modifica", bozza), modulo(bozza, settori=[moda.pk]))
    assert conti(lei, bozza)["Imprese"] == "1"


def conti(lei, bozza):
    pezzo = lei.get(indirizzo("platea", bozza)).content.decode()
    return dict(re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", pezzo))


def test_la_platea_dice_solo_quanti(lei, bozza, iscrivi, firenze):
    """C6: who writes reads no company's address."""
    iscrivi(firenze, "Camicie Uno", "01234560001", "segreta@uno.example")
    pezzo = lei.get(indirizzo("platea", bozza)).content.decode()
    assert "segreta" not in pezzo
    assert "Camicie" not in pezzo


def test_la_platea_dice_da_quando_e_perche(lei, bozza, orologio):
    orologio("2026-03-06 18:00")
    pezzo = lei.get(indirizzo("platea", bozza)).content.decode()
    assert "mercoledì 11 marzo 2026, ore 09:00" in pezzo
    assert "sab 07/03 no: sabato" in pezzo


def test_le_domande_non_crescono_con_le_righe(lei, bozza, iscrivi, firenze):
    """A-07."""

    def quante():
        with CaptureQueriesContext(connection) as fatte:
            assert lei.get(indirizzo("modifica", bozza)).status_code == 200
        return len(fatte)

    prima = quante()
    for n in range(5):
        iscrivi(firenze, f"Impresa {n}", f"0123456000{n}", f"a@{n}.example")
        azioni.allega(bozza, SimpleUploadedFile(f"{n}.pdf", PDF), da=bozza.creata_da)
        Settore.objects.create(codice=f"s{n}", nome=f"Settore {n}")
        Paese.objects.create(codice=f"Z{n}", nome=f"Paese {n}")
    bozza.settori.set(Settore.objects.all())
    assert quante() == prima


# --- Files -------------------------------------------------------------------------------------------------


def pdf(nome="bando.pdf"):
    return SimpleUploadedFile(nome, PDF)


def test_allega_salva_anche_quel_che_si_stava_scrivendo(lei, bozza):
    dati = modulo(bozza, titolo="Con il bando", allegati=[pdf(), pdf("modulo.pdf")])
    assert lei.post(indirizzo("allega", bozza), dati).url == indirizzo("modifica", bozza)
    bozza.refresh_from_db()
    assert bozza.titolo == "Con il bando"
    assert [file.nome for file in bozza.allegati.all()] == ["bando.pdf", "modulo.pdf"]


def test_con_htmx_torna_il_solo_blocco_degli_allegati(lei, bozza):
    risposta = lei.post(indirizzo("allega", bozza), {"allegati": [pdf()]}, headers={"HX-Request": "true"})
    pezzo = risposta.content.decode()
    assert pezzo.startswith('<section class="scheda" id="blocco-allegati"')
    assert "bando.pdf" in pezzo


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}], ids=["pagina", "htmx"])
def test_un_file_che_non_si_prende_si_dice_e_gli_altri_restano(lei, bozza, htmx):
    file = [pdf(), SimpleUploadedFile("virus.exe", b"MZ" + b"0" * 100)]
    pezzo = lei.post(indirizzo("allega", bozza), {"allegati": file}, headers=htmx).content.decode()
    assert "«virus.exe»: questo tipo di file non si può allegare" in pezzo
    assert [f.nome for f in bozza.allegati.all()] == ["bando.pdf"]


def test_togli_un_allegato(lei, bozza, redazione):
    file = azioni.allega(bozza, pdf(), da=redazione)
    lei.post(reverse("circolari:togli_allegato", args=[bozza.codice, file.pk]), modulo(bozza, titolo="Senza"))
    bozza.refresh_from_db()
    assert (bozza.titolo, bozza.allegati.count()) == ("Senza", 0)


def test_non_si_toglie_il_file_di_un_altra(lei, bozza, redazione):
    altra = azioni.duplica(bozza, da=redazione)
    file = azioni.allega(altra, pdf(), da=redazione)
    lei.post(reverse("circolari:togli_allegato", args=[bozza.codice, file.pk]))
    assert altra.allegati.count() == 1


def test_non_piu_di_venti_allegati(bozza, redazione):
    for n in range(20):
        azioni.allega(bozza, pdf(f"{n}.pdf"), da=redazione)
    with pytest.raises(ValidationError, match="Al massimo 20"):
        azioni.allega(bozza, pdf(), da=redazione)
