"""The spreadsheet that one fills: its columns, how each is written, the entries that one may use."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from calendario.importazione import COLONNE, FOGLIO
from calendario.models import Editore, Modalita, Tipo
from sportelli.models import Paese, Settore

COME_SI_SCRIVE = {
    "Titolo": "Obbligatorio. Stesso titolo e stesso primo giorno: la riga cambia quell'iniziativa.",
    "Tipo": "Una voce del foglio «Voci». Vuoto: altra iniziativa.",
    "Dal": "16/06/2027. Se si sa solo il mese lascia vuoto e scrivi la colonna «Mese».",
    "Al": "19/06/2027. Vuoto: un giorno solo.",
    "Mese": "06/2027, quando i giorni non si sanno ancora.",
    "Dalle": "09:30. Vuoto: tutto il giorno.",
    "Adesioni entro": "30/04/2027.",
    "Come si partecipa": "Una voce del foglio «Voci». Vuoto: in presenza.",
    "Settori": "Voci del foglio «Voci», separate da punto e virgola. Vuoto: per tutti.",
    "Paesi": "Voci del foglio «Voci», separate da punto e virgola.",
    "Organizzata da": "Un ente del foglio «Voci». Vuoto: chi pubblica.",
    "Costo in euro": "1800 oppure 1.800,00. 0 se è gratuita; vuoto se non si sa ancora.",
    "Posti": "Un numero.",
    "Pagina per le adesioni": "L'indirizzo intero, con https://.",
    "Descrizione": "Anche con **grassetto** ed elenchi.",
}


def modello() -> bytes:
    """An empty programme, with its instructions and its entries on two other sheets."""
    libro = Workbook()
    programma: Worksheet = libro.worksheets[0]
    programma.title = FOGLIO
    programma.append(list(COLONNE))
    _in_testa(programma, larghezza=22)
    _istruzioni(libro.create_sheet("Istruzioni"))
    _voci(libro.create_sheet("Voci"))
    memoria = BytesIO()
    libro.save(memoria)
    return memoria.getvalue()


def _istruzioni(foglio: Worksheet) -> None:
    foglio.append(["Colonna", "Come si scrive"])
    for nome in COLONNE:
        foglio.append([nome, COME_SI_SCRIVE.get(nome, "Testo libero.")])
    _in_testa(foglio, larghezza=40)


def _voci(foglio: Worksheet) -> None:
    colonne = {
        "Tipo": [str(nome) for _, nome in Tipo.choices],
        "Come si partecipa": [str(nome) for _, nome in Modalita.choices],
        "Settori": list(Settore.objects.scegliibili().values_list("nome", flat=True)),
        "Paesi": list(Paese.objects.scegliibili().values_list("nome", flat=True)),
        "Organizzata da": list(Editore.objects.attivi().values_list("nome", flat=True)),
    }
    foglio.append(list(colonne))
    for colonna, voci in enumerate(colonne.values(), 1):
        for riga, voce in enumerate(voci, 2):
            cella = foglio.cell(riga, colonna, voce)
            cella.data_type = "s"
    _in_testa(foglio, larghezza=32)


def _in_testa(foglio: Worksheet, *, larghezza: int) -> None:
    foglio.freeze_panes = "A2"
    for numero, cella in enumerate(foglio[1], 1):
        cella.font = Font(bold=True)
        foglio.column_dimensions[get_column_letter(numero)].width = larghezza
