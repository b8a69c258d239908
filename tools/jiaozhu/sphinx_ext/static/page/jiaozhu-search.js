// Where the search is: a dialog on every page, and the page itself on the search page; and the keys that open it. Nothing of
// it is loaded before it is opened, or before a page is reached by one of its hits.
(() => {
  "use strict";

  const { words, page, site } = window.jiaozhu;

  /** @type {HTMLDialogElement | null} */
  let dialog = null;
  /** @type {JiaozhuPanel | null} */
  let panel = null;
  const host = document.getElementById("jz-search");

  /** The scripts and the style of the search. */
  const load = async () => {
    const base = `${page.root()}_static/`;
    await Promise.all([page.load(base + site.search.script), page.loadStyle(base + site.search.style)]);
    window.jiaozhu.searchData.at(`${base}jiaozhu/`);
  };

  /**
   * Put the search into an element, once it is loaded; until then there is a field to type in.
   * @param {HTMLElement} element
   * @param {(() => void) | null} close
   */
  const fill = async (element, close) => {
    const early = page.element("input", {
      type: "text",
      "aria-label": words("Search for"),
      autocomplete: "off",
    });
    const said = page.element("p", {
      role: "status",
      text: words("Loading the search…"),
    });
    element.replaceChildren(page.element("div", { class: "jz-search-form" }, early), said);
    early.focus();
    try {
      await load();
    } catch {
      said.textContent = words("The search could not be loaded; please try again.");
      return;
    }
    const typed = early.value;
    element.replaceChildren();
    panel = window.jiaozhu.searchPanel(element, close);
    panel.input.value = typed;
    panel.recall();
    panel.input.focus();
    if (!typed) panel.input.select();
  };

  const makeDialog = () => {
    const made = page.element("dialog", {
      class: "jz-dialog",
      "aria-label": words("Search the whole edition"),
    });
    document.body.append(made);
    made.addEventListener("click", (event) => {
      if (event.target === made) made.close();
    });
    return made;
  };

  const open = () => {
    if (host) return panel?.input.focus();
    dialog ??= makeDialog();
    const { open: isOpen } = dialog;
    if (!isOpen) dialog.showModal();
    if (!panel) return fill(dialog, () => dialog?.close());
    panel.input.focus();
    panel.input.select();
  };

  /** @param {KeyboardEvent} event */
  const isCall = (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const command = event.ctrlKey || event.metaKey;
    if (event.key.toLowerCase() === "k") return command && !event.shiftKey;
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable;
    return event.key === "/" && !typing && !command && !event.altKey;
  };

  const found = new URL(location.href).searchParams.get("find");
  if (host) fill(host, null);
  else if (found) {
    load().then(
      () => window.jiaozhu.searchArrival.mark(found, location.hash),
      () => {}, // without marks the page is as it always is
    );
  }
  addEventListener("popstate", () => {
    if (host) panel?.recall();
  });
  document.addEventListener("keydown", (event) => {
    if (!isCall(event)) return;
    event.preventDefault();
    open();
  });
  for (const link of document.querySelectorAll(/** @type {"a"} */ (".jz-open-search"))) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
  }
})();
