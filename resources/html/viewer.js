"use strict";
(() => {
  const find = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const board = JSON.parse(find("#board").textContent);
  const words = board.words;
  const wall = find("#wall"), view = find("#view"), side = find("#side");
  const query = find("#query"), count = find("#count");
  const whole = { x: 0, y: 0, width: +wall.dataset.width, height: +wall.dataset.height };
  const seen = { ...whole };
  const told = new Map(board.stickies.map((sticky) => [sticky.id, sticky]));
  const drawn = new Map();
  const order = board.stickies;
  let focused = null, chosen = null, hits = [], hit = -1, kinds = new Set();

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    for (const child of children) if (child !== null) made.append(child);
    return made;
  };
  const filled = (phrase, values) => phrase.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const line = (text) => text.replace(/\s+/g, " ").trim();

  // What is seen of the board.
  const show = () => {
    wall.setAttribute("viewBox", [seen.x, seen.y, seen.width, seen.height].map((n) => n.toFixed(2)).join(" "));
  };
  const scale = () => {
    const room = view.getBoundingClientRect();
    return Math.max(seen.width / Math.max(room.width, 1), seen.height / Math.max(room.height, 1));
  };
  const limited = () => {
    seen.width = Math.min(Math.max(seen.width, 120), whole.width * 4);
    seen.height = Math.min(Math.max(seen.height, 120 * whole.height / whole.width), whole.height * 4);
    const middle = (at, length, all) => Math.min(Math.max(at + length / 2, 0), all) - length / 2;
    seen.x = middle(seen.x, seen.width, whole.width);
    seen.y = middle(seen.y, seen.height, whole.height);
    show();
  };
  const at = (x, y) => {
    const place = new DOMPoint(x, y).matrixTransform(wall.getScreenCTM().inverse());
    return { x: place.x, y: place.y };
  };
  const zoom = (factor, x, y) => {
    const room = view.getBoundingClientRect();
    const still = at(x ?? room.left + room.width / 2, y ?? room.top + room.height / 2);
    const width = Math.min(Math.max(seen.width / factor, 120), whole.width * 4);
    const by = width / seen.width;
    seen.x = still.x - (still.x - seen.x) * by;
    seen.y = still.y - (still.y - seen.y) * by;
    seen.width = width;
    seen.height *= by;
    limited();
  };
  const fit = () => { Object.assign(seen, whole); show(); };
  const pan = (across, down) => { seen.x += across; seen.y += down; limited(); };
  const reveal = (id) => {
    const [x, y, width, height] = told.get(id).box;
    const room = view.getBoundingClientRect();
    const near = scale() > 2.2;
    if (near) {
      seen.width = room.width * 1.4;
      seen.height = room.height * 1.4;
    }
    const margin = 40;
    const outside = x < seen.x + margin || y < seen.y + margin
      || x + width > seen.x + seen.width - margin || y + height > seen.y + seen.height - margin;
    if (near || outside) {
      seen.x = x + width / 2 - seen.width / 2;
      seen.y = y + height / 2 - seen.height / 2;
    }
    limited();
  };

  // Frames round what was found and what is chosen.
  const space = "http://www.w3.org/2000/svg";
  const halo = (id, name) => {
    const card = drawn.get(id), [, , width, height] = told.get(id).box;
    if (!card) return;
    const frame = document.createElementNS(space, "rect"), far = 6;
    for (const [key, value] of Object.entries({
      x: -far, y: -far, width: width + 2 * far, height: height + 2 * far, rx: 6, class: `halo ${name}`,
    })) frame.setAttribute(key, value);
    card.prepend(frame);
  };
  const haloes = () => {
    for (const old of all(".halo", wall)) old.remove();
    for (const id of hits.slice(0, 500)) halo(id, "hit");
    if (chosen !== null) halo(chosen, "chosen");
  };

  // Lists and details.
  const go = (id, marked = "") => {
    const sticky = told.get(id);
    const text = element("span", { lang: board.language });
    if (marked) marks(text, line(sticky.text), marked); else text.textContent = line(sticky.text) || "…";
    const button = element("button", { type: "button", class: "go" }, text,
      element("small", {}, [sticky.label, sticky.lane].filter(Boolean).join(" · ")));
    const card = drawn.get(id);
    if (card) button.style.borderLeftColor = colours.get(sticky.kind) ?? "";
    button.addEventListener("click", () => choose(id));
    return button;
  };
  const marks = (into, text, wanted) => {
    const from = plain(text).indexOf(wanted);
    if (from < 0 || plain(text).length !== text.length) { into.textContent = text; return; }
    into.append(text.slice(0, from), element("mark", {}, text.slice(from, from + wanted.length)), text.slice(from + wanted.length));
  };
  const listed = (title, ids) => (ids ?? []).length === 0 ? [] : [element("h3", {}, title), ...ids.filter((id) => told.has(id)).map((id) => go(id))];
  const detail = (id) => {
    const sticky = told.get(id);
    const parts = [element("p", { class: "label" }, sticky.label), element("p", { class: "text", lang: board.language }, sticky.text || "…")];
    if (sticky.facts) {
      const rows = element("dl", { class: "rows" });
      for (const [name, value] of sticky.facts) rows.append(element("dt", {}, name), element("dd", {}, value));
      parts.push(rows);
    }
    for (const [name, text] of sticky.prose ?? []) parts.push(element("h3", {}, name), element("p", { class: "prose" }, text));
    if (sticky.fields) {
      const table = element("table", {}, element("tr", {}, ...board.titles.field.map((each) => element("th", { scope: "col" }, each))));
      for (const [name, type, more, about] of sticky.fields) {
        table.append(element("tr", {}, element("td", {}, name), element("td", {}, element("code", {}, type)), element("td", {}, [more, about].filter(Boolean).join("; "))));
      }
      parts.push(element("h3", {}, board.titles.fields), table);
    }
    if (sticky.levels) parts.push(element("h3", {}, board.titles.levels), element("ul", {}, ...sticky.levels.map((each) => element("li", {}, each))));
    for (const [mode, help, signal] of sticky.failures ?? []) {
      parts.push(element("h3", {}, `${board.titles.mode}: ${mode}`));
      if (help) parts.push(element("p", { class: "prose" }, help));
      if (signal) parts.push(element("p", { class: "prose quiet" }, signal));
    }
    parts.push(...listed(board.titles.in, sticky.in), ...listed(board.titles.out, sticky.out), ...listed(board.titles.pins, sticky.pins));
    const found = board.findings.filter((each) => each.stickies.includes(id));
    if (found.length) parts.push(element("h3", {}, board.titles.findings), ...found.map((each) => finding(each, false)));
    find("#details").replaceChildren(...parts);
    find("#details").scrollTop = 0;
  };
  const finding = (each, links) => element("div", { class: `finding ${each.level}` },
    element("p", { class: "label" }, each.label), element("p", {}, each.message), element("p", { class: "quiet" }, each.remedy),
    ...(links ? each.stickies.slice(0, 12).map((id) => go(id)) : []));

  // Choosing and moving about.
  const focusOn = (id, silent = false) => {
    if (focused !== null) drawn.get(focused)?.setAttribute("tabindex", "-1");
    focused = id;
    const card = drawn.get(id);
    if (!card) return;
    card.setAttribute("tabindex", "0");
    if (!silent) card.focus({ preventScroll: true });
  };
  const choose = (id, toCard = false) => {
    chosen = id;
    detail(id);
    tab("details");
    if (document.body.classList.contains("wide")) panel(true);
    reveal(id);
    focusOn(id, !toCard);
    if (!toCard) find("#details").focus({ preventScroll: true });
    haloes();
  };
  const step = () => {
    const first = focused ?? order[0]?.id;
    if (first === undefined) return;
    focusOn(first);
    reveal(first);
  };
  const beside = (key) => {
    const from = told.get(focused)?.box;
    if (!from) return;
    const [x, y] = [from[0] + from[2] / 2, from[1] + from[3] / 2];
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const [across, down] = ways[key];
    let best = null, least = Infinity;
    for (const other of order) {
      if (other.id === focused) continue;
      const dx = other.box[0] + other.box[2] / 2 - x, dy = other.box[1] + other.box[3] / 2 - y;
      const along = dx * across + dy * down, aside = Math.abs(dx * down) + Math.abs(dy * across);
      const far = along + 3 * aside;
      if (along > 1 && aside <= 3 * along && far < least) { best = other.id; least = far; }
    }
    if (best !== null) { focusOn(best); reveal(best); }
  };

  // Search.
  const haystack = board.stickies.map((sticky) => [sticky.id, plain([
    sticky.text, sticky.label, sticky.lane, ...(sticky.facts ?? []).map((row) => row[1]),
    ...(sticky.fields ?? []).map((row) => row[0]), ...(sticky.prose ?? []).map((row) => row[1]),
  ].join("\n"))]);
  const search = () => {
    const wanted = plain(query.value.trim());
    const isShown = (id) => kinds.size === 0 || kinds.has(told.get(id).kind);
    const active = wanted !== "" || kinds.size > 0;
    hits = active ? haystack.filter(([id, text]) => text.includes(wanted) && isShown(id)).map(([id]) => id) : [];
    hit = -1;
    wall.classList.toggle("searching", active);
    const found = new Set(hits);
    for (const [id, card] of drawn) card.classList.toggle("hit", found.has(id));
    for (const mark of all(".mark", wall)) mark.classList.toggle("hit", found.has(mark.getAttribute("data-on")));
    count.textContent = !active ? "" : hits.length ? `${hits.length}` : words.none;
    for (const name of ["next", "previous"]) find(`#${name}`).disabled = hits.length === 0;
    if (wanted) {
      find("#details").replaceChildren(element("h2", {}, `${words.search}: ${query.value.trim()}`),
        ...(hits.length ? hits.slice(0, 200).map((id) => go(id, wanted)) : [element("p", { class: "quiet" }, words.none)]));
      tab("details");
    }
    haloes();
  };
  const toHit = (by) => {
    if (!hits.length) return;
    hit = (hit + by + hits.length) % hits.length;
    count.textContent = filled(words.hits, { n: hit + 1, total: hits.length });
    chosen = hits[hit];
    detail(chosen);
    reveal(chosen);
    focusOn(chosen, true);
    haloes();
  };
  const clear = () => { query.value = ""; kinds.clear(); for (const each of all(".kind")) each.setAttribute("aria-pressed", "false"); search(); };

  // The panel.
  const tabs = all("[role=tab]");
  const tab = (name, focus = false) => {
    for (const each of tabs) {
      const is = each.getAttribute("aria-controls") === name;
      each.setAttribute("aria-selected", String(is));
      each.tabIndex = is ? 0 : -1;
      find(`#${each.getAttribute("aria-controls")}`, side).hidden = !is;
      if (is && focus) each.focus();
    }
  };
  const panel = (open) => {
    document.body.classList.toggle("wide", !open);
    find("#panel").setAttribute("aria-expanded", String(open));
  };
  tabs.forEach((each, place) => {
    each.addEventListener("click", () => tab(each.getAttribute("aria-controls")));
    each.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (by) { tab(tabs[(place + by + tabs.length) % tabs.length].getAttribute("aria-controls"), true); event.preventDefault(); }
    });
  });

  // Cards become buttons that a screen reader names.
  const colours = new Map();
  for (const swatch of all(".kind")) colours.set(swatch.dataset.kind, find("rect", swatch).getAttribute("fill"));
  for (const card of all(".sticky", wall)) {
    const sticky = told.get(card.getAttribute("data-id"));
    if (!sticky) continue;
    drawn.set(sticky.id, card);
    card.setAttribute("role", "button");
    card.setAttribute("tabindex", "-1");
    card.setAttribute("aria-label", `${sticky.label}: ${line(sticky.text)}`);
  }
  if (order.length) focusOn(order[0].id, true);
  for (const context of board.contexts) {
    const about = element("summary", {}, context.name, element("small", {}, [context.about, context.stickies.length].filter(Boolean).join(" · ")));
    const list = element("details", {}, about);
    if (context.text) list.append(element("p", { class: "prose" }, context.text));
    for (const each of context.relations ?? []) list.append(element("p", { class: "quiet" }, each));
    list.append(element("div", { class: "list" }, ...context.stickies.map((id) => go(id))));
    find("#contexts").append(list);
  }
  for (const each of board.hotspots) {
    const button = go(each.id);
    find("small", button).textContent = each.about;
    find("#hotspots").append(button);
  }
  for (const each of board.findings) find("#findings").append(finding(each, true));
  for (const name of ["hotspots", "findings"]) if (board[name].length) find(`#${name} .none`).remove();

  // Pointers: one moves, two pinch; a press that stays in place chooses.
  const held = new Map();
  let begun = null, last = null;
  const between = () => {
    const [one, other] = [...held.values()];
    return other ? { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2, apart: Math.hypot(one.x - other.x, one.y - other.y) } : { ...one, apart: 0 };
  };
  view.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
    begun = held.size === 1 ? { x: event.clientX, y: event.clientY, card: event.target.closest(".sticky") } : null;
    last = between();
  });
  view.addEventListener("pointermove", (event) => {
    if (!held.has(event.pointerId)) return;
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const now = between();
    if (begun && Math.hypot(now.x - begun.x, now.y - begun.y) > 5) {
      begun = null;
      view.setPointerCapture(event.pointerId);
      view.classList.add("held");
    }
    if (!begun) {
      pan((last.x - now.x) * scale(), (last.y - now.y) * scale());
      if (now.apart && last.apart) zoom(now.apart / last.apart, now.x, now.y);
    }
    if (!begun || now.apart) last = now;
  });
  const release = (event) => {
    if (!held.delete(event.pointerId)) return;
    view.classList.remove("held");
    if (begun && event.type === "pointerup") {
      const id = begun.card?.getAttribute("data-id");
      if (id !== undefined && told.has(id)) choose(id, true);
      else { chosen = null; haloes(); }
    }
    begun = null;
    if (held.size) last = between();
  };
  view.addEventListener("pointerup", release);
  view.addEventListener("pointercancel", release);
  view.addEventListener("wheel", (event) => {
    event.preventDefault();
    if (event.shiftKey) pan((event.deltaX || event.deltaY) * scale(), 0);
    else zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), event.clientX, event.clientY);
  }, { passive: false });
  view.addEventListener("focusin", (event) => {
    const id = event.target.closest?.(".sticky")?.getAttribute("data-id");
    if (id !== null && id !== undefined && told.has(id) && event.target.matches(":focus-visible")) { focused = id; reveal(id); chosen = id; haloes(); }
  });

  // Keys.
  view.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onCard = event.target.closest?.(".sticky");
    const far = 120 * scale();
    const moves = { ArrowLeft: [-far, 0], ArrowRight: [far, 0], ArrowUp: [0, -far], ArrowDown: [0, far] };
    if (moves[event.key]) {
      if (onCard && !event.shiftKey) beside(event.key); else pan(...moves[event.key]);
    } else if (event.key === "Enter" || event.key === " ") {
      if (onCard) choose(onCard.getAttribute("data-id"), true); else step();
    } else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") { clear(); chosen = null; haloes(); view.focus(); return; }
    if (event.target === query) {
      if (event.key === "Enter") { toHit(event.shiftKey ? -1 : 1); event.preventDefault(); }
      return;
    }
    const keys = { "/": () => { query.focus(); query.select(); }, "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), "0": fit };
    if (keys[event.key]) { keys[event.key](); event.preventDefault(); }
  });
  find(".search").addEventListener("submit", (event) => event.preventDefault());
  query.addEventListener("input", search);
  find("#next").addEventListener("click", () => toHit(1));
  find("#previous").addEventListener("click", () => toHit(-1));
  find("#in").addEventListener("click", () => zoom(1.25));
  find("#out").addEventListener("click", () => zoom(0.8));
  find("#fit").addEventListener("click", fit);
  find("#print").addEventListener("click", () => print());
  find("#panel").addEventListener("click", () => panel(document.body.classList.contains("wide")));
  for (const each of all(".kind")) each.addEventListener("click", () => {
    const kind = each.dataset.kind, is = !kinds.has(kind);
    if (is) kinds.add(kind); else kinds.delete(kind);
    each.setAttribute("aria-pressed", String(is));
    const open = tabs.find((one) => one.getAttribute("aria-selected") === "true").getAttribute("aria-controls");
    search();
    tab(open);
  });

  // Light or dark, as the machine is unless it is chosen here; paper is always light.
  const dim = matchMedia("(prefers-color-scheme: dark)");
  const theme = (dark) => { document.documentElement.dataset.theme = dark ? "dark" : "light"; };
  theme(dim.matches);
  dim.addEventListener("change", () => theme(dim.matches));
  find("#theme").addEventListener("click", () => theme(document.documentElement.dataset.theme !== "dark"));
  let before = null;
  addEventListener("beforeprint", () => {
    before = { ...seen, theme: document.documentElement.dataset.theme };
    fit();
    theme(false);
    for (const each of all("#contexts details")) each.open = true;
  });
  addEventListener("afterprint", () => {
    if (!before) return;
    theme(before.theme === "dark");
    for (const name of ["x", "y", "width", "height"]) seen[name] = before[name];
    show();
  });
  fit();
})();
