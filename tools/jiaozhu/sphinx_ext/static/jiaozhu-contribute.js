// The way to the form: a button beside what is selected on a text's page, and a key.
(function () {
  "use strict";

  var element = jiaozhuPage.element;
  var say = jiaozhuPage.say;
  var selection = window.jiaozhuSelection;
  var form = window.jiaozhuForm;
  if (!selection || !form) return;
  var button = element("button", { type: "button", class: "jz-add", text: "加注", title: "快捷键 Ctrl+Alt+M", "aria-keyshortcuts": "Control+Alt+M", hidden: "" });
  var spoken = element("p", { class: "jz-spoken", role: "status" });
  document.body.append(button, spoken);

  var timer = 0;
  var pressed = false;
  var offered = null;
  function offer() {
    var target = pressed || form.isOpen() ? null : selection.selected();
    button.hidden = !target;
    offered = target;
    if (!target) return;
    button.disabled = Boolean(target.refused);
    button.textContent = target.refused || "加注";
    // Below the last line of what is selected in the text's own column; notes in the margin do not count. Where fingers
    // select, the handles and the system's own menu are there: the style sheet puts it at the foot of the window.
    var column = document.querySelector(selection.blocks).getBoundingClientRect();
    var boxes = Array.from(getSelection().getRangeAt(0).getClientRects()).filter(function (box) { return box.width && box.left < column.right; });
    var box = boxes.reduce(function (low, box) { return !low || box.bottom >= low.bottom ? box : low; }, null) || { right: 8, bottom: 8 };
    button.style.left = Math.max(8, Math.min(box.right, innerWidth - button.offsetWidth - 8)) + "px";
    button.style.top = Math.max(8, Math.min(box.bottom + 6, innerHeight - button.offsetHeight - 8)) + "px";
  }
  function offerSoon() {
    clearTimeout(timer);
    timer = setTimeout(offer, 200);
  }
  // While the pointer is down the words are still being chosen.
  document.addEventListener("pointerdown", function (event) { pressed = event.pointerType === "mouse" && event.target !== button; });
  ["pointerup", "pointercancel"].forEach(function (name) {
    document.addEventListener(name, function () {
      pressed = false;
      offerSoon();
    });
  });
  document.addEventListener("selectionchange", offerSoon);
  addEventListener("scroll", function () { if (!button.hidden) offer(); }, { passive: true });
  addEventListener("resize", function () { if (!button.hidden) offer(); });
  button.addEventListener("pointerdown", function (event) { event.preventDefault(); }); // the selection stays
  button.addEventListener("click", function () {
    var target = selection.selected() || offered; // some browsers let go of the selection at a touch
    button.hidden = true;
    if (target && !target.refused) form.open(target);
  });
  // By keyboard: select (with caret browsing, F7 in most browsers), then Ctrl+Alt+M. Some keyboards write µ with these.
  document.addEventListener("keydown", function (event) {
    if (!(event.ctrlKey && event.altKey && (event.code === "KeyM" || event.key.toLowerCase() === "m"))) return;
    if (form.isOpen()) return;
    event.preventDefault();
    var target = selection.selected() || { refused: "请先选中正文里的字" };
    say(spoken, target.refused || "");
    if (target.refused) return;
    button.hidden = true;
    form.open(target);
  });
})();
