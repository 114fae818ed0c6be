"""The month as a grid of days, written here: a template would take longer for it than for the whole page."""

from calendar import Calendar
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from django.http import QueryDict
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from calendario.indice import Voce
from calendario.indirizzi import INIZIATIVA, MESE, indirizzo
from calendario.lingue import nome_del_mese
from calendario.programma.giorni import UN_GIORNO, Giorni, Giorno

VUOTO = SafeString("")
CONTINUA = SafeString(' class="cal-continua"')
OGGI = SafeString(' aria-current="date"')


class Mese(Giorni):
    """One month as a grid of weeks, from Monday. A day shows some; the others are one link away."""

    pagina, per_giorno = MESE, 4

    def __init__(self, parametri: QueryDict, lingua: str, *, mese: date) -> None:
        ultimo = (mese.replace(day=28) + timedelta(days=4)).replace(day=1) - UN_GIORNO
        super().__init__(parametri, lingua, primo=mese, ultimo=ultimo)

    @property
    def titolo(self) -> str:
        return f"{nome_del_mese(self.lingua)(self.primo)} {self.primo.year}"

    @property
    def intestazioni(self) -> list[str]:
        feriali = [_("lunedì"), _("martedì"), _("mercoledì"), _("giovedì"), _("venerdì")]
        return [*feriali, _("sabato"), _("domenica")]

    @property
    def settimane(self) -> list[list[SafeString]]:
        """The cells of each week."""
        occupati = self.occupati()
        griglia = Calendar().monthdatescalendar(self.primo.year, self.primo.month)
        return [[self._cella(giorno, occupati.get(giorno, ())) for giorno in giorni] for giorni in griglia]

    @property
    def precedente(self) -> str:
        return self.verso((self.primo - UN_GIORNO).replace(day=1))

    @property
    def seguente(self) -> str:
        return self.verso(self.ultimo + UN_GIORNO)

    def _cella(self, quale: date, voci: Sequence[Voce]) -> SafeString:
        giorno = self.giorno(quale, voci[: self.per_giorno], len(voci))
        td = f'<td class="{" ".join(_classi(giorno))}"{OGGI if giorno.oggi else ""}>'
        if not giorno.del_periodo:
            return SafeString(f"{td}</td>")
        numero = _numero(giorno.giorno, giorno.nome)
        if not giorno.voci:
            return SafeString(f'{td}<p class="cal-numero">{numero}</p></td>')
        meta = escape(giorno.meta)
        righe = "".join(self._riga(voce, continua=voce.inizio < quale) for voce in giorno.voci)
        return SafeString(
            f'{td}<p class="cal-numero"><a href="{meta}" data-giorno="{quale}">{numero}</a></p>'
            f"<ol>{righe}{_resto(giorno, meta)}</ol></td>"
        )

    def _riga(self, voce: Voce, *, continua: bool) -> SafeString:
        """An initiative on one of its days. What is written is kept with the index."""
        tenute, chiave = self.indice.scritte["mese", self.lingua], (voce.pk, continua)
        if chiave not in tenute:
            prima = (
                format_html('<span class="visually-hidden">{} </span>', _("continua:")) if continua else VUOTO
            )
            tenute[chiave] = format_html(
                '<li{}><a href="{}">{}{}</a></li>',
                *(CONTINUA if continua else VUOTO, indirizzo(INIZIATIVA, self.lingua, voce.codice)),
                *(prima, voce.detta(self.lingua)),
            )
        return tenute[chiave]


def _resto(giorno: Giorno[Voce], meta: SafeString) -> str:
    """The line that leads to those for which there was no room; empty when there was."""
    if giorno.altre <= 0:
        return ""
    return f'<li class="cal-altre"><a href="{meta}">{_altre(giorno.altre, giorno.nome)}</a></li>'


def _classi(giorno: Giorno[Voce]) -> Iterator[str]:
    if not giorno.del_periodo:
        yield "cal-fuori"
    if giorno.oggi:
        yield "cal-oggi"
    if not giorno.voci:
        yield "cal-vuoto"


@lru_cache(maxsize=1024)
def _numero(giorno: date, nome: str) -> SafeString:
    """The day of the month, for eyes; its name, for who listens and for small screens."""
    return format_html(
        '<time datetime="{}"><span class="cal-cifra" aria-hidden="true">{}</span>'
        '<span class="cal-nome">{}</span></time>',
        *(giorno, giorno.day, nome),
    )


@lru_cache(maxsize=1024)
def _altre(quante: int, nome: str) -> SafeString:
    """How many more there are on a day, whose name is in the active language."""
    dette = ngettext("un'altra", "altre %(n)s", quante) % {"n": quante}
    return format_html('{}<span class="visually-hidden">: {}</span>', dette, nome)
