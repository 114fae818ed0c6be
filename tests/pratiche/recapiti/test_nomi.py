"""Names of people and companies hidden in free text (C4 riservata, C6)."""

import pytest

from pratiche.recapiti import nascondi_nomi
from tests.pratiche.recapiti.casi_ostili import NOMI
from tests.sostegno.passi import passi

SEGNO = "[azienda]"


@pytest.mark.parametrize(
    ("testo", "atteso"),
    [
        ("Il titolare Mario Rossi chiede.", "Il titolare [azienda] chiede."),
        ("MARIO ROSSI", "[azienda]"),
        ("Rossi Mario", "[azienda]"),
        ("Rossi, Mario", "[azienda]"),
        ("M. Rossi e rossi m.", "[azienda] e [azienda]."),
        ("il sig. Rossi", "il sig. [azienda]"),
        ("la sig.ra Rossi", "la sig.ra [azienda]"),
        ("la dott.ssa Rossi", "la dott.ssa [azienda]"),
        ("dott. Mario", "dott. [azienda]"),
        ("la dott.ssa Niccolò", "la dott.ssa Niccolò"),
        ("Mario\nRossi", "[azienda]"),
        ("Mario\u00a0Rossi", "[azienda]"),
        ("Mario Rossini", "Mario Rossini"),
        ("Mario e Rossi", "Mario e Rossi"),
        ("vini rossi di Toscana", "vini rossi di Toscana"),
    ],
)
def test_una_persona_sparisce_comunque_la_si_scriva(testo, atteso):
    assert nascondi_nomi(testo, ["Mario Rossi"], SEGNO) == atteso


@pytest.mark.parametrize(
    ("testo", "atteso"),
    [
        ("La Camiceria Torriandini S.p.A. esporta", "La [azienda] esporta"),
        ("la camiceria torriandini esporta", "la [azienda] esporta"),
        ("CAMICERIA TORRIANDINI SPA", "[azienda]"),
        ("Torriandini Camiceria", "[azienda]"),
        ("www.camiceriatorriandini.it", "www.[azienda].it"),
        ("una camiceria qualunque", "una camiceria qualunque"),
    ],
)
def test_un_azienda_sparisce_con_e_senza_forma_giuridica(testo, atteso):
    assert nascondi_nomi(testo, ["Camiceria Torriandini S.p.A."], SEGNO) == atteso


@pytest.mark.parametrize(
    ("nome", "testo"),
    [
        ("Pelletteria Ceccarelli S.r.l.", "Pelletteria Ceccarelli"),
        ("Fattoria Nàrdi & C. s.n.c.", "fattoria nardi"),
        ("Società Cooperativa Agricola Olearia", "società cooperativa agricola olearia"),
        ("Niccolò D'Angelo", "NICCOLO' D'ANGELO"),
        ("Officine Rossi Srl in liquidazione", "Officine Rossi"),
    ],
)
def test_accenti_apostrofi_e_forme_non_contano(nome, testo):
    assert nascondi_nomi(f"chiede {testo}", [nome], SEGNO).startswith(f"chiede {SEGNO}")


def test_piu_nomi_insieme_e_il_piu_lungo_vince():
    testo = "Anna Maria Bianchi e Anna Bianchi"
    assert nascondi_nomi(testo, ["Anna Bianchi", "Anna Maria Bianchi"], "[x]") == "[x] e [x]"


def test_senza_nomi_il_testo_resta():
    assert nascondi_nomi("Mario Rossi", [], SEGNO) == "Mario Rossi"
    assert nascondi_nomi("Mario Rossi", ["", "  ", "."], SEGNO) == "Mario Rossi"


@pytest.mark.parametrize("unita", NOMI)
def test_i_passi_crescono_come_la_lunghezza(unita):
    """S-01: eight times the text takes about eight times the steps; the seconds are in bench/recapiti.py."""
    corto, lungo = (unita * (quanti // len(unita)) for quanti in (2_000, 16_000))
    nomi = ["Mario Rossi", "Camiceria Torriandini S.p.A."]
    assert passi(nascondi_nomi, lungo, nomi, SEGNO) < 16 * passi(nascondi_nomi, corto, nomi, SEGNO) + 2_000
