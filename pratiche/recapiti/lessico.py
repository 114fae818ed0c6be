"""The words that the finders know, one list for each thing that they tell apart."""


def elenco(parole: str) -> tuple[str, ...]:
    """The words of a text, each once."""
    return tuple(dict.fromkeys(parole.split()))


def elenco_in_ordine(parole: str) -> tuple[str, ...]:
    """As `elenco`, each word in its place."""
    return tuple(parole.split())


# Nouns that announce a telephone number.
TELEFONO = elenco("""
    prefisso
    tel telf telef telefono telefonico telefonica telefax telfax tfax fax cell cel cellulare cellphone
    phone phones telephone whatsapp watsapp whatsap whatapp whazzapp wattsapp wathsapp wapp wup sms viber
    telegram wechat signal gsm natel celulare telefno recapito recapiti centralino ph mob telefonino utenza
    qq icq kakao kakaotalk
    telefon telefonnummer rufnummer handynummer telefoon telefone telefones celular celulares movil tlf puh
    telefax telefaks тел телефон моб мобильныи факс τηλ τηλεφωνο κιν هاتف تلفون جوال 电话 電話 手机 手機
    微信 传真
""")
# These may announce one, and mean other things too.
TELEFONO_DEBOLE = elenco("""
    mobile fisso contatto contatti call linea reperibile reperibili raggiungibile raggiungibili interno
    telefoni cellulari wa diretto diretta handy mobil mobiel portable portatile
""")
# Verbs that announce one.
TELEFONO_VERBO = elenco("""
    chiamare chiamarlo chiamarla chiamarli chiamarmi chiamarci chiamarti chiamate chiamatemi chiamateci
    chiamatelo chiamatela chiami chiamino chiama chiamami chiamalo chiamala richiamare richiamarlo
    richiamarla richiamarmi richiamarci richiamate richiamatemi richiamateci richiamatelo richiama
    richiami telefonare telefonargli telefonarle telefonarlo telefonate telefona telefoni contattare
    contattarlo contattarla contattarli contattarmi contattarci contattate contattatemi contattateci
    sentire sentirlo sentirla sentite rispondere risponde rispondono dial
""")
# Words that announce a number of something else.
CODICE = elenco("""
    oda cpv fda doc id ticket iscrizione registrazione capitale quantita qta qty peso volume build scala
    release iva vat piva cf cod codice codici nomenclatura taric eori mrn rea ateco istat iban bic swift
    abi cab cin awb voce voci sottovoce sottovoci tariffario tariffaria capitolo capitoli heading tariff
    prot protocollo protocolli pratica pratiche ordine ordini ord order fattura fatture fatt ft invoice
    ddt bolla bolle bolletta bollette lotto lotti lot batch matricola matricole matr serie seriale
    seriali serial conto conti container contenitore polizza polizze ldv tracking cas einecs rex duns
    iso din astm iec cei uni art artt articolo articoli legge decreto reg regolamento direttiva celex
    determina delibera delibere circolare cup cig siren siret ean gtin gln isbn issn barcode sku modello
    modelli mod brevetto brevetti passaporto passaporti inps inail versione ver targa targhe telaio
    repertorio catasto catastale particella particelle cuaa pod pdr importo importi prezzo prezzi totale
    totali fatturato valore costo budget hts htsus isin cmr booking hawb mawb proforma packing fascicolo
    fascicoli contratto contratti documento documenti certificato certificati dichiarazione dichiarazioni
    autorizzazione autorizzazioni licenza licenze istanza istanze sinistro sinistri credito debito file
    aic abn nip ogrn trn uscc gstin cass cassazione sentenza sentenze ordinanza ordinanze tar marchio
    trademark patent patents eutm euipo uibm wipo imo imei cpnp mmsi
""")
# The same in capitals only: in small letters they are other words.
CODICE_IN_MAIUSCOLO = elenco("""
    HS NC SH CAP ID NIF LEI RFQ SDI SN PN BL SUAP NDC DHL UPS TNT GLS BRT VIN
""")
# These announce a code only with «n.» after them: «cliente n. 3331234567».
CODICE_SE_NUMERATO = elenco("""
    cliente clienti spedizione spedizioni carta lettera offerta offerte preventivo preventivi richiesta
    richieste gara domanda domande iscrizione iscrizioni posizione marchio marchi bando ticket caso impianto
    macchina foglio fogli design disegno disegni dossier registro albo pallet collo rif riferimento po
    account customer nota
""")
# Small words that may stand between any announcing word and its number.
MINUTE = elenco("""
    n nr no num numero numeri nro di del della dello dell dei delle il la lo le l i e ed o id is the
    sono
""")
# Others, between a telephone word and its number.
DOPO_TELEFONO = elenco("""
    al allo all a at on dal dallo con ufficio uff diretto casa privato pers personale aziendale az fisso
    mobile cell tel fax ab abit abitazione sede seguente sig sigra dott dottssa interno mio suo loro
    nostro me us him her now prego verde italiano estero italia
""")
# Others, between a code word and its number.
DOPO_CODICE = elenco("""
    ditta azienda destinatario sociale netto lordo doganale doganali dogana tariffario tariffaria
    cliente clienti fornitore vs ns nostro nostra vostro vostra art articolo interno merce merci
    merceologico merceologica prodotto prodotti export import iva fiscale fiscali taric hs nc sh
    combinata nomenclatura ue eu univoco univoca sdi it acquisto vendita ordine fattura pratica
    spedizione container lotto serie number code identificativo identificativa statistico statistica
    completo intero seguente seguenti corrente in entrata uscita arrivo partenza generale origine list
    postale comunitario europeo italiano internazionale registrato utilita civ civile pen penale sez un
    unite lav
""")
# Words that may follow a number that a verb announced: any other is what the number counts.
DOPO_IL_NUMERO = elenco("""
    ore dopo dalle dal entro per o e oppure chiedendo chiedere di al alle in la il interno int solo
    mattina sera pomeriggio quando se ma con a ad da non prima anche che risponde subito domani oggi
    grazie ed an on at or and und oder ou et y please bitte merci gracias
""")
# Mail providers, known without their top-level domain.
FORNITORI_DI_POSTA = elenco("""
    gmail googlemail hotmail outlook live msn yahoo ymail libero virgilio alice tin tiscali fastwebnet
    fastweb inwind iol icloud me aruba arubapec legalmail pec postecert pecimprese registerpec
    protonmail proton gmx email mail
""")
# How the signs of an address are said, here and abroad; the second list has other meanings too.
PUNTO = elenco("""
    dot punto point punkt ponto pkt punt tocka kropka tockiem точка
""")
CHIOCCIOLA = elenco("""
    chiocciola chiocciolina chiocciolona arroba arobas arobase arobace klammeraffe
""")
CHIOCCIOLA_ALTROVE = elenco("""
    snail escargot lumaca strudel malpa kukac zavinac sobaka собака apenstaartje snabela affenschwanz et
    atsign
""")
# Top-level domains that the network deals with.
DOMINI = elenco("""
    it com net org eu info biz edu gov int name pro mobi coop tel email online store shop site app cloud
    dev tech agency studio group wine vin moda fashion srl uk ie fr de es pt nl be lu ch at li se no dk
    fi is pl cz sk hu ro bg gr cy mt si hr rs ba me al mk tr ua by ru kz ge am az il ae sa qa kw om bh
    jo lb eg ma tn dz ly za ng ke us ca mx br ar cl co pe uy cn hk tw jp kr in pk bd lk th vn my sg id
    ph au nz sm va local example test invalid
""")
# What says that a word is somebody's mailbox: «prima della chiocciola metti …».
SAREBBE = elenco("""
    c'e e e' is sta va vanno si metti mettete mettere mette scrivi scrivete scrivere scrive put sarebbe
""")
# Usual names of office mailboxes.
CASELLE_GENERICHE = elenco("""
    info amministrazione export commerciale vendite sales acquisti ordini contatti contatto segreteria
    direzione ufficio marketing logistica contabilita posta mail office support shop
""")
# Words that come before an address and are no part of it.
PRIMA_DI_UN_INDIRIZZO = elenco("""
    certificata elettronica aziendale personale nuova nuovo corretta corretto attuale alternativa
    principale ecco trovate potete prego vostra nostra nostro vostro questa questo solita solito a ad al
    all alla allo ai da dal dalla di del della e ed o in su sul sulla con per il lo la i gli le un una
    mio suo mia sua ho ha mail email emails e-mail posta pec indirizzo casella account contatto contatti
    scrivere scrivete scrivi scriva scrivimi scrivetemi mandare manda mandate inviare invia inviate
    spedire contattare contatta risponde rispondere usa usare uso usano titolare signor signora sig
    sig.ra dott dott.ssa cliente ditta referente presso tramite via instagram telegram twitter facebook
    skype tel cell fax anche oppure cioe ossia seguente pz pezzi kg euro eur prezzo to at or and is my
    our us me write mandatelo mandatela altrimenti sarebbe the
""")
# What a price is per: «5 euro@pezzo».
MISURE = elenco("""
    quantita unita kg pz eur euro usd pezzo pezzi prezzo litro chilo metro
""")
# English words before «at» that are no mailbox: «visit us at».
INGLESI_PRIMA_DI_AT = elenco("""
    disponibile disponibili presente presenti siamo saremo espone us me him her them available look see
    found find visit online sold made held based meet meeting stand booth working works live lives shop
    buy more stay arrives arrive arrival delivered sale starting start are is was were
""")
# Numbers.
UNITA = elenco("""
    zero uno due tre quattro cinque sei sette otto nove
""")
DIECI = elenco("""
    dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove
""")
DECINE = elenco("""
    venti trenta quaranta cinquanta sessanta settanta ottanta novanta
""")
# The same in the languages of those who write to the network, one a row: from nought to nine,
UNITA_ALTROVE = tuple(
    map(
        elenco_in_ordine,
        """
    zero one two three four five six seven eight nine
    zero un deux trois quatre cinq six sept huit neuf
    null eins zwei drei vier funf sechs sieben acht neun
    null eins zwo drei vier fuenf sechs sieben acht neun
    cero uno dos tres cuatro cinco seis siete ocho nueve
    zero um dois tres quatro cinco seis sete oito nove
    ноль один два три четыре пять шесть семь восемь девять
    oh una due tre quattro cinque sei sette otto nove
""".strip().splitlines(),
    )
)
# from ten to nineteen, where one word says them,
DIECI_ALTROVE = tuple(
    map(
        elenco_in_ordine,
        """
    ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
    dix onze douze treize quatorze quinze seize
    zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn
    zehn elf zwoelf dreizehn vierzehn fuenfzehn sechzehn siebzehn achtzehn neunzehn
    diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve
    dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove
""".strip().splitlines(),
    )
)
# the tens.
DECINE_ALTROVE = tuple(
    map(
        elenco_in_ordine,
        """
    twenty thirty forty fifty sixty seventy eighty ninety
    vingt trente quarante cinquante soixante septante huitante nonante
    zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig
    zwanzig dreißig vierzig fuenfzig sechzig siebzig achtzig neunzig
    veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa
    vinte trinta quarenta cinquenta sessenta setenta oitenta noventa
""".strip().splitlines(),
    )
)
# What people say between one figure and the next.
RIEMPITIVI = elenco("""
    trattino barra slash spazio punto virgola poi meno pausa e ed and numero ancora infine
    et y puis dann luego dash point then
""")
# Countries, and what their VAT numbers are made of.
CIFRE_IVA = (
    ("(?:CY|DK|FI|HU|IE|LU|MT|SI)", r"\d(?:[\s.\-]?\d){6,7}[A-Z]{0,2}"),
    ("(?:BG|CH|CHE|CZ|DE|EE|EL|ES|GB|GR|NL|NO|PT|UK|XI)", r"[A-Z]?\d(?:[\s.\-]?\d){7,8}(?:\s?B\d\d)?"),
    ("(?:BE|PL|RO|SK|TR)", r"\d(?:[\s.\-]?\d){9}"),
    ("(?:FR|HR|LV)", r"[A-Z\d]{2}(?:[\s.\-]?\d){9}"),
    ("(?:AT)", r"U\s?\d(?:[\s.\-]?\d){7}"),
    ("(?:LT|SE)", r"\d(?:[\s.\-]?\d){11}"),
)
# What is «interno» without being a telephone: «mercato interno», «codice interno».
COSE_INTERNE = elenco("""
    mercato mercati prodotto prodotti trasporto commercio consumo consumi codice cod protocollo prot
    documento ordine regolamento audit controllo uso rivestimento lato diametro diam raggio volume spazio
    verde cortile giardino arredo lordo dazio traffico turismo debito rendimento tasso bando progetto
    articolo art riferimento rif capitolo numerazione domanda spesa parte vano locale foro
""")
# Words that begin the address of a place.
STRADE = elenco("""
    via viale vialetto vicolo piazza piazzale piazzetta largo corso borgo lungarno strada traversa contrada
    localita loc frazione fraz salita galleria calata
""")
# Units that make a number a quantity.
UNITA_DI_MISURA = elenco("""
    kg chili chilogrammi grammi mg tonn tonnellate quintali litri ettolitri hl ml metri mq mc m2 m3 cm
    mm km ettari pz pezzi pcs paia unita capi bottiglie cartoni colli pallet bancali scatole casse copie
    confezioni abitanti aziende imprese addetti dipendenti persone visitatori espositori soci prodotti
    articoli etichette utenti volte kva watt volt piante olivi viti
""")
# Others that a number may count, right after a telephone number.
TEMPI_E_COSE = elenco("""
    ore giorni mesi anni minuti settimane gennaio febbraio marzo aprile maggio giugno luglio agosto
    settembre ottobre novembre dicembre clienti offerte ordini campioni modelli macchine
""")
# Titles before a surname.
TITOLI = elenco("""
    sig sigra signor signora sigri sigg dott dottssa dottor dottoressa dr ing avv geom rag arch prof cav
    ragionier ragioniera ingegner avvocato avvocata geometra architetto perito mr mrs ms
""")
# Words of a name that say nothing by themselves.
PAROLE_VUOTE = elenco("""
    di de da del della dello dei degli delle e il la lo le d l of the and van von
""")
