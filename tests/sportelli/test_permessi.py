"""A-01: the part of docs/permessi.md about companies, suppliers, offices and people, cell by cell."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sportelli import azioni
from tests.nucleo.campioni import PDF
from tests.permessi.tabella import celle
from tests.permessi.test_matrice import COME, esiti

pytestmark = pytest.mark.django_db
CELLE = list(celle("oggetto"))
OGGETTI = list(dict.fromkeys(cella.pratica for cella in CELLE))
UGO = {"nome": "Ugo Foschi", "email": "ugo@foschi.example"}


@pytest.fixture
def ruoli(
    operatrice_fi, responsabile_fi, vice_fi, operatore_pi, responsabile_pi, referente_moda, redazione,
    direzione, partner, amministratore, estraneo, disattivato,
):  # fmt: skip
    return {
        "anonimo": None,
        "disattivato": disattivato,
        "senza ufficio": estraneo,
        "operatrice": operatrice_fi,
        "responsabile": responsabile_fi,
        "vice": vice_fi,
        "altro ufficio": operatore_pi,
        "resp. altro ufficio": responsabile_pi,
        "referente": referente_moda,
        "redazione": redazione,
        "direzione": direzione,
        "partner": partner,
        "amministratore": amministratore,
    }


@pytest.fixture
def oggetti(request, ruoli, firenze):
    """What each row of the table speaks of, made by the verbs."""
    operatrice, amministratore = ruoli["operatrice"], ruoli["amministratore"]

    def prendi(nome):
        return request.getfixturevalue(nome)

    def condiviso():
        azioni.condividi_fornitore(prendi("fornitore"), True, da=operatrice)
        return prendi("fornitore")

    def sospeso():
        azioni.sospendi_fornitore(prendi("fornitore"), "Polizza scaduta", da=operatrice)
        return prendi("fornitore")

    def documento():
        file = SimpleUploadedFile("polizza.pdf", PDF)
        return azioni.aggiungi_documento(
            prendi("fornitore"), file, titolo="Polizza", scade_il=None, da=operatrice
        )

    def invitata():
        campi = {"nome": "Nora", "cognome": "Nuovi", "email": "nora@prova.example", "ruolo": "operatore"}
        return azioni.invita(campi | {"sportello": firenze}, da=amministratore)

    def altro_responsabile():
        campi = {"nome": "Rino", "cognome": "Altri", "email": "rino@prova.example", "ruolo": "responsabile"}
        return azioni.invita(campi | {"sportello": firenze}, da=amministratore)

    return {
        "elenco": lambda: None,
        "azienda": lambda: prendi("camiceria"),
        "persona dell'azienda": lambda: prendi("lapo"),
        "fornitore nostro": lambda: prendi("fornitore"),
        "fornitore condiviso": condiviso,
        "fornitore sospeso": sospeso,
        "fornitore di tp": lambda: prendi("fornitore_tp"),
        "documento nostro": documento,
        "persona del fornitore": lambda: azioni.aggiungi_contatto_fornitore(
            prendi("fornitore"), UGO, da=operatrice
        ),
        "sportello": lambda: firenze,
        "persona invitata": invitata,
        "altro responsabile": altro_responsabile,
    }


def argomenti(nome, riga):
    if riga is not None:
        return [riga.codice if nome.startswith("sportelli:ufficio") else riga.pk]
    return {"esporta": ["csv"], "campo": ["cap"]}.get(nome.rsplit("_", 1)[-1], [])


@COME
@pytest.mark.parametrize("oggetto", OGGETTI)
def test_ogni_cella_e_mantenuta(client, ruoli, oggetti, oggetto, come):
    """A-01."""
    riga = oggetti[oggetto]()
    sbagliate = []
    for cella in (cella for cella in CELLE if cella.pratica == oggetto):
        indirizzo = reverse(cella.indirizzo, args=argomenti(cella.indirizzo, riga))
        trovati = esiti(client, ruoli[cella.ruolo], indirizzo, cella, come)
        if trovati != {cella.atteso}:
            sbagliate.append(f"{cella}: {sorted(trovati)}")
    assert not sbagliate, "\n".join(sbagliate)
