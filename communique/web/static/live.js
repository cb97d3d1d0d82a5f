/* Shows a line when the dossier has changed. */
"use strict";
(function () {
  const news = document.getElementById("news");
  if (!news || !window.EventSource) return;
  new EventSource(news.dataset.events).addEventListener("changed", function () { news.hidden = false; });
})();
