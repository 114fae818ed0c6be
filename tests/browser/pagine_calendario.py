"""The pages of the calendar: those of who writes it, and those of everybody."""

from tests.browser.pagina import Pagina

CALENDARIO = [
    *(Pagina("calendario:elenco", chi) for chi in ("operatrice", "referente", "direzione", "partner")),
    Pagina("calendario:elenco", "redazione", query="lista=in-programma"),
    Pagina("calendario:elenco", "redazione", query="lista=da-approvare"),
    Pagina("calendario:elenco", "redazione", query="lista=annullate"),
    Pagina("calendario:elenco", "partner", query="lista=bozze"),
    Pagina("calendario:elenco", "redazione", query="vista=mese&mese=2030-05"),
    Pagina("calendario:elenco", "operatrice", query="testo=zabaione"),
    *(
        Pagina("calendario:iniziativa", chi, f"iniziativa {scena}")
        for chi in ("operatrice", "redazione")
        for scena in ("ricca", "rinviata", "annullata", "sotto embargo", "bozza")
    ),
    *(
        Pagina("calendario:iniziativa", "partner", f"iniziativa {scena}")
        for scena in ("bozza da approvare", "proposta", "rimandata", "con una modifica", "confermata")
    ),
    Pagina("calendario:iniziativa", "redazione", "iniziativa con una modifica"),
    Pagina("calendario:iniziativa", "pisa", "iniziativa sotto embargo", stato=404),
    Pagina("calendario:versioni", "redazione", "iniziativa rinviata"),
    Pagina("calendario:legate", "operatrice", "circolare di un'iniziativa"),
    *(Pagina("calendario:resoconto", chi) for chi in ("redazione", "direzione")),
]
SCRIVERE_IL_CALENDARIO = [
    *(Pagina("calendario:nuova", chi) for chi in ("operatrice", "redazione", "partner")),
    *(
        Pagina(f"calendario:{nome}", "redazione", "iniziativa ricca")
        for nome in ("modifica", "anteprima", "rinvia", "annulla", "duplica", "ripeti")
    ),
    Pagina("calendario:modifica", "partner", "iniziativa con una modifica"),
    Pagina("calendario:modifica", "operatrice", "iniziativa bozza"),
    Pagina("calendario:modifica", "operatrice", "iniziativa confermata", stato=403),
    *(
        Pagina(f"calendario:{nome}", "operatrice", "iniziativa bozza")
        for nome in ("anteprima", "pubblica_ora", "cestina")
    ),
    Pagina("calendario:proponi", "partner", "iniziativa bozza da approvare"),
    Pagina("calendario:ritira_proposta", "partner", "iniziativa proposta"),
    *(
        Pagina(f"calendario:{nome}", "redazione", f"iniziativa {scena}")
        for nome in ("approva", "rimanda")
        for scena in ("proposta", "con una modifica")
    ),
    Pagina("calendario:conferma", "redazione", "iniziativa rinviata"),
    *(
        Pagina("calendario:in_blocco", "redazione", "iniziativa ricca", f"iniziativa={{codice}}&che={che}")
        for che in ("annulla", "aggiungi_settore")
    ),
    *(Pagina("calendario:importa", chi) for chi in ("redazione", "partner")),
    Pagina("calendario:editori", "redazione"),
    Pagina("calendario:editore_nuovo", "redazione"),
    Pagina("calendario:editore", "redazione", "editore"),
]
FONTI = [
    Pagina("calendario:fonti", "redazione"),
    Pagina("calendario:fonti", "partner", stato=403),
    Pagina("calendario:fonte_nuova", "redazione"),
    *(Pagina("calendario:fonte", "redazione", riga) for riga in ("fonte", "fonte nuova")),
    Pagina("calendario:fonte_modifica", "redazione", "fonte"),
    *(Pagina("calendario:fonte_lettura", "redazione", riga) for riga in ("lettura", "lettura sospetta")),
    Pagina("calendario:fonte_conferma", "redazione", "lettura sospetta"),
]
# The same pages in the two languages.
CALENDARIO_DI_TUTTI = [
    *(
        Pagina(f"calendario:{nome}", "anonimo", riga)
        for coppia, riga in (
            (("pubblico", "public"), ""),
            (("pubblico_mese", "public_month"), "un mese"),
            (("pubblico_settimana", "public_week"), "una settimana"),
            (("pubblico_anno", "public_year"), "un anno"),
            (("pubblico_paesi", "public_countries"), ""),
            (("pubblica", "public_event"), "iniziativa ricca"),
            (("abbonati", "subscribe"), ""),
            (("abbonati_fatto", "subscribe_done"), ""),
            (("interesse", "interest"), "iniziativa ricca"),
            (("interesse_fatto", "interest_done"), "iniziativa ricca"),
            (("dati", "open_data"), ""),
        )
        for nome in coppia
    ),
    Pagina("calendario:pubblico", "anonimo", query="settore=moda&paese=JP"),
    Pagina("calendario:pubblico", "anonimo", query="q=zabaione"),
    *(
        Pagina("calendario:pubblica", "anonimo", f"iniziativa {scena}")
        for scena in ("confermata", "rinviata", "annullata")
    ),
    *(
        Pagina("calendario:pubblica", "anonimo", f"iniziativa {scena}", stato=404)
        for scena in ("bozza", "sotto embargo")
    ),
    Pagina("calendario:public_event", "anonimo", "iniziativa bozza", stato=404),
    Pagina("calendario:pubblica", "anonimo", "iniziativa ricca", "provincia=FI"),
    Pagina("calendario:interesse_fatto", "anonimo", "iniziativa ricca", "provincia=FI"),
    Pagina("calendario:abbonamento", "anonimo", "abbonamento chiesto"),
    Pagina("calendario:abbonamento", "anonimo", "abbonamento in vigore"),
    Pagina("calendario:incorpora", "anonimo"),
    Pagina("calendario:incorpora", "anonimo", query="vista=mese&mese=2030-05&lingua=en"),
    Pagina("calendario:configuratore", "anonimo", query="vista=mese"),
    Pagina("calendario:embed_guide", "anonimo"),
]
