// The page of one pratica, where JavaScript runs: shortcuts, notes added without leaving the page, files
// dropped in. Without it every link is a page and every form is sent as it is.
(() => {
  "use strict";

  const tutti = (selettore, dove = document) => [...dove.querySelectorAll(selettore)];

  // --- The scheda that led here is saved: its copy on this computer goes ----------------------------------------
  try {
    const inviata = sessionStorage.getItem("scheda-inviata");
    if (inviata) { localStorage.removeItem(inviata); sessionStorage.removeItem("scheda-inviata"); }
  } catch { /* storage forbidden: nothing was kept */ }

  // --- Shortcuts: the elements say their own key; who does not want them switches them off (WCAG 2.1.4) -----------
  const finestra = document.getElementById("tasti");
  const SPENTI = "scorciatoie-spente";
  const attivi = () => { try { return !localStorage.getItem(SPENTI); } catch { return true; } };
  const FISSI = [["n", "Scrivi una nota", "#nota_testo"], ["r", "Vai alla cronologia", "#cronologia"]];
  const nome = (nodo) => nodo.textContent.trim();
  const mostra = () => {
    const righe = [
      ...tutti("[data-tasto]").map((n) => [n.dataset.tasto, nome(n)]),
      ...FISSI.filter(([, , dove]) => document.querySelector(dove)).map(([tasto, che]) => [tasto, che]),
      ["?", "Questo aiuto"],
    ];
    finestra.querySelector("dl").replaceChildren(...righe.flatMap(([tasto, che]) => {
      const dt = document.createElement("dt"), dd = document.createElement("dd"), kbd = document.createElement("kbd");
      kbd.textContent = tasto; dt.append(kbd); dd.textContent = che;
      return [dt, dd];
    }));
    finestra.querySelector("#tasti-attivi").checked = attivi();
    finestra.showModal();
  };
  tutti("[data-tasti]").forEach((b) => { b.hidden = false; b.addEventListener("click", mostra); });
  finestra.querySelector("[data-chiudi-tasti]").addEventListener("click", () => finestra.close());
  finestra.querySelector("#tasti-attivi").addEventListener("change", (e) => {
    try { e.target.checked ? localStorage.removeItem(SPENTI) : localStorage.setItem(SPENTI, "1"); } catch { /* as above */ }
  });
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
    if (e.key === "?") { e.preventDefault(); mostra(); return; }
    if (!attivi()) return;
    const diretto = document.querySelector(`[data-tasto="${CSS.escape(e.key)}"]`);
    const fisso = FISSI.find(([tasto]) => tasto === e.key);
    const meta = diretto ?? (fisso && document.querySelector(fisso[2]));
    if (!meta) return;
    e.preventDefault();
    if (diretto) diretto.click();
    else { meta.scrollIntoView({ block: "center" }); meta.focus(); }
  });

  // --- A note is added where one is: the section comes back drawn by the server ------------------------------------
  document.addEventListener("submit", async (e) => {
    const modulo = e.target.closest("form[data-in-pagina]");
    if (!modulo) return;
    // The second press of a double click: the first one is on its way.
    if (modulo.dataset.inVolo) return e.preventDefault();
    e.preventDefault();
    modulo.dataset.inVolo = "1";
    const dati = new FormData(modulo, e.submitter);
    const risposta = await fetch(modulo.action, { method: "POST", body: new URLSearchParams([...dati]) }).catch(() => null);
    const pagina = risposta && new DOMParser().parseFromString(await risposta.text(), "text/html");
    const dove = modulo.dataset.inPagina;
    const nuova = risposta?.ok && pagina.getElementById(dove);
    if (!nuova) {
      // Anything else (refused, session over, no network) is the browser's to show: send it as a page.
      delete modulo.dataset.inPagina;
      delete modulo.dataset.inviato;
      delete modulo.dataset.inVolo;
      modulo.requestSubmit(e.submitter);
      return;
    }
    document.dispatchEvent(new CustomEvent("testi:arrivati", { detail: pagina.body.dataset.ricevute }));
    document.getElementById(dove).replaceWith(document.adoptNode(nuova));
    for (const altra of ["cronologia", "chi-vede"]) {
      const fresca = pagina.getElementById(altra);
      if (fresca) document.getElementById(altra)?.replaceWith(document.adoptNode(fresca));
    }
    htmx.process(document.getElementById(dove));
    document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: document.getElementById(dove) } }));
    const testo = pagina.querySelector(".avviso-testo")?.textContent.trim();
    if (testo) document.dispatchEvent(new CustomEvent("avvisa", { detail: { testo } }));
    document.getElementById("nota_testo")?.focus();
  });

  // --- Files dropped on the form that takes them ---------------------------------------------------------------------
  for (const zona of tutti("[data-lascia]")) {
    const campo = zona.querySelector("input[type=file]");
    for (const evento of ["dragenter", "dragover"]) zona.addEventListener(evento, (e) => { e.preventDefault(); zona.classList.add("sopra-zona"); });
    for (const evento of ["dragleave", "drop"]) zona.addEventListener(evento, () => zona.classList.remove("sopra-zona"));
    zona.addEventListener("drop", (e) => { e.preventDefault(); if (e.dataTransfer.files.length) campo.files = e.dataTransfer.files; });
  }
})();
