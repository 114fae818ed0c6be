"""Two versions side by side: words and files, whoever asks for which."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from circolari import azioni
from circolari.confronto import confronta
from circolari.models import Versione
from nucleo import testo
from nucleo.confronto import affianca

pytestmark = pytest.mark.django_db


@pytest.fixture
def con_file(bozza, redazione, firenze, orologio):
    """Sent out with two files."""
    for nome in ("bando.txt", "modulo.txt"):
        azioni.allega(bozza, SimpleUploadedFile(nome, b"prima"), da=redazione)
    return azioni.diffondi(bozza, da=redazione)


def correggi(circolare, redazione, **altro):
    campi = {"titolo": circolare.titolo, "testo": circolare.testo, "perche": "Errore di stampa"} | altro
    return azioni.correggi(circolare, **campi, versione=circolare.versione, da=redazione)


def pagina(client, circolare, utente, **scelte):
    client.force_login(utente)
    return client.get(reverse("circolari:versioni", args=[circolare.codice]), scelte)


def cambiate(righe):
    """(before, after) of the lines that changed, only with what was marked."""
    return [
        tuple("".join(b.testo for b in lato if b.verso != "uguale") for lato in (riga.prima, riga.dopo))
        for riga in righe
        if riga.cambiata
    ]


def test_una_parola_cambiata_e_segnata_sulle_due_colonne(client, diffusa, redazione, operatrice_fi):
    correggi(diffusa, redazione, testo=diffusa.testo.replace("900", "950"))
    risposta = pagina(client, diffusa, operatrice_fi)
    confronto = risposta.context["confronto"]
    assert cambiate(confronto.testo) == [("900", "950")]
    assert cambiate(confronto.titolo) == []
    corpo = risposta.content.decode()
    assert "<del>900</del>" in corpo
    assert "<ins>950</ins>" in corpo
    assert "Errore di stampa" in corpo


def test_un_collegamento_corretto_si_vede(client, diffusa, redazione, operatrice_fi):
    """The words are the same: it is where they lead that was wrong."""
    correggi(diffusa, redazione, testo="Leggi [qui](https://a.example/bando)")
    correggi(diffusa, redazione, testo="Leggi [qui](https://a.example/bando2)")
    confronto = pagina(client, diffusa, operatrice_fi).context["confronto"]
    assert cambiate(confronto.testo) == [("bando", "bando2")]


def test_se_cambia_solo_l_aspetto_e_detto(client, diffusa, redazione, operatrice_fi):
    correggi(diffusa, redazione, testo=diffusa.testo.replace("**", ""))
    assert "è cambiato solo l'aspetto" in pagina(client, diffusa, operatrice_fi).content.decode()


def test_i_file_aggiunti_tolti_sostituiti(client, con_file, redazione, operatrice_fi):
    tolti = [file.pk for file in con_file.allegati.all()]
    nuovi = [SimpleUploadedFile("bando.txt", b"dopo"), SimpleUploadedFile("faq.txt", b"nuovo")]
    correggi(con_file, redazione, nuovi=nuovi, tolti=tolti)
    confronto = pagina(client, con_file, operatrice_fi).context["confronto"]
    assert [(file.nome, file.che) for file in confronto.file] == [
        ("bando.txt", "sostituito"),
        ("faq.txt", "aggiunto"),
        ("modulo.txt", "tolto"),
    ]


def test_si_scelgono_le_due_che_si_vogliono(client, diffusa, redazione, operatrice_fi):
    for quota in ("910", "920"):
        correggi(diffusa, redazione, testo=f"Quota: {quota} euro")

    def numeri(**scelte):
        confronto = pagina(client, diffusa, operatrice_fi, **scelte).context["confronto"]
        return confronto.prima.numero, confronto.dopo.numero

    assert numeri() == (2, 3)
    assert numeri(prima=1, dopo=3) == numeri(prima=3, dopo=1) == (1, 3)
    for strane in ({"prima": 2, "dopo": 2}, {"prima": "x", "dopo": 9}, {"prima": 1}):
        assert numeri(**strane) == (2, 3)


def test_senza_correzioni_non_c_e_niente_da_confrontare(client, diffusa, operatrice_fi):
    risposta = pagina(client, diffusa, operatrice_fi)
    assert risposta.context["confronto"] is None
    assert "Non è mai stata corretta" in risposta.content.decode()


def test_le_righe_si_affiancano():
    righe = affianca("uno\ndue\ntre", "uno\ntre\nquattro")
    assert [["".join(b.testo for b in lato) for lato in (r.prima, r.dopo)] for r in righe] == [
        ["uno", "uno"],
        ["due", ""],
        ["tre", "tre"],
        ["", "quattro"],
    ]


def test_due_testi_lunghi_si_confrontano_presto():
    """A line at a time: the words of a long text are not compared each with each."""
    prima = "\n".join(f"Riga {n} con qualche parola in più da leggere" for n in range(3_000))
    inizio = time.monotonic()
    righe = affianca(prima, prima.replace("Riga 1500 ", "Riga mille e cinquecento "))
    assert sum(riga.cambiata for riga in righe) == 1
    assert time.monotonic() - inizio < 5


def test_la_versione_dice_le_sue_parole_anche_dopo(diffusa, redazione):
    correggi(diffusa, redazione, titolo="Titolo giusto")
    prima, dopo = Versione.objects.filter(circolare=diffusa)
    assert cambiate(confronta(prima, dopo).titolo) != []
    assert cambiate(confronta(prima, prima).titolo) == []


@pytest.mark.parametrize(
    ("scritto", "piano"),
    [
        ("[qui](https://a.example/x?a=1&b=2)", "qui (https://a.example/x?a=1&b=2)"),
        ("<https://a.example/>", "https://a.example/"),
        ("[a@b.example](mailto:a@b.example)", "a@b.example"),
        ("[scrivici](mailto:a@b.example)", "scrivici (a@b.example)"),
        ("| Che cosa | Quando |\n|---|---|\n| Salone | 9 giugno |", "Che cosa · Quando\n\nSalone · 9 giugno"),
    ],
)
def test_il_testo_senza_aspetto_si_legge_da_solo(scritto, piano):
    assert testo.componi(scritto).piano == piano
