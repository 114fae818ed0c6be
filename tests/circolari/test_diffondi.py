"""Sending out: what will happen is shown first; then it happens once, or it is said why not (C7)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from circolari import azioni
from circolari.models import Circolare, Destinatario, Versione
from nucleo.models import Busta, Chiusura, Soppressione
from nucleo.stati import PassaggioNonAmmesso
from tests.circolari.conftest import MOTIVO
from tests.circolari.moduli import indirizzo, modulo
from tests.conftest import istante
from tests.nucleo.campioni import PDF


@pytest.fixture
def lei(client, redazione, firenze, pisa, lucca, orologio):
    client.force_login(redazione)
    return client


def guarda(lei, circolare):
    return lei.get(indirizzo("diffondi", circolare)).content.decode()


def diffondi(lei, circolare, revisione=2, **altro):
    return lei.post(indirizzo("diffondi", circolare), {"revisione": revisione}, **altro)


# --- What is shown before ----------------------------------------------------------------------------------


def test_guardare_non_diffonde(lei, bozza):
    guarda(lei, bozza)
    assert lei.post(indirizzo("diffondi", bozza)).status_code == 200
    bozza.refresh_from_db()
    assert bozza.stato == "bozza"
    assert not Busta.objects.exists()


def test_mostra_la_derivazione_con_ogni_giorno_saltato(lei, bozza, orologio):
    Chiusura.objects.create(dal="2026-12-28", al="2026-12-28", motivo="Ponte di fine anno")
    orologio("2026-12-23 10:40")
    lei.force_login(bozza.creata_da)
    pagina = guarda(lei, bozza)
    assert "martedì 29 dicembre 2026, ore 10:40" in pagina
    for passo in (
        "diffusa mer 23/12 10:40",
        "1º giorno lavorativo gio 24/12",
        "ven 25/12 no: Natale",
        "sab 26/12 no: sabato",
        "dom 27/12 no: domenica",
        "lun 28/12 no: chiusura: Ponte di fine anno",
        "2º mar 29/12",
    ):
        assert f">{passo}</li>" in pagina
    assert "<strong>16 ore lavorative</strong>" in pagina


def test_mostra_a_chi_arriva_e_chi_resta_fuori(lei, bozza, iscrivi, firenze, operatrice_fi):
    iscrivi(firenze, "Una", "01234560001", "si@una.example")
    iscrivi(firenze, "Due", "01234560002", "no@due.example", concesso=False)
    iscrivi(firenze, "Tre", "01234560003", "Muta@tre.example")
    Soppressione.objects.create(indirizzo="muta@tre.example", dal=istante("2026-01-01 10:00"))
    pagina = guarda(lei, bozza)
    for ufficio in ("Firenze", "Lucca", "Pisa"):
        assert f"<li>{ufficio}</li>" in pagina
    for voce, quanti in {
        "Imprese": 1,
        "Loro indirizzi": 1,
        "Esclusi: senza consenso": 1,
        "Esclusi: indirizzo che rifiuta": 1,
    }.items():
        assert f"<dt>{voce}</dt><dd>{quanti}</dd>" in pagina
    assert "persone che ci lavorano (1)" in pagina
    for indirizzo_di_impresa in ("si@una", "no@due", "tre.example"):
        assert indirizzo_di_impresa not in pagina.lower()


def test_dice_tutto_quel_che_manca_e_porta_al_campo(lei, redazione):
    vuota = azioni.nuova(da=redazione)
    campi = {"a_tutti": False, "urgente": True, "motivo_urgenza": "fretta"}
    azioni.modifica(vuota, campi, revisione=1, da=redazione)
    pagina = guarda(lei, vuota)
    for campo, frase in {
        "titolo": "Scrivi il titolo.",
        "testo": "Scrivi il testo.",
        "a_chi": "Scegli almeno uno Sportello.",
        "motivo_urgenza": "Scrivi perché è urgente, in almeno 20 caratteri",
    }.items():
        assert f'{indirizzo("modifica", vuota)}#div_id_{campo}">{frase}' in pagina
    assert "Mancano 4 cose" in pagina
    assert "Diffondi ora" not in pagina


@pytest.mark.parametrize(
    ("campi", "frase"),
    [
        ({"titolo": "  "}, "Scrivi il titolo."),
        ({"testo": "***"}, "Scrivi il testo."),
        ({"testo": "   \n\n"}, "Scrivi il testo."),
        ({"a_tutti": False}, "Scegli almeno uno Sportello."),
        ({"urgente": True}, "Scrivi perché è urgente, in almeno 20 caratteri: finisce nel resoconto."),
        ({"urgente": True, "motivo_urgenza": " " * 30}, "Scrivi perché è urgente, in almeno 20 caratteri"),
    ],
)
def test_se_manca_qualcosa_non_esce(lei, bozza, redazione, campi, frase):
    azioni.modifica(bozza, campi, revisione=2, da=redazione)
    pagina = diffondi(lei, bozza, 3).content.decode()
    assert frase.split(" caratteri")[0] in pagina
    with pytest.raises(ValidationError):
        azioni.diffondi(Circolare.objects.get(pk=bozza.pk), da=redazione)
    assert not Destinatario.objects.exists()
    assert not Busta.objects.exists()


def test_in_un_anno_di_cui_non_si_sanno_le_feste_si_rifiuta(lei, bozza, orologio):
    orologio("2101-03-02 10:00")
    lei.force_login(bozza.creata_da)
    pagina = diffondi(lei, bozza).content.decode()
    assert "Le festività del 2101 non sono note" in pagina
    assert "finché un amministratore non aggiorna il programma" in pagina
    bozza.refresh_from_db()
    assert bozza.stato == "bozza"


def test_a_cavallo_di_un_anno_ignoto_si_rifiuta(lei, bozza, orologio):
    orologio("2100-12-30 10:00")
    lei.force_login(bozza.creata_da)
    assert "Le festività del 2101 non sono note" in diffondi(lei, bozza).content.decode()
    bozza.refresh_from_db()
    assert bozza.stato == "bozza"


def test_senza_imprese_si_puo_e_si_dice(lei, bozza):
    assert "Nessuna impresa la riceve per posta" in guarda(lei, bozza)
    assert diffondi(lei, bozza).status_code == 302


def test_un_allegato_non_ammesso_non_arriva_mai_a_uscire(lei, bozza):
    finto = SimpleUploadedFile("bando.pdf", b"MZ" + b"0" * 200)
    dati = modulo(bozza, allegati=[finto])
    pagina = lei.post(indirizzo("allega", bozza), dati).content.decode()
    assert "«bando.pdf»: il contenuto non è quello che dice" in pagina
    bozza.refresh_from_db()
    diffondi(lei, bozza, bozza.revisione)
    assert Versione.objects.get().allegati == []


# --- Sending -----------------------------------------------------------------------------------------------


def test_esce_e_porta_al_registro(lei, bozza, redazione):
    risposta = diffondi(lei, bozza)
    assert risposta.url == indirizzo("registro", bozza)
    bozza.refresh_from_db()
    assert (bozza.stato, bozza.diffusa_da, bozza.versione) == ("diffusa", redazione, 1)
    assert bozza.rilascio == istante("2026-03-04 10:00")


def test_il_messaggio_dice_fino_a_quando(lei, bozza):
    diffondi(lei, bozza)
    detto = str(next(iter(lei.get("/").context["messages"])))
    assert detto == (
        "Diffusa: è solo per gli Sportelli fino a mercoledì 4 marzo 2026, ore 10:00. Poi arriva alle imprese."
    )


def test_urgente_e_un_giorno(lei, bozza, redazione):
    azioni.modifica(bozza, {"urgente": True, "motivo_urgenza": MOTIVO}, revisione=2, da=redazione)
    assert MOTIVO in guarda(lei, bozza)
    diffondi(lei, bozza, 3)
    bozza.refresh_from_db()
    assert bozza.rilascio == istante("2026-03-03 10:00")


def test_gli_allegati_sono_nella_versione(lei, bozza, redazione):
    azioni.allega(bozza, SimpleUploadedFile("bando.pdf", PDF), da=redazione)
    diffondi(lei, bozza)
    assert [file["nome"] for file in Versione.objects.get().allegati] == ["bando.pdf"]


def test_se_un_collega_l_ha_cambiata_si_rilegge_prima(lei, bozza, altra_redazione):
    azioni.modifica(bozza, {"titolo": "Un altro titolo"}, revisione=2, da=altra_redazione)
    risposta = diffondi(lei, bozza)
    assert risposta.status_code == 409
    pagina = risposta.content.decode()
    assert "Non è stata diffusa: la bozza è cambiata" in pagina
    assert "Un altro titolo" in pagina
    assert 'name="revisione" value="3"' in pagina
    bozza.refresh_from_db()
    assert bozza.stato == "bozza"


# --- Twice -------------------------------------------------------------------------------------------------


def test_il_secondo_clic_porta_al_registro_e_lo_dice(lei, bozza):
    diffondi(lei, bozza)
    seconda = diffondi(lei, bozza)
    assert seconda.url == indirizzo("registro", bozza)
    assert "Era già fatto" in [str(m) for m in lei.get("/").context["messages"]][-1]
    assert Versione.objects.count() == 1


def test_il_collega_che_arriva_dopo_sa_chi_e_stato(lei, bozza, altra_redazione):
    azioni.diffondi(bozza, da=altra_redazione)
    risposta = diffondi(lei, bozza)
    assert risposta.status_code == 409
    assert str(altra_redazione) in risposta.content.decode()


def test_chi_ha_letto_la_bozza_prima_trova_che_non_si_puo_piu(
    bozza, redazione, altra_redazione, firenze, orologio
):
    letta = Circolare.objects.get(pk=bozza.pk)
    azioni.diffondi(bozza, da=altra_redazione)
    with pytest.raises(PassaggioNonAmmesso):
        azioni.diffondi(letta, da=redazione)


def test_non_la_diffonde_chi_non_scrive(client, diffusa, operatrice_fi, referente_moda):
    for altri in (operatrice_fi, referente_moda):
        client.force_login(altri)
        assert client.get(indirizzo("diffondi", diffusa)).status_code == 403
        assert diffondi(client, diffusa).status_code == 403


def test_le_domande_non_crescono_con_le_imprese(lei, bozza, iscrivi, firenze):
    """A-07."""

    def quante():
        with CaptureQueriesContext(connection) as fatte:
            guarda(lei, bozza)
        return len(fatte)

    prima = quante()
    for n in range(6):
        iscrivi(firenze, f"Impresa {n}", f"0123456000{n}", f"a@{n}.example")
    assert quante() == prima


@pytest.mark.django_db(transaction=True)
def test_in_quattro_insieme_esce_una_volta_sola(bozza, redazione, altra_redazione, firenze, iscrivi):
    """Real threads and connections: one diffusione, one mail each, an answer for everybody."""
    iscrivi(firenze, "Una", "01234560001", "si@una.example")
    finestre = [Client() for _ in range(4)]
    for finestra, chi in zip(finestre, [redazione, redazione, altra_redazione, altra_redazione], strict=True):
        finestra.force_login(chi)
    partenza = Barrier(len(finestre))

    def preme(finestra):
        partenza.wait()
        try:
            return diffondi(finestra, bozza).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(finestre)) as fili:
        esiti = sorted(fili.map(preme, finestre))
    # The winner and her own second press are led to the ledger; the colleague is told who was faster.
    assert esiti == [302, 302, 409, 409]
    assert Circolare.objects.get().stato == "diffusa"
    assert Versione.objects.count() == 1
    assert Busta.objects.count() == Destinatario.objects.count() == 2
