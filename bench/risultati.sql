-- What risultati.py adds to the pratiche of semina.py, each statement under its name.
--- senza regole
SET session_replication_role = replica
--- vite
-- The steps by which each pratica went on: opened, taken in hand, one in three waited for the company, those of TP for TP.
INSERT INTO pratiche_passo (pratica_id, genere, da_id, quando, motivo, differenze, da_stato, a_stato, pubblico)
SELECT c.id, p.genere, c.creata_da_id, c.creata_il + p.parte * (c.aggiornata_il - c.creata_il), 'seminata', '{}',
    p.da_stato, p.a_stato, 'tp'
FROM pratiche_pratica c, LATERAL (VALUES ('aperta', 'bozza', 'aperta', .05, true),
    ('presa_in_carico', 'aperta', 'in_lavorazione', .2, c.stato <> 'aperta'),
    ('attesa_azienda', 'in_lavorazione', 'in_attesa_azienda', .3, c.chiusa_il IS NOT NULL AND c.id % 3 = 0),
    ('ripresa', 'in_attesa_azienda', 'in_lavorazione', .5, c.chiusa_il IS NOT NULL AND c.id % 3 = 0),
    ('intervento_chiesto', 'in_lavorazione', 'in_attesa_tp', .6, c.chiusa_il IS NOT NULL AND c.tp_coinvolta),
    ('concordata', 'in_attesa_tp', 'in_lavorazione', .8, c.chiusa_il IS NOT NULL AND c.tp_coinvolta))
    AS p(genere, da_stato, a_stato, parte, accaduto)
WHERE c.aperta_il IS NOT NULL AND p.accaduto
--- decisioni prese
INSERT INTO pratiche_decisione (pratica_id, stato, referente_id, versione, aperta_il, turno_dal, chiusa_il,
    per_sportello_id, per_sportello_il, per_tp_id, per_tp_il)
SELECT id, CASE id % 40 WHEN 0 THEN 'in_assenza' WHEN 1 THEN 'ritirata' ELSE 'concordata' END, referente_id, 1,
    creata_il, creata_il, aggiornata_il, creata_da_id, creata_il, referente_id, aggiornata_il
FROM pratiche_pratica WHERE stato = 'completata' AND tp_coinvolta
--- chiarimenti chiusi
INSERT INTO pratiche_chiarimento (pratica_id, stato, chiesto_da_id, destinatario_id, entro_il, aperto_il, chiuso_il)
SELECT id, 'chiuso', referente_id, creata_da_id, aggiornata_il::date, creata_il, aggiornata_il
FROM pratiche_pratica WHERE stato = 'completata' AND tp_coinvolta AND id % 3 = 0
--- richieste
INSERT INTO feedback_richiesta (pratica_id, sportello_id, stato, motivo, questionario_id, contatto_id, creata_il, dal,
    inviata_il, scade_il, codice, generazione, impronta, solleciti, prossimo_sollecito, conclusa_il)
SELECT c.id, c.sportello_id, s.stato, CASE s.stato WHEN 'non_inviata' THEN 'senza_consenso' ELSE '' END, q.id, NULL,
    c.chiusa_il, c.chiusa_il, CASE WHEN s.stato <> 'non_inviata' THEN c.chiusa_il END, c.chiusa_il + interval '45 days',
    gen_random_uuid(), 1, md5(c.id::text) || md5('x' || c.id), c.id % 4, NULL,
    CASE WHEN s.stato IN ('risposta', 'rifiutata') THEN least(now(), c.chiusa_il + c.id % 20 * interval '1 day') END
FROM feedback_questionario q, (SELECT *, row_number() OVER (ORDER BY md5(id::text)) AS posto,
        count(*) OVER () AS tutte FROM pratiche_pratica WHERE stato = 'completata') c,
LATERAL (SELECT CASE WHEN posto <= :risposte THEN 'risposta' WHEN posto <= tutte * .6 THEN 'inviata'
    WHEN posto <= tutte * .62 THEN 'rifiutata' ELSE 'non_inviata' END AS stato) s
--- risposte
INSERT INTO feedback_risposta (sportello_id, pratica_id, richiesta_id, questionario_id, servizio_id, settore_id, paese_id,
    fonte, stato, lingua, iniziata_il, aggiornata_il, data_il, correggibile_fino_al, sistema, identificativo_esterno,
    complessivo, soddisfazione, consiglio, risolto, contattatemi)
SELECT r.sportello_id, r.pratica_id, r.id, r.questionario_id, c.servizio_id, c.settore_id,
    (SELECT min(paese_id) FROM pratiche_pratica_paesi p WHERE p.pratica_id = c.id), 'link', 'data', 'it', r.conclusa_il,
    r.conclusa_il, r.conclusa_il, r.conclusa_il, '', '', 1 + (power(random(), .5) * 4.99)::int % 5,
    round((1 + power(random(), .5) * 4)::numeric, 2), (power(random(), .4) * 10)::int,
    CASE WHEN random() < .7 THEN 'si' WHEN random() < .6 THEN 'in_parte' ELSE 'no' END, false
FROM feedback_richiesta r JOIN pratiche_pratica c ON c.id = r.pratica_id WHERE r.stato = 'risposta'
--- valori
INSERT INTO feedback_valore (risposta_id, domanda_id, numero, testo, scelte, non_so)
SELECT r.id, d.id, CASE d.codice WHEN 'complessivo' THEN r.complessivo ELSE r.consiglio END, '', '{}', false
FROM feedback_risposta r JOIN feedback_domanda d ON d.codice IN ('complessivo', 'consiglio')
--- con le regole
SET session_replication_role = DEFAULT
