// Shows an answer: yes or no, a graph as text, or rows as a table that can be sorted.
import { unescaped } from "./iri.js";
import { map } from "./map.js";

const AT_A_TIME = 500;
const NUMBERS = /#(?:integer|decimal|double|float|gYear)$/;

function made(name, text = "", attributes = {}) {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

// Shows codes for concepts and places, prefixed names, and paths below our base, as the command line does.
export function short(iri, { base, prefixes }) {
  if (iri.startsWith(`${base}place/`)) return unescaped(iri.slice(base.length + 6));
  if (iri.startsWith(`${base}concept/`)) return unescaped(iri.split("/").at(-1));
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    const local = iri.slice(namespace.length);
    if (iri.startsWith(namespace) && /^\w+$/.test(local)) return `${prefix}:${local}`;
  }
  return iri.startsWith(base) ? iri.slice(base.length) : iri;
}

function link(iri, context) {
  const text = short(iri, context);
  const path = iri.startsWith(context.base) ? iri.slice(context.base.length) : "/";
  // A path that begins with a slash would be the address of another server.
  if (!path.startsWith("/")) return made("a", text, { href: context.root + path });
  // An address in a graph may be anything. Only http and https are links.
  if (!/^https?:\/\//.test(iri)) return document.createTextNode(text);
  return made("a", text, { href: iri, rel: "noreferrer noopener" });
}

function cell(term, context) {
  const element = document.createElement("td");
  if (!term) return element;
  if (term.type === "uri") element.append(link(term.value, context));
  else element.textContent = term.value;
  if (NUMBERS.test(term.datatype ?? "")) element.className = "n";
  return element;
}

function key(term) {
  if (!term) return [2, ""];
  const number = NUMBERS.test(term.datatype ?? "") ? Number(term.value) : NaN;
  return Number.isNaN(number) ? [1, term.value] : [0, number];
}

function compare(one, other) {
  const [kind, value] = key(one);
  const [otherKind, otherValue] = key(other);
  if (kind !== otherKind) return kind - otherKind;
  return kind === 0 ? value - otherValue : value.localeCompare(otherValue);
}

class Table {
  constructor(columns, rows, context) {
    this.columns = columns;
    this.rows = rows;
    this.context = context;
    this.body = document.createElement("tbody");
    this.more = made("button", "", { type: "button" });
    this.more.addEventListener("click", () => this.add());
    this.heads = columns.map((column) => this.head(column));
    this.fill();
  }

  head(column) {
    const head = made("th", "", { scope: "col" });
    const button = made("button", column, { type: "button", title: `Sort by ${column}` });
    button.addEventListener("click", () => this.sort(column, head));
    head.append(button);
    return head;
  }

  sort(column, head) {
    const isDown = head.getAttribute("aria-sort") === "ascending";
    this.rows.sort((one, other) => compare(one[column], other[column]) * (isDown ? -1 : 1));
    for (const each of this.heads) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
    this.fill();
  }

  fill() {
    this.body.replaceChildren();
    this.add();
  }

  add() {
    const from = this.body.childElementCount;
    const rows = this.rows.slice(from, from + AT_A_TIME).map((row) => {
      const element = document.createElement("tr");
      element.append(...this.columns.map((column) => cell(row[column], this.context)));
      return element;
    });
    this.body.append(...rows);
    const left = this.rows.length - from - rows.length;
    this.more.textContent = `Show more (${left.toLocaleString("en")} left)`;
    this.more.hidden = !left;
  }

  element() {
    const table = document.createElement("table");
    const head = document.createElement("thead");
    const row = document.createElement("tr");
    row.append(...this.heads);
    head.append(row);
    table.append(head, this.body);
    const frame = made("div", "", { class: "table", tabindex: "0", role: "region", "aria-label": "Rows" });
    frame.append(table);
    return [frame, this.more];
  }
}

// A parameter with a value has this value in every row.
function shown(answer, given) {
  const { bindings } = answer.results;
  return answer.head.vars.filter((name) => !given.has(name) && (!bindings.length || bindings.some((row) => row[name])));
}

export function show(place, answer, context) {
  const took = `${context.seconds.toFixed(2)} s`;
  if (typeof answer === "string") {
    place.replaceChildren(made("p", `A graph, ${took}`, { class: "count" }), made("pre", answer, { class: "graph", tabindex: "0" }));
  } else if ("boolean" in answer) {
    place.replaceChildren(made("p", `${answer.boolean ? "Yes" : "No"}, ${took}`, { class: "truth" }));
  } else {
    const rows = answer.results.bindings;
    const count = rows.length === 1 ? "1 row" : `${rows.length.toLocaleString("en")} rows`;
    const text = rows.length ? `${count}, ${took}` : `Nothing found, ${took}`;
    const table = new Table(shown(answer, context.given), rows, context);
    const picture = map(rows, context);
    place.replaceChildren(made("p", text, { class: "count" }), ...(picture ? [picture] : []), ...(rows.length ? table.element() : []));
  }
}
