// Conveniences on pages that already work without them. One small function for each; every one finds its
// elements by a data- attribute and also runs on what htmx brings in.
(() => {
  "use strict";

  const tutti = (selettore, dove = document) => [...dove.querySelectorAll(selettore)];
  const sprite = document.querySelector(".icona use[href*='sprites']")?.getAttribute("href").split("#")[0] ?? "";
  const icona = (nome) => `<svg class="icona" aria-hidden="true" focusable="false"><use href="${sprite}#${nome}"></use></svg>`;
  const crea = (tag, attributi = {}, testo = "") => {
    const nodo = document.createElement(tag);
    for (const [nome, valore] of Object.entries(attributi)) nodo.setAttribute(nome, valore);
    nodo.textContent = testo;
    return nodo;
  };

  // --- Menus that float: Escape and a click elsewhere close them ---------------------------------------
  const chiudiTendine = (tranne) => tutti(".tendina[open]").forEach((t) => t !== tranne && t.removeAttribute("open"));
  document.addEventListener("click", (e) => chiudiTendine(e.target.closest(".tendina")));
  document.addEventListener("focusin", (e) => chiudiTendine(e.target.closest(".tendina")));
  document.addEventListener("keydown", (e) => {
    const aperta = e.key === "Escape" && document.querySelector(".tendina[open]");
    if (aperta) { aperta.removeAttribute("open"); aperta.querySelector("summary").focus(); }
  });

  // --- The menu on a narrow page: data-apre names what the button opens ------------------------------------
  document.addEventListener("click", (e) => {
    const bottone = e.target.closest("[data-apre]");
    if (!bottone) return;
    const aperto = document.getElementById(bottone.dataset.apre).classList.toggle("aperto");
    bottone.setAttribute("aria-expanded", aperto);
  });

  // --- Messages: close, and notices that pass with «Annulla» -------------------------------------------------
  document.addEventListener("click", (e) => e.target.closest("[data-chiude]")?.closest(".avviso")?.remove());

  const SEGNI = { success: "it-check-circle", error: "it-error", warning: "it-warning-circle", info: "it-info-circle" };
  // avvisa({testo, livello, annulla}): `annulla` is the address that undoes it, by POST. It stays while one
  // points at it or is inside it; with something to undo it stays until closed (WCAG 2.2.1).
  const avvisa = ({ testo, livello = "success", annulla }) => {
    const nodo = crea("div", { class: `avviso avviso-${livello}` });
    nodo.innerHTML = icona(SEGNI[livello] ?? SEGNI.info);
    const corpo = crea("div", { class: "avviso-testo" }, `${testo} `);
    if (annulla) {
      const modulo = crea("form", { method: "post", action: annulla });
      modulo.append(crea("input", { type: "hidden", name: "csrfmiddlewaretoken", value: gettone() }), crea("button", {}, "Annulla"));
      corpo.append(modulo);
    }
    const chiudi = crea("button", { type: "button", class: "avviso-chiudi", "data-chiude": "", "aria-label": "Chiudi l'avviso" });
    chiudi.innerHTML = icona("it-close");
    nodo.append(corpo, chiudi);
    document.getElementById("avvisi").append(nodo);
    const via = () => (nodo.matches(":hover, :focus-within") ? setTimeout(via, 3000) : nodo.remove());
    if (!annulla) setTimeout(via, 8000);
  };
  const gettone = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] ?? "";
  // A server asks for one with the header HX-Trigger: {"avvisa": {"testo": "…", "annulla": "/…"}}
  document.addEventListener("avvisa", (e) => avvisa(e.detail));

  document.addEventListener("allauth.error", () => avvisa({ testo: "Il dispositivo non ha confermato: riprova, o entra in un altro modo.", livello: "error" }));

  // --- «Copia» ------------------------------------------------------------------------------------------------
  document.addEventListener("click", async (e) => {
    const bottone = e.target.closest("[data-copia]");
    if (!bottone) return;
    await navigator.clipboard.writeText(bottone.dataset.copia);
    bottone.classList.add("fatto");
    bottone.querySelector("use").setAttribute("href", `${sprite}#it-check`);
    document.getElementById("avvisi").append(crea("span", { class: "visually-hidden" }, "Copiato"));
    setTimeout(() => { bottone.classList.remove("fatto"); bottone.querySelector("use").setAttribute("href", `${sprite}#it-copy`); }, 2000);
  });

  // --- A page of confirmation shown in a dialog: <a data-finestra href="…"> ---------------------------------------
  const finestra = document.getElementById("finestra");
  document.addEventListener("click", async (e) => {
    const rimando = e.target.closest("a[data-finestra]");
    if (!rimando || !finestra?.showModal || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    const pagina = await fetch(rimando.href, { headers: { "X-Finestra": "1" } }).then((r) => (r.ok ? r.text() : null)).catch(() => null);
    const altra = pagina && new DOMParser().parseFromString(pagina, "text/html");
    const parte = altra?.querySelector("[data-finestra-parte]");
    if (!parte) { location.href = rimando.href; return; }
    finestra.replaceChildren(testaFinestra(altra.querySelector("h1")?.textContent ?? ""), crea("div", { class: "finestra-corpo" }));
    finestra.lastElementChild.append(document.adoptNode(parte));
    for (const modulo of tutti("form", finestra)) if (!modulo.getAttribute("action")) modulo.action = rimando.href;
    finestra.showModal();
    finestra.dispatchEvent(new CustomEvent("testi:guarda", { bubbles: true }));
    avvia(finestra);
    finestra.querySelector(".finestra-corpo :is(input:not([type=hidden]), textarea, select, button, a)")?.focus();
  });
  const testaFinestra = (titolo) => {
    const testa = crea("div", { class: "finestra-testa" });
    const chiudi = crea("button", { type: "button", class: "avviso-chiudi", "data-annulla": "", "aria-label": "Chiudi" });
    chiudi.innerHTML = icona("it-close");
    testa.append(crea("h2", { id: "finestra-titolo" }, titolo.trim()), chiudi);
    return testa;
  };
  finestra?.addEventListener("click", (e) => {
    if (e.target === finestra || e.target.closest("[data-annulla]")) { e.preventDefault(); finestra.close(); }
  });

  // --- Forms: one press of the button, nothing lost, characters counted --------------------------------------------
  document.addEventListener("submit", (e) => {
    if (e.target.method === "dialog" || e.defaultPrevented) return;
    if (e.target.dataset.inviato && e.target.method === "post") { e.preventDefault(); return; }
    e.target.dataset.inviato = "1";
    delete e.target.dataset.cambiato;
    e.submitter?.setAttribute("aria-disabled", "true");
  });
  addEventListener("pageshow", () => tutti("form[data-inviato]").forEach((f) => {
    delete f.dataset.inviato;
    tutti("[aria-disabled]", f).forEach((b) => b.removeAttribute("aria-disabled"));
  }));
  // <form data-non-perdere>: asks before leaving with something typed and not sent.
  document.addEventListener("input", (e) => { const f = e.target.closest("form[data-non-perdere]"); if (f) f.dataset.cambiato = "1"; });
  addEventListener("beforeunload", (e) => { if (document.querySelector("form[data-cambiato]")) e.preventDefault(); });

  const contatore = (campo) => {
    const nodo = crea("span", { class: "contatore", id: `${campo.id}_contatore` });
    const detto = crea("span", { class: "visually-hidden", role: "status" });
    campo.after(nodo, detto);
    const conta = () => {
      const restano = campo.maxLength - campo.value.length;
      nodo.textContent = `${restano.toLocaleString("it")} caratteri disponibili`;
      nodo.classList.toggle("stretto", restano < 20);
      if (restano < 20 || restano % 100 === 0) detto.textContent = nodo.textContent;
    };
    campo.addEventListener("input", conta);
    conta();
    detto.textContent = "";
  };

  // --- A choice with a search in it (combobox, APG «editable with list autocomplete») ---------------------------------
  const senzaAccenti = (testo) => testo.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const combo = (select) => {
    const etichetta = select.labels[0];
    const guscio = crea("div", { class: "combo" });
    const campo = crea("input", {
      type: "text", role: "combobox", class: select.className.replace("form-select", "form-control"), id: `${select.id}_ricerca`,
      autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${select.id}_elenco`,
      placeholder: select.dataset.ricerca || "Scrivi per cercare",
    });
    const elenco = crea("ul", { class: "combo-elenco", role: "listbox", id: `${select.id}_elenco`, "aria-label": etichetta?.textContent.trim() ?? "", hidden: "" });
    const scelte = crea("ul", { class: "combo-scelte", "aria-label": "Scelti" });
    const detto = crea("span", { class: "visually-hidden", role: "status" });
    if (select.getAttribute("aria-describedby")) campo.setAttribute("aria-describedby", select.getAttribute("aria-describedby"));
    if (select.getAttribute("aria-invalid")) campo.setAttribute("aria-invalid", "true");
    if (select.required) campo.setAttribute("aria-required", "true");
    select.hidden = true;
    select.required = false;
    etichetta?.setAttribute("for", campo.id);
    select.after(guscio);
    guscio.append(scelte, campo, elenco, detto);

    let attiva = -1;
    const opzioni = () => [...select.options].filter((o) => o.value && !o.disabled);
    const voci = () => tutti("[role=option]", elenco);
    const mostra = () => {
      const cercato = senzaAccenti(campo.value);
      const prima = select.multiple || campo.dataset.scritto ? cercato : "";
      const trovate = opzioni().filter((o) => senzaAccenti(o.text).includes(prima)).sort((a, b) => senzaAccenti(b.text).startsWith(prima) - senzaAccenti(a.text).startsWith(prima)).slice(0, 100);
      elenco.replaceChildren(...trovate.map((o, i) => crea("li", { role: "option", id: `${elenco.id}_${i}`, "data-valore": o.value, "aria-selected": o.selected }, o.text)));
      if (!trovate.length) elenco.append(crea("li", { class: "nessuna", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nessuna voce"));
      detto.textContent = trovate.length === 1 ? "Una voce" : `${trovate.length} voci`;
      elenco.hidden = false;
      campo.setAttribute("aria-expanded", "true");
      punta(prima && trovate.length ? 0 : -1);
    };
    const punta = (indice) => {
      attiva = indice;
      voci().forEach((v, i) => v.classList.toggle("attiva", i === indice));
      const voce = voci()[indice];
      voce?.scrollIntoView({ block: "nearest" });
      voce ? campo.setAttribute("aria-activedescendant", voce.id) : campo.removeAttribute("aria-activedescendant");
    };
    const chiudi = () => {
      elenco.hidden = true;
      campo.setAttribute("aria-expanded", "false");
      campo.removeAttribute("aria-activedescendant");
      delete campo.dataset.scritto;
    };
    const specchia = () => {
      if (!select.multiple) { campo.value = select.selectedOptions[0]?.value ? select.selectedOptions[0].text : ""; return; }
      campo.value = "";
      scelte.replaceChildren(...[...select.selectedOptions].map((o) => {
        const riga = crea("li");
        const bottone = crea("button", { type: "button", "data-togli": o.value, "aria-label": `Togli ${o.text}` });
        bottone.append(o.text);
        bottone.insertAdjacentHTML("beforeend", icona("it-close"));
        riga.append(bottone);
        return riga;
      }));
    };
    const scegli = (valore, acceso = true) => {
      const opzione = opzioni().find((o) => o.value === valore);
      if (opzione) opzione.selected = select.multiple ? acceso && !(opzione.selected && acceso) : true;
      specchia();
      chiudi();
      select.dispatchEvent(new Event("change", { bubbles: true }));
    };
    campo.addEventListener("input", () => { campo.dataset.scritto = "1"; mostra(); });
    campo.addEventListener("click", () => (elenco.hidden ? mostra() : chiudi()));
    campo.addEventListener("keydown", (e) => {
      const ultimo = voci().length - 1;
      if (e.key === "ArrowDown" || e.key === "ArrowUp") {
        e.preventDefault();
        if (elenco.hidden) mostra();
        const passo = e.key === "ArrowDown" ? 1 : -1;
        punta(attiva + passo > ultimo ? 0 : attiva + passo < 0 ? voci().length - 1 : attiva + passo);
      } else if (e.key === "Enter" && !elenco.hidden) {
        e.preventDefault();
        const valore = voci()[attiva]?.dataset.valore;
        if (valore) scegli(valore);
      } else if (e.key === "Escape" && !elenco.hidden) {
        e.preventDefault(); e.stopPropagation(); specchia(); chiudi();
      } else if (e.key === "Backspace" && select.multiple && !campo.value && select.selectedOptions.length) {
        scegli([...select.selectedOptions].at(-1).value, false);
      }
    });
    // On leaving: what was typed and not chosen goes; an emptied field empties a single choice.
    campo.addEventListener("blur", () => setTimeout(() => {
      if (!select.multiple && !campo.value) { select.value = ""; select.dispatchEvent(new Event("change", { bubbles: true })); }
      specchia();
      chiudi();
    }, 150));
    elenco.addEventListener("mousedown", (e) => e.preventDefault());
    elenco.addEventListener("click", (e) => { const voce = e.target.closest("[data-valore]"); if (voce) scegli(voce.dataset.valore); });
    scelte.addEventListener("click", (e) => { const togli = e.target.closest("[data-togli]"); if (togli) { scegli(togli.dataset.togli, false); campo.focus(); } });
    specchia();
    select.form?.addEventListener("testi:rimessi", specchia);
  };

  // <details open data-aperto-da="768">: closed on a narrower page, open on a wider one, also when it is turned.
  const apri = (blocco) => {
    const larga = matchMedia(`(min-width: ${blocco.dataset.apertoDa}px)`);
    const segui = () => { blocco.open = larga.matches; };
    larga.addEventListener("change", segui);
    segui();
  };

  // --- Everything that has to be found in a page, or in a piece of it ----------------------------------------------------
  const avvia = (dove) => {
    tutti("[data-apre], [data-chiude], [data-copia], [data-stampa], [data-indietro], [data-prova-avviso]", dove).forEach((b) => { b.hidden = false; });
    tutti("textarea[maxlength]:not([data-contato])", dove).forEach((c) => { c.dataset.contato = "1"; contatore(c); });
    tutti("select[data-ricerca]:not([hidden])", dove).forEach(combo);
    tutti("[data-bs-toggle=tooltip]", dove).forEach((n) => window.bootstrap?.Tooltip.getOrCreateInstance(n, { trigger: "hover focus" }));
    tutti("details[data-aperto-da]", dove).forEach(apri);
    dove.querySelector("[data-fuoco]")?.focus();
  };
  document.addEventListener("click", (e) => {
    if (e.target.closest("[data-stampa]")) print();
    if (e.target.closest("[data-indietro]")) history.back();
    const prova = e.target.closest("[data-prova-avviso]");
    if (prova) avvisa({ testo: prova.dataset.provaAvviso, annulla: "#" });
  });
  addEventListener("beforeprint", () => tutti("details:not(.tendina)").forEach((d) => { d.open = true; }));
  avvia(document);
  document.addEventListener("htmx:load", (e) => avvia(e.detail.elt));
})();
