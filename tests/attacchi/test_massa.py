"""S-01, mass assignment: what a form does not ask for, nobody can send with it."""

import re
from collections import Counter
from itertools import chain, zip_longest

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, models, transaction

from tests.sostegno.moduli import moduli

NOSTRE = ("nucleo", "sportelli", "pratiche", "circolari", "calendario", "feedback", "dialogo")
SCRIVE = re.compile(r"\s*(INSERT|UPDATE|DELETE|WITH)\b", re.I)
# Keys and seals, drawn by lot: what is written with them is new each time.
CASUALE = re.compile(r"[A-Za-z0-9_=+/.:-]{20,}")
SEQUENZE = """
    SELECT format('%I.%I', schemaname, sequencename),
        coalesce(last_value, start_value), last_value IS NOT NULL
    FROM pg_sequences WHERE schemaname = 'public'
"""
# What a form asks for in another of its steps; a button that keeps what is written in the form beside it, and
# knows by its version that there is one.
ALTROVE = {
    re.compile("^/pratiche/nuova/"): {"azienda", "contatto"},
    re.compile("^/circolari/.+/prova/$"): {"revisione"},
}
PARTI = 12


def _colonne():
    """Every column of every table of ours."""
    for modello in chain.from_iterable(apps.get_app_config(app).get_models() for app in NOSTRE):
        yield from (campo for campo in modello._meta.get_fields() if getattr(campo, "column", None))


def _valori(campo):
    """What an attacker would like to be there: the first and the last thing that the column may hold."""
    if campo.choices:
        scelte = [str(valore) for valore, _ in campo.flatchoices]
        return scelte[0], scelte[-1]
    if isinstance(campo, models.ForeignKey):
        righe = campo.related_model._base_manager.order_by("pk").values_list("pk", flat=True)
        return (str(righe.first() or 1), str(righe.last() or 1))
    if isinstance(campo, models.BooleanField):
        return "on", ""
    if isinstance(campo, models.DateTimeField | models.DateField):
        return "2020-01-01", "2040-01-01"
    if isinstance(campo, models.IntegerField | models.DecimalField):
        return "1", "999"
    return "canarinomassa", "canarino@massa.example"


@pytest.fixture
def in_piu(mondo):
    """Two handfuls of fields: every column by its name and by the name of its field."""
    prima, ultima = {}, {}
    for campo in _colonne():
        for nome in {campo.name, campo.column}:
            prima[nome], ultima[nome] = _valori(campo)
    assert len(prima) > 200
    return prima, ultima


def _sequenze():
    """Where each sequence is, as `setval` wants it."""
    with connection.cursor() as cursore:
        cursore.execute(SEQUENZE)
        return cursore.fetchall()


def _scritto(client, via, campi, sequenze):
    """Every row that this POST writes, as SQL says it; nothing of it stays, not even having gone out."""
    detto, biscotti = [], client.cookies.copy()
    cache.clear()

    def annota(fai, sql, parametri, molti, contesto):
        if SCRIVE.match(sql):
            detto.append(CASUALE.sub("…", f"{sql} {parametri!r}"))
        return fai(sql, parametri, molti, contesto)

    with transaction.atomic():
        with connection.cursor() as cursore:
            cursore.executemany("SELECT setval(%s, %s, %s)", sequenze)
        with connection.execute_wrapper(annota):
            client.post(via, campi)
        transaction.set_rollback(True)
    client.cookies = biscotti
    return detto


def _da_provare(pagine, finestra, quali):
    """The forms of some pages, each once for each address that it is sent to: (person, address, form)."""
    visti = set()
    for pagina, via in pagine[quali]:
        risposta = finestra(pagina.chi).get(via)
        if risposta.streaming or "text/html" not in risposta.get("Content-Type", ""):
            continue
        for modulo in moduli(risposta.content.decode()):
            dove = modulo.azione or via
            modulo.nomi.update(*(nomi for dei_passi, nomi in ALTROVE.items() if dei_passi.search(dove)))
            if dove.startswith("/") and (dove, *modulo.campi) not in visti:
                visti.add((dove, *modulo.campi))
                yield pagina, dove, modulo


@pytest.mark.parametrize("turno", range(PARTI))
def test_un_modulo_scrive_cio_che_chiede(mondo, pagine, finestra, in_piu, turno):
    """Every form of every page, sent with every column of the database besides its fields: the same rows are
    written, to the byte."""
    esiti, diversi = Counter(), []
    for pagina, via, modulo in _da_provare(pagine, finestra, slice(turno, None, PARTI)):
        client, sequenze = finestra(pagina.chi), _sequenze()
        onesto = _scritto(client, via, modulo.campi, sequenze)
        esiti["scrive" if onesto else "non scrive"] += 1
        for tutti in in_piu:
            altri = {nome: valore for nome, valore in tutti.items() if nome not in modulo.nomi}
            scritto = _scritto(client, via, altri | modulo.campi, sequenze)
            diversi += [(via, una, altra) for una, altra in zip_longest(onesto, scritto) if una != altra][:1]
    assert not diversi
    assert esiti["scrive"] > 10, esiti
