// The form's controls: the kind, the change, the body and the signature, as an earlier draft left them.
(() => {
  "use strict";

  const { words, page, site } = window.jiaozhu;
  const { element, field, choice } = page;
  /** The kind of contribution that is not a note. */
  const CORRECTION = "correction";
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

  /** @returns {[string, string][]} */
  const kinds = () => {
    const notes = site.noteKinds.filter(({ option }) => option);
    return [
      ...notes.map(({ value, option }) => /** @type {[string, string]} */ ([value, option])),
      [CORRECTION, words("[corr.] Correct the source")],
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
   * @param {JiaozhuTarget} target
   * @param {Partial<JiaozhuDraft>} kept
   */
  const makeFields = (target, kept) => {
    const most = String(site.limits.words);
    const kind = choice("jz-note-kind", kinds());
    const after = element("input", { id: "jz-after", autocomplete: "off", maxlength: most });
    const reason = element("input", { id: "jz-reason", list: "jz-reasons", maxlength: most });
    const cert = choice("jz-cert", CERTAINTIES);
    const body = element("textarea", { id: "jz-note-body", rows: "5" });
    const author = element("input", { id: "jz-note-author", autocomplete: "name", maxlength: most });
    set(kind, kept.kind);
    set(cert, kept.cert);
    after.value = kept.after ?? target.quote;
    reason.value = kept.reason ?? "";
    body.value = kept.body ?? "";
    author.value = page.kept("author");
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
    const label = element("label", { for: "jz-note-body" });
    return { kind, after, reason, cert, body, author, change, label };
  };

  /**
   * What the page puts before a note of a kind.
   * @param {string} kind
   */
  const noteLabel = (kind) => site.noteKinds.find(({ value }) => value === kind)?.label ?? kind;

  window.jiaozhu.formFields = { CORRECTION, makeFields, noteLabel };
})();
