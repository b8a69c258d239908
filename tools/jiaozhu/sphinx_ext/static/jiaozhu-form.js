// The form for a note or a correction of what is selected: one file, well formed and holding to just those words. Nothing is
// sent anywhere; the host's own page for a new file is opened, filled in, or the text is copied or saved.
(() => {
  "use strict";

  const { words, page, site, selection, source, files, references, newWork, formFields, formParts } = window.jiaozhu;
  const { element, say } = page;
  const CONTEXT = 20; // UTF-16 units on either side of the quote
  const holder = document.getElementById("jz-data");
  if (!holder) return;
  /** @type {JiaozhuPageData} */
  const data = JSON.parse(holder.textContent ?? "{}");
  /** @type {JiaozhuLines | null} */
  let lines = null;
  /** @type {Form | null} */
  let shown = null;

  /** @param {JiaozhuTarget} target */
  const placeOf = (target) => `${data.source}/${data.text}#${target.block}`;

  /**
   * What was written and not yet sent: on another quote it goes on, unless it has been taken away as a file.
   * @param {JiaozhuTarget} target
   * @returns {Partial<JiaozhuDraft>}
   */
  const draftFor = (target) => {
    /** @type {Partial<JiaozhuDraft>} */
    let found = {};
    try {
      found = JSON.parse(page.kept("draft")) || {};
    } catch {
      // No draft is kept.
    }
    if (found.quote === target.quote && found.place === placeOf(target)) return found;
    return found.taken ? {} : { body: found.body, works: found.works };
  };

  class Form {
    /** @param {JiaozhuTarget} target */
    constructor(target) {
      const selected = getSelection();
      this.chosen = selected?.rangeCount ? selected.getRangeAt(0).cloneRange() : null;
      this.from = document.activeElement;
      this.target = target;
      this.ids = { note: files.fresh("n"), correction: files.fresh("e") };
      const kept = draftFor(target);
      references.begin(kept.works ?? []);
      this.fields = formFields.makeFields(target, kept);
      this.ways = formParts.makeWays();
      this.faults = element("ul", { class: "jz-faults", "aria-live": "polite" });
      const look = { class: "jz-look", role: "region", tabindex: "0", "aria-label": words("As the page will show it") };
      this.look = element("div", look);
      this.preview = element("pre", { tabindex: "0", "aria-label": words("The file to submit") });
      this.file = element(
        "details",
        { class: "jz-file" },
        element("summary", { text: words("The file to submit") }),
        this.preview,
      );
      this.heading = element("h2", { id: "jz-compose-title" });
      this.dialog = this.makeDialog();
      this.listen();
    }

    /** The quote with a little of what is around it. */
    context() {
      const { block, start, quote } = this.target;
      const node = document.getElementById(block);
      const text = node ? selection.reading(node) : quote;
      return element(
        "blockquote",
        {},
        selection.before(text, start, CONTEXT),
        element("mark", { text: quote }),
        selection.after(text, start + quote.length, CONTEXT),
      );
    }

    makeDialog() {
      const { kind, change, label, body, author } = this.fields;
      const close = element("button", { type: "button", class: "jz-close", text: words("Close") });
      close.addEventListener("click", () => this.dialog.close());
      return element(
        "dialog",
        { class: "jz-dialog jz-compose", "aria-labelledby": "jz-compose-title" },
        element("div", { class: "jz-compose-head" }, this.heading, close),
        this.context(),
        page.field(words("Type"), kind),
        change,
        element("p", {}, label, body),
        references.finder(body),
        newWork(body),
        page.field(words("Signed"), author),
        this.faults,
        element("p", { class: "jz-card-kind", text: words("As the page will show it") }),
        this.look,
        this.file,
        ...this.ways.foot,
      );
    }

    listen() {
      const { kind, after, reason, cert, body, author } = this.fields;
      const { copy, save, send } = this.ways;
      for (const control of [kind, after, reason, cert, body, author]) {
        control.addEventListener("input", () => {
          this.show();
          this.keep(false);
        });
      }
      copy.addEventListener("click", () => {
        this.keep(true);
        this.copy();
      });
      save.addEventListener("click", () => this.keep(true));
      send.addEventListener("click", () => {
        if (send.dataset.pasted) this.copy();
        page.keep("draft", "");
      });
      this.dialog.addEventListener("close", () => this.giveBack());
    }

    /**
     * What the form has now.
     * @returns {JiaozhuSaid}
     */
    said() {
      const { kind, after, reason, cert, body, author } = this.fields;
      const correcting = kind.value === formFields.CORRECTION;
      const { block, start, quote } = this.target;
      return {
        correcting,
        kind: kind.value,
        label: formFields.noteLabel(kind.value),
        quote,
        after: after.value,
        reason: reason.value,
        cert: cert.value,
        author: author.value,
        body: correcting ? body.value.trim().replace(/\s+/g, " ") : body.value, // a basis is one paragraph
        place: correcting && lines ? source.origin(lines, block, start, start + quote.length) : null,
      };
    }

    /**
     * The file; empty where a place cannot be corrected.
     * @param {JiaozhuSaid} said
     */
    content({ correcting, kind, quote, after, reason, cert, body, place, author }) {
      const cited = references.brought().filter(({ key }) => body.includes(key));
      const signed = { author: author.trim() || words("Anonymous"), works: cited };
      if (!correcting) return files.note(this.target, data.text, { kind, body, ...signed });
      if (!place || "refused" in place) return "";
      const id = this.ids.correction;
      return files.correction(place, quote, { id, after, reason: reason.trim(), basis: body, cert, ...signed });
    }

    /** @param {boolean} correcting */
    showLabels(correcting) {
      const { change, label, body } = this.fields;
      const line = this.target.block.replace(/^l0*/, "");
      change.hidden = !correcting;
      label.textContent = correcting ? words("Basis (how the error is known)") : words("Body");
      body.placeholder = correcting
        ? words("The same page has … elsewhere; or by some book {cite}`…`")
        : words("One to four sentences. A claim needs a source, or “{open}”.", { open: site.claims.unverified });
      this.heading.textContent = correcting
        ? words("Correction, line {line}", { line })
        : words("Note, line {line}", { line });
    }

    /** Get the lines of the source, which only a correction needs. */
    async loadLines() {
      try {
        await page.load(`${page.root()}_static/jiaozhu/${data.lines}`);
        this.show();
      } catch {
        say(this.ways.state, words("The text of the source could not be loaded; please try again later"));
      }
    }

    show() {
      const said = this.said();
      const { correcting } = said;
      if (correcting && !lines) this.loadLines();
      const wrong = formParts.faults(said);
      const content = this.content(said);
      const path = correcting ? `${data.emendations}${this.ids.correction}.yaml` : `${data.notes}${this.ids.note}.md`;
      this.showLabels(correcting);
      formParts.showList(this.faults, wrong);
      this.look.replaceChildren(...formParts.look(said));
      this.preview.textContent = content;
      formParts.offer(this.ways, { template: data.create || "", path, content, wrong: wrong.length > 0 });
    }

    /** @param {boolean} taken Whether the file has been taken away. */
    keep(taken) {
      const { kind, after, reason, cert, body, author } = this.fields;
      /** @type {JiaozhuDraft} */
      const draft = {
        place: placeOf(this.target),
        quote: this.target.quote,
        kind: kind.value,
        after: after.value,
        reason: reason.value,
        cert: cert.value,
        body: body.value,
        works: references.brought(),
        taken,
      };
      page.keep("draft", JSON.stringify(draft));
      page.keep("author", author.value);
    }

    async copy() {
      try {
        await navigator.clipboard.writeText(this.preview.textContent ?? "");
        this.ways.copy.textContent = words("Copied");
        say(this.ways.state, words("Copied"));
      } catch {
        // Pages that did not come by https have no clipboard.
        this.file.open = true;
        getSelection()?.selectAllChildren(this.preview);
        say(this.ways.state, words("The browser does not allow copying: the file is selected, press Ctrl+C"));
      }
    }

    open() {
      document.body.append(this.dialog);
      references.load().then(
        () => this.show(),
        () => {}, // without the data nothing is looked up, and the check will report it
      );
      this.show();
      this.keep(false);
      this.dialog.showModal();
      this.fields.body.focus();
    }

    /** Back to the quote: what was selected is selected again, and the next key goes on from there. */
    giveBack() {
      const { chosen, from } = this;
      if (!chosen) return;
      const block = document.getElementById(this.target.block);
      if ((from === document.body || from?.classList.contains("jz-add")) && block) {
        block.tabIndex = -1;
        block.focus({ preventScroll: true });
        block.addEventListener("blur", () => block.removeAttribute("tabindex"), { once: true });
      }
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(chosen);
    }
  }

  window.jiaozhu.form = {
    /** Called by the script of data. */
    lines: (all) => {
      lines = all;
    },
    open: (target) => {
      shown?.dialog.remove();
      shown = new Form(target);
      shown.open();
    },
    isOpen: () => Boolean(shown?.dialog.open),
  };
})();
