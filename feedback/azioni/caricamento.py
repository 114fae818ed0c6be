"""The questionnaire that every installation begins with, from the file of the project."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from feedback.models import Domanda, Opzione, Questionario, Sezione, StatoQuestionario
from nucleo import tempo

FILE = Path(__file__).resolve().parent.parent / "dati" / "questionario.json"
TESTI = ("titolo", "titolo_en", "introduzione", "introduzione_en", "ringraziamento", "ringraziamento_en")
DELLA_DOMANDA = ("codice", "testo", "testo_en", "aiuto", "aiuto_en", "obbligatoria", "indicatore")
DELLA_SCALA = ("minimo", "massimo", "non_so")

Riga = dict[str, Any]


@transaction.atomic
def carica_questionario() -> bool:
    """Loads and adopts the first version where there is none; whether it did. Later ones are people's."""
    if Questionario.objects.exists():
        return False
    dati = json.loads(FILE.read_text(encoding="utf-8"))
    testi = {nome: dati[nome] for nome in TESTI}
    questionario = Questionario.objects.create(versione=1, minuti=dati["minuti"], **testi)
    domande: dict[str, Domanda] = {}
    for ordine, riga in enumerate(dati["sezioni"], 1):
        titoli = {"titolo": riga["titolo"], "titolo_en": riga["titolo_en"]}
        sezione = Sezione.objects.create(questionario=questionario, ordine=ordine, **titoli)
        for posto, domanda in enumerate(riga["domande"], 1):
            domande[domanda["codice"]] = _domanda(sezione, posto, domanda, dati["scale"], domande)
    questionario.passa_a(StatoQuestionario.IN_USO, adottato_il=tempo.adesso())
    return True


def _domanda(sezione: Sezione, ordine: int, riga: Riga, scale: Riga, prima: dict[str, Domanda]) -> Domanda:
    scala, condizione = scale[riga["scala"]], riga.get("se", {})
    campi = {nome: riga[nome] for nome in DELLA_DOMANDA if nome in riga}
    campi |= {nome: scala[nome] for nome in DELLA_SCALA if nome in scala}
    campi |= {"massimo": riga["massimo"]} if "massimo" in riga else {}
    domanda = Domanda.objects.create(
        questionario=sezione.questionario,
        sezione=sezione,
        ordine=ordine,
        tipo=scala["tipo"],
        se_domanda=prima[condizione["domanda"]] if condizione else None,
        se_valori=condizione.get("valori", []),
        **campi,
    )
    Opzione.objects.bulk_create(
        Opzione(domanda=domanda, ordine=n, valore=valore, testo=testo, testo_en=testo_en)
        for n, (valore, testo, testo_en) in enumerate(scala.get("opzioni", ()), 1)
    )
    return domanda
