-- The statements of semina.py, each under its name; the temp tables q, pesi and frasi are made there.
--- senza regole
SET session_replication_role = replica
--- aziende
INSERT INTO sportelli_azienda (sportello_id, ragione_sociale, forma_giuridica, partita_iva, codice_fiscale,
    numero_rea, indirizzo, cap, comune, addetti, classe_fatturato, sito, email, pec, telefono, note, origine,
    codice_esterno, creata_il, aggiornata_il, versione, settore_id)
SELECT s.id, initcap(split_part(f.testo, ' ', 1) || ' ' || split_part(f.testo, ' ', 2)) || ' ' || n || ' S.r.l.',
    'srl', lpad((s.id * 1000000 + n)::text, 11, '0'), '', '', '', '', s.comune, 1 + n % 90, '', '',
    'info@azienda' || n || '.esempio.it', '', '055 ' || lpad(n::text, 7, '0'), '', 'manuale', '', q.oggi, q.oggi, 1,
    1 + n % 12
FROM q, pesi JOIN sportelli_sportello s USING (codice),
    generate_series(1, greatest(1, peso * q.quante / 100 / 16)) n JOIN frasi f ON f.id = n % 20000
--- persone delle aziende
INSERT INTO sportelli_contatto (azienda_id, nome, incarico, email, telefono, principale, attivo, versione)
SELECT id, initcap(split_part(ragione_sociale, ' ', 1)) || ' Rossi' || id, 'titolare', 'persona' || id || '@esempio.it',
    '347 ' || lpad(id::text, 7, '0'), true, true, 1
FROM sportelli_azienda
--- storia
INSERT INTO sportelli_contattoevent (pgh_created_at, pgh_label, pgh_obj_id, id, azienda_id, nome, incarico, email, telefono,
    principale, attivo, versione)
SELECT q.oggi, 'insert', id, id, azienda_id, nome, incarico, email, telefono, principale, attivo, versione
FROM q, sportelli_contatto
--- storia delle aziende
INSERT INTO sportelli_aziendaevent (pgh_created_at, pgh_label, pgh_obj_id, id, sportello_id, ragione_sociale,
    forma_giuridica, partita_iva, codice_fiscale, numero_rea, indirizzo, cap, comune, addetti, classe_fatturato, sito,
    email, pec, telefono, note, origine, codice_esterno, creata_il, aggiornata_il, versione, settore_id)
SELECT q.oggi, 'insert', id, id, sportello_id, ragione_sociale, forma_giuridica, partita_iva, codice_fiscale, numero_rea,
    indirizzo, cap, comune, addetti, classe_fatturato, sito, email, pec, telefono, note, origine, codice_esterno, creata_il,
    aggiornata_il, versione, settore_id
FROM q, sportelli_azienda
--- fornitori
INSERT INTO sportelli_fornitore (proprietario_id, condiviso_con_la_rete, ragione_sociale, tipo, partita_iva, comune,
    provincia, paese_id, descrizione, lingue, email, pec, telefono, sito, unita_tariffa, convenzionato_tp, stato,
    motivo_sospensione, creato_il, aggiornato_il, versione)
SELECT CASE WHEN n % 5 > 0 THEN 1 + n % 10 END, n % 3 = 0,
    initcap(split_part(f.testo, ' ', 3) || ' ' || split_part(f.testo, ' ', 4)) || ' ' || n || ' S.p.A.', 'consulente', '',
    'Firenze', '', 1 + n % 30, f.testo, '{it}', 'info@fornitore' || n || '.esempio.it', '', '', '', '', false, 'attivo',
    '', q.oggi, q.oggi, 1
FROM q, generate_series(1, 20 + q.quante / 50) n JOIN frasi f ON f.id = n % 20000
--- riferimenti
CREATE TEMP TABLE riferimenti AS SELECT
    (SELECT min(id) FROM sportelli_utente WHERE ruolo = 'referente') AS primo,
    (SELECT min(id) FROM sportelli_fornitore) AS primo_fornitore,
    (SELECT count(*) FROM sportelli_fornitore) AS fornitori,
    (SELECT id FROM auth_group WHERE name = 'Toscana Promozione') AS gruppo_tp,
    (SELECT p.id FROM auth_permission p JOIN django_content_type t ON t.id = p.content_type_id
      WHERE t.model = 'pratica' AND p.codename = 'view_pratica') AS permesso
--- uffici
CREATE TEMP TABLE uffici AS SELECT s.id AS sid, codice, peso,
    (SELECT min(id) FROM sportelli_utente WHERE sportello_id = s.id AND ruolo = 'operatore') AS primo_utente,
    (SELECT min(id) FROM sportelli_utente WHERE sportello_id = s.id AND ruolo = 'responsabile') AS responsabile,
    (SELECT min(id) FROM sportelli_azienda WHERE sportello_id = s.id) AS prima_azienda,
    (SELECT count(*) - 1 FROM sportelli_azienda WHERE sportello_id = s.id) AS aziende
FROM sportelli_sportello s JOIN pesi USING (codice)
--- statistiche delle aziende
ANALYZE sportelli_azienda, uffici, riferimenti, q
--- casi
CREATE TEMP TABLE casi AS SELECT u.*, n, power(random(), 1.15) * 2920 AS eta, random() AS caso1, random() AS caso2,
    random() AS caso3, random() AS caso4
FROM uffici u, q, generate_series(1, u.peso * q.quante / 100) n
--- schede
CREATE TEMP TABLE schede AS
SELECT x.*, x.codice || '-' || extract(year FROM x.creata)::int || '-' || lpad(x.n::text, greatest(5, length(x.n::text)), '0') AS numero,
    x.prima_azienda + (x.caso2 * x.aziende)::int AS azienda, 1 + (power(x.caso3, 2) * 9)::int % 9 AS servizio,
    1 + (power(x.caso4, 1.7) * 12)::int % 12 AS settore,
    x.caso3 < .3 OR x.stato IN ('in_attesa_tp', 'chiarimento_chiesto') AS coinvolta,
    (caso1 * q.frasi)::int AS frase1, (caso2 * q.frasi)::int AS frase2, (caso3 * q.frasi)::int AS frase3,
    (caso4 * q.frasi)::int AS frase4
FROM q, (
    SELECT b.*, q.oggi - b.eta * interval '1 day' AS creata,
        least(q.oggi, q.oggi - b.eta * interval '1 day' + b.caso4 * 40 * interval '1 day') AS mossa,
        CASE WHEN b.eta > 60 AND b.caso1 < .945 THEN 'completata' WHEN b.caso1 < .60 THEN 'completata'
             WHEN b.caso1 < .999 AND b.eta > 60 THEN 'annullata' WHEN b.caso1 < .64 THEN 'annullata'
             WHEN b.caso1 < .68 THEN 'bozza' WHEN b.caso1 < .73 THEN 'aperta'
             WHEN b.caso1 < .85 THEN 'in_lavorazione' WHEN b.caso1 < .91 THEN 'in_attesa_azienda'
             WHEN b.caso1 < .96 THEN 'in_attesa_tp' ELSE 'chiarimento_chiesto' END AS stato
    FROM q, casi b) x
--- statistiche delle schede
ANALYZE schede
--- pratiche
INSERT INTO pratiche_pratica (numero, sportello_id, stato, azienda_id, contatto_id, servizio_id, settore_id, oggetto,
    quesito, risposte, canale, priorita, assegnata_a_id, referente_id, tp_coinvolta, decisione_aperta,
    chiarimento_aperto, creata_da_id, creata_il, aggiornata_il, aperta_il, chiusa_il, scadenza, sospesa_dal,
    giorni_attesi, esito, risposta, fonti, valida_fino_al, riservata, motivo_riservata, versione, testo_ricerca)
SELECT y.numero, y.sid, y.stato, a.id, NULL, y.servizio, y.settore, left(f.testo, 70), f.testo || '. ' || g.testo, '{}',
    'sportello', CASE WHEN y.caso2 < .05 THEN 'urgente' WHEN y.caso2 < .2 THEN 'alta' ELSE 'normale' END,
    CASE WHEN y.stato = 'aperta' OR (y.stato = 'bozza' AND y.caso3 < .5) THEN NULL
         ELSE y.primo_utente + (y.caso4 * 4)::int % 4 END,
    CASE WHEN y.coinvolta THEN r.primo + (y.caso2 * 6)::int % 6 END, y.coinvolta, y.stato = 'in_attesa_tp',
    y.stato = 'chiarimento_chiesto', y.primo_utente, y.creata, y.mossa, CASE WHEN y.stato <> 'bozza' THEN y.creata END,
    CASE WHEN y.stato IN ('completata', 'annullata') THEN y.mossa END,
    CASE WHEN y.stato <> 'bozza' THEN (y.creata + interval '14 days')::date END,
    CASE WHEN y.stato IN ('in_attesa_azienda', 'in_attesa_tp', 'chiarimento_chiesto') THEN y.mossa::date END,
    (y.caso4 * 6)::int, CASE WHEN y.stato = 'completata' THEN 'risolta' ELSE '' END,
    CASE WHEN y.stato = 'completata' THEN h.testo || '. ' || i.testo ELSE '' END, '', NULL, y.caso4 < .04,
    CASE WHEN y.caso4 < .04 THEN 'brevetto in corso' ELSE '' END, 1,
    concat_ws(E'\n', CASE WHEN y.caso4 >= .04 THEN a.ragione_sociale END, a.comune, f.testo, g.testo,
        CASE WHEN y.stato = 'completata' THEN h.testo || '. ' || i.testo END, y.numero, v.nome, m.nome)
FROM riferimenti r, schede y
JOIN sportelli_azienda a ON a.id = y.azienda JOIN sportelli_servizio v ON v.id = y.servizio
JOIN sportelli_settore m ON m.id = y.settore JOIN frasi f ON f.id = y.frase1 JOIN frasi g ON g.id = y.frase2
JOIN frasi h ON h.id = y.frase3 JOIN frasi i ON i.id = y.frase4
--- statistiche
ANALYZE pratiche_pratica
--- storia delle pratiche
-- Two steps each; the long texts, which no page reads from here, stay out.
INSERT INTO pratiche_praticaevent (pgh_created_at, pgh_label, pgh_obj_id, id, numero, oggetto, quesito, risposte, canale,
    priorita, stato, aperta_il, chiusa_il, creata_il, aggiornata_il, scadenza, sospesa_dal, giorni_attesi, esito, risposta,
    fonti, valida_fino_al, riservata, motivo_riservata, tp_coinvolta, decisione_aperta, chiarimento_aperto, versione,
    sportello_id, azienda_id, contatto_id, servizio_id, settore_id, creata_da_id, assegnata_a_id, referente_id)
SELECT creata_il, CASE passo WHEN 1 THEN 'insert' ELSE 'update' END, id, id, numero, oggetto, '', '{}', canale,
    priorita, stato, aperta_il, chiusa_il, creata_il, aggiornata_il, scadenza, sospesa_dal, giorni_attesi, esito, '',
    '', valida_fino_al, riservata, motivo_riservata, tp_coinvolta, decisione_aperta, chiarimento_aperto, versione,
    sportello_id, azienda_id, contatto_id, servizio_id, settore_id, creata_da_id, assegnata_a_id, referente_id
FROM pratiche_pratica, generate_series(1, 2) AS passo
--- paesi
INSERT INTO pratiche_pratica_paesi (pratica_id, paese_id)
SELECT DISTINCT c.id, 1 + (power(random(), 2) * 30)::int % 30 FROM pratiche_pratica c, generate_series(1, 2) g
WHERE g = 1 OR c.id % 3 = 0
--- concessioni
INSERT INTO pratiche_concessionepratica (content_object_id, group_id, permission_id)
SELECT c.id, g.gruppo, r.permesso FROM riferimenti r, pratiche_pratica c
JOIN sportelli_sportello s ON s.id = c.sportello_id,
LATERAL (VALUES (s.gruppo_id, true), (r.gruppo_tp, c.stato <> 'bozza' AND (c.stato <> 'annullata' OR c.tp_coinvolta)))
    AS g(gruppo, spetta)
WHERE c.stato <> 'completata' AND g.spetta
--- condivisioni
WITH prestate AS (
    INSERT INTO pratiche_condivisione (pratica_id, con_id, motivo, da_id, dal, fino_al)
    SELECT c.id, s.id, 'se ne occupano loro', c.creata_da_id, c.creata_il, q.oggi + interval '20 days'
    FROM q, pratiche_pratica c JOIN sportelli_sportello s ON s.id = 1 + c.id % 10
    WHERE c.stato = 'in_lavorazione' AND c.id % 20 < 2 AND s.id <> c.sportello_id
    RETURNING pratica_id, con_id, fino_al)
INSERT INTO pratiche_concessionepratica (content_object_id, group_id, permission_id, fino_al)
SELECT pratica_id, s.gruppo_id, r.permesso, p.fino_al
FROM riferimenti r, prestate p JOIN sportelli_sportello s ON s.id = p.con_id
--- decisioni
WITH aperte AS (
    INSERT INTO pratiche_decisione (pratica_id, stato, referente_id, versione, aperta_il, turno_dal)
    SELECT id, CASE WHEN id % 4 = 0 THEN 'attende_sportello' ELSE 'attende_tp' END, referente_id, 1, aggiornata_il,
        aggiornata_il
    FROM pratiche_pratica WHERE stato = 'in_attesa_tp'
    RETURNING id, pratica_id, stato)
INSERT INTO pratiche_versionedecisione (decisione_id, numero, genere, testo, commento, parte, autore_id, scritta_il)
SELECT a.id, 1, CASE a.stato WHEN 'attende_tp' THEN 'proposta' ELSE 'controproposta' END, c.oggetto, '',
    CASE a.stato WHEN 'attende_tp' THEN 'sportello' ELSE 'tp' END,
    CASE a.stato WHEN 'attende_tp' THEN c.creata_da_id ELSE c.referente_id END, c.aggiornata_il
FROM aperte a JOIN pratiche_pratica c ON c.id = a.pratica_id
--- chiarimenti
WITH aperti AS (
    INSERT INTO pratiche_chiarimento (pratica_id, stato, chiesto_da_id, destinatario_id, entro_il, aperto_il)
    SELECT c.id, CASE c.stato WHEN 'chiarimento_chiesto' THEN 'aperto' ELSE 'risposto' END, c.referente_id,
        u.responsabile, q.oggi::date, c.aggiornata_il
    FROM q, pratiche_pratica c JOIN uffici u ON u.sid = c.sportello_id
    WHERE c.stato = 'chiarimento_chiesto' OR (c.stato = 'in_lavorazione' AND c.tp_coinvolta AND c.id % 5 = 0)
    RETURNING id, pratica_id, chiesto_da_id)
INSERT INTO pratiche_intervento (chiarimento_id, autore_id, testo, scritto_il)
SELECT a.id, a.chiesto_da_id, c.oggetto, c.aggiornata_il FROM aperti a JOIN pratiche_pratica c ON c.id = a.pratica_id
--- passi
INSERT INTO pratiche_passo (pratica_id, genere, da_id, quando, motivo, differenze, da_stato, a_stato, pubblico)
SELECT c.id, p.genere, c.creata_da_id, p.quando, 'seminata', '{}', '', p.stato, 'tp'
FROM pratiche_pratica c, LATERAL (VALUES ('creata', 'bozza', c.creata_il),
    (CASE c.stato WHEN 'completata' THEN 'completata' ELSE 'modificata' END, c.stato, c.aggiornata_il))
    AS p(genere, stato, quando)
--- incarichi
INSERT INTO pratiche_incarico (pratica_id, fornitore_id, esito, nota, da_id, dal)
SELECT c.id, r.primo_fornitore + c.id % r.fornitori, 'positivo', '', c.creata_da_id, c.creata_il
FROM riferimenti r, pratiche_pratica c WHERE c.id % 8 = 0
--- notifiche
INSERT INTO nucleo_notifica (destinatario_id, argomento, chiave, genere, oggetto_id, titolo, testo, indirizzo, creata_il,
    letta_il, attende)
SELECT u.id, 'pratiche', 'seminata:' || c.id, 'pratica', c.id, c.oggetto, '', '', c.aggiornata_il,
    CASE WHEN c.id % 40 > 0 THEN c.aggiornata_il END, ''
FROM pratiche_pratica c JOIN sportelli_utente u ON u.id = coalesce(c.assegnata_a_id, c.creata_da_id) WHERE c.id % 20 = 0
