"""A partner's feed, served by a real site, appears, changes and is cancelled in the calendar (C8)."""

import gzip
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from calendario import azioni, lettore
from calendario.lettore.recinto import leggi_al_chiuso
from calendario.models import Esclusa, Fonte, Iniziativa, Lettura, Modifica, Stato
from nucleo import tempo
from nucleo.stati import PassaggioNonAmmesso
from sportelli.models import Paese
from tests.calendario.calendari import a_ore, evento, ics, pagina
from tests.sostegno.sito import aperto, risposta


@pytest.fixture
def sito():
    with aperto() as aperto_qui:
        yield aperto_qui


@pytest.fixture
def fonte(sito, camera, redazione):
    """Of a publisher whose words are approved first."""
    return Fonte.objects.create(
        editore=camera, nome="Calendario di prova", indirizzo=sito.indirizzo("/c.ics")
    )


@pytest.fixture
def fidata(fonte):
    fonte.editore.fidato = True
    fonte.editore.save()
    return fonte


@pytest.fixture
def legge(sito, fonte):
    """`legge(evento(…), …)`: the site says this now, and the feed is read; out of the enclosure, for haste,
    unless it is to be feared."""

    def fa(*eventi, testa="", risponde=None, chi=lettore.leggi):
        sito["/c.ics"] = pagina(*eventi, testa=testa) if risponde is None else risponde
        Fonte.objects.filter(pk=fonte.pk).update(prossima=tempo.adesso())
        return azioni.leggi(fonte.pk, regole=sito.regole(), lettore=chi)

    return fa


def conti(lettura):
    return (lettura.esito, lettura.nuove, lettura.cambiate, lettura.annullate, lettura.scartate)


def tutte():
    return {i.uid_esterno: i for i in Iniziativa.objects.all()}


ALTRI = [evento(uid=f"altro{n}", titolo=f"Altro {n}") for n in range(3)]


def test_what_a_trusted_partner_says_is_public_at_once(legge, fidata):
    lettura = legge(
        evento(
            location="Fiera di Tokyo, Tokyo, Giappone", categories="Vino,Seminario,Boh", status="TENTATIVE"
        )
    )
    assert conti(lettura) == ("riuscita", 1, 0, 0, 0)
    nata = Iniziativa.objects.pubbliche().get()
    assert (nata.stato, nata.titolo, nata.tipo) == (Stato.PREANNUNCIATA, "Forum del vino", "seminario")
    assert (str(nata.inizio), str(nata.fine)) == ("2026-05-10", "2026-05-12")
    assert (nata.sede, nata.citta) == ("Fiera di Tokyo", "Tokyo")
    assert [s.codice for s in nata.settori.all()] == ["vino"]
    assert [p.codice for p in nata.paesi.all()] == ["JP"]
    assert nata.fonte == fidata
    assert nata.versioni.get().da is None
    assert "Forum del vino" in nata.ics


def test_what_the_others_say_is_proposed_and_the_redazione_is_told_once(legge, redazione):
    legge(evento(), *ALTRI)
    assert {i.stato for i in Iniziativa.objects.all()} == {Stato.PROPOSTA}
    assert not Iniziativa.objects.pubbliche().exists()
    assert redazione.notifiche.get().testo == "4 iniziative attendono una risposta."
    azioni.approva(tutte()["uno@camera"], da=redazione)
    assert Iniziativa.objects.pubbliche().get().stato == Stato.CONFERMATA


def test_the_same_feed_ten_times_changes_nothing(legge, fidata):
    legge(evento(), *ALTRI)
    prima = list(Iniziativa.objects.order_by("pk").values())
    for _ in range(10):
        assert conti(legge(evento(), *ALTRI)) == ("invariata", 0, 0, 0, 0)
    assert list(Iniziativa.objects.order_by("pk").values()) == prima


def test_what_changes_there_changes_here(legge, fidata):
    legge(evento())
    assert conti(legge(evento(titolo="Forum dell'olio", al="20260515"))) == ("riuscita", 0, 1, 0, 0)
    (cambiata,) = Iniziativa.objects.all()
    assert (cambiata.titolo, str(cambiata.fine)) == ("Forum dell'olio", "2026-05-14")
    assert "Forum dell'olio" in cambiata.ics
    assert cambiata.versioni.count() == 2


def test_a_change_by_who_is_not_trusted_waits_and_is_asked_once(legge, redazione):
    legge(evento())
    azioni.approva(Iniziativa.objects.get(), da=redazione)
    for _ in range(3):
        legge(evento(titolo="Forum dell'olio"))
    assert Iniziativa.objects.get().titolo == "Forum del vino"
    assert Modifica.objects.count() == 1
    azioni.rimanda(Iniziativa.objects.get(), nota="No", da=redazione)
    assert conti(legge(evento(titolo="Forum dell'olio"))) == ("invariata", 0, 0, 0, 0)
    legge(evento(titolo="Forum del pane"))
    azioni.approva(Iniziativa.objects.get(), da=redazione)
    assert Iniziativa.objects.get().titolo == "Forum del pane"


def test_a_proposal_follows_its_feed(legge):
    legge(evento())
    legge(evento(titolo="Forum dell'olio", status="TENTATIVE"))
    assert Iniziativa.objects.get().titolo == "Forum dell'olio"
    assert Iniziativa.objects.get().proposta_come == Stato.PREANNUNCIATA
    legge(evento(status="CANCELLED"), *ALTRI)
    assert "uno@camera" not in tutte()


def test_a_state_alone_is_news_and_waits_for_nobody(legge, redazione):
    legge(evento(status="TENTATIVE"))
    azioni.approva(Iniziativa.objects.get(), da=redazione)
    legge(evento(status="CONFIRMED"))
    assert Iniziativa.objects.get().stato == Stato.CONFERMATA
    assert not Modifica.objects.exists()


def test_what_is_cancelled_there_is_cancelled_here_and_may_come_back(legge, fidata):
    legge(evento())
    codice = Iniziativa.objects.get().codice
    assert conti(legge(evento(status="CANCELLED"))) == ("riuscita", 0, 0, 1, 0)
    assert Iniziativa.objects.get().motivo == "Annullata nel calendario di Camera di prova."
    assert conti(legge(evento(titolo="Di nuovo"))) == ("riuscita", 0, 1, 0, 0)
    ripresa = Iniziativa.objects.get()
    assert (ripresa.stato, ripresa.titolo, ripresa.codice) == (Stato.CONFERMATA, "Di nuovo", codice)


def test_what_disappears_is_cancelled_with_a_reason_and_may_come_back(legge, fidata):
    legge(evento(), *ALTRI)
    assert conti(legge(*ALTRI)) == ("riuscita", 0, 0, 1, 0)
    sparita = tutte()["uno@camera"]
    assert sparita.motivo == "Non compare più nel calendario di Camera di prova."
    assert conti(legge(*ALTRI)) == ("invariata", 0, 0, 0, 0)
    legge(evento(), *ALTRI)
    assert tutte()["uno@camera"].stato == Stato.CONFERMATA


def test_what_is_over_stays_as_it_was(legge, fidata, orologio):
    legge(evento(dal="20260310", al="20260311"), *ALTRI)
    orologio("2026-04-01 10:00")
    assert conti(legge(*ALTRI, evento(uid="vecchio", dal="20260101", al="20260102"))) == (
        *("invariata", 0, 0, 0, 0),
    )
    assert tutte()["uno@camera"].stato == Stato.CONFERMATA
    assert "vecchio" not in tutte()


def test_a_feed_that_empties_is_not_believed_until_somebody_confirms(legge, fidata, redazione, partner):
    legge(evento(), *ALTRI)
    sospetta = legge(ALTRI[0])
    assert conti(sospetta)[0] == "sospetta"
    assert "3 iniziative su 4" in sospetta.errore
    legge(ALTRI[0])
    assert {i.stato for i in Iniziativa.objects.all()} == {Stato.CONFERMATA}
    assert [n.titolo for n in redazione.notifiche.all()] == ["Da confermare: Calendario di prova"]
    with pytest.raises(PermissionDenied):
        azioni.conferma_lettura(sospetta, da=partner)
    azioni.conferma_lettura(sospetta, da=redazione)
    with pytest.raises(PassaggioNonAmmesso):
        azioni.conferma_lettura(sospetta, da=redazione)
    # What was confirmed is that disappearance, and no other.
    assert conti(legge())[0] == "sospetta"
    assert conti(legge(ALTRI[0])) == ("riuscita", 0, 0, 3, 0)


def test_an_empty_feed_empties_nothing(legge, fidata):
    legge(evento())
    assert conti(legge())[0] == "sospetta"
    assert Iniziativa.objects.get().stato == Stato.CONFERMATA


def test_an_older_version_does_not_come_over_a_newer_one(legge, fidata):
    legge(evento(sequence=3, last_modified="20260301T100000Z"))
    for vecchia in ({"sequence": 2}, {"sequence": 3, "last_modified": "20260228T100000Z"}):
        assert conti(legge(evento(titolo="Vecchia", **vecchia))) == ("invariata", 0, 0, 0, 1)
    legge(evento(titolo="Nuova", sequence=3, last_modified="20260301T110000Z"))
    assert Iniziativa.objects.get().titolo == "Nuova"


def test_a_new_identity_for_the_same_thing_is_the_same_thing(legge, fidata):
    legge(evento(uid="a"), *ALTRI)
    codice = tutte()["a"].codice
    assert conti(legge(evento(uid="b"), *ALTRI)) == ("invariata", 0, 0, 0, 0)
    assert tutte()["b"].codice == codice
    legge(evento(uid="c", al="20260514", titolo="FORUM  del vino"), *ALTRI)
    assert (tutte()["c"].codice, str(tutte()["c"].fine)) == (codice, "2026-05-13")


def test_a_doubtful_identity_is_a_new_thing(legge, fidata):
    legge(evento(uid="a"), *ALTRI)
    legge(evento(uid="b"), evento(uid="c"), *ALTRI)
    assert {uid: i.stato for uid, i in tutte().items() if len(uid) == 1} == {
        "a": Stato.ANNULLATA,
        "b": Stato.CONFERMATA,
        "c": Stato.CONFERMATA,
    }


def test_what_the_moderators_refused_stays_refused(legge, redazione):
    legge(evento(uid="a"), *ALTRI)
    azioni.rimanda(tutte()["a"], nota="Non è export", da=redazione)
    legge(evento(uid="a", titolo="Di nuovo"), *ALTRI)
    assert tutte()["a"].stato == Stato.BOZZA
    azioni.cestina(tutte()["a"], da=redazione)
    assert conti(legge(evento(uid="a"), *ALTRI)) == ("invariata", 0, 0, 0, 1)
    # Under another identity neither.
    assert conti(legge(evento(uid="b"), *ALTRI)) == ("invariata", 0, 0, 0, 1)
    azioni.riammetti(Esclusa.objects.get(), da=redazione)
    legge(evento(uid="a"), *ALTRI)
    assert tutte()["a"].stato == Stato.PROPOSTA


def test_what_the_moderators_cancelled_stays_cancelled(legge, fidata, redazione, partner):
    legge(evento())
    with pytest.raises(PermissionDenied):
        azioni.annulla(Iniziativa.objects.get(), motivo="No", da=partner)
    azioni.annulla(Iniziativa.objects.get(), motivo="Fuori tema", da=redazione)
    for titolo in ("Forum del vino", "Altro titolo"):
        assert conti(legge(evento(titolo=titolo))) == ("invariata", 0, 0, 0, 0)
    assert (Iniziativa.objects.get().stato, Iniziativa.objects.get().motivo) == (
        Stato.ANNULLATA,
        "Fuori tema",
    )


def test_what_the_moderators_postponed_keeps_its_state_and_takes_the_words(legge, fidata, redazione):
    legge(evento())
    azioni.rinvia(Iniziativa.objects.get(), motivo="Sciopero", da=redazione)
    legge(evento(titolo="Forum dell'olio"))
    assert (Iniziativa.objects.get().stato, Iniziativa.objects.get().titolo) == (
        *(Stato.RINVIATA, "Forum dell'olio"),
    )


def test_the_dates_of_a_series_are_initiatives(legge, fidata):
    serie = a_ore(";TZID=Europe/Rome:20260309T090000", altro="RRULE:FREQ=WEEKLY;COUNT=4\n")
    legge(serie)
    assert Iniziativa.objects.count() == 4
    tolta = a_ore(
        ";TZID=Europe/Rome:20260316T090000",
        altro="RECURRENCE-ID;TZID=Europe/Rome:20260316T090000\nSTATUS:CANCELLED\n",
    )
    assert conti(legge(serie, tolta)) == ("riuscita", 0, 0, 1, 0)
    assert [i.stato for i in Iniziativa.objects.order_by("inizio")] == [
        *("confermata", "annullata", "confermata", "confermata")
    ]


def test_an_event_that_can_no_longer_be_read_is_not_cancelled(legge, fidata):
    legge(evento(), *ALTRI)
    assert conti(legge(evento(url="javascript:alert(1)"), *ALTRI)) == ("invariata", 0, 0, 0, 1)
    assert tutte()["uno@camera"].stato == Stato.CONFERMATA


@pytest.mark.parametrize(
    ("luogo", "atteso"),
    [
        ("Giappone", ("", "", "JP", "presenza")),
        ("Kawasaki, JAPAN", ("Kawasaki", "", "JP", "presenza")),
        ("New York, Stati Uniti", ("New York", "", "US", "presenza")),
        ("Javits Center - New York - United States", ("Javits Center", "New York", "US", "presenza")),
        ("Via Roma 1, 50100 Firenze", ("Via Roma 1, 50100 Firenze", "", "", "presenza")),
        ("https://zoom.example/123", ("", "", "", "online")),
        ("Online", ("", "", "", "online")),
        ("", ("", "", "", "presenza")),
    ],
)
def test_a_place_is_read_from_its_end(legge, fidata, luogo, atteso):
    legge(evento(location=luogo.replace(",", "\\,")))
    nata = Iniziativa.objects.get()
    paese = next((p.codice for p in Paese.objects.filter(iniziative=nata)), "")
    assert (nata.sede, nata.citta, paese, nata.modalita) == atteso


MALVAGI = {
    "pagina": risposta(b"<html><script>alert(1)</script></html>", content_type="text/calendar"),
    "senza fine": ics(evento())[:-9],
    "errore": risposta(b"", "500 Rotto"),
    "altrove": risposta(b"", "302 Found", location="http://169.254.169.254/latest/"),
    "cinquanta megabyte": risposta(ics(evento()) + b"x" * 50_000_000),
    "bomba": risposta(gzip.compress(b"\0" * 100_000_000), content_encoding="gzip"),
    "centomila eventi": risposta(ics("BEGIN:VEVENT\nUID:a\nEND:VEVENT\n" * 100_000)),
    "pozzo": risposta(ics("BEGIN:VALARM\n" * 999 + "END:VALARM\n" * 999)),
    "script": pagina(evento(titolo="Nuovo", url="javascript:alert(1)")),
    "al secondo": pagina(evento(titolo="Nuovo", altro="RRULE:FREQ=SECONDLY\n")),
    "binario": risposta(bytes(range(256))),
}


@pytest.mark.parametrize("quale", MALVAGI)
def test_a_hostile_feed_changes_nothing(legge, fidata, quale):
    legge(evento(), *ALTRI)
    prima = list(Iniziativa.objects.order_by("pk").values())
    lettura = legge(*ALTRI, risponde=MALVAGI[quale], chi=leggi_al_chiuso)
    assert lettura.esito in ("fallita", "sospetta")
    assert lettura.errore
    assert list(Iniziativa.objects.order_by("pk").values()) == prima


def test_words_made_to_break_a_calendar_or_a_page_stay_words(legge, fidata):
    legge(
        evento(
            titolo="A\\nEND:VEVENT\\nX:1<script>", description="b\\r\\nATTACH:x\\n[c](javascript:alert(1))"
        )
    )
    nata = Iniziativa.objects.get()
    assert nata.ics.count("END:VEVENT") == 2  # one in the title, as text
    assert not any(riga.startswith(("X:1", "ATTACH")) for riga in nata.ics.split("\r\n"))
    assert "javascript:" not in nata.html.split("href=")[-1] or "href=" not in nata.html


def test_failures_wait_longer_each_time_and_are_said_twice(legge, fidata, redazione, orologio):
    legge(evento())
    male = risposta(b"", "500 Rotto")
    attese = []
    for _ in range(6):
        legge(risponde=male)
        fidata.refresh_from_db()
        attese.append((fidata.prossima - tempo.adesso()) / timedelta(minutes=1))
    assert attese == [15, 60, 240, 720, 1440, 1440]
    assert [n.titolo for n in redazione.notifiche.all()] == ["Non si legge più: Calendario di prova"]
    orologio("2026-03-06 10:00")
    for _ in range(3):
        legge(risponde=male)
    assert redazione.notifiche.count() == 2
    legge(evento())
    legge(risponde=male)
    assert redazione.notifiche.count() == 3


def test_a_feed_that_has_not_changed_is_not_read_again_but_once_a_week(legge, fidata, sito, orologio):
    def risponde(linea, domanda):
        uguale = "If-None-Match" in domanda
        linea.sendall(risposta(b"", "304 Not Modified") if uguale else risposta(ics(evento()), etag='"uno"'))

    assert conti(legge(risponde=risponde)) == ("riuscita", 1, 0, 0, 0)
    assert not legge(risponde=risponde).intera
    orologio("2026-03-10 10:00")
    assert legge(risponde=risponde).intera


def test_a_trial_says_what_would_change_and_changes_nothing(fonte, sito, redazione, partner):
    nuova = Fonte(editore=fonte.editore, nome="Nuova", indirizzo=sito.indirizzo("/n.ics"))
    with pytest.raises(PermissionDenied):
        azioni.tieni_fonte(nuova, da=partner)
    azioni.tieni_fonte(nuova, da=redazione)
    assert not nuova.attiva
    with pytest.raises(ValidationError, match="prova riuscita"):
        azioni.accendi(nuova, da=redazione)
    sito["/n.ics"] = pagina(evento(), evento(uid="b", titolo="Rotta", url="javascript:1"))
    lettura = azioni.leggi(nuova.pk, regole=sito.regole())
    assert lettura.prova
    assert [(d["che"], d["titolo"]) for d in lettura.dettagli] == [
        *(("nuova", "Forum del vino"), ("scartata", "Rotta"))
    ]
    assert not Iniziativa.objects.exists()
    assert azioni.leggi(nuova.pk, regole=sito.regole()) is None
    azioni.accendi(nuova, da=redazione)
    assert azioni.leggi(nuova.pk, regole=sito.regole()).nuove == 1


def test_another_address_is_another_feed_until_it_has_been_tried(fidata, redazione):
    fidata.indirizzo = "https://camera.example/nuovo.ics"
    azioni.tieni_fonte(fidata, da=redazione)
    fidata.refresh_from_db()
    assert (fidata.attiva, fidata.da_provare) == (False, True)
    fidata.nome = "Altro nome"
    azioni.tieni_fonte(fidata, da=redazione)
    assert Lettura.objects.count() == 0


def test_who_stops_a_feed_while_it_is_read_stops_that_reading(legge, fidata, redazione):
    def mentre(byte, oggi, tipo):
        azioni.spegni(fidata, da=redazione)
        return lettore.leggi(byte, oggi, tipo)

    assert legge(evento(), chi=mentre) is None
    assert not Iniziativa.objects.exists()
    assert not Lettura.objects.exists()
