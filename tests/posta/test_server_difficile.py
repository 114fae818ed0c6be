"""R-16: a mail server with every vice at once: nobody is lost, nobody is importuned, a person is told."""

import sys
from collections import Counter, defaultdict
from datetime import timedelta

import pytest

from nucleo import notifiche, posta, tempo
from nucleo.models import Busta, Notifica, Ufficio

pytestmark = pytest.mark.django_db

# Whom each recipient is, by the last figures of her number; all the others are simply accepted.
ESITI = {
    "inesistente": "respinto",
    "indesiderata": "respinto",
    "piena": "parcheggiato",
    "grigia": "consegnato",
    "occupata": "consegnato",
    "chiusa": "consegnato",
    "caduta": "consegnato",
    "lenta": "consegnato",
    "buona": "consegnato",
}
ATTESE = [timedelta(minutes=minuti) for minuti in (1, 5, 15, 60)]
# What the server needs, and what we grant it, in seconds.
LENTEZZA, PAZIENZA = 0.5, 0.25


def specie(indirizzo):
    return indirizzo.partition(".")[0]


def indirizzi(quanti):
    vizi = [nome for nome in ESITI if nome not in ("lenta", "buona")]
    for n in range(quanti):
        nome = "lenta" if n % 200 == 199 else vizi[n % 20] if n % 20 < len(vizi) else "buona"
        yield f"{nome}.{n}@d{n % 200}.esempio.it"


@pytest.fixture
def server(smtp, settings):
    """Notes down when each recipient was tried, and answers as she deserves."""
    settings.EMAIL_TIMEOUT = PAZIENZA
    smtp.prove = defaultdict(list)

    def al_destinatario(a, volte):
        smtp.prove[a].append(tempo.adesso())
        return {
            "inesistente": "550 no such user",
            "piena": "451 mailbox busy",
            "grigia": "450 greylisted" if volte <= 2 else None,
            "chiusa": "421 too busy" if volte == 1 else None,
        }.get(specie(a))

    def ai_dati(a, volte):
        risposte = {"indesiderata": "554 spam", "occupata": "452 no space" if volte == 1 else None}
        return risposte.get(specie(a))

    smtp.umore.al_destinatario, smtp.umore.ai_dati = al_destinatario, ai_dati
    smtp.umore.dopo_i_dati = lambda a, volte: specie(a) == "caduta" and volte == 1
    smtp.umore.attesa = lambda a, volte: LENTEZZA if specie(a) == "lenta" and volte == 1 else 0
    return smtp


def test_un_server_con_tutti_i_vizi_non_perde_e_non_insiste(
    server, settings, orologio, amministratore, capsys
):
    """R-16, CI size: 1,000 recipients."""
    _prova(server, settings, orologio, amministratore, capsys, quanti=1_000)


@pytest.mark.lungo
@pytest.mark.timeout(1800)
def test_un_server_con_tutti_i_vizi_e_diecimila_destinatari(
    server, settings, orologio, amministratore, capsys
):
    """R-16: 10,000 recipients."""
    _prova(server, settings, orologio, amministratore, capsys, quanti=10_000)


def _prova(server, settings, orologio, amministratore, capsys, *, quanti):
    tutti = list(indirizzi(quanti))
    orologio("2026-12-22 10:40")
    posta.accoda_tutti(
        posta.Messaggio(chiave=f"c:{a}", a=a, oggetto="Circolare", testo="Testo\n" * 20) for a in tutti
    )
    _rifiuta_le_connessioni(server, settings, orologio)
    ore = _fino_in_fondo(orologio)
    notifiche.segnala_la_posta()
    notifiche.segnala_la_posta()

    stati = dict(Busta.objects.filter(chiave__startswith="c:").values_list("a", "stato"))
    arrivi = Counter(arrivo.a for arrivo in server.arrivi)
    quali = Counter(stati.values())
    persi = [a for a in tutti if ESITI[specie(a)] == "consegnato" and not arrivi[a]]
    with capsys.disabled():
        sys.stdout.write(
            f"\nR-16: {quanti} destinatari, {dict(quali)}, {len(persi)} perse, "
            f"{sum(arrivi.values()) - len(arrivi)} ripetute perché la linea cadde, {ore:.1f} ore d'orologio\n"
        )
    assert persi == []
    assert stati == {a: ESITI[specie(a)] for a in tutti}
    _nessuno_importunato(server, arrivi)
    _chi_non_risponde_si_aspetta_sempre_di_piu(server)
    [avviso] = Notifica.objects.filter(destinatario=amministratore, argomento="posta")
    assert avviso.titolo == f"{quali['parcheggiato']} messaggi non partono"


def _rifiuta_le_connessioni(server, settings, orologio):
    """At first nobody listens; no e-mail is to blame."""
    settings.EMAIL_PORT = 1
    for _ in range(3):
        posta.spedisci_dovuti()
        orologio(Ufficio.objects.get().fermo_fino_a)
    assert set(Busta.objects.values_list("stato", "tentativi")) == {("in_coda", 0)}
    settings.EMAIL_PORT = server.porta


def _fino_in_fondo(orologio):
    """Sends, and moves the clock to the next thing to do, until nothing is left; how many hours that took."""
    inizio = tempo.adesso()
    while (prossimo := _prossimo()) is not None:
        orologio(max(prossimo, tempo.adesso()))
        posta.spedisci_dovuti()
    return (tempo.adesso() - inizio).total_seconds() / 3600


def _prossimo():
    """When the next e-mail may leave: not before the server is spoken to again. None when all is done."""
    aperte = Busta.objects.filter(stato__in=("in_coda", "in_invio"))
    prima = aperte.order_by("prossimo").values_list("prossimo", flat=True).first()
    fermo = Ufficio.objects.values_list("fermo_fino_a", flat=True).first()
    return prima and max(prima, fermo or prima)


def _nessuno_importunato(server, arrivi):
    """A bounce is final; whoever accepted is not sent to again, unless the line fell before saying so."""
    for a, prove in server.prove.items():
        if ESITI[specie(a)] == "respinto":
            assert len(prove) == 1, a
    assert {specie(a) for a, volte in arrivi.items() if volte > 1} <= {"caduta", "lenta"}
    assert max(arrivi.values()) == 2
    assert len({(arrivo.a, arrivo.message_id) for arrivo in server.arrivi}) == len(arrivi)


def _chi_non_risponde_si_aspetta_sempre_di_piu(server):
    """Five attempts, each pause at least the one promised; then no more."""
    piene = [prove for a, prove in server.prove.items() if specie(a) == "piena"]
    assert piene
    for prove in piene:
        pause = [dopo - prima for prima, dopo in zip(prove, prove[1:], strict=False)]
        assert len(pause) == len(ATTESE)
        assert all(pausa >= attesa for pausa, attesa in zip(pause, ATTESE, strict=True))
