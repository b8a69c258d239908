// Search by sound: a query in pinyin, as people type it, and what was meant by a slip. No page is touched here.
(function () {
  "use strict";

  // A query of Latin letters, with or without tones and spaces, as syllables run together; null if it is none.
  function sound(query) {
    var plain = query.normalize("NFD").replace(/[\u0300\u0301\u0304\u030c]/g, "").normalize("NFC").toLowerCase().replace(/ü/g, "v");
    if (!/^[a-z0-9'’\s-]+$/.test(plain) || !/[a-z]/.test(plain)) return null;
    return plain.replace(/([a-z])[1-5](?![0-9])/g, "$1").replace(/[^a-z0-9]/g, "");
  }

  // What sounds so from one syllable on; the last may be cut off, as it is while someone types.
  function sounding(query, aliases) {
    var wanted = sound(query);
    if (!wanted || wanted.length < 2) return [];
    return aliases
      .map(function (alias) {
        var syllables = alias[0].split(" ");
        var joined = syllables.join("");
        var at = 0;
        for (var i = 0; i < syllables.length; i++) {
          if (joined.startsWith(wanted, at)) return { alias: alias, rank: (joined === wanted ? 0 : 2) + (i ? 1 : 0) };
          at += syllables[i].length;
        }
        return null;
      })
      .filter(Boolean)
      .sort(function (a, b) {
        return a.rank - b.rank || a.alias[0].length - b.alias[0].length;
      })
      .map(function (item) {
        return item.alias;
      })
      .filter(unseen(new Set()));
  }

  // Of several sounds or forms of one thing the nearest stands for all.
  function unseen(seen) {
    return function (alias) {
      var key = alias[1] + "#" + alias[2];
      return !seen.has(key) && seen.add(key);
    };
  }

  // For a query that sounds like nothing here: what is a slip or two away.
  function slips(query, aliases) {
    var wanted = sound(query);
    if (!wanted || wanted.length < 4) return [];
    var most = wanted.length < 8 ? 1 : 2;
    var near = [];
    var seen = new Set();
    aliases.forEach(function (alias) {
      var joined = "";
      alias[0].split(" ").forEach(function (syllable, at, all) {
        joined += syllable;
        if (Math.abs(joined.length - wanted.length) > most) return;
        var distance = apart(wanted, joined, most);
        if (distance <= most) near.push({ alias: alias, distance: distance + (at + 1 < all.length ? 0.5 : 0) });
      });
    });
    near.sort(function (a, b) {
      return a.distance - b.distance || a.alias[0].length - b.alias[0].length;
    });
    return near
      .map(function (item) {
        return item.alias;
      })
      .filter(unseen(seen))
      .slice(0, 3);
  }

  // Optimal string alignment: insertions, deletions, changes and swaps of neighbours.
  function apart(a, b, most) {
    var before = null, row = [];
    for (var j = 0; j <= b.length; j++) row.push(j);
    for (var i = 1; i <= a.length; i++) {
      var next = [i];
      for (j = 1; j <= b.length; j++) {
        var cost = a[i - 1] === b[j - 1] ? 0 : 1;
        next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + cost);
        if (before && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min.apply(null, next) > most) return most + 1;
      before = row;
      row = next;
    }
    return row[b.length];
  }

  window.jiaozhuSounds = { sounding: sounding, slips: slips };
})();
