"""Private files: what enters, under which name, and what is left when something breaks."""

import os
import resource
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.http import Http404
from django.utils.datastructures import MultiValueDict

from nucleo import tempo
from nucleo.allegati import archivia, controlla, elimina, rispondi, transazione
from nucleo.allegati.campi import CampoAllegati, CampoAllegato
from nucleo.allegati.nomi import pulisci
from sportelli.models import DocumentoFornitore, Fornitore, Paese, Utente
from tests.nucleo.campioni import BUONI, CATTIVI, PDF


def carico(nome, dati):
    return SimpleUploadedFile(nome, dati, content_type="text/html")


@pytest.fixture
def magazzino(settings, tmp_path):
    """A storage of its own, where what is left behind can be counted."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        }
    }
    return lambda: [voce for voce in tmp_path.rglob("*") if voce.is_file()]


@pytest.fixture
def redattrice(db):
    return Utente.objects.create_user("redattrice@esempio.it", nome="Rita", cognome="Neri", ruolo="redazione")


@pytest.fixture
def fornitore(db):
    italia, _ = Paese.objects.get_or_create(codice="IT", defaults={"nome": "Italia"})
    return Fornitore.objects.create(ragione_sociale="Dogane Lastri", tipo="consulente", paese=italia)


def documento(fornitore, da, nome="contratto.pdf", dati=PDF):
    return archivia(DocumentoFornitore, carico(nome, dati), da=da, fornitore=fornitore, titolo="Contratto")


@pytest.mark.parametrize("nome", BUONI)
def test_i_formati_dell_ufficio_entrano(nome):
    esame = controlla(carico(nome, BUONI[nome]))
    assert esame.nome == nome
    assert esame.dimensione == len(BUONI[nome])
    assert esame.tipo != "text/html"


@pytest.mark.parametrize("caso", CATTIVI)
def test_cio_che_non_e_quello_che_dice_resta_fuori(caso):
    """S-01: polyglots, disguises, bombs, programs, pages."""
    nome, dati = CATTIVI[caso]
    with pytest.raises(ValidationError):
        controlla(carico(nome, dati))


def test_un_file_oltre_venti_mega_resta_fuori():
    with pytest.raises(ValidationError, match="troppo grande"):
        controlla(carico("grande.txt", b"a" * (20 * 1024 * 1024 + 1)))


def test_il_rifiuto_dice_quale_file_e_perche():
    with pytest.raises(ValidationError) as rifiuto:
        controlla(carico("foto.gif", b"GIF89a"))
    assert "«foto.gif»" in rifiuto.value.messages[0]
    assert "PDF, Word" in rifiuto.value.messages[0]


@pytest.mark.parametrize(
    ("grezzo", "pulito"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\anna\\Fattura n. 3.pdf", "Fattura n. 3.pdf"),
        ("fattura\u202efdp.exe", "fatturafdp.exe"),
        ("a\u200bb\u2066c\x00d\r\nX: y.pdf", "abcd X_ y.pdf"),
        ("  .pdf", "pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
        ('x<y>"z".pdf', "x_y__z_.pdf"),
        ("perche\u0301.txt", "perché.txt"),
        ("", "allegato"),
        ("...", "allegato"),
    ],
)
def test_il_nome_si_legge_uguale_ovunque(grezzo, pulito):
    """S-01: bidirectional, control and invisible characters, paths, reserved names."""
    assert pulisci(grezzo) == pulito


def test_un_file_archiviato_ha_la_sua_riga_e_una_chiave_che_non_dice_nulla(magazzino, redattrice, fornitore):
    riga = documento(fornitore, redattrice)
    (scritto,) = magazzino()
    assert scritto.read_bytes() == PDF
    assert "contratto" not in riga.file.name
    assert len(riga.impronta) == 64
    assert (riga.tipo, riga.dimensione, riga.caricato_da) == ("application/pdf", len(PDF), redattrice)


def test_un_file_rifiutato_non_lascia_niente(magazzino, redattrice, fornitore):
    with pytest.raises(ValidationError):
        documento(fornitore, redattrice, "pagina.html", b"<html>")
    assert not magazzino()
    assert not DocumentoFornitore.objects.exists()


def test_il_disco_pieno_non_lascia_ne_riga_ne_file(magazzino, redattrice, fornitore):
    # The kernel refuses to write past the limit, in the middle of the file, as a full disk does.
    prima = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, prima[1]))
    try:
        with pytest.raises(ValidationError, match="riprova"):
            documento(fornitore, redattrice, "grande.txt", b"a" * 300_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, prima)
    assert not magazzino()
    assert not DocumentoFornitore.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_una_transazione_disfatta_porta_via_i_suoi_file(magazzino, redattrice, fornitore):
    def verbo():
        with transazione():
            documento(fornitore, redattrice)
            documento(fornitore, redattrice, "altro.pdf")
            assert len(magazzino()) == 2
            raise RuntimeError

    with pytest.raises(RuntimeError):
        verbo()
    assert not magazzino()
    assert not DocumentoFornitore.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_una_riga_che_il_database_rifiuta_porta_via_il_suo_file(magazzino, redattrice):
    with pytest.raises(ValueError, match="DocumentoFornitore.fornitore"):
        archivia(DocumentoFornitore, carico("a.pdf", PDF), da=redattrice, fornitore=redattrice, titolo="x")
    assert not magazzino()


@pytest.mark.django_db(transaction=True)
def test_un_file_tolto_sparisce_solo_quando_e_certo(magazzino, redattrice, fornitore):
    riga = documento(fornitore, redattrice)
    with transazione():
        elimina(riga)
        assert len(magazzino()) == 1
    assert not magazzino()


def test_i_file_senza_riga_si_tolgono_dopo_un_giorno(magazzino, redattrice, fornitore, capsys):
    tenuto = documento(fornitore, redattrice)
    ieri = (tempo.adesso() - timedelta(days=2)).timestamp()
    os.utime(default_storage.path(tenuto.file.name), (ieri, ieri))
    default_storage.save("aa/vecchio", carico("x", b"x"))
    os.utime(default_storage.path("aa/vecchio"), (ieri, ieri))
    default_storage.save("aa/nuovo", carico("x", b"x"))
    call_command("pulisci_allegati", "--prova")
    assert len(magazzino()) == 3
    call_command("pulisci_allegati")
    assert sorted(voce.name for voce in magazzino()) == sorted(["nuovo", tenuto.file.name.split("/")[1]])


def test_la_consegna_e_sempre_un_download_chiuso(magazzino, redattrice, fornitore):
    """S-01, S-30: never rendered on our origin, never cached."""
    risposta = rispondi(documento(fornitore, redattrice, 'perché "sì".pdf'))
    assert b"".join(risposta.streaming_content) == PDF
    assert risposta["Content-Disposition"] == "attachment; filename*=utf-8''perch%C3%A9%20_s%C3%AC_.pdf"
    assert risposta["X-Content-Type-Options"] == "nosniff"
    assert risposta["Cache-Control"] == "private, no-store"
    assert "sandbox" in risposta["Content-Security-Policy"]
    assert risposta["Content-Length"] == str(len(PDF))


def test_dietro_nginx_il_file_lo_consegna_nginx(magazzino, redattrice, fornitore, settings):
    settings.ACCEL = "/_allegati/"
    riga = documento(fornitore, redattrice)
    risposta = rispondi(riga)
    assert risposta["X-Accel-Redirect"] == f"/_allegati/{riga.file.name}"
    assert risposta["Content-Disposition"] == 'attachment; filename="contratto.pdf"'
    assert not risposta.content


def test_un_file_perduto_e_un_404(magazzino, redattrice, fornitore):
    riga = documento(fornitore, redattrice)
    default_storage.delete(riga.file.name)
    with pytest.raises(Http404):
        rispondi(riga)


def test_il_campo_pulisce_il_nome():
    file = CampoAllegato().clean(carico("fattura\u202e n.3.pdf", PDF))
    assert file.name == "fattura n.3.pdf"


def test_il_campo_di_molti_nomina_ogni_file_rifiutato():
    scelti = [carico("a.pdf", PDF), carico("b.exe", b"MZ"), carico("c.svg", b"<svg/>")]
    with pytest.raises(ValidationError) as rifiuto:
        CampoAllegati().clean(scelti)
    assert [("b.exe" in m, "c.svg" in m) for m in rifiuto.value.messages] == [(True, False), (False, True)]


def test_il_campo_di_molti_legge_tutti_i_file_della_richiesta():
    campo = CampoAllegati(required=False)
    arrivati = MultiValueDict({"file": [carico("a.pdf", PDF), carico("b.pdf", PDF)]})
    valori = campo.widget.value_from_datadict({}, arrivati, "file")
    assert [file.name for file in campo.clean(valori)] == ["a.pdf", "b.pdf"]
    assert campo.clean([]) == []
    with pytest.raises(ValidationError, match="Scegli"):
        CampoAllegati().clean([])
