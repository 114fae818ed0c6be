"""The duties of the sweep, one line each, in the order in which they are done.

A duty is a function without arguments that looks for what is due and does it. It must be quick, and harmless
when done twice.
"""

from calendario import azioni as calendario
from circolari import azioni as circolari
from extranet.risultati.mensile import manda_dovuti
from feedback import azioni as feedback
from feedback.aggregati import FEEDBACK
from nucleo import invii, notifiche, posta, sigilli
from nucleo.ronda import Doveri
from pratiche import azioni
from pratiche.aggregati import PRATICHE, SCAMBI
from sportelli.aggregati import Aggregato, aggiorna

AGGREGATI: tuple[Aggregato, ...] = (PRATICHE, SCAMBI, FEEDBACK)


def aggiorna_aggregati() -> None:
    """The sums that dashboards read, brought up to now."""
    for aggregato in AGGREGATI:
        aggiorna(aggregato)


DOVERI: Doveri = {
    "solleciti a Toscana Promozione": azioni.sollecita_dovute,
    "promemoria agli Sportelli": azioni.ricorda_dovute,
    "testi di ricerca": azioni.riscrivi_testi_di_ricerca,
    "rilasci da posticipare": circolari.posticipa_rilasci,
    "circolari non arrivate": circolari.segnala_mancati,
    "novità del calendario": calendario.spedisci_novita,
    "scadenze del calendario": calendario.ricorda_scadenze,
    "abbonamenti finiti": calendario.dimentica_abbonamenti,
    "calendario da riscrivere": calendario.riscrivi_ics,
    "pratiche di cui chiedere": feedback.prepara_dovute,
    "richieste di feedback": feedback.invia_dovute,
    "solleciti del feedback": feedback.sollecita_dovute,
    "questionari non arrivati": feedback.segnala_non_arrivate,
    "fonti del calendario": calendario.sveglia_fonti,
    "verifica della visibilità": azioni.verifica_notturna,
    "somme dei risultati": aggiorna_aggregati,
    "rapporti del mese": manda_dovuti,
    "riepiloghi": notifiche.prepara_riepiloghi,
    "allarmi della posta": notifiche.segnala_la_posta,
    "sigilli dei registri": sigilli.sigilla,
    "invii già fatti": invii.dimentica_vecchi,
    "posta": posta.sveglia,
}
