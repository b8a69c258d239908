// What the scripts of a page share: how they make elements, announce something, load data, and keep a reader's choices.
(() => {
  "use strict";

  /**
   * Make an element: `element("a", { href: "…", text: "…" }, child, …)`. Text is set as text and never read as markup; a
   * child that is null is left out.
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {Record<string, string>} [attributes]
   * @param {(Node | string | null)[]} children
   * @returns {HTMLElementTagNameMap[Tag]}
   */
  const element = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "text") node.textContent = value;
      else node.setAttribute(name, value);
    }
    for (const child of children) if (child) node.append(child);
    return node;
  };

  /**
   * A control with its label.
   * @param {string} label
   * @param {HTMLElement} control
   */
  const field = (label, control) =>
    element("p", { class: "" }, element("label", { for: control.id, text: label }), control);

  /**
   * A list of which one is chosen.
   * @param {string} id
   * @param {[value: string, shown: string][]} options
   */
  const choice = (id, options) =>
    element("select", { id }, ...options.map(([value, text]) => element("option", { value, text })));

  /**
   * Set a live region. It is spoken whenever it is set, so it is set only when its text changes.
   * @param {Element} node
   * @param {string} text
   */
  const say = (node, text) => {
    if (node.textContent !== text) node.textContent = text;
  };

  /** The way from this page to the root of the site. */
  const root = () => document.documentElement.dataset.content_root || "./";

  /** @type {Map<string, Promise<void>>} */
  const loading = new Map();

  /**
   * Load a script of data: nothing else loads from file://. Each is loaded once, and again only if it failed.
   * @param {string} address
   * @returns {Promise<void>}
   */
  const load = (address) => {
    const known = loading.get(address);
    if (known) return known;
    /** @type {Promise<void>} */
    const promise = new Promise((resolve, reject) => {
      const script = element("script", { src: address });
      script.onload = () => resolve();
      script.onerror = () => {
        loading.delete(address);
        reject(new Error(address));
      };
      document.head.append(script);
    });
    loading.set(address, promise);
    return promise;
  };

  /**
   * Load a style sheet, once.
   * @param {string} address
   * @returns {Promise<void>}
   */
  const loadStyle = (address) => {
    const known = loading.get(address);
    if (known) return known;
    /** @type {Promise<void>} */
    const promise = new Promise((resolve) => {
      const link = element("link", { rel: "stylesheet", href: address });
      link.onload = () => resolve();
      link.onerror = () => {
        loading.delete(address);
        resolve(); // what it styles works without it
      };
      document.head.append(link);
    });
    loading.set(address, promise);
    return promise;
  };

  /**
   * Keep a choice in the browser's own storage. Where that is shut off, the choice holds for the page.
   * @param {string} name
   * @param {string} value
   */
  const keep = (name, value) => {
    try {
      localStorage.setItem(`jiaozhu-${name}`, value);
    } catch {
      // It holds for this page.
    }
  };

  /**
   * What was kept, or nothing.
   * @param {string} name
   */
  const kept = (name) => {
    try {
      return localStorage.getItem(`jiaozhu-${name}`) || "";
    } catch {
      return "";
    }
  };

  /**
   * Change the parameters of the page's address. Some pages may not; nothing depends on it.
   * @param {(parameters: URLSearchParams) => void} change
   */
  const setAddress = (change) => {
    const url = new URL(location.href);
    change(url.searchParams);
    try {
      history.replaceState(history.state, "", url);
    } catch {
      // The page works without it.
    }
  };

  /** The day on the reader's clock: `2019-05-06`. */
  const today = () => {
    const now = new Date();
    const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
    return [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  };

  window.jiaozhu.page = { element, field, choice, say, root, load, loadStyle, keep, kept, setAddress, today };
})();
