// The filters: their controls, and the state that they stand for.
const Filters = (() => {
  "use strict";
  const { years, codes, claims, settings, places, compare } = Model;
  const { el } = Panel;
  const by = (id) => document.getElementById(id);
  const [from, until, top, play, search] = ["from", "until", "top", "play", "search"].map(by);
  const [precision, weigh, reviewed] = ["min-precision", "weigh", "reviewed"].map(by);
  const PAUSE = 1200; // milliseconds that a year is shown
  // The filters by code, and what the address calls them: as the options of the command do.
  const NAMES = { support: "support", certainty: "certainty", exploitation: "exploitation", victims: "victims",
    sectors: "sector", publication: "publication", kind: "kind" };
  const sets = Object.fromEntries(Object.keys(NAMES).map((name) => [name, new Set()]));
  const boxes = [];
  let changed = () => {}, timer = 0;

  const CHOICES = {
    support: Object.entries(settings.says),
    certainty: [[1, "Asserted"], [0, "Only possible"]],
    ...Object.fromEntries(["exploitation", "victims", "sectors", "publication", "kind"].map((name) => [name, codes[name].map(([, label], id) => [id, label])])),
  };

  // How many claims have a code: those that many have come first.
  function counts(name) {
    const found = new Map();
    for (const claim of claims) {
      for (const code of [name === "certainty" ? claim.asserted : claim[name]].flat()) found.set(code, (found.get(code) ?? 0) + 1);
    }
    return found;
  }

  function box(name, value, label, number) {
    const input = el("input", { type: "checkbox" });
    input.addEventListener("change", () => {
      if (input.checked) sets[name].add(value); else sets[name].delete(value);
      changed();
    });
    boxes.push({ input, name, value });
    return el("label", { className: "choice" }, input, el("span", {}, label),
      number === undefined ? "" : el("small", {}, number.toLocaleString("en")));
  }

  function build(fieldset) {
    const name = fieldset.dataset.filter;
    const number = name === "support" ? new Map() : counts(name);
    const choices = CHOICES[name].filter(([value]) => name === "support" || number.has(value));
    if (["exploitation", "victims", "sectors"].includes(name)) choices.sort(([a], [b]) => number.get(b) - number.get(a));
    fieldset.append(...choices.map(([value, label]) => box(name, value, label, number.get(value))));
    fieldset.hidden = choices.length < 2;
  }

  const codeOf = (name, value) => (name === "support" ? value : name === "certainty" ? ["possible", "asserted"][value] : codes[name][value][0]);

  const minPrecision = () => (precision.validity.valid ? Number(precision.value) : 0);

  // The address of this view: what is filtered, and the place that is looked at.
  function address(place) {
    const view = new URLSearchParams();
    if (Number(from.value) > 0) view.set("from", years[from.value]);
    if (Number(until.value) < years.length - 1) view.set("until", years[until.value]);
    for (const { input, name, value } of boxes) if (input.checked) view.append(NAMES[name], codeOf(name, value));
    if (minPrecision()) view.set("min-precision", minPrecision());
    if (weigh.checked) view.set("weigh", "yes");
    if (reviewed.checked) view.set("reviewed", "yes");
    if (place) view.set("place", place.code);
    return `#${view}`;
  }

  // Set the filters as an address has them; what it names that no claim has is ignored.
  function read(address) {
    const view = new URLSearchParams(address.slice(1));
    for (const { input, name, value } of boxes) {
      input.checked = view.getAll(NAMES[name]).includes(codeOf(name, value));
      if (input.checked) sets[name].add(value); else sets[name].delete(value);
    }
    precision.value = view.get("min-precision") ?? "";
    weigh.checked = view.has("weigh");
    reviewed.checked = view.has("reviewed");
    const at = (name) => years.findIndex((year) => year >= Number(view.get(name)));
    const last = view.has("until") ? years.findLastIndex((year) => year <= Number(view.get("until"))) : -1;
    until.value = last < 0 ? years.length - 1 : last;
    from.value = view.has("from") ? Math.min(Math.max(0, at("from")), until.value) : 0;
    tell();
    return Model.byCode.get(view.get("place"));
  }

  const state = () => ({ ...sets, from: years[from.value] ?? 0, until: years[until.value] ?? 9999,
    minPrecision: minPrecision(), weigh: weigh.checked, reviewed: reviewed.checked });

  function tell() {
    const { from: first, until: last } = state();
    by("span").textContent = years.length ? (first === last ? `${first}` : `${first}–${last}`) : "";
    by("top-value").textContent = top.value;
    for (const each of [from, until]) each.setAttribute("aria-valuetext", String(years[each.value]));
  }

  function span(first, last) {
    [from.value, until.value] = [first, last];
    tell();
    changed();
  }

  // A slider that is pushed past the other takes it along.
  function slide(moved, other, past) {
    stop();
    if (past(Number(moved.value), Number(other.value))) other.value = moved.value;
    tell();
    changed();
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    play.textContent = "▶ Play the years";
    play.setAttribute("aria-pressed", "false");
  }

  function start() {
    let year = 0;
    play.textContent = "■ Stop";
    play.setAttribute("aria-pressed", "true");
    span(0, 0);
    timer = setInterval(() => {
      year += 1;
      if (year < years.length) return span(year, year);
      stop();
      return span(0, years.length - 1);
    }, PAUSE);
  }

  function found(text) {
    const wanted = text.trim().toLocaleLowerCase("en");
    const names = places.map((place) => [place, place.name.toLocaleLowerCase("en")]);
    const match = (test) => names.find(([, name]) => test(name))?.[0];
    return wanted && (match((name) => name === wanted) ?? match((name) => name.startsWith(wanted))
      ?? match((name) => name.includes(wanted)) ?? places.find((place) => place.code.toLowerCase() === wanted));
  }

  function looked(complete) {
    const place = found(search.value);
    const exact = place && place.name.toLocaleLowerCase("en") === search.value.trim().toLocaleLowerCase("en");
    if (place && (complete || exact)) Choice.place(place);
    search.setCustomValidity(search.value && !place ? "No such place in these routes" : "");
    if (complete) search.reportValidity();
    if (!search.value) Choice.clear();
  }

  function reset() {
    stop();
    for (const set of Object.values(sets)) set.clear();
    for (const input of document.querySelectorAll("#filters input[type=checkbox]")) input.checked = false;
    search.value = precision.value = "";
    span(0, years.length - 1);
    Choice.clear();
  }

  function listen(call) {
    document.querySelectorAll("[data-filter]").forEach(build);
    const names = [...new Set(places.map((place) => place.name))].sort(compare);
    by("names").append(...names.map((value) => el("option", { value })));
    for (const each of [from, until]) each.max = Math.max(0, years.length - 1);
    [from.value, until.value] = [0, years.length - 1];
    document.querySelector(".years").hidden = years.length < 2;
    by("sure").hidden = claims.every((claim) => claim.precision === null && !claim.reviewed);
    reviewed.parentElement.hidden = !claims.some((claim) => claim.reviewed);
    for (const each of [precision, weigh, reviewed]) each.addEventListener("input", () => changed());
    by("filters").addEventListener("submit", (event) => event.preventDefault());
    from.addEventListener("input", () => slide(from, until, (a, b) => a > b));
    until.addEventListener("input", () => slide(until, from, (a, b) => a < b));
    top.addEventListener("input", () => { tell(); changed(); });
    play.addEventListener("click", () => (timer ? (stop(), span(0, years.length - 1)) : start()));
    search.addEventListener("input", () => looked(false));
    search.addEventListener("keydown", (event) => event.key === "Enter" && looked(true));
    by("reset").addEventListener("click", reset);
    changed = call;
  }

  function limit(number, preset) {
    top.max = Math.min(400, Math.max(1, number));
    top.value = Math.min(preset, number);
    tell();
  }

  return { listen, limit, state, address, read, top: () => Number(top.value) };
})();
