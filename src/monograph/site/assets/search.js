// Finds a medicine by its name, with typos: exact names first, then beginnings, then the nearest by edit distance.
// Pages are read without this; a form that is sent without it leads to the A-Z.
(() => {
  "use strict";
  const root = document.currentScript.dataset.root;
  const SHOWN = 8;
  let names = null;

  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();

  // assets/names.js calls this; site/assets.py tells the form of its lists.
  window.monographNames = (folders, titles, pages) => {
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
      return { title, folded, words: folded.split(" "), url: root + path.split("/").map(encodeURIComponent).join("/") };
    });
    document.dispatchEvent(new Event("names"));
  };

  const load = () => {
    if (names || document.querySelector("script[data-names]")) return;
    const script = document.createElement("script");
    script.dataset.names = "";
    script.src = root + "assets/names.js";
    document.head.append(script);
  };

  // Edits (a letter put in, left out, changed, or two swapped) from a to b, or more than most.
  const edits = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let last = [], row = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, last[j - 2] + 1);
        next.push(cost);
        least = Math.min(least, cost);
      }
      if (least > most) return most + 1;
      last = row;
      row = next;
    }
    return row[b.length];
  };

  // 0 is best. Exact, beginning, beginning of a word, anywhere, then by edits of the whole name or of one word each.
  const score = (query, words, name) => {
    if (name.folded === query) return 0;
    if (name.folded.startsWith(query)) return 1 + name.folded.length / 1000;
    if (words.every((word) => name.words.some((own) => own.startsWith(word)))) return 2 + name.folded.length / 1000;
    if (name.folded.includes(query)) return 3 + name.folded.length / 1000;
    const most = Math.min(3, Math.ceil(query.length / 5));
    const whole = edits(query, name.folded, most);
    if (whole <= most) return 4 + whole;
    if (name.words.length < words.length) return Infinity;
    let sum = 0;
    for (const word of words) {
      const allowed = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
      let best = allowed + 1;
      for (const own of name.words) best = Math.min(best, edits(word, own.length > word.length ? own.slice(0, word.length) : own, allowed));
      if (best > allowed) return Infinity;
      sum += best;
    }
    return 5 + sum + name.folded.length / 1000;
  };

  const search = (text) => {
    const query = fold(text), words = query.split(" ");
    if (!query || !names) return [];
    return names.map((name) => ({ name, score: score(query, words, name) })).filter((hit) => hit.score < Infinity)
      .sort((a, b) => a.score - b.score).slice(0, SHOWN).map((hit) => hit.name);
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
      list.hidden = !hits.length;
      input.setAttribute("aria-expanded", String(!!hits.length));
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
