"""The notice centre and the post office in the browser's eyes."""

import pytest
from django.urls import reverse

from nucleo import notifiche, posta
from nucleo.models import Busta, Notifica

pytestmark = pytest.mark.django_db


def avvisa(utente, **altro):
    notifiche.avvisa([utente], argomento="prova", chiave="prova:1", titolo="Novità", **altro)
    return Notifica.objects.get(destinatario=utente)


def test_leggere_porta_alla_cosa_e_solo_con_post(client, referente):
    """Design rule 7: GET changes nothing."""
    client.force_login(referente)
    notifica = avvisa(referente, indirizzo="/pratiche/7/")
    indirizzo = reverse("nucleo:leggi", args=[notifica.pk])
    assert "Novità" in client.get("/notifiche/").content.decode()
    assert client.get(indirizzo).status_code == 405
    assert client.post(indirizzo).headers["Location"] == "/pratiche/7/"
    assert notifiche.da_leggere(referente) == 0


def test_la_notifica_di_un_altro_non_esiste(client, referente, direzione):
    client.force_login(direzione)
    notifica = avvisa(referente)
    altrui = client.post(reverse("nucleo:leggi", args=[notifica.pk]))
    ignota = client.post(reverse("nucleo:leggi", args=[notifica.pk + 1000]))
    assert (altrui.status_code, ignota.status_code) == (404, 404)
    assert notifiche.da_leggere(referente) == 1


def test_segnare_tutto_come_letto(client, referente):
    client.force_login(referente)
    avvisa(referente)
    assert client.post("/notifiche/lette/").status_code == 302
    assert notifiche.da_leggere(referente) == 0


def test_si_sceglie_quanto_spesso(client, referente):
    client.force_login(referente)
    pagina = client.get("/notifiche/preferenze/").content.decode()
    assert "Le prove" in pagina
    assert "La posta in uscita" not in pagina
    assert client.post("/notifiche/preferenze/", {"prova": "sempre"}).status_code == 200
    assert client.post("/notifiche/preferenze/", {"prova": "mai"}).status_code == 302
    assert notifiche.frequenze_di(referente)[0][1] == "mai"


def test_un_elenco_lungo_costa_sempre_le_stesse_domande(client, referente, django_assert_max_num_queries):
    """A-07."""
    client.force_login(referente)
    for n in range(120):
        notifiche.avvisa([referente], argomento="prova", chiave=f"p:{n}", titolo="Novità")
    with django_assert_max_num_queries(8):
        client.get("/notifiche/")


@pytest.mark.parametrize("metodo", ["get", "post"])
@pytest.mark.parametrize(
    "pagina", ["posta", "sospendi", "riprendi", "riprova_parcheggiate", "riprova", "annulla"]
)
def test_la_posta_la_governa_solo_chi_amministra(client, referente, pagina, metodo):
    client.force_login(referente)
    argomenti = [1] if pagina in ("riprova", "annulla") else []
    risposta = getattr(client, metodo)(reverse(f"nucleo:{pagina}", args=argomenti))
    assert risposta.status_code in (403, 405)


def test_la_pagina_della_posta_non_mostra_testi_ne_indirizzi_delle_aziende(client, amministratore):
    """C6, A-03."""
    posta.accoda("c:1", "ugo@ditta.it", "Segreto", "Segretissimo", all_azienda=True)
    posta.accoda("s:1", "fi@esempio.it", "Altro", "Testo")
    Busta.objects.filter(chiave="c:1").update(stato="parcheggiato", errore="451 <ugo@ditta.it> piena")
    client.force_login(amministratore)
    pagina = client.get("/posta/").content.decode()
    assert "fi@esempio.it" in pagina
    assert "•••@ditta.it" in pagina
    assert "451" in pagina
    assert not [parola for parola in ("ugo@", "Segret", "Altro") if parola in pagina]


def test_si_riprova_si_annulla_si_sospende_si_riprende(client, amministratore, mailoutbox):
    client.force_login(amministratore)
    for n in range(3):
        posta.accoda(f"c:{n}", f"d{n}@esempio.it", "O", "T")
    Busta.objects.filter(chiave__in=["c:0", "c:1"]).update(stato="parcheggiato")
    prima = Busta.objects.get(chiave="c:0")
    client.post(reverse("nucleo:riprova", args=[prima.pk]))
    client.post("/posta/riprova/")
    ultima = Busta.objects.get(chiave="c:2")
    client.post(reverse("nucleo:annulla", args=[ultima.pk]), {"motivo": "mandata per sbaglio"})
    assert Busta.objects.per_stato() == {"in_coda": 2, "annullato": 1}
    client.post("/posta/sospendi/", {"motivo": "manutenzione"})
    assert "manutenzione" in client.get("/posta/").content.decode()
    posta.spedisci_dovuti()
    assert mailoutbox == []
    client.post("/posta/riprendi/")
    posta.spedisci_dovuti()
    assert len(mailoutbox) == 2


def test_chi_arriva_tardi_ad_annullare_legge_un_409(client, amministratore):
    posta.accoda("c:1", "d@esempio.it", "O", "T")
    Busta.objects.update(stato="in_invio", presa_il=Busta.objects.get().accodata_il)
    client.force_login(amministratore)
    risposta = client.post(
        reverse("nucleo:annulla", args=[Busta.objects.get().pk]), {"motivo": "troppo tardi"}
    )
    assert risposta.status_code == 409


def test_le_parcheggiate_si_segnalano_a_chi_amministra_una_volta(amministratore, referente):
    """R-16: poison is parked with an alert."""
    for n in range(2):
        posta.accoda(f"c:{n}", f"d{n}@esempio.it", "O", "T")
    Busta.objects.update(stato="parcheggiato")
    notifiche.segnala_la_posta()
    notifiche.segnala_la_posta()
    [notifica] = Notifica.objects.all()
    assert (notifica.destinatario, notifica.titolo) == (amministratore, "2 messaggi non partono")
