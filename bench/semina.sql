-- The statements of semina.py, each under its name; the temp tables q, pesi and frasi are made there.
--- aziende
INSERT INTO sportelli_azienda (sportello_id, ragione_sociale, forma_giuridica, partita_iva, codice_fiscale,
    numero_rea, indirizzo, cap, comune, classe_fatturato, sito, email, pec, telefono, note, origine,
    codice_esterno, creata_il, aggiornata_il, versione, settore_id)
SELECT s.id, initcap(left(f.testo, 9)) || ' ' || n || ' srl', 'srl',
    lpad((s.id * 1000000 + n)::text, 11, '0'), '', '', '', '', s.comune, '', '', 'info@azienda' || n || '.esempio.it',
    '', '055 ' || lpad(n::text, 7, '0'), '', 'manuale', '', q.oggi, q.oggi, 1, 1 + n % 12
FROM q, pesi JOIN sportelli_sportello s USING (codice),
    generate_series(1, greatest(1, peso * q.quante / 100 / 16)) n JOIN frasi f ON f.id = n % 20000
--- riferimenti
CREATE TEMP TABLE riferimenti AS SELECT
    (SELECT min(id) FROM sportelli_utente WHERE ruolo = 'referente') AS primo,
    (SELECT id FROM auth_group WHERE name = 'Toscana Promozione') AS gruppo_tp,
    (SELECT p.id FROM auth_permission p JOIN django_content_type t ON t.id = p.content_type_id
      WHERE t.model = 'pratica' AND p.codename = 'view_pratica') AS permesso
--- uffici
CREATE TEMP TABLE uffici AS SELECT s.id AS sid, codice, peso,
    (SELECT min(id) FROM sportelli_utente WHERE sportello_id = s.id) AS primo_utente,
    (SELECT min(id) FROM sportelli_azienda WHERE sportello_id = s.id) AS prima_azienda,
    (SELECT count(*) - 1 FROM sportelli_azienda WHERE sportello_id = s.id) AS aziende
FROM sportelli_sportello s JOIN pesi USING (codice)
--- pratiche
INSERT INTO pratiche_pratica (numero, sportello_id, stato, azienda_id, servizio_id, settore_id, oggetto,
    quesito, risposte, canale, priorita, assegnata_a_id, referente_id, tp_coinvolta, decisione_aperta,
    creata_da_id, creata_il, aggiornata_il, aperta_il, chiusa_il, scadenza, sospesa_dal, esito, risposta,
    fonti, valida_fino_al, riservata, motivo_riservata, versione, testo_ricerca)
SELECT x.codice || '-' || extract(year FROM x.creata)::int || '-' || lpad(x.n::text, 6, '0'), x.sid, x.stato,
    x.prima_azienda + (x.caso2 * x.aziende)::int, 1 + (power(x.caso3, 2) * 9)::int % 9,
    1 + (power(x.caso4, 1.7) * 12)::int % 12, initcap(left(t.testo, 70)), t.testo, '{}', 'sportello',
    CASE WHEN x.caso2 < .05 THEN 'urgente' WHEN x.caso2 < .2 THEN 'alta' ELSE 'normale' END,
    CASE WHEN x.stato IN ('bozza', 'aperta') AND x.caso3 < .5 THEN NULL ELSE x.primo_utente + (x.caso4 * 4)::int % 4 END,
    CASE WHEN x.caso3 < .3 THEN r.primo + (x.caso2 * 6)::int % 6 END, x.caso3 < .3, x.stato = 'in_attesa_tp',
    x.primo_utente, x.creata, x.mossa, CASE WHEN x.stato <> 'bozza' THEN x.creata END,
    CASE WHEN x.stato IN ('completata', 'annullata') THEN x.mossa END,
    CASE WHEN x.stato <> 'bozza' THEN (x.creata + interval '14 days')::date END,
    CASE WHEN x.stato IN ('in_attesa_azienda', 'in_attesa_tp', 'chiarimento_chiesto') THEN x.mossa::date END,
    CASE WHEN x.stato = 'completata' THEN 'risolta' ELSE '' END,
    CASE WHEN x.stato = 'completata' THEN reverse(t.testo) ELSE '' END, '', NULL, x.caso4 < .04,
    CASE WHEN x.caso4 < .04 THEN 'brevetto in corso' ELSE '' END, 1, t.testo
FROM q, riferimenti r, (
    SELECT b.*, q.oggi - b.eta * interval '1 day' AS creata,
        least(q.oggi, q.oggi - b.eta * interval '1 day' + b.caso4 * 40 * interval '1 day') AS mossa,
        CASE WHEN b.eta > 60 AND b.caso1 < .945 THEN 'completata' WHEN b.caso1 < .60 THEN 'completata'
             WHEN b.caso1 < .999 AND b.eta > 60 THEN 'annullata' WHEN b.caso1 < .64 THEN 'annullata'
             WHEN b.caso1 < .68 THEN 'bozza' WHEN b.caso1 < .73 THEN 'aperta'
             WHEN b.caso1 < .85 THEN 'in_lavorazione' WHEN b.caso1 < .91 THEN 'in_attesa_azienda'
             WHEN b.caso1 < .96 THEN 'in_attesa_tp' ELSE 'chiarimento_chiesto' END AS stato
    FROM q, (
        SELECT u.*, n, power(random(), 1.15) * 2920 AS eta, random() AS caso1, random() AS caso2,
            random() AS caso3, random() AS caso4
        FROM uffici u, q, generate_series(1, u.peso * q.quante / 100) n) b) x,
    LATERAL (SELECT string_agg(f.testo, '. ') AS testo FROM frasi f
        WHERE f.id IN ((x.caso1 * q.frasi)::int, (x.caso2 * q.frasi)::int, (x.caso3 * q.frasi)::int,
            (x.caso4 * q.frasi)::int)) t
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
INSERT INTO pratiche_concessionepratica (content_object_id, group_id, permission_id, fino_al)
SELECT c.id, s.gruppo_id, r.permesso, q.oggi + interval '20 days'
FROM q, riferimenti r, pratiche_pratica c JOIN sportelli_sportello s ON s.id = 1 + c.id % 10
WHERE c.stato = 'in_lavorazione' AND c.id % 50 = 0 AND s.id <> c.sportello_id
