/* Brings the card of the chosen fact into view beside the page, and opens a card that is led to. */
"use strict";
(function () {
  function show(card, scroll) {
    if (!card || card.tagName !== "DETAILS") return;
    card.open = true;
    const box = card.closest(".cards");
    if (scroll && box && getComputedStyle(box).position === "sticky") box.scrollTop = card.offsetTop - box.offsetTop - 40;
  }
  function led() {
    const name = decodeURIComponent(location.hash.slice(1));
    if (name.indexOf("fact-") === 0) show(document.getElementById(name), false);
    if (name.indexOf("words-") === 0) show(document.getElementById("fact-" + name.slice(6)), true);
  }
  window.addEventListener("hashchange", led);
  led();
  if (!location.hash) show(document.querySelector(".fact-card.chosen"), true);
})();
