// What is chosen, and the page as a whole: filters change what is found, choices what is looked at.
const Choice = (() => {
  "use strict";
  const { settings, many } = Model;
  const FEW = 30; // routes that a phone's screen has room for
  let edges = [], focus = null, chosen = null, frame = 0;

  // The strongest routes; those of the place that is looked at come before others.
  function drawn() {
    const can = edges.filter((edge) => edge.drawn);
    const near = focus ? can.filter((edge) => Model.touches(edge, focus)) : can;
    const found = near.slice(0, Filters.top());
    if (chosen?.drawn && !found.includes(chosen)) found.push(chosen);
    return { can, near, found };
  }

  // All numbers are of the place that is looked at, or else of all that passes the filters.
  function status({ near, found }) {
    if (!edges.length) return Model.claims.length ? "No route passes these filters." : "This page has no routes.";
    const all = focus ? edges.filter((edge) => Model.touches(edge, focus)) : edges;
    if (!all.length) return `No route of ${focus.name} passes these filters.`;
    const claims = all.flatMap((edge) => edge.claims).filter((claim) => !focus || Model.concerns(claim, focus));
    const reports = new Set(claims.map((claim) => claim.report)).size;
    const missing = all.length - near.length;
    const which = `${many(near.length, "route")}${focus ? ` of ${focus.name}` : ""}`;
    return `${found.length.toLocaleString("en")} of ${which} drawn, the most reported first. ${many(claims.length, "claim")} of `
      + `${many(reports, "report")}.${missing ? ` ${many(missing, "route")} without a place to draw: see the table.` : ""}`;
  }

  function refresh() {
    const now = drawn();
    Picture.show(now.found, { all: now.can, focus, chosen });
    Table.show(edges, chosen);
    const text = status(now);
    document.getElementById("status").textContent = text;
    const most = now.found.reduce((high, edge) => Math.max(high, edge.breadth), 1);
    const weighed = Filters.state().weigh ? ", weighed by precision" : "";
    document.querySelector("#breadth span").textContent = `${most > 1 ? `1 to ${Model.rounded(most)} reports` : "1 report"}${weighed}`;
    const address = Filters.address(focus);
    if (address !== (location.hash || "#")) history.replaceState(null, "", address);
    document.getElementById("whole").href = location.href;
  }

  function updatePanel() {
    if (chosen) Panel.link(chosen);
    else if (focus) Panel.place(focus, edges);
    else Panel.close();
  }

  function filtered() {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      edges = Model.edges(Filters.state());
      chosen = chosen && (edges.find((edge) => edge.id === chosen.id) ?? null);
      refresh();
      updatePanel();
    });
  }

  function choose(place, edge, byKey) {
    [focus, chosen] = [place, edge];
    refresh();
    updatePanel();
    if (byKey) Panel.focus();
  }

  const link = (id, byKey = false) => choose(focus, edges.find((edge) => edge.id === id) ?? null, byKey);
  const place = (of, byKey = false) => (of ? choose(of, null, byKey) : clear());
  const clear = () => (focus || chosen) && choose(null, null, false);

  function save(name, blob) {
    const link = Panel.el("a", { href: URL.createObjectURL(blob), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  const name = settings.layout === "map" ? "routes-map" : "routes-network";
  const whole = () => Picture.whole(document.title, [document.getElementById("status").textContent, settings.note]);
  const SAVES = {
    csv: () => save("routes.csv", new Blob(["\ufeff", Table.csv()], { type: "text/csv" })),
    svg: async () => save(`${name}.svg`, new Blob([await (await whole()).toSVG()], { type: "image/svg+xml" })),
    png: async () => (await (await whole()).toCanvas(2)).toBlob((blob) => save(`${name}.png`, blob)),
  };

  // Another address of the same page, which a link or the keyboard can give.
  function follow() {
    focus = Filters.read(location.hash) ?? null;
    filtered();
  }

  async function start() {
    // In a frame, the page is its picture with the legend; a link opens the whole page.
    document.documentElement.classList.toggle("embedded", window.self !== window.top);
    await Picture.start({ place, link, nothing: clear });
    Filters.listen(filtered);
    const all = Model.edges(Filters.state()).filter((edge) => edge.drawn);
    Filters.limit(all.length, innerWidth < 600 ? FEW : settings.top);
    focus = Filters.read(location.hash) ?? null;
    edges = Model.edges(Filters.state());
    for (const [id, act] of Object.entries(SAVES)) document.getElementById(id).addEventListener("click", act);
    for (const button of document.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => Picture.zoomBy(Number(button.dataset.zoom)));
    }
    addEventListener("hashchange", follow);
    addEventListener("keydown", (event) => event.key === "Escape" && clear());
    if (innerWidth < 900) document.querySelector("#filters details").open = false;
    refresh();
    updatePanel();
  }

  return { start, link, place, clear };
})();
Choice.start();
