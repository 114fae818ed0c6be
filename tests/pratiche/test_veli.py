"""What a text loses before who is not of the company's office reads it (C6); the rest stays as it was."""

import pytest

from pratiche import azioni
from pratiche.models import Pratica
from pratiche.recapiti import SEGNO
from pratiche.riservatezza.veli import AZIENDA, PERSONA, _velo, veli
from sportelli.azioni import crea_azienda
from sportelli.models import Contatto
from tests.conftest import CANARINI

pytestmark = pytest.mark.django_db


@pytest.fixture
def velo(aperta, referente_moda):
    return veli([aperta], referente_moda)[aperta.pk]


@pytest.mark.parametrize(
    "testo",
    [
        "Chiedere a Ubaldina Frescovetti",
        "chiedere a FRESCOVETTI",
        "la dott.ssa Frescovetti Ubaldina",
        "u. frescovetti",
        "lettera_Frescovetti.pdf",
        "Ubaldina non risponde",
        "un frescovetti minuscolo in mezzo a una frase",
        "ho sentito ubaldina ieri",
        "biglietto_frescovetti.jpg",
    ],
)
def test_le_persone_spariscono_comunque_scritte(velo, testo):
    velato = velo(testo).lower()
    assert PERSONA in velato
    assert "frescovetti" not in velato
    assert "ubaldina" not in velato


@pytest.mark.parametrize(
    "recapito",
    [
        CANARINI.telefono,
        "0557719423",
        "055/77 19 423",
        "0039 055 7719423",
        CANARINI.email,
        CANARINI.email.upper(),
        CANARINI.pec,
        "0571.88 23 617",
    ],
)
def test_i_recapiti_noti_spariscono_comunque_scritti(velo, recapito):
    assert velo(f"Scrivere qui: {recapito}, grazie") == f"Scrivere qui: {SEGNO}, grazie"


@pytest.mark.parametrize(
    "testo",
    [
        "HS 6205.20, fattura 123/2026 del 12/03/2026 per 12.500,00 euro",
        "Regolamento UE 952/2013, art. 7; P.IVA 09526490488",
        "La Camiceria Torriandini vende in Costa d'Avorio, franco fabbrica",
        "",
    ],
)
def test_il_resto_resta_com_era(velo, testo):
    assert velo(testo) == testo


def test_un_cognome_che_e_anche_dell_azienda_si_legge_nel_suo_nome(aperta, azienda, referente_moda):
    """TP reads which company it is, even when it bears its owner's name."""
    Contatto.objects.create(azienda=azienda, nome="Lapo Torriandini")
    velo = veli([aperta], referente_moda)[aperta.pk]
    assert velo("Camiceria Torriandini: sig. Torriandini") == f"Camiceria Torriandini: sig. {PERSONA}"


@pytest.mark.parametrize(
    ("testo", "atteso"),
    [
        ("ho parlato con rossi ieri", f"ho parlato con {PERSONA} ieri"),
        ("sentire rossi per i colori", f"sentire {PERSONA} per i colori"),
        ("il titolare rossi aspetta", f"il titolare {PERSONA} aspetta"),
        ("Rossi aspetta, ROSSI pure", f"{PERSONA} aspetta, {PERSONA} pure"),
        ("vini rossi di Toscana, conti in ordine", "vini rossi di Toscana, conti in ordine"),
        ("scrivere dei vini rossi", "scrivere dei vini rossi"),
        ("i rossini sono altri", "i rossini sono altri"),
    ],
)
def test_un_cognome_che_e_una_parola_sparisce_dove_si_parla_di_qualcuno(testo, atteso):
    """C6: in small letters only what is done with a person tells the owner from the colour of a wine."""
    velo = _velo({"Mario Rossi", "Anna Conti"}, set(), "Vini Toscani S.r.l.", set(), set())
    assert velo(testo) == atteso


def test_l_ufficio_legge_le_parole_come_sono(aperta, operatrice_fi):
    testo = f"{CANARINI.nome} {CANARINI.telefono}"
    assert veli([aperta], operatrice_fi)[aperta.pk](testo) == testo


def test_l_azienda_di_una_riservata_sparisce_comunque_scritta(riservata, azienda, operatore_pi):
    azienda.sito, azienda.numero_rea = "https://www.torriandini.example/", "FI-974632"
    azienda.indirizzo = "viale del Lavatoio 180"
    azienda.save()
    riservata.refresh_from_db()
    velo = veli([riservata], operatore_pi)[riservata.pk]
    testo = (
        "La Torriandini, cioè CAMICERIA TORRIANDINI spa, viale del Lavatoio 180, REA FI-974632, "
        "P.I. 095 264 90488, vedi www.torriandini.example"
    )
    velato = velo(testo)
    for segreto in ("orriandini", "TORRIANDINI", "974632", "90488", "Lavatoio"):
        assert segreto not in velato
    assert AZIENDA in velato


def test_i_veli_di_molte_pratiche_costano_una_domanda(
    nuova_pratica, referente_moda, django_assert_num_queries
):
    for _ in range(3):
        nuova_pratica("aperta")
    pratiche = list(Pratica.objects.select_related("azienda").con_aziende_passate())
    assert referente_moda.gruppi_di_lettura
    with django_assert_num_queries(1):
        veli(pratiche, referente_moda)


def test_cambiata_l_azienda_le_persone_della_prima_restano_nascoste(
    client, nuova_pratica, azienda, contatto, operatrice_fi, referente_moda
):
    """C6: the text was written about the first company, and still speaks of its people."""
    altra = crea_azienda(
        {"ragione_sociale": "Vetri Zufolini S.r.l.", "comune": "Empoli", "partita_iva": "12345670017"},
        da=operatrice_fi,
    )
    cognome = contatto.nome.split()[-1]
    pratica = nuova_pratica("aperta", oggetto=f"Listino {cognome}", quesito=f"Sentire {contatto.nome}")
    azioni.modifica(
        pratica, {"azienda": altra, "contatto": None}, versione=pratica.versione, da=operatrice_fi
    )
    client.force_login(referente_moda)
    for indirizzo in (pratica.get_absolute_url(), "/pratiche/elenco/tutte/"):
        assert cognome not in client.get(indirizzo).content.decode()
    assert cognome not in Pratica.objects.get(pk=pratica.pk).testo_ricerca


@pytest.mark.parametrize(
    "modo", ["torriandini", "Torriàndini", "@torriandini", "fb.com/torriandini", "TorriandiniGroup"]
)
def test_di_una_riservata_l_azienda_e_nascosta_comunque_sia_scritta(modo):
    """C4: in small letters, with accents, inside an address or another word."""
    velo = _velo(set(), set(), "", {"Camiceria Torriandini S.p.A."}, set())
    assert "orri" not in velo(f"chiede {modo} oggi")
    assert velo("una camiceria di Prato") == "una camiceria di Prato"
