// The page of files: sends what is dropped, and what people correct.
const $ = (id) => document.getElementById(id);
const say = (text, isProblem = false) => {
  $("said").textContent = text;
  $("said").classList.toggle("problem", isProblem);
};

async function send(path, method, body) {
  const answer = await fetch(path, { method, body });
  if (answer.ok) return answer.json();
  const text = await answer.text();
  throw new Error(answer.headers.get("content-type").startsWith("application/json") ? JSON.parse(text).problem : text);
}

async function work(done, deed) {
  try {
    await deed();
    location.href = done;
  } catch (error) {
    say(error.message, true);
  }
}

function take(files) {
  return work("files", async () => {
    for (const file of files) {
      say(`Looking at ${file.name} …`);
      await send(`files/${encodeURIComponent(file.name)}`, "PUT", file);
    }
  });
}

$("choose")?.addEventListener("change", ({ target }) => take(target.files));
if ($("drop")) {
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer.files);
  });
}
for (const button of document.querySelectorAll(".forget"))
  button.addEventListener("click", () => work("files", () => send(`files/${button.dataset.file}`, "DELETE")));
$("rows")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const rows = [...document.querySelectorAll("[data-id]")].map((row) => [
    row.dataset.id,
    Object.fromEntries([...row.querySelectorAll("input")].map((input) => [input.name, input.value])),
  ]);
  say("Reading …");
  work("results", () => send("read", "POST", JSON.stringify(Object.fromEntries(rows))));
});
