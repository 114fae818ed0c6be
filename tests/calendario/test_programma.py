"""A year's programme from a spreadsheet: tried first, entered once, all its errors told (C8, I-01, S-01)."""

import csv as scrittore
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from calendario import azioni
from calendario.models import Iniziativa, Stato
from tests.nucleo.cartelle import CARTELLE

IMPORTA = reverse("calendario:importa")
TESTA = ["Titolo", "Tipo", "Dal", "Al", "Mese", "Adesioni entro", "Settori", "Paesi", "Costo in euro"]
PITTI = ["Pitti Uomo", "Fiera collettiva", "16/06/2027", "19/06/2027", "", "30/04/2027", "Moda e abbigliamento", "JP; de", "1.800,00"]  # fmt: skip  # noqa: E501
OSAKA = ["Missione a Osaka", "missione", "", "", "09/2027", "", "", "Giappone", ""]


@pytest.fixture
def lei(client, redazione, tp):
    client.force_login(redazione)
    return client


def csv(*righe, testa=TESTA):
    testo = io.StringIO()
    scrittore.writer(testo, delimiter=";").writerows([testa, *righe])
    return SimpleUploadedFile("programma.csv", testo.getvalue().encode())


def xlsx(*righe, testa=TESTA):
    libro = Workbook()
    libro.active.append(testa)
    for riga in righe:
        libro.active.append([cella or None for cella in riga])
    memoria = io.BytesIO()
    libro.save(memoria)
    return SimpleUploadedFile("programma.xlsx", memoria.getvalue())


def prova(lei, file, editore="toscana-promozione"):
    return lei.post(IMPORTA, {"editore": editore, "file": file})


def conferma(lei, risposta):
    return lei.post(reverse("calendario:importa_conferma"), {"gettone": risposta.context["gettone"]})


@pytest.mark.parametrize("come", [csv, xlsx])
def test_what_is_shown_is_what_enters_and_only_when_one_says_so(lei, come):
    risposta = prova(lei, come(PITTI, OSAKA))
    assert [esito.titolo for esito in risposta.context["nuove"]] == ["Pitti Uomo", "Missione a Osaka"]
    assert not Iniziativa.objects.exists()
    conferma(lei, risposta)
    pitti, osaka = Iniziativa.objects.order_by("inizio")
    assert (pitti.stato, pitti.tipo, str(pitti.costo)) == (Stato.BOZZA, "collettiva", "1800.00")
    assert [paese.codice for paese in pitti.paesi.order_by("codice")] == ["DE", "JP"]
    assert (osaka.solo_mese, str(osaka.inizio), str(osaka.fine)) == (True, "2027-09-01", "2027-09-30")


def test_the_same_file_twice_changes_nothing(lei):
    conferma(lei, prova(lei, csv(PITTI, OSAKA)))
    prima = list(Iniziativa.objects.order_by("pk").values())
    ancora = prova(lei, xlsx(PITTI, OSAKA))
    assert (ancora.context["uguali"], ancora.context["gettone"]) == (2, "")
    assert list(Iniziativa.objects.order_by("pk").values()) == prima


def test_the_same_confirmation_twice_is_one(lei):
    risposta = prova(lei, csv(PITTI))
    conferma(lei, risposta)
    conferma(lei, risposta)
    assert Iniziativa.objects.count() == 1


def test_same_title_and_first_day_is_a_change_and_what_is_not_in_the_file_stays(lei, redazione):
    conferma(lei, prova(lei, csv(PITTI)))
    riga = Iniziativa.objects.get()
    azioni.modifica(riga, {"sede": "Fortezza"}, revisione=riga.revisione, da=redazione)
    nuova = [*PITTI]
    nuova[0], nuova[3] = "  PITTI   uomo ", "18/06/2027"
    risposta = prova(lei, csv(nuova))
    [(_, cambi)] = risposta.context["cambiate"]
    assert cambi["Al"] == ["19 giu 2027", "18 giu 2027"]
    conferma(lei, risposta)
    assert (str(Iniziativa.objects.get().fine), Iniziativa.objects.get().sede) == ("2027-06-18", "Fortezza")


def test_the_month_may_become_days_only_as_another_initiative(lei):
    conferma(lei, prova(lei, csv(OSAKA)))
    giorni = ["Missione a Osaka", "missione", "20/09/2027", "", "", "", "", "", ""]
    assert len(prova(lei, csv(giorni)).context["nuove"]) == 1


@pytest.mark.parametrize(
    ("testa", "frase"),
    [
        ([*TESTA, "Canarino"], "non conosco «Canarino»"),
        (["Titolo", "Dal", "Titoli in inglese"], "forse «Titolo in inglese»"),
        (["Titolo", "Titolo", "Dal"], "c&#x27;è due volte"),
        (["Dal", "Al"], "manca la colonna «Titolo»"),
        (["Titolo", "Al"], "manca la colonna «Dal», o «Mese»"),
    ],
)
def test_columns_that_are_not_ours_are_refused_by_name(lei, testa, frase):
    risposta = prova(lei, csv(PITTI[: len(testa)], testa=testa))
    assert frase in risposta.text
    assert "gettone" not in risposta.context


def test_all_that_is_wrong_is_said_at_once_and_can_be_taken_away(lei):
    storta = ["", "gita", "32/13/2027", "", "09/2027", "ieri", "Modaa", "Atlantide", "tanto"]
    rovescia = ["Al contrario", "", "16/06/2027", "15/06/2027", "", "", "", "", ""]
    doppia = [*PITTI]
    risposta = prova(lei, csv(PITTI, storta, rovescia, doppia))
    rifiutate = {numero: " ".join(perche) for numero, perche, _ in risposta.context["rifiutate"]}
    assert rifiutate.keys() == {3, 4, 5}
    for pezzo in ("Titolo: manca", "«gita»", "«32/13/2027»", "«ieri»", "«Modaa»", "«Atlantide»", "«tanto»"):
        assert pezzo in rifiutate[3]
    assert "La fine viene dopo" in rifiutate[4].replace("la fine", "La fine")
    assert "È la stessa della riga 2" in rifiutate[5]
    file = lei.post(
        reverse("calendario:importa_rifiutate"), {"rifiutate": risposta.context["gettone_rifiutate"]}
    )
    assert "Al contrario" in file.content.decode()
    conferma(lei, risposta)
    assert Iniziativa.objects.get().titolo == "Pitti Uomo"


def test_what_could_run_in_a_spreadsheet_is_taken_away_as_text(lei):
    formula = ["=HYPERLINK(1)", "gita", "16/06/2027", "", "", "", "", "", ""]
    risposta = prova(lei, csv(formula))
    file = lei.post(
        reverse("calendario:importa_rifiutate"), {"rifiutate": risposta.context["gettone_rifiutate"]}
    )
    assert "'=HYPERLINK(1)" in file.content.decode()


@pytest.mark.timeout(60)
@pytest.mark.parametrize("quale", CARTELLE)
def test_a_hostile_workbook_enters_nothing(lei, quale):
    risposta = prova(lei, SimpleUploadedFile("programma.xlsx", CARTELLE[quale]))
    assert risposta.status_code == 200
    assert risposta.context["form"].errors
    assert not Iniziativa.objects.exists()


@pytest.mark.parametrize("gettone", ["", "canarino", "a:b:c"])
def test_what_was_not_shown_to_her_does_not_enter(lei, client, gettone, redazione, operatrice_fi, editore_fi):
    suo = prova(lei, csv(PITTI)).context["gettone"]
    lei.post(reverse("calendario:importa_conferma"), {"gettone": gettone})
    client.force_login(operatrice_fi)
    client.post(reverse("calendario:importa_conferma"), {"gettone": suo})
    assert not Iniziativa.objects.exists()


def test_nobody_brings_in_for_somebody_else(client, operatrice_fi, editore_fi, tp):
    client.force_login(operatrice_fi)
    assert prova(client, csv(PITTI)).context["form"].errors
    assert len(prova(client, csv(PITTI), editore_fi.codice).context["nuove"]) == 1


def test_of_a_partner_what_is_public_waits(client, partner, camera, redazione):
    client.force_login(partner)
    conferma(client, prova(client, csv(PITTI), camera.codice))
    riga = Iniziativa.objects.get()
    azioni.pubblica(riga, come=Stato.CONFERMATA, da=redazione)
    conferma(client, prova(client, csv([*PITTI[:8], "900"]), camera.codice))
    assert str(Iniziativa.objects.get().costo) == "1800.00"
    assert riga.modifiche.get().campi == {"costo": "900.00"}


def test_the_model_holds_the_columns_and_the_entries(lei):
    libro = load_workbook(io.BytesIO(lei.get(reverse("calendario:importa_modello")).content))
    assert libro.sheetnames == ["Programma", "Istruzioni", "Voci"]
    assert [cella.value for cella in libro["Programma"][1]][:4] == [
        "Titolo",
        "Titolo in inglese",
        "Tipo",
        "Dal",
    ]
    assert "Moda e abbigliamento" in [cella.value for cella in libro["Voci"]["C"]]
    libro["Programma"].append(["Dal modello", "", "Corso", "16/06/2027"])
    memoria = io.BytesIO()
    libro.save(memoria)
    risposta = prova(lei, SimpleUploadedFile("programma.xlsx", memoria.getvalue()))
    assert [esito.titolo for esito in risposta.context["nuove"]] == ["Dal modello"]


@pytest.mark.parametrize("chi", ["direzione", "referente_moda", "amministratore", "estraneo"])
def test_who_writes_for_nobody_brings_in_nothing(client, chi, editori, request):
    client.force_login(request.getfixturevalue(chi))
    for nome in ("importa", "importa_modello"):
        assert client.get(reverse(f"calendario:{nome}")).status_code == 403
    for nome in ("importa_conferma", "importa_rifiutate"):
        assert client.post(reverse(f"calendario:{nome}")).status_code == 403
