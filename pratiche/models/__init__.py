"""The pratica: a company's request, with everything that happens to it until the archive."""

from pratiche.models.aggregati import (
    CellaPratiche,
    CellaScambi,
    ContributoPratica,
    ContributoScambio,
    GruppoPratiche,
    PraticaDaContare,
    PresenzaPratiche,
    ScambioDaContare,
    TotalePratiche,
    TotaleScambi,
)
from pratiche.models.chiarimenti import Chiarimento, Intervento
from pratiche.models.decisioni import Decisione, Parte, VersioneDecisione
from pratiche.models.fascicolo import AllegatoPratica, Condivisione, Incarico, Nota
from pratiche.models.minute import AllegatoMinuta, Minuta
from pratiche.models.pratica import ConcessionePratica, Contatore, Pratica
from pratiche.models.promemoria import Promemoria
from pratiche.models.ricerca import AziendaCercata, ContattoCercato
from pratiche.models.scelte import Esito, Stato
from pratiche.models.storia import Passo, Pubblico
from pratiche.models.verifiche import VerificaVisibilita

__all__ = [
    "AllegatoMinuta",
    "AllegatoPratica",
    "AziendaCercata",
    "CellaPratiche",
    "CellaScambi",
    "Chiarimento",
    "ConcessionePratica",
    "Condivisione",
    "Contatore",
    "ContattoCercato",
    "ContributoPratica",
    "ContributoScambio",
    "Decisione",
    "Esito",
    "GruppoPratiche",
    "Incarico",
    "Intervento",
    "Minuta",
    "Nota",
    "Parte",
    "Passo",
    "Pratica",
    "PraticaDaContare",
    "PresenzaPratiche",
    "Promemoria",
    "Pubblico",
    "ScambioDaContare",
    "Stato",
    "TotalePratiche",
    "TotaleScambi",
    "VerificaVisibilita",
    "VersioneDecisione",
]
