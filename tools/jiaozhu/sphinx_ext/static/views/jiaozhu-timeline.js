// The timeline: below it is the event that is chosen, as the list has it, with ways to the one before and the one after.
(() => {
  "use strict";

  const { words, page } = window.jiaozhu;
  const { element } = page;

  /**
   * The item of the list that a dot stands for, without the ids of the original.
   * @param {Element} dot
   */
  const listed = (dot) => {
    const item = document.getElementById(dot.getAttribute("data-item") ?? "")?.closest("li");
    const copy = element("div", {}, ...Array.from(item?.childNodes ?? []).map((node) => node.cloneNode(true)));
    for (const node of copy.querySelectorAll("[id]")) node.removeAttribute("id");
    return copy;
  };

  /** @param {HTMLElement} drawing */
  const begin = (drawing) => {
    const dots = Array.from(drawing.querySelectorAll("svg a.jz-dot"));
    if (!dots.length) return;
    let now = -1;
    let touched = false;
    const earlier = element("button", {
      type: "button",
      class: "jz-step",
      "aria-label": words("The event before"),
      text: "‹",
    });
    const later = element("button", {
      type: "button",
      class: "jz-step",
      "aria-label": words("The event after"),
      text: "›",
    });
    const text = element("div", { class: "jz-moment-text", "aria-live": "off" });
    const place = element("p", { class: "jz-moment-place" });
    const moment = element("div", { class: "jz-moment", role: "group", "aria-label": words("Event by event") });
    moment.append(earlier, element("div", { class: "jz-moment-said" }, text, place), later);

    /** @param {number} number */
    const choose = (number) => {
      if (number === now || !dots[number]) return;
      const item = dots[number].getAttribute("data-item") ?? "";
      for (const lit of drawing.querySelectorAll(".jz-now")) lit.classList.remove("jz-now");
      for (const lit of drawing.querySelectorAll(`[data-item="${CSS.escape(item)}"]`)) lit.classList.add("jz-now");
      now = number;
      text.replaceChildren(...listed(dots[number]).childNodes);
      place.textContent = words("{n} of {all}", { n: now + 1, all: dots.length });
      earlier.disabled = now === 0;
      later.disabled = now === dots.length - 1;
    };

    /** @param {number} step */
    const go = (step) => {
      text.setAttribute("aria-live", "polite"); // the focus stays on the button, so the text is to be spoken
      choose(now + step);
      dots[now].scrollIntoView({ block: "nearest", inline: "nearest" });
    };

    /** @param {Event} event */
    const point = ({ target }) => {
      const dot = target instanceof Element ? target.closest("a.jz-dot") : null;
      if (!dot) return;
      text.setAttribute("aria-live", "off"); // the dot itself says it
      choose(dots.indexOf(dot));
    };

    drawing.append(moment);
    earlier.addEventListener("click", () => go(-1));
    later.addEventListener("click", () => go(1));
    const svg = drawing.querySelector("svg");
    svg?.addEventListener("pointerdown", ({ pointerType }) => {
      touched = pointerType === "touch";
    });
    // A touch chooses; the link to the passage is below then.
    svg?.addEventListener("click", (event) => {
      if (touched) event.preventDefault();
      point(event);
    });
    svg?.addEventListener("pointerover", point);
    svg?.addEventListener("focusin", point);
    choose(0);
  };

  for (const drawing of document.querySelectorAll(/** @type {"div"} */ (".jz-drawing-timeline"))) begin(drawing);
})();
