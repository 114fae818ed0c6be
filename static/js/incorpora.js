// The calendar inside a page of another site: <script src="…/calendario.js" data-filtro="settore=moda" async></script>
// puts a frame after itself, as tall as what it shows. No cookies, no inline style, nothing from anybody else; the
// page that hosts it needs `script-src` and `frame-src` with the address of this file, and no more.
(() => {
  "use strict";

  const io = document.currentScript;
  if (!io || !document.body?.contains(io)) return;
  const { filtro = "", vista = "elenco", lingua = "it", colore = "", titolo } = io.dataset;
  const pagina = new URL("incorpora/", io.src);
  for (const [nome, valore] of new URLSearchParams(filtro)) pagina.searchParams.append(nome, valore);
  for (const [nome, valore] of Object.entries({ vista, lingua, colore })) if (valore) pagina.searchParams.set(nome, valore);

  const riquadro = document.createElement("iframe");
  const attributi = {
    src: pagina.href,
    title: titolo ?? (lingua === "en" ? "Calendar of export initiatives in Tuscany" : "Calendario delle iniziative per l'export toscano"),
    width: "100%",
    height: "600",
    frameborder: "0",
    loading: "lazy",
    referrerpolicy: "no-referrer",
  };
  for (const [nome, valore] of Object.entries(attributi)) riquadro.setAttribute(nome, valore);

  // Only that frame, from that origin, and only a height: several on a page do not hear one another.
  addEventListener("message", (messaggio) => {
    if (messaggio.source !== riquadro.contentWindow || messaggio.origin !== pagina.origin) return;
    const altezza = Math.ceil(Number(messaggio.data?.altezzaDelCalendario));
    if (altezza > 0 && altezza < 20000) riquadro.height = String(altezza);
  });
  io.after(riquadro);
})();
