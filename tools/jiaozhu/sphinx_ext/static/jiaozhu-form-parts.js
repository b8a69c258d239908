// What the form shows beside its controls: what is wrong, how it will look, and the ways to send the file.
(() => {
  "use strict";

  const { words, page, site, markup, preview, references } = window.jiaozhu;
  const { element, say } = page;
  const MOST_ADDRESS = 8000; // characters of an address that hosts take
  const GROUNDED = new RegExp(
    [...site.claims.roles.map((role) => `\\{${role}\\}\``), "https?:\\/\\/\\S", site.claims.unverified].join("|"),
  );

  // What is wrong ------------------------------------------------------------------------------------------------------

  /**
   * Tests of every contribution, of notes and of corrections; each that holds is reported.
   * @type {[(said: JiaozhuSaid) => unknown, string][]}
   */
  const NOTE_TESTS = [
    [({ body }) => !body.trim(), words("Write the text of the note")],
    [
      ({ body }) => body.trim() && !GROUNDED.test(body),
      words("A claim needs a source: {cite}, {ref}, an address, or “{open}”", { open: site.claims.unverified }),
    ],
  ];
  /** @type {[(said: JiaozhuSaid) => unknown, string][]} */
  const CORRECTION_TESTS = [
    [({ body }) => !body.trim(), words("Write what the correction rests on")],
    [({ place }) => !place, words("Fetching the text of the source")],
  ];
  /** @type {[(said: JiaozhuSaid) => unknown, string][]} */
  const CHANGE_TESTS = [
    [({ after, quote }) => after === quote, words("Write what to change it to")],
    [({ quote }) => quote.includes("\n"), words("A correction stays within one line: select less")],
    [({ reason }) => !reason.trim(), words("Write the reason")],
  ];
  /** @type {[(said: JiaozhuSaid) => unknown, string][]} */
  const SIGNATURE_TESTS = [
    [
      ({ correcting, author, after, reason }) => (correcting ? [author, after, reason] : [author]).some(markup.hides),
      words("There are characters that cannot be seen"),
    ],
    [({ author }) => !author.trim(), words("Sign it (a pen name will do)")],
  ];

  /**
   * What is wrong with a contribution, each once.
   * @param {JiaozhuSaid} said
   */
  const faults = (said) => {
    const { correcting, place } = said;
    const failing = (/** @type {typeof NOTE_TESTS} */ tests) =>
      tests.filter(([test]) => test(said)).map(([, text]) => text);
    const found = [
      ...markup.faults(said.body, references.known()),
      ...failing(correcting ? CORRECTION_TESTS : NOTE_TESTS),
      ...(correcting && place && "refused" in place ? [place.refused] : []),
      ...(correcting ? failing(CHANGE_TESTS) : []),
      ...failing(SIGNATURE_TESTS),
    ];
    return Array.from(new Set(found));
  };

  /**
   * Show a list in a live region: only what is new in it is set, and spoken.
   * @param {Element} node
   * @param {string[]} rows
   */
  const showList = (node, rows) => {
    for (const item of Array.from(node.children)) if (!rows.includes(item.textContent ?? "")) item.remove();
    for (const [at, text] of rows.entries()) {
      const here = node.children[at];
      if (here?.textContent !== text) node.insertBefore(element("li", { text }), here ?? null);
    }
    while (node.children.length > rows.length) node.lastChild?.remove();
  };

  // How it will look -----------------------------------------------------------------------------------------------------

  /** @param {JiaozhuSaid} said */
  const opening = ({ correcting, quote, after, reason, label }) =>
    correcting
      ? [element("del", { text: quote }), element("ins", { text: after }), words(" {reason}: ", { reason })]
      : [element("span", { class: "jz-card-kind", text: label }), words("{quote}: ", { quote })];

  /**
   * A contribution as the page will show it.
   * @param {JiaozhuSaid} said
   */
  const look = (said) => {
    const [first, ...rest] = preview.render(said.body, references.known());
    const line = element("p", {}, ...opening(said));
    if (first?.tagName !== "P") return first ? [line, first, ...rest] : [line];
    line.append(...first.childNodes);
    return [line, ...rest];
  };

  // Ways to send it ------------------------------------------------------------------------------------------------------

  /**
   * The host's page for a new file. One that takes no content is opened with the content on the clipboard.
   * @param {string} template The address with places for the file; empty if no host is known.
   * @param {string} path
   * @param {string} content
   */
  const hostAddress = (template, path, content) => {
    const cut = path.lastIndexOf("/") + 1;
    /** @type {Record<string, string>} */
    const values = {
      path: encodeURIComponent(path),
      folder: path.slice(0, cut),
      name: path.slice(cut),
      content: encodeURIComponent(content),
    };
    const address = template.replace(/@(path|folder|name|content)@/g, (_, name) => values[name]);
    const fits = address !== "" && address.length <= MOST_ADDRESS;
    return { address, fits, pasted: address !== "" && !template.includes("@content@") };
  };

  /** The links and buttons that take the file away, and what is said of them. */
  const makeWays = () => {
    const send = element("a", { class: "jz-send", target: "_blank", rel: "noopener" });
    const copy = element("button", { type: "button", text: words("Copy") });
    const save = element("a", { class: "jz-send", text: words("Save as a file") });
    const state = element("span", { role: "status" });
    const size = element("span");
    const where = element("li");
    const steps = element(
      "ol",
      { class: "jz-steps" },
      where,
      element("li", { text: words("Run jiaozhu check; there should be no problems") }),
      element("li", { text: words("Open a pull request; if you do not use git, send the file to the editors") }),
    );
    const foot = [
      element("p", { class: "jz-size jz-length" }, state, size),
      element("p", { class: "jz-card-foot" }, send, copy, save),
      steps,
    ];
    return { send, copy, save, state, size, where, steps, foot };
  };

  /**
   * @param {JiaozhuWays} ways
   * @param {JiaozhuOffered} file
   */
  const offerHost = ({ send, state, size, steps }, { template, path, content, wrong }) => {
    const { address, fits, pasted } = hostAddress(template, path, content);
    send.hidden = !fits || wrong;
    send.textContent = pasted ? words("Copy it and paste it on the host's page") : words("Submit on the host's page");
    send.dataset.pasted = pasted ? "1" : "";
    if (fits) send.href = address;
    const none = words("No host is set for this site: copy the file or save it, and submit it in these three steps.");
    const long = words("The file is too long: copy it or save it, and submit it in these three steps.");
    const why = address ? long : none;
    say(state, fits ? "" : why);
    const length = { length: address.length, most: MOST_ADDRESS };
    size.textContent = address ? words("Length of the address: {length} of {most}", length) : "";
    steps.hidden = fits;
  };

  /**
   * Offer a file, unless something is wrong with it.
   * @param {JiaozhuWays} ways
   * @param {JiaozhuOffered} file
   */
  const offer = (ways, file) => {
    const { copy, save, where } = ways;
    copy.textContent = words("Copy");
    copy.disabled = file.wrong;
    save.toggleAttribute("aria-disabled", file.wrong);
    if (file.wrong) save.removeAttribute("href");
    else save.href = `data:text/plain;charset=utf-8,${encodeURIComponent(file.content)}`;
    save.download = file.path.slice(file.path.lastIndexOf("/") + 1);
    where.textContent = words("Save the file as {path}", { path: file.path });
    offerHost(ways, file);
  };

  window.jiaozhu.formParts = { faults, showList, look, makeWays, offer, hostAddress };
})();
