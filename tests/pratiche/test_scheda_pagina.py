"""The page of the scheda quesito: found or made in one page, kept while one types, saved once."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pratiche import azioni
from pratiche.forms.scheda import da_pratica
from pratiche.models import AllegatoPratica, Minuta, Pratica, Stato
from sportelli.models import Azienda, Contatto
from tests.conftest import CANARINI

pytestmark = pytest.mark.django_db
NUOVA = reverse("pratiche:nuova")


@pytest.fixture
def dati(campi):
    """What a browser posts for a whole scheda."""
    domanda = campi["servizio"].domande.get(obbligatoria=True)
    return {
        "azienda": campi["azienda"].pk,
        "contatto": campi["contatto"].pk,
        "servizio": campi["servizio"].pk,
        "settore": campi["settore"].pk,
        "paesi": [p.pk for p in campi["paesi"]],
        "oggetto": campi["oggetto"],
        "quesito": campi["quesito"],
        f"domanda-{domanda.pk}": "Camicie di cotone, HS 6205.20",
        "canale": "telefono",
        "priorita": "alta",
        "pubblico": "ufficio",
    }


@pytest.fixture
def sportellista(client, operatrice_fi, orologio):
    client.force_login(operatrice_fi)
    return client


def posta(client, dati, passo="apri", chiave=None, **altri):
    return client.post(f"{NUOVA}?minuta={chiave or uuid.uuid4()}", {**dati, "passo": passo, **altri})


def test_la_scheda_intera_apre_la_pratica(sportellista, dati):
    risposta = posta(sportellista, dati)
    pratica = Pratica.objects.get()
    assert risposta.url == pratica.get_absolute_url()
    assert pratica.stato == Stato.APERTA
    assert [str(p) for p in pratica.paesi.all()] == ["Giappone"]
    assert list(pratica.risposte.values()) == ["Camicie di cotone, HS 6205.20"]


def test_la_bozza_si_salva_anche_se_manca_qualcosa(sportellista, dati):
    dati["quesito"] = ""
    assert posta(sportellista, dati, "bozza").status_code == 302
    assert Pratica.objects.get().stato == Stato.BOZZA


def test_aprire_con_una_domanda_senza_risposta_dice_quale(sportellista, dati):
    dati = {nome: valore for nome, valore in dati.items() if not nome.startswith("domanda")}
    risposta = posta(sportellista, dati)
    assert (
        "Codice HS o descrizione della merce?</a>: Questo campo è obbligatorio" in risposta.content.decode()
    )
    assert not Pratica.objects.exists()


def test_i_dati_sbagliati_non_fanno_perdere_nulla(sportellista, dati):
    dati |= {"settore": "", "oggetto": "", "azienda": ""}
    pagina = posta(sportellista, dati).content.decode()
    assert CANARINI.email in pagina
    assert "Camicie di cotone, HS 6205.20" in pagina
    assert Minuta.objects.get().campi["quesito"] == [dati["quesito"]]


def test_premere_due_volte_fa_una_pratica_sola(sportellista, dati):
    chiave = uuid.uuid4()
    prima, seconda = (posta(sportellista, dati, chiave=chiave) for _ in range(2))
    assert prima.url == seconda.url
    assert Pratica.objects.count() == 1


def test_l_azienda_nuova_e_la_sua_persona_nascono_con_la_pratica(sportellista, dati):
    dati |= {
        "azienda": "nuova",
        "contatto": "nuova",
        "impresa-ragione_sociale": "Oleificio Valdarno S.r.l.",
        "impresa-partita_iva": "00488410010",
        "impresa-comune": "Reggello",
        "persona-nome": "Ines Carletti",
        "persona-email": "ines@oleificio.example",
    }
    assert posta(sportellista, dati).status_code == 302
    pratica = Pratica.objects.get()
    assert pratica.azienda.ragione_sociale == "Oleificio Valdarno S.r.l."
    assert pratica.contatto == Contatto.objects.get(nome="Ines Carletti")


def test_se_la_pratica_non_si_salva_l_azienda_nuova_non_resta(sportellista, dati):
    dati |= {
        "azienda": "nuova",
        "contatto": "",
        "oggetto": "",
        "impresa-ragione_sociale": "Oleificio Valdarno S.r.l.",
        "impresa-partita_iva": "00488410010",
        "impresa-comune": "Reggello",
    }
    posta(sportellista, dati)
    assert not Azienda.objects.filter(partita_iva="00488410010").exists()


def test_una_partita_iva_gia_presente_propone_la_sua_azienda(sportellista, dati, azienda):
    dati |= {
        "azienda": "nuova",
        "impresa-ragione_sociale": "Torri",
        "impresa-partita_iva": azienda.partita_iva,
    }
    pagina = posta(sportellista, dati).content.decode()
    assert f'value="usa-{azienda.pk}"' in pagina


def test_senza_javascript_l_azienda_si_cerca_e_si_sceglie(sportellista, dati, azienda):
    trovate = posta(sportellista, {**dati, "azienda": "", "cerca": "torriandini"}, "cerca").content.decode()
    assert f'name="azienda" value="{azienda.pk}"' in trovate
    scelta = posta(sportellista, dati, "scegli").content.decode()
    assert CANARINI.telefono in scelta


def test_il_settore_e_proposto_da_quello_dell_azienda(sportellista, dati, moda):
    pagina = posta(sportellista, {**dati, "settore": ""}, "scegli").content.decode()
    assert f'<option value="{moda.pk}" selected>' in pagina


def test_le_aziende_degli_altri_non_si_trovano_e_non_si_usano(sportellista, dati, azienda_pi):
    """S-01, C4."""
    assert b"Olmaia" not in sportellista.get(reverse("pratiche:aziende"), {"q": "Olmaia"}).content
    posta(sportellista, {**dati, "azienda": azienda_pi.pk, "contatto": ""})
    assert not Pratica.objects.exists()


def test_la_persona_di_un_altra_azienda_e_rifiutata(sportellista, dati, azienda_pi):
    """S-01."""
    posta(sportellista, {**dati, "contatto": azienda_pi.contatti.get().pk})
    assert not Pratica.objects.exists()


def test_i_campi_che_la_scheda_non_chiede_sono_ignorati(sportellista, dati, pisa):
    """S-01: mass assignment."""
    furbi = {"numero": "PI-2026-99999", "sportello": pisa.pk, "stato": "completata", "riservata": "on"}
    posta(sportellista, {**dati, **furbi, "assegnata_a": 1, "scadenza": "2030-01-01"}, "bozza")
    pratica = Pratica.objects.get()
    assert pratica.numero.startswith("FI-")
    assert (pratica.stato, pratica.riservata, pratica.assegnata_a, pratica.scadenza) == (
        "bozza",
        False,
        None,
        None,
    )


@pytest.mark.parametrize(
    "veleno", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}"]
)
def test_quel_che_si_scrive_esce_come_testo(sportellista, dati, veleno):
    """S-01: stored XSS."""
    posta(sportellista, {**dati, "oggetto": veleno, "quesito": veleno})
    pagina = sportellista.get(Pratica.objects.get().get_absolute_url()).content.decode()
    assert "<script>alert" not in pagina
    assert "<img src=x" not in pagina
    assert ">49<" not in pagina


# Kept while one types


def test_quel_che_si_scrive_si_conserva_e_si_riprende(sportellista, dati, operatrice_fi):
    chiave = uuid.uuid4()
    minuta = f"{reverse('pratiche:minuta')}?minuta={chiave}"
    risposta = sportellista.post(minuta, {"oggetto": "Etichette", "quesito": "Serve il giapponese?"})
    assert risposta.json() == {"ora": "10:00"}
    assert "Etichette" in sportellista.get(NUOVA).content.decode()
    ripresa = sportellista.get(f"{NUOVA}?minuta={chiave}").content.decode()
    assert "Serve il giapponese?" in ripresa


def test_la_minuta_di_un_altra_persona_non_esiste(client, sportellista, collega_fi):
    chiave = uuid.uuid4()
    sportellista.post(f"{reverse('pratiche:minuta')}?minuta={chiave}", {"oggetto": "Segreto"})
    client.force_login(collega_fi)
    assert "Segreto" not in client.get(f"{NUOVA}?minuta={chiave}").content.decode()
    assert client.post(f"{reverse('pratiche:minuta')}?minuta={chiave}", {"oggetto": "X"}).status_code == 403
    assert client.post(f"{reverse('pratiche:minuta_scarta')}?minuta={chiave}").status_code == 404
    assert Minuta.objects.get().campi == {"oggetto": ["Segreto"]}


def test_scartata_la_minuta_non_resta_nulla(sportellista, dati):
    chiave = uuid.uuid4()
    sportellista.post(f"{NUOVA}?minuta={chiave}", {**dati, "passo": "allega", "allegati": _file("nota.txt")})
    sportellista.post(f"{reverse('pratiche:minuta_scarta')}?minuta={chiave}")
    assert not Minuta.objects.exists()


def test_salvata_la_scheda_la_minuta_si_svuota(sportellista, dati):
    posta(sportellista, dati)
    assert Minuta.objects.get().campi == {}
    assert not Minuta.objects.in_corso(Minuta.objects.get().autore)


def test_le_minute_dimenticate_si_buttano(sportellista, orologio):
    sportellista.post(f"{reverse('pratiche:minuta')}?minuta={uuid.uuid4()}", {"oggetto": "Vecchia"})
    assert azioni.dimentica() == 0
    orologio("2026-06-02 10:00")
    assert azioni.dimentica() == 1


# Files


def _file(nome, dati=b"testo"):
    return SimpleUploadedFile(nome, dati)


def test_i_file_restano_anche_se_la_scheda_e_rifiutata(sportellista, dati):
    chiave = uuid.uuid4()
    url = f"{NUOVA}?minuta={chiave}"
    pagina = sportellista.post(
        url, {**dati, "oggetto": "", "passo": "apri", "allegati": _file("fattura.txt")}
    )
    assert "fattura.txt" in pagina.content.decode()
    sportellista.post(url, {**dati, "passo": "apri", "pubblico": "tp"})
    allegato = AllegatoPratica.objects.get()
    assert (allegato.nome, allegato.pubblico) == ("fattura.txt", "tp")
    assert allegato.file.open().read() == b"testo"


def test_un_file_che_non_si_prende_e_spiegato(sportellista, dati):
    pagina = posta(sportellista, dati, "apri", allegati=_file("programma.exe", b"MZ")).content.decode()
    assert "programma.exe" in pagina
    assert not Pratica.objects.exists()


def test_un_file_si_toglie(sportellista, dati):
    chiave = uuid.uuid4()
    posta(sportellista, dati, "allega", chiave, allegati=_file("uno.txt"))
    pk = Minuta.objects.get().allegati.get().pk
    assert "uno.txt" not in posta(sportellista, dati, f"togli-{pk}", chiave).content.decode()


# Corrected


def corregge(client, pratica, **cambi):
    letti = dict(da_pratica(pratica).lists())
    dati = {**letti, "versione": pratica.versione, "passo": "bozza", **cambi}
    return client.post(f"{reverse('pratiche:modifica', args=[pratica.numero])}?minuta={uuid.uuid4()}", dati)


def test_la_scheda_si_corregge_e_la_cronologia_dice_che_cosa(sportellista, aperta):
    assert corregge(sportellista, aperta, oggetto="Camicie ferme a Osaka e a Kobe").status_code == 302
    assert aperta.passi.first().differenze["oggetto"][1] == "Camicie ferme a Osaka e a Kobe"


def test_chi_salva_per_secondo_vede_le_differenze_e_non_perde_nulla(sportellista, aperta, campi, collega_fi):
    letta = aperta.versione
    azioni.modifica(aperta, campi | {"oggetto": "Quello della collega"}, versione=letta, da=collega_fi)
    risposta = corregge(sportellista, aperta, oggetto="Quello mio", versione=letta)
    pagina = risposta.content.decode()
    assert risposta.status_code == 409
    assert "Quello della collega" in pagina
    assert 'value="Quello mio"' in pagina
    assert f'name="versione" value="{letta + 1}"' in pagina


def test_una_pratica_aperta_non_perde_il_quesito(sportellista, aperta):
    assert corregge(sportellista, aperta, quesito="").status_code == 200
    aperta.refresh_from_db()
    assert aperta.quesito


# Seen while one types


def test_le_pratiche_aperte_della_stessa_azienda_avvertono(sportellista, aperta, dati):
    pagina = sportellista.post(reverse("pratiche:simili"), {"azienda": dati["azienda"]}).content.decode()
    assert aperta.numero in pagina


def test_un_codice_sbagliato_si_dice_subito(sportellista, dati):
    url = f"{reverse('pratiche:verifica')}?campo=impresa-partita_iva&minuta={uuid.uuid4()}"
    pagina = sportellista.post(url, {"azienda": "nuova", "impresa-partita_iva": "123"}).content.decode()
    assert "is-invalid" in pagina


@pytest.mark.parametrize("campo", ["impresa-sportello", "altro-nome", "impresa-", "", "persona-azienda"])
def test_si_verificano_solo_i_campi_della_scheda(sportellista, campo):
    url = f"{reverse('pratiche:verifica')}?campo={campo}&minuta={uuid.uuid4()}"
    assert sportellista.post(url, {}).status_code == 404


def test_le_interrogazioni_non_crescono_con_le_aziende(
    sportellista, dati, azienda, django_assert_max_num_queries
):
    """A-07."""
    with django_assert_max_num_queries(25):
        posta(sportellista, dati, "resta")


def test_chi_corregge_una_pratica_che_un_collega_ha_chiuso_riprende_il_suo_testo(
    client, aperta, operatrice_fi, responsabile_fi
):
    client.force_login(operatrice_fi)
    azioni.annulla(aperta, "L'azienda ha rinunciato", da=responsabile_fi)
    risposta = client.post(reverse("pratiche:modifica", args=[aperta.numero]), {"quesito": "Scritto a lungo"})
    assert risposta.status_code == 409
    assert "Scritto a lungo" in risposta.content.decode()


def test_una_bozza_senza_canale_prende_quello_consueto(sportellista, dati):
    posta(sportellista, {nome: dati[nome] for nome in dati if nome not in ("canale", "priorita")}, "bozza")
    pratica = Pratica.objects.get()
    assert (pratica.stato, pratica.canale, pratica.priorita) == ("bozza", "sportello", "normale")


def test_una_bozza_troppo_lunga_non_si_dice_salvata(client, operatrice_fi):
    client.force_login(operatrice_fi)
    indirizzo = f"{reverse('pratiche:minuta')}?minuta={uuid.uuid4()}"
    risposta = client.post(indirizzo, {"quesito": "x" * 61_000})
    assert risposta.status_code == 413
    assert "troppo lungo" in risposta.json()["errore"]
    assert not Minuta.objects.exists()
