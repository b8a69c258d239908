// The search itself: folding, loading, finding. No page is touched here; jiaozhu-search.js shows what is found,
// jiaozhu-search-sounds.js knows pinyin.
// Folding is that of search/folding.py.
(function () {
  "use strict";

  var MOST_QUERY = 500; // characters of a query that are looked at
  var ORDER = { text: 0, apparatus: 1, note: 2, figure: 3, term: 4, page: 5 };
  var ENOUGH = 60; // hits after which no further shard is loaded unasked
  var AT_ONCE = 6; // shards loaded side by side
  var MOST_SHARDS = 48; // loaded unasked by one search: some two megabytes
  var RANGES = [["“”„‟「」『』〝〞〟", '"'], ["‘’‚‛", "'"], ["‐‑‒–—―−─━", "-"], ["•‧∙⋅・●", "·"], ["〜∼", "~"], ["ς", "σ"]];
  var DROPPED = "[\\s\\x1c-\\x1f\\x85\\xad\\u034f\\u061c\\u180e\\u2000-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff]";
  // What belongs to the character before it: combining marks, half-width kana marks, Hangul vowels and finals.
  var CLUSTER = /[^][\p{M}\uff9e\uff9f\u1160-\u11ff]*/gu;

  var head = null;
  var base = "";
  var shards = [];
  var slices = [];
  var table = new Map();
  var replaced = null;

  var engine = (window.jiaozhuSearch = {
    head: function (data) {
      head = data;
      RANGES.forEach(function (range) {
        Array.from(range[0]).forEach(function (char) {
          table.set(char, range[1]);
        });
      });
      var from = Array.from(data.traditional[0]);
      var to = Array.from(data.traditional[1]);
      from.forEach(function (char, at) {
        table.set(char, to[at]);
      });
      var chars = Array.from(table.keys()).join("").replace(/[\]\\^-]/g, "\\$&");
      replaced = new RegExp(DROPPED + "|[" + chars + "]", "gu");
      engine.data = data;
    },
    shard: function (number, pages) {
      shards[number] = taken(number, pages);
    },
    slice: function (number, text) {
      slices[number] = text.split(",");
    },
    at: function (address) {
      base = address;
    },
    ready: ready,
    find: find,
    fold: fold,
    place: place,
    words: words,
    slips: function (query) {
      return jiaozhuSounds.slips(query, head.aliases);
    },
    data: null,
    bytes: 0,
  });

  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replace(replaced, function (char) {
      return table.get(char) || "";
    });
  }

  // Loading -----------------------------------------------------------------------------------------------------

  function load(name, version) {
    return jiaozhuPage.load(base + name + (version ? "?v=" + version : ""));
  }

  function ready() {
    return head ? Promise.resolve() : load("head.js");
  }

  function loadShard(number) {
    return shards[number] ? Promise.resolve() : load("shard-" + number + ".js", head.shards[number][0]);
  }

  // A shard's records: one long folded text, and where each record begins in it.
  function taken(number, pages) {
    var first = head.shards[number][1];
    var records = [];
    var parts = [];
    var starts = [];
    var length = 0;
    pages.forEach(function (rows, at) {
      rows.forEach(function (row) {
        var folded = fold(row[2]);
        records.push({ page: first + at, kind: head.kinds[row[0]], anchor: row[1], text: row[2], changed: changes(row) });
        parts.push(folded);
        starts.push(length);
        length += folded.length + 1; // a line feed between: folding leaves none
      });
    });
    return { records: records, starts: starts, text: parts.join("\n") };
  }

  function changes(row) {
    if (!row[3]) return null;
    return row[3].map(function (change) {
      return { start: fold(row[2].slice(0, change[0])).length, end: fold(row[2].slice(0, change[1])).length, act: change[2] };
    });
  }

  // Queries -----------------------------------------------------------------------------------------------------

  // White space parts words. Nothing else means anything: quotation marks are looked for like every other character.
  function words(query) {
    var folded = query.slice(0, MOST_QUERY).split(/\s+/u).map(fold).filter(Boolean);
    return folded.filter(function (word, at) {
      return folded.indexOf(word) === at;
    });
  }

  // Every record of a shard in which the word stands: its index, how often, and where first.
  function scan(shard, word) {
    var hits = [];
    var record = 0;
    var at = shard.text.indexOf(word);
    while (at >= 0) {
      while (record + 1 < shard.starts.length && shard.starts[record + 1] <= at) record += 1;
      var inside = at - shard.starts[record];
      var item = shard.records[record];
      var act = item.changed && touched(item.changed, inside, inside + word.length);
      var counts = !item.changed || act;
      if (counts) {
        var last = hits[hits.length - 1];
        if (last && last.record === record) last.times += 1;
        else hits.push({ record: record, times: 1, at: inside, act: act });
      }
      at = shard.text.indexOf(word, at + (counts ? word.length : 1));
    }
    return hits;
  }

  function touched(changed, start, end) {
    for (var i = 0; i < changed.length; i++) {
      if (start < changed[i].end && end > changed[i].start) return changed[i].act;
      if (changed[i].start === changed[i].end && start < changed[i].start && end > changed[i].start) return changed[i].act;
    }
    return null;
  }

  // Records on the pages of a shard that hold all words; an entry of the glossary is a page of its own.
  function search(number, list) {
    var shard = shards[number];
    var found = list.map(function (word) {
      return scan(shard, word);
    });
    var pages = found.map(function (hits) {
      return new Set(hits.map(unit));
    });
    function unit(hit) {
      var record = shard.records[hit.record];
      return record.kind === "term" ? record.anchor : record.page;
    }
    var merged = new Map();
    found.forEach(function (hits, which) {
      hits.forEach(function (hit) {
        var everywhere = pages.every(function (set) {
          return set.has(unit(hit));
        });
        if (!everywhere) return;
        var known = merged.get(hit.record);
        if (!known) {
          var record = shard.records[hit.record];
          known = { record: record, anchor: hit.act ? "c-" + hit.act : record.anchor, times: 0, spots: [] };
          merged.set(hit.record, known);
        }
        known.times += hit.times;
        known.spots.push([hit.at, hit.at + list[which].length]);
      });
    });
    return Array.from(merged.entries())
      .sort(function (a, b) {
        return a[0] - b[0];
      })
      .map(function (pair) {
        return pair[1];
      });
  }

  // The shards that can hold every word, in the order of the book.
  function candidates(list) {
    var all = head.shards.map(function (shard, number) {
      return number;
    });
    if (!head.index) return Promise.resolve(all);
    var width = head.index.buckets / head.index.slices;
    var buckets = new Set();
    list.forEach(function (word) {
      var chars = Array.from(word);
      if (chars.length === 1) buckets.add(hash(chars));
      for (var i = 0; i + 1 < chars.length; i++) buckets.add(hash(chars.slice(i, i + 2)));
    });
    var needed = Array.from(buckets).slice(0, 24); // more of them hardly narrow it, and each may cost a file
    return Promise.all(
      needed.map(function (bucket) {
        var slice = Math.floor(bucket / width);
        return slices[slice] ? null : load("index-" + slice + ".js");
      })
    ).then(function () {
      return needed.reduce(function (left, bucket) {
        var held = gaps(slices[Math.floor(bucket / width)][bucket % width]);
        return held === null ? left : left.filter(function (number) { return held.has(number); });
      }, all);
    });
  }

  function hash(chars) {
    var value = 0;
    chars.forEach(function (char) {
      value = (Math.imul(value ^ char.codePointAt(0), 2654435761) + 40503) >>> 0;
    });
    return (value >>> 7) % head.index.buckets;
  }

  // A bucket's shards, written as the gaps between them; null for all.
  function gaps(text) {
    if (text === "*") return null;
    var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    var held = new Set();
    var before = -1, value = 0, shift = 0;
    for (var i = 0; i < text.length; i++) {
      var digit = digits.indexOf(text[i]);
      value += (digit & 31) << shift;
      shift += 5;
      if (!(digit & 32)) {
        before += value + 1;
        held.add(before);
        value = shift = 0;
      }
    }
    return held;
  }

  // Finding -----------------------------------------------------------------------------------------------------

  // Promises {words, hits, searched, all, sounds, term}: hits in the order of rank. Unless `whole`, no shard is loaded
  // once there are enough hits; then `searched` is less than `all`, and the count is a lower bound.
  function find(query, options) {
    options = options || {};
    return ready().then(function () {
      var list = words(query);
      var result = { words: list, hits: [], searched: 0, all: 0, sounds: [], term: null, cut: query.length > MOST_QUERY };
      if (!list.length) return result;
      var whole = fold(query);
      result.term = Object.prototype.hasOwnProperty.call(head.terms, whole) ? head.terms[whole] : null;
      result.sounds = jiaozhuSounds.sounding(query, head.aliases);
      return candidates(list).then(function (numbers) {
        numbers = numbers.filter(function (number) {
          return suits(number, options);
        });
        result.all = numbers.length;
        return onward(numbers, 0, list, result, options);
      });
    });
  }

  function suits(number, options) {
    if (!options.source && !options.year) return true;
    var shard = head.shards[number];
    return head.pages.slice(shard[1], shard[1] + shard[2]).some(function (page) {
      return (!options.source || (page[2] >= 0 && head.sources[page[2]][0] === options.source)) && (!options.year || page[3] === options.year);
    });
  }

  function onward(numbers, from, list, result, options) {
    var loaded = from;
    while (loaded < numbers.length && shards[numbers[loaded]]) loaded += 1;
    var some = numbers.slice(from, loaded === from ? from + (head.index ? AT_ONCE : numbers.length) : loaded);
    return Promise.all(some.map(loadShard)).then(function () {
      if (options.stale && options.stale()) return result;
      some.forEach(function (number) {
        search(number, list).forEach(function (hit) {
          result.hits.push(hit);
        });
      });
      result.searched = from + some.length;
      result.loaded = (result.loaded || 0) + (loaded === from ? some.length : 0);
      var enough = head.index && !options.whole && (result.hits.length >= ENOUGH || result.loaded >= MOST_SHARDS);
      if (result.searched < numbers.length && !enough) return onward(numbers, result.searched, list, result, options);
      rank(result);
      return result;
    });
  }

  // The entry of the term that was asked for; then by how many of the words stand together, and how near.
  function rank(result) {
    var several = result.words.length > 1;
    result.hits.forEach(function (hit, order) {
      var isEntry = hit.record.kind === "term" && hit.record.anchor === result.term;
      var starts = hit.record.kind === "term" && hit.spots.some(function (spot) { return spot[0] === 0; });
      var low = Math.min.apply(null, hit.spots.map(function (spot) { return spot[0]; }));
      var high = Math.max.apply(null, hit.spots.map(function (spot) { return spot[1]; }));
      hit.keys = [isEntry ? 0 : starts && !several ? 1 : 2, several ? -hit.spots.length : 0, several ? high - low : 0, ORDER[hit.record.kind], order];
    });
    result.hits.sort(function (a, b) {
      for (var i = 0; i < a.keys.length; i++) if (a.keys[i] !== b.keys[i]) return a.keys[i] - b.keys[i];
      return 0;
    });
  }

  // Where the folded stretch [start, end) stands in the text as it is.
  function place(text, start, end) {
    var at = 0, folded = 0, from = -1;
    var clusters = text.match(CLUSTER) || [];
    for (var i = 0; i < clusters.length; i++) {
      var length = fold(clusters[i]).length;
      if (from < 0 && folded + length > start) from = at;
      folded += length;
      at += clusters[i].length;
      if (folded >= end) return [from, at];
    }
    return [from < 0 ? 0 : from, text.length];
  }
})();
