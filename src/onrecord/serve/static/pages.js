"use strict";
// Nothing here is needed to read or to write: it saves clicks.
(() => {
  // A mark in an article lights its whole statement, here and in the list beside it.
  const light = (id) => {
    for (const e of document.querySelectorAll(".on")) e.classList.remove("on");
    if (!id) return;
    for (const e of document.querySelectorAll(`[data-s~="${CSS.escape(id)}"]`)) e.classList.add("on");
    const entry = document.getElementById(id);
    if (!entry) return;
    entry.classList.add("on");
    const list = entry.closest(".sticky");
    if (list) list.scrollTo({ top: entry.offsetTop - list.offsetTop - list.clientHeight / 3 });
  };
  const text = document.querySelector(".text");
  if (text) {
    text.addEventListener("click", (event) => {
      const marked = event.target.closest("[data-s]");
      if (marked && !event.target.closest("a[href^='/']")) light(marked.dataset.s.split(" ").pop());
    });
    document.addEventListener("focusin", (event) => {
      const entry = event.target.closest(".entry");
      if (entry) light(entry.id);
    });
    const here = () => light(location.hash.slice(1).replace(/^w(?=\d)/, "s").replace(/^k(?=\d)/, "c"));
    addEventListener("hashchange", here);
    if (location.hash) here();
  }
  // Copy what a field holds; without a clipboard the field is there to select.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copies]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copies);
    const said = button.querySelector("[role=status]") ?? button;
    try {
      await navigator.clipboard.writeText(field.textContent.trim());
      said.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(field);
      said.textContent = "Selected: press Ctrl+C";
    }
  });
  // Facets are folded away where the screen is narrow.
  const facets = document.querySelector("details.facets");
  if (facets && matchMedia("(max-width: 61.99rem)").matches) facets.removeAttribute("open");
})();
