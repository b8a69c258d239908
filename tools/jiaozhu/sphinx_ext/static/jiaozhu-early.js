// Before the first paint: what the reader chose before, or what the address asks for, as attributes of <html>.
(function () {
  "use strict";
  var root = document.documentElement;
  var asked = new URL(location.href).searchParams;
  function kept(name) {
    try {
      return localStorage.getItem("jiaozhu-" + name) || "";
    } catch (error) {
      return ""; // storage is shut off
    }
  }
  var dark = matchMedia("(prefers-color-scheme: dark)");
  function theme() {
    var mode = kept("mode");
    root.dataset.mode = mode || "auto";
    root.dataset.theme = mode === "dark" || (mode !== "light" && dark.matches) ? "dark" : "light";
  }
  theme();
  dark.addEventListener("change", theme);
  root.dataset.jzSize = kept("size") || "m";
  root.dataset.jzMeasure = kept("measure") || "m";
  root.dataset.jzView = asked.get("view") === "source" || (!asked.has("view") && kept("view") === "source") ? "source" : "reading";
  root.dataset.jzHide = (asked.has("hide") ? asked.get("hide") : kept("hide")).replace(/[^a-z ,]/g, "").replace(/,/g, " ");
  root.classList.add("jz-js");
})();
