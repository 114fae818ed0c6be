"""Writing what a feed says: new initiatives, changes, cancellations, with the feed as their author (C8).

What a trusted publisher says is public at once; the rest is proposed, as when its people write it. That an
initiative does not take place, or does after all, is news and not words: it is told at once.
"""

from calendario import permessi
from calendario.azioni.campi import scrivi
from calendario.azioni.pubblicazione import esci, muovi
from calendario.azioni.racconto import racconta
from calendario.azioni.redazione import chiedi
from calendario.models import Fonte, Iniziativa, Modifica, Stato
from calendario.raccolta import Che, Mossa, Piano
from calendario.raccolta.voci import Voce


def applica(fonte: Fonte, piano: Piano) -> int:
    """Does all the moves; how many of them wait for the redazione. The rows are held by the caller."""
    fidata = permessi.fonte_pubblica_da_se(fonte.editore)
    return sum(_fai(fonte, mossa, fidata) for mossa in piano.mosse)


def _fai(fonte: Fonte, mossa: Mossa, fidata: bool) -> bool:
    """Does one; whether it waits for the redazione."""
    if mossa.che == Che.SCARTATA:
        return False
    if mossa.riga is None:
        return mossa.voce is not None and _nasci(fonte, mossa.voce, fidata)
    if mossa.voce is not None:
        _ricorda(mossa.riga, mossa.voce)
    return _cambia(mossa.riga, mossa, fidata)


def _nasci(fonte: Fonte, voce: Voce, fidata: bool) -> bool:
    nuova = Iniziativa(editore=fonte.editore, organizzatore=fonte.editore, fonte=fonte)
    _identifica(nuova, voce)
    scrivi(nuova, voce.campi)
    if fidata:
        esci(nuova, voce.come, da=None)
    else:
        nuova.passa_a(Stato.PROPOSTA, proposta_come=voce.come)
    return not fidata


def _cambia(riga: Iniziativa, mossa: Mossa, fidata: bool) -> bool:
    match mossa.che:
        case Che.TOLTA:
            riga.delete()
        case Che.ANNULLATA:
            riga.modifiche.filter(esito=Modifica.Esito.IN_ATTESA).delete()
            muovi(riga, Stato.ANNULLATA, motivo=mossa.motivo, da=None)
        case Che.CAMBIATA | Che.RIPRESA if mossa.voce is not None:
            return _riscrivi(riga, mossa.voce, fidata)
    return False


def _riscrivi(riga: Iniziativa, voce: Voce, fidata: bool) -> bool:
    """Words and state. Of what a person has postponed the state is hers, and the feed's are the words."""
    proposta = riga.stato == Stato.PROPOSTA
    attende = not (fidata or proposta)
    if attende:
        attende = _chiedi_se_serve(riga, voce)
    else:
        scrivi(riga, voce.campi)
    if proposta:
        riga.proposta_come = voce.come
        riga.save(update_fields=["proposta_come"])
    if riga.stato not in (Stato.PROPOSTA, Stato.RINVIATA, voce.come):
        muovi(riga, voce.come, da=None)
    elif not attende:
        racconta(riga, da=None)
    return attende


def _chiedi_se_serve(riga: Iniziativa, voce: Voce) -> bool:
    """A change to what is public waits, unless it was the state alone that changed."""
    detti = {nome: _detto(riga, nome) for nome in voce.campi}
    if detti == {nome: valore or None for nome, valore in voce.campi.items()}:
        return False
    chiedi(riga, voce.campi, None)
    return True


def _detto(riga: Iniziativa, nome: str) -> object:
    """What it says now, in the words of a feed."""
    if nome in ("settori", "paesi"):
        return sorted(codice for codice in getattr(riga, nome).values_list("codice", flat=True)) or None
    valore = getattr(riga, nome)
    if nome.startswith("ora_"):
        return valore.isoformat("minutes") if valore else None
    return valore.isoformat() if hasattr(valore, "isoformat") else valore or None


def _ricorda(riga: Iniziativa, voce: Voce) -> None:
    """Which event it is, in which version: whatever becomes of the change, it is not asked twice."""
    _identifica(riga, voce)
    campi = ["uid_esterno", "ricorrenza", "impronta", "sequenza_esterna", "modificata_esterna"]
    riga.save(update_fields=campi)


def _identifica(riga: Iniziativa, voce: Voce) -> None:
    riga.uid_esterno, riga.ricorrenza = voce.occorrenza.chiave
    riga.sequenza_esterna, riga.modificata_esterna = voce.versione
    riga.impronta = voce.impronta
