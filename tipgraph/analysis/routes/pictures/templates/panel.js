// The panel: the claims of a route or place, each with its words, report and year. All text is set as text.
const Panel = (() => {
  "use strict";
  const { places, reports, codes, content, details, labels, many, yearsAs, settings } = Model;
  const panel = document.getElementById("panel");
  const SHOWN = 40; // claims to begin with
  let back = null;

  function el(name, props = {}, ...children) {
    const made = Object.assign(document.createElement(name), props);
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  }

  const title = (report) => `${codes.publication[report.publication][1]} ${report.year}, ${places[report.country].name}`;

  const sure = (claim) => (claim.reviewed ? "reviewed" : claim.precision === null ? "" : `precision ${claim.precision}`);

  const about = (claim) => [
    labels("kind", [claim.kind]),
    claim.inferred ? "inferred: no text states it" : claim.asserted ? "" : "only possible",
    claim.via.length ? `through ${claim.via.map((id) => places[id].name).join(", ")}` : "",
    labels("victims", claim.victims), labels("exploitation", claim.exploitation), labels("sectors", claim.sectors),
    sure(claim),
  ].filter(Boolean).join(" · ");

  const route = (claim) => `${places[claim.origin].name} → ${places[claim.destination].name}`;

  function card(claim, named) {
    const quotes = claim.quotes.map((id) => el("blockquote", {}, `“${content.quotes[id]}”`));
    return el("li", { className: claim.asserted ? "claim" : "claim possible" },
      named ? el("h3", {}, route(claim)) : null,
      ...(quotes.length ? quotes : [el("p", { className: "faint" }, "The graph holds no words for this claim.")]),
      el("p", { className: "report" }, title(reports[claim.report])),
      el("p", { className: "faint" }, about(claim)));
  }

  const byYear = (a, b) => reports[b.report].year - reports[a.report].year || a.report - b.report;

  function list(claims, named) {
    const sorted = [...claims].sort(byYear);
    const made = el("ol", { className: "claims" });
    const more = el("button", { type: "button" });
    const grow = () => {
      const from = made.children.length;
      made.append(...sorted.slice(from, from + SHOWN).map((claim) => card(claim, named)));
      more.hidden = made.children.length >= sorted.length;
      more.textContent = `Show more of ${many(sorted.length, "claim")}`;
    };
    more.addEventListener("click", grow);
    grow();
    return [made, more];
  }

  function open(heading, lines, claims, named) {
    if (panel.hidden) back = document.activeElement;
    const close = el("button", { type: "button", className: "close", ariaLabel: "Close" }, "×");
    close.addEventListener("click", () => Choice.clear());
    panel.replaceChildren(
      el("div", { className: "head" }, el("h2", {}, heading), close),
      ...lines.map((line) => el("p", {}, line)), ...list(claims, named));
    panel.setAttribute("aria-label", `Claims: ${heading}`);
    panel.hidden = false;
    panel.scrollTop = 0;
    document.body.classList.add("opened");
  }

  function link(edge) {
    const { years } = details(edge);
    open(`${edge.origin.name} → ${edge.destination.name}`,
      [`${many(edge.weight, "report")}, ${yearsAs(years)} · ${many(edge.claims.length, "claim")}`,
        `Stated by: ${settings.says[edge.support]}`],
      edge.claims, false);
  }

  function place(of, edges) {
    const touching = edges.filter((edge) => Model.touches(edge, of));
    const out = touching.filter((edge) => edge.origin === of).length;
    const into = touching.filter((edge) => edge.destination === of).length;
    const through = touching.filter((edge) => edge.origin !== of && edge.destination !== of).length;
    open(of.name, [`${many(out, "route")} out, ${into} in, ${through} through`],
      touching.flatMap((edge) => edge.claims.filter((claim) => Model.concerns(claim, of))), true);
  }

  function close() {
    if (panel.hidden) return;
    panel.hidden = true;
    document.body.classList.remove("opened");
    if (panel.contains(document.activeElement) || document.activeElement === document.body) back?.focus();
  }

  return { el, link, place, close, focus: () => panel.focus({ preventScroll: true }) };
})();
