"""The Atom feed: one identity for ever, an instant that moves with the words, nothing before the rilascio."""

from xml.etree import ElementTree

import pytest
from django.core.files.base import ContentFile

from circolari import azioni
from tests.circolari.conftest import DOPO, TITOLO

FEED = "/pubblico/circolari/atom.xml"
A = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def feed(client):
    def leggi():
        risposta = client.get(FEED)
        assert risposta.status_code == 200
        assert risposta.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        return ElementTree.fromstring(risposta.content)

    return leggi


def voci(feed):
    return feed.findall(f"{A}entry")


def detto(nodo, nome):
    return nodo.findtext(f"{A}{nome}")


def test_una_circolare_entra_al_suo_rilascio(feed, diffusa, orologio):
    """E-02."""
    orologio("2026-03-04 09:59:59")
    assert voci(feed()) == []
    orologio(DOPO)
    (voce,) = voci(feed())
    assert detto(voce, "title") == TITOLO
    assert detto(voce, "id") == f"urn:uuid:{diffusa.codice}"
    assert detto(voce, "published") == detto(voce, "updated") == "2026-03-04T09:00:00+00:00"
    assert "<strong>quota</strong>" in detto(voce, "summary")


def test_gli_indirizzi_sono_interi_e_il_feed_dice_il_suo(feed, uscita, settings):
    tutto = feed()
    legami = {nodo.get("rel"): nodo.get("href") for nodo in tutto.findall(f"{A}link")}
    assert legami["self"] == settings.INDIRIZZO + FEED
    assert tutto.findtext(f"{A}entry/{A}link") is not None
    assert tutto.find(f"{A}entry/{A}link").get("href") == settings.INDIRIZZO + uscita.indirizzo_pubblico
    assert detto(tutto, "id").startswith("urn:uuid:")
    assert tutto.findtext(f"{A}author/{A}name") == "Toscana Promozione"


def test_una_correzione_sposta_l_istante_e_non_l_identita(feed, uscita, redazione, orologio):
    prima = voci(feed())[0]
    orologio("2026-03-06 12:00")
    azioni.correggi(
        uscita, titolo="Titolo nuovo", testo="Testo nuovo.", perche="Quota", versione=1, da=redazione
    )
    tutto = feed()
    dopo = voci(tutto)[0]
    assert detto(dopo, "id") == detto(prima, "id")
    assert detto(dopo, "published") == detto(prima, "published")
    assert detto(dopo, "updated") == detto(tutto, "updated") == "2026-03-06T11:00:00+00:00"
    assert detto(dopo, "title") == "Titolo nuovo"


def test_una_ritirata_dopo_il_rilascio_lo_dice_senza_il_testo(feed, uscita, redazione, orologio):
    orologio("2026-03-06 12:00")
    azioni.ritira(uscita, "Rinviata <script>alert(1)</script>", da=redazione)
    (voce,) = voci(feed())
    assert detto(voce, "id") == f"urn:uuid:{uscita.codice}"
    assert detto(voce, "title") == f"Ritirata: {TITOLO}"
    assert detto(voce, "updated") == "2026-03-06T11:00:00+00:00"
    riassunto = detto(voce, "summary")
    assert "Rinviata &lt;script&gt;" in riassunto
    assert "<script>" not in riassunto
    assert "900 euro" not in riassunto


def test_una_ritirata_prima_del_rilascio_non_c_e_mai(feed, diffusa, redazione, orologio):
    """C7."""
    orologio("2026-03-03 12:00")
    azioni.ritira(diffusa, "Ci abbiamo ripensato", da=redazione)
    orologio("2026-03-20 12:00")
    assert voci(feed()) == []


def test_chi_e_cambiata_per_ultima_e_la_prima(feed, uscita, pubblica_anche, redazione, orologio):
    pubblica_anche("Seconda")
    assert [detto(voce, "title") for voce in voci(feed())] == ["Seconda", TITOLO]
    orologio("2026-03-09 12:00")
    azioni.correggi(uscita, titolo=TITOLO, testo="Nuovo.", perche="Quota", versione=1, da=redazione)
    assert [detto(voce, "title") for voce in voci(feed())] == [TITOLO, "Seconda"]


def test_argomenti_e_allegati_viaggiano_con_lei(feed, bozza, redazione, firenze, moda, orologio, settings):
    azioni.modifica(bozza, {"settori": [moda]}, revisione=bozza.revisione, da=redazione)
    file = azioni.allega(bozza, ContentFile(b"%PDF-1.4\n%%EOF\n", "Bando.pdf"), da=redazione)
    orologio("2026-03-02 10:00")
    azioni.diffondi(bozza, da=redazione)
    orologio(DOPO)
    (voce,) = voci(feed())
    assert voce.find(f"{A}category").get("term") == "Moda e abbigliamento"
    (legame,) = voce.findall(f"{A}link[@rel='enclosure']")
    assert legame.attrib == {
        "rel": "enclosure",
        "href": settings.INDIRIZZO + file.indirizzo_pubblico,
        "length": str(file.dimensione),
        "type": "application/pdf",
    }


def test_un_feed_vuoto_non_dice_che_ore_sono(client, db, orologio):
    orologio("2026-03-02 10:00")
    una = client.get(FEED).content
    orologio("2026-07-09 11:12:13")
    assert client.get(FEED).content == una


def test_i_caratteri_che_un_xml_non_puo_avere_non_lo_rompono(feed, pubblica_anche):
    """S-01."""
    pubblica_anche("Fiera\x0b di\x1f Osaka ]]> & <b>", "Testo\x08 con\x0c segni ]]> &amp;")
    (voce,) = voci(feed())
    assert detto(voce, "title") == "Fiera  di  Osaka ]]> & <b>"


def test_le_interrogazioni_sono_poche(client, uscita, pubblica_anche, django_assert_max_num_queries):
    """A-07."""
    for n in range(8):
        pubblica_anche(f"Numero {n}")
    with django_assert_max_num_queries(4):
        client.get(FEED)
