// A work that the bibliography lacks, by fields: only what its kind has is asked for.
(() => {
  "use strict";

  const { words, page, site, references, files, markup } = window.jiaozhu;
  const { element } = page;
  const { limits } = site;
  const ADMITS = new RegExp(site.works.admits);
  const ADDRESS = new RegExp(site.works.address);
  /** Fields that only some kinds of work have. */
  const OPTIONAL = ["journal", "booktitle", "publisher", "number", "pages"];
  /** The fields: what each is called, and what a message calls it if that is shorter. */
  const FIELDS = /** @type {[name: JiaozhuWorkField, label: string, short?: string][]} */ ([
    ["title", words("Title")],
    ["authors", words("Authors (separated by semicolons)"), words("authors")],
    ["journal", words("Journal or newspaper"), words("the journal or newspaper")],
    ["booktitle", words("Book"), words("the book")],
    ["publisher", words("Publisher, school or body"), words("the publisher")],
    ["date", words("Date (such as 2019, 2019-05, 2019-05-06)"), words("the date")],
    ["number", words("Issue or edition"), words("the issue or edition")],
    ["pages", words("Pages"), words("the pages")],
    ["url", words("Address on the web"), words("the address on the web")],
    ["note", words("Not seen, to be verified and so on: say so here"), words("a remark")],
  ]);

  /**
   * What is wrong with a work: tests in the order in which their messages matter, the first that holds is reported.
   * @type {[(work: JiaozhuWork, lacks: string) => unknown, (lacks: string) => string][]}
   */
  const FAULTS = [
    [({ title }) => !title, () => words("Write the title")],
    [
      (_, lacks) => lacks,
      (field) =>
        words("Write {field}; if it was not seen, say so in the last field (such as “publisher not seen”)", { field }),
    ],
    [
      () => references.brought().length >= limits.works,
      () => words("A contribution brings at most {n} works", { n: limits.works }),
    ],
    [
      ({ authors }) => authors.length > limits.people,
      () => words("A work has at most {n} authors", { n: limits.people }),
    ],
    [(work) => Object.values(work).flat().some(markup.hides), () => words("There are characters that cannot be seen")],
    [({ date }) => date && !files.isDate(date), () => words("A date is written 2019, 2019-05 or 2019-05-06")],
    [({ url }) => url && !ADDRESS.test(url), () => words("An address begins with http:// or https://")],
  ];

  /**
   * @param {JiaozhuWork} work
   * @param {string[]} required
   */
  const faultOf = (work, required) => {
    const values = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (work));
    const missing = ADMITS.test(work.note) ? undefined : required.find((name) => !values[name]);
    const field = FIELDS.find(([name]) => name === missing);
    const lacks = field ? (field[2] ?? field[1]) : "";
    const fault = FAULTS.find(([test]) => test(work, lacks));
    return fault ? fault[1](lacks) : "";
  };

  /**
   * @param {Record<JiaozhuWorkField, string>} values
   * @param {string} type
   * @returns {JiaozhuWork}
   */
  const workOf = (values, type) => ({
    ...values,
    type,
    key: files.fresh("w"),
    authors: values.authors
      .split(/[;\uff1b]/)
      .map((name) => name.trim())
      .filter(Boolean),
    urldate: values.url ? page.today() : "",
  });

  const makeInputs = () => {
    const inputs = FIELDS.map(([name, label]) => {
      const most = name === "url" ? limits.address : limits.field;
      const input = element("input", { id: `jz-work-${name}`, maxlength: String(most) });
      return { name, label, input, row: page.field(label, input) };
    });
    const values = () =>
      /** @type {Record<JiaozhuWorkField, string>} */ (
        Object.fromEntries(inputs.map(({ name, input, row }) => [name, row.hidden ? "" : input.value.trim()]))
      );
    return { inputs, values };
  };

  /**
   * The fields, and what adds the work and cites it in the body.
   * @param {HTMLTextAreaElement} body
   */
  const newWork = (body) => {
    const { kinds } = site.works;
    const kind = page.choice(
      "jz-work-type",
      kinds.map(({ name, label }) => [name, label]),
    );
    const { inputs, values } = makeInputs();
    const state = element("p", { class: "jz-size", role: "status" });
    const add = element("button", { type: "button", text: words("Add and cite") });
    const chosen = () => kinds.find(({ name }) => name === kind.value) ?? kinds[0];

    const fit = () => {
      const { asked, required } = chosen();
      for (const { name, label, input, row } of inputs) {
        input.required = name === "title" || required.includes(name);
        const text = input.required ? words("{label} (required)", { label }) : label;
        const shown = row.querySelector("label");
        if (shown) shown.textContent = text;
        row.hidden = OPTIONAL.includes(name) && !asked.includes(name);
      }
    };

    const bring = () => {
      const work = workOf(values(), kind.value);
      references.keepCited(body.value);
      const fault = faultOf(work, chosen().required);
      page.say(state, fault);
      if (fault) return;
      references.bring(work);
      for (const { input } of inputs) input.value = "";
      references.insert(body, `{cite}\`${work.key}\``);
      page.say(state, words("Added: {title}", { title: work.title }));
    };

    kind.addEventListener("change", fit);
    add.addEventListener("click", bring);
    fit();
    const rows = inputs.map(({ row }) => row);
    const fields = element("div", { class: "jz-fields" }, page.field(words("Kind of work"), kind), ...rows);
    const summary = element("summary", { text: words("Not in the bibliography? Fill in a new work") });
    return element("details", { class: "jz-new-work" }, summary, fields, state, add);
  };

  window.jiaozhu.newWork = newWork;
})();
