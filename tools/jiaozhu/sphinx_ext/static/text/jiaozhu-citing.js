// How a line of a text is cited: the forms of the page with the line, the day and an address that others can follow.
(() => {
  "use strict";

  const { page } = window.jiaozhu;

  /** Names of hosts that only this machine or its network knows. */
  const PRIVATE_NAMES = [".localhost", ".local", ".internal", ".lan", ".home.arpa", ".test", ".invalid"];
  /** Numbers of hosts that the web does not know: of this machine, of a house, of a link, of no one yet. */
  const PRIVATE_NUMBERS =
    /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;

  /**
   * Whether an address leads anyone on the web to the same page: not a file, not this machine, not one of this house.
   * @param {string} address
   */
  const isPublic = (address) => {
    let url;
    try {
      url = new URL(address);
    } catch {
      return false;
    }
    const host = url.hostname.replace(/\.$/, "");
    if (!/^https?:$/.test(url.protocol)) return false;
    if (host.startsWith("[")) return /^\[2/.test(host);
    if (/^[\d.]+$/.test(host)) return !PRIVATE_NUMBERS.test(host);
    return host.includes(".") && !PRIVATE_NAMES.some((name) => host.endsWith(name));
  };

  /**
   * The reference and the BibTeX entry of a place.
   * @param {Pick<JiaozhuPageData, "url" | "reference" | "unlinked" | "bibtex">} data
   * @param {string} line Of the source.
   * @param {string} hash Of the place, with its `#`.
   * @param {string} here The page's address in this browser.
   * @returns {{ reference: string, bibtex: string, url: string }} The address is empty if others cannot follow it.
   */
  const cite = (data, line, hash, here) => {
    const own = here.split(/[?#]/)[0];
    const address = data.url || (isPublic(own) ? own : "");
    /** @type {Record<string, string>} */
    const values = { line, today: page.today(), url: address && address + hash };
    const filled = (/** @type {string} */ form) => form.replace(/@(line|today|url)@/g, (_, name) => values[name]);
    const entry = address ? data.bibtex : data.bibtex.replace(/,\n {2}url(?:date)? = \{@\w+@\}/g, "");
    return { reference: filled(address ? data.reference : data.unlinked), bibtex: filled(entry), url: values.url };
  };

  window.jiaozhu.citing = { isPublic, cite };
})();
