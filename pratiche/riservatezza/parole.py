"""Words that stand in names and belong to everybody: hiding them would hide nobody, and spoil the text."""

import re

# Words of names that are everybody's: places, terms of delivery, courtesy, kinds of company.
COMUNI = frozenset(
    re.findall(
        r"\w+",
        """
        agricola arezzo azienda bassi bello campo capo carrara castello ceca citta cooperativa corea
        costa dott dottor dottore dottoressa dottssa export figli fiore firenze fonte franco fratelli
        geom grosseto group gruppo guinea import italia italiana italiano leone livorno lucca lucia
        marche mare marino massa montagna monte monti nord nuova nuovo ovest pace palma piano pisa
        pistoia poggio ponte porto prato prima primo prodotti regno rica roma rosa russo salvador santa
        santo serra siena sierra signor signora signore societa stati terra torre toscana tosco unita
        unito valle verde vigna villa vincenzo vini vino
        """,
    )
)
# Words that say what a company does, and say it of a thousand others.
MESTIERI = frozenset(
    re.findall(
        r"\w+",
        """
        abbigliamento accessori acciai agricole agriturismo alimentari alimentare arredamenti
        arredamento arredi artigiana artigianale artigiani azienda biscottificio birrificio borse
        bottega calzature calzaturificio camiceria cantina cantine cantiere cantieri carta cartiera
        cartotecnica casa caseificio cave centro ceramica ceramiche commerciale confezioni conceria
        consorzio consulenza costruzioni cosmetica cosmetici creazioni cuoio design distilleria
        distribuzione edilizia elettronica elettromeccanica farmaceutica farmaceutici fattoria filati
        filatura floricoltura fonderia forno frantoio gioielli gioielleria global grafica graniti
        immobiliare impianti industria industrie informatica ingegneria international internazionale
        italian laboratori laboratorio lanificio lastra lavorazione legnami legno logistica maglificio
        maglieria manifattura manifatture marmi marmo meccanica meccaniche metalli mobili mobilificio
        moda molino nautica officina officine oleificio olio orafa oreficeria panificio pastificio pelle
        pelletteria pelletterie pellami pelli piante porcellane profumi ricambi salumificio salumi
        scarpe servizi sistemi software solutions spedizioni stampa studio style sughi tecnologie tenuta
        tenute tessile tessili tessitura tessuti trasporti travertini tuscany vetreria vetri vetro vivai
        vivaio
        """,
    )
)
# Who gives addresses to everybody: their domains name no company.
GESTORI = frozenset(
    re.findall(
        r"\w+",
        """
        alice aruba arubapec cert fastwebnet gmail hotmail icloud inwind legalmail libero live msn outlook pec
        postecert poste register sicurezzapostale tin tiscali virgilio yahoo
        """,
    )
)
ACCENTI = {"a": "aàáâä", "e": "eèéêë", "i": "iìíîï", "o": "oòóôö", "u": "uùúûü"}
