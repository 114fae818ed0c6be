"""The outbox: e-mails are rows, queued in the caller's transaction and sent by whoever finds them due.

`accoda` promises that a key leaves once, never before `non_prima_di`, and that nothing queued is lost:
a worker commits that it has taken a chunk, speaks to the mail server, and marks each e-mail as soon as the
server has accepted it. Killed in between, it leaves a lease that ends, and the e-mail leaves again with the
same Message-ID.
"""

from nucleo.posta.coda import (
    Messaggio,
    accoda,
    accoda_tutti,
    annulla_arretrati,
    annulla_con_chiave,
    rinvia_con_chiave,
    sveglia,
)
from nucleo.posta.composizione import Contenuto, Rinvio, registra, registra_di_molte
from nucleo.posta.controlli import PostaNonValida
from nucleo.posta.in_massa import accoda_in_massa, anticipa_con_chiave, riprova_con_chiave
from nucleo.posta.soppressioni import riabilita, soppressi
from nucleo.posta.spedizione import Conto, spedisci_dovuti
from nucleo.posta.ufficio import annulla, riprendi, riprova, riprova_parcheggiate, sospendi, sospeso

__all__ = [
    "Contenuto",
    "Conto",
    "Messaggio",
    "PostaNonValida",
    "Rinvio",
    "accoda",
    "accoda_in_massa",
    "accoda_tutti",
    "annulla",
    "annulla_arretrati",
    "annulla_con_chiave",
    "anticipa_con_chiave",
    "registra",
    "registra_di_molte",
    "riabilita",
    "riprendi",
    "riprova",
    "riprova_con_chiave",
    "riprova_parcheggiate",
    "rinvia_con_chiave",
    "soppressi",
    "sospendi",
    "sospeso",
    "spedisci_dovuti",
    "sveglia",
]
