// The index as a search. Without scripts the page is the same list, to be read and searched by the browser.
const form = document.getElementById("search");
const field = document.getElementById("q");
const found = document.getElementById("found");
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function narrow() {
  const wanted = plain(field.value.trim());
  let count = 0;
  for (const section of document.querySelectorAll(".letter")) {
    let any = false;
    for (const entry of section.querySelectorAll("li")) {
      const hit = plain(entry.textContent).includes(wanted);
      entry.hidden = !hit;
      any ||= hit;
      count += hit ? 1 : 0;
    }
    section.hidden = !any;
  }
  found.textContent = wanted ? `${count} found` : "";
}

form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  document.querySelector(".letter:not([hidden]) li:not([hidden]) a")?.click();
});
field.addEventListener("input", narrow);
field.value = new URLSearchParams(location.search).get("q") ?? "";
if (field.value) narrow();
