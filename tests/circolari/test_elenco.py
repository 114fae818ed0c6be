"""The lists of circulars: whose they are, what each holds, the countdown, the filters, the files."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from circolari import anteprima, azioni
from circolari.elenchi import liste_di
from circolari.models import Circolare
from nucleo.models import Chiusura
from sportelli.models import Paese, Settore
from tests.circolari.conftest import MOTIVO, TESTO

pytestmark = pytest.mark.django_db


@pytest.fixture
def nuova(redazione, firenze, pisa, lucca, orologio):
    """`nuova("Bando vino", urgente=True)`: another circolare, sent out now."""

    def fa(titolo, **campi):
        bozza = azioni.nuova(da=redazione)
        azioni.modifica(bozza, {"titolo": titolo, "testo": TESTO} | campi, revisione=1, da=redazione)
        return azioni.diffondi(bozza, da=redazione)

    return fa


def pagina(client, utente, lista="", **filtri):
    client.force_login(utente)
    return client.get(reverse("circolari:elenco"), ({"lista": lista} if lista else {}) | filtri)


def titoli(client, utente, lista="tutte", **filtri):
    risposta = pagina(client, utente, lista, **filtri)
    return [riga.circolare.titolo for riga in risposta.context["elenco"].mostrate]


# Whose list is which


def test_ognuno_ha_le_sue_liste(operatrice_fi, redazione, direzione, amministratore, estraneo):
    def sue(chi):
        return [lista.nome for lista in liste_di(chi)]

    assert sue(operatrice_fi) == ["da-leggere", "anteprima", "tutte", "ritirate"]
    assert sue(redazione) == ["anteprima", "tutte", "bozze", "ritirate"]
    assert sue(direzione) == ["anteprima", "tutte", "ritirate"]
    assert sue(amministratore) == sue(estraneo) == []


def test_chi_non_ne_legge_non_ha_elenco(client, diffusa, amministratore, estraneo, direzione):
    """C4: administrators read no circulars, nor does an office that is switched off."""
    for chi in (amministratore, estraneo):
        assert pagina(client, chi).status_code == 403
        assert client.get(reverse("circolari:elenco_esporta", args=["csv"])).status_code == 403
    for lista in ("bozze", "da-leggere", "inventata"):
        assert pagina(client, direzione, lista).status_code == 404


def test_chi_non_e_entrato_va_alla_porta(client, diffusa, disattivato):
    assert client.get(reverse("circolari:elenco")).status_code == 302
    assert pagina(client, disattivato).status_code == 302


def test_solo_la_redazione_ha_il_bottone_per_scriverne_una(
    client, diffusa, redazione, direzione, operatrice_fi
):
    bottone = f'action="{reverse("circolari:nuova")}"'
    assert bottone in pagina(client, redazione).content.decode()
    for chi in (direzione, operatrice_fi):
        assert bottone not in pagina(client, chi).content.decode()


# What is in them


def test_le_bozze_le_vede_solo_la_redazione(client, bozza, redazione, direzione, operatrice_fi):
    assert titoli(client, redazione, "bozze") == [bozza.titolo]
    assert titoli(client, redazione, "tutte") == []
    assert titoli(client, direzione) == titoli(client, operatrice_fi) == []


def test_prima_lo_sportello_a_cui_e_andata_gli_altri_dal_rilascio(
    client, nuova, firenze, operatrice_fi, operatore_pi, orologio
):
    """C7, E-02: by the clock alone."""
    nuova("Solo a Firenze", a_tutti=False, sportelli=[firenze])
    assert titoli(client, operatrice_fi) == ["Solo a Firenze"]
    orologio("2026-03-04 09:59")
    assert titoli(client, operatore_pi) == []
    assert pagina(client, operatore_pi, "tutte").context["elenco"].linguette[2].quante.numero == 0
    orologio("2026-03-04 10:00")
    assert titoli(client, operatore_pi) == ["Solo a Firenze"]
    assert titoli(client, operatore_pi, "da-leggere") == []


def test_da_leggere_finche_non_se_ne_prende_visione(client, diffusa, operatrice_fi, collega_fi):
    assert titoli(client, operatrice_fi, "da-leggere") == [diffusa.titolo]
    azioni.segna_aperta(diffusa, da=operatrice_fi)
    [riga] = pagina(client, operatrice_fi).context["elenco"].mostrate
    assert riga.presa_visione == "manca la presa visione"
    azioni.prendi_visione(diffusa, versione=1, da=operatrice_fi)
    assert titoli(client, operatrice_fi, "da-leggere") == []
    assert titoli(client, collega_fi, "da-leggere") == [diffusa.titolo]


def test_una_correzione_e_di_nuovo_da_leggere(client, diffusa, redazione, operatrice_fi):
    azioni.prendi_visione(diffusa, versione=1, da=operatrice_fi)
    azioni.correggi(diffusa, titolo="Altro", testo=TESTO, perche="Errore", versione=1, da=redazione)
    [riga] = pagina(client, operatrice_fi, "da-leggere").context["elenco"].mostrate
    assert riga.presa_visione == "da leggere"
    assert "Corretta, versione 2" in pagina(client, operatrice_fi).content.decode()


def test_le_ritirate_hanno_la_loro_lista(client, nuova, redazione, operatrice_fi):
    nuova("Resta")
    azioni.ritira(nuova("Va via"), "Bando annullato", da=redazione)
    assert titoli(client, operatrice_fi, "ritirate") == ["Va via"]
    assert (
        titoli(client, operatrice_fi, "anteprima") == titoli(client, operatrice_fi, "da-leggere") == ["Resta"]
    )
    assert "mai: ritirata prima" in pagina(client, operatrice_fi, "ritirate").content.decode()


# The countdown


def conto(client, utente):
    [riga] = pagina(client, utente, "tutte").context["elenco"].mostrate
    return riga.mancano


@pytest.mark.parametrize(
    ("quando", "mancano"),
    [
        ("2026-03-02 10:00", "mancano 16 ore lavorative"),
        ("2026-03-03 09:30", "mancano 8 ore lavorative"),
        ("2026-03-03 20:00", "manca 1 ora lavorativa"),
        ("2026-03-04 09:30", "mancano 30 minuti di lavoro"),
        ("2026-03-04 09:59", "manca 1 minuto di lavoro"),
        ("2026-03-04 10:00", ""),
    ],
)
def test_il_conto_e_in_ore_di_lavoro(client, diffusa, operatrice_fi, orologio, quando, mancano):
    orologio(quando)
    assert conto(client, operatrice_fi) == mancano


def test_la_targhetta_dice_fino_a_quando(client, diffusa, direzione):
    attesa = "in anteprima fino a mer 04/03 10:00 · mancano 16 ore lavorative"
    assert attesa in pagina(client, direzione, "anteprima").content.decode()


def test_il_conto_segue_le_province_di_ciascuna(client, nuova, firenze, pisa, operatrice_fi, operatore_pi):
    """C7: a closure in Pisa takes hours from the circolare that went to Pisa, not from the other."""
    prima = nuova("A Firenze", a_tutti=False, sportelli=[firenze])
    dopo = nuova("A Pisa", a_tutti=False, sportelli=[firenze, pisa])
    Chiusura.objects.create(dal=date(2026, 3, 3), al=date(2026, 3, 3), motivo="Trasloco", provincia="PI")
    with CaptureQueriesContext(connection) as domande:
        attese = anteprima.attese([prima, dopo])
    assert {pk: anteprima.in_parole(attesa) for pk, attesa in attese.items()} == {
        prima.pk: "mancano 16 ore lavorative",
        dopo.pk: "mancano 8 ore lavorative",
    }
    assert len(domande) == 1


# Filters


def test_si_cerca_in_italiano_fra_titolo_e_testo(client, diffusa, nuova, operatrice_fi):
    nuova("Missione in Giappone")
    assert titoli(client, operatrice_fi, testo="missioni giappone") == ["Missione in Giappone"]
    assert len(titoli(client, operatrice_fi, testo="iscrizione")) == 2
    assert titoli(client, operatrice_fi, testo="collettiva -giappone") == [diffusa.titolo]


def test_si_filtra_per_argomento_urgenza_e_anno(client, nuova, moda, operatrice_fi, orologio):
    nuova("Moda", settori=[moda])
    nuova("Giappone", paesi=list(Paese.objects.filter(codice="JP")))
    nuova("Presto", urgente=True, motivo_urgenza=MOTIVO)
    assert titoli(client, operatrice_fi, settore="moda") == ["Moda"]
    assert titoli(client, operatrice_fi, paese="JP") == ["Giappone"]
    assert titoli(client, operatrice_fi, urgente="on") == ["Presto"]
    assert len(titoli(client, operatrice_fi, anno="2026")) == 3
    assert titoli(client, operatrice_fi, anno="2025") == []


def test_un_filtro_che_non_si_capisce_e_detto(client, diffusa, operatrice_fi):
    sola = pagina(client, operatrice_fi, "tutte", testo="-bando")
    assert "almeno una parola" in sola.content.decode()
    assert sola.context["elenco"].mostrate == []
    strano = pagina(client, operatrice_fi, "tutte", colore="blu")
    assert strano.context["elenco"].avvisi == ["Qui non c'è un filtro «colore»."]


def test_i_filtri_restano_nella_lista_in_cui_si_e(client, diffusa, operatrice_fi):
    corpo = pagina(client, operatrice_fi, "tutte", testo="bando").content.decode()
    assert '<input type="hidden" name="lista" value="tutte">' in corpo
    assert 'class="azzera" href="/circolari/?lista=tutte"' in corpo


# Files and cost


def righe_csv(risposta):
    testo = b"".join(risposta.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(testo), delimiter=";"))


def test_il_file_ha_le_stesse_righe_della_pagina(client, nuova, firenze, operatrice_fi, operatore_pi):
    nuova("Una", a_tutti=False, sportelli=[firenze])
    for chi in (operatrice_fi, operatore_pi):
        attesi = titoli(client, chi)
        risposta = client.get(reverse("circolari:elenco_esporta", args=["csv"]), {"lista": "tutte"})
        assert [riga["Titolo"] for riga in righe_csv(risposta)] == attesi
    xlsx = client.get(reverse("circolari:elenco_esporta", args=["xlsx"]), {"lista": "tutte"})
    assert xlsx.status_code == 200


def test_il_file_dice_i_tempi(client, diffusa, redazione):
    client.force_login(redazione)
    risposta = client.get(reverse("circolari:elenco_esporta", args=["csv"]), {"lista": "tutte"})
    [riga] = righe_csv(risposta)
    assert (riga["Diffusa il"], riga["Alle imprese dal"]) == ("02/03/2026 10:00", "04/03/2026 10:00")
    assert (riga["Diffusa da"], riga["Sportelli"]) == ("Beatrice Landi", "Tutti gli Sportelli")


@pytest.mark.parametrize("chi", ["operatrice_fi", "redazione"])
def test_le_domande_non_crescono_con_le_righe(request, client, nuova, firenze, moda, chi):
    """A-07"""
    client.force_login(request.getfixturevalue(chi))

    def domande():
        with CaptureQueriesContext(connection) as fatte:
            assert client.get(reverse("circolari:elenco"), {"lista": "tutte"}).status_code == 200
        return len(fatte)

    nuova("Prima", settori=[moda])
    domande()
    una = domande()
    for n in range(8):
        nuova(f"Numero {n}", settori=list(Settore.objects.all()), a_tutti=False, sportelli=[firenze])
    assert domande() == una <= 18
    assert Circolare.objects.count() == 9
