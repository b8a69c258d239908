// The files that a contribution from the page becomes: a note, or a correction of the source, each with the works it brings.
// What they say and how is that of contributing/files.py; the check reads both alike.
(function () {
  "use strict";

  var BORDER = "\uffff";
  var CONTEXTS = [0, 2, 4, 8, 16, 32, 64];
  // Values that are ours; quotes stay as their source has them.
  var COMPOSED = ["after", "journal", "booktitle", "publisher", "number", "pages", "note"];

  function today() {
    var now = new Date();
    return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
  }

  // A date as exact as it is known, and one that the calendar has.
  function isDate(words) {
    var found = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.exec(words);
    return Boolean(found) && words.slice(0, 4) !== "0000" && (!found[4] || Number(found[4]) <= new Date(Date.UTC(Number(words.slice(0, 4)), Number(words.slice(5, 7)), 0)).getUTCDate());
  }

  // Letters and their marks in one, as the check asks; only these, for other forms may be meant.
  function composed(words) {
    return words.replace(/[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+/gu, function (all) { return all.normalize("NFC"); });
  }

  // A name that nobody else's file has: the day, and chance.
  function fresh(letter) {
    var numbers = new Uint32Array(1);
    crypto.getRandomValues(numbers);
    return letter + "-" + today().replace(/-/g, "") + "-" + numbers[0].toString(36).padStart(7, "0");
  }

  // JSON's strings are YAML's double-quoted scalars, but for what YAML takes for a line's end or cannot print.
  function quoted(words) {
    return JSON.stringify(words).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, function (char) {
      return "\\u" + char.charCodeAt(0).toString(16).padStart(4, "0");
    });
  }

  function pairs(object, names, indent) {
    return names.filter(function (name) { return object[name]; }).map(function (name) { return indent + name + ": " + quoted(COMPOSED.includes(name) ? composed(object[name]) : object[name]); });
  }

  // Works by fields; `authors` is a list.
  function works(list) {
    var lines = list.length ? ["works:"] : [];
    list.forEach(function (work) {
      lines.push("  - key: " + work.key, "    type: " + work.type, "    title: " + quoted(composed(work.title)));
      if (work.authors.length) lines.push("    authors: [" + work.authors.map(composed).map(quoted).join(", ") + "]");
      lines.push.apply(lines, pairs(work, ["date", "journal", "booktitle", "publisher", "number", "pages", "url", "urldate", "note"], "    "));
    });
    return lines;
  }

  // A note on what is selected. `said` has kind, author, body and works.
  function note(target, text, said) {
    var lines = ["---", "target:", "  quote: " + quoted(target.quote)].concat(pairs(target, ["prefix", "suffix"], "  "));
    lines.push("  text: " + text);
    if (target.named) lines.push("  block: " + target.block);
    lines.push("kind: " + said.kind, "author: " + quoted(composed(said.author)), "date: " + quoted(today()));
    return lines.concat(works(said.works || []), "---", composed(said.body.trim())).join("\n") + "\n";
  }

  // The source as far as a page's blocks stand in it: one string, and where each line begins in it.
  function source(lines) {
    var text = "";
    var starts = {};
    var last = 0;
    lines.forEach(function (line) {
      if (last && line[0] !== last + 1) text += BORDER;
      starts[line[0]] = text.length;
      text += line[1] + "\n";
      last = line[0];
    });
    return { text: text, starts: starts };
  }

  // Where a stretch of a block's reading stands in the source: {line, words, prefix, suffix}, with the least context that
  // makes the words unique in their line; or why it cannot be corrected in one piece.
  function origin(data, block, start, end) {
    var whole = source(data.lines);
    var found = [];
    var at = 0;
    var changed = "";
    (data.blocks[block] || []).forEach(function (stretch) {
      var low = whole.starts[stretch[0]] + stretch[1];
      var high = low + stretch[2];
      var from = at;
      at += stretch[3];
      if (from >= end || at <= start) return;
      if (stretch[4]) changed = stretch[4];
      if (stretch[2] === stretch[3]) {
        high = low + Math.min(stretch[3], end - from);
        low += Math.max(0, start - from);
      }
      if (found.length && found[found.length - 1][1] === low) found[found.length - 1][1] = high;
      else found.push([low, high]);
    });
    if (changed === "doublings") return { refused: "这一行的重影已由规则删去，再改一字规则便认不出；请写成一条〔疑〕，说明该怎样改" };
    if (changed) return { refused: "此处编者已改过；请写成一条〔疑〕，说明该怎样改" };
    if (found.length !== 1) return { refused: "这几个字在底本中分在几处，请一次改一处" };
    return placed(whole, found[0][0], found[0][1]);
  }

  function placed(whole, start, end) {
    var low = whole.text.lastIndexOf("\n", start - 1) + 1;
    if (whole.text[low] === BORDER) low += 1;
    var first = whole.text.indexOf("\n", low);
    var high = whole.text.indexOf("\n", Math.max(end - 1, low));
    var line = Object.keys(whole.starts).find(function (number) { return whole.starts[number] === low; });
    var words = whole.text.slice(start, end);
    for (var i = 0; i < CONTEXTS.length; i++) {
      var prefix = jiaozhuSelection.before(whole.text.slice(low, start), start - low, CONTEXTS[i]);
      var suffix = jiaozhuSelection.after(whole.text.slice(end, Math.max(end, high)), 0, CONTEXTS[i]);
      var again = whole.text.indexOf(prefix + words + suffix, low);
      if (again !== start - prefix.length) continue;
      again = whole.text.indexOf(prefix + words + suffix, again + 1);
      if (again < 0 || again > first) return { line: Number(line), words: words, prefix: prefix, suffix: suffix };
    }
    return { refused: "这几个字在底本的这一行中重出，请连同旁边的字一起选" };
  }

  // An emendation. `said` has id, after, reason, basis, cert, author and works; `shown` is what the page reads there.
  function correction(place, shown, said) {
    var entry = { before: place.words, after: said.after, prefix: place.prefix, suffix: place.suffix };
    var kind = said.after ? "corrected" : "surplus";
    // What only adds is supplied: the words themselves stay the source's.
    if (said.after.length > shown.length && said.after.startsWith(shown)) {
      kind = "supplied";
      entry = { prefix: place.prefix + place.words, after: said.after.slice(shown.length), suffix: place.suffix };
    } else if (said.after.length > shown.length && said.after.endsWith(shown)) {
      kind = "supplied";
      entry = { prefix: place.prefix, after: said.after.slice(0, -shown.length), suffix: place.words + place.suffix };
    }
    var lines = ["- id: " + said.id, "  line: " + place.line, "  kind: " + kind];
    lines = lines.concat(pairs(entry, ["before", "after", "prefix", "suffix"], "  "));
    lines.push("  reason: " + quoted(composed(said.reason)), "  basis: " + quoted(composed(said.basis)), "  cert: " + said.cert, "  resp: " + quoted(composed(said.author)));
    return lines.concat(works(said.works || []).map(function (line) { return "  " + line; })).join("\n") + "\n";
  }

  window.jiaozhuFiles = { fresh: fresh, today: today, isDate: isDate, note: note, origin: origin, correction: correction };
})();
