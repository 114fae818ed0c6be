"""The lists of pratiche and their files, as each reader sees them."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pratiche import azioni, ricerca
from pratiche.elenchi import liste_di
from pratiche.models import Pratica
from tests.conftest import CANARINI
from tests.pratiche.test_archivio import cerca, trovate

LISTE = ("attendono", "mie", "ufficio", "tutte", "ritardo", "condivise")


def pagina(client, utente, nome="ufficio", **filtri):
    client.force_login(utente)
    return client.get(reverse("pratiche:elenco_lista", args=[nome]), filtri)


def numeri(client, utente, nome, **filtri):
    return [riga.numero for riga in pagina(client, utente, nome, **filtri).context["elenco"].mostrate]


# Whose list is which


def test_ognuno_ha_i_suoi_elenchi(
    operatrice_fi, responsabile_fi, referente_moda, direzione, redazione, amministratore
):
    assert [lista.nome for lista in liste_di(operatrice_fi)] == [
        "attendono",
        "mie",
        "ufficio",
        "ritardo",
        "condivise",
    ]
    assert [lista.nome for lista in liste_di(referente_moda)] == ["attendono", "mie", "tutte", "ritardo"]
    assert [lista.nome for lista in liste_di(direzione)] == ["tutte", "ritardo"]
    assert liste_di(amministratore) == []


def test_un_elenco_d_altri_non_esiste(client, operatrice_fi, direzione):
    assert pagina(client, operatrice_fi, "tutte").status_code == 404
    assert pagina(client, direzione, "ufficio").status_code == 404
    assert pagina(client, direzione, "inventato").status_code == 404


def test_l_amministratore_non_ha_elenchi(client, amministratore):
    client.force_login(amministratore)
    assert client.get(reverse("pratiche:elenco")).status_code == 403
    assert client.get(reverse("pratiche:archivio")).status_code == 403


def test_la_bozza_sta_fra_le_mie_e_non_da_tp(client, bozza, operatrice_fi, collega_fi, referente_moda):
    assert numeri(client, operatrice_fi, "mie") == [bozza.numero]
    assert numeri(client, collega_fi, "mie") == []
    assert numeri(client, collega_fi, "ufficio") == [bozza.numero]
    assert numeri(client, referente_moda, "tutte") == []


def test_la_pratica_aperta_aspetta_tutto_l_ufficio(client, aperta, collega_fi, operatore_pi, referente_moda):
    assert numeri(client, collega_fi, "attendono") == [aperta.numero]
    assert numeri(client, operatore_pi, "attendono") == []
    assert numeri(client, referente_moda, "tutte") == [aperta.numero]
    assert numeri(client, referente_moda, "attendono") == []


def test_la_decisione_aspetta_il_suo_referente(
    client, decisione, referente_moda, referente_vino, operatrice_fi
):
    assert numeri(client, referente_moda, "attendono") == [decisione.pratica.numero]
    assert numeri(client, referente_vino, "attendono") == []
    assert numeri(client, operatrice_fi, "attendono") == []


def test_la_controproposta_torna_a_chi_la_segue(client, controproposta, operatrice_fi, referente_moda):
    assert numeri(client, operatrice_fi, "attendono") == [controproposta.pratica.numero]
    assert numeri(client, referente_moda, "attendono") == []


def test_il_chiarimento_aspetta_il_responsabile_poi_il_referente(
    client, chiarimento, responsabile_fi, operatrice_fi, referente_moda
):
    assert numeri(client, responsabile_fi, "attendono") == [chiarimento.pratica.numero]
    assert numeri(client, referente_moda, "attendono") == []
    azioni.rispondi_chiarimento(chiarimento, "Dodicimila euro.", da=responsabile_fi)
    assert numeri(client, responsabile_fi, "attendono") == []
    assert numeri(client, referente_moda, "attendono") == [chiarimento.pratica.numero]


def test_in_ritardo_solo_le_proprie_e_per_tp_tutte(
    client, in_lavorazione, operatrice_fi, operatore_pi, direzione, orologio
):
    assert numeri(client, operatrice_fi, "ritardo") == []
    orologio("2026-05-04 10:00")
    assert numeri(client, operatrice_fi, "ritardo") == [in_lavorazione.numero]
    assert numeri(client, operatore_pi, "ritardo") == []
    assert numeri(client, direzione, "ritardo") == [in_lavorazione.numero]


def test_la_completata_lascia_gli_elenchi_e_va_in_archivio(client, completata, operatrice_fi, operatore_pi):
    assert numeri(client, operatrice_fi, "ufficio") == []
    assert trovate(client, operatore_pi) == [completata.numero]


def test_i_conteggi_delle_linguette(client, aperta, collega_fi):
    elenco = pagina(client, collega_fi, "attendono").context["elenco"]
    assert [linguetta.quante.numero for linguetta in elenco.linguette] == [1, 0, 1, 0, 0]
    assert [linguetta.attiva for linguetta in elenco.linguette] == [True, False, False, False, False]


# Filters


@pytest.mark.parametrize(
    ("filtro", "valore", "atteso"),
    [
        ("stato", "aperta", 1),
        ("stato", "bozza", 0),
        ("servizio", "dogane", 1),
        ("settore", "vino", 0),
        ("paese", "JP", 1),
        ("paese", "US", 0),
        ("priorita", "alta", 1),
        ("testo", "camicia dogana", 1),
        ("testo", "torriandini", 1),
        ("testo", "fi 2026 1", 1),
        ("testo", "champagne", 0),
        ("dal", "2026-03-02", 1),
        ("dal", "2026-03-03", 0),
        ("al", "2026-03-01", 0),
    ],
)
def test_i_filtri(client, aperta, collega_fi, filtro, valore, atteso):
    assert len(numeri(client, collega_fi, "ufficio", **{filtro: valore})) == atteso


@pytest.mark.parametrize(
    "filtri",
    [
        {"stato": "completata' OR 1=1"},
        {"servizio": "' OR 1=1"},
        {"al": "9999-12-31"},
        {"paese": "ZZZ"},
        {"dal": "domani"},
        {"dal": "2026-05-01", "al": "2026-01-01"},
        {"testo": "-dogana"},
        {"testo": "x" * 300},
        {"persona": "999999"},
    ],
)
def test_un_filtro_sbagliato_si_spiega_e_non_mostra_niente(client, aperta, collega_fi, filtri):
    risposta = pagina(client, collega_fi, "ufficio", **filtri)
    assert risposta.status_code == 200
    assert risposta.context["elenco"].mostrate == []
    assert "riepilogo-errori" in risposta.content.decode()


# Exports: exactly what is listed


def esporta_csv(client, utente, nome, **filtri):
    client.force_login(utente)
    risposta = client.get(reverse("pratiche:elenco_lista_esporta", args=[nome, "csv"]), filtri)
    testo = b"".join(risposta.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(testo), delimiter=";"))


def test_l_esportazione_e_l_elenco(client, decisione, aperta, operatrice_fi, referente_moda):
    """A-02"""
    for utente, nome in (
        (operatrice_fi, "ufficio"),
        (referente_moda, "tutte"),
        (referente_moda, "attendono"),
    ):
        esportate = [riga["Numero"] for riga in esporta_csv(client, utente, nome)]
        assert esportate == numeri(client, utente, nome)


def test_nell_esportazione_nessuno_trova_i_contatti(client, decisione, operatrice_fi, referente_moda):
    """A-03"""
    testo = str(esporta_csv(client, referente_moda, "tutte"))
    assert decisione.pratica.numero in testo
    for canarino in vars(CANARINI).values():
        assert canarino not in testo


def test_il_file_xlsx_si_apre(client, aperta, collega_fi):
    client.force_login(collega_fi)
    risposta = client.get(reverse("pratiche:elenco_lista_esporta", args=["ufficio", "xlsx"]))
    assert risposta["Content-Type"].endswith("spreadsheetml.sheet")
    assert b"".join(risposta.streaming_content).startswith(b"PK")


# What is hidden


def test_una_pratica_nascosta_non_cambia_un_byte(
    client, completata, campi, operatrice_fi, operatore_pi, direzione
):
    """E-01: no list, count, facet, search or file of another office tells that it exists."""
    prima = sguardi(client, operatore_pi)
    altra = azioni.crea(campi | {"oggetto": "Osaka canarinosegreto"}, da=operatrice_fi)
    assert sguardi(client, operatore_pi) == prima
    azioni.apri(altra, da=operatrice_fi)
    assert sguardi(client, operatore_pi) == prima
    assert numeri(client, direzione, "tutte", testo="canarinosegreto") == [altra.numero]


def sguardi(client, utente):
    """Every byte of every list, of the archive and of the files, the CSRF token aside."""
    client.force_login(utente)
    indirizzi = [
        f"{reverse('pratiche:archivio')}?testo={testo}"
        for testo in ("", "osaka", "canarinosegreto", "camicie")
    ]
    indirizzi += [reverse("pratiche:archivio_esporta", args=["csv"])]
    for nome in ("attendono", "mie", "ufficio", "ritardo", "condivise"):
        indirizzi += [reverse("pratiche:elenco_lista", args=[nome])]
        indirizzi += [reverse("pratiche:elenco_lista_esporta", args=[nome, "csv"])]
    return [contenuto(client.get(indirizzo)) for indirizzo in indirizzi]


def contenuto(risposta):
    if risposta.streaming:
        return b"".join(risposta.streaming_content).decode()
    gettone = str(risposta.context["csrf_token"])
    return risposta.content.decode().replace(gettone, "")


# Query budget


@pytest.mark.parametrize(
    ("chi", "nome", "filtri"),
    [
        ("operatrice_fi", "ufficio", {}),
        ("operatrice_fi", "ufficio", {"testo": "camicie", "paese": "JP", "stato": "bozza"}),
        ("referente_moda", "tutte", {}),
        ("referente_moda", "tutte", {"testo": "camicie", "paese": "JP", "stato": "aperta"}),
    ],
)
def test_le_domande_non_crescono_con_le_righe(
    request, client, campi, operatrice_fi, orologio, chi, nome, filtri
):
    """A-07"""
    utente = request.getfixturevalue(chi)
    domande = []
    for quante in (5, 45):
        for _ in range(quante):
            pratica = azioni.crea(campi, da=operatrice_fi)
            if utente.di_tp:
                azioni.apri(pratica, da=operatrice_fi)
        domande.append(quante_domande(lambda: pagina(client, utente, nome, **filtri), client, utente))
    assert domande[0] == domande[1] <= 12


def test_le_domande_dell_archivio_non_crescono_con_le_righe(client, completata, operatore_pi):
    """A-07"""
    assert (
        quante_domande(
            lambda: cerca(client, operatore_pi, "camicie", sportello="FI"),
            client,
            operatore_pi,
        )
        <= 14
    )


def quante_domande(chiedi, client, utente):
    client.force_login(utente)
    with CaptureQueriesContext(connection) as domande:
        risposta = chiedi()
        assert risposta.context["elenco"].mostrate
    ingresso = [d for d in domande if "django_session" in d["sql"] and not d["sql"].startswith("SELECT")]
    return len([d for d in domande if d["sql"].startswith("SELECT")]) if ingresso else len(domande)


# Many rows at once


def test_in_blocco_si_fa_quel_che_si_puo_e_si_dice_il_resto(client, aperta, campi, operatrice_fi, collega_fi):
    bozza = azioni.crea(campi, da=operatrice_fi)
    client.force_login(collega_fi)
    scelte = {"pratica": [aperta.numero, bozza.numero], "ritorno": "/pratiche/elenco/ufficio/"}
    risposta = client.post(reverse("pratiche:elenco_prendi_in_carico"), scelte, follow=True)
    aperta.refresh_from_db()
    assert aperta.assegnata_a == collega_fi
    detti = [str(messaggio) for messaggio in risposta.context["messages"]]
    assert detti == ["1 pratica presa in carico a te.", f"{bozza.numero}: è «Bozza», e così non si può."]


def test_in_blocco_non_tocca_quel_che_non_si_vede(client, aperta, operatore_pi):
    client.force_login(operatore_pi)
    client.post(reverse("pratiche:elenco_prendi_in_carico"), {"pratica": [aperta.numero]})
    aperta.refresh_from_db()
    assert aperta.assegnata_a is None


def test_si_assegna_solo_a_un_collega(client, in_lavorazione, collega_fi, operatrice_fi, operatore_pi):
    client.force_login(operatrice_fi)
    indirizzo = reverse("pratiche:elenco_assegna")
    client.post(indirizzo, {"pratica": [in_lavorazione.numero], "a": operatore_pi.pk})
    in_lavorazione.refresh_from_db()
    assert in_lavorazione.assegnata_a == operatrice_fi
    client.post(indirizzo, {"pratica": [in_lavorazione.numero], "a": collega_fi.pk})
    in_lavorazione.refresh_from_db()
    assert in_lavorazione.assegnata_a == collega_fi


def test_il_ritorno_non_porta_fuori(client, aperta, collega_fi):
    """S-01"""
    client.force_login(collega_fi)
    for fuori in ("https://cattivo.example/", "//cattivo.example/", "javascript:alert(1)", "\\\\cattivo"):
        dati = {"pratica": [aperta.numero], "ritorno": fuori}
        assert client.post(reverse("pratiche:elenco_prendi_in_carico"), dati).url == reverse(
            "pratiche:elenco"
        )


# What is typed


@pytest.mark.parametrize(
    ("testo", "numero"),
    [
        ("FI-2026-00042", "FI-2026-00042"),
        (" fi 2026 42 ", "FI-2026-00042"),
        ("fi/2026/42", "FI-2026-00042"),
        ("FI202600042", "FI-2026-00042"),
        ("FI-2026", None),
        ("dazi 2026 42", None),
        ("", None),
    ],
)
def test_il_numero_comunque_si_scriva(testo, numero):
    assert ricerca.numero(testo) == numero


def test_la_legge_e_una_sola(
    request, db, decisione, controproposta, operatrice_fi, operatore_pi, operatore_lu, direzione
):
    """A-02: the narrowed questions answer as `visibili_a`, cut."""
    for utente in (operatrice_fi, operatore_pi, operatore_lu, direzione):
        visibili = Pratica.objects.visibili_a(utente)
        strette = Pratica.objects.non_archiviate_visibili_a(utente)
        assert set(strette) == set(visibili.exclude(stato="completata"))
        assert set(Pratica.objects.archivio_visibile_a(utente)) == set(visibili.archivio())
