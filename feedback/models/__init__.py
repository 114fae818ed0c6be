"""The questionnaire of the network, the requests of the Sportelli, the answers of the companies."""

from feedback.models.aggregati import (
    CellaFeedback,
    ContributoFeedback,
    FeedbackDaContare,
    GruppoFeedback,
    PassoContato,
    TotaleFeedback,
)
from feedback.models.impostazioni import ImpostazioneServizio, Impostazioni
from feedback.models.questionario import Domanda, Opzione, Questionario, Sezione
from feedback.models.richiesta import Richiesta
from feedback.models.risposta import Risposta, Seguito, Valore
from feedback.models.scelte import (
    Fonte,
    Indicatore,
    Motivo,
    Quando,
    Risolto,
    StatoQuestionario,
    StatoRichiesta,
    StatoRisposta,
    StatoSeguito,
    Tipo,
)

__all__ = [
    "CellaFeedback",
    "ContributoFeedback",
    "Domanda",
    "FeedbackDaContare",
    "Fonte",
    "GruppoFeedback",
    "ImpostazioneServizio",
    "Impostazioni",
    "Indicatore",
    "Motivo",
    "Opzione",
    "PassoContato",
    "Quando",
    "Questionario",
    "Richiesta",
    "Risolto",
    "Risposta",
    "Seguito",
    "Sezione",
    "StatoQuestionario",
    "StatoRichiesta",
    "StatoRisposta",
    "StatoSeguito",
    "Tipo",
    "TotaleFeedback",
    "Valore",
]
