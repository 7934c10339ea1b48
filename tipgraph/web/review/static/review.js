// The review page: the server decides what is shown; this file asks for it, marks it, and sends verdicts.
// Words are selected in a text area, which keyboards and screen readers can use. Recogito's annotator, the library
// for that, needs a build with npm.
const $ = (id) => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const points = (text) => [...text].length; // offsets count code points, strings of JavaScript UTF-16

let place = { document: null, item: null, sentence: null };
let last = -1; // the item from which "next" goes on

async function ask(path, body) {
  const options = body && { method: "POST", body: JSON.stringify(body) };
  const answer = await fetch(path, options).catch(() => {
    throw new Error("The server does not answer. Start tipgraph review again, and open the new address.");
  });
  const isJson = answer.headers.get("content-type").startsWith("application/json");
  const found = isJson ? await answer.json() : await answer.text();
  if (!answer.ok) throw new Error(found.problem ?? found);
  return found;
}

// One thing at a time, in the order of the keys.
let line = Promise.resolve();
function inTurn(work) {
  line = line.then(work).catch((error) => say(error.message, true));
  return line;
}

function say(text, isProblem = false) {
  $("said").textContent = text;
  $("said").classList.toggle("problem", isProblem);
}

function query(more) {
  const filters = new URLSearchParams(new FormData($("filters")));
  for (const [name, value] of Object.entries({ ...more, by: $("by").value })) filters.set(name, value);
  return filters;
}

async function show(more) {
  const found = await ask(`look?${query(more)}`);
  if (found.document !== place.document)
    $("narrative").innerHTML = found.document === null ? "" : await ask(`narrative/${found.document}`);
  const hadFocus = $("panel").contains(document.activeElement);
  place = found;
  last = found.item ?? last;
  $("panel").innerHTML = found.panel;
  paint(found);
  if (hadFocus) $("panel").querySelector("[aria-current] .choose")?.focus();
  return found;
}

function paint(found) {
  $("bar").max = found.of || 1;
  $("bar").value = found.reviewed;
  $("progress").textContent = `${found.reviewed} of ${found.of} reviewed`;
  const kind = $("panel").querySelector("[aria-current]")?.dataset.kind;
  for (const run of all("[data-sentence]", $("narrative"))) {
    const items = run.dataset.items?.split(" ") ?? [];
    const isChosen = items.includes(String(found.item));
    run.className = isChosen ? `chosen ${kind}` : (run.dataset.kind ?? "");
    run.classList.toggle("current", Number(run.dataset.sentence) === found.sentence);
    const states = items.map((item) => found.states[item]);
    run.dataset.state = states.length && states.every(Boolean) ? states[0] : "";
  }
  for (const passage of all(".passage", $("narrative")))
    passage.classList.toggle("whole", found.complete.includes(Number(passage.dataset.start)));
  const seen = $("narrative").querySelector(".chosen") ?? $("narrative").querySelector(".current");
  seen?.scrollIntoView({ block: innerWidth < 900 ? "center" : "nearest" });
  $("panel").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

function describe() {
  const parts = all("[aria-current] :is(.kind, .what)", $("panel")).map((part) => part.textContent);
  const what = parts.join(": ") || "no claim";
  return place.item === null ? what : `${place.position} of ${place.length}: ${what}`;
}

async function move(more) {
  const before = place.item;
  await show(more);
  say(place.item === before && "step" in more ? `The end. ${describe()}` : describe());
}

// Undo holds, for this window, the rows that take verdicts back.
const undone = () => JSON.parse(sessionStorage.getItem("undo") ?? "[]");
const keep = (rows) => sessionStorage.setItem("undo", JSON.stringify(rows.slice(-500)));

async function send(body) {
  const by = $("by").value;
  const at = "item" in body ? { step: "here", at: body.item } : { at: last, document: place.document, sentence: place.sentence };
  const { undo } = await ask("verdicts", { ...body, by, reason: body.reason ?? $("reason").value });
  keep([...undone(), { row: undo, by, at }]);
  $("reason").value = "";
}

async function judge(verdict, fields) {
  if (place.item === null) throw new Error("No claim is chosen.");
  await send({ item: place.item, verdict, fields });
  await show({ step: "open", at: place.item });
  const rest = place.reviewed < place.of ? describe() : "All claims are reviewed.";
  say(`Saved. ${rest}`);
}

async function undo() {
  const rows = undone();
  const before = rows.pop();
  if (!before) throw new Error("There is nothing to undo in this window.");
  await ask("verdicts", { row: before.row, by: before.by });
  keep(rows);
  await show(before.at);
  say(`Undone. ${describe()}`);
}

async function complete() {
  if (place.passage === null) throw new Error("No paragraph is chosen.");
  const verdict = place.complete.includes(place.passage) ? "incomplete" : "complete";
  await send({ document: place.document, passage: place.passage, verdict });
  await here();
  say(verdict === "complete" ? "Saved: this paragraph is read completely." : "Saved: not read completely.");
}

const here = () => show({ at: last, document: place.document, sentence: place.sentence });

// The form of a claim: to change one, or to add one.
let passage = null;

function selected() {
  const chosen = getSelection();
  const range = chosen.rangeCount && !chosen.isCollapsed ? chosen.getRangeAt(0) : null;
  const start = range?.startContainer.parentElement?.closest(".passage");
  return start && $("narrative").contains(start) ? { range, start } : null;
}

function openForm(title, toAdd) {
  $("dialog-title").textContent = title;
  $("words-part").hidden = !toAdd;
  $("problem").textContent = "";
  $("dialog").dataset.add = toAdd ? "yes" : "";
  $("dialog").showModal();
}

async function edit() {
  if (place.item === null) throw new Error("No claim is chosen.");
  $("fields").innerHTML = await ask(`form?item=${place.item}`);
  openForm("Change the claim", false);
  $("fields").querySelector("input, select").focus();
}

async function add() {
  const mine = selected();
  const runs = all(`[data-sentence="${place.sentence}"]`, $("narrative"));
  passage = mine?.start ?? runs[0]?.closest(".passage");
  if (!passage) throw new Error("Select the words of the claim first.");
  const range = mine?.range.cloneRange() ?? document.createRange();
  if (!mine) {
    range.setStartBefore(runs[0]);
    range.setEndAfter(runs.at(-1));
  }
  const before = document.createRange();
  before.setStart(passage, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  await choose();
  openForm("Add a claim", true);
  $("words").value = passage.textContent;
  $("words").focus();
  $("words").setSelectionRange(start, Math.min(start + range.toString().length, passage.textContent.length));
  quote();
}

async function choose() {
  $("fields").innerHTML = await ask(`form?kind=${$("kind").value}`);
}

function quote() {
  const { value, selectionStart, selectionEnd } = $("words");
  $("chosen").textContent = selectionStart < selectionEnd ? `“${value.slice(selectionStart, selectionEnd)}”` : "No words";
}

function given() {
  const fields = {};
  for (const chip of all("[data-value]", $("fields"))) (fields[chip.dataset.name] ??= []).push(chip.dataset.value);
  for (const input of all("[name]", $("fields"))) fields[input.name] = [input.value];
  for (const input of all("[data-many]", $("fields")))
    if (input.value.trim()) (fields[input.dataset.many] ??= []).push(input.value);
  return fields;
}

async function save() {
  if (!$("dialog").dataset.add) return judge("replace", given());
  const { value, selectionStart, selectionEnd } = $("words");
  const start = Number(passage.dataset.start) + points(value.slice(0, selectionStart));
  const end = start + points(value.slice(selectionStart, selectionEnd));
  await send({ document: place.document, verdict: "add", kind: $("kind").value, fields: given(), start, end });
  await show({ at: last, document: place.document, sentence: sentenceAt(selectionStart) });
  say("Saved: the claim is added.");
}

function sentenceAt(offset) {
  let length = 0;
  const run = all("[data-sentence]", passage).find((each) => (length += each.textContent.length) > offset);
  return run?.dataset.sentence ?? place.sentence;
}

$("claim").addEventListener("submit", (event) => {
  event.preventDefault();
  inTurn(async () => {
    try {
      await save();
      $("dialog").close();
    } catch (error) {
      $("problem").textContent = error.message;
    }
  });
});
$("cancel").addEventListener("click", () => $("dialog").close());
$("kind").addEventListener("change", () => inTurn(choose));
for (const event of ["select", "keyup", "mouseup"]) $("words").addEventListener(event, quote);

// Fields with a search: the server finds labels; a chosen one of several becomes a chip.
$("fields").addEventListener("input", async ({ target }) => {
  const scheme = target.dataset.scheme;
  if (!scheme) return;
  if ([...target.list.options].some((option) => option.value === target.value)) return addChip(target);
  const labels = await ask(`choices?${new URLSearchParams({ scheme, words: target.value })}`);
  target.list.replaceChildren(...labels.map((label) => new Option("", label)));
});
$("fields").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.dataset.many || !event.target.value) return;
  event.preventDefault();
  addChip(event.target);
});
$("fields").addEventListener("click", ({ target }) => {
  if (target.dataset.value) target.closest("li").remove();
});

function addChip(input) {
  const [name, value] = [input.dataset.many, input.value];
  if (!name) return;
  const chip = Object.assign(document.createElement("button"), { type: "button", textContent: `${value} ✕` });
  Object.assign(chip.dataset, { name, value });
  chip.ariaLabel = `Remove ${value}`;
  const entry = document.createElement("li");
  entry.append(chip);
  input.closest(".field").querySelector(".chips").append(entry);
  input.value = "";
}

const deeds = {
  accept: () => judge("accept"),
  reject: () => judge("reject"),
  next: () => move({ step: "next", at: last }),
  previous: () => move({ step: "previous", at: last }),
  down: () => move({ document: place.document, sentence: place.sentence + 1, at: last }),
  up: () => move({ document: place.document, sentence: place.sentence - 1, at: last }),
  edit, add, undo, complete,
};
const keys = { y: "accept", x: "reject", n: "next", p: "previous", j: "down", k: "up", e: "edit", a: "add", u: "undo", c: "complete" };

document.addEventListener("keydown", (event) => {
  const deed = deeds[keys[event.key]];
  // A field of a form that has just been closed has the focus until the next frame.
  const writes = event.target.matches("input:not([type=checkbox]), select, textarea") && event.target.checkVisibility();
  if (!deed || writes || $("dialog").open || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (!$("keys").checked) return;
  event.preventDefault();
  inTurn(deed);
});
$("verdicts").addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selected words
$("verdicts").addEventListener("click", ({ target }) => {
  const deed = deeds[target.closest("[data-do]")?.dataset.do];
  if (deed) inTurn(deed);
});
$("panel").addEventListener("click", ({ target }) => {
  const item = target.closest(".choose")?.dataset.item;
  const row = target.closest(".remove")?.dataset.row;
  if (item) inTurn(() => move({ step: "here", at: item }));
  if (row) inTurn(async () => {
    await ask("verdicts", { row: JSON.parse(row), by: $("by").value });
    await here();
    say("Saved: the added claim is taken back.");
  });
});
$("narrative").addEventListener("click", ({ target }) => {
  const { sentence } = target.dataset;
  if (sentence === undefined || selected()) return;
  inTurn(() => move({ document: place.document, sentence, at: last }));
});
$("filters").addEventListener("change", () => inTurn(() => move({ step: "resume", at: -1 })));
$("text")?.addEventListener("change", ({ target }) => {
  if (target.value) inTurn(() => move({ document: target.value, sentence: 0, at: last }));
});
$("by").addEventListener("change", () => {
  localStorage.setItem("by", $("by").value);
  inTurn(here);
});
for (const menu of all("details.menu"))
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

$("by").value ||= localStorage.getItem("by") ?? "";
localStorage.setItem("root", location.pathname.replace(/[^/]*$/, ""));
const link = new URLSearchParams(location.search); // of a claim on a page of tipgraph serve
inTurn(() => move(link.has("document") ? { ...Object.fromEntries(link), at: last } : { step: "resume", at: -1 }));
