// The panel with the ways to send a contribution: the first that fits as a button, the others below it, and, when one was
// taken, what happens next.
(() => {
  "use strict";

  const { words, page, site, ways } = window.jiaozhu;
  const { element, say } = page;
  const SAVED = "data:text/plain;charset=utf-8,";

  /**
   * Put a text on the clipboard. Pages that did not come by https have none: then what is selected is copied.
   * @param {string} text
   */
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = element("textarea", { class: "jz-spoken", readonly: "", "aria-hidden": "true", tabindex: "-1" });
      area.value = text;
      (document.querySelector("dialog[open]") ?? document.body).append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };

  /**
   * Save a text as a file.
   * @param {string} name
   * @param {string} text
   */
  const save = (name, text) => element("a", { href: SAVED + encodeURIComponent(text), download: name }).click();

  class SendPanel {
    /** @param {JiaozhuSender} sender */
    constructor(sender) {
      this.sender = sender;
      this.first = element("a", { class: "jz-send jz-first" });
      this.row = element("div", { class: "jz-card-foot" }, this.first);
      this.list = element("ul", { class: "jz-ways-list" });
      const summary = element("summary", { text: words("Other ways to send it") });
      this.others = element("details", { class: "jz-ways" }, summary, this.list);
      this.hint = element("p", { class: "jz-size jz-about" });
      this.state = element("p", { class: "jz-size", role: "status" });
      const label = { role: "region", "aria-label": words("What happens next") };
      this.next = element("div", { class: "jz-next", tabindex: "-1", hidden: "", ...label });
      this.nodes = [this.row, this.hint, this.state, this.others, this.next];
    }

    /** @param {JiaozhuWay} way */
    showNext(way) {
      const steps = way.next(this.sender.items()).map((text) => element("li", { text }));
      const watch = way.watch();
      const link = element("a", { href: watch, target: "_blank", rel: "noopener", text: words("Follow it here") });
      this.next.replaceChildren(
        element("h3", { text: words("What happens next") }),
        element("ol", { class: "jz-steps" }, ...steps),
        ...(watch ? [element("p", { class: "jz-watch" }, link)] : []),
      );
      this.next.hidden = false;
      this.next.scrollIntoView({ block: "nearest" });
    }

    /**
     * Take a way: its page is opened by the link itself.
     * @param {JiaozhuWay} way
     * @param {Event} event
     */
    async go(way, event) {
      const { items, ready, author, sent } = this.sender;
      if (!ready()) {
        event.preventDefault();
        return;
      }
      const made = way.make(items(), author());
      if (!made.address) event.preventDefault();
      if (made.saved && made.file) save(made.file, made.saved);
      this.showNext(way);
      sent(way.name);
      say(this.state, await this.outcome(made));
    }

    /**
     * What has been done, beside opening a page.
     * @param {JiaozhuMade} made
     */
    async outcome({ address, pasted, text, saved, file }) {
      if (text && (pasted || !address)) {
        const copied = await copy(text);
        return copied ? words("Copied") : words("The browser does not allow copying: save it as a file instead");
      }
      return saved && file ? words("Saved: {name}", { name: file }) : "";
    }

    /**
     * A link or a button of a way, as it is now.
     * @param {HTMLAnchorElement} link
     * @param {JiaozhuWay} way
     */
    fit(link, way) {
      const { items, author } = this.sender;
      const { address = "", pasted = false } = way.make(items(), author());
      const label = way.label(items());
      link.textContent = address && pasted ? words("Copy it, and paste it: {label}", { label }) : label;
      link.dataset.way = way.name;
      link.href = address || "#";
      link.setAttribute("role", address ? "link" : "button");
      link.rel = "noopener";
      link.target = /^https?:/.test(address) ? "_blank" : "";
      link.onclick = (event) => {
        this.go(way, event);
      };
      link.onkeydown = (event) => {
        if (event.key !== " " || address) return;
        event.preventDefault();
        link.click();
      };
    }

    /** Offer what fits now. */
    update() {
      const items = this.sender.items();
      const [best, ...rest] = ways.WAYS.filter((way) => way.offered(items));
      this.row.hidden = this.others.hidden = this.hint.hidden = !best;
      if (!best) return;
      this.fit(this.first, best);
      const { newFile, newIssue, mail } = site.ways;
      const none = words("No address is set for this edition: save the file, and give it to {editor}.", site.ways);
      this.hint.textContent = newFile || newIssue || mail ? best.about(items) : none;
      const rows = rest.map((way) => {
        const link = element("a", { class: "jz-send" });
        this.fit(link, way);
        return element("li", {}, link, element("span", { class: "jz-size", text: way.about(items) }));
      });
      this.list.replaceChildren(...rows);
    }

    clear() {
      this.next.hidden = true;
      say(this.state, "");
    }
  }

  window.jiaozhu.send = { copy, save, makeSend: (sender) => new SendPanel(sender) };
})();
