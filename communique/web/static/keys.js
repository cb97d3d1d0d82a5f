/* Keys for editors: j/k next and previous fact, e edit, x reject, u undo, / search, ? help. Forms work without it. */
"use strict";
(function () {
  let at = -1;
  const places = () => Array.from(document.querySelectorAll("[data-correct]"));
  function held() {
    const all = places();
    const near = document.activeElement && document.activeElement.closest("[data-correct]");
    if (near) at = all.indexOf(near);
    return all;
  }
  function go(step) {
    const all = held();
    if (!all.length) return;
    at = Math.min(Math.max(at + step, 0), all.length - 1);
    for (let fold = all[at].closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const first = all[at].querySelector("a, button");
    if (first) first.focus();
    (all[at].closest(".card, .line, li") || all[at]).scrollIntoView({ block: "center" });
  }
  function press(key) {
    const all = held();
    const inside = at >= 0 && all[at] ? all[at].querySelector('[data-key="' + key + '"]') : null;
    const found = inside || (all.length && key !== "u" ? null : document.querySelector('[data-key="' + key + '"]'));
    if (found) found.click();
  }
  document.addEventListener("keydown", function (event) {
    const on = event.target;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (on.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(on.tagName)) return;
    if (event.key === "j" || event.key === "k") go(event.key === "j" ? 1 : -1);
    else if (event.key === "e" || event.key === "x" || event.key === "u") press(event.key);
    else if (event.key === "/") {
      const field = document.querySelector('[data-key="search"]');
      if (field) field.focus(); else location.assign("/search");
    } else if (event.key === "?") location.assign("/keys");
    else return;
    event.preventDefault();
  });
})();
