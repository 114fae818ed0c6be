"""Links and handles that reach a person: wa.me, tel:, skype:, «telegram @nome»."""

import re
from collections.abc import Iterator

from pratiche.recapiti import lessico

Tratto = tuple[int, int]

_COLLEGAMENTI = re.compile(
    r"""(?<![\w@.\-])(?:
        (?:https?://)?(?:www\.|[a-z]{2}\.(?=linkedin))?
        (?:wa\.me|wa\.link|t\.me|telegram\.(?:me|dog)|m\.me|signal\.(?:me|group)|line\.me|msng\.link|join\.skype\.com
          |linkedin\.com/(?:in|pub)|(?:www\.)?whatsapp\.com/(?:catalog|channel)|(?:api|chat|web|call)\.whatsapp\.com|u\.wechat\.com|viber\.me|whatsapp\.me
          |zalo\.me|teams\.(?:microsoft|live)\.com/(?:l|meet)|[\w\-]{1,30}\.zoom\.us/[jms]|zoom\.us/[jms]
          |meet\.google\.com|calendly\.com|[\w\-]{1,30}\.webex\.com/(?:meet|join))/[^\s<>"')\]]{2,}
      | (?:https?://)?(?:www\.|m\.|[a-z]{2}\-[a-z]{2}\.)?
        (?:facebook|fb|instagram|twitter|x|tiktok|threads|snapchat|vk|pinterest)\.(?:com|net|me)/
        (?!(?:explore|p|reel|reels|watch|events|groups|pages|share|sharer|hashtag|search|i|intent|login|help|business
          |policies|about|legal|tv|stories|privacy|home|ads|marketplace|gaming|policy)(?![\w.\-]))
        @?[\w.\-]{3}[^\s<>"')\]]*
      | (?:mailto|(?:tel|callto|sms|smsto)(?=:[^\s]{6})|sips?|xmpp|facetime|weixin|wechat|whatsapp|viber|tg
          |skype|msteams):
        (?=[^\s<>"')\]]*\w)[^\s<>"')\],;]{3,}
    )
    | (?:tel|phone|cell|mobile|whatsapp|fax|telefono|cellulare)\w{0,10}=\+?[\d+.\-()\ ]{6,20}""",
    re.VERBOSE | re.IGNORECASE,
)
_SEGNO_DI_COLLEGAMENTO = re.compile(r"[^\W\d](?:[:=]\S|/\S\S)")  # no link is without one of these
_RETE = re.compile(
    r"""(?<!\w)(?:instagram|insta|ig|telegram|skype|twitter|tiktok|facebook|fb|linkedin|wechat|weixin|line|viber|signal
    |whatsapp|wapp|snapchat|threads|messenger|discord|gmail|hotmail|icloud|teams|kakao(?:talk)?|tg|qq|zalo|weibo
    |\u5fae\u4fe1\u53f7?|x(?=\s?:\s?@))(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
# After the name of the network: «Telegram: @mario», «skype id: mario_rossi», «skype mario.rossi72».
_DOPO = re.compile(
    r"""[\s:;,.(\-]{0,4}
        (?:(?:id|nome|utente|user|contatto|account|profilo|e|al|su|come|a|di|con|del)(?!\w)[\s:(]{0,3}){0,3}
        (?P<profilo>@\w[\w.]{1,40})
      | \s?(?:id|user(?:name)?|name|nome(?:\sutente)?|contatto|account)\s?[:=]\s?
        (?P<nome>(?:live:)?[^\W\d][\w.\-]{2,40})
      | \s?[:=]\s?(?P<segnato>live:[\w.\-]{2,40}|(?=[^\W\d]+(?:\d|[._]\w))[^\W\d][\w.\-]{1,38}(?:\w|\#\d{4}))
      | \s?:?\s?(?P<percorso>/?in/[\w\-]{3,60})
      | \s\(?(?:(?:id|user|name|nome|utente|contatto|account|come)\s)?
        (?P<cifre>(?![\w.\-]{1,40}\.(?:it|com|eu|net|org)(?!\w))(?=[a-z.\-]*[\d._])[a-z][\w.\-]{2,38}\w)""",
    re.VERBOSE | re.IGNORECASE,
)
# «contatto skype: mariorossi»: a name with no sign in it, where the words before say that it is one.
_NOME_PRIMA = re.compile(
    r"(?<!\w)(?:contatto|account|id|nome|utente|profilo)\s(?:su\s|di\s)?$", re.IGNORECASE
)
_NOME_SEMPLICE = re.compile(r"\s?[:=]\s?([^\W\d][\w.\-]{3,40})")
_TITOLO = re.compile(rf"(?:{'|'.join(lessico.TITOLI)})\.(?:ra|ssa)?(?!\w)", re.IGNORECASE)
# Before it: «@aziendamoda su Instagram».
_PRIMA = re.compile(
    r"(?<![\w@/.])(@[^\W\d][\w.]{2,40})[\s,(\-]{1,3}(?:(?:su|via|on|di|in|il|profilo|account)\s){0,2}$",
    re.IGNORECASE,
)


def collegamenti(testo: str) -> Iterator[Tratto]:
    """The spans of the links and handles of a flat text, in no particular order."""
    for trovato in _COLLEGAMENTI.finditer(testo) if _SEGNO_DI_COLLEGAMENTO.search(testo) else ():
        fine = trovato.end()
        while testo[fine - 1] in " .,;:!?'":
            fine -= 1
        yield trovato.start(), fine
    for rete in _RETE.finditer(testo):
        dopo = _DOPO.match(testo, rete.end())
        if dopo and not _TITOLO.match(testo, dopo.start(dopo.lastgroup or 0)):
            yield dopo.span(dopo.lastgroup or 0)
        elif _NOME_PRIMA.search(testo, max(0, rete.start() - 24), rete.start()):
            yield from (nome.span(1) for nome in [_NOME_SEMPLICE.match(testo, rete.end())] if nome)
        if prima := _PRIMA.search(testo, max(0, rete.start() - 70), rete.start()):
            yield prima.span(1)
