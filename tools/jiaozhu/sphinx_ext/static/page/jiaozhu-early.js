// Before the first paint: what the reader chose before, or what the address asks for, as attributes of <html>.
(() => {
  "use strict";

  const root = document.documentElement;
  const asked = new URL(location.href).searchParams;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const kept = (/** @type {string} */ name) => {
    try {
      return localStorage.getItem(`jiaozhu-${name}`) || "";
    } catch {
      return ""; // storage is shut off
    }
  };

  const setTheme = () => {
    const mode = kept("mode");
    root.dataset.mode = mode || "auto";
    root.dataset.theme = mode === "dark" || (mode !== "light" && dark.matches) ? "dark" : "light";
  };

  setTheme();
  dark.addEventListener("change", setTheme);
  root.dataset.jzSize = kept("size") || "m";
  root.dataset.jzMeasure = kept("measure") || "m";
  const view = asked.get("view") ?? kept("view");
  root.dataset.jzView = ["source", "both"].includes(view) ? view : "reading";
  root.dataset.jzDirection = kept("direction") === "down" ? "down" : "across";
  root.dataset.jzHide = (asked.get("hide") ?? kept("hide")).replace(/[^a-z ,]/g, "").replace(/,/g, " ");
  const notes = kept("notes");
  root.dataset.jzNotes = ["place", "foot", "hidden"].includes(notes) ? notes : "margin";
  root.classList.add("jz-js");
})();
