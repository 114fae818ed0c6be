"""The calendar for readers, programs and spreadsheets: the same rows, one identity, nothing that runs."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from django.core.files.base import ContentFile

from calendario import azioni
from calendario.feed import dati
from calendario.feed.aperti import SPIEGATI
from calendario.models import Stato

BASE = "/pubblico/calendario/calendario"
A = "{http://www.w3.org/2005/Atom}"
FORMATI = ("ics", "atom", "json", "csv")
RILASCIO = "2026-03-04 10:00"


@pytest.fixture
def atom(client):
    def leggi(query=""):
        risposta = client.get(f"{BASE}.atom?{query}")
        assert risposta.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        return ElementTree.fromstring(risposta.content)

    return leggi


@pytest.fixture
def come_json(client):
    def leggi(query="", base=BASE):
        risposta = client.get(f"{base}.json?{query}")
        assert risposta.headers["Content-Type"] == "application/json"
        return json.loads(risposta.content)

    return leggi


@pytest.fixture
def tabella(client):
    def leggi(query=""):
        testo = client.get(f"{BASE}.csv?{query}").content.decode()
        assert testo.startswith("\ufeff")
        return list(csv.DictReader(io.StringIO(testo[1:]), delimiter=";"))

    return leggi


def voci(feed):
    return feed.findall(f"{A}entry")


def detto(nodo, nome):
    return nodo.findtext(f"{A}{nome}")


# --- What all of them have


@pytest.mark.parametrize("formato", FORMATI)
def test_chiunque_li_legge_anche_da_un_altro_sito(client, pubblicata, formato):
    pubblicata(testo="Dodici postazioni in Fortezza. " * 50)
    risposta = client.get(f"{BASE}.{formato}", headers={"accept-encoding": "gzip"})
    assert risposta.headers["Access-Control-Allow-Origin"] == "*"
    assert risposta.headers["Content-Encoding"] == "gzip"
    assert risposta.headers["Vary"] == "Accept-Encoding"
    assert risposta.headers["Cache-Control"].startswith("public, max-age=")
    assert not {"Last-Modified", "Set-Cookie"} & set(risposta.headers)
    etag = {"accept-encoding": "gzip", "if-none-match": risposta.headers["ETag"]}
    assert client.get(f"{BASE}.{formato}", headers=etag).status_code == 304


@pytest.mark.parametrize("formato", FORMATI)
def test_cio_che_e_nascosto_non_muove_un_byte_fino_al_rilascio(
    client, pubblicata, scritta, circolare, orologio, formato
):
    """E-01, E-02: rows, counts, names of bodies, headers."""
    pubblicata()
    prima = client.get(f"{BASE}.{formato}")
    scritta(titolo="Bozza")
    nascosta = pubblicata(circolare_id=circolare.pk, settori=["vino"], titolo="Nascosta")
    for istante in ("2026-03-02 10:00:00", "2026-03-04 09:59:59"):
        orologio(istante)
        ancora = client.get(f"{BASE}.{formato}")
        assert (ancora.content, ancora.headers["ETag"]) == (prima.content, prima.headers["ETag"])
    orologio(RILASCIO)
    dopo = client.get(f"{BASE}.{formato}")
    assert str(nascosta.codice).encode() in dopo.content
    assert dopo.headers["ETag"] != prima.headers["ETag"]


@pytest.mark.parametrize("formato", FORMATI)
def test_i_filtri_valgono_ovunque(client, pubblicata, formato):
    moda, vino = pubblicata(), pubblicata(settori=["vino"])
    passata = pubblicata(inizio="2026-02-01", fine="2026-02-01", scadenza="2026-01-01")
    for query, attese in (
        ("", {moda, vino}),
        ("settore=vino&inventato=1", {vino}),
        ("settore=inesistente", {moda, vino}),
        ("passate=1", {moda, vino, passata}),
        ("al=2026-03-01&passate=1", {passata}),
        ("q=fortezza&settore=moda", {moda}),
    ):
        corpo = client.get(f"{BASE}.{formato}?{query}").content.decode()
        assert {riga for riga in (moda, vino, passata) if str(riga.codice) in corpo} == attese, query


def test_un_formato_che_non_c_e(client, db):
    assert client.get(f"{BASE}.xml").status_code == 404


# --- Atom


def test_una_voce_ha_la_sua_identita_e_sale_quando_cambia(atom, pubblicata, redazione, orologio, settings):
    prima, seconda = pubblicata(), pubblicata(titolo="Seconda")
    assert [detto(voce, "title") for voce in voci(atom())] == ["Seconda", "Pitti Uomo, collettiva toscana"]
    orologio("2026-03-05 12:00")
    azioni.annulla(prima, motivo="Pochi <b>iscritti</b>", da=redazione)
    tutto = atom()
    voce = voci(tutto)[0]
    assert detto(voce, "title") == "Annullata: Pitti Uomo, collettiva toscana"
    assert detto(voce, "id") == f"urn:uuid:{prima.codice}"
    assert detto(voce, "published") == "2026-03-02T09:00:00+00:00"
    assert detto(voce, "updated") == detto(tutto, "updated") == "2026-03-05T11:00:00+00:00"
    assert "Pochi &lt;b&gt;iscritti" in detto(voce, "summary")
    assert "<strong>in Fortezza</strong>" in detto(voce, "summary")
    assert voce.find(f"{A}link").get("href") == settings.INDIRIZZO + prima.indirizzo_pubblico
    legami = {nodo.get("rel"): nodo.get("href") for nodo in tutto.findall(f"{A}link")}
    assert legami["self"] == f"{settings.INDIRIZZO}{BASE}.atom"
    assert str(seconda.codice) in detto(voci(tutto)[1], "id")


def test_un_annuncio_diventa_intero_con_la_stessa_identita(atom, pubblicata, circolare, orologio):
    annunciata = pubblicata(circolare_id=circolare.pk, annuncio="senza_dettagli", titolo_annuncio="In arrivo")
    (prima,) = voci(atom())
    assert (detto(prima, "title"), detto(prima, "id")) == ("In arrivo", f"urn:uuid:{annunciata.codice}")
    assert "Fortezza" not in "".join(prima.itertext())
    orologio(RILASCIO)
    (dopo,) = voci(atom())
    assert (detto(dopo, "title"), detto(dopo, "id")) == (annunciata.titolo, detto(prima, "id"))
    assert detto(dopo, "updated") == "2026-03-04T09:00:00+00:00"


def test_un_atom_vuoto_non_dice_che_ore_sono(client, db, orologio):
    una = client.get(f"{BASE}.atom").content
    orologio("2026-07-09 11:12:13")
    assert client.get(f"{BASE}.atom").content == una


# --- JSON


def test_la_forma_del_json(come_json, pubblicata, settings):
    """What programs rely on: changing it takes another `versione`."""
    uscita = pubblicata()
    tutto = come_json("settore=moda")
    assert {nome: tutto[nome] for nome in tutto if nome not in ("iniziative", "titolo")} == {
        "versione": 1,
        "lingua": "it",
        "licenza": "https://creativecommons.org/licenses/by/4.0/",
        "pagina": f"{settings.INDIRIZZO}/pubblico/calendario/?settore=moda",
        "indirizzo": f"{settings.INDIRIZZO}{BASE}.json?settore=moda",
        "filtro_compreso": True,
        "quante": 1,
        "tagliata": False,
        "prossima": None,
    }
    assert tutto["iniziative"] == [
        {
            "id": str(uscita.codice),
            "uid": uscita.uid,
            "indirizzo": settings.INDIRIZZO + uscita.indirizzo_pubblico,
            "stato": "confermata",
            "completa": True,
            "tipo": "collettiva",
            "nome_tipo": "Fiera collettiva",
            "titolo": "Pitti Uomo, collettiva toscana",
            "organizzatore": "Toscana Promozione",
            "partner": None,
            "inizio": "2026-06-16",
            "fine": "2026-06-19",
            "solo_mese": False,
            "ora_inizio": None,
            "ora_fine": None,
            "scadenza_adesioni": "2026-04-30",
            "adesioni_aperte": True,
            "modalita": "presenza",
            "sede": "Fortezza da Basso",
            "citta": "Firenze",
            "paesi": [{"codice": "JP", "nome": "Giappone"}],
            "settori": [{"codice": "moda", "nome": "Moda e abbigliamento"}],
            "posti": 12,
            "costo_euro": "1800.00",
            "adesioni": None,
            "avvisi": [],
            "descrizione": "Dodici postazioni in Fortezza.",
            "fonte": None,
            "pubblica_dal": "2026-03-02T09:00:00Z",
            "aggiornata_il": "2026-03-02T09:00:00Z",
            "revisione": 2,
        }
    ]


def test_un_json_tagliato_lo_dice_e_continua(come_json, client, pubblicata, monkeypatch):
    monkeypatch.setattr(dati, "IN_UNA_RISPOSTA", 2)
    for n in range(1, 6):
        pubblicata(titolo=f"Numero {n}", inizio=f"2026-06-0{n}", fine=f"2026-06-0{n}")
    pagina, titoli = come_json("settore=moda"), []
    while True:
        titoli += [riga["titolo"] for riga in pagina["iniziative"]]
        assert pagina["quante"] == 5
        if not pagina["tagliata"]:
            break
        assert "settore=moda&dopo=" in pagina["prossima"]
        pagina = come_json(pagina["prossima"].partition("?")[2])
    assert titoli == [f"Numero {n}" for n in range(1, 6)]
    assert pagina["prossima"] is None


@pytest.mark.parametrize("dopo", ["x", "00000000-0000-4000-8000-000000000000", "'--"])
def test_un_posto_che_non_c_e_e_l_inizio(come_json, pubblicata, dopo):
    pubblicata()
    assert len(come_json(f"dopo={dopo}")["iniziative"]) == 1


def test_di_un_annuncio_il_json_non_dice_altro(come_json, pubblicata, circolare):
    pubblicata(circolare_id=circolare.pk, annuncio="senza_dettagli", titolo_annuncio="In arrivo")
    (riga,) = come_json()["iniziative"]
    assert {nome for nome, valore in riga.items() if valore not in (None, [], False, "")} == {
        *("id", "uid", "indirizzo", "stato", "tipo", "nome_tipo", "titolo", "organizzatore"),
        *("inizio", "fine", "avvisi", "pubblica_dal", "aggiornata_il", "revisione"),
    }


def test_in_inglese_con_gli_stessi_nomi(come_json, pubblicata):
    pubblicata()
    (riga,) = come_json(base="/pubblico/calendar/calendario")["iniziative"]
    assert (riga["titolo"], riga["paesi"][0]["nome"]) == ("Pitti Uomo, Tuscan joint stand", "Japan")


# --- CSV


def test_la_tabella_dice_le_stesse_cose(tabella, come_json, pubblicata):
    pubblicata(settori=["moda", "vino"])
    (riga,), (altra,) = tabella(), come_json()["iniziative"]
    assert list(riga) == list(altra) == list(dati.CAMPI)
    assert (riga["settori"], riga["costo_euro"]) == ("Moda e abbigliamento | Vino", "1800.00")
    assert (riga["inizio"], riga["adesioni_aperte"], riga["solo_mese"]) == ("2026-06-16", "1", "0")


# --- Attacks (S-01)


@pytest.mark.parametrize(
    "inizio", ["=1+1", "+39", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\u200b=1"]
)
def test_nessuna_cella_e_una_formula(client, pubblicata, inizio):
    veleno = f'{inizio};"x"\n=2'
    pubblicata(titolo=veleno, sede=veleno, citta=veleno, partner=veleno, testo=veleno)
    testo = client.get(f"{BASE}.csv").content.decode("utf-8-sig")
    celle = [cella for riga in csv.reader(io.StringIO(testo), delimiter=";") for cella in riga]
    assert len(celle) == 2 * len(dati.CAMPI)
    assert not [cella for cella in celle if cella.strip().startswith(("=", "+", "-", "@", "＝"))]
    assert [cella for cella in celle if cella.startswith("'")]


VELENO = "A]]>B\x00\x08\x0b\x1f\ufffe & <script>alert(1)</script> \u2028 \"'}</entry>{\\"


@pytest.mark.parametrize("campo", ["titolo", "sede", "citta", "partner", "testo"])
def test_nessuna_parola_diventa_xml_o_json(atom, come_json, tabella, pubblicata, redazione, campo):
    uscita = pubblicata(**{campo: VELENO.replace("\x00", "")})
    azioni.annulla(uscita, motivo=VELENO.replace("\x00", ""), da=redazione)
    (voce,) = voci(atom())
    assert detto(voce, "id") == f"urn:uuid:{uscita.codice}"
    assert "<script" not in detto(voce, "summary")
    (riga,) = come_json()["iniziative"]
    assert set(riga) == set(dati.CAMPI)
    assert len(tabella()) == 1


# --- Open data


def test_ogni_campo_e_spiegato():
    assert list(SPIEGATI) == list(dati.CAMPI)


@pytest.mark.parametrize("via", ["/pubblico/calendario/dati/", "/pubblico/calendar/data/"])
def test_la_pagina_dei_dati_porta_gli_indirizzi_del_filtro(client, pubblicata, via):
    pubblicata()
    pagina = client.get(f"{via}?settore=moda").content.decode()
    for formato in FORMATI:
        assert f".{formato}?settore=moda" in pagina
    assert "noindex" in pagina
    assert "index, follow" in client.get(via).content.decode()


D = "{http://www.w3.org/ns/dcat#}"
T = "{http://purl.org/dc/terms/}"
R = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
P = "{http://dati.gov.it/onto/dcatapit#}"


def test_il_catalogo_dice_quello_che_dcat_ap_it_vuole(client, pubblicata, orologio, settings):
    """DCAT-AP_IT 1.1: what is mandatory is there, references lead somewhere, files are ours."""
    pubblicata()
    risposta = client.get("/pubblico/calendario/catalogo.rdf")
    assert risposta.headers["Content-Type"] == "application/rdf+xml; charset=utf-8"
    rdf = ElementTree.fromstring(risposta.content)
    catalogo, insieme = rdf.find(f"{P}Catalog"), rdf.find(f"{P}Dataset")
    for nodo, nomi in (
        (catalogo, (f"{T}title", f"{T}description", f"{T}publisher", f"{T}modified", f"{D}dataset")),
        (insieme, (f"{T}identifier", f"{T}title", f"{T}description", f"{T}modified", f"{D}theme")),
        (insieme, (f"{T}rightsHolder", f"{T}accrualPeriodicity", f"{D}contactPoint", f"{D}distribution")),
    ):
        assert [nome for nome in nomi if nodo.find(nome) is None] == []
    detti = {nodo.get(f"{R}about") for nodo in rdf}
    nostri = {nodo.get(f"{R}resource") for nodo in rdf.iter() if "#" in (nodo.get(f"{R}resource") or "")}
    assert {rif for rif in nostri if rif.startswith(settings.INDIRIZZO)} <= detti
    distribuzioni = rdf.findall(f"{P}Distribution")
    assert len(distribuzioni) == len(FORMATI)
    for distribuzione in distribuzioni:
        assert distribuzione.find(f"{T}license").get(f"{R}resource") in detti
        via = distribuzione.find(f"{D}accessURL").get(f"{R}resource").removeprefix(settings.INDIRIZZO)
        tipo = client.get(via).headers["Content-Type"].partition(";")[0]
        assert tipo == distribuzione.findtext(f"{D}mediaType")
    assert catalogo.findtext(f"{T}modified") == "2026-03-02T09:00:00Z"


def test_il_catalogo_non_dice_che_ore_sono_ne_che_cosa_aspetta(client, pubblicata, circolare, orologio):
    """E-01."""
    prima = client.get("/pubblico/calendario/catalogo.rdf").content
    pubblicata(circolare_id=circolare.pk)
    orologio("2026-03-04 09:59")
    assert client.get("/pubblico/calendario/catalogo.rdf").content == prima


def test_una_immagine_e_un_file_viaggiano_con_lei(client, scritta, redazione, settings):
    bozza = scritta()
    file = azioni.allega(bozza, ContentFile(b"%PDF-1.4\n%%EOF\n", "Bando.pdf"), da=redazione)
    azioni.pubblica(bozza, come=Stato.CONFERMATA, da=redazione)
    indirizzo = settings.INDIRIZZO + file.indirizzo_pubblico
    assert indirizzo in client.get(f"{BASE}.atom").content.decode()
    assert indirizzo in client.get(f"{BASE}.ics").content.decode().replace("\r\n ", "")
