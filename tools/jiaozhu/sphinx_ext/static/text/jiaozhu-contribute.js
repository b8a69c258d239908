// What can be done with what is selected on a text's page: buttons beside it, and keys. It can be copied with its reference, or
// be quoted in a contribution. The form itself is loaded when it is first needed: to open it, or because something waits in
// the basket.
(() => {
  "use strict";

  const { words, page, site, selection, copying } = window.jiaozhu;
  const { element, say } = page;
  if (!document.getElementById("jz-data") || !document.querySelector(".jz-text .bd-article")) return;
  const BASKET = `basket:${site.ways.title}`; // editions on one host have a basket each
  const PAUSE = 200; // milliseconds in which a selection settles
  const EDGE = 8; // pixels between the buttons and the edge of the window
  const SHOWN = 1600; // milliseconds in which a button says that it has copied

  const button = element("button", {
    type: "button",
    class: "jz-add",
    text: words("Add a note"),
    title: words("Keys: Ctrl+Alt+M"),
    "aria-keyshortcuts": "Control+Alt+M",
  });
  const copier = element("button", {
    type: "button",
    class: "jz-copy",
    text: words("Copy with reference"),
    title: words("Keys: Ctrl+Alt+C"),
    "aria-keyshortcuts": "Control+Alt+C",
  });
  const bar = element("div", { class: "jz-selected", hidden: "" }, button, copier);
  const spoken = element("p", { class: "jz-spoken", role: "status" });
  document.body.append(bar, spoken);

  /** Get the scripts of the form, and its style. */
  const load = async () => {
    const base = `${page.root()}_static/`;
    await Promise.all([page.load(base + site.form), page.loadStyle(base + site.formStyle)]);
  };

  const isOpen = () => Boolean(window.jiaozhu.form?.isOpen());

  /** @param {JiaozhuTarget} target */
  const open = async (target) => {
    bar.hidden = true;
    try {
      await load();
      window.jiaozhu.form?.open(target);
    } catch {
      say(spoken, words("The form could not be loaded; please try again later"));
    }
  };

  let timer = 0;
  let pressed = false;
  /** @type {ReturnType<typeof selection.selected>} */
  let offered = null;

  /**
   * Below the last line of what is selected in the text's own column; notes in the margin do not count. Where fingers
   * select, the handles and the system's own menu are there: the style sheet puts them at the foot of the window.
   */
  const position = () => {
    const right = document.querySelector(selection.blocks)?.getBoundingClientRect().right ?? 0;
    const boxes = Array.from(getSelection()?.getRangeAt(0).getClientRects() ?? []);
    const inside = boxes.filter((box) => box.width && box.left < right);
    const none = new DOMRect(EDGE, EDGE, 0, 0);
    const lowest = inside.reduce((low, box) => (box.bottom >= low.bottom ? box : low), inside[0] ?? none);
    const left = Math.min(lowest.right, innerWidth - bar.offsetWidth - EDGE);
    const top = Math.min(lowest.bottom + 6, innerHeight - bar.offsetHeight - EDGE);
    bar.style.left = `${Math.max(EDGE, left)}px`;
    bar.style.top = `${Math.max(EDGE, top)}px`;
  };

  const offer = () => {
    offered = pressed || isOpen() ? null : selection.selected();
    bar.hidden = !offered;
    if (!offered) return;
    const refused = "refused" in offered ? offered.refused : "";
    button.disabled = refused !== "";
    button.textContent = refused || words("Add a note");
    position();
  };

  const offerSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(offer, PAUSE);
  };

  const offerAgain = () => {
    if (!bar.hidden) offer();
  };

  const release = () => {
    pressed = false;
    offerSoon();
  };

  const copy = () => {
    const done = copying?.copyWithReference();
    say(spoken, "");
    say(spoken, done ? words("Copied with its reference") : words("Select some of the text first"));
    copier.textContent = done ? words("Copied") : words("Copy with reference");
    setTimeout(() => {
      copier.textContent = words("Copy with reference");
    }, SHOWN);
  };

  /**
   * Whether keys are the call of a letter with Ctrl and Alt. Some keyboards write other letters with these.
   * @param {KeyboardEvent} event
   * @param {string} letter
   */
  const isCall = (event, letter) =>
    event.ctrlKey && event.altKey && (event.code === `Key${letter}` || event.key.toUpperCase() === letter);

  // While the pointer is down the quote is still being chosen.
  document.addEventListener("pointerdown", (event) => {
    pressed = event.pointerType === "mouse" && !bar.contains(/** @type {Node} */ (event.target));
  });
  document.addEventListener("pointerup", release);
  document.addEventListener("pointercancel", release);
  document.addEventListener("selectionchange", offerSoon);
  addEventListener("scroll", offerAgain, { passive: true });
  addEventListener("resize", offerAgain);
  bar.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
  copier.addEventListener("click", copy);
  button.addEventListener("click", () => {
    const target = selection.selected() || offered; // some browsers let go of the selection at a touch
    if (target && !("refused" in target)) open(target);
  });
  // By keyboard: select (with caret browsing, F7 in most browsers), then Ctrl+Alt+M.
  document.addEventListener("keydown", (event) => {
    if (isOpen()) return;
    if (isCall(event, "C")) {
      event.preventDefault();
      copy();
    }
    if (!isCall(event, "M")) return;
    event.preventDefault();
    const target = selection.selected() || { refused: words("Select some of the text first") };
    say(spoken, "refused" in target ? target.refused : "");
    if (!("refused" in target)) open(target);
  });

  // What waits in the basket is offered on every text.
  const waits = page.kept(BASKET);
  if (waits && waits !== "[]") setTimeout(load, 0);

  window.jiaozhu.contribute = { BASKET, load, open };
})();
