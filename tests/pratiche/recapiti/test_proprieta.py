"""Properties of the mask on texts that nobody wrote by hand, and its growth with length (C6, A-03)."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stdnum.it import iva

from pratiche.recapiti import SEGNO, contiene_recapiti, maschera, recapiti
from tests.pratiche.recapiti.casi_ostili import A_CASO, OSTILI, ostile
from tests.sostegno.passi import passi

# Ten digits that end in four noughts may be a customs code (3910000000: silicones).
CIFRE = st.text("0123456789", min_size=12, max_size=12).filter(lambda cifre: cifre[3:7] != "0000")
LETTERE = st.text("abcdefghilmnopqrstuvz", min_size=3, max_size=10)
PRIMA = st.sampled_from(
    [
        "",
        "Il titolare risponde al ",
        "tel. ",
        "Cell.: ",
        "(",
        "Mario Rossi, ",
        "Fax ",
        "- ",
        "Firenze\n",
        "o ",
        "«",
        "Scrivere o chiamare: ",
        "valore 12.500 euro; ",
        "il 15/03/2026, ",
        "P.IVA 01234567897, cell. ",
    ]
)
DOPO = st.sampled_from(
    [
        "",
        ".",
        ", grazie",
        ")",
        "\nSaluti",
        " (ufficio)",
        "; entro il 15/03/2026",
        " dopo le 15",
        "»",
        " e aspetta",
        "!",
        " - P.IVA 01234567897",
        ", 50122 Firenze",
        " int. 12",
    ]
)
FRAMMENTI = st.sampled_from(
    [
        "tel",
        ".",
        " ",
        "+39",
        "055",
        "234567",
        "3331234567",
        "@",
        "azienda.it",
        "mario",
        "chiocciola",
        "punto",
        "tre",
        "otto",
        "-",
        "/",
        ",",
        "\n",
        "(",
        ")",
        "P.IVA",
        "HS",
        "voce",
        "€",
        "euro",
        "12.500",
        "doppio",
        "at",
        "[at]",
        "IT",
        "&#64;",
        "\u200b",
        "recapito",
        SEGNO,
        "[",
        "]",
        "www.",
        "wa.me/",
        "skype:",
        "n.",
        "e",
        "03/04/2026",
        "1",
        "00",
    ]
)
molte = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@st.composite
def mobili(draw):
    c = draw(CIFRE)
    prefisso = draw(
        st.sampled_from(["320", "328", "333", "335", "338", "340", "347", "349", "366", "380", "391", "392"])
    )
    forma = draw(
        st.sampled_from(
            [
                "{p}{a}{b}{c}",
                "{p} {a}{b}{c}",
                "{p} {a} {b}{c}",
                "{p}-{a}{b}{c}",
                "{p}/{a}{b}{c}",
                "{p}.{a}{b}{c}",
                "({p}) {a}{b}{c}",
                "+39 {p} {a}{b}{c}",
                "+39{p}{a}{b}{c}",
                "0039 {p} {a} {b}{c}",
                "(+39) {p}-{a}{b}{c}",
                "+39.{p}.{a}.{b}{c}",
                "{p} {a}.{b}{c}",
            ]
        )
    )
    return forma.format(p=prefisso, a=c[:3], b=c[3:5], c=c[5:7])


@st.composite
def fissi(draw):
    c = draw(CIFRE)
    prefisso = draw(
        st.sampled_from(["055", "0571", "0587", "0586", "050", "0574", "0583", "0575", "0577", "0564", "02"])
    )
    forma = draw(
        st.sampled_from(
            [
                "{p} {a}{b}",
                "{p}-{a}{b}",
                "{p}/{a}{b}",
                "{p}.{a}{b}",
                "({p}) {a}{b}",
                "{p} {a} {b}",
                "+39 {p} {a}{b}",
                "+39{p}{a}{b}",
                "0039 {p} {a}{b}",
                "(+39) {p}/{a}.{b}",
            ]
        )
    )
    return forma.format(p=prefisso, a="2" + c[:2], b=c[2:5])


@st.composite
def caselle(draw):
    nome, cognome, dominio = draw(LETTERE), draw(LETTERE), draw(LETTERE)
    chiocciola = draw(st.sampled_from(["@", " @ ", "(at)", " [at] ", " chiocciola ", "[@]", "&#64;", "＠"]))
    punto = draw(st.sampled_from([".", " punto ", "(dot)", " [punto] "]))
    return f"{nome}.{cognome}{chiocciola}x{dominio}{punto}{draw(st.sampled_from(['it', 'com', 'eu']))}"


@given(PRIMA, st.one_of(mobili(), fissi()), DOPO)
@molte
def test_ogni_telefono_sparisce_ovunque_sia(prima, telefono, dopo):
    """A-03."""
    mascherato = maschera(prima + telefono + dopo)
    assert SEGNO in mascherato
    assert telefono[-6:] not in mascherato
    assert mascherato.startswith(prima.rstrip("("))


@given(PRIMA, caselle(), DOPO)
@molte
def test_ogni_indirizzo_sparisce_ovunque_sia(prima, casella, dopo):
    """A-03."""
    mascherato = maschera(prima + casella + dopo)
    assert SEGNO in mascherato
    assert casella[-9:] not in mascherato.replace(SEGNO, "")
    assert mascherato.startswith(prima)


@given(st.from_regex(r"0[0-9]{9}", fullmatch=True))
@molte
def test_nessuna_partita_iva_sparisce(cifre):
    numero = cifre + iva.luhn.calc_check_digit(cifre)
    for forma in ("{}", "P.IVA {}", "IT{}", "la ditta {} chiede", "c.f. e p. iva {}"):
        assert not contiene_recapiti(forma.format(numero))


@given(st.integers(1, 9_999_999_999), st.integers(0, 99))
@molte
def test_nessun_prezzo_sparisce(interi, centesimi):
    cifra = f"{interi:,}".replace(",", ".")
    for forma in (
        "€ {}",
        "{} euro",
        "€ {},{:02}",
        "{},{:02} €",
        "EUR {},{:02}",
        "{} pezzi",
        "costa {} dollari",
    ):
        testo = forma.format(cifra, centesimi)
        assert maschera(testo) == testo


@given(
    st.dates(),
    st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %m %Y", "%d/%m/%y", "%d%m%Y"]),
)
@molte
def test_nessuna_data_sparisce(giorno, forma):
    if giorno.year < 1900 or giorno.year > 2099:
        giorno = giorno.replace(year=2026, day=min(giorno.day, 28))
    for testo in (giorno.strftime(forma), f"entro il {giorno.strftime(forma)}, ore 15"):
        assert maschera(testo) == testo


@given(st.integers(1, 97), st.integers(1, 99), st.integers(0, 99), st.integers(0, 99))
@molte
def test_nessun_codice_doganale_annunciato_sparisce(capitolo, voce, sotto, taric):
    parti = [f"{capitolo:02}{voce:02}", f"{sotto:02}", f"{taric:02}", "00"]
    for annuncio in ("HS", "voce doganale", "codice TARIC", "NC", "cod. doganale:"):
        for giunto in ("", " ", "."):
            testo = f"{annuncio} {giunto.join(parti)}"
            assert maschera(testo) == testo


@given(st.integers(1, 9999), st.integers(1940, 2030))
@molte
def test_nessuna_legge_sparisce(numero, anno):
    for forma in (
        "Reg. (UE) {1}/{0}",
        "L. {0}/{1}",
        "D.Lgs. {0}/{1}",
        "art. 3 D.L. {0}/{1}",
        "Direttiva {1}/{0}/UE",
        "FI-{1}-{0:05}",
        "prot. {0:07}/{1}",
    ):
        testo = forma.format(numero, anno)
        assert maschera(testo) == testo


@given(st.one_of(st.text(max_size=120), st.lists(FRAMMENTI, max_size=30).map("".join)))
@settings(max_examples=400, deadline=None)
def test_mascherare_due_volte_e_come_una(testo):
    una = maschera(testo)
    assert maschera(una) == una


@given(st.lists(st.one_of(FRAMMENTI, st.text(max_size=5)), max_size=30).map("".join))
@settings(max_examples=200, deadline=None)
def test_cio_che_sta_fuori_dai_recapiti_non_e_toccato(testo):
    tratti = recapiti(testo)
    resto, letto = "", 0
    for inizio, fine in tratti:
        assert letto <= inizio < fine <= len(testo)
        resto += testo[letto:inizio] + SEGNO
        letto = fine
    resto += testo[letto:]
    assert maschera(testo) in (resto, maschera(resto))


@pytest.mark.parametrize("nome", [*OSTILI, *A_CASO])
def test_i_passi_crescono_come_la_lunghezza(nome):
    """S-01: eight times the text takes about eight times the steps; the seconds are in bench/recapiti.py."""
    corto, lungo = (ostile(nome, quanti) for quanti in (2_000, 16_000))
    assert passi(maschera, lungo) < 16 * passi(maschera, corto) + 2_000


@pytest.mark.parametrize(
    "testo", ["\ud800", "\x00", "a" * 10_000, "９" * 500, "𝟛" * 40, "\u202e3331234567", "½½½", "㉑" * 9]
)
def test_nessun_testo_lo_ferma(testo):
    assert isinstance(maschera(testo), str)
