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
# Names that in small letters are words of the language: «vini rossi», «conti in ordine», «una gioia».
PAROLE_DI_TUTTI = frozenset(
    re.findall(
        r"\w+",
        """
        abate abati agnelli agnello alba allegra allegri allegro alta alti alto amata amati amato ambra amici
        amico amore angeli angelo aquila archi arco aretini aretino argenti argento asia aurora baci bacio
        banchi banco barba barbiere barbieri barca barche bari barone baroni bassa basse basso beata beato
        bella belle belli benedetta benedetto bianca bianche bianchi bianco bionda biondi biondo bocca
        bolognese bolognesi borghi borgo borsa borse boschi bosco botte botti bresciani bruna brune bruni
        bruno calabrese calda caldi calva calvi calvo camicia campana campane campani campi cappelli
        cappello capra capre capitani capitano cara cardinale cardinali cari carità caro carta carte casa
        case castagna castagne castagni castagno catena catene cavaliere cavalieri cavalli cavallo cave ceci
        celeste celesti certi chiara chiare chiari chiaro chiave chiavi chiesa chiese cielo cipolla clemente
        colle colli colomba colombe colombi colombo conte conti contessa corda corde corona corone corta
        corte corti corto cortese cortesi corvi corvo costante costanti costanza costi cotone creta croce
        croci cuore dati diamante diamanti dolce dolci domenica donati donato doni dono dottori duca duchi
        estate fabbri fabbro falchi falco farina fava fave fede fedele fedeli felice felici ferrarese ferri
        ferro festa feste fina fine fini fiorentina fiorentini fiorentino fiori fiume fiumi fontana fontane
        fonti forte forti fortuna fossa fossi fosso franca francese francesi franchi frate frati freddi
        freddo fuoco gallina galli gallo gatti gatto gelo gemma gemme genovese genovesi gentile gentili
        giardini giardino gigli giglio gioia gioie giorni giorno giovane giovani giudice giudici giusta
        giusti giusto gloria grande grandi grano grassi grasso grazia grazie greca greci greco grilli grillo
        grossa grosse grossi grosso guanti guerra guerre inglese inglesi inverno lana lancia lago laghi latini
        latino letizia libera liberi lino livornese livornesi lombarda lombardi lombardo lotti lotto luce
        luci luna lunga lunghi lungo lupi lupo maestra maestri maestro magna magni magno magra magri magro
        mani manica mantovani mantovano marchese marchesi margherita margherite mari marina marine marini
        martelli martello massima massime massimi massimo medica medici medico mele meli melo mercante
        mercanti merli merlo mese mesi mezza mezzi mezzo milanese milanesi mira modenese modesta modesti
        modesto molinari monaca monaci monaco mondi mondo montagne monti mora more mori moro mosca mosche
        muti muto natale natali nave navi nera nere neri nero neve nobile nobili noce noci notai notaio
        novella novelli ombra onda onesta onesti onesto onorati onorato ora orafi orsi orso orti orto
        ottava ottavi ottavo padovani padovano padri pagani pagano pane pani panni panno papa parente parenti
        pari parmigiani parte parti pasqua passeri passero pasta pastore pastori patti patto pavone pavoni
        pazienti pazzi pecora pecore pera pere perfetta perfetti perfetto perla perle pesce pesci pescatore
        pescatori peso pesi piana piane piani piatti piatto piazza piccola piccole piccoli piccolo piede
        piemontese pietra pietre pini pino pinta pioggia piombo pisana pisane pisani pisano pistoiese
        pistoiesi poli ponti porta porte porti pozzi pozzo prati pratese pratesi preti prete prezzi prima
        primavera prime primi prudente prudenti prudenza puglie pugliese punta punte punti punto
        quadri quadro quarta quarti quarto quercia querce quinta quinti quinto rami ramo rara rari regali
        regina regine riccia ricca ricche ricchi ricci riccio ricco riva rive rocca rocche romana
        romane romani romano rose rossa rosse rossi rosso russa russi sabato sacchi sacco saggi saggio sala
        sale sali salva salvatore salvi salvo sana sani sano sante santi sarda sardi sardo sarta sarti sarto
        sassi sasso savi savia scala scale scarpa scarpe sciolta scudi scudo seconda secondi secondo selva
        selve senese senesi serena sereni sereno sesta sesti sesto seta sete severa severe severi severo
        sicura sicuri siciliana siciliani siciliano signori silvestre silvestri soldati soldi sole soli sorda
        sordi sordo spada spade spagnola spagnoli spagnolo speranza speranze spina spine stella stelle strada
        strade stretti tassi tasso tavola tavole tedesca tedeschi tedesco tela tele temi tempi tempo terra
        terre terza terzi terzo testa teste testi testo tonda tondi tondo torri toscane toscani tosta tosti
        trenta trentina trentini trentino turca turchi turco uliva valente valenti valli valori vari vecchi
        vecchia vecchie vecchio vela vele veneta veneti veneto veneziana veneziani veneziano venti vento
        vera vere veri verdi vero vescovi vescovo vicentini ville viola viole viva vitale vitali vite viti
        vittoria vittorie viva vivi viva volpe volpi zecca zoppi zucca zucchi
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
