"""The page of compliance: every figure from rows that the verbs wrote (C1-C8, A-01)."""

import pytest
from django.urls import reverse

from extranet.conformita.fatti import Fatti
from extranet.conformita.sezioni import SEZIONI
from extranet.conformita.tentativi import VIE
from extranet.doveri import aggiorna_aggregati
from nucleo.models import Consultazione
from nucleo.models.registro import RECAPITI_RIFIUTATI
from pratiche import azioni
from pratiche.azioni import verifica_notturna, verifica_visibilita
from pratiche.models import ConcessionePratica, VerificaVisibilita
from sportelli import urls as sportelli_urls
from tests.conftest import CANARINI

PAGINA = reverse("conformita")


@pytest.mark.parametrize(
    ("chi", "stato"),
    [
        ("operatrice_fi", 403),
        ("responsabile_fi", 403),
        ("referente_moda", 403),
        ("redazione", 403),
        ("direzione", 200),
        ("amministratore", 403),
        ("estraneo", 403),
    ],
)
def test_solo_la_direzione_legge_la_conformita(client, tabelle, request, chi, stato):
    client.force_login(request.getfixturevalue(chi))
    assert client.get(PAGINA).status_code == stato
    assert client.get(reverse("conformita_file", args=["csv"])).status_code == stato


def voci(utente, codice, anno=2026):
    aggiorna_aggregati()
    fatti = Fatti(utente, anno)
    (clausola,) = (c for c in (sezione(fatti) for sezione in SEZIONI) if c.codice == codice)
    return {voce.nome: voce for voce in clausola.voci}


def test_ogni_comma_ha_le_sue_misure_anche_senza_dati(client, direzione, orologio):
    client.force_login(direzione)
    pagina = client.get(PAGINA).content.decode()
    for codice in ("C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8"):
        assert f'<span class="codice">{codice}</span>' in pagina


def test_un_ritardo_si_vede(completata, nuova_pratica, direzione, orologio):
    """C1: one completed in time; one open, past its deadline on the page's day."""
    nuova_pratica("in_lavorazione")
    assert voci(direzione, "C1")["Entro la scadenza"].esito == "verde"
    assert voci(direzione, "C1")["In ritardo oggi"].valore == 0
    orologio("2026-04-20 10:00")
    c1 = voci(direzione, "C1")
    assert (c1["In ritardo oggi"].valore, c1["In ritardo oggi"].esito) == (1, "ambra")
    assert (c1["Ferme oggi"].valore, c1["Aperte"].valore, c1["Completate"].valore) == (1, 2, 1)


def test_un_silenzio_di_tp_non_e_in_regola(decisione, operatrice_fi, direzione, orologio):
    """C2: agreed in three days; or TP said nothing, and the office went on by itself."""
    assert voci(direzione, "C2")["In assenza di riscontro"].esito == "verde"
    orologio("2026-03-10 10:00")
    azioni.procedi_in_assenza(decisione, "Nessuna risposta", da=operatrice_fi)
    c2 = voci(direzione, "C2")
    assert (c2["Decisioni chieste a TP"].valore, c2["In assenza di riscontro"].valore) == (1, 1)
    assert c2["In assenza di riscontro"].giudizio == "Non in regola"


def test_quanto_dura_una_decisione_in_giorni_lavorativi(decisione, referente_moda, direzione, orologio):
    orologio("2026-03-05 10:00")
    azioni.concorda(decisione, versione=1, da=referente_moda)
    assert str(voci(direzione, "C2")["Giorni per concordare"].valore) == "3.0"


def test_una_concessione_fuori_regola_si_vede(aperta, direzione):
    """C4, A-06: the outcome of each run is kept; the page tells the last one."""
    assert voci(direzione, "C4")["Ultima verifica"].esito == "ambra"
    verifica_visibilita()
    assert voci(direzione, "C4")["Concessioni fuori regola"].esito == "verde"
    ConcessionePratica.objects.filter(content_object=aperta).first().delete()
    verifica_visibilita()
    c4 = voci(direzione, "C4")["Concessioni fuori regola"]
    assert (c4.valore, c4.esito) == (1, "rosso")


def test_i_risultati_si_aprono_sull_anno_di_cui_si_parla(client, tabelle, direzione):
    client.force_login(direzione)
    pagina = client.get(reverse("conformita"), {"anno": "2025"}).content.decode()
    assert f'href="{reverse("risultati")}?periodo=2025"' in pagina


def test_la_verifica_gira_una_volta_per_notte(aperta, orologio):
    orologio("2026-03-03 06:30")
    assert verifica_notturna() is None
    orologio("2026-03-04 00:05")
    assert verifica_notturna() is not None
    assert verifica_notturna() is None
    orologio("2026-03-05 05:59")
    assert verifica_notturna() is not None
    assert VerificaVisibilita.objects.count() == 2


def test_un_chiarimento_oltre_il_termine_si_vede(chiarimento, direzione, orologio):
    """C6."""
    assert voci(direzione, "C6")["Oltre il termine oggi"].valore == 0
    orologio("2026-03-20 10:00")
    c6 = voci(direzione, "C6")
    assert (c6["Chiarimenti chiesti"].valore, c6["Oltre il termine oggi"].valore) == (1, 1)


@pytest.mark.parametrize(
    ("via", "argomenti"),
    [
        ("sportelli:aziende", []),
        ("sportelli:azienda", ["azienda"]),
        ("sportelli:azienda", [999_999]),
        ("sportelli:azienda_contatti", ["azienda"]),
        ("sportelli:contatto_modifica", ["contatto"]),
        ("feedback:chiedi", ["pratica"]),
    ],
)
def test_chi_di_tp_cerca_le_persone_di_un_azienda_resta_scritto(
    client, azienda, contatto, in_attesa_tp, referente_moda, direzione, via, argomenti
):
    """C6: refused, and counted, whether there is a company or not; the log keeps it."""
    chiavi = {"azienda": azienda.pk, "contatto": contatto.pk, "pratica": in_attesa_tp.numero}
    client.force_login(referente_moda)
    risposta = client.get(reverse(via, args=[chiavi.get(a, a) for a in argomenti]))
    assert risposta.status_code in (403, 404)
    c6 = voci(direzione, "C6")["Tentativi bloccati"]
    assert (c6.valore, c6.esito) == (1, "ambra")
    assert Consultazione.objects.get(genere=RECAPITI_RIFIUTATI).chi == referente_moda


def test_lavorare_non_e_un_tentativo(client, azienda, in_attesa_tp, referente_moda, operatore_pi, direzione):
    """What TP may open, what it does not find, and other offices are not counted."""
    client.force_login(referente_moda)
    client.get(in_attesa_tp.get_absolute_url())
    client.get(reverse("pratiche:dettaglio", args=["FI-2026-99999"]))
    client.force_login(operatore_pi)
    assert client.get(azienda.get_absolute_url()).status_code == 404
    assert voci(direzione, "C6")["Tentativi bloccati"].valore == 0


def test_ogni_indirizzo_delle_persone_di_un_azienda_e_fra_quelli_guardati():
    """An address that is added to those of companies and contacts is either watched, or named here."""
    innocui = {"azienda_nuova", "aziende_simili", "azienda_campo", "azienda_pratiche"}
    delle_persone = {
        modello.name
        for modello in sportelli_urls.urlpatterns
        if str(modello.pattern).lstrip("^").startswith(("aziende/", "contatti/")) and modello.name != "ateco"
    }
    guardate = {via.removeprefix("sportelli:") for via in VIE if via.startswith("sportelli:")}
    assert guardate == delle_persone - innocui


def test_la_pagina_fa_dodici_domande_al_piu(
    client, nuova_pratica, chiarimento, direzione, django_assert_max_num_queries
):
    """A-07: whatever there is to count."""
    nuova_pratica("completata")
    verifica_visibilita()
    aggiorna_aggregati()
    client.force_login(direzione)
    client.get(PAGINA)
    with django_assert_max_num_queries(12):
        client.get(PAGINA)


def test_ne_la_pagina_ne_il_file_dicono_chi_e_l_azienda(client, nuova_pratica, chiarimento, direzione):
    """A-03; and the file has every figure of the page."""
    nuova_pratica("completata")
    aggiorna_aggregati()
    client.force_login(direzione)
    pagina = client.get(PAGINA).content.decode()
    file = b"".join(client.get(reverse("conformita_file", args=["csv"])).streaming_content).decode()
    for testo in (pagina, file):
        for canarino in (CANARINI.cognome, CANARINI.email, CANARINI.cifre, "Camiceria"):
            assert canarino not in testo
    assert pagina.count('<th scope="row">') == len(file.splitlines()) - 1
