"""Who in the company may be asked: a person of it, with an e-mail that works, who agreed (GDPR art. 7)."""

from collections.abc import Iterable
from dataclasses import dataclass

from feedback.models import Motivo
from nucleo import posta
from pratiche.models import Pratica
from sportelli.models import Consenso, Contatto, Scopo


@dataclass(frozen=True)
class Candidato:
    """A person of the company, and why she cannot be asked; empty when she can."""

    contatto: Contatto
    perche_no: str

    @property
    def si_puo(self) -> bool:
        return not self.perche_no

    @property
    def spiegazione(self) -> str:
        return Motivo(self.perche_no).label if self.perche_no else ""


def candidati(pratica: Pratica) -> list[Candidato]:
    """The active people of the pratica's company, its own person first."""
    persone = list(pratica.azienda.contatti.filter(attivo=True))
    persone.sort(key=lambda persona: persona.pk != pratica.contatto_id)
    consensi, muti = _consenzienti(persone), posta.soppressi(persona.email for persona in persone)
    return [Candidato(persona, _perche_no(persona, consensi, muti)) for persona in persone]


def perche_no(contatto: Contatto | None) -> str:
    """The Motivo for which a person cannot be asked now; empty when she can."""
    if contatto is None or not contatto.attivo:
        return Motivo.SENZA_CONTATTO
    return _perche_no(contatto, _consenzienti([contatto]), posta.soppressi([contatto.email]))


def _perche_no(contatto: Contatto, consensi: set[int], muti: set[str]) -> str:
    if not contatto.email:
        return Motivo.SENZA_CONTATTO
    if contatto.pk not in consensi:
        return Motivo.SENZA_CONSENSO
    return Motivo.RESPINGE if contatto.email.lower() in muti else ""


def _consenzienti(persone: Iterable[Contatto]) -> set[int]:
    """Those whose last answer about the questionnaire is yes."""
    ultime = Consenso.objects.filter(contatto__in=list(persone), testo__scopo=Scopo.QUESTIONARIO).in_vigore()
    return {consenso.contatto_id for consenso in ultime if consenso.concesso}
