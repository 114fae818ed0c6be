"""S-01, IDOR: the number of somebody else's row, wherever a number can be written, finds nothing."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from nucleo.models import FiltroSalvato, Notifica
from pratiche import azioni
from pratiche.models import Minuta, Pratica
from tests.browser.mondo import RELAZIONI
from tests.conftest import CANARINI, azienda_di

# Scenes of which another office sees nothing.
NASCOSTE = ("bozza", "in lavorazione", "attesa tp", "chiarimento", "file tp", "con un fornitore", "annullata")
SCENA_CON = {
    "decisioni/": "attesa tp",
    "chiarimenti/": "chiarimento",
    "allegati/": "file tp",
    "incarichi/": "con un fornitore",
    "condivisioni/": "condivisa",
}
CANARINO = (CANARINI.nome, CANARINI.email, CANARINI.cifre, "Torriandini", "Osaka")


@pytest.fixture
def di_pisa(mondo):
    """A pratica of Pisa, in work: what the attacker may move."""
    gente, scheda = mondo.gente, mondo.gente.scheda
    olmaia = azienda_di(gente.pisa, "Podere Olmaia", "01234560506")
    pratica = azioni.crea(scheda | {"azienda": olmaia, "contatto": None}, da=gente.operatore_pi)
    azioni.apri(pratica, da=gente.operatore_pi)
    azioni.prendi_in_carico(pratica, da=gente.operatore_pi)
    return pratica


def _nega(client, via):
    """404 to a reading and to a writing, and not a word of the row."""
    risposte = [client.get(via), client.post(via, {"motivo": "perché sì", "testo": "x"})]
    assert {risposta.status_code for risposta in risposte} <= {404, 405}, via
    assert 404 in {risposta.status_code for risposta in risposte}, via
    corpi = b"".join(risposta.content for risposta in risposte).decode()
    assert not [segno for segno in CANARINO if segno in corpi], via


def di_una_pratica(disegno):
    """Whether an address names a pratica by its number."""
    return "<numero:numero>" in disegno or "<str:numero>" in disegno


def test_ogni_indirizzo_di_una_pratica_altrui(mondo, finestra, schema, indirizzo):
    """Page, verbs, files and rows of the folder, in every state that another office does not see."""
    provati = 0
    for scena in NASCOSTE:
        for nome, disegno in schema.items():
            parte = next((parte for parte in SCENA_CON if parte in disegno), None)
            if di_una_pratica(disegno) and (parte is None or SCENA_CON[parte] == scena):
                _nega(finestra("pisa"), indirizzo(nome, scena))
                provati += 1
    assert provati > 100


def test_la_propria_pratica_non_apre_le_righe_di_un_altra(mondo, finestra, schema, di_pisa):
    """One's own number before, somebody else's row behind it."""
    provati = 0
    for nome, disegno in schema.items():
        parte = next((parte for parte in SCENA_CON if parte in disegno), None)
        if "<numero:numero>" in disegno and parte:
            riga = getattr(mondo.pratiche[SCENA_CON[parte]], RELAZIONI[parte]).latest("pk")
            _nega(finestra("pisa"), reverse(nome, args=[di_pisa.numero, riga.pk]))
            provati += 1
    assert provati >= 12


def test_aziende_persone_e_fornitori_di_altri(mondo, finestra, schema, indirizzo):
    righe = {
        r"^aziende/<int:pk>": "azienda",
        r"^pratiche/azienda/": "azienda",
        r"^contatti/<int:pk>": "persona dell'azienda",
        r"^fornitori/<int:pk>": "fornitore nostro",
        r"^pratiche/fornitore/": "fornitore nostro",
        r"^fornitori/persone/": "persona del fornitore",
    }
    provati = 0
    for nome, disegno in schema.items():
        riga = next((riga for inizio, riga in righe.items() if re.match(inizio, disegno)), None)
        if riga:
            _nega(finestra("pisa"), indirizzo(nome, riga))
            provati += 1
    assert provati >= 20
    documento = mondo.gente.fornitore.documenti.get()
    for nome in ("sportelli:documento", "sportelli:documento_togli"):
        _nega(finestra("pisa"), reverse(nome, args=[documento.pk]))


def test_i_numeri_altrui_nei_campi_di_un_modulo(mondo, finestra, di_pisa):
    """A choice that is not offered is not a choice: company, person, supplier, colleague, referente."""
    gente, client = mondo.gente, finestra("pisa")
    scheda = {"passo": "apri", "servizio": gente.scheda["servizio"].pk, "oggetto": "x", "quesito": "x"}
    prima = Pratica.objects.count()
    for campi in (
        {"azienda": gente.azienda.pk},
        {"azienda": gente.azienda.pk, "contatto": gente.contatto.pk},
        {"azienda": di_pisa.azienda_id, "contatto": gente.contatto.pk},
        {"passo": f"usa-{gente.azienda.pk}"},
        {"passo": "scegli", "azienda": gente.azienda.pk},
        {"passo": "bozza", "azienda": gente.azienda.pk},
    ):
        corpo = client.post(reverse("pratiche:nuova"), scheda | campi).content.decode()
        assert not [segno for segno in CANARINO[:4] if segno in corpo], campi
    assert not Pratica.objects.filter(azienda=gente.azienda, sportello=gente.pisa).exists()
    assert not Pratica.objects.filter(contatto=gente.contatto, sportello=gente.pisa).exists()
    assert Pratica.objects.count() - prima <= 2
    via = di_pisa.get_absolute_url()
    client.post(f"{via}incarico/", {"fornitore": gente.fornitore.pk, "nota": "x"})
    client.post(f"{via}assegna/", {"a": gente.operatrice.pk})
    client.post(f"{via}intervento/", {"referente": gente.operatrice.pk, "testo": "proposta"})
    client.post(f"{via}condividi/", {"con": gente.pisa.pk, "motivo": "x", "fino_al": "2026-03-20"})
    di_pisa.refresh_from_db()
    assert not di_pisa.incarichi.exists()
    assert not di_pisa.condivisioni.exists()
    assert (di_pisa.assegnata_a, di_pisa.referente) == (gente.operatore_pi, None)


def test_i_numeri_altrui_nelle_azioni_in_blocco(mondo, finestra):
    client, altrui = finestra("pisa"), [mondo.pratiche[scena] for scena in NASCOSTE]
    prima = list(Pratica.objects.order_by("pk").values())
    for nome in ("pratiche:elenco_prendi_in_carico", "pratiche:elenco_assegna"):
        dati = {"pratica": [p.numero for p in altrui], "a": mondo.gente.operatore_pi.pk}
        risposta = client.post(reverse(nome), dati, follow=True)
        assert not [p.numero for p in altrui if p.numero in risposta.content.decode()]
    assert list(Pratica.objects.order_by("pk").values()) == prima


def test_filtri_avvisi_e_minute_sono_di_chi_li_ha(mondo, finestra):
    gente, client = mondo.gente, finestra("pisa")
    finestra("operatrice").post(
        reverse("nucleo:filtro_salva"), {"elenco": "pratiche", "nome": "segreto", "parametri": "testo=Osaka"}
    )
    filtro = FiltroSalvato.objects.get()
    avviso = Notifica.objects.exclude(destinatario=gente.operatore_pi).latest("pk")
    for nome, pk in (("nucleo:filtro_dimentica", filtro.pk), ("nucleo:leggi", avviso.pk)):
        assert client.post(reverse(nome, args=[pk])).status_code == 404
    assert (
        "Osaka"
        not in client.get(reverse("pratiche:elenco"), {"filtro": filtro.pk}, follow=True).content.decode()
    )
    chiave = uuid4()
    minuta = f"?minuta={chiave}"
    finestra("operatrice").post(reverse("pratiche:minuta") + minuta, {"oggetto": "Osaka segreta"})
    assert Minuta.objects.count() == 1
    assert "Osaka segreta" not in client.get(reverse("pratiche:nuova") + minuta).content.decode()
    client.post(reverse("pratiche:minuta_scarta") + minuta)
    assert Minuta.objects.count() == 1


def test_i_file_di_un_elenco_hanno_le_righe_di_chi_li_chiede(mondo, finestra, schema):
    """Exports, whatever is asked of them: not a row, not a word of another office."""
    client, provati = finestra("pisa"), 0
    for nome, argomenti in (
        ("pratiche:elenco_lista_esporta", ["ufficio"]),
        ("pratiche:elenco_lista_esporta", ["tutte"]),
        ("sportelli:aziende_esporta", []),
        ("sportelli:fornitori_esporta", []),
    ):
        for domanda in (
            "",
            "sportello=FI",
            "testo=Osaka",
            "testo=Torriandini",
            f"assegnata_a={mondo.gente.operatrice.pk}",
        ):
            risposta = client.get(f"{reverse(nome, args=[*argomenti, 'csv'])}?{domanda}", follow=True)
            corpo = b"".join(risposta.streaming_content) if risposta.streaming else risposta.content
            aperte = [mondo.pratiche[scena].numero for scena in NASCOSTE]
            assert not [segno for segno in (*CANARINO[:3], *aperte) if segno in corpo.decode()], (
                nome,
                domanda,
            )
            provati += 1
    assert provati == 20
