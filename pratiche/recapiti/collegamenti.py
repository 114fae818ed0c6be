"""Links that reach a person or a company: wa.me, tel:, the page of a profile, a room to meet in."""

import re
from collections.abc import Iterator

from pratiche.recapiti import lessico_reti

Tratto = tuple[int, int]

_PAGINE = "|".join(map(re.escape, lessico_reti.PAGINE_DI_CONTATTO))
_RETI = "|".join(lessico_reti.RETI_DI_PROFILI)
_ALTRE_PAGINE = "|".join(lessico_reti.PAGINE_SENZA_PROFILO)
_COLLEGAMENTI = re.compile(
    rf"""(?<![\w@.\-])(?:
        (?:https?://)?(?:[a-z\d\-]{{1,30}}\.){{0,2}}(?:{_PAGINE})[^\s<>"')\]]{{2,}}
      | (?:https?://)?(?:[a-z\-]{{1,12}}\.)?(?:(?:{_RETI})\.(?:com|net|me|it|co\.uk|[a-z]{{2}})|x\.com)/
        (?!(?:{_ALTRE_PAGINE})(?![\w.\-]))
        @?[\w.\-]{{3}}[^\s<>"')\]]*
      | (?:mailto|(?:tel|callto|sms|smsto)(?=:[^\s]{{6}})|sips?|xmpp|facetime|weixin|wechat|whatsapp|viber|tg
          |skype|msteams|sgnl|threema|zoommtg):
        (?=[^\s<>"')\]]*\w)[^\s<>"')\],;]{{3,}}
    )
    | (?:tel|phone|cell|mobile|whatsapp|fax|telefono|cellulare)\w{{0,10}}=\+?[\d+.\-()\ ]{{6,20}}""",
    re.VERBOSE | re.IGNORECASE,
)
_SEGNO_DI_COLLEGAMENTO = re.compile(r"[^\W\d](?:[:=]\S|/\S\S)")  # no link is without one of these


def collegamenti(testo: str) -> Iterator[Tratto]:
    """The spans of the links of a flat text, in order."""
    for trovato in _COLLEGAMENTI.finditer(testo) if _SEGNO_DI_COLLEGAMENTO.search(testo) else ():
        fine = trovato.end()
        while testo[fine - 1] in " .,;:!?'":
            fine -= 1
        yield trovato.start(), fine
