// Conveniences of the public calendar, which works without them: filters open where there is room for them, the
// arrows go from day to day in a month.
(() => {
  "use strict";

  const largo = window.matchMedia("(min-width: 62rem)");
  const filtri = document.querySelector("[data-aperto-largo]");
  const apri = () => { if (largo.matches) filtri.open = true; };
  if (filtri) { apri(); largo.addEventListener("change", apri); }

  const griglia = document.querySelector("[data-griglia]");
  const PASSI = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  griglia?.addEventListener("keydown", (e) => {
    const giorno = e.target.closest("[data-giorno]");
    const passo = PASSI[e.key];
    if (!giorno || !passo || e.ctrlKey || e.metaKey || e.altKey || e.shiftKey) return;
    const celle = [...griglia.querySelectorAll("td")];
    // Days without initiatives have no link: one goes on the same way to the next that has one.
    for (let i = celle.indexOf(giorno.closest("td")) + passo; celle[i]; i += passo) {
      const altro = celle[i].querySelector("[data-giorno]");
      if (altro) { e.preventDefault(); altro.focus(); return; }
    }
  });
})();
