"""The shop window: one page for everybody, never older than its minute, forgotten when a verb says so."""

import gzip
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import brotli
import pytest
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from django.utils.cache import get_max_age

from extranet.urls import urlpatterns as indirizzi
from nucleo import vetrina
from nucleo.memoria import Memoria, Voce
from nucleo.vetrina import in_vetrina, per_tutti

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

fatte = []


@in_vetrina("q")
def _pagina(request):
    fatte.append(request.get_full_path())
    return HttpResponse(f"{len(fatte)} {sorted(request.GET.items())}")


@in_vetrina()
def _ferma(request):
    return HttpResponse("sempre uguale")


@in_vetrina()
def _che_guarda(request):
    return HttpResponse(f"{hasattr(request, 'user')} {hasattr(request, 'session')}")


@in_vetrina()
def _assente(request):
    raise Http404


@in_vetrina()
def _ritirata(request):
    fatte.append("410")
    return HttpResponse("ritirata", status=410)


@in_vetrina()
def _corrente(request):
    return FileResponse(iter([b"x"]))


@per_tutti
def _scarica(request):
    return FileResponse(iter([b"x"]), headers={"Cache-Control": "private, no-store"})


urlpatterns = [
    path("v/pagina/", _pagina),
    path("v/ferma/", _ferma),
    path("v/guarda/", _che_guarda),
    path("v/assente/", _assente),
    path("v/ritirata/", _ritirata),
    path("v/corrente/", _corrente),
    path("v/scarica/", _scarica),
    *indirizzi,
]


@pytest.fixture(autouse=True)
def _da_capo(settings, tmp_path):
    settings.STATO = tmp_path
    fatte.clear()
    vetrina.memoria.svuota()
    yield
    vetrina.memoria.svuota()


@pytest.fixture
def ricorda(settings, orologio):
    settings.VETRINA_RICORDA = True
    orologio("2026-03-02 10:00")


# --- Nobody is asked who she is


def test_la_vista_non_ha_ne_utente_ne_sessione(client):
    assert client.get("/v/guarda/").content == b"False False"


def test_chi_e_entrato_legge_gli_stessi_byte_senza_che_nessuno_lo_cerchi(
    client, operatrice_fi, orologio, django_assert_num_queries
):
    anonima = Client().get("/v/ferma/")
    client.force_login(operatrice_fi)
    with django_assert_num_queries(0):
        entrata = client.get("/v/ferma/")
    assert entrata.content == anonima.content
    assert entrata.headers == anonima.headers


@pytest.mark.parametrize(
    "biscotto", ["", "csrf=storto", "sessione=x", "sessione=" + "a" * 32, "csrf=%00; sessione=%00"]
)
def test_nessun_biscotto_entra_e_nessuno_esce(client, biscotto):
    """Not even the one that mends a broken cookie: a proxy would keep it for everybody."""
    risposta = client.get("/v/ferma/", headers={"cookie": biscotto})
    assert risposta.content == b"sempre uguale"
    assert not risposta.cookies
    assert "Vary" not in risposta.headers


@pytest.mark.parametrize("via", ["/v/ferma/", "/v/assente/", "/v/ritirata/", "/v/scarica/"])
def test_le_difese_ci_sono_anche_qui(client, via):
    """S-30."""
    intestazioni = client.get(via).headers
    assert "default-src 'none'" in intestazioni["Content-Security-Policy"]
    assert intestazioni["X-Content-Type-Options"] == "nosniff"
    assert intestazioni["X-Frame-Options"] == "DENY"


def test_un_host_sconosciuto_e_rifiutato_anche_qui(client):
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        assert client.get("/v/ferma/", headers={"host": "altrove.example"}).status_code == 400


def test_il_carattere_nul_e_rifiutato_anche_qui(client):
    assert client.get("/v/pagina/?q=%00").status_code == 400


@pytest.mark.parametrize("metodo", ["post", "put", "delete", "patch"])
def test_si_puo_solo_guardare(client, metodo):
    risposta = getattr(client, metodo)("/v/ferma/")
    assert (risposta.status_code, risposta.headers["Allow"]) == (405, "GET, HEAD")


def test_le_altre_viste_passano_oltre(client):
    """A signed page is still asked for by name: the window opens nothing else."""
    assert client.get("/cerca/").status_code == 302


# --- How long it may be kept


@pytest.mark.parametrize(
    ("ora", "secondi"),
    [("10:00:00", 60), ("10:00:01", 59), ("10:00:30.500", 29), ("10:00:59", 1), ("10:00:59.999", 0)],
)
def test_si_conserva_fino_alla_fine_del_minuto(client, orologio, ora, secondi):
    orologio(f"2026-03-02 {ora}")
    assert client.get("/v/ferma/").headers["Cache-Control"] == f"public, max-age={secondi}"


@pytest.mark.parametrize("via", ["/v/assente/", "/v/ritirata/"])
def test_anche_cio_che_manca_vale_un_minuto(client, orologio, via):
    orologio("2026-03-02 10:00:20")
    assert client.get(via).headers["Cache-Control"] == "public, max-age=40"


def test_una_pagina_finita_dopo_il_suo_minuto_non_si_conserva(ricorda, orologio, monkeypatch):
    """Asked at 59.9, ready in the next minute: it may lack what that minute lets out."""

    @in_vetrina()
    def lenta(request):
        orologio("2026-03-02 10:01:02")
        return HttpResponse("vecchia")

    orologio("2026-03-02 10:00:59.900")
    risposta = lenta(RequestFactory().get("/lenta/"))
    assert get_max_age(risposta) == 0
    assert "Last-Modified" not in risposta.headers


def test_chi_ha_gli_stessi_byte_riceve_304(client, ricorda):
    prima = client.get("/v/ferma/")
    etag = prima.headers["ETag"]
    assert not etag.startswith("W/")
    for chiesto in (etag, f"W/{etag}", f'"altro", {etag}', "*"):
        ancora = client.get("/v/ferma/", headers={"if-none-match": chiesto})
        assert (ancora.status_code, ancora.content) == (304, b"")
        assert ancora.headers["ETag"] == etag
        assert ancora.headers["Cache-Control"] == prima.headers["Cache-Control"]
    assert client.get("/v/ferma/", headers={"if-none-match": '"altro"'}).status_code == 200


def test_head_dice_quello_che_direbbe_get(client, orologio):
    una, altra = client.head("/v/ferma/"), client.get("/v/ferma/")
    assert una.content == b""
    assert una.headers == altra.headers


# --- What we remember


def test_nei_test_niente_si_ricorda(client, settings):
    assert not settings.VETRINA_RICORDA
    assert client.get("/v/pagina/").content != client.get("/v/pagina/").content


def test_nello_stesso_minuto_si_fa_una_volta_sola(client, ricorda, orologio):
    una = client.get("/v/pagina/")
    orologio("2026-03-02 10:00:59.900")
    altra = client.get("/v/pagina/")
    assert una.content == altra.content
    assert (una.headers["ETag"], una.headers["Content-Type"]) == (
        altra.headers["ETag"],
        altra.headers["Content-Type"],
    )
    assert altra.headers["Cache-Control"] == "public, max-age=0"
    orologio("2026-03-02 10:01")
    assert client.get("/v/pagina/").content != una.content


def test_i_parametri_che_la_pagina_non_conosce_non_fanno_altre_pagine(client, ricorda):
    prima = client.get("/v/pagina/?q=vino")
    for indirizzo in ("/v/pagina/?q=vino&x=1", "/v/pagina/?utm=2&q=vino", "/v/pagina/?q=vino&q_=3"):
        assert client.get(indirizzo).content == prima.content
    assert len(fatte) == 1
    assert client.get("/v/pagina/?q=olio").content != prima.content


def test_un_indirizzo_smisurato_non_si_ricorda(client, ricorda):
    client.get("/v/pagina/?q=" + "a" * 2000)
    assert len(vetrina.memoria) == 0


def test_si_ricordano_solo_le_risposte_buone(client, ricorda):
    for via in ("/v/assente/", "/v/ritirata/", "/v/ritirata/"):
        client.get(via)
    assert fatte == ["410", "410"]
    assert len(vetrina.memoria) == 0


def test_quello_che_manca_e_sempre_la_stessa_pagina(client, orologio):
    una, altra = client.get("/v/assente/"), client.get("/v/assente/?q=1")
    assert (una.status_code, una.content, una.headers) == (404, altra.content, altra.headers)


def test_un_flusso_non_sta_in_vetrina(client):
    with pytest.raises(TypeError):
        client.get("/v/corrente/")


@pytest.mark.django_db(transaction=True)
def test_un_verbo_rinnova_quando_e_compiuto_e_non_prima(client, ricorda):
    prima = client.get("/v/pagina/")
    with transaction.atomic():
        vetrina.rinnova()
        assert client.get("/v/pagina/").content == prima.content
    assert client.get("/v/pagina/").content != prima.content


@pytest.mark.django_db(transaction=True)
def test_un_verbo_che_fallisce_non_rinnova_niente(client, ricorda):
    prima = client.get("/v/pagina/")
    with transaction.atomic():
        vetrina.rinnova()
        transaction.set_rollback(True)
    assert client.get("/v/pagina/").content == prima.content


@pytest.mark.django_db(transaction=True)
def test_una_pagina_fatta_mentre_un_verbo_si_compie_non_si_ricorda(ricorda):
    """She read before the commit and would be kept after it."""

    @in_vetrina()
    def lenta(request):
        fatte.append("lenta")
        if len(fatte) == 1:
            vetrina.rinnova()
        return HttpResponse(str(len(fatte)))

    assert [lenta(RequestFactory().get("/lenta/")).content for _ in range(3)] == [b"1", b"2", b"2"]


@pytest.mark.django_db(transaction=True)
def test_senza_dove_scrivere_il_verbo_riesce_lo_stesso(settings, tmp_path, caplog):
    settings.STATO = tmp_path / "file"
    settings.STATO.write_text("non una cartella")
    vetrina.rinnova()
    assert "on_commit" in caplog.text


def test_chi_chiede_insieme_la_stessa_pagina_la_aspetta_fatta(ricorda):
    """When a minute begins, many find nothing kept at once."""
    insieme = Barrier(4)

    @in_vetrina()
    def lenta(request):
        fatte.append("lenta")
        time.sleep(0.2)
        return HttpResponse(str(len(fatte)))

    def chiede(_):
        insieme.wait(10)
        return lenta(RequestFactory().get("/lenta/")).content

    with ThreadPoolExecutor(4) as fili:
        assert set(fili.map(chiede, range(4))) == {b"1"}


# --- The memory itself


def _voce(byte):
    return Voce(b"x" * byte, {})


def test_la_memoria_ha_un_limite_e_lascia_chi_non_serve():
    memoria = Memoria(capienza=30, voce_massima=20)
    for nome in "abc":
        memoria.tieni(nome, _voce(10), None)
    assert memoria.prendi("a", None)
    memoria.tieni("d", _voce(10), None)
    assert [nome for nome in "abcd" if memoria.prendi(nome, None)] == ["a", "c", "d"]


def test_una_voce_troppo_grande_non_entra():
    memoria = Memoria(capienza=30, voce_massima=20)
    memoria.tieni("a", _voce(21), None)
    assert len(memoria) == 0


def test_tenere_due_volte_la_stessa_pagina_non_la_conta_due_volte():
    memoria = Memoria(capienza=30, voce_massima=20)
    for _ in range(10):
        memoria.tieni("a", _voce(10), None)
    memoria.tieni("b", _voce(20), None)
    assert memoria.prendi("a", None)
    assert memoria.prendi("b", None)


def test_con_un_altro_segno_si_ricomincia():
    memoria = Memoria()
    memoria.prendi("a", 1)
    memoria.tieni("a", _voce(1), 1)
    assert memoria.prendi("a", 1)
    assert memoria.prendi("a", 2) is None
    memoria.tieni("a", _voce(1), 1)
    assert memoria.prendi("a", 2) is None


# --- As it travels


LUNGA = "Osaka, Tokyo, Nagoya. " * 200


@in_vetrina("q", compressa=True)
def _lunga(request):
    fatte.append("lunga")
    return HttpResponse(LUNGA)


@in_vetrina(compressa=True)
def _breve(request):
    return HttpResponse("breve")


urlpatterns[:0] = [path("v/lunga/", _lunga), path("v/breve/", _breve)]
APRE = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


def _chiede(client, accetta, via="/v/lunga/", **altro):
    return client.get(via, headers={"accept-encoding": accetta} | altro)


@pytest.mark.parametrize(
    ("accetta", "codifica"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=0.5, br;q=0", "gzip"),
        ("", ""),
        ("identity", ""),
        ("br;q=storta", ""),
        ("*", ""),
    ],
)
def test_viaggia_compressa_per_chi_la_sa_aprire(client, accetta, codifica):
    risposta = _chiede(client, accetta)
    assert risposta.headers.get("Content-Encoding", "") == codifica
    assert APRE[codifica](risposta.content).decode() == LUNGA
    assert risposta.headers["Vary"] == "Accept-Encoding"


def test_ogni_codifica_ha_il_suo_etag_e_il_suo_304(client, ricorda):
    etag = {codifica: _chiede(client, codifica).headers["ETag"] for codifica in APRE}
    assert len(set(etag.values())) == 3
    for codifica, suo in etag.items():
        ancora = _chiede(client, codifica, **{"if-none-match": suo})
        assert (ancora.status_code, ancora.headers["Vary"]) == (304, "Accept-Encoding")
    assert _chiede(client, "", **{"if-none-match": etag["br"]}).status_code == 200


def test_si_ricorda_come_viaggia(client, ricorda):
    una = _chiede(client, "gzip")
    assert _chiede(client, "gzip").content == una.content
    assert fatte == ["lunga"]


def test_cio_che_e_breve_viaggia_com_e(client):
    risposta = _chiede(client, "gzip, br", via="/v/breve/")
    assert (risposta.content, "Content-Encoding" in risposta.headers) == (b"breve", False)
    assert risposta.headers["Vary"] == "Accept-Encoding"


def test_di_una_troppo_grande_si_ricorda_il_segno(client, ricorda, monkeypatch):
    """Who has it is told at once; who has not gets all of it."""
    monkeypatch.setattr(vetrina.memoria, "voce_massima", 100)
    etag = _chiede(client, "").headers["ETag"]
    assert _chiede(client, "", **{"if-none-match": etag}).status_code == 304
    assert fatte == ["lunga"]
    assert _chiede(client, "").content.decode() == LUNGA
    assert fatte == ["lunga", "lunga"]
