// What the scripts of a page share: how they make elements, load data, and keep what a reader chose.
(function () {
  "use strict";

  // element("a", { href: "…", text: "…" }, child …). Text is set as text and never read as markup; a child that is not
  // there is left out.
  function element(tag, attributes) {
    var node = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      if (name === "text") node.textContent = attributes.text;
      else node.setAttribute(name, attributes[name]);
    });
    for (var i = 2; i < arguments.length; i++) if (arguments[i]) node.append(arguments[i]);
    return node;
  }

  // Data are scripts, because nothing else loads from file://. Each is loaded once, and asked for again if it failed.
  var loading = {};
  function load(address) {
    loading[address] =
      loading[address] ||
      new Promise(function (resolve, reject) {
        var script = element("script", { src: address });
        script.onload = function () {
          resolve();
        };
        script.onerror = function () {
          delete loading[address];
          reject(new Error(address));
        };
        document.head.append(script);
      });
    return loading[address];
  }

  // In the browser's own storage. Where that is shut off, a choice holds for the page.
  function keep(name, value) {
    try {
      localStorage.setItem("jiaozhu-" + name, value);
    } catch (error) {
      // It holds for this page.
    }
  }

  function kept(name) {
    try {
      return localStorage.getItem("jiaozhu-" + name) || "";
    } catch (error) {
      return "";
    }
  }

  window.jiaozhuPage = { element: element, load: load, keep: keep, kept: kept };
})();
