// The query page: questions with parameters, an editor, and answers.
import { Editor } from "./editor.js";
import { show } from "./answer.js";

const byId = (id) => document.getElementById(id);
const content = JSON.parse(byId("query-content").textContent);
const questions = new Map(content.questions.map((each) => [each.name, each]));
const editor = new Editor(byId("text"), byId("numbers"));
let question = null;
let running = null;

function field(parameter) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.name = `$${parameter.name}`;
  input.required = parameter.required;
  input.autocomplete = "off";
  if (parameter.listed) input.setAttribute("list", `list-${parameter.type}`);
  if (parameter.type === "year" || parameter.type === "integer") input.inputMode = "numeric";
  const need = parameter.required ? "" : parameter.need === "optional" ? " (optional)" : ` (${parameter.need})`;
  label.append(`${parameter.name}${need}`, input);
  const meaning = document.createElement("small");
  meaning.textContent = parameter.meaning;
  label.append(meaning);
  return label;
}

function choose(name) {
  question = questions.get(name) ?? null;
  if (!question) return;
  editor.text = question.text.trimStart();
  tell("title", question.title);
  tell("description", question.description);
  const values = byId("values");
  values.replaceChildren(values.firstElementChild, ...question.parameters.map(field), byId("answer"));
  values.hidden = !question.parameters.length;
  for (const link of document.querySelectorAll("[data-question]")) {
    link.toggleAttribute("aria-current", link.dataset.question === name);
  }
}

function filled() {
  const inputs = [...byId("values").querySelectorAll("input")];
  return inputs.filter((input) => input.value.trim()).map((input) => [input.name, input.value.trim()]);
}

// The header declares the parameters. It is not shown in the editor, so that line numbers match.
function asked() {
  const values = filled();
  const header = question && values.length ? question.header : "";
  return { header, body: new URLSearchParams([["query", header + editor.text], ...values]) };
}

function remember() {
  const edited = !question || editor.text !== question.text.trimStart();
  const state = edited ? [["query", editor.text], ...(question ? [["question", question.name]] : [])] : [["question", question.name]];
  history.replaceState(null, "", `?${new URLSearchParams([...state, ...filled()])}`);
}

function tell(id, text) {
  byId(id).textContent = text;
  byId(id).hidden = !text;
}

async function fail(response, lines) {
  const isProblem = response.headers.get("Content-Type")?.includes("json");
  const problem = isProblem ? await response.json() : { detail: await response.text() };
  let detail = problem.detail || response.statusText;
  if (problem.line) {
    const line = problem.line - lines;
    detail = detail.replace(`line ${problem.line},`, `line ${line},`);
    if (!/line \d/.test(detail)) detail = `line ${line}: ${detail}`;
    editor.mark(line);
  }
  tell("error", detail);
}

function busy(isBusy) {
  byId("run").disabled = byId("answer").disabled = isBusy;
  byId("stop").hidden = !isBusy;
  byId("results").setAttribute("aria-busy", String(isBusy));
}

async function ask(accept, use) {
  const { header, body } = asked();
  running?.abort();
  const mine = (running = new AbortController());
  tell("error", "");
  tell("note", "");
  editor.unmark();
  busy(true);
  try {
    const response = await fetch(byId("ask").action, { method: "POST", body, headers: { Accept: accept }, signal: mine.signal });
    if (response.ok) await use(response);
    else await fail(response, header.split("\n").length - 1);
  } catch (error) {
    tell("error", error.name === "AbortError" ? "stopped" : `the server did not answer (${error.message})`);
  } finally {
    if (running === mine) busy(false);
  }
}

async function run() {
  remember();
  const started = performance.now();
  const given = new Set(filled().map(([name]) => name.slice(1)));
  byId("results").hidden = true;
  await ask("application/sparql-results+json, text/turtle;q=0.9, application/problem+json;q=0.5", async (response) => {
    tell("note", decodeURIComponent(response.headers.get("Tipgraph-Note") ?? ""));
    const type = response.headers.get("Content-Type");
    const answer = type.includes("json") ? await response.json() : await response.text();
    const seconds = (performance.now() - started) / 1000;
    show(byId("results"), answer, { ...content, given, seconds });
    byId("results").hidden = false;
    byId("results").firstElementChild.scrollIntoView({ block: "nearest" });
  });
}

async function download() {
  await ask("text/csv, text/turtle;q=0.9, application/problem+json;q=0.5", async (response) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    const ending = response.headers.get("Content-Type").startsWith("text/csv") ? "csv" : "ttl";
    link.download = `${question?.name ?? "answer"}.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
}

function start() {
  const state = new URLSearchParams(location.search);
  choose(state.get("question"));
  if (state.has("query")) editor.text = state.get("query");
  for (const input of byId("values").querySelectorAll("input")) input.value = state.get(input.name) ?? "";
  const isWhole = byId("ask").checkValidity();
  if ((state.has("query") || question) && isWhole) run();
}

byId("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.submitter?.id === "csv") download();
  else run();
});
byId("stop").addEventListener("click", () => running?.abort());
byId("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("ask").requestSubmit(byId("run"));
});
byId("questions").addEventListener("click", (event) => {
  const name = event.target.closest("[data-question]")?.dataset.question;
  if (!name || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  choose(name);
  byId("results").hidden = true;
  tell("error", "");
  tell("note", "");
  history.replaceState(null, "", `?question=${name}`);
  if (matchMedia("(max-width: 60rem)").matches) document.querySelector(".questions details").open = false;
  const first = byId("values").querySelector("input");
  if (first) first.focus();
  else run();
});
byId("filter").addEventListener("input", () => {
  const wanted = byId("filter").value.toLowerCase();
  for (const link of document.querySelectorAll("[data-question]")) {
    const about = questions.get(link.dataset.question);
    const text = `${about.name} ${about.title} ${about.description}`.toLowerCase();
    link.parentElement.hidden = !text.includes(wanted);
  }
});
if (matchMedia("(max-width: 60rem)").matches) document.querySelector(".questions details").open = false;
start();
