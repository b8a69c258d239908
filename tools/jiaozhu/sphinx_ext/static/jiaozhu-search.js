// Where the search is: a dialog on every page, and the page itself on the search page; and the keys that open it.
(() => {
  "use strict";

  const { words, page, searchData, searchPanel } = window.jiaozhu;

  /** @type {HTMLDialogElement | null} */
  let dialog = null;
  /** @type {JiaozhuPanel | null} */
  let panel = null;
  const host = document.getElementById("jz-search");

  const openDialog = () => {
    if (dialog && panel) return { dialog, panel };
    const made = page.element("dialog", { class: "jz-dialog", "aria-label": words("Search the whole edition") });
    document.body.append(made);
    const inside = searchPanel(made, () => made.close());
    made.addEventListener("close", () => {
      const parameters = new URL(location.href).searchParams;
      if (parameters.has("q") && !parameters.has("at")) inside.forget();
    });
    made.addEventListener("click", (event) => {
      if (event.target === made) made.close();
    });
    dialog = made;
    panel = inside;
    return { dialog, panel };
  };

  const open = () => {
    if (host) return panel?.input.focus();
    const shown = openDialog();
    if (!shown.dialog.open) shown.dialog.showModal();
    shown.panel.input.focus();
    shown.panel.input.select();
  };

  /** @param {KeyboardEvent} event */
  const isCall = (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const command = event.ctrlKey || event.metaKey;
    if (event.key.toLowerCase() === "k") return command && !event.shiftKey;
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable;
    return event.key === "/" && !typing && !command && !event.altKey;
  };

  searchData.at(`${page.root()}_static/jiaozhu/`);
  if (host) {
    panel = searchPanel(host, null);
    panel.recall();
    panel.input.focus();
  } else if (new URL(location.href).searchParams.get("q")) {
    open();
    openDialog().panel.recall();
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
