// One search as a reader meets it: its field, answers, hits by page, what is near, facets. Queries and texts are text, never
// markup: everything is set with textContent. On the page of the search, query, facets and place are in the address; a
// dialog leaves the address alone, and keeps them for the tab.
(() => {
  "use strict";

  const {
    words,
    plural,
    page,
    search: engine,
    searchData: data,
    searchFacets: facets,
    searchHits,
    searchLists: lists,
  } = window.jiaozhu;
  const { countOf, memory, recalled } = window.jiaozhu.searchState;
  const { element } = page;
  const PORTION = 40; // results shown at a time
  const OF_A_PAGE = 5; // results of one page that are shown at first
  const PAUSE = 80; // milliseconds of quiet before a search as one types
  const SLOW = 200; // milliseconds after which a search says that it is under way

  class Panel {
    /**
     * @param {HTMLElement} host
     * @param {(() => void) | null} close What closes the dialog that the search is in.
     */
    constructor(host, close) {
      this.close = close;
      this.input = lists.field();
      this.count = element("p", { id: "jz-count", role: "status", "aria-live": "polite" });
      this.answers = element("div", { class: "jz-answers" });
      this.advice = element("div", { class: "jz-advice" });
      this.list = element("ol", { id: "jz-results" });
      this.more = element("button", { type: "button", class: "jz-more", hidden: "" });
      this.near = element("section", { class: "jz-near", hidden: "" });
      this.facets = element("div", { class: "jz-facets" });
      this.form = element("form", { class: "jz-search-form", role: "search" }, this.input);
      if (close) {
        const button = element("button", { type: "button", class: "jz-close", text: words("Close") });
        button.addEventListener("click", close);
        this.form.append(button);
      }
      const found = element(
        "div",
        { class: "jz-searched" },
        this.answers,
        this.advice,
        this.list,
        this.more,
        this.near,
      );
      const body = element("div", { class: "jz-search-body" }, found, this.facets);
      this.rest = element("p", { class: "jz-unsearched", text: lists.unsearched() });
      host.append(this.form, this.count, body, this.rest);
      /** @type {JiaozhuChosen} */
      this.chosen = { kind: "", source: "", year: "" };
      this.turn = 0; // of several searches under way only the last is shown
      this.timer = 0;
      /** @type {{ result: JiaozhuResult, hits: JiaozhuHit[], pages: JiaozhuHit[][], names: Map<string, number> } | null} */
      this.state = null;
      this.shown = 0; // pages
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
        const before = this.links().length;
        this.showPortion();
        this.links()[before]?.focus();
      });
    }

    links() {
      return Array.from(this.list.querySelectorAll(/** @type {"a"} */ (".jz-hit > a")));
    }

    /** @param {number} pause */
    runSoon(pause) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.run(), pause);
    }

    /** Enter: go to the first result, or search at once if it is of another query. */
    submit() {
      const first = [this.answers, this.advice, this.list, this.near]
        .map((part) => part.querySelector("a"))
        .find((link) => link);
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
      const saying = setTimeout(() => !stale() && this.sayLoading(), SLOW);
      try {
        await this.find(whole ?? false, at, stale, () => clearTimeout(saying));
      } catch (error) {
        if (!stale()) this.showFailure(error instanceof Error ? error.message : String(error));
      }
      clearTimeout(saying);
    }

    /**
     * @param {boolean} whole
     * @param {number} at
     * @param {() => boolean} stale
     * @param {() => void} found Called when there is something to show.
     */
    async find(whole, at, stale, found) {
      const result = await engine.find(this.query, { ...this.chosen, whole, stale });
      if (stale()) return;
      found();
      this.show(result);
      await this.showNear(result, stale);
      if (stale()) return;
      this.showFacets(result);
      this.goBack(at);
    }

    /** A slow first load says so, with how much of it has come. */
    sayLoading() {
      const { loaded, all } = data.progress();
      this.count.textContent = all
        ? words("Loading what is searched ({loaded} of {all} parts)…", {
            loaded,
            all,
          })
        : words("Loading what is searched…");
      const mine = this.turn;
      if (loaded < all || !all) setTimeout(() => mine === this.turn && this.isLoading() && this.sayLoading(), SLOW);
    }

    isLoading() {
      return !this.state || this.state.result.query !== this.query;
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
      for (const part of [this.facets, this.answers, this.advice, this.list, this.near]) part.replaceChildren();
      this.count.textContent = "";
      this.more.hidden = true;
      this.near.hidden = true;
      this.rest.hidden = false;
    }

    /** @param {JiaozhuResult} result */
    show(result) {
      const hits = result.hits.filter((hit) => facets.fits(hit, this.chosen));
      this.state = {
        result,
        hits,
        pages: searchHits.byPage(hits, result.term),
        names: new Map(),
      };
      this.facets.replaceChildren();
      this.rest.hidden = true;
      this.answers.replaceChildren(...lists.answers(result, this.names(), this.followed));
      this.advice.replaceChildren(...lists.advice(result, this.ask));
      this.showCount(result, hits);
      this.list.replaceChildren();
      this.near.replaceChildren();
      this.near.hidden = true;
      this.shown = 0;
      this.showPortion();
    }

    /**
     * What is below the hits comes last: nothing that a reader sees is moved by what is still to come.
     * @param {JiaozhuResult} result
     */
    showFacets(result) {
      const choose = (/** @type {JiaozhuFacet} */ facet, /** @type {string} */ value) => this.choose(facet, value);
      this.facets.replaceChildren(...facets.facets(result, this.chosen, choose));
      this.rest.hidden = false;
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
      const parts = [countOf(result, hits)];
      if (result.failure) {
        const reason = { reason: result.failure };
        parts.unshift(words("The search service does not answer ({reason}); searched on this machine. ", reason));
      }
      if (cut) {
        const most = { n: engine.MOST_QUERY };
        parts.push(words(" The query is too long; only its first {n} characters count.", most));
      }
      if (partly) parts.push(words(" ({searched} of {all} parts searched)", { searched, all }));
      this.count.textContent = parts.join("");
      if (!partly) return;
      const rest = element("button", {
        type: "button",
        class: "jz-link",
        text: words("Search the rest"),
      });
      rest.addEventListener("click", () => this.run({ whole: true }));
      this.count.append(rest);
    }

    names() {
      return this.state?.names ?? new Map();
    }

    /**
     * @param {JiaozhuHit} hit
     * @param {HTMLAnchorElement} link
     */
    followed = (link, hit) => this.follow(link, hit);

    /**
     * Search for other words, as advised.
     * @param {string} query
     */
    ask = (query) => {
      this.input.value = query;
      this.input.focus();
      this.run();
    };

    /**
     * What is near a query that is hardly found, by itself and under a heading of its own.
     * @param {JiaozhuResult} result
     * @param {() => boolean} stale
     */
    async showNear(result, stale) {
      const show = (/** @type {HTMLElement[]} */ nodes) => {
        this.near.replaceChildren(...nodes);
        this.near.hidden = !nodes.length;
      };
      try {
        const near = (await engine.near(this.query, result)).filter((hit) => facets.fits(hit, this.chosen));
        if (!stale() && near.length) show(lists.near(near, result, this.names(), this.followed));
      } catch {
        if (!stale()) show([element("p", { text: words("What is similar could not be loaded; please try again.") })]);
      }
    }

    showPortion() {
      if (!this.state) return;
      const { pages, result } = this.state;
      let room = PORTION;
      while (this.shown < pages.length && room > 0) {
        const hits = pages[this.shown];
        const most = pages.length === 1 ? PORTION : OF_A_PAGE;
        this.list.append(lists.page(hits, result.words, most, this.names(), this.followed));
        room -= Math.min(hits.length, most);
        this.shown += 1;
      }
      const left = pages.length - this.shown;
      this.more.hidden = left <= 0;
      this.more.textContent = plural("Show {n} more page", "Show {n} more pages", left, { n: left });
    }

    /**
     * A result is followed; one on this same page only closes the dialog.
     * @param {HTMLAnchorElement} link
     * @param {JiaozhuHit} hit
     */
    follow(link, hit) {
      this.remember(this.state?.hits.indexOf(hit) ?? -1);
      const isHere = link.pathname === location.pathname && link.hostname === location.hostname;
      if (this.close && isHere) {
        this.close();
        window.jiaozhu.searchArrival.arrive(new URL(link.href));
      }
    }

    /**
     * Keep the search: in the address of its own page, else for the tab.
     * @param {number} [at] The result that the reader goes to.
     */
    remember(at = -1) {
      const q = this.query.slice(0, engine.MOST_QUERY);
      const values = q ? { q, ...this.chosen, at: at >= 0 ? String(at) : "" } : {};
      memory(Boolean(this.close)).write(values);
    }

    /** Take the search from where it is kept. */
    recall() {
      const { query, chosen, at } = recalled(Boolean(this.close));
      this.input.value = this.input.value || query;
      this.chosen = chosen;
      return this.run({ quiet: true, at });
    }

    /**
     * Go back to the result from which the reader left.
     * @param {number} at Its number; -1 for none.
     */
    goBack(at) {
      const hit = this.state?.hits[at];
      if (!this.state || !hit) return;
      const number = this.state.pages.findIndex((hits) => hits.includes(hit));
      while (this.shown <= number) this.showPortion();
      const node = this.list.children[number];
      const place = this.state.pages[number].indexOf(hit);
      if (place >= node.querySelectorAll(".jz-hit").length) {
        node.querySelector(/** @type {"button"} */ (".jz-more-here"))?.click();
      }
      const link = node.querySelectorAll(/** @type {"a"} */ (".jz-hit > a"))[place];
      link?.focus();
      link?.scrollIntoView({ block: "center" });
    }

    /**
     * The arrow keys go from the field through the answers, the advice and the results.
     * @param {KeyboardEvent} event
     */
    move(event) {
      const step = /** @type {Record<string, number>} */ ({
        ArrowDown: 1,
        ArrowUp: -1,
      })[event.key];
      if (!step || event.isComposing) return;
      if (this.timer) {
        // The results of what was typed last have yet to come, and would take the focus away.
        event.preventDefault();
        this.run().then(() => this.step(step));
      } else if (this.step(step)) event.preventDefault();
    }

    /** @param {number} step */
    step(step) {
      const parts = [this.answers, this.advice, this.list, this.more, this.near];
      const inside = parts.flatMap((part) =>
        part === this.more ? [this.more] : Array.from(part.querySelectorAll(/** @type {"button"} */ ("a, button"))),
      );
      /** @type {HTMLElement[]} */
      const stops = [this.input, ...inside.filter((stop) => !stop.hidden)];
      const next = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement)) + step;
      if (next < 0 || next >= stops.length) return false;
      stops[next].focus();
      return true;
    }
  }

  window.jiaozhu.searchPanel = (host, close) => new Panel(host, close);
})();
