"""The mechanism of every list: pages, order, filters, counts and files."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django import forms
from django.db import ProgrammingError, connection, transaction
from django.http import QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from nucleo.elenchi import Colonna, Conta, Elenco, Filtri, Ordine, conta, conta_tutti, esporta, innocua
from nucleo.elenchi import elenco as modulo_elenco
from nucleo.models import Consultazione
from nucleo.templatetags.elenchi import tabella
from sportelli.models import Fornitore, Paese, Utente
from tests.conftest import persona

CATTIVI = ["=1+1", "+39055", "-2", "@SOMMA(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0", "＝1"]


class FiltriProva(Filtri):
    testo = forms.CharField(label="Nome")
    tipo = forms.MultipleChoiceField(label="Tipo", choices=Fornitore.Tipo)
    dal = forms.DateField(label="Dal")
    domande = {"testo": "ragione_sociale__icontains", "tipo": "tipo__in"}

    def filtra_dal(self, righe, valore):
        return righe.filter(creato_il__date__gte=valore)


class ElencoProva(Elenco):
    nome, titolo, vista, parole = "prova", "Prova", "cruscotto", ("fornitore", "fornitori")
    filtri = FiltriProva
    ordini = {"nome": Ordine("ragione_sociale"), "tariffa": Ordine("tariffa", nullo=True)}
    predefinito = "nome"
    per_pagina = 3
    colonne = (
        Colonna("Nome", lambda f: f.ragione_sociale, ordina="nome", classe="principale"),
        Colonna("Tariffa", lambda f: f.tariffa, ordina="tariffa"),
        Colonna("Creato il", lambda f: f.creato_il),
        Colonna("Giorno", lambda f: f.creato_il.date(), dove="file"),
        Colonna("Sospeso", lambda f: f.stato == "sospeso", dove="file"),
        Colonna("Codice", lambda f: f.pk, dove="pagina"),
    )

    def insieme(self):
        return Fornitore.objects.all()

    @property
    def indirizzo(self):
        return "/prova/"


def elenco(indirizzo=""):
    return ElencoProva(None, QueryDict(indirizzo))


def fornitori(*nomi, tariffe=()):
    paese = Paese.objects.get_or_create(codice="IT", nome="Italia")[0]
    tariffe = list(tariffe) or [None] * len(nomi)
    quando = datetime(2026, 3, 4, 10, 30, tzinfo=ZoneInfo("Europe/Rome"))
    return Fornitore.objects.bulk_create(
        Fornitore(ragione_sociale=nome, paese=paese, tipo="altro", tariffa=tariffa, creato_il=quando)
        for nome, tariffa in zip(nomi, tariffe, strict=True)
    )


def cammina(ordina):
    """The pages of the list, forward to the end and back to the beginning."""
    avanti, indirizzo = [], f"ordina={ordina}"
    while True:
        pagina = elenco(indirizzo).pagina
        avanti.append([riga.pk for riga in pagina.righe])
        if pagina.dopo is None:
            break
        indirizzo = f"ordina={ordina}&dopo={pagina.dopo}"
    indietro = [avanti[-1]]
    while pagina.prima:
        pagina = elenco(f"ordina={ordina}&prima={pagina.prima}").pagina
        indietro.append([riga.pk for riga in pagina.righe])
    return avanti, indietro[::-1]


class Pagine(TestCase):
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        tariffe=st.lists(
            st.sampled_from([None, Decimal("1.00"), Decimal("2.50"), Decimal("9.99")]), max_size=14
        ),
        ordina=st.sampled_from(["nome", "-nome", "tariffa", "-tariffa"]),
    )
    def test_avanti_e_indietro_ogni_riga_compare_una_volta(self, tariffe, ordina):
        """A-07: equal keys and nulls included, and each page goes back to the one before."""
        fornitori(*["uguale"] * len(tariffe), tariffe=tariffe)
        avanti, indietro = cammina(ordina)
        viste = [pk for pagina in avanti for pk in pagina]
        assert sorted(viste) == sorted(Fornitore.objects.values_list("pk", flat=True))
        assert [pk for pagina in indietro for pk in pagina] == viste
        assert viste == elenco(f"ordina={ordina}").da_esportare()


def test_una_riga_nuova_non_sposta_la_pagina(db):
    fornitori("a", "b", "c", "d", "e")
    dopo = elenco().pagina.dopo
    fornitori("aa", "ab")
    assert [f.ragione_sociale for f in elenco(f"dopo={dopo}").pagina.righe] == ["d", "e"]


def test_un_cursore_inventato_riporta_alla_prima_pagina_e_lo_dice(db):
    fornitori("a", "b")
    for cursore in ("x", "WyJhIiwxXQ:falso", "\x00", "' OR 1=1 --"):
        smarrito = ElencoProva(None, QueryDict(mutable=True) | {"dopo": cursore})
        assert len(smarrito.pagina.righe) == 2
        assert "non è più valido" in smarrito.avvisi[0]


def test_il_cursore_di_un_ordine_non_vale_per_un_altro(db):
    fornitori("a", "b", "c", "d")
    dopo = elenco("ordina=nome").pagina.dopo
    assert elenco(f"ordina=tariffa&dopo={dopo}").avvisi


def test_si_ordina_solo_per_le_colonne_dichiarate(db):
    fornitori("b", "a")
    for chiesto in ("partita_iva", "ragione_sociale", "tariffa desc", "pk", "--nome", "-"):
        preso = elenco(f"ordina={chiesto}")
        assert preso.verso.nome == "nome"
        assert "non si può ordinare" in preso.avvisi[0]


def test_un_filtro_sbagliato_svuota_l_elenco_e_si_spiega(db):
    fornitori("a")
    for indirizzo in ("dal=ieri", "tipo=boh", "dal=2026-13-40", "testo=%00"):
        preso = elenco(indirizzo)
        assert list(preso.pagina.righe) == []
        assert preso.modulo.errors


def test_un_filtro_sconosciuto_viene_detto(db):
    assert elenco("colore=rosso").avvisi == ["Qui non c'è un filtro «colore»."]


def test_i_filtri_stringono(db):
    fornitori("Rossi", "Bianchi")
    assert [f.ragione_sociale for f in elenco("testo=ross").pagina.righe] == ["Rossi"]
    assert len(elenco("tipo=altro&tipo=interprete").pagina.righe) == 2
    assert len(elenco("dal=2026-03-05").pagina.righe) == 0


def test_il_conteggio_si_ferma_a_mille(db):
    fornitori(*["x"] * 1002)
    assert str(conta(Fornitore.objects.all())) == "oltre 1.000"
    assert str(Conta.da(1000)) == "1.000"
    assert elenco().quante == "oltre 1.000 fornitori"


def test_molti_conteggi_costano_una_domanda(db):
    fornitori("a", "b")
    insiemi = {
        "tutti": Fornitore.objects.all(),
        "uno": Fornitore.objects.filter(ragione_sociale="a"),
        "nessuno": Fornitore.objects.none(),
    }
    with CaptureQueriesContext(connection) as domande:
        conti = conta_tutti(insiemi)
    assert conti == {"tutti": Conta(2), "uno": Conta(1), "nessuno": Conta(0)}
    assert len(domande) == 1


def test_le_domande_non_crescono_con_le_righe(db):
    """A-07"""
    paesi = []
    for quanti in (5, 50):
        fornitori(*["x"] * quanti)
        ElencoProva.per_pagina = 50
        with CaptureQueriesContext(connection) as domande:
            preso = elenco()
            tabella(preso)
            str(preso.quante)
        paesi.append(len(domande))
    ElencoProva.per_pagina = 3
    assert paesi == [2, 2]


def file(formato, indirizzo=""):
    richiesta = RequestFactory().get(f"/prova/?{indirizzo}")
    lettrice = Utente.objects.filter(ruolo="redazione").first() or persona("Lia", "Conti", "redazione")
    risposta = esporta(richiesta, ElencoProva(lettrice, richiesta.GET), formato)
    return risposta, b"".join(risposta.streaming_content)


def righe_csv(indirizzo=""):
    _, dati = file("csv", indirizzo)
    return list(csv.reader(io.StringIO(dati.decode("utf-8-sig")), delimiter=";"))


def test_il_csv_porta_tutte_le_righe_elencate_nell_ordine(db):
    fornitori("a", "b", "c", "d", "città", tariffe=[1, 2, None, Decimal("3.50"), 5])
    risposta, dati = file("csv", "ordina=-nome")
    assert dati.startswith(b"\xef\xbb\xbf")
    assert risposta["Content-Disposition"].startswith('attachment; filename="prova-')
    righe = righe_csv("ordina=-nome")
    assert righe[0] == ["Nome", "Tariffa", "Creato il", "Giorno", "Sospeso"]
    assert [riga[0] for riga in righe[1:]] == ["d", "città", "c", "b", "a"]
    assert righe[1][1:] == ["3,50", "04/03/2026 10:30", "04/03/2026", "no"]


def test_nell_xlsx_le_date_sono_date(db):
    fornitori("a", tariffe=[Decimal("3.50")])
    _, dati = file("xlsx")
    riga = list(openpyxl.load_workbook(io.BytesIO(dati)).active.iter_rows(values_only=True))[1]
    assert riga == ("a", 3.5, datetime(2026, 3, 4, 10, 30), datetime(2026, 3, 4), "no")  # noqa: DTZ001 - a spreadsheet's


@pytest.mark.parametrize("cattivo", CATTIVI)
def test_nessuna_cella_diventa_una_formula(db, cattivo):
    """S-01"""
    fornitori(cattivo)
    assert righe_csv()[1][0].startswith("'")
    _, dati = file("xlsx")
    cella = openpyxl.load_workbook(io.BytesIO(dati)).active["A2"]
    assert cella.data_type == "s"
    assert str(cella.value).startswith("'")


@given(st.text())
def test_innocua_non_lascia_mai_un_inizio_pericoloso(testo):
    """S-01"""
    assert innocua(testo).lstrip(" ")[:1] not in set("=+-@\t\r\n")


def test_l_esportazione_segue_i_filtri(db):
    fornitori("Rossi", "Bianchi")
    assert [riga[0] for riga in righe_csv("testo=ross")[1:]] == ["Rossi"]


def test_ogni_esportazione_resta_scritta(db):
    """S-20: who, which filters, how many rows; and nobody rewrites it."""
    fornitori("Rossi", "Bianchi")
    righe_csv("testo=ross")
    scritta = Consultazione.objects.get()
    assert (scritta.genere, scritta.oggetto, scritta.quante) == ("esportazione", "prova", 1)
    assert scritta.dettagli == {"formato": "csv", "filtri": {"testo": ["ross"]}}
    assert str(scritta.chi) == "Lia Conti"
    with pytest.raises(ProgrammingError, match="solo_aggiunte"), transaction.atomic():
        Consultazione.objects.update(quante=0)
    with pytest.raises(ProgrammingError, match="solo_aggiunte"), transaction.atomic():
        Consultazione.objects.all().delete()


def test_un_file_troppo_lungo_o_un_filtro_sbagliato_torna_alla_pagina(db, rf, monkeypatch):
    fornitori("a", "b", "c")
    monkeypatch.setattr("nucleo.elenchi.file.RIGHE_IN_UN_FILE", 2)
    monkeypatch.setattr(modulo_elenco, "RIGHE_IN_UN_FILE", 2)
    detti = []
    monkeypatch.setattr("nucleo.elenchi.file.messages.error", lambda _, testo: detti.append(testo))
    richiesta = rf.get("/prova/esporta.csv?ordina=nome")
    assert esporta(richiesta, ElencoProva(None, richiesta.GET), "csv").url == "/prova/?ordina=nome"
    assert "restringi i filtri" in detti[0]
    richiesta = rf.get("/prova/esporta.csv?dal=boh")
    assert esporta(richiesta, ElencoProva(None, richiesta.GET), "csv").url == "/prova/?dal=boh"


def test_la_tabella_dice_come_e_ordinata_e_non_si_fida_dei_testi(db):
    fornitori("<script>alert(1)</script>")
    resa = tabella(elenco("ordina=-nome"))
    assert 'aria-sort="descending"' in resa
    assert 'aria-sort="none"' in resa
    assert "<script>" not in resa
    assert "04/03" not in resa
    assert "4 mar 2026" in resa


def test_un_giorno_resta_un_giorno():
    assert Colonna("x", lambda _: date(2026, 1, 2)).mostra(None) == "2 gen 2026"
