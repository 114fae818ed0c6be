"""Names by which a social network knows somebody: «Telegram: @mario», «mario_88 su wechat»."""

import re
from collections.abc import Iterator

from pratiche.recapiti import lessico, lessico_reti

Tratto = tuple[int, int]

_RETE = re.compile(
    rf"(?<!\w)(?:{'|'.join(lessico_reti.RETI)}|\u5fae\u4fe1\u53f7?|x(?=\s?:\s?@))(?!\w)", re.IGNORECASE
)
_IN_MEZZO = "|".join(lessico_reti.FRA_RETE_E_PROFILO)
# A figure, an underscore, a dot with a letter after it: no word of the language has them.
_CON_UN_SEGNO = r"(?=[a-z\-]*(?:[\d_\#]|\.\w))"
_DOPO = re.compile(
    rf"""[\s:;,.()\-]{{0,4}}
        (?:(?:{_IN_MEZZO}|su|di|con|del)(?!\w)[\s:(]{{0,3}}){{0,4}}
        (?P<profilo>@\s?\w[\w.]{{1,40}})
      | \s?(?:id|user(?:name)?|name|nome(?:\sutente)?|contatto|account|nick(?:name)?)\s?[:=]\s?
        (?P<nome>(?:live:)?[^\W\d][\w.\-]{{2,40}})
      | \s?[:=]\s?(?P<segnato>live:[\w.\-]{{2,40}}
          |(?=[^\W\d]+(?:[\d\#]|[._]\w))[^\W\d][\w.\-]{{0,38}}(?:\#\d{{4}}|\w))
      | \s?:?\s?(?P<percorso>/?in/[\w\-]{{3,60}})
      | \s?[:=]\s?(?P<pagina>/[^\W\d][\w.\-]{{3,60}})
      | \s\(?(?:(?:{_IN_MEZZO})'?(?!\w)[\s:]{{1,2}}){{0,4}}
        (?P<cifre>(?![\w.\-]{{1,40}}\.(?:it|com|eu|net|org)(?!\w)){_CON_UN_SEGNO}[a-z][\w.\-]{{1,38}}(?:\#\d{{4}}|\w))""",
    re.VERBOSE | re.IGNORECASE,
)
# «contatto skype: mariorossi»: a name with no sign in it, where the words before say that it is one.
_NOME_PRIMA = re.compile(
    r"(?<!\w)(?:contatto|account|id|nome|utente|profilo)\s(?:su\s|di\s)?$", re.IGNORECASE
)
_NOME_SEMPLICE = re.compile(r"\s?[:=]\s?([^\W\d][\w.\-]{3,40})")
_MESSAGGI = rf"(?:{'|'.join(lessico_reti.RETI_DI_MESSAGGI)})"
# «Telegram: borselupi», alone on its line: somebody's name, unless it says when or whether.
_NOME_SOLO = re.compile(
    rf"(?<!\w)(?:{_MESSAGGI}\s?[:=]|(?:mio|suo|nostro|loro|vostro)\s{_MESSAGGI}\se'?(?=\s))\s?"
    rf"(?!(?:{'|'.join(lessico_reti.NON_E_UN_PROFILO)}|\w*(?:at|it|ut|iv|ent|bil)[oaei])(?!\w))"
    r"((?-i:[a-z]{6,30}))(?=[ .]{0,2}(?:$|[|;,)\n]))",
    re.IGNORECASE | re.MULTILINE,
)
_TITOLO = re.compile(rf"(?:{'|'.join(lessico.TITOLI)})\.(?:ra|ssa)?(?!\w)", re.IGNORECASE)
_FRA_PROFILO_E_RETE = rf"[\s,(\-]{{1,3}}(?:(?:{'|'.join(lessico_reti.FRA_PROFILO_E_RETE)})'?\s){{0,5}}$"
# Before it: «@aziendamoda su Instagram», «wang_1988 è il suo wechat».
_PRIMA = re.compile(
    rf"(?:(?<![\w@/.])(@[^\W\d][\w.]{{2,40}})"
    rf"|(?<![\w@/.\-])(?!(?:{'|'.join(lessico_reti.COSE_PUBBLICATE)})(?![^\W\d_]))"
    rf"((?-i:[a-z](?=[a-z.]*[\d_])[a-z\d._]{{2,38}}[a-z\d_])(?:\#\d{{4}})?)){_FRA_PROFILO_E_RETE}",
    re.IGNORECASE,
)


def profili(testo: str) -> Iterator[Tratto]:
    """The spans of the names that stand after or before their network, in no particular order."""
    yield from (solo.span(1) for solo in _NOME_SOLO.finditer(testo))
    for rete in _RETE.finditer(testo):
        dopo = _DOPO.match(testo, rete.end())
        if dopo and not _TITOLO.match(testo, dopo.start(dopo.lastgroup or 0)):
            yield dopo.span(dopo.lastgroup or 0)
        elif _NOME_PRIMA.search(testo, max(0, rete.start() - 24), rete.start()):
            yield from (nome.span(1) for nome in [_NOME_SEMPLICE.match(testo, rete.end())] if nome)
        if prima := _PRIMA.search(testo, max(0, rete.start() - 80), rete.start()):
            yield prima.span(prima.lastindex or 0)
