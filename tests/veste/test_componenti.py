"""The HTML of the components: what it says, that it escapes, that it can be followed without seeing it."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from nucleo import tempo
from nucleo.aspetto import STATI
from pratiche.models import Pratica, Stato

CATTIVO = '"><script>alert(1)</script>'


def rendi(testo, indirizzo="/", **contesto):
    richiesta = RequestFactory().get(indirizzo)
    return Template(testo).render(Context({"request": richiesta, **contesto}))


class Prova(forms.Form):
    nome = forms.CharField(label="Nome")
    canale = forms.ChoiceField(label="Canale", choices=[("pec", "PEC")], widget=forms.RadioSelect)


class Filtri(forms.Form):
    paese = forms.MultipleChoiceField(
        label="Paese", required=False, choices=[("jp", "Giappone"), ("us", "USA")]
    )
    riservate = forms.BooleanField(label="Riservate", required=False)
    q = forms.CharField(label="Parole", required=False)


@pytest.mark.parametrize("stato", Stato)
def test_ogni_stato_di_una_pratica_ha_testo_icona_e_colore(stato):
    segno = rendi("{% stato p %}", p=Pratica(stato=stato))
    assert stato.label in segno.replace("&#x27;", "'")
    assert "<use href=" in segno
    assert f"tono-{STATI[stato].tono}" in segno


def test_due_stati_della_pratica_non_si_confondono():
    vivi = [STATI[stato] for stato in Stato if stato not in (Stato.BOZZA, Stato.ANNULLATA)]
    assert len({aspetto.tono for aspetto in vivi}) == len(vivi)


def test_una_scadenza_dice_il_giorno_anche_a_chi_non_vede():
    with tempo.fermo(datetime(2026, 10, 7, 8, tzinfo=UTC)):
        segno = rendi("{% scadenza g %}", g=date(2026, 10, 4))
    assert 'datetime="2026-10-04"' in segno
    assert "in ritardo di 3 giorni" in segno


def test_una_scadenza_sospesa_non_fa_fretta():
    with tempo.fermo(datetime(2026, 10, 7, 8, tzinfo=UTC)):
        segno = rendi("{% scadenza g sospesa=True %}", g=date(2026, 10, 4))
    assert "in pausa" in segno
    assert "ritardo" not in segno


@pytest.mark.parametrize(
    "tag",
    [
        "{% etichetta x %}",
        "{% icona 'it-user' x %}",
        "{% copia x %}",
        "{% aiuto x %}",
        "{% persona x x %}",
        "{% voce x x %}",
        "{% briciola x '/' %}",
        "{% linguetta x x %}",
        "{% vuoto x x azione=x meta=x %}",
        "{% scheda x azione=x meta=x %}{{ x }}{% endscheda %}",
        "{% nota titolo=x %}{{ x }}{% endnota %}",
        "{% voce_lunga x %}{{ x }}{% endvoce_lunga %}",
        "{% differenze d %}",
        "{% passi p 1 %}",
        "{% colonna x 'nome' %}",
        "{% progresso 1 2 x %}",
    ],
)
def test_niente_di_scritto_da_altri_diventa_codice(tag):
    """S-01: stored XSS."""
    segno = rendi(
        tag, indirizzo="/?ordina=%22%3E%3Cscript%3E", x=CATTIVO, d={CATTIVO: [CATTIVO, CATTIVO]}, p=[CATTIVO]
    )
    assert "<script" not in segno
    assert "&lt;script" in segno


def test_una_icona_muta_non_si_legge():
    assert 'aria-hidden="true"' in rendi("{% icona 'it-user' %}")
    assert 'role="img" aria-label="Cerca"' in rendi("{% icona 'it-search' 'Cerca' %}")


def test_quel_che_manca_si_legge_non_indicato():
    assert "non indicato" in rendi("{% voce 'PEC' '' %}")
    assert "non indicato" in rendi("{{ x|data }}", x=None)


def test_una_colonna_dice_come_e_ordinata_e_si_inverte():
    segno = rendi("{% colonna 'Numero' 'numero' %}", indirizzo="/?ordina=numero&dopo=abc&paese=jp")
    assert 'aria-sort="ascending"' in segno
    assert 'href="?ordina=-numero&amp;paese=jp"' in segno


def test_i_filtri_in_vigore_si_tolgono_uno_per_uno():
    indirizzo = "/?paese=jp&paese=us&riservate=on&ordina=-numero&dopo=x"
    modulo = Filtri(RequestFactory().get(indirizzo).GET)
    segno = rendi("{% filtri form %}", indirizzo=indirizzo, form=modulo)
    assert 'href="?paese=us&amp;riservate=on&amp;ordina=-numero"' in segno
    assert "Giappone" in segno
    assert 'name="ordina" value="-numero"' in segno


def test_le_pagine_tengono_i_filtri_e_cambiano_il_cursore():
    segno = rendi("{% pagine prima='a' dopo='b' %}", indirizzo="/?paese=jp&dopo=z")
    assert 'href="?paese=jp&amp;prima=a" rel="prev"' in segno
    assert 'href="?paese=jp&amp;dopo=b" rel="next"' in segno


def test_l_esportazione_porta_con_se_i_filtri():
    segno = rendi("{% esporta csv='/f.csv' %}", indirizzo="/?paese=jp&dopo=z")
    assert 'href="/f.csv?paese=jp"' in segno
    assert "xlsx" not in segno


def test_il_riepilogo_degli_errori_porta_ai_campi():
    segno = rendi("{% errori form %}", form=Prova({}))
    assert 'role="alert"' in segno
    assert 'href="#id_nome"' in segno
    assert 'href="#id_canale_0"' in segno


def test_un_modulo_buono_non_ha_riepilogo():
    assert "alert" not in rendi("{% errori form %}", form=Prova({"nome": "a", "canale": "pec"}))
    assert "alert" not in rendi("{% errori assente %}")


def test_un_modulo_intero_ha_il_gettone_e_i_bottoni():
    segno = rendi("{% modulo form invia='Apri' annulla='/via/' %}", form=Prova(), csrf_token="gettone")
    assert 'value="gettone"' in segno
    assert ">Apri</button>" in segno
    assert 'href="/via/"' in segno


def test_la_cronologia_dice_chi_quando_che_cosa_e_perche():
    passo = {
        "get_genere_display": "Scheda modificata",
        "da": "Giulia Bianchi",
        "quando": datetime(2026, 10, 7, 8, tzinfo=UTC),
        "motivo": "L'azienda ha aggiunto un paese.",
        "differenze": {"Paesi": ["", "Giappone"]},
    }
    segno = rendi("{% cronologia passi %}", passi=[passo])
    for parola in (
        "Scheda modificata",
        "Giulia Bianchi",
        "ha aggiunto un paese",
        "<del>vuoto</del>",
        "Giappone",
    ):
        assert parola in segno


def test_un_passo_senza_autore_e_automatico():
    passo = {"get_genere_display": "Sollecito", "da": None, "quando": datetime(2026, 10, 7, 8, tzinfo=UTC)}
    assert "Automatico" in rendi("{% cronologia passi %}", passi=[passo])
