// The basket as a reader sees it: a button that says how much is in it, and a sheet with everything, to be changed, taken
// out, sent as one, saved and read again.
(() => {
  "use strict";

  const { words, plural, page, site, basket, parcel, send, form } = window.jiaozhu;
  const { element, say } = page;
  const holder = document.getElementById("jz-data");
  if (!form || !holder) return;
  /** @type {JiaozhuPageData} */
  const data = JSON.parse(holder.textContent ?? "{}");
  const EDIT = "jz-edit"; // the parameter of the address that opens the form on something of the basket

  const opener = element("button", { type: "button", class: "jz-basket-open", hidden: "" });
  const list = element("ol", { class: "jz-basket-list" });
  const state = element("p", { class: "jz-size", role: "status" });
  const undo = element("button", { type: "button", text: words("Undo") });
  const empty = element("button", { type: "button", text: words("Empty the basket") });
  const accept = ".json,application/json";
  const file = element("input", { type: "file", accept, id: "jz-basket-file", class: "jz-spoken" });
  const close = element("button", { type: "button", class: "jz-close", text: words("Close") });
  const name = element("input", { id: "jz-basket-author", autocomplete: "name", maxlength: String(site.limits.words) });
  const mail = element("input", { id: "jz-basket-mail", type: "email", autocomplete: "email", maxlength: "80" });

  const author = () => ({ name: name.value.trim(), mail: new RegExp(site.mail).test(mail.value) ? mail.value : "" });
  const panel = send.makeSend({
    items: basket.all,
    ready: () => basket.all().length > 0,
    author,
    sent: () => say(state, words("Is it sent? Then empty the basket; it can be undone.")),
  });
  const heading = element("h2", { id: "jz-basket-title", text: words("Your contributions") });
  const signed = element(
    "div",
    { class: "jz-fields" },
    page.field(words("Sent by"), name),
    page.field(words("Your mail (may be left out; it is in the patch and the file only)"), mail),
  );
  const dialog = element(
    "dialog",
    { class: "jz-dialog jz-compose jz-basket", "aria-labelledby": "jz-basket-title" },
    element("div", { class: "jz-compose-head" }, heading, close),
    element("p", { class: "jz-size", text: words("They are kept in this browser only, until you send them.") }),
    list,
    state,
    element("div", { class: "jz-card-foot jz-basket-tools" }, undo, empty),
    signed,
    ...panel.nodes,
    element(
      "p",
      { class: "jz-basket-read" },
      file,
      element("label", { for: file.id, text: words("Read contributions from a file that was saved here") }),
    ),
  );
  document.body.append(opener, dialog);

  /** @param {JiaozhuItem} item */
  const isHere = ({ source, text }) => source === data.source && text === data.text;

  /**
   * Open the form on what is in the basket; on the page of its text.
   * @param {JiaozhuItem} item
   */
  const edit = (item) => {
    dialog.close();
    if (isHere(item)) form.open(item.target, item);
    else if (/^[\w./-]+$/.test(item.address)) {
      location.href = `${page.root()}${item.address}?${EDIT}=${item.id}#${item.target.block}`;
    }
  };

  /**
   * @param {JiaozhuItem} item
   * @param {number} at
   */
  const row = (item, at) => {
    const summary = parcel.summary(item);
    const change = element("button", {
      type: "button",
      text: words("Change"),
      "aria-label": words("Change: {summary}", { summary }),
    });
    const out = element("button", {
      type: "button",
      text: words("Take out"),
      "aria-label": words("Take out: {summary}", { summary }),
    });
    change.addEventListener("click", () => edit(item));
    out.addEventListener("click", () => {
      basket.remove([item.id]);
      say(state, words("Taken out: {summary}", { summary }));
      const next = list.children[Math.min(at, list.children.length - 1)]?.querySelector("button");
      (next ?? undo).focus();
    });
    return element(
      "li",
      {},
      element("span", { class: "jz-basket-what", text: summary }),
      element("span", { class: "jz-size", text: `${item.title} · ${item.draft.body ?? ""}` }),
      element("span", { class: "jz-basket-row" }, change, out),
    );
  };

  const show = () => {
    const items = basket.all();
    const count = { n: items.length };
    opener.textContent = plural("{n} contribution to send", "{n} contributions to send", items.length, count);
    opener.hidden = !items.length || form.isOpen();
    list.replaceChildren(...items.map(row));
    undo.hidden = !basket.canUndo();
    empty.hidden = signed.hidden = !items.length;
    panel.update();
    if (!items.length) {
      panel.clear();
      if (!basket.canUndo()) say(state, words("Nothing is in the basket."));
    }
  };

  const open = () => {
    name.value = name.value || page.kept("author");
    mail.value = mail.value || page.kept("mail");
    say(state, "");
    panel.clear();
    show();
    dialog.showModal();
    (basket.all().length ? panel.first : close).focus();
  };

  const readFile = async () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    const items = parcel.read(await chosen.text());
    file.value = "";
    if (!items?.length) return say(state, words("That file was not saved here."));
    basket.merge(items);
    say(state, plural("{n} contribution read", "{n} contributions read", items.length, { n: items.length }));
  };

  for (const input of [name, mail]) {
    input.addEventListener("input", () => {
      page.keep("author", name.value);
      page.keep("mail", mail.value);
      panel.update();
    });
  }
  opener.addEventListener("click", open);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", show);
  undo.addEventListener("click", () => {
    basket.undo();
    say(state, words("Everything is back."));
    empty.focus();
  });
  empty.addEventListener("click", () => {
    basket.remove(basket.all().map(({ id }) => id));
    say(state, words("The basket is empty."));
    undo.focus();
  });
  file.addEventListener("change", readFile);
  basket.watch(show);
  show();

  // The way here from another page of the basket.
  const wanted = new URLSearchParams(location.search).get(EDIT);
  if (wanted) {
    page.setAddress((parameters) => parameters.delete(EDIT));
    const item = basket.all().find(({ id }) => id === wanted);
    if (item && isHere(item)) form.open(item.target, item);
  }

  window.jiaozhu.basketPanel = { open, show };
})();
