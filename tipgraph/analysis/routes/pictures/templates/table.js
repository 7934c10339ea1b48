// The table of the routes under the filters, and the same as CSV.
const Table = (() => {
  "use strict";
  const { details, labels, yearsAs, certaintyOf, settings, many, codes } = Model;
  const { el } = Panel;
  const body = document.querySelector("#rows tbody");
  const more = document.getElementById("more");
  const count = document.getElementById("rows-count");
  const ROWS = 50; // as many as are quick to lay out
  let edges = [], chosen = null;

  function row(edge) {
    const { lists, years } = details(edge);
    const from = el("button", { type: "button", className: "row" }, edge.origin.name);
    from.setAttribute("aria-label", `${edge.origin.name} to ${edge.destination.name}: show claims`);
    const cells = [
      edge.destination.name, String(edge.weight), yearsAs(years), settings.says[edge.support],
      certaintyOf(edge), labels("exploitation", lists.exploitation), labels("victims", lists.victims),
    ];
    const made = el("tr", {}, el("th", { scope: "row" }, from),
      ...cells.map((cell, at) => el("td", { className: at === 1 ? "number" : "" }, cell)));
    made.dataset.id = edge.id;
    made.addEventListener("click", (event) => {
      if (String(getSelection())) return; // words were marked, to be copied
      Choice.link(edge.id, event.detail === 0);
    });
    return made;
  }

  function grow() {
    const from = body.children.length;
    body.append(...edges.slice(from, from + (from ? 4 * ROWS : ROWS)).map(row));
    more.hidden = body.children.length >= edges.length;
    count.textContent = !edges.length ? "No route passes these filters." : `${body.children.length.toLocaleString("en")} of ${many(edges.length, "route")}, those that most `
      + "reports name first. Choose one to read its claims.";
    mark();
  }

  function mark() {
    for (const each of body.children) each.classList.toggle("chosen", each.dataset.id === chosen);
  }

  function show(found, marked) {
    chosen = marked ? marked.id : null;
    if (found === edges) return mark();
    edges = found;
    body.replaceChildren();
    return grow();
  }

  const HEAD = ["origin", "origin_name", "destination", "destination_name", "reports", "asserting", "claims", "years",
    "support", "inferred", "via", "exploitation", "victims", "sectors"];
  // A spreadsheet takes a cell that begins so for a formula.
  const plain = (cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
  const cell = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

  function cells(edge) {
    const { lists, years } = details(edge);
    const list = (name) => lists[name].map((code) => codes[name][code][0]).join("|");
    return [
      edge.origin.code, edge.origin.name, edge.destination.code, edge.destination.name, edge.weight, edge.asserting,
      edge.claims.length, years.join("|"), edge.support, edge.inferred ? "true" : "false",
      lists.via.map((id) => Model.places[id].code).join("|"), list("exploitation"), list("victims"), list("sectors"),
    ];
  }

  const csv = () => [HEAD, ...edges.map(cells)]
    .map((line) => line.map((value) => cell(plain(String(value)))).join(",")).join("\r\n") + "\r\n";

  more.addEventListener("click", grow);
  return { show, csv };
})();
