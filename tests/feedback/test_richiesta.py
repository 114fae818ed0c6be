"""The request leaves by itself, in the Sportello's name, to who may be asked, and never twice (C3)."""

import pgtrigger
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from feedback import azioni, gettoni, posta
from feedback.models import ImpostazioneServizio, Impostazioni, Questionario, Richiesta
from nucleo.models import Busta, Lettera
from pratiche import azioni as pratiche
from sportelli.models import Contatto
from tests.conftest import CANARINI
from tests.feedback.conftest import LEGAME, consegna, consente, ronda


def test_una_pratica_completata_ha_la_sua_richiesta_una_volta_sola(pronta):
    for _ in range(3):
        ronda()
    richiesta = Richiesta.objects.get()
    assert (richiesta.pratica, richiesta.stato, richiesta.contatto.nome) == (
        pronta,
        "inviata",
        CANARINI.nome,
    )
    assert Busta.objects.filter(genere="feedback.richiesta").count() == 1


def test_parte_a_nome_dello_sportello_e_chi_risponde_scrive_allo_sportello(chiesta, firenze):
    """C3: name, Reply-To and signature of the Sportello; Toscana Promozione is nowhere."""
    firenze.firma = "Sportello di Firenze\nPiazza del Mercato 1\nTel. 055 000 0001"
    firenze.save()
    [lettera] = consegna()
    assert lettera.to == [CANARINI.email]
    assert lettera.from_email.startswith("Sportello territoriale di Firenze <")
    assert lettera.reply_to == ["Sportello territoriale di Firenze <sportello.fi@prova.example>"]
    assert lettera.body.rstrip().endswith(firenze.firma)
    assert "toscana promozione" not in f"{lettera.message()}{lettera.body}{lettera.alternatives}".lower()
    assert chiesta.pratica.numero in lettera.subject
    assert "vale fino a giovedì 16 aprile 2026, ore 11:00." in lettera.body


def test_un_questionario_breve_chiede_un_minuto(chiesta, client, chiave):
    with pgtrigger.ignore("feedback.Questionario:versione_congelata"):
        Questionario.objects.update(minuti=1)
    [lettera] = consegna()
    assert "Basta un minuto, e" in lettera.body
    qui = reverse("feedback:rispondi", args=[chiave])
    assert "circa un minuto" in client.get(qui).content.decode()
    assert "about a minute" in client.get(f"{qui}?lingua=en").content.decode()


def test_il_database_non_ha_mai_la_chiave(chiesta, chiave):
    """Of 128 bits only the fingerprint is kept; the e-mail is made when it leaves."""
    [lettera] = consegna()
    assert LEGAME.search(lettera.body)[1] == f"/questionario/{chiave}/"
    assert len(chiave) == 22
    righe = [*Richiesta.objects.values(), *Busta.objects.values(), *Lettera.objects.values()]
    righe += list(Richiesta.pgh_event_model.objects.values())
    assert chiave not in repr(righe)
    assert Richiesta.objects.get().impronta == gettoni.impronta(chiave)


def test_chi_riprova_a_spedire_manda_lo_stesso_collegamento(chiesta, chiave):
    buste = list(Busta.objects.filter(genere=posta.RICHIESTA))
    [prima], [dopo] = (posta.componi(buste).values() for _ in range(2))
    assert chiave in prima.testo
    assert prima == dopo


@pytest.mark.parametrize(
    ("manca", "motivo"),
    [({"attivo": False}, "senza_contatto"), ({"email": ""}, "senza_contatto")],
)
def test_chi_non_ha_un_indirizzo_non_riceve_niente(pronta, consenziente, manca, motivo):
    Contatto.objects.filter(pk=consenziente.pk).update(**manca)
    ronda()
    richiesta = Richiesta.objects.get()
    assert (richiesta.stato, richiesta.motivo) == ("non_inviata", motivo)
    assert consegna() == []


def test_senza_il_consenso_non_si_chiede_e_chi_lo_ritira_non_riceve_quello_in_coda(pronta, consenziente):
    """GDPR art. 7: the last answer is the one in force, also while the e-mail waits."""
    ronda()
    consente(consenziente, si=False)
    assert consegna() == []
    assert Busta.objects.get(genere="feedback.richiesta").stato == "annullato"


def test_la_richiesta_dice_perche_non_e_partita(questionario, contatto, completata):
    ronda()
    richiesta = Richiesta.objects.get()
    assert (richiesta.stato, richiesta.motivo) == ("non_inviata", "senza_consenso")


def test_dopo_tanti_giorni_in_orario_di_lavoro(pronta, orologio, firenze):
    """Seven days after Monday at ten; the office asks when it works."""
    Impostazioni.objects.create(sportello=firenze, quando="dopo", dopo_giorni=5)
    ronda()
    richiesta = Richiesta.objects.get()
    assert richiesta.stato == "programmata"
    assert richiesta.dal == orologio("2026-03-09 09:00"), "five days later is a Saturday"
    orologio("2026-03-09 08:59")
    ronda()
    assert consegna() == []
    orologio("2026-03-09 09:00")
    ronda()
    assert len(consegna()) == 1


def test_mai_per_un_servizio_e_subito_per_gli_altri(pronta, firenze, dogane):
    ImpostazioneServizio.objects.create(sportello=firenze, servizio=dogane, quando="mai")
    ronda()
    richiesta = Richiesta.objects.get()
    assert (richiesta.stato, richiesta.motivo) == ("non_inviata", "mai")


def test_la_stessa_azienda_non_e_chiesta_due_volte_in_pochi_giorni(chiesta, nuova_pratica, orologio):
    orologio("2026-03-20 10:00")
    seconda = nuova_pratica("completata")
    ronda()
    assert Richiesta.objects.get(pratica=seconda).motivo == "recente"
    orologio("2026-04-02 10:00")
    terza = nuova_pratica("completata")
    ronda()
    assert Richiesta.objects.get(pratica=terza).stato == "inviata"


def test_quello_che_e_stato_completato_prima_del_questionario_non_si_chiede(
    completata, consenziente, orologio
):
    orologio("2026-03-03 10:00")
    azioni.carica_questionario()
    ronda()
    assert not Richiesta.objects.exists()


def test_di_quello_completato_da_piu_di_un_mese_nessuno_si_ricorda(pronta, orologio):
    orologio("2026-04-02 10:00")
    ronda()
    assert not Richiesta.objects.exists()


def test_riaperta_prima_dell_invio_aspetta_di_essere_completata_di_nuovo(pronta, operatrice_fi, firenze):
    azioni.prepara_dovute()
    pratiche.riapri(pronta, "Manca un documento", da=operatrice_fi)
    azioni.invia_dovute()
    assert Richiesta.objects.get().stato == "programmata"
    pratiche.completa(pronta, esito="risolta", risposta="Ecco.", da=operatrice_fi)
    ronda()
    assert Richiesta.objects.get().stato == "inviata"


def test_riaperta_con_la_posta_in_coda_la_e_mail_aspetta(chiesta, operatrice_fi, orologio):
    pratiche.riapri(chiesta.pratica, "Manca un documento", da=operatrice_fi)
    assert consegna() == []
    pratiche.completa(chiesta.pratica, esito="risolta", risposta="Ecco.", da=operatrice_fi)
    orologio("2026-03-02 11:00")
    assert len(consegna()) == 1


def test_lo_sportello_sceglie_un_altra_persona_e_il_vecchio_collegamento_muore(
    chiesta, chiave, operatrice_fi, client, pagina
):
    collega = Contatto.objects.create(
        azienda=chiesta.pratica.azienda, nome="Oreste Lapi", email="lapi@x.example"
    )
    consente(collega)
    azioni.chiedi(chiesta.pratica, collega, da=operatrice_fi)
    lettere = consegna()
    assert [lettera.to for lettera in lettere] == [["lapi@x.example"]], "the first one no longer leaves"
    assert chiave not in lettere[0].body
    assert client.get(pagina).status_code == 404
    assert client.get(LEGAME.search(lettere[0].body)[1]).status_code == 200


def test_a_mano_valgono_le_stesse_regole(pronta, contatto, operatrice_fi, operatore_pi, referente_moda):
    senza = Contatto.objects.create(azienda=pronta.azienda, nome="Senza", email="senza@x.example")
    with pytest.raises(ValidationError, match="consenso"):
        azioni.chiedi(pronta, senza, da=operatrice_fi)
    for altro in (operatore_pi, referente_moda):
        with pytest.raises(PermissionDenied):
            azioni.chiedi(pronta, contatto, da=altro)


def test_una_persona_di_un_altra_azienda_non_si_sceglie(pronta, azienda_pi, operatrice_fi):
    estranea = azienda_pi.contatti.get()
    consente(estranea)
    with pytest.raises(ValidationError, match="questa azienda"):
        azioni.chiedi(pronta, estranea, da=operatrice_fi)
