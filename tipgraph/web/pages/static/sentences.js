// The search of sentences. A server answers it; a site without one has an index in files, which are scripts
// because a browser does not let a page in a folder read other files.
"use strict";

const form = document.getElementById("sentences");
const given = new URLSearchParams(location.search);
const FACETS = { country: "Country", year: "Year", publication: "Publication", kind: "Kind of claim", code: "Code", status: "Status" };
const ROWS = 20;
const SHOWN = 10;
const start = Math.max(0, Number.parseInt(given.get("start") ?? "0", 10) || 0);
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const asked = given.get("q") ?? "";
const phrases = [...asked.matchAll(/"([^"]*)"/g)].map(([, inside]) => wordsOf(inside)).filter((phrase) => phrase.length);
const words = [...plain(asked.replace(/"[^"]*"/g, " ")).matchAll(/([\p{L}\p{N}]+)(\*?)/gu)].map(([, word, star]) => ({ word, star }));
const hasPhrases = (text) => phrases.every((phrase) => ` ${wordsOf(text).join(" ")} `.includes(` ${phrase.join(" ")} `));
const matches = (word) => words.some((each) => (each.star ? word.startsWith(each.word) : word === each.word));

// The index: each file hands over its part by this name.
const parts = new Map();
const base = form.dataset.source.replace(/all\.js$/, "");
window.searchPart = (name, content) => parts.get(name).resolve(content);

function part(name) {
  if (!parts.has(name)) {
    const waiting = {};
    waiting.content = new Promise((resolve, reject) => Object.assign(waiting, { resolve, reject }));
    parts.set(name, waiting);
    const script = document.createElement("script");
    script.src = `${base}${name}.js`;
    script.onerror = () => waiting.reject(new Error(`${name} is missing`));
    document.head.append(script);
  }
  return parts.get(name).content;
}

const fileOf = (word) => `words-${[...word.slice(0, 2)].map((each) => (/[a-z0-9]/.test(each) ? each : `_${each.codePointAt(0).toString(16)}`)).join("")}`;

async function withWord({ word, star }, index) {
  const files = index.files.filter((name) => (star && word.length < 2 ? name.startsWith(fileOf(word)) : name === fileOf(word)));
  const found = new Set();
  for (const known of await Promise.all(files.map(part))) {
    for (const [token, numbers] of Object.entries(known)) {
      if (star ? token.startsWith(word) : token === word) {
        let number = 0;
        for (const step of numbers) found.add((number += step));
      }
    }
  }
  return found;
}

function facetsOf(index, number) {
  const [report, ...claims] = index.sentences[number];
  const [, country, year, publication] = index.reports[report];
  return claims.map((claim) => {
    const [kind, status, codes] = index.claims[claim];
    return { country: [country], year: [String(year)], publication: [publication], kind: [kind], status: status ? [status] : [], code: codes };
  });
}

const chosen = Object.keys(FACETS).filter((facet) => given.get(facet));
const passes = (claim) => chosen.every((facet) => claim[facet].includes(given.get(facet)));

function counted(index, numbers) {
  const counts = Object.fromEntries(Object.keys(FACETS).map((facet) => [facet, new Map()]));
  for (const number of numbers) {
    const claims = facetsOf(index, number).filter(passes);
    for (const [facet, count] of Object.entries(counts)) {
      for (const value of new Set(claims.flatMap((claim) => claim[facet]))) count.set(value, (count.get(value) ?? 0) + 1);
    }
  }
  const order = (facet) => (one, other) => (facet === "year" ? other[0] - one[0] : other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
  return Object.fromEntries(Object.entries(counts).map(([facet, count]) => [
    facet,
    [...count].sort(order(facet)).map(([value, number]) => ({ value, label: index.labels[facet]?.[value] ?? value, count: number })),
  ]));
}

function pieces(text) {
  const found = text.split(/([\p{L}\p{N}\p{M}]+)/u).filter(Boolean).map((piece) => [piece, matches(plain(piece))]);
  const places = found.flatMap(([piece], at) => (wordsOf(piece).length ? [at] : []));
  for (const phrase of phrases) {
    for (let first = 0; first + phrase.length <= places.length; first += 1) {
      const run = places.slice(first, first + phrase.length);
      if (phrase.every((word, number) => plain(found[run[number]][0]) === word))
        for (let at = run[0]; at <= run.at(-1); at += 1) found[at][1] = true;
    }
  }
  return found.reduce((joined, [piece, isMarked]) => {
    const last = joined.at(-1);
    if (last && last[1] && isMarked) last[0] += piece;
    else joined.push([piece, isMarked]);
    return joined;
  }, []);
}

async function quoteOf(index, number) {
  const texts = await part(`text-${Math.floor(number / index.size)}`);
  return texts[number % index.size][0];
}

async function hit(index, number) {
  const [title, , , , page] = index.reports[index.sentences[number][0]];
  const [quote, fragment, claims] = (await part(`text-${Math.floor(number / index.size)}`))[number % index.size];
  const at = (each) => `${page}#${each}`;
  return { page: at(fragment), title, parts: pieces(quote), claims: claims.map(([kind, what, where]) => ({ kind, what, page: at(where) })) };
}

async function fromFiles() {
  const index = await part("all");
  let numbers = index.sentences.map((_, number) => number);
  for (const word of [...words, ...phrases.flat().map((each) => ({ word: each, star: "" }))]) {
    const found = await withWord(word, index);
    numbers = numbers.filter((number) => found.has(number));
  }
  if (phrases.length) {
    const texts = await Promise.all(numbers.map((number) => quoteOf(index, number)));
    numbers = numbers.filter((_, at) => hasPhrases(texts[at]));
  }
  numbers = numbers.filter((number) => facetsOf(index, number).some(passes));
  const hits = await Promise.all(numbers.slice(start, start + ROWS).map((number) => hit(index, number)));
  return { total: numbers.length, hits, facets: counted(index, numbers) };
}

async function fromServer() {
  const response = await fetch(`${form.dataset.source}${location.search}`, { headers: { Accept: "application/json" } });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? response.statusText);
  return answer;
}

function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

// The address of this search with another value; without a value, the facet is not chosen.
function address(name, value) {
  const changed = new URLSearchParams([...given].filter(([key, each]) => each && key !== name && key !== "start"));
  if (value !== undefined) changed.set(name, value);
  return `?${changed}`;
}

function facet(name, values) {
  const picked = given.get(name);
  const spaced = (text) => (name === "kind" ? text.replace("-", " ") : text);
  const row = ({ value, label, count }) => element("li", {}, element("a", { href: address(name, value) }, spaced(label)), " ", element("small", {}, count.toLocaleString("en")));
  const label = spaced(values.find((each) => each.value === picked)?.label ?? picked ?? "");
  const content = picked
    ? [element("p", {}, element("strong", {}, label), " ", element("a", { href: address(name) }, "any"))]
    : [element("ul", {}, ...values.slice(0, SHOWN).map(row))];
  if (!picked && values.length > SHOWN) {
    content.push(element("details", {}, element("summary", {}, `${values.length - SHOWN} more`), element("ul", {}, ...values.slice(SHOWN).map(row))));
  }
  return element("section", {}, element("h2", {}, FACETS[name]), ...content);
}

function shown({ page, title, parts: text, claims }) {
  const quote = element("p", {}, element("a", { class: "sentence", href: page }, ...text.map(([piece, found]) => (found ? element("mark", { class: "found" }, piece) : piece))));
  const listed = claims.map((claim) => element("li", { class: claim.kind }, element("a", { href: claim.page }, `${claim.kind.replace("-", " ")}: ${claim.what}`)));
  return element("li", {}, quote, element("p", { class: "about" }, title), element("ul", { class: "said" }, ...listed));
}

function show({ total, hits, facets }) {
  document.getElementById("count").textContent = `${total.toLocaleString("en")} ${total === 1 ? "sentence" : "sentences"}`;
  document.getElementById("hits").start = start + 1;
  document.getElementById("hits").replaceChildren(...hits.map(shown));
  document.getElementById("facets").replaceChildren(...Object.keys(FACETS).filter((name) => facets[name]?.length || given.get(name)).map((name) => facet(name, facets[name] ?? [])));
  const pager = document.getElementById("pager");
  if (start > 0) pager.append(element("a", { href: address("start", Math.max(0, start - ROWS)), rel: "prev" }, "Newer"));
  if (start + ROWS < total) pager.append(element("a", { href: address("start", start + ROWS), rel: "next" }, "Older"));
  document.querySelector(".finding").hidden = total === 0 && chosen.length === 0;
}

form.hidden = false;
form.elements.q.value = given.get("q") ?? "";
for (const name of chosen) form.append(element("input", { type: "hidden", name, value: given.get(name) }));
(base === form.dataset.source ? fromServer() : fromFiles()).then(show, (problem) => {
  document.getElementById("count").textContent = `The search failed: ${problem.message}`;
});
