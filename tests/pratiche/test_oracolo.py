"""A-02: list = detail = search = export = count, in random universes, against the mandate.

The oracle below is written from the words of C4, and knows nothing of grants, groups or queries.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.contrib.postgres.search import SearchQuery
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nucleo import tempo
from nucleo.stati import PassaggioNonAmmesso
from pratiche import azioni
from pratiche.azioni.visibilita import deriva
from pratiche.models import Pratica
from pratiche.riservatezza import righe
from tests.conftest import azienda_di

UFFICI = ("FI", "PI", "LU")


@dataclass
class Mandato:
    """What the mandate remembers of a pratica."""

    ufficio: str
    dove: str = "bozza"  # bozza, aperta, archivio, annullata
    tp_coinvolta: bool = False
    era_aperta: bool = False
    prestiti: dict[str, datetime] = field(default_factory=dict)

    def la_vede(self, chi, adesso):
        """Draft: its own Sportello. Open: its own Sportello and TP. Completed: everybody of the network.

        Cancelled: its own Sportello, and TP if TP had been involved. Shared: until the expiry.
        """
        ufficio, ruolo = chi
        if ruolo == "nessuno":
            return False
        if ufficio == self.ufficio or self.dove == "archivio":
            return True
        if ruolo == "tp":
            return self.dove == "aperta" or (self.dove == "annullata" and self.tp_coinvolta)
        return self.dove == "aperta" and ufficio in self.prestiti and adesso < self.prestiti[ufficio]


def apri(m):
    m.dove, m.era_aperta = "aperta", True


def chiudi(dove):
    def verbo(m):
        m.dove, m.prestiti = dove, {}

    return verbo


def riapri(m):
    m.dove = "aperta" if m.era_aperta else "bozza"


def coinvolgi(m):
    m.tp_coinvolta = True


def niente(m):
    pass


# name → (the verb, what the mandate says it changes)
def verbi(mondo):
    ufficio, referente = mondo.operatori, mondo.referente

    def di(pratica):
        return ufficio[pratica.sportello.codice]

    entro = tempo.oggi() + timedelta(days=9)
    decisione = lambda p: p.decisioni.latest("pk")  # noqa: E731 - one line each, in a table
    return {
        "apri": (lambda p: azioni.apri(p, da=di(p)), apri),
        "prendi": (lambda p: azioni.prendi_in_carico(p, da=di(p)), niente),
        "attendi": (lambda p: azioni.attendi_azienda(p, "Manca", da=di(p)), niente),
        "riprendi": (lambda p: azioni.riprendi(p, da=di(p)), niente),
        "intervento": (
            lambda p: azioni.chiedi_intervento(p, "Così", referente=referente, da=di(p)),
            coinvolgi,
        ),
        "controproponi": (
            lambda p: azioni.rispondi(
                decisione(p), "Così", genere="controproposta", su_versione=decisione(p).versione, da=referente
            ),
            niente,
        ),
        "riproponi": (
            lambda p: azioni.rispondi(
                decisione(p), "Cosà", genere="proposta", su_versione=decisione(p).versione, da=di(p)
            ),
            niente,
        ),
        "se ne va chi la segue": (lambda p: azioni.rimetti_in_coda(di(p)), niente),
        "concorda": (lambda p: azioni.concorda(decisione(p), versione=1, da=referente), niente),
        "ritira": (lambda p: azioni.ritira(decisione(p), "No", da=di(p)), niente),
        "chiarimento": (
            lambda p: azioni.chiedi_chiarimento(p, "Che?", entro_il=entro, da=referente),
            coinvolgi,
        ),
        "rispondi": (
            lambda p: azioni.rispondi_chiarimento(
                p.chiarimenti.get(stato="aperto"), "Sì", da=mondo.responsabili[p.sportello.codice]
            ),
            niente,
        ),
        "nota di tp": (lambda p: azioni.annota(p, "Vedo", da=referente), coinvolgi),
        "completa": (
            lambda p: azioni.completa(p, esito="risolta", risposta="Ecco", da=di(p)),
            chiudi("archivio"),
        ),
        "annulla": (lambda p: azioni.annulla(p, "Via", da=di(p)), chiudi("annullata")),
        "riapri": (lambda p: azioni.riapri(p, "Ancora", da=di(p)), riapri),
    }


VERBI = [
    "annulla",
    "apri",
    "attendi",
    "chiarimento",
    "completa",
    "concorda",
    "controproponi",
    "intervento",
    "nota di tp",
    "prendi",
    "riapri",
    "riprendi",
    "riproponi",
    "rispondi",
    "ritira",
    "se ne va chi la segue",
]
PASSI = st.lists(
    st.one_of(
        st.tuples(st.just("verbo"), st.integers(0, 2), st.sampled_from(VERBI)),
        st.tuples(st.just("presta"), st.integers(0, 2), st.sampled_from(UFFICI)),
        st.tuples(st.just("riprendi il prestito"), st.integers(0, 2), st.sampled_from(UFFICI)),
        st.tuples(st.just("passano i giorni"), st.integers(1, 20), st.just("")),
        st.tuples(st.just("vita"), st.integers(0, 2), st.just("")),
    ),
    min_size=3,
    max_size=14,
)


@pytest.fixture
def mondo(
    campi, orologio, firenze, pisa, lucca, operatrice_fi, operatore_pi, operatore_lu, responsabile_fi,
    responsabile_pi, referente_moda, referente_vino, redazione, direzione, amministratore, estraneo,
    disattivato,
):  # fmt: skip
    class Mondo:
        operatori = {"FI": operatrice_fi, "PI": operatore_pi, "LU": operatore_lu}
        responsabili = {"FI": responsabile_fi, "PI": responsabile_pi, "LU": operatore_lu}
        referente = referente_moda
        lettori = {
            operatrice_fi: ("FI", "ufficio"),
            responsabile_fi: ("FI", "ufficio"),
            operatore_pi: ("PI", "ufficio"),
            operatore_lu: ("LU", "ufficio"),
            referente_moda: ("", "tp"),
            referente_vino: ("", "tp"),
            redazione: ("", "tp"),
            direzione: ("", "tp"),
            amministratore: ("", "nessuno"),
            estraneo: ("GR", "nessuno"),
            disattivato: ("FI", "nessuno"),
        }
        sposta_orologio = staticmethod(orologio)
        uffici = {"FI": firenze, "PI": pisa, "LU": lucca}

    lucca.vice = operatore_lu
    lucca.save()
    Mondo.campi = {
        "FI": campi,
        "PI": campi | {"azienda": azienda_di(pisa, "Podere", "01234560506"), "contatto": None},
        "LU": campi | {"azienda": azienda_di(lucca, "Cartiera", "01234560465"), "contatto": None},
    }
    return Mondo


def vivi(mondo, passi):
    """Lives a history; yields (pratiche, oracle) after every step that happened."""
    mondo.sposta_orologio("2026-03-02 10:00")
    pratiche = [
        azioni.crea(mondo.campi[codice] | {"oggetto": "Unicornio"}, da=mondo.operatori[codice])
        for codice in UFFICI
    ]
    memoria = {pratica.pk: Mandato(pratica.sportello.codice) for pratica in pratiche}
    yield memoria
    for passo in passi:
        if _fai(mondo, pratiche, memoria, *passo):
            yield memoria


def _fai(mondo, pratiche, memoria, che, n, quale):
    if che == "passano i giorni":
        mondo.sposta_orologio(f"{tempo.adesso().astimezone(tempo.ROMA) + timedelta(days=n):%Y-%m-%d %H:%M}")
        return True
    pratica = Pratica.objects.get(pk=pratiche[n].pk)
    mandato = memoria[pratica.pk]
    if che == "vita":
        fatti = [_verbo(mondo, pratica, mandato, nome) for nome in ("apri", "prendi")]
        return any(fatti)
    if che == "verbo":
        return _verbo(mondo, pratica, mandato, quale)
    return _presta(mondo, pratica, mandato, quale, togli=che != "presta")


def _verbo(mondo, pratica, mandato, nome):
    fa, cambia = verbi(mondo)[nome]
    if not _riesce(lambda: fa(Pratica.objects.get(pk=pratica.pk))):
        return False
    cambia(mandato)
    return True


def _presta(mondo, pratica, mandato, codice, *, togli):
    da = mondo.operatori[pratica.sportello.codice]
    con, fino_al = mondo.uffici[codice], tempo.adesso() + timedelta(days=5)
    if togli:
        righe = pratica.condivisioni.filter(con=con, tolta_il=None)
        riuscito = _riesce(lambda: azioni.togli_condivisione(righe.get(), da=da))
        if riuscito:
            del mandato.prestiti[codice]
        return riuscito
    riuscito = _riesce(lambda: azioni.condividi(pratica, con, motivo="Sanno", fino_al=fino_al, da=da))
    if riuscito:
        mandato.prestiti[codice] = fino_al
    return riuscito


def _riesce(verbo):
    """Whether the verb was done; one that is refused leaves nothing behind."""
    try:
        with transaction.atomic():
            verbo()
    except (PermissionDenied, PassaggioNonAmmesso, ValidationError, ObjectDoesNotExist):
        return False
    return True


def controlla(mondo, memoria):
    """Every channel against the oracle, for every reader."""
    adesso, tutte = tempo.adesso(), list(Pratica.objects.all())
    for persona, chi in mondo.lettori.items():
        attese = {pk for pk, mandato in memoria.items() if mandato.la_vede(chi, adesso)}
        visibili = Pratica.objects.visibili_a(persona)
        assert {p.pk for p in visibili} == attese, f"elenco, {chi}"
        assert visibili.count() == len(attese), f"conteggio, {chi}"
        assert {p.pk for p in tutte if visibili.filter(numero=p.numero).exists()} == attese, f"scheda, {chi}"
        trovate = {p.pk for p in visibili.filter(ricerca=SearchQuery("unicornio", config="italiano"))}
        assert trovate == attese, f"ricerca, {chi}"
        numeri = {p.numero for p in tutte if p.pk in attese}
        esportate = righe(tutte, persona) if persona.gruppi_di_lettura else []
        assert {riga.numero for riga in esportate} == numeri, f"esportazione, {chi}"
    assert deriva() == ([], [])


def prova(mondo, passi):
    with transaction.atomic():
        for memoria in vivi(mondo, passi):
            ultima = memoria
            adesso = tempo.adesso()
            for persona, chi in mondo.lettori.items():
                attese = {pk for pk, m in memoria.items() if m.la_vede(chi, adesso)}
                assert set(Pratica.objects.visibili_a(persona).values_list("pk", flat=True)) == attese, chi
        controlla(mondo, ultima)
        transaction.set_rollback(True)


SENZA_FRETTA = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}


@pytest.mark.django_db
@settings(max_examples=12, derandomize=True, **SENZA_FRETTA)
@given(passi=PASSI)
def test_ogni_canale_dice_la_stessa_cosa_che_dice_il_mandato(mondo, passi):
    """A-02, at the size of every day."""
    prova(mondo, passi)


@pytest.mark.lungo
@pytest.mark.django_db
@pytest.mark.timeout(3600)
@settings(max_examples=500, **SENZA_FRETTA)
@given(passi=PASSI)
def test_ogni_canale_dice_la_stessa_cosa_per_molte_storie(mondo, passi):
    """A-02."""
    prova(mondo, passi)


@pytest.mark.django_db
def test_l_oracolo_si_accorge_di_una_concessione_dimenticata(mondo):
    """The test of the test: one grant less, and it fails."""
    *_, memoria = vivi(mondo, [("verbo", 0, "apri")])
    controlla(mondo, memoria)
    suo = mondo.uffici["FI"].gruppo
    Pratica.objects.get(numero="FI-2026-00001").concessioni.exclude(group=suo).delete()
    with pytest.raises(AssertionError, match="elenco"):
        controlla(mondo, memoria)
