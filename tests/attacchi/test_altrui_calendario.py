"""S-01, IDOR: initiatives, feeds and answers of others, wherever their code or number can be written."""

import re

import pytest
from django.urls import reverse

from calendario.models import Iniziativa
from tests.permessi.calendario import CAMPI

pytestmark = pytest.mark.xdist_group("attacchi")
# What each of these may not see (docs/permessi.md).
NASCOSTE = {
    "pisa": ("bozza", "bozza da approvare", "proposta", "rimandata", "sotto embargo"),
    "operatrice": ("bozza da approvare", "proposta", "rimandata"),
    "partner": ("bozza", "sotto embargo"),
    "nessuno": ("bozza", "bozza da approvare", "proposta", "rimandata", "sotto embargo"),
}
DI_UNA = re.compile(r"calendario/(allegati/)?<uuid:codice>|calendar/<uuid:codice>")
DELLA_FONTE = re.compile(r"^calendario/fonti/.*<int:pk>")
DEL_FEEDBACK = re.compile(r"^feedback/(risposte|seguiti|pratiche)/<")
RIGHE = {"risposte": "risposta", "seguiti": "seguito", "pratiche": "pratica con una risposta"}


def _nega(client, via, segni):
    """404 to a reading and to a writing, and not a word of the row; who is outside is sent to sign in."""
    risposte = [client.get(via), client.post(via, {"motivo": "perché sì", "revisione": 1})]
    assert {risposta.status_code for risposta in risposte} <= {302, 404, 405}, via
    assert {302, 404} & {risposta.status_code for risposta in risposte}, via
    assert all(r["Location"].startswith(reverse("account_login")) for r in risposte if r.status_code == 302)
    corpi = b"".join(risposta.content for risposta in risposte).decode()
    assert not [segno for segno in segni if segno in corpi], via


def _di(iniziativa, nome, disegno):
    """Its address of that name, or that of its file."""
    allegato = iniziativa.allegati.get()
    argomenti = {"codice": allegato.codice if "allegati/<uuid" in disegno else iniziativa.codice}
    argomenti |= {"pk": allegato.pk} if "<int:pk>" in disegno else {}
    return reverse(nome, kwargs=argomenti | ({"nome": "titolo"} if "<slug:nome>" in disegno else {}))


@pytest.mark.parametrize("chi", NASCOSTE)
def test_ogni_indirizzo_di_un_iniziativa_che_non_si_vede(mondo, finestra, schema, chi):
    """Page, verbs, files, feeds, in both languages."""
    disegni = [(nome, disegno) for nome, disegno in schema.items() if DI_UNA.search(disegno)]
    assert len(disegni) > 25
    for scena in NASCOSTE[chi]:
        iniziativa = Iniziativa.objects.get(codice=mondo.righe[f"iniziativa {scena}"]["codice"])
        for nome, disegno in disegni:
            _nega(finestra(chi), _di(iniziativa, nome, disegno), [CAMPI["titolo"]])


@pytest.mark.parametrize("chi", ["operatrice", "direzione", "partner", "nessuno"])
def test_le_fonti_sono_della_redazione(mondo, finestra, schema, chi):
    fonte, lettura = mondo.righe["fonte"]["pk"], mondo.righe["lettura sospetta"]["pk"]
    provati = 0
    for nome, disegno in schema.items():
        if DELLA_FONTE.search(disegno) and "escluse" not in disegno:
            pk = lettura if "letture" in disegno else fonte
            _nega(finestra(chi), reverse(nome, args=[pk]), ["Forum numero"])
            provati += 1
    assert provati >= 8


def test_le_risposte_di_un_altro_ufficio(mondo, finestra, schema):
    provati = 0
    for nome, disegno in schema.items():
        if parte := DEL_FEEDBACK.search(disegno):
            via = reverse(nome, kwargs=mondo.argomenti(RIGHE[parte[1]], disegno))
            _nega(finestra("pisa"), via, ["Aspettavamo i costi", "Calzaturificio Era", "Pia Doni"])
            provati += 1
    assert provati >= 5


def test_le_iniziative_altrui_nelle_azioni_in_blocco(mondo, finestra):
    """One's own screen, the codes of others: nothing is shown, nothing is done."""
    codici = [mondo.righe[f"iniziativa {scena}"]["codice"] for scena in NASCOSTE["pisa"]]
    prima = list(Iniziativa.objects.order_by("pk").values())
    for che in ("annulla", "conferma", "affida"):
        dati = {"iniziativa": codici, "che": che, "motivo": "perché sì", "organizzatore": 1}
        for risposta in (
            finestra("pisa").get(reverse("calendario:in_blocco"), dati, follow=True),
            finestra("pisa").post(reverse("calendario:in_blocco"), dati, follow=True),
        ):
            assert not [codice for codice in codici if str(codice) in risposta.content.decode()], che
    assert list(Iniziativa.objects.order_by("pk").values()) == prima


def test_i_file_del_calendario_e_del_feedback_hanno_le_righe_di_chi_li_chiede(mondo, finestra):
    segrete = [f"Segreta {n}" for n, _ in enumerate(NASCOSTE["pisa"])]
    for scena, titolo in zip(NASCOSTE["pisa"], segrete, strict=True):
        Iniziativa.objects.filter(codice=mondo.righe[f"iniziativa {scena}"]["codice"]).update(titolo=titolo)
    for nome in ("calendario:elenco_esporta", "feedback:elenco_esporta", "feedback:seguiti_esporta"):
        for domanda in ("", "lista=tutte", "lista=bozze", "testo=Segreta", "sportello=FI"):
            risposta = finestra("pisa").get(f"{reverse(nome, args=['csv'])}?{domanda}", follow=True)
            corpo = b"".join(risposta.streaming_content) if risposta.streaming else risposta.content
            trovati = [segno for segno in (*segrete, "Calzaturificio Era") if segno in corpo.decode()]
            assert not trovati, (nome, domanda)
