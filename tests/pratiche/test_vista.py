"""What each reader may see of a row (C4, C6): A-03 where pages and exports take their words from."""

from dataclasses import fields, is_dataclass
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models

from nucleo import tempo
from pratiche import azioni
from pratiche.models import Pratica
from pratiche.riservatezza import Livello, chi_vede_dopo, righe, vista
from sportelli.models import Contatto
from tests.conftest import CANARINI

pytestmark = pytest.mark.django_db

SPIA = (
    f"{CANARINI.nome} (sig.ra {CANARINI.cognome}, FRESCOVETTI Ubaldina) al {CANARINI.telefono}, "
    f"{CANARINI.email}, {CANARINI.pec}, {CANARINI.telefono_azienda}, 055/77 19 423"
)
SEGRETI = (
    *("Frescovetti", "FRESCOVETTI", "Ubaldina", CANARINI.cifre, "77 19 423", "8823617"),
    *("@canarino", "canarino.example"),
)
IDENTITA = ("Torriandini", "09526490488", "Camiceria")


def parole(valore):
    """Every word that a template could print of a view, however deep it lies."""
    if is_dataclass(valore) and not isinstance(valore, type):
        return " ".join(parole(getattr(valore, campo.name)) for campo in fields(valore))
    if isinstance(valore, dict):
        return " ".join(f"{parole(chiave)} {parole(voce)}" for chiave, voce in valore.items())
    if isinstance(valore, list | tuple | set):
        return " ".join(parole(voce) for voce in valore)
    if isinstance(valore, models.Model):
        return " ".join(f"{getattr(valore, campo.attname)}" for campo in valore._meta.concrete_fields)
    return str(valore)


@pytest.fixture
def piena(
    campi, azienda, fornitore, fornitore_tp, lucca, operatrice_fi, responsabile_fi, referente_moda, orologio
):
    """A pratica in which everything there is to write has been written, with the company's secrets in it."""
    campi = {
        **campi,
        "oggetto": f"Camicie di Camiceria Torriandini, {CANARINI.telefono}",
        "quesito": f"La TORRIANDINI S.p.A. (P.IVA 0952 6490 488) chiede: {SPIA}",
        "risposte": dict.fromkeys(campi["risposte"], SPIA),
    }
    pratica = azioni.crea(campi, da=operatrice_fi)
    azioni.apri(pratica, da=operatrice_fi)
    azioni.prendi_in_carico(pratica, da=operatrice_fi)
    altro = Contatto.objects.create(azienda=azienda, nome="Ubaldina Bis", email="bis@canarino.example")
    cambi = {"contatto": altro, "quesito": f"Camiceria Torriandini chiede ancora: {SPIA}"}
    azioni.modifica(pratica, cambi, versione=1, da=operatrice_fi)
    azioni.attendi_azienda(pratica, f"Sentire {SPIA}", da=operatrice_fi)
    azioni.riprendi(pratica, motivo=f"Sentita {SPIA}", da=operatrice_fi)
    for pubblico in ("ufficio", "tp"):
        azioni.annota(pratica, f"Nota {pubblico} {SPIA}", pubblico=pubblico, da=operatrice_fi)
        file = SimpleUploadedFile(f"{pubblico} Frescovetti 055 7719423.txt", b"prezzi", "text/plain")
        azioni.allega(pratica, file, pubblico=pubblico, da=operatrice_fi)
    for incaricato in (fornitore, fornitore_tp):
        azioni.incarica(pratica, incaricato, costo=Decimal("777"), nota=SPIA, da=operatrice_fi)
    decisione = azioni.chiedi_intervento(
        pratica, f"Proposta {SPIA}", referente=referente_moda, commento=SPIA, da=operatrice_fi
    )
    chiarimento = azioni.chiedi_chiarimento(
        pratica, f"Domanda {SPIA}", entro_il=tempo.oggi() + timedelta(days=3), da=referente_moda
    )
    azioni.rispondi_chiarimento(chiarimento, f"Risposta {SPIA}", da=responsabile_fi)
    azioni.concorda(decisione, versione=1, da=referente_moda)
    azioni.condividi(
        Pratica.objects.get(),
        lucca,
        motivo=SPIA,
        fino_al=tempo.adesso() + timedelta(days=9),
        da=operatrice_fi,
    )
    return Pratica.objects.get()


@pytest.fixture
def piena_in_archivio(piena, operatrice_fi):
    azioni.completa(
        piena,
        esito="risolta",
        risposta=f"Camiceria Torriandini può partire. {SPIA}",
        fonti=f"Dogane\n{SPIA}",
        da=operatrice_fi,
    )
    return piena


def test_l_ufficio_legge_tutto(piena, operatrice_fi):
    letta = vista(piena, operatrice_fi)
    assert letta.livello == Livello.UFFICIO
    assert all(segreto in parole(letta) for segreto in SEGRETI)
    assert (letta.contatto.nome, letta.contatto.email) == ("Ubaldina Bis", "bis@canarino.example")
    assert (len(letta.note), len(letta.allegati), len(letta.incarichi)) == (2, 2, 2)
    assert letta.azienda.url == f"/aziende/{piena.azienda_id}/" or str(piena.azienda_id) in letta.azienda.url


@pytest.mark.parametrize("chi", ["referente_moda", "referente_vino", "redazione", "direzione"])
def test_tp_non_riceve_mai_le_persone_dell_azienda(request, piena, chi, operatrice_fi):
    """A-03: in no field of the page, at no step of the story, before and after the archive."""
    lettore = request.getfixturevalue(chi)
    letta = vista(piena, lettore)
    assert letta.livello == Livello.TP
    assert (letta.contatto, letta.azienda.url) == (None, None)
    assert letta.azienda.ragione_sociale == "Camiceria Torriandini S.p.A."
    azioni.completa(piena, esito="risolta", risposta=f"Fatto. {SPIA}", fonti=SPIA, da=operatrice_fi)
    tutto = parole([letta, vista(piena, lettore), righe([piena], lettore)])
    assert [segreto for segreto in SEGRETI if segreto in tutto] == []
    assert "Torriandini" in tutto


def test_tp_legge_cio_che_e_per_lei(piena, referente_moda):
    letta = vista(piena, referente_moda)
    assert [nota.pubblico for nota in letta.note] == ["tp"]
    assert [allegato.pubblico for allegato in letta.allegati] == ["tp"]
    assert "ufficio" not in {passo.pubblico for passo in letta.passi}
    assert [d.stato for d in letta.decisioni] == ["concordata"]
    assert len(letta.chiarimenti[0].interventi) == 2
    assert letta.responsabile is not None


def test_le_differenze_della_persona_le_legge_solo_l_ufficio(piena, operatrice_fi, referente_moda):
    """C6: a person taken off the scheda years ago is a person of the company still."""

    def etichette(lettore):
        return {nome for passo in vista(piena, lettore).passi for nome in passo.differenze}

    assert "persona dell'azienda" in etichette(operatrice_fi)
    assert "persona dell'azienda" not in etichette(referente_moda)


def test_chi_e_uscito_dalla_scheda_resta_nascosto(piena, contatto, referente_moda):
    """C6: the people of the past are hidden as those of today; the history tables remember them."""
    Pratica.objects.update(contatto=None)
    Contatto.objects.filter(pk=contatto.pk).update(nome="Altra Persona", email="", telefono="")
    tutto = parole(vista(piena, referente_moda))
    assert not [segreto for segreto in SEGRETI if segreto in tutto]


def test_gli_altri_sportelli_leggono_la_risposta_e_il_profilo(piena_in_archivio, operatore_pi):
    """C4: the request, the answer, the sources, the suppliers, the company's profile; never its people."""
    letta = vista(piena_in_archivio, operatore_pi)
    assert letta.livello == Livello.RETE
    assert letta.risposta.startswith("Camiceria Torriandini può partire.")
    assert letta.fonti[0] == "Dogane"
    assert letta.azienda.ragione_sociale == "Camiceria Torriandini S.p.A."
    assert (letta.azienda.comune, letta.azienda.url) == ("Firenze", None)
    assert (letta.passi, letta.note, letta.allegati, letta.decisioni) == ([], [], [], [])
    assert (letta.chiarimenti, letta.condivisioni, letta.chi_vede) == ([], [], [])
    assert (letta.assegnata_a, letta.referente, letta.responsabile, letta.creata_da) == (None,) * 4
    tutto = parole([letta, righe([piena_in_archivio], operatore_pi)])
    assert not [segreto for segreto in SEGRETI if segreto in tutto]


def test_dei_fornitori_gli_altri_leggono_il_nome_e_com_e_andata(
    piena_in_archivio, operatore_pi, fornitore_tp
):
    """C4: a supplier that its office does not share is named, its page stays shut, its price unsaid."""
    suo, di_tp = vista(piena_in_archivio, operatore_pi).incarichi
    assert (suo.nome, suo.fornitore, suo.costo, suo.nota) == ("Studio Doganale Arnolfi", None, None, "")
    assert di_tp.fornitore == fornitore_tp


def test_di_una_riservata_gli_altri_non_sanno_di_chi_e(
    piena_in_archivio, operatore_pi, operatrice_fi, direzione
):
    """C4: only sector, size and province; TP and its own office go on reading the name."""
    azioni.cambia_riservatezza(piena_in_archivio, True, "Marchio di Torriandini", da=operatrice_fi)
    letta = vista(piena_in_archivio, operatore_pi)
    assert (letta.azienda.riservata, letta.azienda.ragione_sociale) == (True, "Azienda riservata")
    assert letta.azienda.settore == "Moda e abbigliamento"
    assert letta.azienda.dimensione == "piccola impresa (10-49 addetti)"
    assert letta.azienda.provincia == "Firenze"
    assert (letta.azienda.comune, letta.azienda.ateco, letta.azienda.mercati) == ("", "", [])
    tutto = parole([letta, righe([piena_in_archivio], operatore_pi)])
    assert not [segreto for segreto in (*SEGRETI, *IDENTITA, "0952 6490") if segreto in tutto]
    for lettore in (operatrice_fi, direzione):
        assert vista(piena_in_archivio, lettore).azienda.ragione_sociale == "Camiceria Torriandini S.p.A."
    assert vista(piena_in_archivio, operatrice_fi).motivo_riservata == "Marchio di Torriandini"


def test_anche_i_vecchi_nomi_di_una_riservata_sono_nascosti(riservata, azienda, operatore_pi):
    azienda.ragione_sociale = "Nuova Sartoria S.r.l."
    azienda.save()
    Pratica.objects.update(testo_ricerca="x")
    tutto = parole(vista(riservata, operatore_pi))
    assert "Torriandini" not in tutto
    assert "Sartoria" not in tutto


def test_l_ufficio_invitato_legge_come_l_archivio(piena, operatore_lu):
    letta = vista(piena, operatore_lu)
    assert letta.livello == Livello.RETE
    assert not [segreto for segreto in SEGRETI if segreto in parole(letta)]


def test_chi_non_vede_non_ha_vista(aperta, operatore_pi, amministratore, estraneo):
    for persona in (operatore_pi, amministratore, estraneo):
        with pytest.raises((Pratica.DoesNotExist, PermissionDenied)):
            vista(aperta, persona)
        assert righe([aperta], persona) == []


def test_i_recapiti_dell_ufficio_si_leggono(piena_in_archivio, referente_moda, operatore_pi):
    """The other side of C6: the Sportello is the one to call."""
    for lettore in (referente_moda, operatore_pi):
        assert vista(piena_in_archivio, lettore).sportello.email == "sportello.fi@prova.example"


def test_chi_vede_e_perche(piena, operatrice_fi, referente_moda):
    attesi = ["Sportello territoriale di Firenze", "Toscana Promozione", "Sportello territoriale di Lucca"]
    assert [chi for chi, _ in vista(piena, operatrice_fi).chi_vede] == attesi
    assert "fino al 11/03/2026" in vista(piena, operatrice_fi).chi_vede[2][1]
    azioni.completa(piena, esito="risolta", risposta="Fatto", da=operatrice_fi)
    tutti = vista(piena, referente_moda).chi_vede
    assert [chi for chi, _ in tutti][-1] == "Tutti gli Sportelli della rete"


def test_prima_di_completare_si_sa_chi_la_vedra(in_lavorazione):
    [(chi, che_cosa)] = chi_vede_dopo(in_lavorazione)
    assert chi == "Tutti gli Sportelli della rete"
    assert "profilo dell'azienda" in che_cosa
    [(_, ridotto)] = chi_vede_dopo(in_lavorazione, riservata=True)
    assert "solo settore, dimensione e provincia" in ridotto


@pytest.mark.parametrize(
    ("stato", "ufficio", "tp"),
    [
        ("bozza", "noi", None),
        ("aperta", "noi", "Sportello"),
        ("in_lavorazione", "noi", "Sportello"),
        ("in_attesa_azienda", "azienda", "azienda"),
        ("in_attesa_tp", "TP", "noi"),
        ("chiarimento_chiesto", "noi", "Sportello"),
        ("completata", "", ""),
    ],
)
def test_chi_deve_muovere(request, stato, ufficio, tp, operatrice_fi, referente_moda):
    pratica = request.getfixturevalue(stato)
    assert righe([pratica], operatrice_fi)[0].attende == ufficio
    if tp is not None:
        assert righe([pratica], referente_moda)[0].attende == tp


@pytest.mark.parametrize("chi", ["operatrice_fi", "referente_moda"])
def test_un_elenco_piu_lungo_costa_le_stesse_domande(request, nuova_pratica, chi, django_assert_num_queries):
    """A-07: one for the rows, one for the people to hide."""
    lettore = request.getfixturevalue(chi)
    pratiche = [nuova_pratica("aperta") for _ in range(4)]
    assert lettore.gruppi_di_lettura
    for quante in (1, 4):
        with django_assert_num_queries(1 if chi == "operatrice_fi" else 2):
            assert len(righe(pratiche[:quante], lettore)) == quante


def test_la_vista_costa_sempre_le_stesse_domande(piena, referente_moda, django_assert_max_num_queries):
    assert referente_moda.gruppi_di_lettura
    with django_assert_max_num_queries(11):
        vista(piena, referente_moda)


def test_l_ordine_delle_righe_e_quello_chiesto(nuova_pratica, operatrice_fi):
    pratiche = [nuova_pratica() for _ in range(3)]
    assert [r.numero for r in righe(reversed(pratiche), operatrice_fi)] == [
        p.numero for p in reversed(pratiche)
    ]
