"""What people do on the pages of a pratica, by the words that they read there."""

from tests.browser.conftest import entra
from tests.conftest import CANARINI, PAROLA

CODICE_FISCALE = "09526490488"
OGGETTO = "Camicie ferme in dogana a Osaka"
# The company's people and numbers, written by the office into free text as people really do.
QUESITO = (
    f"Chiama {CANARINI.nome}, ufficio export: +39 055 7719423, oppure 055/77.19.423 o 0557719423. "
    f"Scrivere a {CANARINI.email} o alla pec {CANARINI.pec}. "
    "La merce è ferma da lunedì e la dogana chiede la scheda tecnica."
)
PROPOSTA = "Lo Sportello prepara la scheda tecnica, Toscana Promozione sente l'ufficio di Tokyo."
CONTROPROPOSTA = "L'ufficio di Tokyo sente la dogana di Osaka e lo Sportello traduce la scheda tecnica."
DOMANDA = "Qual è il valore della merce ferma?"
RISPOSTA_CHIARIMENTO = (
    f"Dodicimila euro: lo conferma {CANARINI.nome} al 055 7719423, o a {CANARINI.email_azienda}."
)
RISPOSTA = "La merce passa con il certificato di origine e la scheda tecnica in giapponese."


def scegli(finestra, campo, testo):
    """Picks one voice of a choice with a search in it."""
    casella = finestra.get_by_role("combobox", name=campo).first
    casella.fill(testo)
    casella.press("Enter")


def scrive_l_azienda(finestra):
    """Looked for and not there: a new one, with its person."""
    cerca = finestra.get_by_label("Cerca fra le aziende del tuo Sportello")
    cerca.fill("Camiceria Torriandini")
    cerca.press("Enter")
    finestra.get_by_text("Nessuna azienda: creala").wait_for()
    finestra.get_by_role("button", name="Nuova azienda").click()
    finestra.get_by_label("Ragione sociale").fill("Camiceria Torriandini S.p.A.")
    finestra.get_by_label("Partita IVA").fill(CODICE_FISCALE)
    finestra.get_by_label("Comune").fill("Empoli")
    finestra.locator("#id_impresa-email").fill(CANARINI.email_azienda)
    finestra.locator("#id_impresa-telefono").fill(CANARINI.telefono_azienda)
    finestra.get_by_role("button", name="Aggiungi una persona").click()
    finestra.locator("#id_persona-nome").fill(CANARINI.nome)
    finestra.locator("#id_persona-email").fill(CANARINI.email)
    finestra.locator("#id_persona-telefono").fill(CANARINI.telefono)


def scrive_la_richiesta(finestra):
    finestra.locator("#id_servizio").select_option(label="Normativa e pratiche doganali")
    finestra.get_by_label("Codice HS o descrizione tecnica della merce?").fill(
        "Camicie di cotone, HS 6205.20"
    )
    scegli(finestra, "Paese di partenza e di destinazione?", "Giapp")
    finestra.get_by_label("Sì", exact=True).check()
    finestra.locator("#id_settore").select_option(label="Moda e abbigliamento")
    finestra.get_by_label("Oggetto").fill(OGGETTO)
    finestra.get_by_role("textbox", name="Quesito").fill(QUESITO)


def va(finestra, legame):
    with finestra.expect_navigation():
        finestra.get_by_role("link", name=legame, exact=True).click()


def preme(finestra, bottone):
    """Sends the form that the button belongs to, and waits for what comes next."""
    with finestra.expect_navigation():
        finestra.get_by_role("button", name=bottone, exact=True).click()


def conferma(finestra, legame, bottone):
    """A link that asks in a dialog, and the button of the dialog."""
    finestra.get_by_role("link", name=legame, exact=True).click()
    with finestra.expect_navigation():
        finestra.get_by_role("dialog").get_by_role("button", name=bottone, exact=True).click()


def altra_azione(finestra, nome):
    finestra.locator(".menu-azioni > summary").click()
    with finestra.expect_navigation():
        finestra.locator(".menu-azioni").get_by_role("link", name=nome).click()


def entrano(casa, *chi):
    """A window for each, who signs in by the page."""
    for persona in chi:
        finestra = casa.finestra(accept_downloads=True)
        entra(finestra, persona, PAROLA)
        yield finestra
