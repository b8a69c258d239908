// The way to the form: a button beside what is selected on a text's page, and a key. The form itself is loaded when it is
// first needed: to open it, or because something waits in the basket.
(() => {
  "use strict";

  const { words, page, site, selection } = window.jiaozhu;
  const { element, say } = page;
  if (!document.getElementById("jz-data") || !document.querySelector(".jz-text .bd-article")) return;
  const BASKET = `basket:${site.ways.title}`; // editions on one host have a basket each
  const PAUSE = 200; // milliseconds in which a selection settles
  const EDGE = 8; // pixels between the button and the edge of the window

  const button = element("button", {
    type: "button",
    class: "jz-add",
    text: words("Add a note"),
    title: words("Keys: Ctrl+Alt+M"),
    "aria-keyshortcuts": "Control+Alt+M",
    hidden: "",
  });
  const spoken = element("p", { class: "jz-spoken", role: "status" });
  document.body.append(button, spoken);

  /** Get the scripts of the form. */
  const load = () => page.load(`${page.root()}_static/${site.form}`);

  const isOpen = () => Boolean(window.jiaozhu.form?.isOpen());

  /** @param {JiaozhuTarget} target */
  const open = async (target) => {
    button.hidden = true;
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
   * select, the handles and the system's own menu are there: the style sheet puts it at the foot of the window.
   */
  const position = () => {
    const right = document.querySelector(selection.blocks)?.getBoundingClientRect().right ?? 0;
    const boxes = Array.from(getSelection()?.getRangeAt(0).getClientRects() ?? []);
    const inside = boxes.filter((box) => box.width && box.left < right);
    const none = new DOMRect(EDGE, EDGE, 0, 0);
    const lowest = inside.reduce((low, box) => (box.bottom >= low.bottom ? box : low), inside[0] ?? none);
    const left = Math.min(lowest.right, innerWidth - button.offsetWidth - EDGE);
    const top = Math.min(lowest.bottom + 6, innerHeight - button.offsetHeight - EDGE);
    button.style.left = `${Math.max(EDGE, left)}px`;
    button.style.top = `${Math.max(EDGE, top)}px`;
  };

  const offer = () => {
    offered = pressed || isOpen() ? null : selection.selected();
    button.hidden = !offered;
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
    if (!button.hidden) offer();
  };

  const release = () => {
    pressed = false;
    offerSoon();
  };

  /** @param {KeyboardEvent} event */
  const isCall = (event) =>
    // Some keyboards write µ with these keys.
    event.ctrlKey && event.altKey && (event.code === "KeyM" || event.key.toLowerCase() === "m");

  // While the pointer is down the quote is still being chosen.
  document.addEventListener("pointerdown", (event) => {
    pressed = event.pointerType === "mouse" && event.target !== button;
  });
  document.addEventListener("pointerup", release);
  document.addEventListener("pointercancel", release);
  document.addEventListener("selectionchange", offerSoon);
  addEventListener("scroll", offerAgain, { passive: true });
  addEventListener("resize", offerAgain);
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
  button.addEventListener("click", () => {
    const target = selection.selected() || offered; // some browsers let go of the selection at a touch
    if (target && !("refused" in target)) open(target);
  });
  // By keyboard: select (with caret browsing, F7 in most browsers), then Ctrl+Alt+M.
  document.addEventListener("keydown", (event) => {
    if (!isCall(event) || isOpen()) return;
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
