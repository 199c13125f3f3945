"use strict";
(() => {
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const search = document.getElementById("search");
  const shown = document.getElementById("shown");
  const filters = all(".filter");
  const articles = all("article");
  const rows = all("tbody tr:not(.area)");
  const texts = new Map();

  const text = (element) => {
    if (!texts.has(element)) texts.set(element, element.textContent.toLowerCase());
    return texts.get(element);
  };

  // Every word has to occur, and one of the chosen verdicts.
  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = filters.filter((b) => b.getAttribute("aria-pressed") === "true").map((b) => b.dataset.verdict);
    const fits = (element) => words.every((word) => text(element).includes(word));
    let scenarios = 0, found = 0;
    for (const article of articles) {
      const verdicts = article.dataset.verdicts.trim().split(" ");
      const fit = (!chosen.length || chosen.some((verdict) => verdicts.includes(verdict))) && fits(article);
      article.hidden = !fit;
      if (article.classList.contains("scenario")) { scenarios += 1; found += fit ? 1 : 0; }
    }
    for (const row of rows) row.hidden = Boolean(words.length) && !fits(row);
    for (const section of all("#attention, #matrix tbody")) {
      section.hidden = !section.querySelector("article:not([hidden]), tr:not(.area):not([hidden])");
    }
    shown.textContent = words.length || chosen.length ? `${found} of ${scenarios} scenarios` : `${scenarios} scenarios`;
  };

  // What is linked to is opened, with everything around it.
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const own = target.matches("article") ? target.querySelector("details") : target;
    for (let at = own; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
      at.hidden = false;
    }
    target.scrollIntoView();
  };

  const copy = async (button) => {
    const plain = button.closest("article").querySelector(".plain");
    const value = plain.value;
    try {
      await navigator.clipboard.writeText(value);
    } catch {
      plain.hidden = false;
      plain.select();
      document.execCommand("copy");
      plain.hidden = true;
    }
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy as text"; }, 1500);
  };

  for (const button of filters) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      apply();
    });
  }
  for (const place of all(".copy")) {
    place.hidden = false;
    place.firstElementChild.addEventListener("click", (event) => copy(event.currentTarget));
  }
  search.addEventListener("input", apply);
  search.form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== search) { event.preventDefault(); search.focus(); search.select(); }
    if (event.key === "Escape" && document.activeElement === search) { search.value = ""; search.blur(); apply(); }
  });
  addEventListener("hashchange", open);
  document.querySelector(".tools").hidden = false;
  apply();
  if (location.hash) open();
})();
