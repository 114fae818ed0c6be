"""The days of notice by publisher and year, as the database counts them (C8)."""

import pytest
from django.urls import reverse

from calendario import azioni
from calendario.models import Stato
from calendario.statistiche import resoconto
from extranet.conformita.calendario import annunciate
from extranet.conformita.fatti import Fatti

PAGINA = reverse("calendario:resoconto")


@pytest.fixture
def tre(pubblicata, scritta, editore_fi, operatrice_fi, circolare, redazione):
    """Published on 2 March 2026: 10, 30 and 70 days before; one hidden until the 4th; one of an office."""
    for inizio, scadenza in (
        ("2026-03-12", "2026-03-10"),
        ("2026-04-01", None),
        ("2026-05-11", "2026-05-01"),
    ):
        pubblicata(inizio=inizio, fine=inizio, scadenza=scadenza)
    pubblicata(circolare_id=circolare.pk, inizio="2026-05-03", fine="2026-05-03", scadenza=None)
    sua = scritta(editore=editore_fi, da=operatrice_fi, inizio="2026-03-20", fine="2026-03-20", scadenza=None)
    azioni.pubblica(sua, come=Stato.CONFERMATA, da=operatrice_fi)
    azioni.annulla(
        pubblicata(inizio="2026-03-03", fine="2026-03-03", scadenza=None), motivo="No", da=redazione
    )
    pubblicata(inizio="2027-01-10", fine="2027-01-10")


def test_it_counts_from_when_everybody_could_read(tre, orologio):
    per_ente = {riga.ente: riga for riga in resoconto(2026)[0]}
    tp = per_ente["Toscana Promozione"].valori
    assert (tp["quante"], tp["mediana"], tp["minimo"], tp["un_mese"], tp["due_mesi"]) == (3, 30, 10, 2, 1)
    orologio("2026-03-05 10:00")
    tp = {riga.ente: riga for riga in resoconto(2026)[0]}["Toscana Promozione"].valori
    # The hidden one came out on the 4th, sixty days before: the middle lies between 30 and 60.
    assert (tp["quante"], tp["mediana"], tp["due_mesi"]) == (4, 45, 2)
    assert (tp["con_scadenza"], tp["mediana_scadenza"], tp["minimo_scadenza"]) == (2, 34, 8)


def test_all_of_them_together_and_each_by_name(tre):
    righe, tutti = resoconto(2026)
    assert [(riga.ente, riga.quante) for riga in righe] == [
        ("Sportello territoriale di Firenze", 1),
        ("Toscana Promozione", 3),
    ]
    assert (tutti.quante, tutti.valori["minimo"], tutti.parte("un_mese")) == (4, 10, 50)
    assert resoconto(2030)[0] == []


def test_the_page_and_the_file_say_the_same(client, redazione, tre, django_assert_max_num_queries):
    client.force_login(redazione)
    with django_assert_max_num_queries(14):
        risposta = client.get(PAGINA, {"anno": 2026})
    assert "Tutti gli enti" in risposta.text
    csv = (
        client.get(reverse("calendario:resoconto_esporta", args=["csv"]), {"anno": 2026}).getvalue().decode()
    )
    assert "Toscana Promozione;3;30;10;67;33;2;34;8" in csv


@pytest.mark.parametrize("chi", ["operatrice_fi", "referente_moda", "partner", "amministratore"])
def test_it_is_for_the_redazione_and_the_direzione(client, chi, direzione, editori, request):
    client.force_login(direzione)
    assert client.get(PAGINA).status_code == 200
    client.force_login(request.getfixturevalue(chi))
    assert client.get(PAGINA).status_code == 403
    assert client.get(reverse("calendario:resoconto_esporta", args=["csv"])).status_code == 403


def test_the_direzione_reads_of_it_among_the_clauses(client, tre, pubblicata, direzione, redazione, orologio):
    """C8: the median of 10, 18, 30 and 70 days; what is hidden by an embargo is in no count (E-01)."""
    azioni.rinvia(
        pubblicata(inizio="2026-03-04", fine="2026-03-04", scadenza=None), motivo="No", da=redazione
    )
    voci = {voce.nome: voce for voce in annunciate(Fatti(direzione, 2026)).voci}
    valori = [voci[nome].valore for nome in ("Iniziative pubblicate", "Rinviate", "Annullate")]
    assert valori == [6, 1, 1]
    assert (voci["Giorni di anticipo"].valore, voci["Giorni di anticipo"].esito) == (18, "ambra")
    assert (voci["Con almeno 30 giorni"].valore, voci["Con almeno 30 giorni"].esito) == (40, "rosso")
    client.force_login(direzione)
    assert f"{PAGINA}?anno=2026" in client.get(reverse("conformita")).text
    orologio("2026-03-05 10:00")
    assert {v.nome: v for v in annunciate(Fatti(direzione, 2026)).voci}["Iniziative pubblicate"].valore == 7


def test_an_empty_year_is_not_judged(editori, direzione):
    """C8: nothing began, nothing was late."""
    assert {voce.esito for voce in annunciate(Fatti(direzione, 2031)).voci} == {""}
