// The form for a note, a correction or a glossary entry on what is selected: one file, well formed and holding to just those
// words. Nothing is sent anywhere: see jiaozhu-send.js. Nothing is called wrong before it has been written or is to be sent.
(() => {
  "use strict";

  const { words, page, site, selection, source, files, references, newWork } = window.jiaozhu;
  const { formFields, formItem, formParts, basket, send } = window.jiaozhu;
  const { element } = page;
  const CONTEXT = 20; // UTF-16 units on either side of the quote
  const holder = document.getElementById("jz-data");
  if (!holder) return;
  /** @type {JiaozhuPageData} */
  const data = JSON.parse(holder.textContent ?? "{}");
  /** @type {JiaozhuLines | null} */
  let lines = null;
  /** @type {JiaozhuHeld[] | null} */
  let held = null;
  /** @type {Form | null} */
  let shown = null;

  /** @param {JiaozhuTarget} target */
  const placeOf = (target) => `${data.source}/${data.text}#${target.block}`;

  /** The way from the root of the site to this page. */
  const address = () => location.pathname.slice(new URL(page.root(), location.href).pathname.length);

  class Form {
    /**
     * @param {JiaozhuTarget} target
     * @param {JiaozhuItem | null} item What of the basket is to be changed.
     */
    constructor(target, item) {
      const selected = getSelection();
      this.chosen = !item && selected?.rangeCount ? selected.getRangeAt(0).cloneRange() : null;
      this.from = document.activeElement;
      this.target = target;
      this.item = item;
      this.id = item?.id ?? files.fresh("c");
      const kept = item?.draft ?? formItem.unsent(placeOf(target), target.quote);
      references.begin(kept.works ?? []);
      this.fields = formFields.makeFields(target, kept);
      /** @type {Set<string>} Controls that were written in, and left: what is wrong with them is said. */
      this.left = new Set();
      this.asked = false; // whether it was to be sent
      this.pressed = false;
      this.faults = element("ul", { class: "jz-faults", id: "jz-faults", "aria-live": "polite" });
      this.ask = formParts.makeAsk(this.fields.body, () => this.findSource());
      this.query = element("button", {
        type: "button",
        class: "jz-as-query",
        text: words("Write it as a query instead"),
        hidden: "",
      });
      const look = { class: "jz-look", role: "region", tabindex: "0", "aria-label": words("As the page will show it") };
      this.look = element("div", look);
      this.preview = element("pre", { tabindex: "0", "aria-label": words("The file to submit") });
      const summary = element("summary", { text: words("Cite a work, link a term") });
      const { body } = this.fields;
      this.sources = element("details", { class: "jz-sources" }, summary, references.finder(body), newWork(body));
      this.collect = element("button", { type: "button", class: "jz-collect" });
      this.panel = send.makeSend({
        items: () => [this.made()],
        ready: () => this.isReady(),
        author: () => ({ name: this.fields.author.value.trim(), mail: page.kept("mail") }),
        sent: () => this.keep(true),
      });
      this.panel.row.append(this.collect);
      this.heading = element("h2", { id: "jz-compose-title" });
      this.dialog = this.makeDialog();
      this.listen();
    }

    /** Where works and terms are looked up. */
    findSource() {
      this.sources.open = true;
      document.getElementById("jz-find")?.focus();
    }

    /** The quote with a little of what is around it. */
    context() {
      const { start, quote } = this.target;
      const text = this.reading();
      return element(
        "blockquote",
        {},
        selection.before(text, start, CONTEXT),
        element("mark", { text: quote }),
        selection.after(text, start + quote.length, CONTEXT),
      );
    }

    /** What the block reads that the quote is in. */
    reading(block = this.target.block) {
      const node = document.getElementById(block);
      return node ? selection.reading(node) : this.target.quote;
    }

    makeDialog() {
      const { kind, change, entry, label, body, author } = this.fields;
      const close = element("button", { type: "button", class: "jz-close", text: words("Close") });
      close.addEventListener("click", () => this.dialog.close());
      const file = element("summary", { text: words("The file to submit") });
      return element(
        "dialog",
        { class: "jz-dialog jz-compose", "aria-labelledby": "jz-compose-title" },
        element("div", { class: "jz-compose-head" }, this.heading, close),
        this.context(),
        page.field(words("Type"), kind),
        change,
        entry,
        element("p", {}, label, body),
        this.ask,
        this.sources,
        page.field(words("Signed"), author),
        element("p", { class: "jz-card-kind", text: words("As the page will show it") }),
        this.look,
        this.faults,
        this.query,
        ...this.panel.nodes,
        element("details", { class: "jz-file" }, file, this.preview),
      );
    }

    /** Its controls by their names. */
    controls() {
      const { kind, after, reason, cert, headword, pinyin, gloss, termKind, body, author } = this.fields;
      return { kind, after, reason, cert, headword, pinyin, gloss, termKind, body, author };
    }

    listen() {
      /** @type {Set<string>} */
      const written = new Set();
      for (const [name, control] of Object.entries(this.controls())) {
        control.addEventListener("input", () => {
          written.add(name);
          this.show();
          this.keep(false);
        });
        control.addEventListener("blur", () => {
          if (!written.has(name)) return;
          this.left.add(name);
          this.showSoon();
        });
      }
      this.fields.kind.addEventListener("change", () => this.left.clear());
      this.collect.addEventListener("click", () => this.put());
      this.query.addEventListener("click", () => this.asQuery());
      this.dialog.addEventListener("close", () => this.giveBack());
      this.dialog.addEventListener("pointerdown", () => {
        this.pressed = true;
        const released = () => {
          this.pressed = false;
        };
        document.addEventListener("pointerup", released, { once: true });
        document.addEventListener("pointercancel", released, { once: true });
      });
    }

    /** Show what is wrong with what was left; while a button is pressed nothing moves under the finger. */
    showSoon() {
      if (!this.pressed) {
        this.show();
        return;
      }
      const later = () => setTimeout(() => this.show(), 0); // when the press has done what it does
      document.addEventListener("pointerup", later, { once: true });
      document.addEventListener("pointercancel", later, { once: true });
    }

    /** @returns {JiaozhuWhat} */
    what() {
      const { value } = this.fields.kind;
      if (value === formFields.CORRECTION) return "correction";
      return value === formFields.TERM ? "term" : "note";
    }

    /**
     * What the form has now.
     * @returns {JiaozhuSaid}
     */
    said() {
      const { kind, after, reason, cert, headword, pinyin, gloss, termKind, body, author } = this.fields;
      const what = this.what();
      const { block, start, quote } = this.target;
      const ready = what === "correction" && lines && held;
      return {
        id: this.id,
        what,
        kind: kind.value,
        label: formFields.noteLabel(kind.value),
        source: data.source,
        text: data.text,
        target: this.target,
        quote,
        reading: this.reading(),
        readings: (other) => this.reading(other),
        held: held ?? [],
        after: after.value,
        reason: reason.value,
        cert: cert.value,
        headword: headword.value,
        pinyin: pinyin.value,
        gloss: gloss.value,
        termKind: termKind.value,
        author: author.value,
        body: what === "correction" ? body.value.trim().replace(/\s+/g, " ") : body.value, // a basis is one paragraph
        place: ready && lines ? source.origin(lines, block, start, start + quote.length) : null,
      };
    }

    /** What is written, as the basket keeps it. */
    made() {
      return formItem.make(this.said(), this.draft(false), { title: data.title, address: address() });
    }

    /** @param {JiaozhuWhat} what */
    showLabels(what) {
      const { change, entry, label, body } = this.fields;
      const line = this.target.block.replace(/^l0*/, "");
      const open = site.claims.unverified;
      change.hidden = what !== "correction";
      entry.hidden = what !== "term";
      const texts = {
        note: [words("Body"), words("Note, line {line}", { line })],
        correction: [words("Basis (how the error is known)"), words("Correction, line {line}", { line })],
        term: [words("Definition"), words("Glossary entry, line {line}", { line })],
      };
      [label.textContent, this.heading.textContent] = texts[what];
      body.placeholder =
        what === "correction"
          ? words("The same page has … elsewhere; or by some book {cite}`…`")
          : words("One to four sentences. Its source can be found later: “{open}”.", { open });
      this.collect.textContent = this.item ? words("Keep the change") : words("Collect, and read on");
    }

    /** Get the lines of the source and what holds to them, which only a correction needs. */
    async loadLines() {
      try {
        const folder = `${page.root()}_static/jiaozhu/`;
        await Promise.all([page.load(folder + data.lines), page.load(folder + data.held)]);
        this.show();
      } catch {
        formParts.showList(this.faults, [words("The text of the source could not be loaded; please try again later")]);
      }
    }

    /**
     * What is wrong and is to be said now.
     * @param {JiaozhuFault[]} all
     */
    due(all) {
      return all.filter(({ control, always, waits }) => this.asked || always || (!waits && this.left.has(control)));
    }

    show() {
      const said = this.said();
      if (said.what === "correction" && !(lines && held)) this.loadLines();
      this.showLabels(said.what);
      const due = this.due(formParts.faults(said));
      formParts.showList(
        this.faults,
        due.map(({ text }) => text),
      );
      for (const [name, control] of Object.entries(this.controls())) {
        const wrong = due.some((fault) => fault.control === name && !fault.waits);
        if (wrong) control.setAttribute("aria-invalid", "true");
        else control.removeAttribute("aria-invalid");
        if (wrong) control.setAttribute("aria-describedby", this.faults.id);
        else control.removeAttribute("aria-describedby");
      }
      this.query.hidden = !due.some(({ query }) => query);
      this.ask.hidden = formParts.grounded(said) || !(this.asked || this.left.has("body"));
      this.look.replaceChildren(...formParts.look(said));
      this.preview.textContent = formItem.content(said);
      this.panel.update();
    }

    /** Whether it can go out: if not, everything that is wrong is said, and the first of it has the focus. */
    isReady() {
      this.asked = true;
      this.show();
      const said = this.said();
      const [fault] = formParts.faults(said);
      if (fault) {
        const control = this.controls()[fault.control];
        if (!fault.waits) control.focus();
        return false;
      }
      if (formParts.grounded(said)) return true;
      this.ask.querySelector("button")?.focus();
      return false;
    }

    /** Into the basket, and back to the text. */
    put() {
      if (!this.isReady()) return;
      if (!basket.put(this.made())) {
        formParts.showList(this.faults, [words("The basket is full: send what is in it first")]);
        return;
      }
      page.keep("draft", "");
      this.dialog.close();
    }

    /** A correction that would harm other files, or that has no place, as a query that says the same. */
    asQuery() {
      const { kind, body } = this.fields;
      const query = formItem.query(this.said());
      body.value = query.body;
      kind.value = query.kind;
      this.left.clear();
      this.asked = false;
      this.show();
      this.keep(false);
      body.focus();
    }

    /**
     * @param {boolean} taken Whether the file has been taken away.
     * @returns {JiaozhuDraft}
     */
    draft(taken) {
      const { kind, after, reason, cert, headword, pinyin, gloss, termKind, body, author } = this.fields;
      return {
        place: placeOf(this.target),
        quote: this.target.quote,
        kind: kind.value,
        after: after.value,
        reason: reason.value,
        cert: cert.value,
        headword: headword.value,
        pinyin: pinyin.value,
        gloss: gloss.value,
        termKind: termKind.value,
        body: body.value,
        author: author.value,
        works: references.brought(),
        taken,
      };
    }

    /** @param {boolean} taken */
    keep(taken) {
      page.keep("author", this.fields.author.value);
      if (!this.item) page.keep("draft", JSON.stringify(this.draft(taken)));
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
      window.jiaozhu.basketPanel?.show();
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
    /** Called by the scripts of data. */
    lines: (all) => {
      lines = all;
    },
    held: (all) => {
      held = all;
    },
    open: (target, item = null) => {
      shown?.dialog.remove();
      shown = new Form(target, item);
      shown.open();
    },
    isOpen: () => Boolean(shown?.dialog.open),
  };
})();
