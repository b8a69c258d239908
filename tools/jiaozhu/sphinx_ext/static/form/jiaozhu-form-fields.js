// The form's controls: the kind, the change, the entry, the body and the signature, as an earlier draft left them.
(() => {
  "use strict";

  const { words, page, site } = window.jiaozhu;
  const { element, field, choice } = page;
  /** The kinds of contribution that are not notes. */
  const CORRECTION = "correction";
  const TERM = "term";
  /** How sure a correction is; the values are those of the corpus's files. */
  const CERTAINTIES = /** @type {[string, string][]} */ ([
    ["high", words("Certain")],
    ["medium", words("Probable")],
    ["low", words("Doubtful")],
  ]);
  /** Usual reasons of a correction, offered while one writes. */
  const REASONS = [
    words("similar shape"),
    words("similar sound"),
    words("omission"),
    words("surplus"),
    words("transposition"),
    words("misrecognised"),
  ];
  /** Controls whose text is written by hand; each has its own key in a draft. */
  const WRITTEN = /** @type {const} */ (["after", "reason", "headword", "pinyin", "gloss", "body"]);

  /** @returns {[string, string][]} */
  const kinds = () => {
    const notes = site.noteKinds.filter(({ option }) => option);
    return [
      ...notes.map(({ value, option }) => /** @type {[string, string]} */ ([value, option])),
      [CORRECTION, words("[corr.] Correct the source")],
      [TERM, words("[term] Explain it in the glossary")],
    ];
  };

  /**
   * Set a choice, if it has the value.
   * @param {HTMLSelectElement} select
   * @param {string | undefined} value
   */
  const set = (select, value) => {
    if (Array.from(select.options).some((option) => option.value === value)) select.value = value ?? "";
  };

  /**
   * A line to write in.
   * @param {string} id
   * @param {number} most
   * @param {Record<string, string>} [more]
   */
  const line = (id, most, more) => element("input", { id, maxlength: String(most), ...more });

  /**
   * @param {JiaozhuTarget} target
   * @param {Partial<JiaozhuDraft>} kept
   */
  const makeFields = (target, kept) => {
    const { limits, pronounced } = site;
    const kind = choice("jz-note-kind", kinds());
    const after = line("jz-after", limits.words, { autocomplete: "off" });
    const reason = line("jz-reason", limits.words, { list: "jz-reasons", autocomplete: "off" });
    const cert = choice("jz-cert", CERTAINTIES);
    const headword = line("jz-headword", limits.headword, { autocomplete: "off" });
    const pinyin = line("jz-pinyin", limits.words, { autocomplete: "off", lang: "zh-Latn-pinyin" });
    const gloss = line("jz-gloss", limits.words, { autocomplete: "off", lang: "en" });
    const termKinds = site.termKinds.map(({ value, label }) => /** @type {[string, string]} */ ([value, label]));
    const termKind = choice("jz-term-kind", termKinds);
    const body = element("textarea", { id: "jz-note-body", rows: "5" });
    const author = line("jz-note-author", limits.words, { autocomplete: "name" });
    set(kind, kept.kind);
    set(cert, kept.cert);
    set(termKind, kept.termKind);
    const written = { after, reason, headword, pinyin, gloss, body };
    const first = { ...kept, after: kept.after ?? target.quote, headword: kept.headword ?? target.quote };
    for (const name of WRITTEN) written[name].value = String(first[name] ?? "");
    author.value = kept.author || page.kept("author");
    const reasons = element(
      "datalist",
      { id: "jz-reasons" },
      ...REASONS.map((text) => element("option", { value: text })),
    );
    const change = element(
      "div",
      { class: "jz-change" },
      field(words("Change to (leave empty to delete)"), after),
      field(words("Reason"), reason),
      reasons,
      field(words("Certainty"), cert),
    );
    const entry = element(
      "div",
      { class: "jz-fields" },
      field(words("Headword"), headword),
      field(words("Kind of term"), termKind),
      pronounced ? field(words("Pronunciation (pinyin with tones)"), pinyin) : null,
      field(words("In English, in a few words"), gloss),
    );
    const label = element("label", { for: "jz-note-body" });
    return { kind, ...written, cert, termKind, author, change, entry, label };
  };

  /**
   * What the page puts before a note of a kind.
   * @param {string} kind
   */
  const noteLabel = (kind) => {
    if (kind === CORRECTION) return words("[corr.]");
    if (kind === TERM) return words("[term]");
    return site.noteKinds.find(({ value }) => value === kind)?.label ?? kind;
  };

  window.jiaozhu.formFields = { CORRECTION, TERM, WRITTEN, makeFields, noteLabel };
})();
