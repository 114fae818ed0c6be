"""Links and handles that reach a person: wa.me, tel:, skype:, «telegram @nome»."""

import re
from collections.abc import Iterator

Tratto = tuple[int, int]

_COLLEGAMENTI = re.compile(
    r"""(?<![\w@.\-])(?:
        (?:https?://)?(?:www\.)?
        (?:wa\.me|wa\.link|t\.me|telegram\.(?:me|dog)|m\.me|signal\.(?:me|group)|line\.me|msng\.link|join\.skype\.com
          |linkedin\.com/in|(?:api|chat|web|call)\.whatsapp\.com|u\.wechat\.com|viber\.me|whatsapp\.me
          |zalo\.me)/[^\s<>"')\]]{2,}
      | (?:mailto|tel|callto|sms|smsto|sips?|xmpp|facetime|weixin|wechat|whatsapp|viber|tg|skype|msteams):
        (?=[^\s<>"')\]]*\w)[^\s<>"')\],;]{3,}
    )
    | (?:tel|phone|cell|mobile|whatsapp|fax|telefono|cellulare)\w{0,10}=\+?[\d+.\-()\ ]{6,20}""",
    re.VERBOSE | re.IGNORECASE,
)
_RETE = re.compile(
    r"""(?<!\w)(?:instagram|insta|ig|telegram|skype|twitter|tiktok|facebook|fb|linkedin|wechat|weixin|line|viber|signal
    |whatsapp|wapp|snapchat|threads|messenger|discord|gmail|hotmail|icloud)(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
# After the name of the network: «Telegram: @mario», «skype id: mario_rossi», «skype mario.rossi72».
_DOPO = re.compile(
    r"""[\s:;,.(\-]{0,4}
        (?:(?:id|nome|utente|user|contatto|account|profilo|e|al|su|come|a|di|con|del)(?!\w)[\s:(]{0,3}){0,3}
        (?P<profilo>@\w[\w.]{1,40})
      | \s?(?:id|user(?:name)?|nome\sutente|contatto|account)\s?[:=]\s?
        (?P<nome>(?:live:)?[^\W\d][\w.\-]{2,40})
      | \s?[:=]\s?(?P<segnato>live:[\w.\-]{2,40}|(?=[^\W\d]+(?:\d|[._]\w))[^\W\d][\w.\-]{1,38}\w)
      | \s\(?(?:(?:id|user|nome|utente|contatto|account)\s)?
        (?P<cifre>(?=[a-z.\-]*[\d._])[a-z][\w.\-]{2,38}\w)""",
    re.VERBOSE | re.IGNORECASE,
)
# Before it: «@aziendamoda su Instagram».
_PRIMA = re.compile(
    r"(?<![\w@/.])(@[^\W\d][\w.]{2,40})[\s,(\-]{1,3}(?:(?:su|via|on|di|in|il|profilo|account)\s){0,2}$",
    re.IGNORECASE,
)


def collegamenti(testo: str) -> Iterator[Tratto]:
    """The spans of the links and handles of a flat text, in no particular order."""
    for trovato in _COLLEGAMENTI.finditer(testo):
        fine = trovato.end()
        while testo[fine - 1] in " .,;:!?'":
            fine -= 1
        yield trovato.start(), fine
    for rete in _RETE.finditer(testo):
        if dopo := _DOPO.match(testo, rete.end()):
            yield dopo.span(dopo.lastgroup or 0)
        if prima := _PRIMA.search(testo, max(0, rete.start() - 70), rete.start()):
            yield prima.span(1)
