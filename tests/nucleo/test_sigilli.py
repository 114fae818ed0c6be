"""S-20: the logs only grow, and whoever rewrites the past is found out."""

import json
from datetime import timedelta
from io import StringIO

import pghistory
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nucleo import sigilli, tempo
from nucleo.models import Chiusura, Consultazione, Sigillo
from nucleo.registro import annota, registra_lettura

pytestmark = pytest.mark.django_db


@pytest.fixture
def persona(direzione):
    return direzione


@pytest.fixture
def fra(time_machine):
    """Moves the clock so many minutes from the real now, which is the one that the history triggers write."""
    vero = tempo.adesso()
    return lambda minuti: time_machine.move_to(vero + timedelta(minutes=minuti), tick=False)


@pytest.fixture
def storia(persona, fra):
    """Some reads, some writes with who made them, sealed in three rounds; the last is an hour from now."""
    for giro in range(3):
        annota("esportazione", "aziende", chi=persona, quante=giro)
        with pghistory.context(utente=persona.pk, pagina="/admin/"):
            Chiusura.objects.create(dal="2026-08-10", al="2026-08-14", motivo=f"ferie {giro}")
        fra(20 * (giro + 1))
        assert sigilli.sigilla() > 0
    return persona


def senza_guardie(sql, *valori):
    """What an administrator of the database can do: switch the triggers off."""
    with connection.cursor() as cursore:
        cursore.execute("SET LOCAL session_replication_role = replica")
        cursore.execute(sql, valori)
        cursore.execute("SET LOCAL session_replication_role = origin")


def test_leggere_dati_personali_lascia_traccia(persona):
    registra_lettura(persona, "contatti", persona)
    traccia = Consultazione.objects.get()
    assert (traccia.chi, traccia.genere, traccia.oggetto) == (
        persona,
        "contatti",
        f"sportelli.utente:{persona.pk}",
    )


@pytest.mark.parametrize("tabella", ["nucleo_consultazione", "nucleo_chiusuraevent", "nucleo_sigillo"])
@pytest.mark.parametrize("comando", ["UPDATE {} SET {} = {}", "DELETE FROM {} WHERE {} = {}"])
def test_dai_registri_non_si_cancella_e_non_si_cambia(storia, tabella, comando):
    chiave = "pgh_id" if tabella.endswith("event") else "id"
    with connection.cursor() as cursore, pytest.raises(DatabaseError, match="Cannot"):
        cursore.execute(comando.format(tabella, chiave, chiave))


def test_ogni_tabella_con_una_storia_ha_la_guardia():
    with connection.cursor() as cursore:
        cursore.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgname LIKE 'pgtrigger_append_only%' OR tgname LIKE 'pgtrigger_solo_aggiunte%'"
        )
        protette = {nome.strip('"') for (nome,) in cursore.fetchall()}
    assert {modello._meta.db_table for modello in sigilli.registri()} <= protette
    assert Sigillo._meta.db_table in protette


def test_finche_nessuno_tocca_niente_i_sigilli_tengono(storia):
    assert sigilli.verifica() == []
    assert Sigillo.objects.filter(registro="nucleo_consultazione").count() == 3


def test_si_sigilla_ogni_dieci_minuti_quel_che_ne_ha_cinque(storia, fra):
    fra(100)
    annota("esportazione", "aziende", chi=storia)
    assert sigilli.sigilla() == 0
    fra(106)
    assert sigilli.sigilla() == 1
    annota("esportazione", "aziende", chi=storia)
    fra(115)
    assert sigilli.sigilla() == 0
    fra(117)
    assert sigilli.sigilla() == 1


LETTURA = "WHERE id = (SELECT min(id) FROM nucleo_consultazione)"
FATTO = "WHERE pgh_id = (SELECT min(pgh_id) FROM nucleo_chiusuraevent)"
MANOMISSIONI = {
    "che cosa ha letto": f"UPDATE nucleo_consultazione SET quante = 999 {LETTURA}",
    "una lettura tolta": f"DELETE FROM nucleo_consultazione {LETTURA}",
    "la storia cambiata": f"UPDATE nucleo_chiusuraevent SET motivo = 'altro' {FATTO}",
    "la storia tolta": "DELETE FROM nucleo_chiusuraevent",
    "chi l'ha fatto": "UPDATE pghistory_context SET metadata = '{\"utente\": 1}'",
    "chi l'ha fatto, tolto": "UPDATE nucleo_chiusuraevent SET pgh_context_id = NULL",
    "un sigillo tolto": "DELETE FROM nucleo_sigillo WHERE numero = 2",
    "un sigillo rifatto": "UPDATE nucleo_sigillo SET impronta = repeat('0', 64) WHERE numero = 1",
    "le righe di un sigillo": "UPDATE nucleo_sigillo SET righe = righe || 999999 WHERE numero = 3",
}


@pytest.mark.parametrize("manomissione", MANOMISSIONI.values(), ids=MANOMISSIONI)
def test_ogni_manomissione_si_scopre(storia, manomissione):
    """S-20."""
    senza_guardie(manomissione)
    assert sigilli.verifica()


def test_una_riga_infilata_nel_passato_si_scopre(storia):
    """S-20."""
    senza_guardie(
        "INSERT INTO nucleo_consultazione (chi_id, quando, genere, oggetto, dettagli)"
        " VALUES (%s, '2020-01-01', 'esportazione', 'aziende', '{}')",
        storia.pk,
    )
    assert "mai sigillate" in str(sigilli.verifica())


COLONNE = {
    Consultazione: ["genere", "oggetto"],
    Chiusura.pgh_event_model: ["motivo", "pgh_label"],
}


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(dati=st.data())
def test_una_manomissione_qualsiasi_si_scopre(storia, dati):
    """S-20: random tampering, all detected."""
    modello = dati.draw(st.sampled_from(list(COLONNE)))
    colonna = dati.draw(st.sampled_from(COLONNE[modello]))
    riga = dati.draw(st.sampled_from(list(modello.objects.order_by("pk"))))
    valore = dati.draw(st.text("abcè €'\"\\,\n{}", max_size=12))
    punto = transaction.savepoint()
    senza_guardie(
        f"UPDATE {modello._meta.db_table} SET {colonna} = %s WHERE {modello._meta.pk.column} = %s",
        valore,
        riga.pk,
    )
    scoperta = bool(sigilli.verifica())
    transaction.savepoint_rollback(punto)
    assert scoperta is (valore != getattr(riga, colonna))


def test_il_comando_lo_dice_e_fallisce(storia):
    uscita = StringIO()
    call_command("verifica_registro", "--json", stdout=uscita)
    prima = json.loads(uscita.getvalue())
    assert prima == {"testa": sigilli.testa(), "difetti": []}
    senza_guardie(MANOMISSIONI["una lettura tolta"])
    with pytest.raises(CommandError, match="1 difetti"):
        call_command("verifica_registro", stdout=StringIO())


def test_tagliare_la_coda_cambia_la_testa(storia):
    """The last seals cut off with their rows: nobody sees it from inside, the head kept elsewhere tells."""
    prima = sigilli.testa()
    senza_guardie("DELETE FROM nucleo_sigillo WHERE numero = 3")
    assert sigilli.testa() != prima
