// A text facing its translation: the reader chooses both or one of them.
(() => {
  "use strict";

  const { reading, words } = window.jiaozhu;
  if (!document.querySelector(".jz-facing")) return;
  reading.offer({
    name: "facing",
    key: "jzFacing",
    label: words("Languages shown"),
    options: [
      ["both", words("Text and translation")],
      ["translation", words("Translation")],
      ["original", words("Text")],
    ],
  });
})();
