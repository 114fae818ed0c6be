// The desk of the redazione, where JavaScript runs: a toolbar over the Markdown, Word pasted as Markdown, a
// draft that saves itself, files dropped in. Without it the same pages work button by button.
(() => {
  "use strict";

  const tutti = (selettore, dove = document) => [...dove.querySelectorAll(selettore)];
  const crea = (tag, attributi = {}, testo = "") => {
    const nodo = document.createElement(tag);
    for (const [nome, valore] of Object.entries(attributi)) nodo.setAttribute(nome, valore);
    nodo.textContent = testo;
    return nodo;
  };

  // --- Writing into a textarea as if one had typed: «undo» takes it back ------------------------------------------
  const scrivi = (area, testo, da, a) => {
    area.focus();
    area.setSelectionRange(da, a);
    if (document.execCommand(testo ? "insertText" : "delete", false, testo)) return;
    area.setRangeText(testo, da, a, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // --- The toolbar (APG toolbar: one stop of Tab, arrows inside) and its shortcuts ---------------------------------
  const intorno = (segno, invito) => (area) => {
    const { selectionStart: da, selectionEnd: a, value } = area;
    const n = segno.length, scelto = value.slice(da, a);
    if (scelto && value.slice(da - n, da) === segno && value.slice(a, a + n) === segno) {
      scrivi(area, scelto, da - n, a + n);
      area.setSelectionRange(da - n, a - n);
      return;
    }
    const parola = scelto.trim() || invito, prima = scelto.match(/^\s*/)[0], dopo = scelto.trim() ? scelto.match(/\s*$/)[0] : "";
    scrivi(area, `${prima}${segno}${parola}${segno}${dopo}`, da, a);
    const inizio = da + prima.length + n;
    area.setSelectionRange(inizio, inizio + parola.length);
  };
  // Every line of the selection begins with `segno`; those that all have it lose it.
  const inTesta = (forma, segno) => (area) => {
    const { selectionStart, selectionEnd, value } = area;
    const da = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const fine = value.indexOf("\n", selectionEnd), a = fine < 0 ? value.length : fine;
    const righe = value.slice(da, a).split("\n");
    const nude = righe.map((riga) => riga.replace(/^(#{1,6} |[-*+] |\d+\. |> )/, ""));
    const gia = righe.every((riga) => forma.test(riga));
    const nuove = gia ? nude : nude.map((riga, i) => segno(i) + riga);
    const stacco = !gia && da > 1 && value[da - 2] !== "\n" && !forma.test(value.slice(value.lastIndexOf("\n", da - 2) + 1, da - 1)) ? "\n" : "";
    const testo = stacco + nuove.join("\n");
    scrivi(area, testo, da, a);
    area.setSelectionRange(righe.length > 1 ? da + stacco.length : da + testo.length, da + testo.length);
  };
  const collega = (area) => {
    const { selectionStart: da, selectionEnd: a, value } = area;
    const scelto = value.slice(da, a), indirizzo = /^(https?:\/\/|mailto:)\S+$/.test(scelto.trim());
    const testo = indirizzo ? "testo del collegamento" : scelto || "testo del collegamento", meta = indirizzo ? scelto.trim() : "https://";
    scrivi(area, `[${testo}](${meta})`, da, a);
    const scrivere = indirizzo || !scelto ? [da + 1, da + 1 + testo.length] : [da + testo.length + 3, da + testo.length + 3 + meta.length];
    area.setSelectionRange(...scrivere);
  };
  const ATTREZZI = [
    { nome: "Grassetto", segno: "G", classe: "grassetto", tasti: "Ctrl+B", e: (k) => k.key.toLowerCase() === "b" && !k.shiftKey, fai: intorno("**", "testo in grassetto") },
    { nome: "Corsivo", segno: "C", classe: "corsivo", tasti: "Ctrl+I", e: (k) => k.key.toLowerCase() === "i" && !k.shiftKey, fai: intorno("*", "testo in corsivo") },
    { nome: "Titolo", segno: "T", tasti: "Ctrl+Maiusc+1", e: (k) => k.shiftKey && k.code === "Digit1", fai: inTesta(/^## /, () => "## ") },
    { nome: "Elenco", segno: "•", tasti: "Ctrl+Maiusc+8", e: (k) => k.shiftKey && k.code === "Digit8", fai: inTesta(/^- /, () => "- ") },
    { nome: "Elenco numerato", segno: "1.", tasti: "Ctrl+Maiusc+7", e: (k) => k.shiftKey && k.code === "Digit7", fai: inTesta(/^\d+\. /, (i) => `${i + 1}. `) },
    { nome: "Collegamento", segno: "Link", tasti: "Ctrl+K", e: (k) => k.key.toLowerCase() === "k" && !k.shiftKey, fai: collega },
  ];
  const attrezza = (area) => {
    const barra = crea("div", { role: "toolbar", class: "attrezzi", "aria-label": "Forma del testo", "aria-controls": area.id });
    ATTREZZI.forEach((attrezzo, i) => {
      const bottone = crea("button", { type: "button", class: attrezzo.classe ?? "", tabindex: i ? -1 : 0, "aria-label": attrezzo.nome, title: `${attrezzo.nome} (${attrezzo.tasti})` }, attrezzo.segno);
      bottone.addEventListener("click", () => attrezzo.fai(area));
      barra.append(bottone);
    });
    barra.addEventListener("keydown", (e) => {
      const bottoni = tutti("button", barra), qui = bottoni.indexOf(document.activeElement), ultimo = bottoni.length - 1;
      const meta = { ArrowRight: qui === ultimo ? 0 : qui + 1, ArrowLeft: qui ? qui - 1 : ultimo, Home: 0, End: ultimo }[e.key];
      if (meta === undefined) return;
      e.preventDefault();
      bottoni.forEach((b, i) => b.setAttribute("tabindex", i === meta ? 0 : -1));
      bottoni[meta].focus();
    });
    area.before(barra);
    area.addEventListener("keydown", (e) => {
      if (!(e.ctrlKey || e.metaKey) || e.altKey) return;
      const attrezzo = ATTREZZI.find((voce) => voce.e(e));
      if (attrezzo) { e.preventDefault(); attrezzo.fai(area); }
    });
    area.addEventListener("paste", (e) => {
      const html = e.clipboardData?.getData("text/html");
      const testo = html && daHtml(html);
      if (!testo) return;
      e.preventDefault();
      scrivi(area, testo, area.selectionStart, area.selectionEnd);
    });
  };

  // --- HTML of Word, of a mail, of a page → Markdown. The document is parsed, never shown ----------------------------
  const FORMA = "b, strong, i, em, h1, h2, h3, h4, h5, h6, li, a[href], table, blockquote, [class*=MsoList], [data-forma*='font-weight'], [data-forma*='font-style']";
  const senzaForma = (testo) => testo.replace(/\s+/g, " ").replace(/([\\`*_[\]<])/g, "\\$1");
  const incornicia = (testo, segno) => {
    const dentro = testo.trim();
    return dentro ? testo.replace(dentro, () => `${segno}${dentro}${segno}`) : testo;
  };
  // The policy refuses style attributes in parsed documents too: they are read under another name.
  const senzaStile = (html) => html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-forma="));
  const forma = (n) => n.getAttribute("data-forma") ?? "";
  const grassetto = (n) => (n.matches("b, strong") ? !/font-weight:\s*(normal|[1-4]00)/i.test(forma(n)) : /font-weight:\s*(bold|[6-9]00)/i.test(forma(n)));
  const corsivo = (n) => (n.matches("i, em") ? !/font-style:\s*normal/i.test(forma(n)) : /font-style:\s*italic/i.test(forma(n)));
  const inLinea = (nodo) => {
    if (nodo.nodeType === Node.TEXT_NODE) return senzaForma(nodo.data);
    if (nodo.nodeType !== Node.ELEMENT_NODE || nodo.matches("style, script, title, meta, head") || /mso-list:\s*ignore/i.test(forma(nodo))) return "";
    if (nodo.matches("br")) return "\n";
    let dentro = [...nodo.childNodes].map(inLinea).join("");
    if (nodo.matches("a[href]") && /^(https?:|mailto:|tel:)/i.test(nodo.getAttribute("href")) && dentro.trim()) {
      return `[${dentro.trim()}](${nodo.getAttribute("href").replace(/[\s()<>]/g, encodeURIComponent)})`;
    }
    if (nodo.matches("p, div, li, td, th, tr, h1, h2, h3, h4, h5, h6")) return dentro;
    if (corsivo(nodo)) dentro = incornicia(dentro, "*");
    return grassetto(nodo) ? incornicia(dentro, "**") : dentro;
  };
  // What would begin a heading, a list or a quotation by accident.
  const riga = (nodo) => inLinea(nodo).split("\n").map((r) => r.trim().replace(/^([#>+-]|\d+(?=[.)]))/, (s) => (/^\d/.test(s) ? `${s}\\` : `\\${s}`))).join("\n").trim();
  const elenco = (lista, rientro) => {
    let numero = 0;
    return [...lista.children].flatMap((voce) => {
      if (voce.matches("ul, ol")) return [elenco(voce, rientro + "  ")];
      const segno = lista.matches("ol") ? `${++numero}. ` : "- ";
      const copia = voce.cloneNode(true);
      const interne = tutti(":scope > ul, :scope > ol", copia);
      interne.forEach((i) => i.remove());
      return [rientro + segno + riga(copia).replace(/\n+/g, " "), ...interne.map((i) => elenco(i, rientro + " ".repeat(segno.length)))];
    }).filter((r) => r.trim()).join("\n");
  };
  const tabella = (nodo) => {
    const righe = tutti("tr", nodo).map((tr) => [...tr.children].map((cella) => riga(cella).replace(/\n+/g, " ").replace(/\|/g, "\\|")));
    const larga = Math.max(0, ...righe.map((celle) => celle.length));
    if (larga < 2) return righe.flat().join("\n\n");
    const scritte = righe.map((celle) => `| ${[...celle, ...Array(larga - celle.length).fill("")].join(" | ")} |`);
    return [scritte[0], `|${" --- |".repeat(larga)}`, ...scritte.slice(1)].join("\n");
  };
  // Word writes its lists as paragraphs, with the bullet as text: «·  voce», «1.  voce».
  const voceDiWord = (nodo) => {
    const testo = riga(nodo).replace(/^(\\?[·•§o\-–])\s+/, "");
    const numerata = /^\s*\d+[.)]/.test(nodo.textContent);
    return numerata ? testo.replace(/^(\d+)\\?[.)]\s*/, "$1. ").replace(/^(?!\d+\. )/, "1. ") : `- ${testo}`;
  };
  const VOCE = "\u0000";
  const BLOCCHI = "p, div, section, article, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, hr, li";
  const blocchi = (nodo) => {
    const fatti = [];
    let sciolto = crea("p");
    const chiudi = () => { const testo = riga(sciolto); if (testo) fatti.push(testo); sciolto = crea("p"); };
    for (const figlio of [...nodo.childNodes]) {
      const elemento = figlio.nodeType === Node.ELEMENT_NODE;
      if (!elemento || !(figlio.matches(BLOCCHI) || figlio.querySelector(BLOCCHI))) { sciolto.append(figlio.cloneNode(true)); continue; }
      chiudi();
      fatti.push(...blocco(figlio));
    }
    chiudi();
    return fatti.filter(Boolean);
  };
  const blocco = (nodo) => {
    if (nodo.matches("ul, ol")) return [elenco(nodo, "")];
    if (nodo.matches("table")) return [tabella(nodo)];
    if (nodo.matches("hr")) return ["---"];
    if (nodo.matches("blockquote")) return [blocchi(nodo).join("\n\n").replace(/^/gm, "> ")];
    if (nodo.matches("h1, h2")) return [riga(nodo) && `## ${riga(nodo).replace(/\n+/g, " ").replace(/\*\*/g, "")}`];
    if (nodo.matches("h3, h4, h5, h6")) return [riga(nodo) && `### ${riga(nodo).replace(/\n+/g, " ").replace(/\*\*/g, "")}`];
    if (/MsoList/.test(nodo.className)) return [VOCE + voceDiWord(nodo)];
    return nodo.querySelector(BLOCCHI) ? blocchi(nodo) : [riga(nodo)];
  };
  const daHtml = (html) => {
    const pagina = new DOMParser().parseFromString(senzaStile(html), "text/html");
    if (!pagina.body.querySelector(FORMA)) return "";
    const fatti = blocchi(pagina.body), voce = (testo) => testo?.startsWith(VOCE);
    const testo = fatti.map((fatto, i) => (i ? (voce(fatto) && voce(fatti[i - 1]) ? "\n" : "\n\n") : "") + fatto.replaceAll(VOCE, "")).join("");
    return testo.replace(/\n{3,}/g, "\n\n").trim();
  };

  tutti("textarea[data-redazione]").forEach(attrezza);

  // --- A reason long enough: how much is still missing ---------------------------------------------------------------
  tutti("textarea[data-minimo]").forEach((campo) => {
    const minimo = Number(campo.dataset.minimo);
    const nodo = crea("span", { class: "minimo", id: `${campo.id}_minimo` }), voce = crea("span", { class: "visually-hidden", role: "status" });
    campo.after(nodo, voce);
    const conta = () => {
      const mancano = minimo - campo.value.trim().replace(/\s+/g, " ").length, basta = mancano <= 0;
      const prima = nodo.classList.contains("minimo-basta");
      nodo.textContent = basta ? "Il motivo basta" : `Ancora ${mancano} ${mancano === 1 ? "carattere" : "caratteri"}`;
      nodo.classList.toggle("minimo-basta", basta);
      if (basta !== prima) voce.textContent = nodo.textContent;
    };
    campo.addEventListener("input", conta);
    conta();
    voce.textContent = "";
  });

  const bozza = document.getElementById("bozza");
  if (!bozza) return;

  // --- The draft saves itself; what does not arrive stays on this computer until it does -----------------------------
  const detto = document.getElementById("salvataggio");
  const revisione = bozza.querySelector("[name=revisione]");
  const chiave = `bozza:${bozza.dataset.utente}:${bozza.dataset.chiave}`;
  const DEL_PUBBLICO = new Set((bozza.dataset.pubblico ?? "").split(" "));
  const gettone = () => bozza.querySelector("[name=csrfmiddlewaretoken]").value;
  const scritto = () => [...new FormData(bozza)].filter(([nome, valore]) => typeof valore === "string" && nome !== "csrfmiddlewaretoken");
  const locale = {
    tieni: () => { try { localStorage.setItem(chiave, JSON.stringify({ quando: Date.now(), campi: scritto() })); } catch { /* full or forbidden: the server is the copy that counts */ } },
    butta: () => { try { localStorage.removeItem(chiave); } catch { /* as above */ } },
    trovata: () => { try { return JSON.parse(localStorage.getItem(chiave)); } catch { return null; } },
  };
  const ora = () => new Date().toLocaleTimeString("it", { hour: "2-digit", minute: "2-digit" });
  const dici = (testo, male) => { detto.textContent = testo; detto.classList.toggle("salvataggio-locale", Boolean(male)); };
  let attesa, inCorso = false, cambiata = false, pubblico = false, ferma = false, inviata = false;

  const FERMI = {
    superata: "Qualcun altro ha salvato questa bozza: quel che scrivi resta qui. Premi «Salva» per vedere le differenze.",
    pubblicata: "Nel frattempo è stata proposta o pubblicata: quel che scrivi resta qui. Premi «Salva» per vedere com'è andata.",
    diffusa: "Un collega ha diffuso questa circolare: quel che scrivi resta qui. Premi «Salva» per vedere com'è andata.",
    sparita: "Un collega ha buttato questa bozza: copia quel che ti serve, qui non si può più salvare.",
  };
  const fermati = (perche) => { ferma = true; locale.tieni(); dici(FERMI[perche], true); };
  const rimanda = (perche) => {
    locale.tieni();
    dici(`${perche}: quel che scrivi resta su questo computer (${ora()})`, true);
    attesa = setTimeout(salva, 15000);
  };
  const salvata = async (risposta) => {
    const esito = await risposta.json();
    revisione.value = esito.revisione;
    if (!cambiata) locale.butta();
    dici(`Bozza salvata alle ${esito.ora}`);
    if (pubblico) { pubblico = false; window.htmx?.trigger("#platea", "pubblico-salvato"); }
    if (cambiata) { clearTimeout(attesa); attesa = setTimeout(salva, 1200); }
  };
  const rifiutata = async (risposta) => {
    if (risposta.status === 409) return fermati((await risposta.json()).errore);
    if (risposta.status === 404) return fermati("sparita");
    if (risposta.status !== 422) { cambiata = true; return rimanda("Il server non risponde come dovrebbe"); }
    const [[campo, motivi]] = Object.entries((await risposta.json()).errori);
    locale.tieni();
    return dici(`Non ancora salvata. ${campo}: ${motivi[0]}`, true);
  };
  const salva = async () => {
    clearTimeout(attesa);
    if (!cambiata || inCorso || ferma || inviata) return;
    [inCorso, cambiata] = [true, false];
    try {
      const dati = new URLSearchParams(scritto());
      const risposta = await fetch(bozza.dataset.salva, {
        method: "POST", body: dati, keepalive: dati.toString().length < 60000, redirect: "error",
        headers: { "X-CSRFToken": gettone(), Accept: "application/json" },
      });
      await (risposta.ok ? salvata(risposta) : rifiutata(risposta));
    } catch {
      cambiata = true;
      rimanda("Il server non risponde");
    } finally {
      inCorso = false;
    }
  };
  const segna = (e) => {
    if (e.target.type === "file" || !e.target.name) return;
    [cambiata, pubblico] = [true, pubblico || DEL_PUBBLICO.has(e.target.name)];
    if (ferma) { locale.tieni(); return; }
    clearTimeout(attesa);
    attesa = setTimeout(salva, 1200);
  };
  bozza.addEventListener("input", segna);
  bozza.addEventListener("change", segna);
  addEventListener("online", salva);
  // A page that goes away may be drawn again before this arrives: then its copy is offered.
  document.addEventListener("visibilitychange", () => { if (document.hidden && cambiata) { locale.tieni(); salva(); } });
  // A press of a button waits for the save under way: it carries the revision that this will give back.
  bozza.addEventListener("submit", (e) => {
    if (inCorso) {
      e.preventDefault();
      e.stopImmediatePropagation();
      const bottone = e.submitter;
      const riprova = () => (inCorso ? setTimeout(riprova, 50) : bozza.requestSubmit(bottone));
      riprova();
      return;
    }
    clearTimeout(attesa);
    inviata = true;
    if (cambiata || ferma) locale.tieni();
    try { sessionStorage.setItem("bozza-inviata", chiave); } catch { /* storage forbidden: nothing was kept */ }
  }, true);
  addEventListener("pageshow", (e) => { if (e.persisted) inviata = false; });

  // --- What the server never got, found again after a lost session or network ------------------------------------------
  const ritrovata = document.getElementById("ritrovata");
  const rimetti = ({ campi }) => {
    const valori = new Map();
    for (const [nome, valore] of campi) valori.set(nome, [...(valori.get(nome) ?? []), valore]);
    for (const campo of bozza.elements) {
      if (!campo.name || ["csrfmiddlewaretoken", "revisione"].includes(campo.name) || ["file", "submit"].includes(campo.type)) continue;
      const suoi = valori.get(campo.name) ?? [];
      if (["checkbox", "radio"].includes(campo.type)) campo.checked = suoi.includes(campo.value);
      else if (campo.multiple) [...campo.options].forEach((o) => { o.selected = suoi.includes(o.value); });
      else campo.value = suoi[0] ?? "";
      campo.dispatchEvent(new Event("change", { bubbles: true }));
    }
    document.getElementById("id_testo").dispatchEvent(new Event("input", { bubbles: true }));
    tutti(".combo input", bozza).forEach((campo) => campo.dispatchEvent(new Event("blur")));
  };
  const stessa = ({ campi }) => JSON.stringify(campi.filter(([n]) => n !== "revisione")) === JSON.stringify(scritto().filter(([n]) => n !== "revisione"));
  // The page that follows a good save shows what was sent: the copy that it kept is of no use any more.
  const copia = locale.trovata();
  if (copia?.campi && stessa(copia)) locale.butta();
  else if (copia?.campi && !document.querySelector("[role=alert]")) {
    ritrovata.hidden = false;
    ritrovata.querySelector("[data-quando]").textContent = new Date(copia.quando).toLocaleString("it", { dateStyle: "short", timeStyle: "short" });
    ritrovata.querySelector("[data-riprendi]").addEventListener("click", () => { rimetti(copia); ritrovata.remove(); });
    ritrovata.querySelector("[data-butta]").addEventListener("click", () => { locale.butta(); ritrovata.remove(); });
  }

  // --- Files dropped in; after the block is drawn again, the focus stays where the work is -------------------------------
  const lascia = (zona) => {
    const campo = zona.querySelector("input[type=file]");
    for (const nome of ["dragenter", "dragover"]) zona.addEventListener(nome, (e) => { e.preventDefault(); zona.classList.add("sopra-zona"); });
    for (const nome of ["dragleave", "drop"]) zona.addEventListener(nome, () => zona.classList.remove("sopra-zona"));
    zona.addEventListener("drop", (e) => {
      e.preventDefault();
      if (!e.dataTransfer.files.length) return;
      campo.files = e.dataTransfer.files;
      campo.dispatchEvent(new Event("change", { bubbles: true }));
    });
  };
  tutti("[data-lascia]").forEach(lascia);
  document.addEventListener("htmx:afterSettle", () => {
    const blocco = document.getElementById("blocco-allegati");
    if (!blocco || blocco.dataset.pronto) return;
    blocco.dataset.pronto = "1";
    tutti("[data-lascia]", blocco).forEach(lascia);
    if (document.activeElement === document.body) blocco.querySelector("input[type=file]").focus();
  });
  const pronto = document.getElementById("blocco-allegati");
  if (pronto) pronto.dataset.pronto = "1";
  // A request of htmx that meets the sign-in page, or a refusal: keep what is typed, say it.
  document.addEventListener("htmx:beforeSwap", (e) => {
    if (!e.detail.xhr.responseURL.includes("/accesso/")) return;
    e.detail.shouldSwap = false;
    locale.tieni();
    dici("La sessione è finita: accedi di nuovo in un'altra scheda, qui non si perde nulla.", true);
  });
  document.addEventListener("htmx:responseError", () => dici("Non è riuscito: premi «Salva» per vedere com'è andata.", true));
})();
