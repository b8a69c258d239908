// The words that a reader sees, in the language of the site, and the one namespace of all scripts: `window.jiaozhu`.
//
// This script comes first, after `jiaozhu-site.js`, which Python writes (script_data.py): the words' translations, and
// everything else that Python and the scripts must agree on. What each script adds to the namespace is declared in
// tests/scripts/jiaozhu.d.ts.
(() => {
  "use strict";

  const site = window.jiaozhuSite;

  /**
   * Put values into a text. Braces around anything that is not a value stay.
   * @param {string} text
   * @param {Record<string, string | number>} [values]
   */
  const filled = (text, values) =>
    values
      ? text.replace(/\{([a-z]+)\}/g, (all, name) => (Object.hasOwn(values, name) ? String(values[name]) : all))
      : text;

  /**
   * Translate a text.
   * @param {string} text The English text, which is the key of its translation.
   * @param {Record<string, string | number>} [values] What to put in for `{name}`.
   */
  const words = (text, values) => {
    const known = Object.hasOwn(site.words, text) ? site.words[text] : text;
    return filled(typeof known === "string" ? known : text, values);
  };

  /**
   * The form that the site's language has for a number. Beyond the table, the last hundred repeat.
   * @param {number} number
   */
  const formOf = (number) => {
    const { plurals } = site;
    if (number < plurals.length) return plurals[number];
    return plurals.length < 100 ? plurals[plurals.length - 1] : plurals[plurals.length - 100 + (number % 100)];
  };

  /**
   * Translate a text that depends on a number.
   * @param {string} one The English text for one; it is the key of the translations.
   * @param {string} many The English text for any other number.
   * @param {number} number
   * @param {Record<string, string | number>} [values] What to put in for `{name}`.
   */
  const plural = (one, many, number, values) => {
    const forms = Object.hasOwn(site.words, one) ? site.words[one] : null;
    if (!Array.isArray(forms)) return filled(number === 1 ? one : many, values);
    return filled(forms[formOf(number)] ?? forms[forms.length - 1], values);
  };

  window.jiaozhu = /** @type {Jiaozhu} */ ({ site, words, plural });
})();
