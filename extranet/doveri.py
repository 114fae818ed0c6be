"""The duties of the sweep, one line each, in the order in which they are done.

A duty is a function without arguments that looks for what is due and does it. It must be quick, and harmless
when done twice.
"""

from calendario import azioni as calendario
from circolari import azioni as circolari
from nucleo import invii, notifiche, posta, sigilli
from nucleo.ronda import Doveri
from pratiche import azioni

DOVERI: Doveri = {
    "solleciti a Toscana Promozione": azioni.sollecita_dovute,
    "promemoria agli Sportelli": azioni.ricorda_dovute,
    "testi di ricerca": azioni.riscrivi_testi_di_ricerca,
    "rilasci da posticipare": circolari.posticipa_rilasci,
    "circolari non arrivate": circolari.segnala_mancati,
    "calendario da riscrivere": calendario.riscrivi_ics,
    "riepiloghi": notifiche.prepara_riepiloghi,
    "allarmi della posta": notifiche.segnala_la_posta,
    "sigilli dei registri": sigilli.sigilla,
    "invii già fatti": invii.dimentica_vecchi,
    "posta": posta.sveglia,
}
