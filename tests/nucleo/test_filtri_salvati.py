"""Filters kept by name: private, or shared with the colleagues of one's own office."""

from django.urls import reverse

from nucleo.models import FiltroSalvato

SALVA = {
    "elenco": "pratiche-ufficio",
    "parametri": "stato=aperta&paese=JP&dopo=abc&testo=",
    "nome": "Giappone",
    "ritorno": "/pratiche/elenco/ufficio/?stato=aperta",
}


def salva(client, utente, **altro):
    client.force_login(utente)
    return client.post(reverse("nucleo:filtro_salva"), SALVA | altro)


def visti(utente):
    return [filtro.nome for filtro in FiltroSalvato.objects.visibili_a(utente)]


def test_si_salva_l_indirizzo_senza_il_posto_nell_elenco(client, operatrice_fi):
    assert salva(client, operatrice_fi).url == SALVA["ritorno"]
    assert FiltroSalvato.objects.get().parametri == "stato=aperta&paese=JP"


def test_lo_stesso_nome_sostituisce(client, operatrice_fi):
    salva(client, operatrice_fi)
    salva(client, operatrice_fi, parametri="stato=bozza")
    assert FiltroSalvato.objects.get().parametri == "stato=bozza"


def test_e_di_chi_lo_salva_e_di_nessun_altro(client, operatrice_fi, collega_fi, operatore_pi, direzione):
    salva(client, operatrice_fi)
    assert visti(operatrice_fi) == ["Giappone"]
    for altro in (collega_fi, operatore_pi, direzione):
        assert visti(altro) == []


def test_condiviso_lo_vede_l_ufficio_e_smette_quando_si_toglie(
    client, operatrice_fi, collega_fi, operatore_pi
):
    salva(client, operatrice_fi, per_ufficio="on")
    assert visti(collega_fi) == ["Giappone"]
    assert visti(operatore_pi) == []
    salva(client, operatrice_fi)
    assert visti(collega_fi) == []


def test_tp_non_condivide_con_un_ufficio_che_non_ha(client, direzione, redazione):
    salva(client, direzione, per_ufficio="on")
    assert visti(redazione) == []


def test_lo_toglie_solo_chi_lo_ha_salvato(client, operatrice_fi, collega_fi, operatore_pi):
    salva(client, operatrice_fi, per_ufficio="on")
    indirizzo = reverse("nucleo:filtro_dimentica", args=[FiltroSalvato.objects.get().pk])
    for utente, stato in ((operatore_pi, 404), (collega_fi, 403), (operatrice_fi, 302)):
        client.force_login(utente)
        assert client.post(indirizzo).status_code == stato
    assert not FiltroSalvato.objects.exists()


def test_il_ritorno_non_porta_fuori(client, operatrice_fi):
    """S-01"""
    for fuori in ("https://cattivo.example/", "//cattivo.example", "javascript:alert(1)", ""):
        assert salva(client, operatrice_fi, ritorno=fuori).url == "/"
