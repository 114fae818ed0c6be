"""Every page of the Extranet: its address, who opens it, and of which row."""

from tests.browser.pagina import Pagina
from tests.browser.pagine_calendario import CALENDARIO, CALENDARIO_DI_TUTTI, FONTI, SCRIVERE_IL_CALENDARIO
from tests.browser.pagine_feedback import FEEDBACK, RISULTATI
from tests.permessi.tabella import celle

# Addresses that are no page, and what they are instead.
SENZA_PAGINA = {
    "una risposta a un POST": (
        *("pratiche:elenco_assegna", "pratiche:elenco_prendi_in_carico", "pratiche:minuta"),
        *("risultati_ogni_mese", "risultati_basta"),
        *("pratiche:minuta_scarta", "nucleo:leggi", "nucleo:leggi_tutte", "nucleo:filtro_salva"),
        *("nucleo:filtro_dimentica", "nucleo:riprova", "nucleo:riprova_parcheggiate"),
        *(
            "sportelli:contatto_disattiva",
            "sportelli:contatto_attiva",
            "sportelli:contatto_riabilita",
            "sportelli:fornitore_condividi",
        ),
        *("sportelli:fornitore_riattiva", "sportelli:fornitore_contatto_togli", "sportelli:documento_togli"),
        *("sportelli:persona_invita", "sportelli:persona_riattiva", "circolari:nuova", "circolari:salva"),
        *("circolari:prova", "circolari:duplica", "circolari:allega", "circolari:togli_allegato"),
        *("circolari:riprova", "circolari:prendi_visione", "circolari:disiscrivi"),
        *("calendario:importa_conferma", "calendario:importa_rifiutate", "calendario:salva"),
        *("calendario:allega", "calendario:togli_allegato", "calendario:disiscrivi"),
        *("calendario:fonte_prova", "calendario:fonte_leggi", "calendario:fonte_accendi"),
        *("calendario:fonte_spegni", "calendario:fonte_riammetti", "calendario:riprendi"),
        *("calendario:lega", "calendario:slega"),
        "feedback:questionario_nuovo",
        *("feedback:sezione_togli", "feedback:domanda_sposta", "feedback:domanda_togli"),
    ),
    "un pezzo di una pagina che è qui": (
        *("pratiche:aziende", "pratiche:simili", "pratiche:verifica", "sportelli:aziende_simili"),
        *("sportelli:azienda_campo", "sportelli:ateco", "circolari:testo", "circolari:platea"),
        *("circolari:avanzamento", "calendario:testo", "calendario:campo", "calendario:radar"),
        *("calendario:fonte_stato", "feedback:domanda_prova"),
    ),
    "un file": (
        *("pratiche:elenco_lista_esporta", "pratiche:archivio_esporta", "pratiche:allegato"),
        *("sportelli:aziende_esporta", "sportelli:fornitori_esporta", "sportelli:documento"),
        *("nucleo:registro_esporta", "posta_locale:allegato", "posta_locale:html"),
        *("mfa_download_recovery_codes", "circolari:elenco_esporta", "circolari:registro_esporta"),
        *("circolari:resoconto_esporta", "circolari:allegato", "circolari:allegato_pubblico"),
        *("circolari:certificato", "circolari:feed", "calendario:elenco_esporta"),
        *("calendario:editori_esporta", "calendario:resoconto_esporta", "calendario:importa_modello"),
        *("calendario:allegato", "calendario:allegato_pubblico", "calendario:programma"),
        *("calendario:programme", "calendario:feed", "calendario:feed_en", "calendario:evento_ics"),
        *("calendario:event_ics", "calendario:incorpora_js", "calendario:tema"),
        *("feedback:elenco_esporta", "feedback:richieste_esporta", "feedback:seguiti_esporta"),
        *("risultati_file", "risultati_rapporto"),
        *("conformita_file", "dati_aperti_file"),
    ),
    "una risposta per una macchina": (
        *("salute", "salute_pronta", "mfa_login_webauthn", "mappa", "robot", "calendario:catalogo"),
        "dati_aperti_catalogo",
    ),
    "la pagina 404": (
        *("account_email", "account_email_verification_sent", "account_confirm_email"),
        *("account_set_password", "sportelli:email_chiusa"),
    ),
    "una pagina di tests/veste/test_accesso_browser.py": (
        *("mfa_authenticate", "mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_view_recovery_codes"),
        *("mfa_reauthenticate_webauthn",),
    ),
    "una pagina che allauth apre solo con un codice nella sessione": ("account_confirm_login_code",),
}
PUBBLICHE = [
    Pagina(nome, "anonimo")
    for nome in (
        *("account_login", "account_signup", "account_inactive", "account_reset_password"),
        *("account_reset_password_done", "account_reset_password_from_key_done"),
        *("accessibilita", "privacy", "note_legali", "stile", "stile_conferma"),
    )
] + [
    Pagina("account_reset_password_from_key", "anonimo", "chiave buona", manda=True),
    Pagina("account_reset_password_from_key", "anonimo", "chiave finita"),
    Pagina("posta_locale:elenco", "anonimo"),
    Pagina("posta_locale:dettaglio", "anonimo", "lettera"),
]
DI_TUTTI = [
    *(Pagina("cruscotto", chi) for chi in ("operatrice", "responsabile", "referente", "redazione")),
    *(
        Pagina("cruscotto", chi)
        for chi in ("direzione", "amministratore", "senza ufficio", "lucca", "partner")
    ),
    Pagina("cerca", "operatrice", query="q=camicie"),
    Pagina("cerca", "referente", query="q=camicie"),
    Pagina("cerca", "operatrice", query="q=zabaione"),
    Pagina("cerca", "redazione"),
    Pagina("nucleo:notifiche", "operatrice"),
    Pagina("nucleo:notifiche", "referente"),
    Pagina("nucleo:notifiche", "redazione"),
    Pagina("nucleo:preferenze", "referente"),
    Pagina("sportelli:profilo", "referente"),
    Pagina("sportelli:profilo", "operatrice"),
]
DEL_CONTO = [
    *(
        Pagina(nome, "operatrice")
        for nome in (
            *("account_logout", "account_change_password", "account_reauthenticate", "mfa_index"),
            *("mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn"),
        )
    ),
    *(
        Pagina(nome, "amministratore")
        for nome in (
            *("mfa_index", "mfa_reauthenticate", "mfa_deactivate_totp", "mfa_generate_recovery_codes"),
        )
    ),
]
ELENCHI = [
    *(Pagina("pratiche:elenco", chi) for chi in ("operatrice", "responsabile", "referente", "direzione")),
    Pagina("pratiche:elenco", "lucca"),
    Pagina("pratiche:elenco_lista", "operatrice", "lista ufficio"),
    Pagina("pratiche:elenco_lista", "operatrice", "lista ufficio", "testo=zabaione"),
    Pagina("pratiche:elenco_lista", "referente", "lista tutte"),
    *(Pagina("pratiche:archivio", chi) for chi in ("operatrice", "pisa", "referente", "redazione")),
    Pagina("pratiche:archivio", "pisa", query="testo=certificato"),
    Pagina("pratiche:archivio", "pisa", query="testo=zabaione"),
]
SCHEDA = [
    Pagina("pratiche:nuova", "operatrice"),
    Pagina("pratiche:modifica", "operatrice", "bozza"),
    Pagina("pratiche:modifica", "operatrice", "in lavorazione"),
]
PRATICHE = [
    *(
        Pagina("pratiche:dettaglio", "operatrice", scena)
        for scena in (
            *("bozza", "aperta", "in lavorazione", "attesa azienda", "attesa tp", "tocca allo sportello"),
            *("silenzio", "chiarimento", "chiarimento risposto", "completata", "riservata", "annullata"),
            *("condivisa", "con un fornitore", "file tp"),
        )
    ),
    *(
        Pagina("pratiche:dettaglio", "referente", scena)
        for scena in ("attesa tp", "tocca allo sportello", "chiarimento risposto", "completata", "file tp")
    ),
    Pagina("pratiche:dettaglio", "responsabile", "chiarimento"),
    Pagina("pratiche:dettaglio", "direzione", "attesa tp"),
    Pagina("pratiche:dettaglio", "pisa", "completata"),
    Pagina("pratiche:dettaglio", "pisa", "riservata"),
    Pagina("pratiche:dettaglio", "pisa", "aperta", stato=404),
    Pagina("pratiche:dettaglio", "lucca", "condivisa"),
    Pagina("pratiche:completa", "referente", "in lavorazione", stato=403),
    Pagina("pratiche:decisione_rispondi", "operatrice", "tocca allo sportello"),
    Pagina("pratiche:decisione_concorda", "operatrice", "tocca allo sportello"),
]
ANAGRAFE = [
    *(
        Pagina(f"sportelli:{nome}", "operatrice", "azienda")
        for nome in (
            *("azienda", "azienda_modifica", "azienda_contatti", "contatto_nuovo", "azienda_consensi"),
            *("azienda_pratiche", "azienda_storia"),
        )
    ),
    Pagina("pratiche:di_azienda", "operatrice", "azienda"),
    Pagina("sportelli:contatto_modifica", "operatrice", "persona dell'azienda"),
    Pagina("sportelli:consenso_nuovo", "operatrice", "persona dell'azienda"),
    Pagina("sportelli:aziende", "operatrice"),
    Pagina("sportelli:aziende", "operatrice", query="testo=zabaione"),
    Pagina("sportelli:aziende", "pisa"),
    Pagina("sportelli:azienda_nuova", "operatrice"),
    *(Pagina("sportelli:fornitori", chi) for chi in ("operatrice", "referente", "pisa")),
    Pagina("sportelli:fornitore_nuovo", "operatrice"),
    *(Pagina("sportelli:fornitore", chi, "fornitore nostro") for chi in ("operatrice", "referente")),
    Pagina("sportelli:fornitore", "pisa", "fornitore di tp"),
    Pagina("sportelli:fornitore", "operatrice", "fornitore sospeso"),
    *(
        Pagina(nome, "operatrice", "fornitore nostro")
        for nome in (
            *("pratiche:del_fornitore", "sportelli:fornitore_modifica", "sportelli:fornitore_sospendi"),
            *("sportelli:fornitore_contatto", "sportelli:fornitore_documento"),
        )
    ),
    Pagina("sportelli:fornitore_contatto_modifica", "operatrice", "persona del fornitore"),
]
UFFICI = [
    *(Pagina("sportelli:uffici", chi) for chi in ("operatrice", "amministratore")),
    Pagina("sportelli:ufficio", "operatrice", "sportello"),
    Pagina("sportelli:ufficio", "responsabile", "sportello"),
    Pagina("sportelli:ufficio_modifica", "responsabile", "sportello"),
    *(Pagina("sportelli:persone", chi) for chi in ("responsabile", "amministratore")),
    *(Pagina("sportelli:persona_nuova", chi) for chi in ("responsabile", "amministratore")),
    Pagina("sportelli:persona_modifica", "amministratore", "persona invitata"),
    Pagina("sportelli:persona_disattiva", "responsabile", "persona invitata"),
]
DELL_AMMINISTRATORE = [
    Pagina("nucleo:posta", "amministratore"),
    Pagina("nucleo:posta", "operatrice", stato=403),
    *(Pagina(f"nucleo:{nome}", "amministratore") for nome in ("sospendi", "riprendi", "registro")),
    Pagina("nucleo:annulla", "amministratore", "lettera in coda"),
]
CIRCOLARI = [
    *(Pagina("circolari:elenco", chi) for chi in ("operatrice", "pisa", "referente", "redazione")),
    Pagina("circolari:elenco", "operatrice", query="testo=zabaione"),
    *(
        Pagina("circolari:circolare", chi, f"circolare {scena}")
        for chi in ("operatrice", "redazione", "direzione")
        for scena in ("in anteprima", "pubblica", "ritirata prima", "ritirata dopo", "aperta a tutti")
    ),
    Pagina("circolari:circolare", "pisa", "circolare in anteprima", stato=404),
    Pagina("circolari:versioni", "operatrice", "circolare corretta"),
    *(Pagina("circolari:registro", chi, "circolare pubblica") for chi in ("operatrice", "redazione")),
    *(
        Pagina(f"circolari:{nome}", "redazione", "circolare bozza")
        for nome in ("modifica", "anteprima", "cestina", "diffondi")
    ),
    Pagina("circolari:anteprima", "redazione", "circolare bozza", "come=azienda"),
    *(
        Pagina(f"circolari:{nome}", "redazione", "circolare in anteprima")
        for nome in ("registro", "correggi", "ritira", "apri_a_tutti")
    ),
    Pagina("circolari:simulatore", "redazione"),
    Pagina("circolari:simulatore", "redazione", query="giorno=2026-12-22&ora=10:40"),
    *(Pagina("circolari:resoconto", chi) for chi in ("operatrice", "redazione", "direzione")),
    Pagina("circolari:pubbliche", "anonimo"),
    Pagina("circolari:pubbliche", "anonimo", query="q=iscrizioni"),
    Pagina("circolari:pubbliche", "anonimo", query="q=zabaione"),
    Pagina("circolari:pubblica", "anonimo", "circolare pubblica"),
    Pagina("circolari:pubblica", "anonimo", "circolare ritirata dopo", stato=410),
    Pagina("circolari:pubblica", "anonimo", "circolare in anteprima", stato=404),
    Pagina("circolari:iscrizione", "anonimo", "chiave di un'azienda"),
]
# Django's own pages: the texts and colours are ours, the templates are not.
ADMIN = [
    *(
        Pagina(f"admin:{nome}", "amministratore")
        for nome in ("index", "sportelli_servizio_changelist", "sportelli_utente_changelist")
    ),
    Pagina("admin:nucleo_chiusura_add", "amministratore"),
    Pagina("admin:sportelli_servizio_change", "amministratore", "servizio"),
    Pagina("admin:sportelli_sportello_change", "amministratore", "sportello di admin"),
]


def in_due(pagine):
    """The pages, each by the first who opens it, and the same ones by the others.

    The home page is another one for everybody.
    """
    viste, diverse, uguali = set(), [], []
    for pagina in pagine:
        quale = pagina if pagina.nome == "cruscotto" else pagina._replace(chi="")
        (uguali if quale in viste else diverse).append(pagina)
        viste.add(quale)
    return diverse, uguali


def _verbi():
    """The page of every verb, for the first «sì» of docs/permessi.md: a new verb is here by itself."""
    visti = {pagina.nome for pagina in (*ELENCHI, *SCHEDA, *DI_TUTTI)} | {"pratiche:dettaglio"}
    visti |= {nome for nomi in SENZA_PAGINA.values() for nome in nomi}
    for cella in celle():
        if cella.atteso == "sì" and cella.indirizzo not in visti:
            visti.add(cella.indirizzo)
            yield Pagina(cella.indirizzo, cella.ruolo, cella.pratica)


GRUPPI = {
    "pubbliche": PUBBLICHE,
    "di tutti": DI_TUTTI,
    "del conto": DEL_CONTO,
    "elenchi": ELENCHI,
    "scheda": SCHEDA,
    "pratiche": PRATICHE,
    "verbi": list(_verbi()),
    "anagrafe": ANAGRAFE,
    "uffici": UFFICI,
    "circolari": CIRCOLARI,
    "calendario": CALENDARIO,
    "scrivere il calendario": SCRIVERE_IL_CALENDARIO,
    "fonti": FONTI,
    "calendario di tutti": CALENDARIO_DI_TUTTI,
    "feedback": FEEDBACK,
    "risultati": RISULTATI,
    "amministratore": DELL_AMMINISTRATORE,
    "admin": ADMIN,
}
