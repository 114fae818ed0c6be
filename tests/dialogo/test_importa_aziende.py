"""C5: what the Chamber's archive knows comes in by itself; every row that stays out says why."""

import csv
import io
import json
from pathlib import Path

import pghistory
import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from dialogo.azioni import importa_aziende
from dialogo.tracciati import FIRENZE
from nucleo.fogli import FileIllegibile
from sportelli.azioni import carica_tabelle
from sportelli.models import Azienda, Contatto, Sportello

DATI = Path(__file__).resolve().parents[1] / "dati"
DIMOSTRAZIONE = Path(__file__).resolve().parents[2] / "extranet" / "dimostrazione" / "dati"
CSV_FI = DIMOSTRAZIONE / "aziende_camera_fi.csv"
XLSX_PI = DIMOSTRAZIONE / "aziende_camera_pi.xlsx"


def attesi(nome):
    return json.loads((DATI / f"aziende_camera_{nome}.attesi.json").read_text())


@pytest.fixture
def uffici(db):
    carica_tabelle()
    return {sportello.codice: sportello for sportello in Sportello.objects.all()}


def scrive_csv(
    cartella, *righe, colonne=tuple(FIRENZE.colonne), nome="archivio.csv", codifica="utf-8", separatore=";"
):
    testo = io.StringIO(newline="")
    scrittore = csv.writer(testo, delimiter=separatore)
    scrittore.writerow(colonne)
    scrittore.writerows([riga.get(colonna, "") for colonna in colonne] for riga in righe)
    percorso = cartella / nome
    percorso.write_bytes(testo.getvalue().encode(codifica))
    return percorso


BUONA = {
    "RAGIONE_SOCIALE": "Camiceria Torriandini S.p.A.",
    "PARTITA_IVA": "09526490488",
    "NUM_REA": "FI-974632",
    "ATECO_2025": "14.21.10",
    "COMUNE": "Castelfiorentino",
    "PROV": "FI",
    "ADDETTI": "15",
    "CLASSE_FATTURATO": "2-10 mln",
    "PAESI_EXPORT": "US|JP",
    "REFERENTE": "Lapo Berlodori",
    "EMAIL": "Lapo@Example.org",
    "TELEFONO": "+39 331 0005158",
}


@pytest.mark.parametrize(("nome", "percorso", "codice"), [("fi", CSV_FI, "FI"), ("pi", XLSX_PI, "PI")])
def test_gli_archivi_veri_danno_i_totali_attesi(uffici, nome, percorso, codice):
    """I-01: not a row lost, not a row twice."""
    dati = importa_aziende(percorso, sportello=uffici[codice]).come_dati()
    atteso = attesi(nome)
    totali = atteso["totali"]
    assert {chiave: dati["totali"][chiave] for chiave in totali} == totali
    assert dati["partite_iva_da_creare"] == sorted(atteso["partite_iva_da_creare"])
    assert Azienda.objects.filter(sportello__codice=codice).count() == totali["da_creare"]


def test_ogni_riga_scartata_di_firenze_dice_perche(uffici):
    dati, atteso = importa_aziende(CSV_FI, sportello=uffici["FI"]).come_dati(), attesi("fi")
    per_motivo = {
        motivo: [
            {chiave: voce[chiave] for chiave in attesa}
            for voce, attesa in zip(dati["errori"][motivo], voci, strict=True)
        ]
        for motivo, voci in atteso["errori"].items()
    }
    assert per_motivo == atteso["errori"]
    assert dati["errori"].keys() == atteso["errori"].keys()
    assert dati["duplicati_esatti"] == atteso["duplicati_esatti"]
    assert dati["quasi_duplicati"] == atteso["quasi_duplicati"]


@pytest.mark.parametrize(
    "motivo", ["zeri_iniziali_persi", "formula_da_neutralizzare", "a_capo_nel_campo", "email_con_maiuscole"]
)
def test_le_stranezze_di_firenze_sono_dette(uffici, motivo):
    dati = importa_aziende(CSV_FI, sportello=uffici["FI"], prova=True).come_dati()
    assert dati["avvisi"][motivo] == attesi("fi")["avvisi"][motivo]


def test_pisa_propaga_le_celle_unite_e_riporta_i_contatti_orfani(uffici):
    dati, atteso = importa_aziende(XLSX_PI, sportello=uffici["PI"]).come_dati(), attesi("pi")
    assert dati["contatti_orfani"] == atteso["contatti_orfani"]
    assert dati["righe_ignorate"] == [256, 257, 258]
    scartate = {voce["riga"] for voci in dati["errori"].values() for voce in voci}
    assert scartate == {voce["riga"] for voci in atteso["errori"].values() for voce in voci}
    assert Azienda.objects.get(partita_iva="09606670504").comune == "Bientina"
    assert Azienda.objects.get(partita_iva="09606670504").cap == "56031"
    assert Contatto.objects.filter(nome="Mersaccioli Lapo").get().email.startswith("lapo.mersaccioli@")


def test_lo_stesso_file_dieci_volte_non_cambia_niente(uffici):
    """I-01."""
    importa_aziende(CSV_FI, sportello=uffici["FI"])
    prima = list(Azienda.objects.order_by("pk").values())
    for _ in range(9):
        totali = importa_aziende(CSV_FI, sportello=uffici["FI"]).totali()
        assert (totali["da_creare"], totali["aggiornate"], totali["invariate"]) == (0, 0, 369)
    assert list(Azienda.objects.order_by("pk").values()) == prima


def test_la_prova_non_scrive_niente(uffici, tmp_path):
    resoconto = importa_aziende(scrive_csv(tmp_path, BUONA), sportello=uffici["FI"], prova=True)
    assert resoconto.totali()["da_creare"] == 1
    assert not Azienda.objects.exists()


@pytest.mark.parametrize(("codifica", "separatore"), [("utf-8", ","), ("utf-8-sig", ";"), ("latin-1", "\t")])
def test_si_legge_ogni_abitudine_di_csv(uffici, tmp_path, codifica, separatore):
    riga = BUONA | {"RAGIONE_SOCIALE": "Caffè, tè & più S.r.l."}
    importa_aziende(
        scrive_csv(tmp_path, riga, codifica=codifica, separatore=separatore), sportello=uffici["FI"]
    )
    azienda = Azienda.objects.get()
    assert azienda.ragione_sociale == "Caffè, tè & più S.r.l."
    assert azienda.settore.codice == "moda"
    assert {paese.codice for paese in azienda.mercati.all()} == {"US", "JP"}
    assert azienda.contatti.get().email == "lapo@example.org"


def test_si_legge_anche_cio_che_scrive_windows(uffici, tmp_path):
    riga = BUONA | {"RAGIONE_SOCIALE": "Caffè “L’Arno” S.r.l."}
    importa_aziende(scrive_csv(tmp_path, riga, codifica="cp1252"), sportello=uffici["FI"])
    assert Azienda.objects.get().ragione_sociale == "Caffè “L’Arno” S.r.l."


def test_un_foglio_vuoto_accanto_a_quello_delle_aziende_non_disturba(uffici, tmp_path):
    libro = Workbook()
    libro.create_sheet("Note")
    libro.active.append(list(FIRENZE.colonne))
    libro.active.append([BUONA.get(colonna) for colonna in FIRENZE.colonne])
    libro.save(tmp_path / "archivio.xlsx")
    assert importa_aziende(tmp_path / "archivio.xlsx", sportello=uffici["FI"]).totali()["da_creare"] == 1


def test_una_cartella_di_fogli_vuoti_e_rifiutata(uffici, tmp_path):
    Workbook().save(tmp_path / "archivio.xlsx")
    with pytest.raises(FileIllegibile, match="vuoto"):
        importa_aziende(tmp_path / "archivio.xlsx", sportello=uffici["FI"])


def test_un_indirizzo_nuovo_nell_archivio_arriva_nella_scheda(uffici, tmp_path):
    """C5, I-01: the row that changed is updated in what changed, the others stay."""
    altra = BUONA | {"PARTITA_IVA": "09443170486", "RAGIONE_SOCIALE": "Confezioni Branolucci S.r.l."}
    importa_aziende(scrive_csv(tmp_path, BUONA, altra), sportello=uffici["FI"])
    resoconto = importa_aziende(
        scrive_csv(tmp_path, BUONA | {"COMUNE": "Empoli"}, altra), sportello=uffici["FI"]
    )
    assert (resoconto.aggiornate, resoconto.invariate) == (["09526490488"], ["09443170486"])
    assert Azienda.objects.get(partita_iva="09526490488").comune == "Empoli"


def test_una_colonna_scritta_male_e_rifiutata_con_quella_giusta(uffici, tmp_path):
    colonne = [nome.replace("PARTITA_IVA", "PARTITA IVA") for nome in FIRENZE.colonne]
    with pytest.raises(FileIllegibile, match="non conosco «PARTITA IVA» \\(forse «PARTITA_IVA»\\?\\)"):
        importa_aziende(scrive_csv(tmp_path, BUONA, colonne=colonne), sportello=uffici["FI"])


@pytest.mark.parametrize(
    ("nome", "contenuto", "dice"),
    [
        ("vuoto.csv", b"", "vuoto"),
        ("falso.xlsx", b"PK\x03\x04niente", "."),
        ("testo.csv", b"una riga sola di parole", "manca la colonna"),
        ("programma.exe", b"MZ\x90", "non si può allegare"),
    ],
)
def test_un_file_che_non_si_legge_dice_perche_e_non_scrive(uffici, tmp_path, nome, contenuto, dice):
    percorso = tmp_path / nome
    percorso.write_bytes(contenuto)
    with pytest.raises(FileIllegibile, match=dice):
        importa_aziende(percorso, sportello=uffici["FI"])
    assert not Azienda.objects.exists()


def test_una_riga_troppo_lunga_resta_fuori_e_le_altre_entrano(uffici, tmp_path):
    lunga = BUONA | {"RAGIONE_SOCIALE": "X" * 201, "PARTITA_IVA": "09443170486"}
    resoconto = importa_aziende(scrive_csv(tmp_path, lunga, BUONA), sportello=uffici["FI"])
    assert [voce["riga"] for voce in resoconto.errori["valore_non_valido"]] == [2]
    assert Azienda.objects.get().partita_iva == "09526490488"


def test_quello_che_lo_sportello_ha_scritto_non_si_tocca(uffici, tmp_path):
    importa_aziende(scrive_csv(tmp_path, BUONA | {"ADDETTI": ""}), sportello=uffici["FI"])
    with pghistory.context(utente=1):
        Azienda.objects.update(comune="Empoli")
    resoconto = importa_aziende(scrive_csv(tmp_path, BUONA), sportello=uffici["FI"])
    azienda = Azienda.objects.get()
    assert (azienda.comune, azienda.addetti) == ("Empoli", 15)
    assert resoconto.differenze == [
        {"codice": "09526490488", "campo": "comune", "da_noi": "Empoli", "nel_file": "Castelfiorentino"}
    ]


def test_diecimila_righe_con_poche_domande(uffici, tmp_path, django_assert_max_num_queries):
    righe = [BUONA | {"PARTITA_IVA": _partita_iva(n), "COD_DITTA": str(n)} for n in range(2_000)]
    percorso = scrive_csv(tmp_path, *righe)
    with django_assert_max_num_queries(30):
        importa_aziende(percorso, sportello=uffici["FI"])
    assert Azienda.objects.count() == 2_000


def _partita_iva(numero):
    cifre = f"{9_000_000 + numero:07d}048"
    somma = sum(int(c) if i % 2 == 0 else sum(divmod(2 * int(c), 10)) for i, c in enumerate(cifre))
    return f"{cifre}{-somma % 10}"


def test_il_comando_racconta_e_in_json_conta(uffici, tmp_path, capsys):
    percorso = str(scrive_csv(tmp_path, BUONA, BUONA | {"PARTITA_IVA": "09526490489"}))
    call_command("importa_aziende", percorso, "--sportello", "fi", "--prova")
    assert "riga 3 (linea 3)" in capsys.readouterr().out
    call_command("importa_aziende", percorso, "--sportello", "FI", "--json")
    assert json.loads(capsys.readouterr().out)["totali"]["da_creare"] == 1


def test_il_comando_dice_anche_in_json_perche_non_legge(uffici, tmp_path, capsys):
    (tmp_path / "archivio.csv").write_bytes(b"una;riga;di;parole")
    with pytest.raises(CommandError) as errore:
        call_command("importa_aziende", str(tmp_path / "archivio.csv"), "--sportello", "FI", "--json")
    assert errore.value.returncode == 2
    assert "manca la colonna" in json.loads(capsys.readouterr().out)["errore"]


def test_il_comando_rifiuta_lo_sportello_che_non_c_e(uffici, tmp_path):
    with pytest.raises(CommandError, match="sigla XX") as errore:
        call_command("importa_aziende", str(scrive_csv(tmp_path, BUONA)), "--sportello", "XX")
    assert errore.value.returncode == 2


def test_un_foglio_con_le_colonne_di_firenze_si_legge_anche_in_xlsx(uffici, tmp_path):
    libro = Workbook()
    libro.active.append(list(FIRENZE.colonne))
    libro.active.append([BUONA.get(colonna) for colonna in FIRENZE.colonne])
    libro.save(tmp_path / "archivio.xlsx")
    assert importa_aziende(tmp_path / "archivio.xlsx", sportello=uffici["FI"]).totali()["da_creare"] == 1
