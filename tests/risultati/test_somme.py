"""The sums of pratiche against an oracle that counts by hand, after lives drawn by lot (C5).

The oracle reads the timeline one step at a time and asks the calendar day by day; it knows nothing of cells,
queues or contributions.
"""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nucleo import chiusure, tempo
from nucleo.models import Chiusura
from nucleo.stati import PassaggioNonAmmesso
from pratiche import azioni
from pratiche.aggregati import PRATICHE
from pratiche.models import CellaPratiche, Pratica, PraticaDaContare
from sportelli.aggregati import aggiorna, rifai
from sportelli.models import Conteggio, Paese, Settore
from tests.pratiche.test_oracolo import UFFICI, VERBI, verbi

# --- The oracle --------------------------------------------------------------------------------------------


def giorno(istante):
    return istante.astimezone(tempo.ROMA).date()


def a_mano():
    """Every cell that there should be: key → measures that are not zero."""
    celle = {}
    for pratica in Pratica.objects.all():
        if pratica.aperta_il is None:
            continue
        aggiungi(celle, pratica, giorno(pratica.aperta_il), all_apertura(pratica))
        if pratica.chiusa_il is not None:
            aggiungi(celle, pratica, giorno(pratica.chiusa_il), alla_fine(pratica))
    return {chiave: +misure for chiave, misure in celle.items()}


def aggiungi(celle, pratica, quando, misure):
    mese = date(quando.year, quando.month, 1)
    for paese in [None, *pratica.paesi.values_list("pk", flat=True)]:
        chiave = (mese, pratica.sportello_id, pratica.servizio_id, pratica.settore_id, paese)
        celle.setdefault(chiave, Counter()).update(misure)


def tappe(pratica):
    """(day, state) from the last opening on."""
    passi = [p for p in pratica.passi.order_by("pk") if p.a_stato]
    aperture = [n for n, p in enumerate(passi) if (p.da_stato, p.a_stato) == ("bozza", "aperta")]
    return [(giorno(p.quando), p.a_stato) for p in passi[aperture[-1] :]]


def lavorativi(pratica, dal, al):
    return tempo.lavorativi_fra(dal, al, [pratica.sportello.codice])


def all_apertura(pratica):
    storia = tappe(pratica)
    for quando, stato in storia[1:]:
        if stato not in ("aperta", "annullata"):
            return {"aperte": 1, "prime": 1, "giorni_prima": lavorativi(pratica, storia[0][0], quando)}
    return {"aperte": 1}


def alla_fine(pratica):
    if pratica.stato == "annullata":
        return {"annullate": 1}
    di_chi = {"in_attesa_azienda": "giorni_azienda", "in_attesa_tp": "giorni_tp"}
    conti = Counter(completate=1, risolte=1, in_tempo=int(giorno(pratica.chiusa_il) <= pratica.scadenza))
    storia = tappe(pratica)
    for (dal, stato), (al, _) in zip(storia, storia[1:], strict=False):
        if stato not in ("completata", "annullata"):
            quanti = lavorativi(pratica, dal, al)
            conti.update({di_chi.get(stato, "giorni_sportello"): quanti, "giorni": quanti})
    return conti


def nelle_celle():
    chiave = ("mese", "sportello_id", "servizio_id", "settore_id", "paese_id")
    return {
        tuple(getattr(cella, campo) for campo in chiave): +Counter(
            {misura: getattr(cella, misura) for misura in PRATICHE.misure}
        )
        for cella in CellaPratiche.objects.all()
    }


# --- Lives drawn by lot ------------------------------------------------------------------------------------

PASSI = st.lists(
    st.one_of(
        st.tuples(st.just("verbo"), st.integers(0, 2), st.sampled_from(VERBI)),
        st.tuples(st.just("cambia"), st.integers(0, 2), st.sampled_from(["paesi", "settore"])),
        st.tuples(st.just("giorni"), st.integers(1, 20), st.just("")),
        st.tuples(st.just("vita"), st.integers(0, 2), st.just("")),
        st.tuples(st.just("conta"), st.just(0), st.just("")),
        st.tuples(st.just("chiusura"), st.integers(0, 9), st.sampled_from(["", "FI", "PI"])),
    ),
    min_size=4,
    max_size=18,
)
# A year's end, the two nights on which clocks change, an August.
INIZI = ["2025-12-22 16:30", "2026-03-27 10:00", "2026-10-22 10:00", "2026-03-02 10:00"]


def vivi(mondo, inizio, passi):
    ora = mondo.sposta_orologio(inizio)
    pratiche = [azioni.crea(mondo.campi[codice], da=mondo.operatori[codice]) for codice in UFFICI]
    for che, quale, quanto in passi:
        if che == "giorni":
            ora = ora + timedelta(days=quale, hours=quale)
            mondo.sposta_orologio(ora.astimezone(tempo.ROMA).strftime("%Y-%m-%d %H:%M"))
            continue
        FAI[che](mondo, pratiche, quale, quanto)


def un_verbo(mondo, pratiche, quale, nome):
    pratica = Pratica.objects.get(pk=pratiche[quale].pk)
    try:
        with transaction.atomic():
            verbi(mondo)[nome][0](pratica)
    except (PermissionDenied, PassaggioNonAmmesso, ValidationError, ObjectDoesNotExist):
        pass


def una_vita(mondo, pratiche, quale, _):
    for nome in ("apri", "prendi", "completa"):
        un_verbo(mondo, pratiche, quale, nome)


def un_cambio(mondo, pratiche, quale, campo):
    """The scheda is corrected: it moves to other cells."""
    pratica = Pratica.objects.get(pk=pratiche[quale].pk)
    chi = mondo.operatori[pratica.sportello.codice]
    nuovi = {
        "paesi": list(Paese.objects.exclude(pk__in=pratica.paesi.all())[:2]),
        "settore": Settore.objects.exclude(pk=pratica.settore_id).first(),
    }
    campi = mondo.campi[pratica.sportello.codice] | {campo: nuovi[campo]}
    try:
        with transaction.atomic():
            azioni.modifica(pratica, campi, versione=pratica.versione, da=chi)
    except (PermissionDenied, PassaggioNonAmmesso, ValidationError):
        pass


def una_chiusura(mondo, pratiche, quale, provincia):
    """An administrator closes some days gone by: working days are counted again."""
    dal = tempo.oggi() - timedelta(days=quale)
    chiusure.salva(Chiusura(dal=dal, al=dal + timedelta(days=2), motivo="Neve", provincia=provincia))


FAI = {
    "verbo": un_verbo,
    "vita": una_vita,
    "cambia": un_cambio,
    "chiusura": una_chiusura,
    "conta": lambda *_: aggiorna(PRATICHE),
}


@pytest.mark.parametrize("quante", [12, pytest.param(400, marks=pytest.mark.lungo)])
def test_le_somme_sono_quelle_di_un_conto_a_mano(mondo, quante):
    """A-02, C5: incremental = by hand = from nothing, whatever was done, moved, reopened, closed."""

    @settings(max_examples=quante, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(inizio=st.sampled_from(INIZI), passi=PASSI)
    def prova(inizio, passi):
        with transaction.atomic():
            vivi(mondo, inizio, passi)
            aggiorna(PRATICHE)
            assert nelle_celle() == a_mano()
            assert rifai(PRATICHE).nessuna
            transaction.set_rollback(True)

    prova()


# --- Exact cases -------------------------------------------------------------------------------------------


def unica():
    return CellaPratiche.objects.get(paese=None, completate=1)


def test_i_giorni_sono_di_chi_si_aspettava(in_attesa_azienda, operatrice_fi, orologio):
    """C1, C5: opened and waiting on Monday; the company answers on Thursday; completed the Tuesday after."""
    orologio("2026-03-05 12:00")
    azioni.riprendi(in_attesa_azienda, da=operatrice_fi)
    orologio("2026-03-10 09:00")
    azioni.completa(in_attesa_azienda, esito="in_parte", risposta="Ecco.", da=operatrice_fi)
    aggiorna(PRATICHE)
    cella = unica()
    assert (cella.giorni, cella.giorni_azienda, cella.giorni_sportello, cella.giorni_tp) == (6, 3, 3, 0)
    assert (cella.prime, cella.giorni_prima, cella.in_parte, cella.in_tempo) == (1, 0, 1, 1)


def test_l_ultima_notte_dell_anno_e_di_roma(aperta, operatrice_fi, orologio):
    """Completed at 23:30 UTC of 31 December: in Rome it is already January."""
    azioni.prendi_in_carico(aperta, da=operatrice_fi)
    orologio("2027-01-01 00:30")
    azioni.completa(aperta, esito="risolta", risposta="Ecco.", da=operatrice_fi)
    aggiorna(PRATICHE)
    assert unica().mese == date(2027, 1, 1)


def test_niente_da_contare_non_scrive_celle(tabelle):
    aggiorna(PRATICHE)
    assert not CellaPratiche.objects.exists()
    assert Conteggio.objects.get(nome="pratiche").aggiornato_il is not None


def test_una_scritta_durante_il_conto_resta_in_coda(completata, monkeypatch, operatrice_fi):
    """What commits while a round is at it is of the next round: its line is another line."""
    calcola = PRATICHE.calcola

    def intanto(genere, chiavi):
        contributi = list(calcola(genere, chiavi))
        azioni.riapri(Pratica.objects.get(pk=completata.pk), "Ancora", da=operatrice_fi)
        return contributi

    monkeypatch.setitem(PRATICHE.__dict__, "calcola", intanto)
    aggiorna(PRATICHE)
    monkeypatch.undo()
    assert PraticaDaContare.objects.count() == 1
    aggiorna(PRATICHE)
    assert nelle_celle() == a_mano()


def test_la_verifica_vede_e_il_comando_ripara(completata, capsys):
    """`rifai_aggregati --verifica` leaves all as it was; without it, all is as the rows say."""
    aggiorna(PRATICHE)
    CellaPratiche.objects.filter(paese=None).update(completate=7)
    with pytest.raises(SystemExit):
        call_command("rifai_aggregati", verifica=True)
    assert CellaPratiche.objects.filter(completate=7).exists()
    with pytest.raises(SystemExit):
        call_command("rifai_aggregati")
    call_command("rifai_aggregati", verifica=True)
    assert "pratiche: 8 somme, 0 differenze" in capsys.readouterr().out
    assert nelle_celle() == a_mano()


def test_il_costo_di_un_giro_non_cresce_con_le_righe(nuova_pratica):
    """A round asks the same questions for one row and for twenty (A-07)."""
    aggiorna(PRATICHE)
    conti = []
    for quante in (1, 20):
        for _ in range(quante):
            nuova_pratica("completata")
        with CaptureQueriesContext(connection) as domande:
            aggiorna(PRATICHE)
        conti.append(len(domande))
    assert conti[0] == conti[1]
