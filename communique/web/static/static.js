/* Of the sections of the one file only the one that is led to is shown; a card that is led to is opened. */
"use strict";
(function () {
  const sections = Array.from(document.querySelectorAll("section.page"));
  const links = Array.from(document.querySelectorAll(".top nav a"));
  let first = true;
  function show() {
    let name = "";
    try { name = decodeURIComponent(location.hash.slice(1)); } catch (fault) { name = ""; }
    let target = name ? document.getElementById(name) : null;
    let section = target ? target.closest("section.page") : null;
    if (!section && target && target.id !== "main") return;
    if (!section) { section = sections[0]; target = null; }
    sections.forEach(function (each) { each.hidden = each !== section; });
    links.forEach(function (link) {
      if (link.getAttribute("href") === "#" + section.dataset.page) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    const head = section.querySelector("h1");
    document.title = (head ? head.textContent.trim().slice(0, 80) + " · " : "") + document.title.split(" · ").pop();
    if (target && target !== section) {
      const about = name.indexOf("words-") === 0 ? document.getElementById("fact-" + name.slice(6)) : target;
      if (about && about.tagName === "DETAILS") {
        about.open = true;
        const box = about.closest(".cards");
        if (about !== target && box && getComputedStyle(box).position === "sticky") box.scrollTop = about.offsetTop - box.offsetTop - 40;
      }
      for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      target.scrollIntoView();
    } else if (!first || target) {
      window.scrollTo(0, 0);
    }
    first = false;
  }
  window.addEventListener("hashchange", show);
  window.addEventListener("beforeprint", function () { sections.forEach(function (each) { each.hidden = false; }); });
  window.addEventListener("afterprint", show);
  show();
})();
