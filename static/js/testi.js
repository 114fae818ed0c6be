// Nothing typed is lost: what is written in a form with data-conserva stays on this computer, under its
// writer's name, until the server says that it has arrived. It comes back in the same form or, when that is not
// to be had any more, as «testo non inviato». Loaded before extranet.js, which dresses what is put back here.
(() => {
  "use strict";

  const { utente } = document.body.dataset;
  if (!utente) return;
  const tutti = (selettore, dove = document) => [...dove.querySelectorAll(selettore)];
  const PREFISSO = `testo:${utente}:`;
  const TRENTA_GIORNI = 30 * 24 * 3600 * 1000;

  // --- The copies -------------------------------------------------------------------------------------------------
  const leggi = (chiave) => { try { return JSON.parse(localStorage.getItem(chiave)); } catch { return null; } };
  const scrivi = (chiave, copia) => { try { localStorage.setItem(chiave, JSON.stringify(copia)); } catch { /* full or forbidden: the page is the only copy */ } };
  const butta = (chiave) => { try { localStorage.removeItem(chiave); } catch { /* as above */ } };
  const copie = () => {
    try {
      const nostre = Object.keys(localStorage).filter((k) => k.startsWith(PREFISSO)).map((k) => [k, leggi(k)]);
      nostre.filter(([, c]) => !c?.campi || Date.now() - c.quando > TRENTA_GIORNI).forEach(([k]) => butta(k));
      return nostre.filter(([k]) => leggi(k)).sort(([, a], [, b]) => b.quando - a.quando);
    } catch { return []; }
  };
  const arrivate = (ricevute) => {
    const nomi = (ricevute ?? "").split(" ").filter(Boolean);
    for (const [chiave, copia] of copie()) if (nomi.includes(copia.ricevuta)) butta(chiave);
  };

  // --- What a form says: [name, value, label] of each field that people fill ---------------------------------------
  const SCRITTI = "textarea, select, input:not([type=hidden], [type=file], [type=password], [type=submit])";
  const via = (modulo) => new URL(modulo.getAttribute("action") || location.href, location.href).pathname;
  const campiDi = (modulo) => [...modulo.elements].filter((c) => c.name && c.matches(SCRITTI) && !c.readOnly);
  const valori = (campo) => {
    if (campo.matches("[type=radio], [type=checkbox]")) return campo.checked ? [campo.value] : [];
    return campo.multiple ? [...campo.selectedOptions].map((o) => o.value) : [campo.value];
  };
  const detto = (modulo) => campiDi(modulo).flatMap((c) => valori(c).map((v) => [c.name, v]));
  const uguali = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const daCopiare = (modulo, prima) => campiDi(modulo)
    .filter((c) => c.matches("textarea, [type=text]") && c.value.trim() && !prima.some(([n, v]) => n === c.name && v === c.value))
    .map((c) => [c.labels?.[0]?.textContent.trim() || "Testo", c.value]);
  const rimetti = (modulo, campi) => {
    for (const campo of campiDi(modulo)) {
      const suoi = campi.filter(([nome]) => nome === campo.name).map(([, valore]) => valore);
      if (campo.matches("[type=radio], [type=checkbox]")) campo.checked = suoi.includes(campo.value);
      else if (campo.tagName === "SELECT") for (const o of campo.options) o.selected = suoi.includes(o.value);
      else if (suoi.length) campo.value = suoi[0];
    }
  };

  // --- While one writes, and when one sends ---------------------------------------------------------------------------
  const iniziali = new WeakMap(), rimandate = new WeakMap();
  const titolo = () => [...new Set(["dialog[open] h2", "h1", ".sopra .codice"]
    .map((selettore) => document.querySelector(selettore)?.textContent.trim()).filter(Boolean))].join(" · ");
  const conserva = (modulo) => {
    clearTimeout(rimandate.get(modulo));
    const chiave = PREFISSO + via(modulo), prima = iniziali.get(modulo), campi = detto(modulo);
    if (!prima) return;
    if (uguali(campi, prima)) { butta(chiave); return; }
    const inviato = modulo.dataset.spedito && { inviato: true, ricevuta: modulo.querySelector("[name=ricevuta]").value };
    scrivi(chiave, { quando: Date.now(), titolo: titolo(), pagina: location.pathname, prima, campi, testi: daCopiare(modulo, prima), ...inviato });
  };
  const modulo = (e) => e.target.closest?.("form[data-conserva]");
  for (const evento of ["input", "change"]) {
    document.addEventListener(evento, (e) => {
      const suo = modulo(e);
      if (!suo) return;
      clearTimeout(rimandate.get(suo));
      rimandate.set(suo, setTimeout(() => conserva(suo), 300));
    });
  }
  const tutte = () => tutti("form[data-conserva]").forEach((m) => rimandate.has(m) && conserva(m));
  addEventListener("pagehide", tutte);
  document.addEventListener("visibilitychange", () => document.hidden && tutte());
  const nome = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
  // First of all who listen: the name of the sending goes with the form, whoever sends it.
  document.addEventListener("submit", (e) => {
    const suo = modulo(e);
    if (!suo || suo.method !== "post") return;
    let campo = suo.querySelector("[name=ricevuta]");
    if (!campo) { campo = document.createElement("input"); Object.assign(campo, { type: "hidden", name: "ricevuta", value: nome() }); suo.append(campo); }
    suo.dataset.spedito = "1";
    conserva(suo);
  }, true);
  addEventListener("pageshow", (e) => e.persisted && tutti("form[data-spedito]").forEach((m) => { delete m.dataset.spedito; m.querySelector("[name=ricevuta]")?.remove(); }));

  // --- Found again: in its form ---------------------------------------------------------------------------------------
  const quando = (copia) => new Date(copia.quando).toLocaleString("it", { dateStyle: "short", timeStyle: "short" });
  const sagoma = (id, copia) => {
    const nodo = document.getElementById(id).content.firstElementChild.cloneNode(true);
    tutti("[data-quando]", nodo).forEach((n) => { n.textContent = quando(copia); });
    return nodo;
  };
  const ritrova = (suo) => {
    if (iniziali.has(suo)) return;
    const chiave = PREFISSO + via(suo), copia = leggi(chiave), ora = detto(suo);
    // What the server has drawn again after an error is what was being written: the first page is the one before.
    iniziali.set(suo, copia?.campi && uguali(copia.campi, ora) ? copia.prima : ora);
    if (!copia?.campi || uguali(copia.campi, ora)) return;
    const intatto = uguali(copia.prima, ora);
    const avviso = sagoma("testo-ritrovato", copia);
    const stato = (rimesso) => {
      avviso.querySelector("[data-rimesso]").hidden = !rimesso;
      avviso.querySelector("[data-da-rimettere]").hidden = rimesso;
      avviso.querySelector("[data-rimetti]").hidden = rimesso;
    };
    const scrivici = (campi) => {
      rimetti(suo, campi);
      suo.dispatchEvent(new CustomEvent("testi:rimessi"));
      tutti("textarea", suo).forEach((area) => area.dispatchEvent(new Event("input", { bubbles: true })));
    };
    if (intatto) rimetti(suo, copia.campi);
    stato(intatto);
    avviso.querySelector("[data-rimetti]").addEventListener("click", () => { scrivici(copia.campi); stato(true); });
    avviso.querySelector("[data-butta]").addEventListener("click", () => { butta(chiave); scrivici(ora); avviso.remove(); });
    suo.prepend(avviso);
  };

  // --- Or, when its form is not to be had, to be copied -----------------------------------------------------------------
  const mostra = ([chiave, copia]) => {
    const pannello = sagoma("testo-non-inviato", copia);
    pannello.querySelector("[data-titolo]").textContent = copia.titolo;
    for (const [etichetta, testo] of copia.testi) {
      const riga = sagoma("testo-da-copiare", copia), area = riga.querySelector("textarea");
      area.id = `testo-${Math.random().toString(36).slice(2)}`;
      area.value = testo;
      riga.querySelector("label").textContent = etichetta;
      riga.querySelector("label").htmlFor = area.id;
      riga.querySelector("[data-copia]").dataset.copia = testo;
      pannello.querySelector("[data-testi]").append(riga);
    }
    pannello.querySelector("[data-butta]").addEventListener("click", () => { butta(chiave); pannello.remove(); });
    document.querySelector("main .corpo")?.prepend(pannello);
  };
  // Not those whose form is here or one click away; the others when they were sent, or where they were written.
  const orfane = () => {
    const qui = new Set([...tutti("form[data-conserva]").map(via), ...tutti("main a[href]").map((a) => a.pathname)].map((v) => PREFISSO + v));
    const persa = (chiave, copia) => copia.inviato || [copia.pagina, chiave.slice(PREFISSO.length)].includes(location.pathname);
    return copie().filter(([chiave, copia]) => !qui.has(chiave) && copia.testi.length && persa(chiave, copia));
  };

  arrivate(document.body.dataset.ricevute);
  tutti("form[data-conserva]").forEach(ritrova);
  if (!document.querySelector("[data-restituito]")) orfane().slice(0, 3).reverse().forEach(mostra);
  document.addEventListener("testi:guarda", (e) => tutti("form[data-conserva]", e.target).forEach(ritrova));
  document.addEventListener("testi:arrivati", (e) => arrivate(e.detail));
  document.addEventListener("htmx:load", (e) => tutti("form[data-conserva]", e.detail.elt).forEach(ritrova));
})();
