// A text read aloud by the browser's own speech: sentence by sentence, the paragraph lit; notes and numbers of lines are not
// read. Offered only where the browser has a voice for the language of the text.
(() => {
  "use strict";

  const { words, page } = window.jiaozhu;
  const { element } = page;
  const speech = window.speechSynthesis;
  const article = /** @type {HTMLElement | null} */ (document.querySelector(".bd-article"));
  const panel = document.getElementById("jz-settings");
  const LINE = /^l[0-9]+(-[0-9]+)*$/;
  const NOT_READ = ".jz-line, [class*='jz-note'], .jz-room, .jz-there, .headerlink, input, button";
  /** Characters of one utterance at most: some voices fall silent in longer ones. */
  const LONGEST = 160;
  const RATES = ["0.75", "1", "1.25", "1.5", "2"];

  if (!speech || !article || !panel || typeof SpeechSynthesisUtterance === "undefined") return;

  const language = article.closest("[lang]")?.getAttribute("lang") || "zh";
  const voice = () => {
    const wanted = language.toLowerCase().split("-")[0];
    const own = speech.getVoices().filter(({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === wanted);
    return own.find(({ default: usual }) => usual) ?? own.find(({ localService }) => localService) ?? own[0] ?? null;
  };

  // What is read -----------------------------------------------------------------------------------------------------------

  /** The blocks of the text, in order. An empty element only names a line inside a paragraph. */
  const blocks = () =>
    Array.from(article.querySelectorAll(/** @type {"p"} */ ("[id^='l']"))).filter(
      ({ id, childNodes }) => LINE.test(id) && childNodes.length > 0,
    );

  /**
   * What is shown of a block, without notes and numbers of lines.
   * @param {Node} node
   * @returns {string}
   */
  const textOf = (node) =>
    Array.from(node.childNodes)
      .map((child) => {
        if (child instanceof Text) return child.data;
        if (!(child instanceof Element) || child.matches(NOT_READ)) return "";
        return getComputedStyle(child).display === "none" ? "" : textOf(child);
      })
      .join("");

  /**
   * A text as sentences; those that are too long are divided at commas.
   * @param {string} text
   */
  const sentences = (text) => {
    const whole =
      "Segmenter" in Intl
        ? Array.from(new Intl.Segmenter(language, { granularity: "sentence" }).segment(text), ({ segment }) => segment)
        : [text];
    return whole.flatMap((sentence) =>
      sentence.length <= LONGEST ? [sentence] : (sentence.match(/[^，,；;：:、]+[，,；;：:、]*/g) ?? [sentence]),
    );
  };

  // Reading ----------------------------------------------------------------------------------------------------------------

  /** @type {HTMLElement[]} */
  let all = [];
  let at = -1; // the block
  /** @type {string[]} */
  let said = []; // its sentences
  let sentence = 0;
  let turn = 0; // what an utterance of an earlier turn reports is old
  let playing = false;

  const play = element("button", { type: "button", class: "jz-speech-play" });
  const back = element("button", { type: "button", text: words("Paragraph before") });
  const on = element("button", { type: "button", text: words("Next paragraph") });
  const close = element("button", { type: "button", text: words("Stop reading aloud") });
  const rate = page.choice(
    "jz-speech-rate",
    RATES.map((value) => [value, `${value}×`]),
  );
  rate.setAttribute("aria-label", words("Speed"));
  rate.value = RATES.includes(page.kept("rate")) ? page.kept("rate") : "1";
  const bar = element(
    "div",
    { class: "jz-speech", role: "group", "aria-label": words("Read aloud") },
    back,
    play,
    on,
    rate,
    close,
  );

  const showState = () => {
    play.textContent = playing ? words("Pause") : words("Go on");
    back.disabled = at <= 0;
    on.disabled = at >= all.length - 1;
  };

  const unlight = () => {
    for (const lit of document.querySelectorAll(".jz-aloud")) lit.classList.remove("jz-aloud");
  };

  const light = () => {
    unlight();
    const block = all[at];
    const holder = block.closest("p, h1, h2, h3, h4, td, th") ?? block;
    holder.classList.add("jz-aloud");
    const { top, bottom } = holder.getBoundingClientRect();
    if (top < innerHeight * 0.1 || bottom > innerHeight * 0.8) holder.scrollIntoView({ block: "center" });
  };

  const stop = () => {
    turn += 1;
    playing = false;
    speech.cancel();
    unlight();
    bar.remove();
  };

  /** Read the sentence that is next, and then those after it. */
  const speak = () => {
    if (sentence >= said.length) {
      if (at >= all.length - 1) return stop();
      return go(at + 1);
    }
    const mine = turn;
    const utterance = new SpeechSynthesisUtterance(said[sentence]);
    utterance.lang = language;
    utterance.voice = voice();
    utterance.rate = Number(rate.value);
    utterance.onend = () => {
      if (mine !== turn) return;
      sentence += 1;
      speak();
    };
    utterance.onerror = utterance.onend;
    speech.speak(utterance);
  };

  /**
   * Read on from a block.
   * @param {number} number
   */
  const go = (number) => {
    turn += 1;
    speech.cancel();
    at = number;
    said = sentences(textOf(all[at])).filter((part) => /[\p{L}\p{N}]/u.test(part));
    sentence = 0;
    light();
    showState();
    if (playing) speak();
  };

  const begin = () => {
    all = blocks().filter((block) => textOf(block).trim());
    if (!all.length) return;
    const below = all.findIndex((block) => block.getBoundingClientRect().bottom > 80);
    panel.hidePopover?.();
    document.body.append(bar);
    playing = true;
    go(Math.max(0, below));
    play.focus();
  };

  // Some browsers do not go on where they paused, so a pause begins its sentence again.
  const pause = () => {
    playing = !playing;
    turn += 1;
    speech.cancel();
    showState();
    if (playing) speak();
  };

  const start = element("button", { type: "button", text: words("From here") });
  const label = element("span", { class: "jz-choice-label", text: words("Read aloud") });
  const row = element(
    "div",
    { class: "jz-choice jz-speech-row", role: "group", "aria-label": words("Read aloud") },
    label,
    start,
  );
  row.hidden = true;
  panel.append(row);
  const offer = () => {
    row.hidden = voice() === null;
  };
  offer();
  speech.addEventListener?.("voiceschanged", offer);
  start.addEventListener("click", begin);
  play.addEventListener("click", pause);
  back.addEventListener("click", () => go(at - 1));
  on.addEventListener("click", () => go(at + 1));
  close.addEventListener("click", stop);
  rate.addEventListener("change", () => {
    page.keep("rate", rate.value);
    if (!playing) return;
    turn += 1;
    speech.cancel();
    speak();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && bar.isConnected && !event.defaultPrevented) stop();
  });
  addEventListener("pagehide", stop);
})();
