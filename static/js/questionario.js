// The questionnaire without waiting: only the questions that matter are shown, and what is answered is kept.
// Nothing of it is needed: the page says in words when a question is asked, and has a button to save.
(() => {
  "use strict";
  const modulo = document.querySelector("form[data-questionario]");
  if (!modulo) return;
  const condizionate = [...modulo.querySelectorAll("[data-se]")];
  const stato = modulo.querySelector("[data-stato]");
  const PAUSA = 1500;
  const toccate = new Set();
  let attesa = 0, corsa = null, inviato = false;

  const risposte = (nome) => [...modulo.querySelectorAll(`[name="${CSS.escape(nome)}"]:checked`)]
    .filter((campo) => !campo.closest("[hidden]")).map((campo) => campo.value);

  // In the order of the page: a question hidden hides those that depend on it.
  const mostra = () => condizionate.forEach((domanda) => {
    const valori = domanda.dataset.valori.split(" ");
    domanda.hidden = !risposte(domanda.dataset.se).some((valore) => valori.includes(valore));
    domanda.querySelector(".domanda-se")?.setAttribute("hidden", "");
  });

  const dice = (parole) => { if (stato) stato.textContent = parole; };

  const salva = async () => {
    if (inviato) return;
    corsa?.abort();
    corsa = new AbortController();
    const dati = new FormData(modulo);
    dati.set("azione", "salva");
    dice(modulo.dataset.salvando);
    try {
      const esito = await fetch(modulo.action, {
        method: "POST", body: dati, signal: corsa.signal, redirect: "error",
        headers: { Accept: "application/json" },
      });
      const detto = esito.ok ? await esito.json() : {};
      dice(detto.salvato ? modulo.dataset.salvato : detto.perche ?? modulo.dataset.nonSalvato);
    } catch (errore) {
      if (errore.name !== "AbortError") dice(modulo.dataset.nonSalvato);
    }
  };

  // Only what was touched here is saved: the same questionnaire may be open elsewhere, further on.
  const segna = (nome) => {
    if (!nome?.startsWith("d_") || toccate.has(nome)) return;
    toccate.add(nome);
    modulo.append(Object.assign(document.createElement("input"), { type: "hidden", name: "toccate", value: nome }));
  };

  modulo.addEventListener("input", (evento) => {
    segna(evento.target.name);
    mostra();
    if (!modulo.dataset.salvando) return;
    clearTimeout(attesa);
    attesa = setTimeout(salva, PAUSA);
  });
  modulo.addEventListener("submit", () => { inviato = true; clearTimeout(attesa); corsa?.abort(); });
  mostra();
  const errori = document.getElementById("errori");
  // What came back with an error has not been kept: all of it is of this page.
  if (errori) [...modulo.elements].forEach((campo) => segna(campo.name));
  errori?.focus();
})();
