// The way to the form: a button beside what is selected on a text's page, and a key.
(() => {
  "use strict";

  const { words, page, selection, form } = window.jiaozhu;
  const { element, say } = page;
  if (!form || !document.querySelector(".jz-text .bd-article")) return;
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
    offered = pressed || form.isOpen() ? null : selection.selected();
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
    button.hidden = true;
    if (target && !("refused" in target)) form.open(target);
  });
  // By keyboard: select (with caret browsing, F7 in most browsers), then Ctrl+Alt+M.
  document.addEventListener("keydown", (event) => {
    if (!isCall(event) || form.isOpen()) return;
    event.preventDefault();
    const target = selection.selected() || { refused: words("Select some of the text first") };
    say(spoken, "refused" in target ? target.refused : "");
    if ("refused" in target) return;
    button.hidden = true;
    form.open(target);
  });
})();
