// The basket: contributions that are kept in the reader's own browser until they are sent as one. Where the browser keeps
// nothing, it holds for the page.
(() => {
  "use strict";

  const { page, site, parcel, contribute } = window.jiaozhu;
  const KEY = contribute.BASKET;
  /** @type {JiaozhuItem[] | null} What is in it where the browser has not kept it. */
  let here = null;
  /** @type {JiaozhuItem[] | null} What was in it before the last removal. */
  let before = null;
  /** @type {(() => void)[]} */
  const watchers = [];

  /** @returns {JiaozhuItem[]} */
  const all = () => {
    if (here) return here;
    try {
      const found = JSON.parse(page.kept(KEY) || "null");
      if (Array.isArray(found)) return found.filter(parcel.isItem);
    } catch {
      // What is kept there cannot be read.
    }
    return [];
  };

  /** @param {JiaozhuItem[]} items */
  const set = (items) => {
    const text = JSON.stringify(items);
    page.keep(KEY, text);
    here = page.kept(KEY) === text ? null : items;
    for (const watcher of watchers) watcher();
  };

  /**
   * Put a contribution in, in the place of the one it was made from.
   * @param {JiaozhuItem} item
   */
  const put = (item) => {
    const items = all();
    const at = items.findIndex(({ id }) => id === item.id);
    if (at < 0 && items.length >= site.limits.files) return false;
    before = null;
    set(at < 0 ? [...items, item] : items.map((other) => (other.id === item.id ? item : other)));
    return true;
  };

  /** @param {string[]} ids */
  const remove = (ids) => {
    before = all();
    set(before.filter(({ id }) => !ids.includes(id)));
  };

  const undo = () => {
    if (before) set(before);
    before = null;
  };

  /**
   * Add what another basket had; what is in both is taken from there.
   * @param {JiaozhuItem[]} items
   */
  const merge = (items) => {
    const ids = new Set(items.map(({ id }) => id));
    before = all();
    set([...before.filter(({ id }) => !ids.has(id)), ...items].slice(0, site.limits.files));
  };

  // Another tab has changed it.
  addEventListener("storage", (event) => {
    if (event.key === `jiaozhu-${KEY}`) for (const watcher of watchers) watcher();
  });

  window.jiaozhu.basket = {
    all,
    put,
    remove,
    undo,
    canUndo: () => before !== null,
    merge,
    watch: (watcher) => {
      watchers.push(watcher);
    },
  };
})();
