// Finds a medicine by its name, with typos: exact names first, then beginnings, then the nearest by edit distance.
// Pages are read without this; a form that is sent without it leads to the A-Z.
(() => {
  "use strict";
  const root = document.currentScript.dataset.root;
  const SHOWN = 8;
  let names = null;

  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();

  // assets/names.js calls this; site/assets.py tells the form of its lists.
  window.monographNames = (folders, titles, pages, others) => {
    let before = "";
    names = titles.map((packed, index) => {
      const title = before.slice(0, packed.charCodeAt(0) - 35) + packed.slice(1);
      before = title;
      const folded = fold(title);
      let page = pages[index];
      if (typeof page === "number") page = page + "/" + title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
      const cut = page.indexOf("/");
      const folder = folders[page.slice(0, cut)];
      const path = "medicines/" + (folder ? folder + "/" : "") + page.slice(cut + 1) + ".html";
      return { title, folded, words: folded.split(" ").map(measured), letters: letters(folded), url: root + path.split("/").map(encodeURIComponent).join("/") };
    });
    for (let index = 0; index < others.length; index += 2) {
      const folded = fold(others[index]), page = names[others[index + 1]];
      names.push({ title: others[index] + ": " + page.title, folded, words: folded.split(" ").map(measured), letters: letters(folded), url: page.url });
    }
    document.dispatchEvent(new Event("names"));
  };

  const load = () => {
    if (names || document.querySelector("script[data-names]")) return;
    const script = document.createElement("script");
    script.dataset.names = "";
    script.src = root + "assets/names.js";
    document.head.append(script);
  };

  // Edits (a letter put in, left out, changed, or two swapped) from a to b, or more than most. Only the cells of the
  // table that lie within most of its diagonal can matter; the three rows are kept from call to call.
  const rows = [new Uint8Array(512), new Uint8Array(512), new Uint8Array(512)];
  const edits = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most || b.length > 500) return most + 1;
    let [last, row, next] = rows;
    for (let j = 0; j <= b.length; j++) row[j] = Math.min(j, most + 1);
    for (let i = 1; i <= a.length; i++) {
      const from = Math.max(1, i - most), to = Math.min(b.length, i + most);
      next[from - 1] = from === 1 ? Math.min(i, most + 1) : most + 1;
      let least = next[from - 1];
      for (let j = from; j <= to; j++) {
        let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, last[j - 2] + 1);
        next[j] = cost;
        if (cost < least) least = cost;
      }
      if (to < b.length) next[to + 1] = most + 1;
      if (least > most) return most + 1;
      [last, row, next] = [row, next, last];
    }
    return row[b.length];
  };

  // Which of 36 letters and digits a text has; a letter that only one of two texts has costs an edit.
  const letters = (text) => {
    let low = 0, high = 0;
    for (const sign of text) {
      const code = sign.charCodeAt(0);
      if (code >= 97) low |= 1 << (code - 97);
      else if (code >= 48) high |= 1 << (code - 48);
    }
    return [low, high];
  };
  const measured = (text) => ({ text, letters: letters(text) });
  const count = (bits) => { let sum = 0; for (; bits; bits &= bits - 1) sum++; return sum; };
  const missing = (from, within) => count(from[0] & ~within[0]) + count(from[1] & ~within[1]);

  // 0 is best: the whole name, its beginning, beginnings of its words, anywhere in it.
  const plain = (query, words, name) => {
    if (name.folded === query) return 0;
    if (name.folded.startsWith(query)) return 1;
    if (words.every((word) => name.words.some((own) => own.text.startsWith(word.text)))) return 2;
    return name.folded.includes(query) ? 3 : Infinity;
  };

  // By edits: of the whole name, or of each word against the beginning of one of the name's.
  const near = (query, words, name) => {
    const most = Math.min(3, Math.ceil(query.text.length / 5));
    if (missing(query.letters, name.letters) > most) return Infinity;
    if (missing(name.letters, query.letters) <= most) {
      const whole = edits(query.text, name.folded, most);
      if (whole <= most) return 4 + whole;
    }
    let sum = 0;
    for (const word of words) {
      const allowed = word.text.length < 4 ? 0 : word.text.length < 8 ? 1 : 2;
      let best = allowed + 1;
      for (const own of name.words) {
        if (own.text.length < word.text.length - allowed || missing(word.letters, own.letters) > allowed) continue;
        best = Math.min(best, edits(word.text, own.text.slice(0, word.text.length), allowed));
      }
      if (best > allowed) return Infinity;
      sum += best;
    }
    return 5 + sum;
  };

  const search = (text) => {
    const folded = fold(text), query = measured(folded), words = folded.split(" ").map(measured);
    if (!folded || !names) return [];
    const best = (score) => names.map((name) => ({ name, score: score(name) })).filter((hit) => hit.score < Infinity)
      .sort((a, b) => a.score - b.score || a.name.folded.length - b.name.folded.length);
    const hits = best((name) => plain(folded, words, name)).slice(0, SHOWN);
    if (hits.length < SHOWN) {
      const had = new Set(hits.map((hit) => hit.name));
      hits.push(...best((name) => (had.has(name) ? Infinity : near(query, words, name))).slice(0, SHOWN - hits.length));
    }
    const pages = new Set();
    return hits.map((hit) => hit.name).filter((name) => !pages.has(name.url) && pages.add(name.url));
  };
  window.monographSearch = search;

  document.querySelectorAll("form.find").forEach((form, number) => {
    const input = form.querySelector("input");
    const list = document.createElement("ul");
    list.id = "found-" + number;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Medicines found");
    form.append(list);
    for (const [key, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) input.setAttribute(key, value);
    let hits = [], at = -1;

    const choose = (index) => {
      at = index;
      [...list.children].forEach((item, own) => item.setAttribute("aria-selected", own === at));
      if (at < 0) input.removeAttribute("aria-activedescendant");
      else { input.setAttribute("aria-activedescendant", list.children[at].id); list.children[at].scrollIntoView({ block: "nearest" }); }
    };
    const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); choose(-1); };
    const show = () => {
      hits = search(input.value);
      list.replaceChildren(...hits.map((hit, index) => {
        const item = document.createElement("li");
        item.id = list.id + "-" + index;
        item.setAttribute("role", "option");
        item.textContent = hit.title;
        item.addEventListener("mousedown", (event) => { event.preventDefault(); location.href = hit.url; });
        return item;
      }));
      const nothing = names && !hits.length && fold(input.value);
      if (nothing) {
        const item = document.createElement("li");
        item.className = "nothing";
        item.setAttribute("role", "option");
        item.setAttribute("aria-disabled", "true");
        item.textContent = "Nothing found under this name. The A–Z lists every medicine.";
        list.append(item);
      }
      list.hidden = !hits.length && !nothing;
      input.setAttribute("aria-expanded", String(!list.hidden));
      choose(-1);
    };

    input.addEventListener("focus", load);
    input.addEventListener("input", () => { load(); show(); });
    input.addEventListener("blur", close);
    document.addEventListener("names", () => { if (document.activeElement === input) show(); });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (hits.length) choose((at + (event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1) + hits.length) % hits.length);
      }
    });
    form.addEventListener("submit", (event) => {
      show();
      if (hits.length) { event.preventDefault(); location.href = hits[Math.max(at, 0)].url; }
    });
  });

  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || /input|textarea|select/i.test(event.target.tagName)) return;
    event.preventDefault();
    document.querySelector("form.find.large input, form.find input").focus();
  });
  addEventListener("beforeprint", () => document.querySelectorAll(".text details").forEach((details) => { details.open = true; }));
})();
