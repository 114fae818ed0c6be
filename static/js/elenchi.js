// Lists by keyboard: j and k walk the rows, Enter opens, / goes to the search box, x picks a row.
// And the bar of the actions on many rows says how many are picked. Every page works without it.
(() => {
  const collegamenti = [...document.querySelectorAll("[data-elenco] .principale > a, [data-elenco] .riga-titolo > a")];
  const si_scrive = (nodo) => nodo.closest("input, select, textarea, [contenteditable]");

  function vai(passo) {
    const qui = collegamenti.indexOf(document.activeElement);
    const meta = collegamenti[qui < 0 ? (passo > 0 ? 0 : collegamenti.length - 1) : qui + passo];
    if (meta) { meta.focus(); meta.scrollIntoView({ block: "nearest" }); }
  }
  function scegli() {
    const casella = document.activeElement.closest("tr")?.querySelector(".scegli [type=checkbox]");
    if (casella) { casella.click(); }
  }
  function cerca() {
    document.querySelector("main [type=search]")?.focus();
  }
  const tasti = { j: () => vai(1), k: () => vai(-1), x: scegli, "/": cerca };

  document.addEventListener("keydown", (evento) => {
    if (evento.ctrlKey || evento.metaKey || evento.altKey || si_scrive(evento.target)) { return; }
    const azione = tasti[evento.key];
    if (azione) { evento.preventDefault(); azione(); }
  });

  const barra = document.querySelector("[data-in-blocco]");
  if (!barra) { return; }
  const caselle = [...document.querySelectorAll(".scegli [type=checkbox]")];
  const testo = barra.querySelector(".in-blocco-testo");
  const [una, molte] = (barra.dataset.parole ?? "pratica pratiche").split(" ");
  function aggiorna() {
    const quante = caselle.filter((casella) => casella.checked).length;
    barra.classList.toggle("in-blocco-vuota", !quante);
    testo.textContent = quante === 1 ? `1 ${una} scelta` : `${quante} ${molte} scelte`;
  }
  caselle.forEach((casella) => casella.addEventListener("change", aggiorna));
  aggiorna();
})();
