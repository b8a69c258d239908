// The lines of a facsimile: where each is on the picture of its page, and which of them some words of the text are on.
(() => {
  "use strict";

  /**
   * The lines as the page has them.
   * @param {JiaozhuFacsimileLine[]} lines
   * @returns {JiaozhuPrintedLine[]}
   */
  const named = (lines) =>
    lines.map(([block, start, end, page, left, top, right, bottom], index) => ({
      index,
      block,
      start,
      end,
      page,
      box: [left, top, right, bottom],
    }));

  /**
   * The line that has a character of a block; the nearest before it, if a rule or an editor has supplied the character.
   * @param {JiaozhuPrintedLine[]} lines
   * @param {string} block
   * @param {number} offset
   */
  const lineAt = (lines, block, offset) => {
    const own = lines.filter((line) => line.block === block);
    const holding = own.find(({ start, end }) => start <= offset && offset < end);
    if (holding) return holding;
    const before = own.filter(({ start }) => start <= offset).sort((a, b) => b.start - a.start);
    return before[0] ?? own[0] ?? null;
  };

  /**
   * A line's own rectangle in hundredths of its picture's width and height, and by how much it is turned. Of a page that is
   * askew the upright rectangle around the line is known, which is larger: its sides are solved for the line's own.
   * @param {number[]} box
   * @param {{ width: number, height: number, slant: number }} page
   */
  const shape = ([left, top, right, bottom], { width, height, slant }) => {
    const [cos, sin] = [Math.cos((slant * Math.PI) / 180), Math.abs(Math.sin((slant * Math.PI) / 180))];
    const [outerWidth, outerHeight] = [right - left, bottom - top];
    const scale = cos * cos - sin * sin;
    const ownWidth = (outerWidth * cos - outerHeight * sin) / scale;
    const ownHeight = (outerHeight * cos - outerWidth * sin) / scale;
    const askew = scale > 0 && ownWidth > outerWidth / 3 && ownHeight > outerHeight / 8;
    const [own, high] = askew ? [ownWidth, ownHeight] : [outerWidth, outerHeight];
    return {
      left: (50 * (left + right - own)) / width,
      top: (50 * (top + bottom - high)) / height,
      width: (100 * own) / width,
      height: (100 * high) / height,
      angle: askew ? slant : 0,
    };
  };

  /**
   * A size of the picture within what there is: 1 is as wide as its pane.
   * @param {number} zoom
   */
  const bounded = (zoom) => Math.min(8, Math.max(0.25, Math.round(zoom * 100) / 100));

  window.jiaozhu.facsimileLines = { named, lineAt, shape, bounded };
})();
