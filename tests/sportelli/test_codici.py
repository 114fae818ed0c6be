"""Codes are cleaned, checked, and refused in words that say what to do."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from sportelli.codici import (
    pulisci_ateco,
    pulisci_cap,
    pulisci_codice_fiscale,
    pulisci_partita_iva,
    pulisci_rea,
    zeri_persi,
)


@pytest.mark.parametrize(
    ("scritta", "pulita"),
    [
        ("09526490488", "09526490488"),
        ("IT09526490488", "09526490488"),
        ("it 095 2649 0488", "09526490488"),
        ("9526490488", "09526490488"),
        (" 09526490488\n", "09526490488"),
    ],
)
def test_la_partita_iva_si_pulisce(scritta, pulita):
    assert pulisci_partita_iva(scritta) == pulita


@pytest.mark.parametrize(
    ("scritta", "dice"),
    [
        ("09526490489", "cifra di controllo"),
        ("0123", "qui sono 4, ne manca"),
        ("095264904881", "qui sono 12, ce n'è qualcuna di troppo"),
        ("0952649048X", "sole cifre"),
        ("٠٩٥٢٦٤٩٠٤٨٨", "sole cifre"),
        ("00000000000", "cifra di controllo"),
        ("", "sole cifre"),
    ],
)
def test_la_partita_iva_sbagliata_dice_che_cosa_non_va(scritta, dice):
    with pytest.raises(ValidationError, match=dice):
        pulisci_partita_iva(scritta)


@given(st.integers(min_value=10_000_000, max_value=9_999_999_999))
def test_ogni_partita_iva_giusta_passa_e_una_cifra_cambiata_no(radice):
    giusta = f"{radice:010d}{luhn.calc_check_digit(f'{radice:010d}')}"
    assert pulisci_partita_iva(giusta) == giusta
    ultima = str((int(giusta[-1]) + 1) % 10)
    with pytest.raises(ValidationError):
        pulisci_partita_iva(giusta[:-1] + ultima)


def test_si_riconoscono_gli_zeri_mangiati_dal_foglio():
    assert zeri_persi("9526490488")
    assert not zeri_persi("IT 09526490488")


@pytest.mark.parametrize("codice", ["BRLRNR58A09D612M", "brl rnr 58a09 d612m", "09526490488"])
def test_il_codice_fiscale_di_persona_e_di_societa(codice):
    assert pulisci_codice_fiscale(codice) == codice.upper().replace(" ", "")


@pytest.mark.parametrize(
    ("codice", "dice"),
    [
        ("BRLRNR58A09D612N", "carattere di controllo"),
        ("BRLRNR58A09", "16 caratteri"),
        ("09526490489", "società"),
    ],
)
def test_il_codice_fiscale_sbagliato_dice_che_cosa_non_va(codice, dice):
    with pytest.raises(ValidationError, match=dice):
        pulisci_codice_fiscale(codice)


def test_rea_ateco_e_cap_prendono_la_loro_forma():
    assert pulisci_rea("fi 974632") == "FI-974632"
    assert pulisci_ateco("142110") == "14.21.10"
    assert pulisci_cap(" 50122 ") == "50122"


@pytest.mark.parametrize(
    ("pulisci", "testo"),
    [(pulisci_rea, "974632"), (pulisci_ateco, "14.2"), (pulisci_cap, "5012")],
)
def test_rea_ateco_e_cap_sbagliati_mostrano_un_esempio(pulisci, testo):
    with pytest.raises(ValidationError, match="per esempio"):
        pulisci(testo)
