// The ways on which a contribution goes out. Nothing is sent from here: the host's own page is opened, filled in, or a mail
// is begun, or a file is saved. Which ways there are follows from corpus.yaml (sphinx_ext/hosts.py).
(() => {
  "use strict";

  const { words, site, parcel } = window.jiaozhu;
  const { ways } = site;
  const MOST_MAIL = 1900; // characters of a link that begins a mail; some programs take no more

  // Addresses ------------------------------------------------------------------------------------------------------------

  /**
   * An address with its places filled. Without its text if it is too long with it: then that goes by the clipboard.
   * @param {string} template
   * @param {Record<string, string>} values
   * @param {string} text The name of the value that may be long.
   * @returns {JiaozhuAddress}
   */
  const filled = (template, values, text) => {
    const fill = (/** @type {Record<string, string>} */ all) =>
      template.replace(/@(path|folder|name|content|title|body)@/g, (_, name) => all[name] ?? "");
    const whole = fill(values);
    const fits = template.includes(`@${text}@`) && whole.length <= ways.most;
    const address = fits ? whole : fill({ ...values, [text]: "" });
    return { address: address.length <= ways.most ? address : "", pasted: !fits };
  };

  /**
   * The host's page for a new file.
   * @param {JiaozhuItem} item
   * @param {string} [template]
   */
  const fileAddress = ({ path, content }, template = ways.newFile) => {
    const whole = ways.folder + path;
    const cut = whole.lastIndexOf("/") + 1;
    const values = {
      path: encodeURIComponent(whole),
      folder: whole.slice(0, cut).replace(/\/$/, ""),
      name: whole.slice(cut),
      content: encodeURIComponent(content),
    };
    return filled(template, values, "content");
  };

  /**
   * The host's page for a new issue.
   * @param {JiaozhuItem[]} items
   * @param {string} [template]
   */
  const issueAddress = (items, template = ways.newIssue) => {
    const values = {
      title: encodeURIComponent(parcel.title(items)),
      body: encodeURIComponent(parcel.issue(items)),
    };
    return filled(template, values, "body");
  };

  /** @param {JiaozhuItem[]} items */
  const mailAddress = (items) => {
    const begin = `mailto:${ways.mail}?subject=${encodeURIComponent(`${parcel.title(items)} · ${ways.title}`)}&body=`;
    const whole = begin + encodeURIComponent(parcel.issue(items).replace(/\n/g, "\r\n"));
    if (whole.length <= MOST_MAIL) return { address: whole, pasted: false };
    const short = words("Please attach the file {name}, which was saved just now.", { name: nameOf(items, "json") });
    return { address: begin + encodeURIComponent(short), pasted: true };
  };

  /**
   * The name of a file with all of it.
   * @param {JiaozhuItem[]} items
   * @param {string} ending
   */
  const nameOf = (items, ending) => `jiaozhu-${items[0]?.id ?? "0"}.${ending}`;

  // Ways -----------------------------------------------------------------------------------------------------------------

  const taken = () => words("A check reads it at once, then the editors read it and answer there.");
  const named = () => words("When it is taken in, your name is at the end of the text.");

  /**
   * Every way, in the order in which they are offered.
   * @type {JiaozhuWay[]}
   */
  const WAYS = [
    {
      name: "file",
      offered: (items) => items.length === 1 && ways.newFile !== "",
      label: () => words("Submit on {host}", ways),
      about: () => words("{host}'s page for a new file, filled in. It needs an account there.", ways),
      make: (items) => ({ ...fileAddress(items[0]), text: items[0].content }),
      watch: () => ways.changes,
      next: () => [words("On the page that has opened, propose the new file."), taken(), named()],
    },
    {
      name: "issue",
      offered: (items) => items.length > 0 && ways.newIssue !== "",
      label: (items) => (items.length === 1 ? words("Submit as an issue") : words("Submit all as one issue")),
      about: (items) =>
        items.length > 1 && ways.newFile
          ? words("The page for a new file makes one at a time; an issue takes all of them. It needs an account there.")
          : words("An issue on {host}, filled in; an editor makes the files of it. It needs an account there.", ways),
      make: (items) => ({ ...issueAddress(items), text: parcel.issue(items) }),
      watch: () => ways.issues,
      next: () => [words("On the page that has opened, submit the issue."), taken(), named()],
    },
    {
      name: "mail",
      offered: (items) => items.length > 0 && ways.mail !== "",
      label: () => words("Send to the editor by mail"),
      about: () => words("A mail to {editor}, {mail}. It needs no account.", ways),
      make: (items, author) => {
        const { address, pasted } = mailAddress(items);
        const file = pasted ? parcel.file(items, author) : "";
        return { address, pasted: false, saved: file, file: nameOf(items, "json") };
      },
      watch: () => "",
      next: (items) => [
        mailAddress(items).pasted
          ? words("In your program for mail, attach the file {name} and send it to {mail}.", {
              name: nameOf(items, "json"),
              mail: ways.mail,
            })
          : words("In your program for mail, send it to {mail}.", ways),
        words("The editors read it, and answer by mail."),
        named(),
      ],
    },
    {
      name: "parcel",
      offered: (items) => items.length > 0,
      label: () => words("Save as one file"),
      about: () => words("Everything in one file, which the basket can read again and “jiaozhu accept” takes in."),
      make: (items, author) => ({ saved: parcel.file(items, author), file: nameOf(items, "json") }),
      watch: () => "",
      next: (items) => [
        ways.mail
          ? words("Send the file {name} to {editor}, {mail}.", { name: nameOf(items, "json"), ...ways })
          : words("Give the file {name} to the editors: {editor}.", { name: nameOf(items, "json"), ...ways }),
        words("They take it in with: jiaozhu accept {name}", { name: nameOf(items, "json") }),
        named(),
      ],
    },
    {
      name: "patch",
      offered: (items) => items.length > 0,
      label: () => words("Save as a patch"),
      about: () => words("A mail for git: “git am” takes it, “git send-email” sends it."),
      make: (items, author) => ({ saved: parcel.mail(items, author), file: nameOf(items, "patch") }),
      watch: () => "",
      next: (items) => [
        ways.mail
          ? words("Send it: git send-email --to={mail} {name}", { name: nameOf(items, "patch"), ...ways })
          : words("In a clone of the repository: git am {name}", { name: nameOf(items, "patch") }),
        named(),
      ],
    },
    {
      name: "copy",
      offered: (items) => items.length > 0,
      label: () => words("Copy"),
      about: (items) =>
        items.length === 1
          ? words("The file itself; it is {path}.", { path: ways.folder + items[0].path })
          : words("All files, as the text of an issue."),
      make: (items) => ({ text: items.length === 1 ? items[0].content : parcel.issue(items) }),
      watch: () => "",
      next: (items) =>
        items.length === 1
          ? [words("Save the file as {path}", { path: ways.folder + items[0].path }), words("Run jiaozhu check")]
          : [words("Paste it where the editors read it; “jiaozhu accept -” takes it in.")],
    },
  ];

  window.jiaozhu.ways = { WAYS, fileAddress, issueAddress, mailAddress };
})();
