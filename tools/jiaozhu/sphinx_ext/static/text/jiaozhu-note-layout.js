// How the notes of a page are laid out: beside their marks in the margin, in the text below the line of their mark, or as a
// list at the end. The style sheet has the looks; here is what needs measures.
//
// A note in the text lies over an empty room that is made for it in its paragraph; the note itself comes after the
// paragraph. So the words around a mark remain one text, to be found and copied, while its note is open between them.
(() => {
  "use strict";

  const { page, noteList, notePlaces } = window.jiaozhu;
  const { entries } = noteList;
  const root = document.documentElement;
  const article = document.querySelector(/** @type {"div"} */ (".bd-article"));
  const wide = matchMedia("(min-width: 75rem)");
  const GAP = 6; // pixels between two notes in the margin
  const DRIFT = 90; // pixels that a note in the margin may be away from the line of its mark
  const EDGE = 8; // pixels that an open note keeps from the edges of the window

  /** Whether the page is being printed. */
  let printing = false;

  /** @returns {JiaozhuArrangement} */
  const arrangement = () => {
    if (printing || !article || getComputedStyle(article).writingMode !== "horizontal-tb") return "foot";
    const chosen = root.dataset.jzNotes;
    if (chosen === "foot") return "foot";
    if (root.dataset.jzView === "both") return "place"; // the source is where the margin would be
    return chosen === "margin" && wide.matches ? "margin" : "place";
  };

  /** @param {JiaozhuNote} entry */
  const isShown = ({ marks }) => marks[0].getClientRects().length > 0;

  /**
   * The line of a mark: its bottom and its middle, from the top of the text.
   * @param {JiaozhuNote} entry
   * @param {DOMRect} base
   */
  const lineOf = ({ marks }, base) => {
    const box = marks[0].getClientRects()[0];
    return { middle: (box.top + box.bottom) / 2 - base.top, bottom: box.bottom - base.top };
  };

  // At the end of the text -------------------------------------------------------------------------------------------

  /** @param {JiaozhuNote} entry */
  const plain = (entry) => {
    entry.note.style.cssText = "";
    entry.note.hidden = false;
    if (entry.body) entry.body.hidden = false;
    entry.note.classList.remove("jz-brief");
    entry.room?.remove();
    entry.room = null;
    entry.whole = true;
  };

  // In the margin ----------------------------------------------------------------------------------------------------

  /**
   * Hide a part so that the browser can still find words in it, and show it when it does.
   * @param {HTMLElement} part
   * @param {boolean} hide
   */
  const foldAway = (part, hide) => {
    if (!hide) part.removeAttribute("hidden");
    else if (part.getAttribute("hidden") !== "until-found") part.setAttribute("hidden", "until-found");
  };

  /**
   * Where an open note goes: to the line of its mark, but into the window if it would be cut off by its foot.
   * @param {JiaozhuNote} entry
   * @param {number} top
   * @param {DOMRect} base
   */
  const intoView = ({ note }, top, base) => {
    const lowest = innerHeight - EDGE - note.offsetHeight - base.top;
    const highest = EDGE + (document.querySelector(".jz-bar")?.getBoundingClientRect().bottom ?? 0) - base.top;
    const seen = top >= highest && top <= innerHeight - base.top;
    return seen ? Math.max(highest, Math.min(top, lowest)) : top;
  };

  /**
   * What the notes of a page measure: in full, and as one line each. They are left folded.
   * @param {JiaozhuNote[]} shown
   * @param {DOMRect} base
   */
  const measured = (shown, base) => {
    const lines = shown.map((entry) => lineOf(entry, base));
    const wholes = shown.map(({ note }) => note.offsetHeight);
    for (const { note, body } of shown) {
      note.classList.add("jz-brief");
      if (body) foldAway(body, true);
    }
    return shown.map(({ note }, at) => {
      const brief = note.offsetHeight;
      const half = Math.min(brief, wholes[at]) / 2;
      return { wanted: Math.max(0, lines[at].middle - half), brief, whole: wholes[at] };
    });
  };

  /**
   * Fold a note, or show it in full.
   * @param {JiaozhuNote} entry
   * @param {boolean} folded
   */
  const setInMargin = ({ note, body }, folded) => {
    note.classList.toggle("jz-brief", folded);
    if (body) foldAway(body, folded);
  };

  /** @type {{ entry: JiaozhuNote, wanted: number, top: number, whole: boolean }[]} Where notes go, as last measured. */
  let places = [];

  /** Find out where the notes go in the margin: all are measured for that. */
  const planMargin = () => {
    const text = /** @type {HTMLElement} */ (article);
    const base = text.getBoundingClientRect();
    const shown = entries.filter(isShown);
    entries.forEach(plain);
    for (const { note } of entries.filter((entry) => !shown.includes(entry))) note.hidden = true;
    const notes = measured(shown, base);
    const planned = notePlaces.plan(notes, GAP, DRIFT);
    places = shown.map((entry, at) => ({ entry, wanted: notes[at].wanted, ...planned[at] }));
    const last = places.length - 1;
    const end = last < 0 ? 0 : places[last].top + notes[last][places[last].whole ? "whole" : "brief"];
    text.style.minHeight = `${Math.ceil(end)}px`;
  };

  /** @param {Set<JiaozhuNote>} open */
  const inMargin = (open) => {
    const base = /** @type {HTMLElement} */ (article).getBoundingClientRect();
    for (const { entry, wanted, top, whole } of places) {
      const opens = open.has(entry) && !whole;
      entry.whole = whole;
      setInMargin(entry, !whole && !opens);
      entry.note.style.top = `${opens ? intoView(entry, wanted, base) : top}px`;
    }
  };

  // In the text ------------------------------------------------------------------------------------------------------

  /**
   * The room of a note in its paragraph: after its mark, so that it comes below the mark's line.
   * @param {JiaozhuNote} entry
   */
  const roomOf = (entry) => {
    entry.room ??= page.element("span", { class: "jz-room", "aria-hidden": "true" });
    if (!entry.room.isConnected) entry.marks[0].after(entry.room);
    return entry.room;
  };

  /**
   * @param {JiaozhuNote} entry
   * @param {boolean} opens
   */
  const setInText = (entry, opens) => {
    if (!opens || entry.inTable) {
      entry.room?.remove();
      entry.room = null;
    }
    entry.whole = false;
    entry.note.classList.remove("jz-brief");
    if (entry.body) foldAway(entry.body, false);
    foldAway(entry.note, !opens);
    if (!opens) entry.note.style.cssText = "";
  };

  /**
   * Give each note its room, and put it there.
   * @param {JiaozhuNote[]} opened
   */
  const fillRooms = (opened) => {
    const rooms = opened.map(roomOf);
    for (const [at, { note }] of opened.entries()) note.style.width = `${rooms[at].offsetWidth}px`;
    const heights = opened.map(({ note }) => note.offsetHeight);
    for (const [at, room] of rooms.entries()) room.style.height = `${heights[at]}px`;
    const base = /** @type {HTMLElement} */ (article).getBoundingClientRect();
    const boxes = rooms.map((room) => room.getBoundingClientRect());
    for (const [at, { note }] of opened.entries()) {
      note.style.top = `${boxes[at].top - base.top}px`;
      note.style.left = `${boxes[at].left - base.left}px`;
    }
  };

  /** @param {Set<JiaozhuNote>} open */
  const inText = (open) => {
    for (const entry of entries) setInText(entry, open.has(entry));
    const opened = entries.filter((entry) => open.has(entry));
    fillRooms(opened.filter(({ inTable }) => !inTable));
    const base = /** @type {HTMLElement} */ (article).getBoundingClientRect();
    for (const entry of opened.filter(({ inTable }) => inTable)) {
      entry.note.style.top = `${lineOf(entry, base).bottom + EDGE}px`;
      entry.note.style.left = "0";
    }
  };

  // All --------------------------------------------------------------------------------------------------------------

  /**
   * Lay all notes out.
   * @param {Set<JiaozhuNote>} open Those that the reader has opened.
   * @param {boolean} [again] Whether anything but what is open may have changed.
   */
  const arrange = (open, again = true) => {
    const how = arrangement();
    const changed = root.dataset.jzArranged !== how;
    if (changed) {
      root.dataset.jzArranged = how;
      if (article) article.style.minHeight = "";
      if (how === "foot") noteList.toFoot();
      else noteList.toBlocks();
      entries.forEach(plain);
    }
    if (how === "margin" && (again || changed)) planMargin();
    if (how === "margin") inMargin(open);
    else if (how === "place") inText(open);
    return how;
  };

  /** @param {boolean} prints */
  const print = (prints) => {
    printing = prints;
  };

  window.jiaozhu.noteLayout = { arrange, print };
})();
