"""The clauses of the page, in order. An app that keeps another clause adds its function here."""

from extranet.conformita import calendario, circolari, pratiche
from extranet.conformita.clausole import Sezione

SEZIONI: tuple[Sezione, ...] = (
    pratiche.seguite,
    pratiche.decise,
    pratiche.chieste,
    pratiche.viste,
    pratiche.dialogate,
    pratiche.chiarite,
    circolari.precedute,
    calendario.annunciate,
)
