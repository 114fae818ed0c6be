"""The report of a year: what a slow count by hand finds, nobody else's row, nothing before its time."""

import random
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from circolari import azioni, statistiche
from circolari.models import Circolare, Destinatario, Lettura
from nucleo import posta, tempo
from nucleo.models import Busta
from nucleo.tempo import Calendario
from sportelli.models import Ruolo, Sportello
from tests.conftest import persona, ufficio

MOTIVO = "Il bando chiude prima del previsto"
CITTA = {"FI": "Firenze", "PI": "Pisa", "LU": "Lucca", "SI": "Siena", "AR": "Arezzo", "LI": "Livorno"}


@pytest.fixture
def rete(tabelle):
    """Six offices, each with two people."""
    uffici = {codice: ufficio(codice, citta) for codice, citta in CITTA.items()}
    for sigla, riga in uffici.items():
        persona("Una", f"Prima{sigla}", Ruolo.OPERATORE, riga)
        persona("Due", f"Seconda{sigla}", Ruolo.RESPONSABILE, riga)
    return uffici


@pytest.fixture
def anno_a_caso(rete, redazione, iscrivi, orologio):
    """Ten circulars of 2025 and 2026, each with a fate drawn by lot, always the same."""
    caso = random.Random(7)
    for n, (sigla, riga) in enumerate(rete.items()):
        iscrivi(riga, f"Ditta {sigla}", f"{n:011d}", f"persona@{sigla.lower()}.example")
    inizio = datetime(2025, 11, 3, 9, tzinfo=tempo.ROMA)
    for n in range(10):
        quando = inizio + timedelta(days=9 * n, hours=caso.randint(0, 12), minutes=caso.randint(0, 59))
        vivi(n, quando, caso, orologio, redazione, rete)
    orologio("2026-02-10 12:00")


def vivi(n, quando, caso, orologio, redazione, rete):
    orologio(quando.isoformat()[:19])
    urgente, scelti = caso.random() < 0.3, caso.sample(list(rete.values()), caso.randint(1, 6))
    campi = {"titolo": f"Circolare {n}", "testo": "Testo.", "urgente": urgente, "motivo_urgenza": MOTIVO}
    campi |= {"a_tutti": n % 3 == 0, "sportelli": [] if n % 3 == 0 else scelti}
    bozza = azioni.nuova(da=redazione)
    circolare = azioni.modifica(bozza, campi, revisione=bozza.revisione, da=redazione)
    azioni.diffondi(circolare, da=redazione)
    for busta in Busta.objects.filter(stato="in_coda", chiave__contains=":uffici:"):
        esito = caso.choice(["consegnato", "consegnato", "respinto", "in_coda"])
        dopo = quando + timedelta(minutes=caso.randint(0, 3000))
        Busta.objects.filter(pk=busta.pk).update(
            stato=esito,
            presa_il=dopo,
            chiusa_il=None if esito == "in_coda" else dopo,
            prossimo="2099-01-01 00:00Z",
        )
    for riga in Destinatario.objects.degli_uffici().filter(circolare=circolare, utente__isnull=False):
        if caso.random() < 0.5:
            aperta = quando + timedelta(minutes=caso.randint(1, 9000))
            visione = aperta + timedelta(minutes=5) if caso.random() < 0.6 else None
            Lettura.objects.create(
                circolare=circolare, utente=riga.utente, sportello=riga.sportello,
                versione=1, aperta_il=aperta, presa_visione_il=visione,
            )  # fmt: skip
    if n % 5 == 4:
        orologio((quando + timedelta(minutes=30)).isoformat()[:19])
        azioni.ritira(circolare, "Sospesa dalla Regione", da=redazione)
    elif n % 7 == 3:
        orologio((quando + timedelta(minutes=45)).isoformat()[:19])
        azioni.apri_a_tutti(circolare, "È uscita sui giornali di stamattina", da=redazione)
    elif n % 4 == 1:
        azioni.correggi(
            circolare, titolo="Corretta", testo="Altro.", perche="Una data", versione=1, da=redazione
        )


# --- The slow oracle ---------------------------------------------------------------------------------------


def oracolo(riga, circolari):
    """An office's figures, one circolare and one row at a time."""
    mie = [c for c in circolari if riga in c.sportelli.all()]
    fuori = [c for c in mie if c.pubblica_dal <= tempo.adesso() and not c.mai_uscita]
    aperture, visioni, godute = [], [], []
    for circolare in mie:
        letture = [lettura for lettura in circolare.letture.all() if lettura.sportello == riga]
        if letture:
            aperture.append(ore(riga, circolare.diffusa_il, min(x.aperta_il for x in letture)))
        viste = [x.presa_visione_il for x in letture if x.presa_visione_il]
        if viste:
            visioni.append(ore(riga, circolare.diffusa_il, min(viste)))
        if circolare in fuori:
            contatti = [x.aperta_il for x in letture] + accettate(circolare, riga)
            godute.append(ore(riga, min(contatti), circolare.pubblica_dal) if contatti else 0.0)
    return {
        "ricevute": len(mie),
        "urgenti": len([c for c in mie if c.urgente]),
        "garantite": media([8.0 if c.urgente else 16.0 for c in fuori]),
        "godute": media(godute),
        "minime": min(godute) if godute else None,
        "apertura": media(aperture),
        "lette": len(aperture) / len(mie),
        "visione": media(visioni),
        "viste": len(visioni) / len(mie),
        "posta_uffici": consegnate(riga, mie, None),
        "posta_imprese": consegnate(riga, mie, riga),
    }


# No closure is entered here: each office has its own holidays alone.
CALENDARI = {sigla: Calendario((sigla,)) for sigla in CITTA}


def ore(riga, dal, al):
    return CALENDARI[riga.codice].ore_lavorative_fra(dal, al) / timedelta(hours=1)


def media(numeri):
    return sum(numeri) / len(numeri) if numeri else None


def accettate(circolare, riga):
    sue = [d.pk for d in circolare.destinatari.all() if d.sportello == riga and d.azienda is None]
    return [
        busta.chiusa_il
        for busta in Busta.objects.filter(
            stato="consegnato", chiave__startswith=f"circolare:{circolare.pk}:uffici:"
        )
        if busta.oggetto_id in sue
    ]


def consegnate(riga, circolari, delle_aziende):
    stati = [
        destinatario.busta.stato
        for circolare in circolari
        for destinatario in circolare.destinatari.all()
        if destinatario.sportello == riga and bool(destinatario.azienda) == bool(delle_aziende)
    ]
    con_esito = [stato for stato in stati if stato in ("consegnato", "respinto", "parcheggiato")]
    return stati.count("consegnato") / len(con_esito) if con_esito else None


def dell_anno(anno, circolari):
    """With all that the oracle looks at, so that it does not ask for it again at every row."""
    tutto = ("sportelli", "letture__sportello", "destinatari__sportello", "destinatari__azienda")
    circolari = circolari.prefetch_related(*tutto, "destinatari__busta")
    return [c for c in circolari if c.diffusa_il.astimezone(tempo.ROMA).year == anno]


def test_le_cifre_sono_quelle_di_un_conto_a_mano(anno_a_caso, redazione):
    """The report against an oracle that counts row by row, on a network's life drawn by lot; C5, C7, A-07."""
    for anno in (2025, 2026):
        tp_legge_ogni_riga(redazione, anno)
        ogni_sportello_legge_la_sua(anno)


def tp_legge_ogni_riga(redazione, anno):
    circolari = dell_anno(anno, Circolare.objects.diffuse())
    with CaptureQueriesContext(connection) as domande:
        letto = statistiche.resoconto(redazione, anno)
    assert len(domande) == 8
    assert {c.pk for c in letto.circolari} == {c.pk for c in circolari}
    attese = {riga: oracolo(riga, circolari) for c in circolari for riga in c.sportelli.all()}
    assert {riga.sportello for riga in letto.righe} == attese.keys()
    for riga in letto.righe:
        assert riga.valori == pytest.approx(attese[riga.sportello])
    for nome, valore in letto.media.valori.items():
        assert valore == pytest.approx(media([v[nome] for v in attese.values() if v[nome] is not None]))
    assert len(letto.urgenti) == len([c for c in circolari if c.urgente])
    assert {c.titolo for c in letto.aperte} == {c.titolo for c in circolari if c.aperta_il}


def ogni_sportello_legge_la_sua(anno):
    """Over the circulars that it sees; the mean of five offices at least (C5)."""
    for riga in Sportello.objects.filter(codice__in=["FI", "SI"]):
        chi = riga.utenti.first()
        viste = dell_anno(anno, Circolare.objects.visibili_a(chi).diffuse())
        letto = statistiche.resoconto(chi, anno)
        assert [r.sportello for r in letto.righe] in ([riga], [])
        assert {c.pk for c in letto.circolari} == {c.pk for c in viste}
        attese = [oracolo(altro, viste) for altro in Sportello.objects.filter(circolari__in=viste).distinct()]
        if letto.righe:
            assert letto.righe[0].valori == pytest.approx(oracolo(riga, viste))
        for nome, valore in letto.media.valori.items():
            numeri = [attesa[nome] for attesa in attese if attesa[nome] is not None]
            assert valore == (pytest.approx(media(numeri)) if len(numeri) >= 5 else None)


# --- Exact cases -------------------------------------------------------------------------------------------


def valori(utente, anno=2026):
    (riga,) = (r for r in statistiche.resoconto(utente, anno).righe if r.sportello.codice == "PI")
    return riga.valori


def test_le_ore_godute_cominciano_quando_uno_sportello_e_raggiunto(
    diffusa, redazione, operatore_pi, orologio
):
    """C7: sent out on Monday at 10:00; the mail arrives on Tuesday at 9:00, the companies on Wednesday."""
    orologio("2026-03-03 09:00")
    posta.spedisci_dovuti()
    assert valori(redazione)["godute"] is None
    orologio("2026-03-04 10:00")
    assert (valori(redazione)["garantite"], valori(redazione)["godute"]) == (16.0, 9.0)


def test_la_prima_apertura_raggiunge_anche_senza_e_mail(diffusa, redazione, responsabile_pi, orologio):
    orologio("2026-03-02 11:00")
    azioni.segna_aperta(diffusa, da=responsabile_pi)
    orologio("2026-03-05 10:00")
    assert (valori(redazione)["godute"], valori(redazione)["apertura"]) == (15.0, 1.0)


def test_chi_non_e_mai_stato_raggiunto_ha_zero_ore(diffusa, redazione, orologio):
    orologio("2026-03-05 10:00")
    assert valori(redazione)["godute"] == 0.0


# --- Pages -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chi", "stato"),
    [
        ("redazione", 200),
        ("direzione", 200),
        ("operatrice_fi", 200),
        ("referente_moda", 403),
        ("amministratore", 403),
    ],
)
def test_chi_legge_il_resoconto(client, diffusa, request, chi, stato):
    client.force_login(request.getfixturevalue(chi))
    assert client.get(reverse("circolari:resoconto")).status_code == stato
    assert client.get(reverse("circolari:resoconto_esporta", args=["csv"])).status_code == stato


def corpo(client, utente, **parametri):
    client.force_login(utente)
    return client.get(reverse("circolari:resoconto"), parametri).content.decode()


def test_la_pagina_dice_i_motivi(client, bozza, redazione, operatrice_fi, firenze, orologio):
    azioni.modifica(bozza, {"urgente": True, "motivo_urgenza": MOTIVO}, revisione=2, da=redazione)
    azioni.diffondi(bozza, da=redazione)
    azioni.correggi(bozza, titolo="T", testo="Altro.", perche="La data era di ieri", versione=1, da=redazione)
    azioni.apri_a_tutti(bozza, "È uscita sui giornali di stamattina", da=redazione)
    for chi in (redazione, operatrice_fi):
        pagina = corpo(client, chi)
        for parole in (MOTIVO, "La data era di ieri", "uscita sui giornali", "100%"):
            assert parole in pagina


def test_una_circolare_di_altri_sotto_embargo_non_muove_una_cifra(
    client, bozza, redazione, operatrice_fi, pisa, orologio
):
    """E-01, C7: to Pisa alone, and Firenze's report does not change a byte until the rilascio."""
    prima = senza_gettone(corpo(client, operatrice_fi))
    azioni.modifica(bozza, {"a_tutti": False, "sportelli": [pisa]}, revisione=2, da=redazione)
    azioni.diffondi(bozza, da=redazione)
    assert senza_gettone(corpo(client, operatrice_fi)) == prima
    orologio("2026-03-04 10:00")
    assert bozza.titolo not in prima
    assert ">1</strong><span>diffuse" in corpo(client, operatrice_fi)


def senza_gettone(pagina):
    import re

    return re.sub(r'(nonce|value|X-CSRFToken)(="|": ")[A-Za-z0-9+/=_-]{20,}', "", pagina)


def test_un_anno_che_non_c_e_si_spiega(client, diffusa, redazione):
    assert "1999" in corpo(client, redazione, anno="1999")
    assert "Firenze" not in corpo(client, redazione, anno="1999").split("<main")[1].split("Come si conta")[0]


def test_il_file_ha_le_righe_della_pagina_e_la_media(client, diffusa, redazione, operatrice_fi):
    """The export starts from the rows of the page: TP all offices and the mean, an office its own."""
    for chi, nomi in ((redazione, ["Firenze", "Lucca", "Pisa"]), (operatrice_fi, ["Firenze"])):
        client.force_login(chi)
        risposta = client.get(reverse("circolari:resoconto_esporta", args=["csv"]), {"anno": 2026})
        righe = b"".join(risposta.streaming_content).decode("utf-8-sig").splitlines()
        assert righe[0].startswith("Sportello;Circolari;Urgenti;Ore garantite;Ore godute")
        assert [riga.split(";")[0] for riga in righe[1:]] == [*nomi, "Media della rete"]
