"""W-01: intake, request of intervention, agreement and completion where no script runs."""

import pytest

from pratiche.models import Decisione, Pratica
from tests.browser import gesti
from tests.browser.gesti import preme, va
from tests.conftest import CANARINI


@pytest.fixture(scope="module")
def conclusa(casa):
    """A request lived from the first call to the archive, button by button."""
    operatrice = casa.finestra(casa.gente.operatrice, java_script_enabled=False)
    referente = casa.finestra(casa.gente.referente, java_script_enabled=False)
    _accoglie(operatrice)
    assert operatrice.locator(".riepilogo-errori").all_inner_texts() == []
    pratica = Pratica.objects.get()
    va(operatrice, "Prendi in carico")
    preme(operatrice, "Prendi in carico")
    gesti.altra_azione(operatrice, "Chiedi l'intervento di Toscana Promozione")
    operatrice.get_by_label("Come proponete di soddisfare la richiesta").fill(gesti.PROPOSTA)
    preme(operatrice, "Invia la proposta")
    referente.goto(pratica.get_absolute_url())
    va(referente, "Concorda su questo testo")
    preme(referente, "Concordo su questo testo")
    operatrice.reload()
    va(operatrice, "Completa")
    operatrice.get_by_label("Risolta", exact=True).check()
    operatrice.get_by_label("Risposta data all'azienda").fill(gesti.RISPOSTA)
    preme(operatrice, "Completa la pratica")
    return pratica


def _accoglie(operatrice):
    operatrice.goto("/pratiche/nuova/")
    operatrice.get_by_label("Cerca fra le aziende del tuo Sportello").fill("Camiceria Torriandini S.p.A.")
    preme(operatrice, "Cerca l'azienda")
    operatrice.get_by_text("Nessuna azienda con «Camiceria Torriandini S.p.A.»").wait_for()
    preme(operatrice, "Nuova azienda")
    operatrice.get_by_label("Partita IVA").fill(gesti.CODICE_FISCALE)
    operatrice.get_by_label("Comune").fill("Empoli")
    preme(operatrice, "Aggiungi una persona")
    operatrice.locator("#id_persona-nome").fill(CANARINI.nome)
    operatrice.locator("#id_persona-email").fill(CANARINI.email)
    operatrice.locator("#id_servizio").select_option(label="Normativa e pratiche doganali")
    preme(operatrice, "Mostra le domande del servizio")
    operatrice.get_by_label("Codice HS o descrizione tecnica della merce?").fill("HS 6205.20")
    operatrice.get_by_label("Paese di partenza e di destinazione?").select_option(label="Giappone")
    operatrice.get_by_label("Sì", exact=True).check()
    operatrice.locator("#id_settore").select_option(label="Moda e abbigliamento")
    operatrice.get_by_label("Oggetto").fill(gesti.OGGETTO)
    operatrice.get_by_role("textbox", name="Quesito").fill(gesti.QUESITO)
    preme(operatrice, "Apri la pratica")


def test_la_richiesta_si_accoglie_con_azienda_e_persona_nuove(conclusa):
    assert (conclusa.oggetto, conclusa.azienda.comune) == (gesti.OGGETTO, "Empoli")
    assert conclusa.contatto.nome == CANARINI.nome


def test_la_decisione_si_concorda(conclusa):
    decisione = Decisione.objects.get(pratica=conclusa)
    assert (decisione.stato, decisione.versioni.get().testo) == ("concordata", gesti.PROPOSTA)


def test_la_pratica_si_completa(conclusa):
    conclusa.refresh_from_db()
    assert (conclusa.stato, conclusa.risposta) == ("completata", gesti.RISPOSTA)
