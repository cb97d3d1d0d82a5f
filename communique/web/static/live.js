/* Hears of changes of the dossier: on the front page the strips are fetched anew, elsewhere a line offers to. */
"use strict";
(function () {
  const news = document.getElementById("news");
  if (!news || !window.EventSource) return;
  let held = null;
  function changed() {
    const strips = document.querySelector("[data-live]");
    if (strips && window.htmx) {
      window.htmx.ajax("GET", location.pathname + location.search, { target: strips, select: "#" + strips.id, swap: "outerHTML" });
    } else {
      news.hidden = false;
    }
  }
  const source = new EventSource(news.dataset.events);
  source.addEventListener("changed", changed);
  /* After a lost connection the state may be another one. */
  source.addEventListener("hello", function (event) {
    if (held !== null && held !== event.data) changed();
    held = event.data;
  });
  source.addEventListener("changed", function (event) { held = event.data; });
  window.addEventListener("pagehide", function () { source.close(); });
})();
