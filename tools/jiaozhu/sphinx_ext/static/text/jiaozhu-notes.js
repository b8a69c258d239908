// Notes as a reader meets them. A mark is a button that opens its note and closes it; the number of a note leads back to its
// mark. Mouse, touch and keys do the same; a note that is asked for by an address, or in which the browser finds words,
// opens by itself. Readers choose where notes are: beside their lines, in the text, at the end, or hidden.
(() => {
  "use strict";

  const { words, page, reading, noteList, noteLayout, noteWords } = window.jiaozhu;
  const { entries } = noteList;
  const root = document.documentElement;
  const article = document.querySelector(".jz-text .bd-article");
  if (!article || !entries.length) return;
  const OPENING = 140; // milliseconds of resting on a mark or on the line of a note
  const LEAVING = 220; // milliseconds in which the mouse may come back

  /** @type {Set<JiaozhuNote>} Those that are open, the last one last. */
  const open = new Set();
  /** @type {JiaozhuNote | null} The one that is only looked at. */
  let peeked = null;
  /** @type {JiaozhuNote | null} The one that is lit together with its marks. */
  let lit = null;
  let arranged = noteLayout.arrange(open);
  let timer = 0;
  let frame = 0;

  // What marks tell ------------------------------------------------------------------------------------------------

  /** @param {JiaozhuNote} entry */
  const isOpen = (entry) => entry.whole || open.has(entry);

  /** Tell by marks what their notes are. At the end of the text they are links, elsewhere buttons. */
  const tell = () => {
    for (const entry of entries) {
      entry.note.classList.toggle("jz-open", open.has(entry));
      for (const mark of entry.marks) {
        mark.classList.toggle("jz-open", open.has(entry));
        if (arranged === "foot") {
          mark.setAttribute("role", "doc-noteref");
          mark.removeAttribute("aria-expanded");
          mark.removeAttribute("aria-controls");
        } else {
          mark.setAttribute("role", "button");
          mark.setAttribute("aria-expanded", String(isOpen(entry)));
          mark.setAttribute("aria-controls", entry.id);
        }
      }
    }
  };

  /** @param {boolean} [again] Whether anything but what is open may have changed. */
  const arrange = (again = false) => {
    const looked = peeked && !open.has(peeked) ? peeked : null;
    arranged = noteLayout.arrange(looked ? new Set([...open, looked]) : open, again);
    tell();
  };

  const arrangeSoon = () => {
    if (frame) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      arrange(true);
    });
  };

  /** @param {JiaozhuNote | null} entry */
  const light = (entry) => {
    if (lit === entry) return;
    for (const node of lit ? [lit.note, ...lit.marks] : []) node.classList.remove("jz-lit");
    lit = entry;
    for (const node of lit ? [lit.note, ...lit.marks] : []) node.classList.add("jz-lit");
    noteWords.light(lit);
  };

  // Opening and closing ----------------------------------------------------------------------------------------------

  /**
   * Put a note into the address of the page, or take it out. Some pages may not; nothing depends on it.
   * @param {string} hash
   */
  const address = (hash) => {
    try {
      history.replaceState(history.state, "", hash || `${location.pathname}${location.search}`);
    } catch {
      // The note is open without it.
    }
  };

  /** @param {JiaozhuNote} entry */
  const close = (entry) => {
    open.delete(entry);
    if (location.hash === `#${entry.id}`) address("");
    if (lit === entry) light(null);
    for (const node of [entry.note, ...entry.marks]) node.classList.remove("jz-asked");
  };

  /**
   * Open a note. In the margin one is open at a time: it may lie over its neighbours.
   * @param {JiaozhuNote} entry
   */
  const show = (entry) => {
    if (arranged === "margin") for (const other of open) if (other !== entry) close(other);
    open.delete(entry);
    open.add(entry);
    peek(null);
    arrange();
    light(entry);
  };

  /** @param {JiaozhuNote} entry */
  const hide = (entry) => {
    close(entry);
    arrange();
  };

  /**
   * A mark is pressed.
   * @param {JiaozhuNote} entry
   * @param {boolean} byKey Whether by a key: then the note gets the focus, to be read and left again by Escape.
   */
  const toggle = (entry, byKey) => {
    if (open.has(entry)) return hide(entry);
    show(entry);
    address(`#${entry.id}`);
    if (byKey) entry.note.focus({ preventScroll: true });
    if (arranged === "place") entry.note.scrollIntoView({ block: "nearest" });
  };

  /**
   * Show a note and its mark, wherever it is and whatever the reader has hidden; the one that was asked for before is closed.
   * @param {JiaozhuNote} entry
   */
  const reveal = (entry) => {
    if (arranged === "foot") return light(entry);
    for (const other of open) if (other !== entry && other.note.matches(".jz-asked")) close(other);
    const wasHidden = !entry.marks[0].getClientRects().length;
    for (const node of [entry.note, ...entry.marks]) node.classList.add("jz-asked");
    if (wasHidden) arrange(true);
    show(entry);
    entry.marks[0].scrollIntoView({ block: "center" });
    if (arranged === "place") entry.note.scrollIntoView({ block: "nearest" });
  };

  /** The note that the page's address asks for is shown. */
  const revealAsked = () => {
    let id = "";
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      return; // a damaged fragment: there is nothing to show
    }
    const entry = entries.find((found) => found.id === id);
    if (entry) reveal(entry);
  };

  /**
   * Go back from a note to its mark.
   * @param {JiaozhuNote} entry
   */
  const goBack = ({ marks }) => {
    marks[0].focus({ preventScroll: true });
    marks[0].scrollIntoView({ block: "nearest" });
  };

  // The mouse looks at a note in the margin --------------------------------------------------------------------------

  /** @param {JiaozhuNote | null} entry */
  const peek = (entry) => {
    clearTimeout(timer);
    if (peeked === entry) return;
    peeked?.note.classList.remove("jz-peek");
    peeked = entry;
    peeked?.note.classList.add("jz-peek");
  };

  /** @param {JiaozhuNote | null} entry */
  const peekSoon = (entry) => {
    clearTimeout(timer);
    const rests = () => {
      peek(entry);
      arrange();
    };
    if (entry !== peeked) timer = setTimeout(rests, entry ? OPENING : LEAVING);
  };

  /** @param {PointerEvent} event */
  const onOver = (event) => {
    if (event.pointerType === "touch" || arranged === "foot") return;
    const entry = noteList.of(event.target);
    const last = Array.from(open).at(-1) ?? null;
    light(entry ?? (arranged === "margin" ? last : null));
    if (arranged === "margin") peekSoon(entry && !entry.whole ? entry : null);
  };

  // Clicks and keys --------------------------------------------------------------------------------------------------

  /** @param {MouseEvent} event */
  const isPlain = (event) => ![event.ctrlKey, event.metaKey, event.shiftKey, event.altKey].includes(true);

  /**
   * A click in a note: on its number, on the line of one that is folded, on what closes it.
   * @param {JiaozhuNote} entry
   * @param {Element} target
   * @param {MouseEvent} event
   */
  const clickNote = (entry, target, event) => {
    if (target.closest(".jz-note-number")) {
      event.preventDefault();
      goBack(entry);
    } else if (target.closest(".jz-note-close")) {
      hide(entry);
      goBack(entry);
    } else if (!entry.whole && !open.has(entry) && !target.closest("a") && !String(getSelection())) {
      toggle(entry, false);
    }
  };

  /** @param {MouseEvent} event */
  const onClick = (event) => {
    const { target } = event;
    if (arranged === "foot" || !(target instanceof Element) || !isPlain(event)) return;
    const entry = noteList.of(target);
    if (entry && target.closest(".jz-note-mark")) {
      event.preventDefault();
      toggle(entry, event.detail === 0);
    } else if (entry) {
      clickNote(entry, target, event);
    } else if (arranged === "margin" && open.size && !String(getSelection())) {
      for (const other of open) close(other);
      arrange();
    }
  };

  /** Escape closes the note that has the focus, or the one that was opened last. */
  const closeLast = () => {
    const focused = noteList.of(document.activeElement);
    const entry = focused && open.has(focused) ? focused : Array.from(open).at(-1);
    if (!entry) return false;
    const inside = entry.note.contains(document.activeElement);
    hide(entry);
    if (inside) goBack(entry);
    return true;
  };

  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    const { target } = event;
    if (event.defaultPrevented || arranged === "foot" || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") {
      if (closeLast()) event.preventDefault();
    } else if (event.key === " " && target instanceof HTMLElement && target.matches(".jz-note-mark")) {
      event.preventDefault(); // a button takes the space bar too
      target.click();
    }
  };

  /**
   * The same link again does not change the address, and so no event reports it.
   * @param {MouseEvent} event
   */
  const onLink = (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link?.hash && link.hash === location.hash && !noteList.of(link)) setTimeout(revealAsked, 0);
  };

  // Beginning --------------------------------------------------------------------------------------------------------

  const furnish = () => {
    for (const { note } of entries) {
      const button = { type: "button", class: "jz-note-close", "aria-label": words("Close the note") };
      note.tabIndex = -1;
      note.querySelector(".jz-note-number")?.after(page.element("button", button));
    }
  };

  const offer = () =>
    reading.offer({
      name: "notes",
      key: "jzNotes",
      label: words("Place of notes"),
      options: [
        ["margin", words("In the margin")],
        ["place", words("In the text")],
        ["foot", words("At the end")],
        ["hidden", words("Hidden")],
      ],
      chosen: () => {
        for (const entry of open) close(entry);
        arrange();
      },
    });

  const listen = () => {
    document.addEventListener("click", onClick);
    document.addEventListener("click", onLink);
    document.addEventListener("keydown", onKey);
    document.addEventListener("pointerover", onOver);
    article.addEventListener("beforematch", (event) => {
      const entry = noteList.of(event.target);
      if (entry) show(entry);
    });
    addEventListener("hashchange", revealAsked);
    addEventListener("beforeprint", () => {
      noteLayout.print(true);
      arrange();
    });
    addEventListener("afterprint", () => {
      noteLayout.print(false);
      arrange();
    });
    // Whatever changes the lines of the text: the window, sizes, fonts, the reader's choices.
    new ResizeObserver(arrangeSoon).observe(article);
    const choices = ["data-jz-size", "data-jz-measure", "data-jz-view", "data-jz-hide"];
    new MutationObserver(arrangeSoon).observe(root, { attributeFilter: choices });
  };

  furnish();
  offer();
  listen();
  arrange(true);
  revealAsked();
  window.jiaozhu.notes = {
    arrange: arrangeSoon,
    reveal: (node) => {
      const entry = noteList.of(node);
      if (entry) reveal(entry);
      return entry !== null;
    },
  };
})();
