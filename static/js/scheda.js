// The scheda quesito, where JavaScript runs: nothing typed is lost, companies are found while one writes,
// files are dropped in. Without it the same page works button by button.
(() => {
  "use strict";

  const scheda = document.getElementById("scheda");
  if (!scheda) return;
  const tutti = (selettore, dove = document) => [...dove.querySelectorAll(selettore)];
  const gettone = () => scheda.querySelector("[name=csrfmiddlewaretoken]").value;
  const detto = document.getElementById("salvataggio");

  // --- What is typed goes to the server; what does not arrive stays on this computer until it does -------------
  const PREFISSO = `scheda:${scheda.dataset.utente}:`;
  const chiave = PREFISSO + scheda.dataset.chiave;
  const scritto = () => [...new FormData(scheda)].filter(([nome, valore]) =>
    typeof valore === "string" && !["csrfmiddlewaretoken", "passo", "cerca", "versione"].includes(nome));
  const locale = {
    tieni: () => { try { localStorage.setItem(chiave, JSON.stringify({ quando: Date.now(), pratica: scheda.dataset.pratica, campi: scritto() })); } catch { /* full or forbidden: the server is the copy that counts */ } },
    butta: (quale = chiave) => { try { localStorage.removeItem(quale); } catch { /* as above */ } },
    tutte: () => { try { return Object.keys(localStorage).filter((k) => k.startsWith(PREFISSO)); } catch { return []; } },
  };
  const ora = () => new Date().toLocaleTimeString("it", { hour: "2-digit", minute: "2-digit" });
  let attesa, cambiata = false;

  const salva = async () => {
    clearTimeout(attesa);
    if (!cambiata) return;
    cambiata = false;
    const dati = new URLSearchParams(scritto());
    try {
      const risposta = await fetch(scheda.dataset.minuta, {
        method: "POST", body: dati, keepalive: dati.toString().length < 60000, redirect: "error",
        headers: { "X-CSRFToken": gettone(), Accept: "application/json" },
      });
      if (!risposta.ok) throw new Error(risposta.status);
      const { ora: salvata } = await risposta.json();
      locale.butta();
      detto.textContent = `Bozza salvata alle ${salvata}`;
      detto.classList.remove("salvataggio-locale");
    } catch (errore) {
      cambiata = true;
      locale.tieni();
      const perche = errore.message === "413" ? "Il testo è troppo lungo per la bozza" : "Il server non risponde";
      detto.textContent = `${perche}: quel che scrivi resta su questo computer (${ora()})`;
      detto.classList.add("salvataggio-locale");
      attesa = setTimeout(salva, 15000);
    }
  };
  const segna = (e) => {
    if (e.target.type === "file" || e.target.closest(".combo-azienda")) return;
    cambiata = true;
    clearTimeout(attesa);
    attesa = setTimeout(salva, 1200);
  };
  scheda.addEventListener("input", segna);
  scheda.addEventListener("change", segna);
  addEventListener("online", salva);
  document.addEventListener("visibilitychange", () => document.hidden && salva());
  // The page that follows a good save wipes the local copy (pratica.js); one that comes back here keeps it.
  scheda.addEventListener("submit", () => { if (cambiata) locale.tieni(); sessionStorage.setItem("scheda-inviata", chiave); });
  sessionStorage.removeItem("scheda-inviata");

  // --- What the server never got, found again after a lost session or network -----------------------------------
  const ritrovata = document.getElementById("ritrovata");
  const copia = () => locale.tutte()
    .map((k) => { try { return { k, ...JSON.parse(localStorage.getItem(k)) }; } catch { return { k }; } })
    .filter((c) => c.campi && (c.pratica ?? "") === scheda.dataset.pratica)
    .sort((a, b) => b.quando - a.quando)[0];
  // The company, the questions of the service and the rest that the server draws come back with one POST.
  const riprendi = ({ k, campi }) => {
    const modulo = document.createElement("form");
    modulo.method = "post";
    modulo.action = scheda.action;
    const aggiungi = (nome, valore) => { const n = document.createElement("input"); n.type = "hidden"; n.name = nome; n.value = valore; modulo.append(n); };
    for (const [nome, valore] of [...campi, ["csrfmiddlewaretoken", gettone()], ["passo", "resta"]]) aggiungi(nome, valore);
    const versione = scheda.querySelector("[name=versione]");
    if (versione) aggiungi("versione", versione.value);
    document.body.append(modulo);
    locale.butta(k);
    modulo.submit();
  };
  const trovata = copia();
  if (trovata) {
    ritrovata.hidden = false;
    ritrovata.querySelector("[data-quando]").textContent = new Date(trovata.quando).toLocaleString("it", { dateStyle: "short", timeStyle: "short" });
    ritrovata.querySelector("[data-riprendi]").addEventListener("click", () => riprendi(trovata));
    ritrovata.querySelector("[data-butta]").addEventListener("click", () => { locale.butta(trovata.k); ritrovata.remove(); });
  }
  // A page drawn again by «back» shows what was typed: browsers restore the fields, not what htmx brought in.
  addEventListener("pageshow", (e) => { if (e.persisted) sessionStorage.removeItem("scheda-inviata"); });

  // --- Enter in a line of text is not a wish to send the whole scheda -------------------------------------------------
  scheda.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && e.target.matches("input:not([type=submit]):not([type=file])") && !e.defaultPrevented) e.preventDefault();
  });

  // --- The company: a combobox whose options the server finds (APG «editable with list autocomplete») ------------------
  const comboAzienda = (guscio) => {
    const campo = guscio.querySelector("input");
    const elenco = document.createElement("ul");
    Object.assign(elenco, { id: "azienda-elenco", className: "combo-elenco", hidden: true });
    elenco.setAttribute("role", "listbox");
    elenco.setAttribute("aria-label", "Aziende trovate");
    const voce = document.createElement("span");
    voce.className = "visually-hidden";
    voce.setAttribute("role", "status");
    guscio.append(elenco, voce);
    for (const [nome, valore] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", elenco.id]]) campo.setAttribute(nome, valore);
    let attiva = -1, tempo, ultima = "";

    const voci = () => tutti("[role=option]:not([aria-disabled])", elenco);
    const punta = (indice) => {
      attiva = indice;
      voci().forEach((v, i) => { v.classList.toggle("attiva", i === indice); v.setAttribute("aria-selected", i === indice); });
      const scelta = voci()[indice];
      scelta?.scrollIntoView({ block: "nearest" });
      scelta ? campo.setAttribute("aria-activedescendant", scelta.id) : campo.removeAttribute("aria-activedescendant");
    };
    const apri = (aperto) => { elenco.hidden = !aperto; campo.setAttribute("aria-expanded", aperto); if (!aperto) punta(-1); };
    const cerca = async () => {
      const q = campo.value.trim();
      ultima = q;
      if (q.length < 2) { apri(false); return; }
      const risposta = await fetch(`${guscio.dataset.aziende}?q=${encodeURIComponent(q)}`, { redirect: "error" }).catch(() => null);
      if (!risposta?.ok || q !== ultima) return;
      elenco.innerHTML = await risposta.text();
      const quante = voci().length;
      if (!quante) elenco.innerHTML = '<li class="nessuna" role="option" aria-disabled="true" aria-selected="false">Nessuna azienda: creala con «Nuova azienda»</li>';
      voce.textContent = quante === 1 ? "Una azienda trovata" : `${quante} aziende trovate`;
      apri(true);
      punta(quante ? 0 : -1);
    };
    const scegli = (valore) => {
      const scelto = document.createElement("input");
      Object.assign(scelto, { type: "hidden", name: "azienda", value: valore });
      tutti("[name=azienda]", scheda).forEach((n) => n.remove());
      guscio.append(scelto);
      apri(false);
      scheda.querySelector("[data-scegli]").click();
    };
    campo.addEventListener("input", () => { clearTimeout(tempo); tempo = setTimeout(cerca, 180); });
    campo.addEventListener("keydown", (e) => {
      const quante = voci().length;
      if ((e.key === "ArrowDown" || e.key === "ArrowUp") && quante) {
        e.preventDefault();
        if (elenco.hidden) { apri(true); punta(0); return; }
        punta((attiva + (e.key === "ArrowDown" ? 1 : -1) + quante) % quante);
      } else if (e.key === "Enter") {
        e.preventDefault();
        if (!elenco.hidden && voci()[attiva]) scegli(voci()[attiva].dataset.valore);
        else cerca();
      } else if (e.key === "Escape" && !elenco.hidden) {
        e.preventDefault(); e.stopPropagation(); apri(false);
      }
    });
    campo.addEventListener("blur", () => setTimeout(() => apri(false), 150));
    elenco.addEventListener("mousedown", (e) => e.preventDefault());
    elenco.addEventListener("click", (e) => { const v = e.target.closest("[data-valore]"); if (v) scegli(v.dataset.valore); });
  };

  // --- Files dropped in ------------------------------------------------------------------------------------------------
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

  // --- What the archive and the office already know -----------------------------------------------------------------------
  let cercati = "", guardia;
  const simili = () => {
    const campi = new FormData(scheda);
    const nomi = ["azienda", "servizio", "settore", "paesi", "oggetto", "quesito"];
    const valori = Object.fromEntries(nomi.map((n) => [n, campi.getAll(n)]));
    if (JSON.stringify(valori) === cercati || !Object.values(valori).flat().join("").trim()) return;
    cercati = JSON.stringify(valori);
    htmx.ajax("POST", scheda.dataset.simili, { target: "#simili", swap: "innerHTML", values: valori });
  };
  const fraPoco = () => { clearTimeout(guardia); guardia = setTimeout(simili, 900); };
  scheda.addEventListener("input", fraPoco);
  scheda.addEventListener("change", fraPoco);

  // --- After a piece of the page is drawn again: listen in it, and leave the focus where the work is -----------------------
  const avvia = (dove) => {
    tutti(".combo-azienda", dove).forEach(comboAzienda);
    tutti("[data-lascia]", dove).forEach(lascia);
  };
  document.addEventListener("htmx:afterSettle", (e) => {
    const nuovo = document.getElementById(e.detail.target?.id);
    if (!["blocco-azienda", "blocco-allegati"].includes(nuovo?.id)) return;
    avvia(nuovo);
    fraPoco();
    // Who has gone on meanwhile is not called back.
    if (document.activeElement !== document.body && !nuovo.contains(document.activeElement)) return;
    const primo = ["[aria-invalid=true]", "input[type=file]", "input:checked", "input:not([type=hidden])", "button:not([hidden])"]
      .map((selettore) => nuovo.querySelector(selettore)).find(Boolean);
    (primo ?? nuovo).focus();
  });
  // A request of htmx that meets the sign-in page means that the session is over: keep what is typed, say it.
  document.addEventListener("htmx:beforeSwap", (e) => {
    if (!e.detail.xhr.responseURL.includes("/accesso/")) return;
    e.detail.shouldSwap = false;
    locale.tieni();
    detto.textContent = "La sessione è finita: accedi di nuovo in un'altra scheda, qui non si perde nulla.";
    detto.classList.add("salvataggio-locale");
  });
  avvia(document);
  if (document.querySelector("#simili[data-subito]")) addEventListener("load", simili);
})();
