// Tells the page around how tall this one is, whenever that changes. A height is no secret: any page may hear it.
(() => {
  "use strict";

  if (parent === window) return;
  const pagina = document.querySelector(".incorporata");
  new ResizeObserver(() => {
    parent.postMessage({ altezzaDelCalendario: pagina.getBoundingClientRect().height }, "*");
  }).observe(pagina);
})();
