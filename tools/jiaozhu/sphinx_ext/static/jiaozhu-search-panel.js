// One search as a reader meets it: its field, facets, count, advice and results. Queries and texts are text, never markup:
// everything is set with textContent. Query, facets and place are in the address.
(() => {
  "use strict";

  const { words, plural, page, search: engine, searchResults: results } = window.jiaozhu;
  const { element } = page;
  const PORTION = 40; // results shown at a time
  const PAUSE = 80; // milliseconds of quiet before a search as one types
  const MOST_SHOWN = 40; // characters of the query that the count repeats
  const MOST_SOUNDS = 8;
  const MOST_PLACE = 5000; // results among which the address may name one
  const PARAMETERS = ["q", "kind", "source", "year", "at"];

  const makeField = () =>
    element("input", {
      type: "text",
      inputmode: "search",
      enterkeyhint: "search",
      id: "jz-query",
      "aria-label": words("Search for"),
      placeholder: words("Text, source, notes, glossary, figures; pinyin too"),
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      maxlength: "10000",
    });

  /**
   * What was found, in a sentence.
   * @param {string} query
   * @param {JiaozhuHit[]} hits
   * @param {boolean} partly Whether not everything has been searched.
   */
  const countOf = (query, hits, partly) => {
    const shown = query.length > MOST_SHOWN ? `${query.slice(0, MOST_SHOWN)}…` : query;
    if (!hits.length) {
      if (partly) return words("“{query}”: nothing in the part that was searched.", { query: shown });
      return words("“{query}”: nothing found.", { query: shown });
    }
    const times = hits.reduce((sum, hit) => sum + hit.times, 0);
    const pages = new Set(hits.map((hit) => hit.record.page)).size;
    const values = {
      query: shown,
      places: plural("{n} place", "{n} places", times, { n: times }),
      passages: plural("{n} passage", "{n} passages", hits.length, { n: hits.length }),
      pages: plural("{n} page", "{n} pages", pages, { n: pages }),
    };
    if (partly) return words("“{query}”: at least {places}, in {passages} on {pages}.", values);
    return words("“{query}”: {places}, in {passages} on {pages}.", values);
  };

  class Panel {
    /**
     * @param {HTMLElement} host
     * @param {(() => void) | null} close What closes the dialog that the search is in.
     */
    constructor(host, close) {
      this.close = close;
      this.input = makeField();
      this.facets = element("div", { class: "jz-facets" });
      this.count = element("p", { id: "jz-count", role: "status", "aria-live": "polite" });
      this.advice = element("div", { class: "jz-advice" });
      this.list = element("ol", { id: "jz-results" });
      this.more = element("button", { type: "button", class: "jz-more", hidden: "" });
      this.form = element("form", { class: "jz-search-form", role: "search" }, this.input);
      if (close) {
        const button = element("button", { type: "button", class: "jz-close", text: words("Close") });
        button.addEventListener("click", close);
        this.form.append(button);
      }
      host.append(this.form, this.facets, this.count, this.advice, this.list, this.more);
      /** @type {JiaozhuChosen} */
      this.chosen = { kind: "", source: "", year: "" };
      this.turn = 0; // of several searches under way only the last is shown
      this.timer = 0;
      /** @type {{ result: JiaozhuResult, hits: JiaozhuHit[] } | null} What is shown: the hits that the facets leave. */
      this.state = null;
      this.shown = 0;
      this.query = "";
      this.listen(host);
    }

    /** @param {HTMLElement} host */
    listen(host) {
      const { form, input, more } = this;
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.submit();
      });
      input.addEventListener("input", (event) => {
        if (!(event instanceof InputEvent && event.isComposing)) this.runSoon(PAUSE);
      });
      input.addEventListener("compositionend", () => this.runSoon(0));
      input.addEventListener("keydown", (event) => {
        // Enter that only ends a composition sends nothing; some browsers mark it only by its code.
        if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
      });
      host.addEventListener("keydown", (event) => this.move(event));
      more.addEventListener("click", () => {
        const before = this.shown;
        this.showPortion();
        this.links()[before]?.focus();
      });
    }

    links() {
      return Array.from(this.list.querySelectorAll(/** @type {"a"} */ ("li > a")));
    }

    /** @param {number} pause */
    runSoon(pause) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.run(), pause);
    }

    /** Enter: go to the first result, or search at once if it is of another query. */
    submit() {
      const first = this.links()[0] ?? this.advice.querySelector("a");
      const settled = !this.timer && this.state && this.input.value.trim() === this.query;
      if (settled && first && this.close) first.click();
      else this.run();
    }

    /**
     * Search for what is in the field.
     * @param {{ whole?: boolean, quiet?: boolean, at?: number }} [options] Whether to search all of a large corpus, whether
     *   to leave the address as it is, and the result to go back to.
     */
    async run({ whole, quiet, at = -1 } = {}) {
      clearTimeout(this.timer);
      this.timer = 0;
      this.turn += 1;
      const mine = this.turn;
      const stale = () => mine !== this.turn;
      this.query = this.input.value.trim();
      if (!quiet) this.remember();
      if (!this.query) return this.clear();
      const { source, year } = this.chosen;
      await engine.find(this.query, { source, year, whole, stale }).then(
        (result) => {
          if (stale()) return;
          this.show(result);
          this.goBack(at);
        },
        (error) => {
          if (!stale()) this.showFailure(error.message);
        },
      );
    }

    /** @param {string} reason */
    showFailure(reason) {
      this.clear();
      this.count.textContent = words("The data of the search could not be loaded ({reason}); please try again.", {
        reason,
      });
    }

    clear() {
      this.state = null;
      for (const part of [this.facets, this.advice, this.list]) part.replaceChildren();
      this.count.textContent = "";
      this.more.hidden = true;
    }

    /** @param {JiaozhuResult} result */
    show(result) {
      const hits = result.hits.filter((hit) => results.fits(hit, this.chosen));
      this.state = { result, hits };
      this.facets.replaceChildren(
        ...results.facets(result.hits, this.chosen, (facet, value) => this.choose(facet, value)),
      );
      this.advice.replaceChildren(...this.adviceOn(result));
      this.showCount(result, hits);
      this.list.replaceChildren();
      this.shown = 0;
      this.showPortion();
    }

    /**
     * @param {JiaozhuFacet} facet
     * @param {string} value
     */
    choose(facet, value) {
      this.chosen[facet] = this.chosen[facet] === value ? "" : value;
      this.run();
    }

    /**
     * @param {JiaozhuResult} result
     * @param {JiaozhuHit[]} hits
     */
    showCount(result, hits) {
      const { searched, all, cut } = result;
      const partly = searched < all;
      const parts = [countOf(this.query, hits, partly)];
      if (cut) {
        const most = { n: engine.MOST_QUERY };
        parts.push(words(" The query is too long; only its first {n} characters count.", most));
      }
      if (partly) parts.push(words(" ({searched} of {all} parts searched)", { searched, all }));
      this.count.textContent = parts.join("");
      if (!partly) return;
      const rest = element("button", { type: "button", class: "jz-link", text: words("Search the rest") });
      rest.addEventListener("click", () => this.run({ whole: true }));
      this.count.append(rest);
    }

    /**
     * What sounds like the query; or, where nothing is found, what nearly does.
     * @param {JiaozhuResult} result
     */
    adviceOn(result) {
      const label = (/** @type {string} */ text) => element("span", { class: "jz-advice-label", text });
      if (result.sounds.length) {
        const links = result.sounds.slice(0, MOST_SOUNDS).map(([, number, anchor, text]) => {
          return element("a", { class: "jz-sound", href: results.address(number, anchor), text });
        });
        return [label(words("Sounds alike")), ...links];
      }
      const near = result.hits.length ? [] : engine.slips(this.query);
      if (!near.length) return [];
      const buttons = near.map(([, , , text]) => {
        const button = element("button", { type: "button", class: "jz-sound jz-slip", text });
        button.addEventListener("click", () => {
          this.input.value = text;
          this.input.focus();
          this.run();
        });
        return button;
      });
      return [label(words("Did you mean")), ...buttons];
    }

    showPortion() {
      if (!this.state) return;
      const { hits, result } = this.state;
      for (const [at, hit] of hits.slice(this.shown, this.shown + PORTION).entries()) {
        const number = this.shown + at;
        this.list.append(results.item(hit, result.words, (link) => this.follow(link, number)));
      }
      this.shown = Math.min(hits.length, this.shown + PORTION);
      const n = Math.min(PORTION, hits.length - this.shown);
      this.more.hidden = n <= 0;
      const values = { n, shown: this.shown, all: hits.length };
      this.more.textContent = words("Show {n} more ({shown} of {all} shown)", values);
    }

    /**
     * A result is followed; one on this same page only closes the dialog.
     * @param {HTMLAnchorElement} link
     * @param {number} number
     */
    follow(link, number) {
      this.remember(number);
      if (this.close && link.pathname === location.pathname && link.hostname === location.hostname) this.close();
    }

    /**
     * Put the search in the address.
     * @param {number} [at] The result that the reader goes to.
     */
    remember(at = -1) {
      const q = this.query.slice(0, engine.MOST_QUERY);
      const values = q ? { q, ...this.chosen, at: at >= 0 ? String(at) : "" } : {};
      page.setAddress((parameters) => {
        for (const name of PARAMETERS) parameters.delete(name);
        for (const [name, value] of Object.entries(values)) if (value) parameters.set(name, value);
      });
    }

    /** Take the search from the address. */
    recall() {
      const parameters = new URL(location.href).searchParams;
      const kind = parameters.get("kind") || "";
      this.input.value = parameters.get("q") || "";
      this.chosen.kind = Object.hasOwn(results.KINDS, kind) ? kind : "";
      this.chosen.source = (parameters.get("source") || "").slice(0, 200);
      this.chosen.year = (parameters.get("year") || "").slice(0, 20);
      const at = Number.parseInt(parameters.get("at") || "", 10);
      return this.run({ quiet: true, at: at >= 0 && at < MOST_PLACE ? at : -1 });
    }

    forget() {
      this.query = "";
      this.remember();
    }

    /**
     * Go back to the result from which the reader left.
     * @param {number} at Its number; -1 for none.
     */
    goBack(at) {
      if (at < 0) return;
      while (this.state && this.shown <= at && this.shown < this.state.hits.length) this.showPortion();
      const link = this.links()[at];
      link?.focus();
      link?.scrollIntoView({ block: "center" });
    }

    /**
     * The arrow keys go from the field through the advice and the results.
     * @param {KeyboardEvent} event
     */
    move(event) {
      const step = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1 })[event.key];
      if (!step || event.isComposing) return;
      if (this.timer) {
        // The results of what was typed last have yet to come, and would take the focus away.
        event.preventDefault();
        this.run().then(() => this.step(step));
      } else if (this.step(step)) event.preventDefault();
    }

    /** @param {number} step */
    step(step) {
      /** @type {HTMLElement[]} */
      const stops = [this.input, ...this.advice.querySelectorAll(/** @type {"a"} */ ("a, button")), ...this.links()];
      if (!this.more.hidden) stops.push(this.more);
      const next = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement)) + step;
      if (next < 0 || next >= stops.length) return false;
      stops[next].focus();
      return true;
    }
  }

  window.jiaozhu.searchPanel = (host, close) => new Panel(host, close);
})();
