"""The pages of the feedback, of the results, of the open data."""

from tests.browser.pagina import Pagina

FEEDBACK = [
    *(Pagina("feedback:elenco", chi) for chi in ("operatrice", "responsabile", "pisa", "referente")),
    Pagina("feedback:elenco", "operatrice", query="testo=zabaione"),
    *(Pagina("feedback:richieste", chi) for chi in ("operatrice", "pisa")),
    *(
        Pagina("feedback:richieste", "operatrice", query=f"lista={lista}")
        for lista in ("non-arrivate", "tutte")
    ),
    Pagina("feedback:richieste", "operatrice", query="lista=inventata", stato=404),
    *(Pagina("feedback:risposta", chi, "risposta") for chi in ("operatrice", "referente")),
    Pagina("feedback:risposta", "pisa", "risposta", stato=404),
    *(
        Pagina("feedback:della_pratica", chi, "pratica con una risposta")
        for chi in ("operatrice", "referente")
    ),
    Pagina("feedback:chiedi", "operatrice", "pratica già chiesta"),
    *(Pagina("feedback:seguiti", chi) for chi in ("operatrice", "pisa")),
    Pagina("feedback:seguito_chiudi", "operatrice", "seguito"),
    Pagina("feedback:impostazioni", "responsabile"),
    *(Pagina("feedback:questionari", chi) for chi in ("operatrice", "redazione")),
    *(
        Pagina(f"feedback:{nome}", "operatrice", "questionario in uso")
        for nome in ("questionario", "anteprima")
    ),
    Pagina("feedback:anteprima", "redazione", "questionario in bozza", "lingua=en"),
    *(
        Pagina(f"feedback:{nome}", "redazione", "questionario in bozza")
        for nome in (
            *("questionario", "questionario_testi", "sezione_nuova", "domanda_nuova"),
            *("questionario_adotta", "questionario_cestina"),
        )
    ),
    Pagina("feedback:sezione", "redazione", "sezione in bozza"),
    Pagina("feedback:domanda", "redazione", "domanda in bozza"),
    Pagina("feedback:rispondi", "anonimo", "questionario da riempire"),
    Pagina("feedback:rispondi", "anonimo", "questionario da riempire", "lingua=en"),
    Pagina("feedback:rispondi", "anonimo", "questionario riempito"),
    Pagina("feedback:rispondi", "anonimo", "questionario riempito", "correggi=si"),
    Pagina("feedback:rispondi", "anonimo", "chiave di nessuno", stato=404),
    Pagina("feedback:rifiuta", "anonimo", "questionario da riempire"),
    *(Pagina("feedback:rifiutata", "anonimo", query=query) for query in ("", "lingua=en")),
]
RISULTATI = [
    *(Pagina("risultati", chi) for chi in ("operatrice", "responsabile", "referente", "direzione")),
    Pagina("risultati", "direzione", query="sportello=FI&settore=moda"),
    Pagina("risultati", "operatrice", query="dal=2026-05&al=2026-01"),
    Pagina("risultati", "partner", stato=403),
    Pagina("conformita", "direzione"),
    Pagina("conformita", "direzione", query="anno=2025"),
    Pagina("dati_aperti", "anonimo"),
]
