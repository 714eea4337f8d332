"use strict";
// An aid only: everything can be read without it.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1)) ||
      document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS" && !at.classList.contains("cell")) at.open = true;
    all(".here").forEach((old) => old.classList.remove("here"));
    target.classList.add("here");
    target.scrollIntoView({block: "center"});
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  // A click elsewhere, or Escape, puts an opened quotation away.
  const close = (except) => all("details.cell[open]").forEach((d) => { if (!except || !d.contains(except)) d.open = false; });
  document.addEventListener("click", (event) => close(event.target));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });

  let folded = [];
  addEventListener("beforeprint", () => { folded = all("details.fold:not([open])"); folded.forEach((d) => { d.open = true; }); });
  addEventListener("afterprint", () => folded.forEach((d) => { d.open = false; }));

  const bar = document.createElement("form");
  bar.className = "filter";
  bar.setAttribute("role", "search");
  const field = document.createElement("input");
  field.type = "search";
  field.placeholder = "Filter by speaker or word";
  field.setAttribute("aria-label", field.placeholder);
  bar.append(field);
  const chapters = all("[data-chapter]");
  const choice = document.createElement("select");
  if (chapters.length > 1) {
    choice.setAttribute("aria-label", "Show one incident");
    choice.append(new Option("All incidents", ""), ...chapters.map((c, i) => new Option(c.dataset.chapter, i)));
    bar.append(choice);
    choice.addEventListener("change", () => chapters.forEach((c, i) => { c.hidden = choice.value !== "" && +choice.value !== i; }));
  }
  let later = 0;
  field.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(() => {
      const want = field.value.trim().toLowerCase();
      all(".filterable").forEach((item) => { item.hidden = want !== "" && !item.textContent.toLowerCase().includes(want); });
    }, 150);
  });
  bar.addEventListener("submit", (event) => event.preventDefault());
  document.querySelector(".contents").append(bar);
})();
