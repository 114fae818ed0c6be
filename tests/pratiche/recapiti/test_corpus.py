"""Two large corpora, as an outside judge would write them, and the numbers of the whole world (C6, A-03)."""

import re
from pathlib import Path

import phonenumbers
import pytest
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from pratiche.recapiti import SEGNO, contiene_recapiti, maschera

QUI = Path(__file__).parent
_SCRITTURA = re.compile(r"\\([ntr]|u[0-9a-f]{4})")
_SEGNI = {"n": "\n", "t": "\t", "r": "\r"}
PAESI = sorted(phonenumbers.SUPPORTED_REGIONS)


def corpus(nome):
    """The cases of a corpus, one parameter for each group."""
    gruppi = {}
    for riga in (QUI / nome).read_text(encoding="utf-8").splitlines():
        if riga.startswith("## "):
            casi = gruppi.setdefault(riga[3:], [])
        elif riga and not riga.startswith("# "):
            casi.append(_SCRITTURA.sub(lambda m: _SEGNI.get(m[1]) or chr(int(m[1][1:], 16)), riga))
    return [pytest.param(casi, id=gruppo) for gruppo, casi in gruppi.items()]


def scoperto(caso):
    return caso.replace("⟦", "").replace("⟧", "")


def coperto(caso):
    return re.sub("⟦[^⟧]*⟧", SEGNO, caso)


def numeri(paese):
    esempi = (
        phonenumbers.example_number_for_type(paese, genere)
        for genere in (PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE)
    )
    return [numero for numero in esempi if numero]


@pytest.mark.parametrize("casi", corpus("da_nascondere.txt"))
def test_sparisce_tutto_cio_che_e_un_recapito_e_nient_altro(casi):
    ottenuti = {caso: maschera(scoperto(caso)) for caso in casi}
    assert ottenuti == {caso: coperto(caso) for caso in casi}


@pytest.mark.parametrize("casi", corpus("da_nascondere.txt"))
def test_sparisce_anche_in_mezzo_ad_altro_e_una_volta_basta(casi):
    for caso in casi:
        testo, atteso = (
            f"Il titolare lo ricorda: {x}\nSaluti dallo Sportello." for x in (scoperto(caso), coperto(caso))
        )
        assert maschera(testo) == atteso
        assert not contiene_recapiti(atteso)


@pytest.mark.parametrize("casi", corpus("da_lasciare.txt"))
def test_resta_tutto_cio_che_recapito_non_e(casi):
    testi = [*casi, *(f"Si segnala quanto segue: {caso}, come da accordi." for caso in casi)]
    assert [maschera(testo) for testo in testi] == testi


@pytest.mark.parametrize("paese", PAESI)
def test_i_numeri_di_tutto_il_mondo_spariscono_comunque_li_si_scriva(paese):
    """A-03: fixed and mobile of every country, with the sign, without it, in brackets, as a link."""
    for numero in numeri(paese):
        intero = phonenumbers.format_number(numero, PhoneNumberFormat.INTERNATIONAL)
        prefisso, nazionale = intero.split(" ", 1)
        forme = [
            phonenumbers.format_number(numero, PhoneNumberFormat.E164),
            phonenumbers.format_number(numero, PhoneNumberFormat.RFC3966),
            intero,
            intero.replace(" ", "-"),
            intero.replace(" ", "."),
            f"({prefisso}) {nazionale}",
            f"00{prefisso[1:]} {nazionale}",
        ]
        for forma in forme:
            assert maschera(f"il cliente {forma} aspetta") == f"il cliente {SEGNO} aspetta"
