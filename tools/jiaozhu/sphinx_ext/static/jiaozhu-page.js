// What the scripts of a page share: how they make elements, say things, load data, and keep what a reader chose.
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

  // A control with its label.
  function field(label, control, className) {
    return element("p", { class: className || "" }, element("label", { for: control.id, text: label }), control);
  }

  function choice(id, pairs) {
    var select = element("select", { id: id });
    pairs.forEach(function (pair) { select.append(element("option", { value: pair[0], text: pair[1] })); });
    return select;
  }

  // A live region is spoken whenever it is set, so it is set only when it says something else.
  function say(node, words) {
    if (node.textContent !== words) node.textContent = words;
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

  window.jiaozhuPage = { element: element, field: field, choice: choice, say: say, load: load, keep: keep, kept: kept };
})();
