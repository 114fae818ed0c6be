"""Texts made to take long: little pieces said over and over, and letters at random (S-01)."""

import random

from pratiche.recapiti import SEGNO

OSTILI = {
    "prosa": "Il cliente chiede la voce 8422 per 12.500 euro entro il 15/03/2026, tel. 055 234567. ",
    "mobili": "3331234567 ",
    "fissi": "055 234567, ",
    "esteri": "+39 ",
    "cifre": "1",
    "cifre sole": "3 ",
    "zeri": "0 ",
    "coppie": "33 ",
    "punti": "1.",
    "migliaia": "123.",
    "barre": "1/",
    "trattini": "12-12-",
    "parentesi": "(",
    "a": "a",
    "chiocciole": "@",
    "a@": "a@",
    "a.": "a.",
    "a-": "a-",
    "aAT": "aAT",
    "DOT": "aDOT",
    "at": "a at ",
    "[at]": "[at]",
    "punto": "a punto ",
    "chiocciola": "a chiocciola b ",
    "virgolette": '"a"@b ',
    "numeri": "tre ",
    "unite": "tre",
    "doppio": "doppio ",
    "tel": "tel ",
    "tel 1": "tel 1 ",
    "tel di": "tel di di di di ",
    "iban": "IT12 AAAA ",
    "entità": "&#64;",
    "e commerciali": "&",
    "pagine": "http://a.it/",
    "domini": "a.it/",
    "profili": "ig @a ",
    "invisibili": "\u200b",
    "segni": SEGNO,
    "spazi": " ",
    "a capo": "\n",
    "altri": "055 234567/57/",
    "ore": "09.30 e ",
    "uno alla volta": "1 ",
    "prefissi": "05 ",
    "internazionali": "0033 ",
    "annunciati": "tel 1 2 3 4 5 6 ",
    "interni": "interno due tre ",
    "indirizzi": "via Roma int. 12 ",
    "virgole": "3,4,",
    "distacchi": "347                                       ",
    "pagine dei profili": "fb.com/",
    "volte": "due volte ",
    "cifre e parole": "3sette",
    "fra parentesi": "(11) 96123 ",
    "commenti": "<!--",
    "trattini detti": "a chiocciola b trattino c trattino ",
    "a strati": "+39](/57I12.500",
    "colonne": "tel;",
    "righe e colonne": "tel;tel;mail\n1;2;3\n",
    "celle": '";"',
    "lettere per cifre": "33O 4I8 ",
    "ottanta": "quatre-vingt-dix-",
    "numeri con parole": "1-800-ABC-",
    "utenti": "utente e a dominio ",
    "prima della chiocciola": "a prima della chiocciola ",
    "profili prima": "a_1 su ig ",
    "Telegram": "skype: abcdefg",
    "code": "055 234567 1 2 3 ",
    "doppi numeri": "doppio 347:",
    "un po' di tutto": "@0due 2026 e .tel -. (numero n. a e (/ e 9)9tre 9-0033int. 1, -3int. 1@2026tel. 001 ",
}
A_CASO = {
    "a caso": "tel 03.5@/-+()abcd",
    "cifre a caso": "0123456789 ./-",
}
NOMI = ["Mario ", "Rossi Mario ", "m. ", "a", "sig. Mario "]  # of «Mario Rossi»


def ostile(nome: str, quanti: int) -> str:
    """About so many characters of the text with this name, always the same."""
    if nome in A_CASO:
        caso = random.Random(7)
        return "".join(caso.choices(A_CASO[nome], k=quanti))
    return OSTILI[nome] * (quanti // len(OSTILI[nome]))
