"""Fetching what somebody else has named: nothing inside is reached, nothing outside keeps us (S-01)."""

import gzip
import itertools
import time
import zlib
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from nucleo.prelievo import REGOLE, Regole, Rifiutato, preleva
from nucleo.prelievo.indirizzi import pubblico
from tests.sostegno.sito import aperto, risposta

PRESTO = timedelta(seconds=0.6)
INTERNI = [
    *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
    *("100.64.0.1", "100.100.100.200", "192.0.0.192", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1"),
    *("240.0.0.1", "255.255.255.255", "192.88.99.1", "168.63.129.16", "::", "::1", "fe80::1", "fe80::1%eth0"),
    *("fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1"),
    *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1"),
    *("2001::1", "2001:0:7f00:1::", "2001:db8::1", "3fff::1", "fec0::1", "100::1", "non-un-indirizzo"),
]


@pytest.fixture
def sito():
    with aperto() as aperto_qui:
        yield aperto_qui


@pytest.mark.parametrize("indirizzo", INTERNI)
def test_what_is_not_the_internet_is_never_reached(indirizzo):
    assert not pubblico(indirizzo)
    with pytest.raises(Rifiutato, match="non è pubblico"):
        preleva("http://partner.example/c.ics", regole=Regole(risolvi=lambda nome, porta: [indirizzo]))


@pytest.mark.parametrize("indirizzo", ["93.184.215.14", "2a00:1450:4002:402::200e", "2001:67c:2e8::1"])
def test_the_internet_is(indirizzo):
    assert pubblico(indirizzo)


@pytest.mark.parametrize(
    "indirizzo",
    [
        *("http://127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/"),
        *("http://127.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://localhost/"),
    ],
)
def test_every_way_of_writing_this_machine_is_this_machine(indirizzo):
    with pytest.raises(Rifiutato, match="non è pubblico|non esiste"):
        preleva(indirizzo)


@pytest.mark.parametrize(
    ("indirizzo", "perche"),
    [
        ("file:///etc/passwd", "comincia con"),
        ("ftp://partner.example/c.ics", "comincia con"),
        ("gopher://partner.example/", "comincia con"),
        ("webcal://partner.example/c.ics", "comincia con"),
        ("javascript:alert(1)", "comincia con"),
        ("http://chi:parola@partner.example/", "nome utente e password"),
        ("http://partner.example@10.0.0.1/", "nome utente e password"),
        ("http://partner.example:25/", "porta 25"),
        ("http://partner.example:6379/", "porta 6379"),
        ("http://partner.example:99999/", "scritto bene"),
        ("http://partner.example/a\r\nX-Iniettato: 1", "caratteri non ammessi"),
        ("http://partner.example/a b", "caratteri non ammessi"),
        ("http://", "quale sito"),
        ("http://[::1", "scritto bene"),
    ],
)
def test_an_address_that_is_not_of_the_web_is_refused(indirizzo, perche):
    with pytest.raises(Rifiutato, match=perche):
        preleva(indirizzo, regole=Regole(risolvi=lambda nome, porta: ["10.0.0.1"]))


def test_a_page_is_read_as_it_is(sito):
    sito["/c.ics?a=b%20c"] = risposta(b"ecco", content_type="text/calendar", etag='"uno"')
    letto = preleva(sito.indirizzo("/c.ics?a=b%20c"), accetta="text/calendar", regole=sito.regole())
    assert (letto.byte, letto.tipo, letto.etag) == (b"ecco", "text/calendar", '"uno"')
    assert "Cookie" not in sito.chieste[0]
    assert f"Host: calendario.example:{sito.porta}" in sito.chieste[0]
    assert "User-Agent: Extranet-Sportelli/1" in sito.chieste[0]


def test_what_has_not_changed_is_not_read_again(sito):
    def risponde(linea, domanda):
        uguale = 'If-None-Match: "uno"' in domanda
        linea.sendall(risposta(b"", "304 Not Modified") if uguale else risposta(b"nuovo"))

    sito["/"] = risponde
    assert preleva(sito.indirizzo(), etag='"uno"', regole=sito.regole()).invariato
    assert preleva(sito.indirizzo(), etag='"due"\r\nX: 1', regole=sito.regole()).byte == b"nuovo"
    assert "X: 1" not in sito.chieste[1]


def test_what_claims_to_be_the_same_though_nobody_asked_is_refused(sito):
    sito["/"] = risposta(b"", "304 Not Modified")
    with pytest.raises(Rifiutato, match="codice 304"):
        preleva(sito.indirizzo(), regole=sito.regole())


@pytest.mark.parametrize("stato", ["401 No", "403 No", "404 No", "410 No", "429 No", "500 No", "204 Niente"])
def test_an_error_is_said_in_words(sito, stato):
    sito["/"] = risposta(b"", stato)
    with pytest.raises(Rifiutato, match=f"codice {stato[:3]}"):
        preleva(sito.indirizzo(), regole=sito.regole())


def test_a_redirect_is_followed(sito):
    sito["/"] = risposta(b"", "302 Found", location="/di-qua")
    sito["/di-qua"] = risposta(b"trovato")
    assert preleva(sito.indirizzo(), regole=sito.regole()).byte == b"trovato"


def test_redirects_are_not_followed_for_ever(sito):
    for n in range(9):
        sito[f"/{n}"] = risposta(b"", "301 Moved", location=f"/{n + 1}")
    with pytest.raises(Rifiutato, match="più di 3 volte"):
        preleva(sito.indirizzo("/0"), regole=sito.regole())
    assert len(sito.chieste) == 4


@pytest.mark.parametrize(
    "verso",
    [
        *("http://interno.example:{porta}/", "http://169.254.169.254:{porta}/latest/meta-data/"),
        *("file:///etc/passwd", "http://interno.example:22/", "//chi:parola@interno.example:{porta}/"),
        *("gopher://interno.example/", "javascript:alert(1)", "http://in terno.example/"),
    ],
)
def test_a_redirect_is_checked_like_the_first_address(sito, verso):
    sito["/"] = risposta(b"", "302 Found", location=verso.format(porta=sito.porta))
    sito["/latest/meta-data/"] = risposta(b"segreti")

    def risolvi(nome, porta):
        return ["127.0.0.1"] if nome == "calendario.example" else ["10.0.0.7"]

    with pytest.raises(Rifiutato):
        preleva(sito.indirizzo(), regole=sito.regole(risolvi=risolvi))
    assert len(sito.chieste) == 1


def test_a_name_that_changes_its_mind_is_asked_once(sito):
    """DNS rebinding: good when it is checked, inside when it would be connected to."""
    risposte = iter([["127.0.0.1"], ["10.0.0.7"]])
    sito["/"] = risposta(b"ecco")
    assert preleva(sito.indirizzo(), regole=sito.regole(risolvi=lambda n, p: next(risposte))).byte == b"ecco"
    with pytest.raises(Rifiutato, match="non è pubblico"):
        preleva(sito.indirizzo(), regole=sito.regole(risolvi=lambda n, p: next(risposte)))


def test_one_inner_address_among_good_ones_condemns_them_all(sito):
    sito["/"] = risposta(b"ecco")
    with pytest.raises(Rifiutato, match="non è pubblico"):
        preleva(sito.indirizzo(), regole=sito.regole(risolvi=lambda n, p: ["127.0.0.1", "10.0.0.7"]))
    assert sito.chieste == []


def test_fifty_megabytes_are_cut(sito):
    sito["/lunga"] = risposta(b"x" * 50_000_000)
    sito["/senza-fine"] = lambda linea, domanda: [
        linea.sendall(pezzo)
        for pezzo in itertools.chain([b"HTTP/1.1 200 OK\r\n\r\n"], itertools.repeat(b"x" * 65536))
    ]
    for percorso in ("/lunga", "/senza-fine"):
        with pytest.raises(Rifiutato, match="al massimo 5 MB"):
            preleva(sito.indirizzo(percorso), regole=sito.regole())


def test_a_gzip_bomb_opens_no_further_than_the_limit(sito):
    bomba = gzip.compress(b"\0" * 100_000_000)
    assert len(bomba) < 200_000
    sito["/"] = risposta(bomba, content_encoding="gzip")
    with pytest.raises(Rifiutato, match="al massimo 5 MB"):
        preleva(sito.indirizzo(), regole=sito.regole())


@pytest.mark.parametrize(
    ("codifica", "corpo"),
    [
        ("br", b"x"),
        ("gzip, gzip", b"x"),
        ("gzip", b"non e gzip"),
        ("gzip", gzip.compress(b"a" * 999, mtime=0)[:-9]),
    ],
    ids=["another", "twice", "none", "cut off"],
)
def test_a_compression_that_is_not_right_is_refused(sito, codifica, corpo):
    sito["/"] = risposta(corpo, content_encoding=codifica)
    with pytest.raises(Rifiutato):
        preleva(sito.indirizzo(), regole=sito.regole())


def test_a_compressed_page_is_read(sito):
    sito["/"] = risposta(gzip.compress(b"ecco" * 100_000), content_encoding="gzip")
    assert preleva(sito.indirizzo(), regole=sito.regole()).byte == b"ecco" * 100_000


def _a_gocce(*prima, goccia):
    def risponde(linea, domanda):
        for pezzo in prima:
            linea.sendall(pezzo)
        while True:
            time.sleep(0.05)
            linea.sendall(goccia)

    return risponde


@pytest.mark.parametrize(
    "lento",
    [
        _a_gocce(goccia=b"H"),
        _a_gocce(b"HTTP/1.1 200 OK\r\n", goccia=b"X"),
        _a_gocce(b"HTTP/1.1 200 OK\r\n", goccia=b"X: 1\r\n"),
        _a_gocce(goccia=b"HTTP/1.1 100 Continue\r\n\r\n"),
        _a_gocce(b"HTTP/1.1 200 OK\r\n\r\n", goccia=b"x"),
        _a_gocce(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", goccia=b"1\r\nx\r\n"),
        _a_gocce(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", goccia=b"X: 1\r\n"),
        lambda linea, domanda: time.sleep(5),
    ],
)
def test_who_is_slow_on_purpose_is_cut_at_the_deadline(sito, lento):
    sito["/"] = lento
    inizio = time.monotonic()
    with pytest.raises(Rifiutato, match="troppo lento|non risponde"):
        preleva(sito.indirizzo(), regole=sito.regole(entro=PRESTO))
    assert time.monotonic() - inizio < 3


def test_a_resolver_that_never_answers_is_not_waited_for(sito):
    inizio = time.monotonic()
    with pytest.raises(Rifiutato, match="chi dovrebbe saperlo"):
        preleva(sito.indirizzo(), regole=sito.regole(risolvi=lambda n, p: time.sleep(9), entro=PRESTO))
    assert time.monotonic() - inizio < 3


def test_what_ends_before_its_end_is_refused(sito):
    sito["/"] = risposta(b"BEGIN", content_length=500)
    with pytest.raises(Rifiutato, match="interrotto"):
        preleva(sito.indirizzo(), regole=sito.regole())


@pytest.mark.parametrize("detto", [b"", b"\0\1\2", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 chissa\r\n\r\n"])
def test_who_does_not_speak_http_is_refused(sito, detto):
    sito["/"] = lambda linea, domanda: linea.sendall(detto)
    with pytest.raises(Rifiutato, match="non risponde come dovrebbe"):
        preleva(sito.indirizzo(), regole=sito.regole())


def test_a_thousand_headers_are_refused(sito):
    sito["/"] = risposta(b"ecco", **{f"x_{n}": n for n in range(1000)})
    with pytest.raises(Rifiutato):
        preleva(sito.indirizzo(), regole=sito.regole())


def test_nothing_is_asked_of_who_does_not_speak_tls(sito):
    sito["/"] = risposta(b"ecco")
    with pytest.raises(Rifiutato):
        preleva(sito.indirizzo(schema="https"), regole=sito.regole(entro=PRESTO))
    assert not any("GET" in chiesta for chiesta in sito.chieste)


def test_a_certificate_that_nobody_vouches_for_is_refused(sito, certificato):
    sito.cifra(certificato)
    sito["/"] = risposta(b"ecco")
    with pytest.raises(Rifiutato, match="certificato del sito non è valido"):
        preleva(sito.indirizzo(schema="https"), regole=sito.regole())
    assert sito.chieste == []


@pytest.fixture
def certificato(tmp_path):
    """A certificate signed by itself, with its key, in one file."""
    chiave = ec.generate_private_key(ec.SECP256R1())
    nome = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "calendario.example")])
    firmato = (
        x509.CertificateBuilder(nome, nome, chiave.public_key(), 1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2090, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("calendario.example")]), critical=False)
        .sign(chiave, hashes.SHA256())
    )
    segreta = chiave.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file = tmp_path / "sito.pem"
    file.write_bytes(segreta + firmato.public_bytes(Encoding.PEM))
    return file


def test_the_usual_rules_reach_nothing_inside():
    assert REGOLE.ammesse == ()
    assert 25 not in REGOLE.porte


def test_a_broken_stream_is_an_error_in_words(sito):
    rotto = zlib.compress(b"x" * 1000)
    sito["/"] = risposta(rotto, content_encoding="gzip")
    with pytest.raises(Rifiutato, match="non risponde come dovrebbe"):
        preleva(sito.indirizzo(), regole=sito.regole())
